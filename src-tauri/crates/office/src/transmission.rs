//! Transmission (전송): handing an issued invoice over to the NTS. The law wants it by the day after the issue; the program
//! does it by itself at a set time, and a person may do it at once.
//!
//! Asking twice is harmless, the NTS answers when it took it. So nothing here can double a document, and a lost answer is
//! only a question to ask again.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::{DeadlineRules, DocumentKey, State};
use nts::{Reply, Route, Transmitted};
use serde_json::json;
use store::{JournalAct, PlannedTransmission, Writer};

use crate::gate::Gate;
use crate::hear::{Moved, attempt, note, wait_before};
use crate::invoice::end_of;
use crate::staff::by_itself;
use crate::watch::COUNTER_WAIT;
use crate::{Office, OfficeError};

/// One that is so much later than planned calls a person.
const LATE_AFTER: TimeDelta = TimeDelta::hours(1);
/// So close to the law's last moment it calls a person, whatever was planned.
const NEAR: TimeDelta = TimeDelta::hours(6);

/// What was heard of a transmission.
pub(crate) struct Handover {
    pub key: DocumentKey,
    pub reply: Reply<Transmitted>,
}

impl Office {
    /// Hands an issued invoice over to the NTS now and answers its state. If no answer comes in time, the courier goes on.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::NotTransmittable`] for what is not an issued invoice that still waits,
    /// [`OfficeError::RouteClosed`], [`OfficeError::Book`].
    pub async fn transmit(self: &Arc<Self>, key: &DocumentKey) -> Result<State, OfficeError> {
        let route = self.route().await?;
        self.gated(route.as_ref(), |w, _, at| {
            let awaited = w.awaited(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
            if !awaited.act.is_invoice() || !w.plan_transmission(awaited.id, at)? {
                return Err(OfficeError::NotTransmittable(key.clone()));
            }
            Ok(w.journal(
                at,
                JournalAct::TransmissionPlanned,
                key.as_str(),
                &json!({ "at": at.to_string() }),
            )?)
        })?;
        let (office, asked) = (Arc::clone(self), key.clone());
        let handing = tokio::spawn(by_itself(async move {
            let handover = office.hand_over_invoice(route.as_ref(), asked).await;
            office.gated(route.as_ref(), |w, gate, at| {
                office.hear_handover(w, gate, route.as_ref(), &handover, at)
            })
        }));
        match tokio::time::timeout(COUNTER_WAIT, handing).await {
            Ok(Ok(moved)) => self.spread(&[moved?]),
            // It goes on behind; if it never ends, the courier asks again.
            Ok(Err(_)) | Err(_) => self.wake.notify_one(),
        }
        Ok(self.shelved(key)?.standing.state)
    }

    pub(crate) async fn hand_over_invoice(&self, route: &dyn Route, key: DocumentKey) -> Handover {
        let reply = route.transmit(&key).await;
        Handover { key, reply }
    }

    /// Takes in what the NTS said to a transmission.
    pub(crate) fn hear_handover(
        &self,
        w: &mut Writer<'_>,
        gate: &mut Gate,
        route: &dyn Route,
        handover: &Handover,
        at: NaiveDateTime,
    ) -> Result<Moved, OfficeError> {
        let Handover { key, reply } = handover;
        gate.saw_transmitted(&reply.outcome, at);
        let awaited = w.awaited(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
        let (before, attempts) = (awaited.state.name(), awaited.attempts);
        let waits = matches!(awaited.state, State::Approved(_));
        let step = match &reply.outcome {
            Transmitted::Sent(sent_at) if waits => awaited.state.transmit(*sent_at),
            Transmitted::Refused(refusal) if waits => awaited.state.refuse_later(refusal.clone()),
            Transmitted::Sent(_)
            | Transmitted::Refused(_)
            | Transmitted::NotThere
            | Transmitted::Declined(_)
            | Transmitted::NotNow(_)
            | Transmitted::RouteStopped(_)
            | Transmitted::NotSent(_)
            | Transmitted::NoAnswer(_) => Ok(awaited.state),
        };
        let state = step.map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
        let moved = Moved { key: key.clone(), before, state, behind: true };
        for exchange in &reply.exchanges {
            w.record_attempt(awaited.id, at, &attempt(route.name(), exchange, moved.state.name()))?;
        }
        if moved.has_moved() {
            w.set_standing(awaited.id, &moved.state, at)?;
            note(w, &moved, None, at)?;
            if let State::RefusedLater { .. } = moved.state {
                w.call_person(awaited.id, Some(domain::Attention::RefusedLater))?;
            }
        } else if waits {
            let wait = wait_before(attempts, retry_after_ms(&reply.outcome), &(key, at));
            w.schedule(awaited.id, attempts.saturating_add(1), Some(at + wait))?;
        }
        Ok(moved)
    }

    /// Whether a person should know of it: it is later than planned, or the law's last moment is near.
    pub(crate) fn transmission_is_late(&self, planned: &PlannedTransmission, now: NaiveDateTime) -> bool {
        let by = self.rules.transmit_on(planned.approved_at.date());
        now >= planned.transmit_at + LATE_AFTER || now >= end_of(by) - NEAR
    }

    /// The same as two moments: planned until the first or issued before the second, it is late at `now`.
    pub(crate) fn late_moments(&self, now: NaiveDateTime) -> (NaiveDateTime, NaiveDateTime) {
        (now - LATE_AFTER, issued_before(&self.rules, now))
    }
}

/// What was issued before this moment is near the law's last one at `now`.
fn issued_before(rules: &DeadlineRules, now: NaiveDateTime) -> NaiveDateTime {
    let far = |day: &NaiveDate| now < end_of(rules.transmit_on(*day)) - NEAR;
    let days = std::iter::successors(Some(now.date()), NaiveDate::pred_opt);
    days.take_while(far).last().map_or(now, |day| day.and_time(NaiveTime::MIN))
}

const fn retry_after_ms(outcome: &Transmitted) -> Option<u64> {
    match outcome {
        Transmitted::NotNow(wait) => wait.retry_after_ms,
        Transmitted::Sent(_)
        | Transmitted::Refused(_)
        | Transmitted::NotThere
        | Transmitted::Declined(_)
        | Transmitted::RouteStopped(_)
        | Transmitted::NotSent(_)
        | Transmitted::NoAnswer(_) => None,
    }
}

#[cfg(test)]
mod transmission_tests;
