//! What changed becomes what is to be handed over.

use chrono::{NaiveDateTime, TimeDelta};
use domain::State;
use serde_json::json;
use store::{Change, Channel, Writer};

use super::messenger::TRIED_FOR;
use super::settings::{ResultsForm, read_results, read_seen, save_seen};
use crate::told::{korean_time, told_of};
use crate::{Office, OfficeError};

/// Changes taken in one transaction: the counter must not wait for it.
const AT_ONCE: u32 = 100;
/// How long delivered results are kept, to be looked at.
const KEPT: TimeDelta = TimeDelta::days(30);

impl Office {
    /// Queues a result for every document that has reached a state worth telling since the last time.
    pub(super) fn collect_results(&self) -> Result<(), OfficeError> {
        while self.book.read(|r| Ok(r.newest_change()? > read_seen(r)?))? {
            let at = self.clock.now();
            let world = self.world_name();
            self.book.write(|w| {
                // Read again: another process may have been here.
                let form = read_results(w)?;
                let changes = w.changes_since(read_seen(w)?, AT_ONCE)?;
                for change in &changes {
                    queue(w, &form, change, world, at)?;
                }
                if let Some(last) = changes.last() {
                    save_seen(w, last.seq)?;
                }
                w.forget_deliveries(at - KEPT)?;
                Ok::<_, OfficeError>(())
            })?;
        }
        Ok(())
    }

    pub(super) fn world_name(&self) -> &'static str {
        if self.is_practice() { "practice" } else { "real" }
    }
}

fn queue(
    w: &mut Writer<'_>,
    form: &ResultsForm,
    change: &Change,
    world: &str,
    at: NaiveDateTime,
) -> Result<(), OfficeError> {
    let Some(shelved) = w.shelved_by_id(change.document)? else { return Ok(()) };
    let Some(told) = told_of(w, change)? else { return Ok(()) };
    if !is_worth_telling(&shelved.standing.state) || !(form.all_documents || told.order_no.is_some()) {
        return Ok(());
    }
    let event = format!("{}-{}", told.key, change.seq);
    let body = json!({
        "event": event, "type": "document.changed", "at": korean_time(at), "world": world, "document": told,
    });
    for (channel, on) in [(Channel::Webhook, form.webhook), (Channel::Folder, form.files)] {
        if on {
            w.queue_delivery(channel, (&event, change.document, &body.to_string()), at, at + TRIED_FOR)?;
        }
    }
    Ok(())
}

/// What is on its way says nothing yet.
const fn is_worth_telling(state: &State) -> bool {
    match state {
        State::Ready | State::Held(_) | State::Sending | State::Unknown | State::ByFile => false,
        State::Approved(_)
        | State::Transmitted(_)
        | State::Confirmed(_)
        | State::RefusedLater { .. }
        | State::Rejected(_)
        | State::Conflict(_)
        | State::CheckByHand => true,
    }
}
