//! The rounds: ask about what is in doubt, send what is due, ask whether what was taken has arrived. Beside the postman, so
//! that a mail server that is away holds up no text.

use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use domain::PhoneNumber;
use notice::TextGateway;
use serde_json::json;
use store::{JournalAct, Notice, NoticeChannel, NoticeState};

use crate::{Office, OfficeError};

const SHORTEST_PAUSE: Duration = Duration::from_millis(200);
/// Another process may have queued something, or the settings were changed beside us.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Longer than a call to the gateway may take: no living sender still waits for its answer.
const SENDER_DEAD_AFTER: TimeDelta = TimeDelta::minutes(2);
/// Texts asked about in one round.
const ASKED_AT_ONCE: u32 = 50;
/// A text that comes the day after would only puzzle the customer.
const TOO_OLD: TimeDelta = TimeDelta::hours(24);

impl Office {
    /// Works until the program ends.
    pub(crate) async fn run_text_rounds(self: &Arc<Self>) {
        loop {
            if let Err(error) = self.deliver_texts().await {
                tracing::warn!(%error, "a round of texts broke off");
            }
            let _woken = tokio::time::timeout(self.text_pause(), self.texts.wake.notified()).await;
        }
    }

    /// One round. While texts are switched off those that wait stay where they are; those that are out are still asked about.
    /// Says how many were sent.
    ///
    /// # Errors
    /// [`OfficeError::Book`]; a text that was on its way then stands as `sending` and is in doubt after the next start.
    pub async fn deliver_texts(self: &Arc<Self>) -> Result<u32, OfficeError> {
        let _one_round_at_a_time = self.texts.round.lock().await;
        self.notice_dead_senders_of_texts()?;
        let Some(gateway) = self.beside(Self::text_gateway).await? else { return Ok(0) };
        let now = self.clock.now();
        for notice in self.book.read(|r| r.texts_to_ask_about(now, ASKED_AT_ONCE))? {
            if !self.ask_about_text(&gateway, &notice).await? {
                // The others would wait as long for nothing.
                break;
            }
        }
        let mut sent = 0;
        while let Some(notice) = self.next_text()? {
            let Some(from) = self.text_sender()? else { return Ok(sent) };
            self.hand_text_over(&gateway, from, &notice).await?;
            sent += 1;
        }
        Ok(sent)
    }

    /// While a round begins this process has no text in the air: one that has been on its way too long belongs to a process
    /// that died beside it.
    fn notice_dead_senders_of_texts(&self) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let since = at - SENDER_DEAD_AFTER;
        if self.book.read(|r| r.sending_notice_count(NoticeChannel::Text, since))? == 0 {
            return Ok(());
        }
        self.book.write(|w| {
            let lost = w.lose_notices_sending_since(NoticeChannel::Text, since, at)?;
            if lost > 0 {
                w.journal(at, JournalAct::TextLost, "", &json!({ "texts": lost }))?;
            }
            Ok(())
        })
    }

    fn next_text(&self) -> Result<Option<Notice>, OfficeError> {
        let now = self.clock.now();
        Ok(self.book.read(|r| r.due_notices(NoticeChannel::Text, now, 1))?.pop())
    }

    async fn hand_text_over(
        self: &Arc<Self>,
        gateway: &TextGateway,
        from: PhoneNumber,
        notice: &Notice,
    ) -> Result<(), OfficeError> {
        if self.clock.now() - notice.created_at > TOO_OLD {
            return self.give_text_up(notice, "too_old", "it waited for more than a day");
        }
        let message = match self.compose_text(notice, from) {
            Ok(message) => message,
            Err(OfficeError::Book(error)) => return Err(error.into()),
            Err(error) => return self.give_text_up(notice, "cannot_be_built", &error.to_string()),
        };
        if !self.set_out_text(notice)? {
            return Ok(());
        }
        let delivery = notice::send_text(gateway, &message, self.clock.unix_seconds()).await;
        self.book_text_delivery(notice, &delivery)
    }

    /// The text is on its way from now on, whatever happens. False when another process took it first.
    fn set_out_text(&self, notice: &Notice) -> Result<bool, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let now = w.notice(notice.id)?;
            let waits = now.is_some_and(|now| matches!(now.state, NoticeState::Queued { .. }));
            if waits {
                w.set_notice(notice.id, &NoticeState::Sending, None, at)?;
            }
            Ok(waits)
        })
    }

    /// There may be something to send.
    pub(crate) fn wake_texts(&self) {
        self.texts.wake.notify_one();
    }

    /// Waits until no text of this process is in the air, and keeps new ones back as long as the answer lives.
    pub(crate) async fn hold_texts(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.texts.round.lock().await
    }

    fn text_pause(&self) -> Duration {
        let now = self.clock.now();
        let next = self.book.read(|r| Ok([r.next_notice(NoticeChannel::Text)?, r.next_text_to_ask_about()?]));
        let next = next.unwrap_or_else(|error| {
            tracing::warn!(%error, "the next text could not be read");
            [None, None]
        });
        // What is due and still there waits for the settings.
        let pause = |at: NaiveDateTime| {
            (at - now).to_std().unwrap_or(LONGEST_PAUSE).clamp(SHORTEST_PAUSE, LONGEST_PAUSE)
        };
        next.into_iter().flatten().flatten().map(pause).min().unwrap_or(LONGEST_PAUSE)
    }
}
