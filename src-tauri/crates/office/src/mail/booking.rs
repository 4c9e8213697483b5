//! What handing a mail over proved, written down.

use chrono::{NaiveDateTime, TimeDelta};
use notice::{Acceptance, Copy, Delivery, NotSentCause, Refusal};
use serde_json::{Value, json};
use store::{JournalAct, Notice, NoticeState, Writer};

use super::queue::subject_of;
use crate::jitter::jittered;
use crate::{Office, OfficeError};

const FIRST_WAIT_MS: u64 = 30_000;
const LONGEST_WAIT_MS: u64 = 3_600_000;
/// About two days of trying; then a person is asked whether the address or the server is right.
const MOST_TRIES: u32 = 96;

/// What is written of a mail after a try.
struct Outcome {
    state: NoticeState,
    error: Option<String>,
    told: Option<(JournalAct, Value)>,
}

impl Office {
    /// Books what became of a mail that was on its way.
    pub(super) fn book_delivery(&self, sent: &Notice, delivery: &Delivery) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let Some(notice) = w.notice(sent.id)?.filter(|notice| is_under_way(&notice.state)) else {
                return Ok(());
            };
            write(w, &notice, outcome(&notice, delivery, at), at)
        })
    }

    /// Books that a mail cannot even be built: trying again cannot help.
    pub(super) fn give_up(&self, notice: &Notice, cause: &OfficeError) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let told = (JournalAct::NoticeFailed, json!({ "why": "cannot_be_built" }));
        let outcome =
            Outcome { state: NoticeState::Failed, error: Some(cause.to_string()), told: Some(told) };
        self.book.write(|w| write(w, notice, outcome, at))
    }
}

/// A late answer of a process that was thought dead still proves something.
const fn is_under_way(state: &NoticeState) -> bool {
    matches!(state, NoticeState::Sending)
}

fn write(
    w: &mut Writer<'_>,
    notice: &Notice,
    outcome: Outcome,
    at: NaiveDateTime,
) -> Result<(), OfficeError> {
    let Outcome { state, error, told } = outcome;
    w.set_notice(notice.id, &state, error.as_deref(), at)?;
    if let Some((act, facts)) = told {
        let subject = subject_of(w, notice.id)?;
        w.journal(at, act, &subject, &facts)?;
    }
    Ok(())
}

fn outcome(notice: &Notice, delivery: &Delivery, at: NaiveDateTime) -> Outcome {
    match delivery {
        Delivery::Accepted(acceptance) => Outcome {
            state: NoticeState::Sent { at },
            error: copy_error(acceptance),
            told: Some((JournalAct::NoticeSent, json!({ "copy": copy_word(&acceptance.copy) }))),
        },
        Delivery::Refused(refusal) => refused(refusal),
        Delivery::Unknown(lost) => Outcome {
            state: NoticeState::Unknown,
            error: Some(lost.cause.clone()),
            told: Some((JournalAct::NoticeLost, json!({}))),
        },
        Delivery::NotSent(cause) if cause.needs_a_person() || notice.attempts >= MOST_TRIES => Outcome {
            state: NoticeState::Failed,
            error: Some(cause.to_string()),
            told: Some((JournalAct::NoticeFailed, json!({ "why": cause.as_str() }))),
        },
        Delivery::NotSent(cause) => not_yet(notice, cause, at),
    }
}

fn refused(refusal: &Refusal) -> Outcome {
    let facts = json!({ "refused": refusal.part.as_str(), "code": refusal.code });
    Outcome {
        state: NoticeState::Refused,
        error: Some(format!("{}: {} {}", refusal.part.as_str(), refusal.code, refusal.text)),
        told: Some((JournalAct::NoticeFailed, facts)),
    }
}

fn not_yet(notice: &Notice, cause: &NotSentCause, at: NaiveDateTime) -> Outcome {
    let tries = notice.attempts.saturating_sub(1);
    let wait_ms = jittered(FIRST_WAIT_MS, LONGEST_WAIT_MS, tries, &notice.mail.message_id);
    let wait = TimeDelta::milliseconds(i64::try_from(wait_ms).unwrap_or(i64::MAX / 2));
    Outcome {
        state: NoticeState::Queued { next_at: Some(at + wait) },
        error: Some(cause.to_string()),
        told: None,
    }
}

fn copy_error(acceptance: &Acceptance) -> Option<String> {
    match &acceptance.copy {
        Copy::NotTaken { code, text } => Some(format!("copy: {code} {text}")),
        Copy::NotWanted | Copy::Taken => None,
    }
}

const fn copy_word(copy: &Copy) -> &'static str {
    match copy {
        Copy::NotWanted => "not_wanted",
        Copy::Taken => "taken",
        Copy::NotTaken { .. } => "not_taken",
    }
}
