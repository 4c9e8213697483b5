//! The messenger (심부름꾼): hands results over, beside the courier and the postman. A receiver that is away holds up nothing
//! but its own results.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use hook::{Address, Hook, Secret};
use serde_json::json;
use store::{Channel, Delivery, JournalAct};

use super::files::{write_csv, write_json};
use super::settings::{FileKind, ResultsForm, read_results};
use crate::jitter::jittered;
use crate::{Office, OfficeError};

/// How long a result is tried before a person is called.
pub(super) const TRIED_FOR: TimeDelta = TimeDelta::days(1);

const FIRST_WAIT_MS: u64 = 10_000;
const LONGEST_WAIT_MS: u64 = 3_600_000;
/// A result that was taken by a process that died is free again after this long; longer than any try.
const TAKEN_FOR: TimeDelta = TimeDelta::minutes(2);
const SHORTEST_PAUSE: Duration = Duration::from_millis(200);
/// A document may have been changed beside us.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
const FILES_AT_ONCE: u32 = 200;
/// Korea is this far ahead of the world's clock.
const KOREA: TimeDelta = TimeDelta::hours(9);

impl Office {
    /// Works until the program ends.
    pub async fn run_messenger(self: Arc<Self>) {
        loop {
            if let Err(error) = self.deliver_results().await {
                tracing::warn!(%error, "the messenger's round broke off");
            }
            let pause = self.messenger_pause();
            let _woken = tokio::time::timeout(pause, self.results_due.notified()).await;
        }
    }

    /// One round: takes up what changed, and tries every result that is due once. Says how many were handed over.
    ///
    /// # Errors
    /// [`OfficeError::Book`]; what was under way is tried again.
    pub async fn deliver_results(self: &Arc<Self>) -> Result<u32, OfficeError> {
        let _one_round_at_a_time = self.delivering.lock().await;
        let form = self.book.read(read_results)?;
        if !form.is_on() {
            return Ok(0);
        }
        self.collect_results()?;
        let mut delivered = 0;
        if form.files {
            let office = Arc::clone(self);
            let form = form.clone();
            delivered += office.beside(move |office| office.write_result_files(&form)).await?;
        }
        if let Some(webhook) = self.beside(move |office| office.webhook(&form)).await? {
            delivered += self.call_webhook(&webhook).await?;
        }
        Ok(delivered)
    }

    /// A person wants what was given up handed over again.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when nothing is, [`OfficeError::Book`].
    pub fn deliver_results_anew(&self) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let revived = w.deliver_anew(at, at + TRIED_FOR)?;
            if revived == 0 {
                return Err(OfficeError::NothingToDo("results".to_owned()));
            }
            Ok(w.journal(at, JournalAct::DeliveryAnew, "", &json!({ "results": revived }))?)
        })?;
        self.results_due.notify_one();
        Ok(())
    }

    pub(super) fn hook(&self) -> Result<Hook, OfficeError> {
        Hook::new().map_err(OfficeError::Hook)
    }

    async fn call_webhook(&self, (address, secret): &(Address, Secret)) -> Result<u32, OfficeError> {
        let until = self.clock.now();
        let mut delivered = 0;
        let mut sender = None;
        // Due when the round began: what fails is due again later, and a round ends.
        while let Some(result) = self.book.read(|r| r.due_deliveries(Channel::Webhook, until, 1))?.pop() {
            if !self.take(&result)? {
                continue;
            }
            let sender = match &sender {
                Some(sender) => sender,
                None => sender.insert(self.hook()?),
            };
            let at = unix_s(self.clock.now());
            match sender.post((address, secret), &result.event_id, at, &result.body).await {
                Ok(()) => {
                    self.finish(&result)?;
                    delivered += 1;
                }
                Err(problem) => self.put_off(&result, &problem.to_string())?,
            }
        }
        Ok(delivered)
    }

    fn write_result_files(&self, form: &ResultsForm) -> Result<u32, OfficeError> {
        let now = self.clock.now();
        let due = self.book.read(|r| r.due_deliveries(Channel::Folder, now, FILES_AT_ONCE))?;
        let mut taken = Vec::new();
        for result in due {
            if self.take(&result)? {
                taken.push(result);
            }
        }
        let mut delivered = 0;
        match self.put_files(form, &taken) {
            Ok(()) => {
                for result in &taken {
                    self.finish(result)?;
                    delivered += 1;
                }
            }
            Err(Unwritten::Folder(problem)) => {
                for result in &taken {
                    self.put_off(result, &problem)?;
                }
            }
            Err(Unwritten::Book(error)) => return Err(error),
        }
        Ok(delivered)
    }

    fn put_files(&self, form: &ResultsForm, results: &[Delivery]) -> Result<(), Unwritten> {
        let folder = Path::new(&form.folder);
        if matches!(form.file_kind, FileKind::Json | FileKind::Both) {
            for result in results {
                write_json(folder, result).map_err(Unwritten::folder)?;
            }
        }
        if matches!(form.file_kind, FileKind::Csv | FileKind::Both) {
            let mut days: Vec<_> = results.iter().map(|result| result.created_on).collect();
            days.dedup();
            for day in days {
                let of_day = self
                    .book
                    .read(|r| r.deliveries_of_day(Channel::Folder, day))
                    .map_err(|error| Unwritten::Book(error.into()))?;
                write_csv(folder, &day.to_string(), &of_day).map_err(Unwritten::folder)?;
            }
        }
        Ok(())
    }

    fn take(&self, result: &Delivery) -> Result<bool, OfficeError> {
        let at = self.clock.now();
        Ok(self.book.write(|w| w.take_delivery(result, at + TAKEN_FOR, at))?)
    }

    fn finish(&self, result: &Delivery) -> Result<(), OfficeError> {
        let at = self.clock.now();
        Ok(self.book.write(|w| w.finish_delivery(result.id, at))?)
    }

    fn put_off(&self, result: &Delivery, problem: &str) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let next_at = next_try(result, at);
        self.book.write(|w| {
            w.put_delivery_off(result.id, next_at, problem, at)?;
            if next_at.is_none() {
                let facts = json!({ "event": result.event_id, "over": result.channel.as_str() });
                w.journal(at, JournalAct::DeliveryGivenUp, "", &facts)?;
            }
            Ok(())
        })
    }

    fn messenger_pause(&self) -> Duration {
        let now = self.clock.now();
        let next = self.book.read(|r| {
            let form = read_results(r)?;
            let webhook = if form.webhook { r.next_delivery(Channel::Webhook)? } else { None };
            let folder = if form.files { r.next_delivery(Channel::Folder)? } else { None };
            Ok(webhook.into_iter().chain(folder).min())
        });
        let next = next.unwrap_or_else(|error| {
            tracing::warn!(%error, "the next result could not be read");
            None
        });
        next.map_or(LONGEST_PAUSE, |at: NaiveDateTime| {
            (at - now).to_std().unwrap_or(SHORTEST_PAUSE).clamp(SHORTEST_PAUSE, LONGEST_PAUSE)
        })
    }
}

/// Why files did not come into being.
enum Unwritten {
    Folder(String),
    Book(OfficeError),
}

impl Unwritten {
    #[expect(clippy::needless_pass_by_value, reason = "the shape map_err wants")]
    fn folder(error: std::io::Error) -> Self {
        Self::Folder(format!("folder ({})", error.kind()))
    }
}

/// When a result that failed is tried again; the last try is when its time is over.
fn next_try(result: &Delivery, at: NaiveDateTime) -> Option<NaiveDateTime> {
    if at >= result.give_up_at {
        return None;
    }
    let wait = jittered(FIRST_WAIT_MS, LONGEST_WAIT_MS, result.attempts, &result.event_id);
    let wait = TimeDelta::milliseconds(i64::try_from(wait).unwrap_or(i64::MAX / 2));
    Some((at + wait).min(result.give_up_at))
}

/// Korean time as seconds since 1970.
pub(super) fn unix_s(at: NaiveDateTime) -> i64 {
    (at - KOREA).and_utc().timestamp()
}
