//! Asking the gateway what became of a text, and what its answer proves.
//!
//! "Not there" is proof only when the answer has been missing for the gateway's quiet period, when nobody else has moved the text
//! meanwhile, and when the whole list was read. Only then does the text go back into the queue, under the same id.

use chrono::{NaiveDateTime, TimeDelta};
use notice::{
    FoundText, OwnId, Recipient, TextGateway, TextLookedUp, TextRefusal, TextRefusedPart, TextStatus,
    look_up_text,
};
use serde_json::json;
use store::{HeardOfText, JournalAct, Notice, NoticeState, OutsideText};

use super::booking::{Booked, refused, tell};
use crate::jitter::jittered;
use crate::{Office, OfficeError};

const FIRST_WAIT_MS: u64 = 3_000;
const LONGEST_WAIT_MS: u64 = 600_000;
/// What no carrier has reported by then it will not report any more.
const ASKED_FOR: TimeDelta = TimeDelta::hours(72);

impl Office {
    /// Asks about one text and books what that proved. Says whether the gateway answered.
    pub(super) async fn ask_about_text(
        &self,
        gateway: &TextGateway,
        notice: &Notice,
    ) -> Result<bool, OfficeError> {
        let own_id = OwnId::parse(&notice.mail.message_id)?;
        let to = Recipient::parse(&notice.mail.recipient)?;
        // Before the question: what is lost while it is in the air is younger than its answer.
        let quiet = self.texts.is_quiet(notice.id, gateway.quiet_period());
        let found = look_up_text(gateway, &own_id, &to, self.clock.unix_seconds()).await;
        let at = self.clock.now();
        let quiet_for = TimeDelta::from_std(gateway.quiet_period()).unwrap_or(TimeDelta::MAX);
        let absent = quiet && has_been_missing(notice, quiet_for, at);
        let booked = looked_up(notice, &found, absent, quiet_for, at);
        let has_moved = booked.heard.state.name() != notice.state.name();
        let is_booked = self.book.write(|w| {
            // Another process may have asked at the same time and sent it again since: then this answer is the older one.
            let same = w.notice(notice.id)?.is_some_and(|now| {
                now.state.name() == notice.state.name() && now.attempts == notice.attempts
            });
            if same {
                w.look_up_text(notice.id, &booked.heard, at)?;
                tell(w, notice, booked.told.as_ref(), at)?;
            }
            Ok::<_, OfficeError>(same)
        })?;
        if is_booked && has_moved {
            self.texts.settled(notice.id);
            self.tell_of_text(notice)?;
        }
        Ok(!matches!(found, TextLookedUp::NoAnswer(_)))
    }
}

/// By the book's time, which another process wrote; a clock that was set back says nothing.
fn has_been_missing(notice: &Notice, quiet_for: TimeDelta, at: NaiveDateTime) -> bool {
    let missing_for = at - notice.updated_at;
    missing_for < TimeDelta::zero() || missing_for >= quiet_for
}

/// When a text that was taken at `taken_at` is asked about next; later and later, and not for ever.
pub(super) fn next_look(
    notice: &Notice,
    taken_at: NaiveDateTime,
    at: NaiveDateTime,
) -> Option<NaiveDateTime> {
    (at - taken_at < ASKED_FOR).then(|| later(notice, at))
}

fn later(notice: &Notice, at: NaiveDateTime) -> NaiveDateTime {
    let wait_ms = jittered(FIRST_WAIT_MS, LONGEST_WAIT_MS, notice.looks, &notice.mail.message_id);
    at + TimeDelta::milliseconds(i64::try_from(wait_ms).unwrap_or(i64::MAX / 2))
}

fn looked_up(
    notice: &Notice,
    found: &TextLookedUp,
    absent: bool,
    quiet_for: TimeDelta,
    at: NaiveDateTime,
) -> Booked {
    let taken_at = if let NoticeState::Sent { at } = notice.state { Some(at) } else { None };
    let stays = |ask_at, error| Booked {
        heard: HeardOfText { state: notice.state.clone(), outside: None, ask_at, error },
        told: None,
    };
    match (found, taken_at) {
        (TextLookedUp::Found(text), None) => found_after_doubt(notice, text, at),
        (TextLookedUp::Found(text), Some(taken_at)) => found_after_sending(notice, text, taken_at, at),
        (TextLookedUp::NotThere, None) if absent => Booked {
            heard: HeardOfText {
                state: NoticeState::Queued { next_at: None },
                outside: None,
                ask_at: None,
                error: None,
            },
            told: Some((JournalAct::TextQueued, json!({ "again": true }))),
        },
        (TextLookedUp::NotThere, None) => stays(Some(at + quiet_for.min(TimeDelta::hours(1))), None),
        (TextLookedUp::NoAnswer(cause), None) => stays(Some(later(notice, at)), Some(cause.clone())),
        (TextLookedUp::NotThere | TextLookedUp::NoAnswer(_), Some(taken_at)) => {
            stays(next_look(notice, taken_at, at), None)
        }
    }
}

/// The answer was lost and here it is.
fn found_after_doubt(notice: &Notice, text: &FoundText, at: NaiveDateTime) -> Booked {
    match text.status {
        TextStatus::UnderWay => Booked {
            heard: heard(NoticeState::Sent { at }, text, next_look(notice, at, at)),
            told: Some((JournalAct::TextSent, json!({ "found": true }))),
        },
        TextStatus::Delivered => arrived(text),
        TextStatus::Undelivered => missed(text),
        TextStatus::Refused => refused(&TextRefusal {
            part: TextRefusedPart::of(&text.code),
            code: text.code.clone(),
            text: text.text.clone(),
        }),
    }
}

/// It was taken; what the carrier made of it.
fn found_after_sending(
    notice: &Notice,
    text: &FoundText,
    taken_at: NaiveDateTime,
    at: NaiveDateTime,
) -> Booked {
    match text.status {
        TextStatus::UnderWay => {
            Booked { heard: heard(notice.state.clone(), text, next_look(notice, taken_at, at)), told: None }
        }
        TextStatus::Delivered => arrived(text),
        TextStatus::Undelivered | TextStatus::Refused => missed(text),
    }
}

fn arrived(text: &FoundText) -> Booked {
    Booked {
        heard: heard(NoticeState::Delivered, text, None),
        told: Some((JournalAct::TextDelivered, json!({}))),
    }
}

fn missed(text: &FoundText) -> Booked {
    let error = Some(format!("{} {}", text.code, text.text).trim_end().to_owned());
    Booked {
        heard: HeardOfText { error, ..heard(NoticeState::Undelivered, text, None) },
        told: Some((JournalAct::TextFailed, json!({ "code": text.code }))),
    }
}

fn heard(state: NoticeState, text: &FoundText, ask_at: Option<NaiveDateTime>) -> HeardOfText {
    let outside = Some(OutsideText { id: text.message_id.clone(), status: text.code.clone() });
    HeardOfText { state, outside, ask_at, error: None }
}
