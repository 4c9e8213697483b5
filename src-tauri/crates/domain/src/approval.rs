//! Approval by the NTS: nine characters for a cash receipt (domain.md §1.5), 24 for a tax invoice (domain.md §2.5).

mod invoice_number;

use std::fmt;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

pub use invoice_number::{InvoiceNumber, InvoiceNumberInvalid};

/// Approval number (승인번호): a cash receipt's nine capital letters and digits, such as `TB0000253`, or a tax invoice's
/// [`InvoiceNumber`].
///
/// A receipt's is unique only together with the trade date, an invoice's carries its date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApprovalNumber(Form);

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Form {
    Receipt(String),
    Invoice(InvoiceNumber),
}

/// A text that is no approval number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an approval number is nine capital letters and digits, or the 24 characters of an invoice's")]
pub struct ApprovalNumberInvalid;

impl ApprovalNumber {
    /// Reads exactly nine of `A-Z` and `0-9`, or an invoice's number.
    ///
    /// # Errors
    /// [`ApprovalNumberInvalid`] for anything else.
    pub fn parse(text: &str) -> Result<Self, ApprovalNumberInvalid> {
        if let Ok(number) = InvoiceNumber::parse(text) {
            return Ok(Self(Form::Invoice(number)));
        }
        let sound = text.len() == 9 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if sound { Ok(Self(Form::Receipt(text.to_owned()))) } else { Err(ApprovalNumberInvalid) }
    }

    /// The nine or 24 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Form::Receipt(text) => text,
            Form::Invoice(number) => number.as_str(),
        }
    }

    /// The number of a tax invoice; none of a receipt's.
    #[must_use]
    pub const fn invoice(&self) -> Option<&InvoiceNumber> {
        match &self.0 {
            Form::Receipt(_) => None,
            Form::Invoice(number) => Some(number),
        }
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
        number.as_str().to_owned()
    }
}

impl From<InvoiceNumber> for ApprovalNumber {
    fn from(number: InvoiceNumber) -> Self {
        Self(Form::Invoice(number))
    }
}

impl fmt::Display for ApprovalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
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
