//! What handing a text over proved, written down.

use chrono::{NaiveDateTime, TimeDelta};
use notice::{TextDelivery, TextRefusal};
use serde_json::{Value, json};
use store::{DocumentId, HeardOfText, JournalAct, Notice, NoticeState, OutsideText, Writer};

use super::asking::next_look;
use crate::jitter::jittered;
use crate::{Office, OfficeError};

const FIRST_WAIT_MS: u64 = 5_000;
const LONGEST_WAIT_MS: u64 = 900_000;

/// What is written of a text, and what the journal says.
pub(super) struct Booked {
    pub(super) heard: HeardOfText,
    pub(super) told: Option<(JournalAct, Value)>,
}

impl Office {
    /// Books what became of a text that was on its way. One that was given up for lost meanwhile is left to its look-up.
    pub(super) fn book_text_delivery(
        &self,
        sent: &Notice,
        delivery: &TextDelivery,
    ) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let booked = delivered(sent, delivery, at);
        let is_lost = matches!(booked.heard.state, NoticeState::Unknown);
        let was_under_way = self.book.write(|w| {
            let now = w.notice(sent.id)?;
            let under_way = now.is_some_and(|now| matches!(now.state, NoticeState::Sending));
            if under_way {
                w.hear_of_text(sent.id, &booked.heard, at)?;
                tell(w, sent, booked.told.as_ref(), at)?;
            }
            Ok::<_, OfficeError>(under_way)
        })?;
        if was_under_way && is_lost {
            self.texts.lost(sent.id);
        }
        self.tell_of_text(sent)
    }

    /// Books that a text is not to be sent any more: trying again cannot help.
    pub(super) fn give_text_up(&self, notice: &Notice, why: &str, cause: &str) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            w.set_notice(notice.id, &NoticeState::Failed, Some(cause), at)?;
            tell(w, notice, Some(&(JournalAct::TextFailed, json!({ "why": why }))), at)
        })?;
        self.tell_of_text(notice)
    }

    /// The window looks again at the document.
    pub(super) fn tell_of_text(&self, notice: &Notice) -> Result<(), OfficeError> {
        let Some(id) = notice.mail.document else { return Ok(()) };
        if let Some(shelved) = self.book.read(|r| r.shelved_by_id(id))? {
            let _nobody_listens = self.news.send(shelved.document.key);
        }
        Ok(())
    }
}

/// The journal's row, under the document's key.
pub(super) fn tell(
    w: &mut Writer<'_>,
    notice: &Notice,
    told: Option<&(JournalAct, Value)>,
    at: NaiveDateTime,
) -> Result<(), OfficeError> {
    let Some((act, facts)) = told else { return Ok(()) };
    let subject = subject_of(w, notice.mail.document)?;
    Ok(w.journal(at, *act, &subject, facts)?)
}

/// A refusal that somebody can put right leads to another text, any other to the document.
pub(super) fn refused(refusal: &TextRefusal) -> Booked {
    Booked {
        heard: HeardOfText {
            state: NoticeState::Refused,
            outside: None,
            ask_at: None,
            error: Some(format!("{}: {} {}", refusal.part.as_str(), refusal.code, refusal.text)),
        },
        told: Some((
            JournalAct::TextFailed,
            json!({ "refused": refusal.part.as_str(), "code": refusal.code }),
        )),
    }
}

fn delivered(notice: &Notice, delivery: &TextDelivery, at: NaiveDateTime) -> Booked {
    let bare = |state, error| HeardOfText { state, outside: None, ask_at: None, error };
    match delivery {
        TextDelivery::Accepted(taken) => Booked {
            heard: HeardOfText {
                state: NoticeState::Sent { at },
                outside: Some(OutsideText { id: taken.message_id.clone(), status: taken.code.clone() }),
                ask_at: next_look(notice, at, at),
                error: None,
            },
            told: Some((JournalAct::TextSent, json!({}))),
        },
        TextDelivery::Refused(refusal) => refused(refusal),
        TextDelivery::Unknown(lost) => Booked {
            heard: bare(NoticeState::Unknown, Some(lost.cause.clone())),
            told: Some((JournalAct::TextLost, json!({}))),
        },
        TextDelivery::NotSent(cause) if cause.needs_a_person() => Booked {
            heard: bare(NoticeState::Failed, Some(cause.to_string())),
            told: Some((JournalAct::TextFailed, json!({ "why": cause.as_str() }))),
        },
        TextDelivery::NotSent(cause) => {
            let wait_ms = jittered(FIRST_WAIT_MS, LONGEST_WAIT_MS, notice.attempts, &notice.mail.message_id);
            let wait = TimeDelta::milliseconds(i64::try_from(wait_ms).unwrap_or(i64::MAX / 2));
            let state = NoticeState::Queued { next_at: Some(at + wait) };
            Booked { heard: bare(state, Some(cause.to_string())), told: None }
        }
    }
}

fn subject_of(w: &Writer<'_>, document: Option<DocumentId>) -> Result<String, OfficeError> {
    let shelved = document.map(|id| w.shelved_by_id(id)).transpose()?.flatten();
    Ok(shelved.map_or_else(String::new, |shelved| shelved.document.key.to_string()))
}
