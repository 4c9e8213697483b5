//! How far a notice is.

use chrono::NaiveDateTime;

use crate::BookError;
use crate::cells::{Cells, parse_time};

/// Where a notice is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeState {
    /// Waits for its turn.
    Queued {
        /// Not before this; `None` for at once.
        next_at: Option<NaiveDateTime>,
    },
    /// On its way.
    Sending,
    /// The mail server took it.
    Sent {
        /// When.
        at: NaiveDateTime,
    },
    /// The mail server will never take it.
    Refused,
    /// Given up after many tries; nothing left the machine, or the server said "not now" every time.
    Failed,
    /// It may have been taken or not.
    Unknown,
}

impl NoticeState {
    /// The stable word in the file.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Queued { .. } => "queued",
            Self::Sending => "sending",
            Self::Sent { .. } => "sent",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

/// Reads the state's columns back.
pub(super) fn read_state(cells: &Cells<'_>) -> Result<NoticeState, BookError> {
    let name: String = cells.get("state")?;
    match name.as_str() {
        "queued" => Ok(NoticeState::Queued { next_at: cells.parsed_if_any("next_at", parse_time)? }),
        "sending" => Ok(NoticeState::Sending),
        "sent" => Ok(NoticeState::Sent { at: cells.time("sent_at")? }),
        "refused" => Ok(NoticeState::Refused),
        "failed" => Ok(NoticeState::Failed),
        "unknown" => Ok(NoticeState::Unknown),
        _ => Err(cells.corrupt("state")),
    }
}
