//! The standing (상태) of a document: one row each, the only table that changes as answers come in.
//!
//! What waits to be sent or asked for is the courier's [queue](super::queue) over the same rows.
//!
//! [`Writer::set_standing`] is the only writer of states, and a [`State`] comes from the domain's transitions. The file
//! keeps what must hold whoever writes: an approval number never changes or vanishes, an approved document is never
//! anything less than approved unless the NTS refuses it later, and an unknown one never becomes "not sent".

pub(crate) mod by_file;
pub(crate) mod schema;

use chrono::NaiveDateTime;
use domain::{Approval, ApprovalNumber, Attention, HeldReason, Refusal, State, Transmission};
use rusqlite::named_params;

use super::document::DocumentId;
use crate::book::Ask;
use crate::cells::{Cells, parse_time, time_text};
use crate::{BookError, Reader, Writer};

/// What became of a document so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where it is in its life.
    pub state: State,
    /// When the state was last written.
    pub updated_at: NaiveDateTime,
    /// How often it has been put off; see [`Writer::schedule`].
    pub attempts: u32,
    /// When it is to be tried again, if a time is set.
    pub next_at: Option<NaiveDateTime>,
    /// The last moment at which the route takes it, if one is known.
    pub send_by: Option<NaiveDateTime>,
    /// Why a person is needed, until somebody has acted.
    pub attention: Option<Attention>,
    /// Of an invoice, when the program means to transmit it; stays once it was done.
    pub transmit_at: Option<NaiveDateTime>,
    /// Of an invoice, when it was transmitted; stays whatever the NTS says of it later.
    pub sent_at: Option<NaiveDateTime>,
}

/// How many documents wait, for the line that says how the connection is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OpenCount {
    /// Not sent: ready or held.
    pub waiting: u32,
    /// Sent, outcome unknown: sending or unknown.
    pub unknown: u32,
    /// Needs a person; see [`Attention`].
    pub attention: u32,
    /// The earliest last moment of those that wait.
    pub earliest: Option<NaiveDateTime>,
}

pub(crate) const COUNT: Ask<'_> = Ask {
    table: "standing",
    doing: "counting the open documents",
    sql: "SELECT count(*) FILTER (WHERE state IN ('ready', 'held')) AS waiting,
            count(*) FILTER (WHERE state IN ('sending', 'unknown')) AS unknown,
            min(send_by) FILTER (WHERE state IN ('ready', 'held')) AS earliest,
            (SELECT count(*) FROM standing WHERE attention IS NOT NULL) AS attention
          FROM standing WHERE state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected')",
};

impl Reader<'_> {
    /// How many documents wait or need somebody.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn open_count(&self) -> Result<OpenCount, BookError> {
        let count = self.row(&COUNT, [], |cells| {
            Ok(OpenCount {
                waiting: cells.count("waiting")?,
                unknown: cells.count("unknown")?,
                attention: cells.count("attention")?,
                earliest: cells.parsed_if_any("earliest", parse_time)?,
            })
        })?;
        Ok(count.unwrap_or_default())
    }
}

const FIRST: &str = "
INSERT INTO standing (document_id, trade_date, state, held_reason, updated_at, send_by)
SELECT ?1, trade_date, ?2, ?3, ?4, ?5 FROM document WHERE id = ?1
";
const UPDATE: &str = "
UPDATE standing SET state = :state, approval_number = :approval_number, approved_at = :approved_at,
  held_reason = :held_reason, refusal_code = :refusal_code, refusal_field = :refusal_field,
  refusal_message = :refusal_message, conflict = :conflict, updated_at = :at, next_at = NULL,
  sent_at = coalesce(:sent_at, sent_at)
WHERE document_id = :id
";

impl Writer<'_> {
    /// Writes a document's state; a new state has no time set for the next try, the count of tries stays.
    ///
    /// # Errors
    /// [`BookError::Rule`] when the file does not let the old state lead to this one, [`BookError::Twice`] when another
    /// document of the same trade date has the approval number.
    pub fn set_standing(
        &mut self,
        id: DocumentId,
        state: &State,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        if self.put_standing(id, state, at)? == 0 {
            return Err(BookError::Rule { doing: SETTING, rule: "there is no such document".to_owned() });
        }
        Ok(())
    }

    /// Writes the first standing of a document: ready, held or sending; the file refuses any other.
    pub(crate) fn first_standing(
        &mut self,
        id: DocumentId,
        state: &State,
        at: NaiveDateTime,
        send_by: Option<NaiveDateTime>,
    ) -> Result<(), BookError> {
        let held_reason = Parts::of(state).held_reason;
        let (at, send_by) = (time_text(at), send_by.map(time_text));
        self.run(SETTING, FIRST, (id.get(), state.name(), held_reason, at, send_by))?;
        Ok(())
    }

    /// Calls a person to a document, or (`None`) notes that somebody has acted.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn call_person(&mut self, id: DocumentId, why: Option<Attention>) -> Result<(), BookError> {
        self.run(
            "calling a person",
            "UPDATE standing SET attention = ?2 WHERE document_id = ?1",
            (id.get(), why.map(Attention::as_str)),
        )?;
        Ok(())
    }

    fn put_standing(&self, id: DocumentId, state: &State, at: NaiveDateTime) -> Result<usize, BookError> {
        let parts = Parts::of(state);
        self.run(
            SETTING,
            UPDATE,
            named_params! {
                ":id": id.get(),
                ":state": state.name(),
                ":approval_number": parts.approval.map(|approval| approval.number.as_str()),
                ":approved_at": parts.approval.map(|approval| time_text(approval.at)),
                ":held_reason": parts.held_reason,
                ":refusal_code": parts.refusal.map(|refusal| refusal.code.as_str()),
                ":refusal_field": parts.refusal.and_then(|refusal| refusal.field.as_deref()),
                ":refusal_message": parts.refusal.map(|refusal| refusal.message.as_str()),
                ":conflict": parts.conflict,
                ":sent_at": state.sent_at().map(time_text),
                ":at": time_text(at),
            },
        )
    }
}

const SETTING: &str = "writing a standing";

/// What a state carries, laid out as columns.
#[derive(Default)]
struct Parts<'a> {
    approval: Option<&'a Approval>,
    held_reason: Option<&'static str>,
    refusal: Option<&'a Refusal>,
    conflict: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(state: &'a State) -> Self {
        let none = Self::default();
        match state {
            State::Ready | State::Sending | State::Unknown | State::CheckByHand | State::ByFile => none,
            State::Held(reason) => Self { held_reason: Some(reason.as_str()), ..none },
            State::Approved(approval) | State::Confirmed(approval) => {
                Self { approval: Some(approval), ..none }
            }
            State::Transmitted(sent) => Self { approval: Some(&sent.approval), ..none },
            State::RefusedLater { approval, refusal } => {
                Self { approval: Some(approval), refusal: Some(refusal), ..none }
            }
            State::Rejected(refusal) => Self { refusal: Some(refusal), ..none },
            State::Conflict(difference) => Self { conflict: Some(difference), ..none },
        }
    }
}

/// Reads the standing's columns of a joined row.
pub(crate) fn read_standing(cells: &Cells<'_>) -> Result<Standing, BookError> {
    Ok(Standing {
        state: read_state(cells)?,
        updated_at: cells.time("updated_at")?,
        attempts: cells.count("attempts")?,
        next_at: cells.parsed_if_any("next_at", parse_time)?,
        send_by: cells.parsed_if_any("send_by", parse_time)?,
        attention: cells.parsed_if_any("attention", |name| Attention::from_name(name).ok_or(()))?,
        transmit_at: cells.parsed_if_any("transmit_at", parse_time)?,
        sent_at: cells.parsed_if_any("sent_at", parse_time)?,
    })
}

pub(super) fn read_state(cells: &Cells<'_>) -> Result<State, BookError> {
    let name: String = cells.get("state")?;
    match name.as_str() {
        "ready" => Ok(State::Ready),
        "held" => Ok(State::Held(cells.named("held_reason", HeldReason::from_name)?)),
        "sending" => Ok(State::Sending),
        "approved" => Ok(State::Approved(read_approval(cells)?)),
        "transmitted" => Ok(State::Transmitted(Transmission {
            approval: read_approval(cells)?,
            sent_at: cells.time("sent_at")?,
        })),
        "confirmed" => Ok(State::Confirmed(read_approval(cells)?)),
        "refused_later" => {
            Ok(State::RefusedLater { approval: read_approval(cells)?, refusal: read_refusal(cells)? })
        }
        "rejected" => Ok(State::Rejected(read_refusal(cells)?)),
        "unknown" => Ok(State::Unknown),
        "conflict" => Ok(State::Conflict(cells.get("conflict")?)),
        "check_by_hand" => Ok(State::CheckByHand),
        "by_file" => Ok(State::ByFile),
        _ => Err(cells.corrupt("state")),
    }
}

fn read_approval(cells: &Cells<'_>) -> Result<Approval, BookError> {
    Ok(Approval {
        number: cells.parsed("approval_number", ApprovalNumber::parse)?,
        at: cells.time("approved_at")?,
    })
}

fn read_refusal(cells: &Cells<'_>) -> Result<Refusal, BookError> {
    Ok(Refusal {
        code: cells.get("refusal_code")?,
        field: cells.get("refusal_field")?,
        message: cells.get("refusal_message")?,
    })
}
