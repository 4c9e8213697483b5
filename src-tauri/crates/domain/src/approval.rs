//! Approval of a cash receipt by the NTS (domain.md §1.5).

use std::fmt;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Approval number (승인번호) of a cash receipt: nine capital letters and digits, such as `TB0000253`.
///
/// Unique only together with the trade date, never on its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApprovalNumber(String);

/// A text that is no approval number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an approval number is nine capital letters and digits")]
pub struct ApprovalNumberInvalid;

impl ApprovalNumber {
    /// Reads exactly nine of `A-Z` and `0-9`.
    ///
    /// # Errors
    /// [`ApprovalNumberInvalid`] for anything else.
    pub fn parse(text: &str) -> Result<Self, ApprovalNumberInvalid> {
        let sound = text.len() == 9 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if sound { Ok(Self(text.to_owned())) } else { Err(ApprovalNumberInvalid) }
    }

    /// The nine characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ApprovalNumber {
    type Error = ApprovalNumberInvalid;

    fn try_from(text: String) -> Result<Self, ApprovalNumberInvalid> {
        Self::parse(&text)
    }
}

impl From<ApprovalNumber> for String {
    fn from(number: ApprovalNumber) -> Self {
        number.0
    }
}

impl fmt::Display for ApprovalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The NTS's yes: number and moment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Approval {
    /// Approval number (승인번호).
    pub number: ApprovalNumber,
    /// When the NTS approved, in Korean local time.
    pub at: NaiveDateTime,
}
