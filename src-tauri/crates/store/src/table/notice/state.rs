//! By which way a notice goes, and how far it is.

use chrono::NaiveDateTime;

use crate::BookError;
use crate::cells::{Cells, parse_time};

/// By which way a notice goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeChannel {
    /// The shop's mail server.
    Mail,
    /// A gateway for text messages.
    Text,
}

impl NoticeChannel {
    /// The stable word in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Text => "text",
        }
    }
}

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
    /// The mail server or the gateway took it.
    Sent {
        /// When.
        at: NaiveDateTime,
    },
    /// Of a text: the carrier says that the phone has it.
    Delivered,
    /// Of a text: taken, but the carrier did not reach the phone.
    Undelivered,
    /// The mail server or the gateway will never take it.
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
            Self::Delivered => "delivered",
            Self::Undelivered => "undelivered",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

pub(super) fn read_channel(cells: &Cells<'_>) -> Result<NoticeChannel, BookError> {
    match cells.get::<String>("channel")?.as_str() {
        "mail" => Ok(NoticeChannel::Mail),
        "text" => Ok(NoticeChannel::Text),
        _ => Err(cells.corrupt("channel")),
    }
}

/// Reads the state's columns back.
pub(super) fn read_state(cells: &Cells<'_>) -> Result<NoticeState, BookError> {
    let name: String = cells.get("state")?;
    match name.as_str() {
        "queued" => Ok(NoticeState::Queued { next_at: cells.parsed_if_any("next_at", parse_time)? }),
        "sending" => Ok(NoticeState::Sending),
        "sent" => Ok(NoticeState::Sent { at: cells.time("sent_at")? }),
        "delivered" => Ok(NoticeState::Delivered),
        "undelivered" => Ok(NoticeState::Undelivered),
        "refused" => Ok(NoticeState::Refused),
        "failed" => Ok(NoticeState::Failed),
        "unknown" => Ok(NoticeState::Unknown),
        _ => Err(cells.corrupt("state")),
    }
}
