//! What an amendment comes to: one document or two, and until when they may be issued.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::invoice::Invoice;

/// The documents of an amendment, in the order they are issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendPlan {
    /// The first: what is taken back, or by how much a price changed.
    pub first: Invoice,
    /// The second of a pair: what it should have been.
    pub second: Option<Invoice>,
    /// Until when.
    pub deadline: AmendDeadline,
}

/// Until when an amendment may be issued (domain.md §2.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "deadline", content = "until", rename_all = "snake_case")]
pub enum AmendDeadline {
    /// Up to and with this day.
    Until(NaiveDate),
    /// Any time.
    AnyTime,
    /// Any time, but not once an audit or inquiry is known (통지, 현장확인, 해명안내).
    UntilAudit,
    /// Up to and with this day, and not once an audit or inquiry is known.
    UntilOrAudit(NaiveDate),
}

impl AmendDeadline {
    /// The last day, if there is one.
    #[must_use]
    pub const fn last_day(self) -> Option<NaiveDate> {
        match self {
            Self::Until(day) | Self::UntilOrAudit(day) => Some(day),
            Self::AnyTime | Self::UntilAudit => None,
        }
    }
}
