//! The 24 characters a tax invoice goes by (승인번호): its date, the sending system and a serial (domain.md §2.5).

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Approval number of a tax invoice: eight digits of 작성일자 and sixteen letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InvoiceNumber {
    text: String,
    written_on: NaiveDate,
}

/// A text that is no invoice number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an invoice number is a date of eight digits and sixteen letters and digits")]
pub struct InvoiceNumberInvalid;

impl InvoiceNumber {
    /// Reads exactly 24 characters that begin with a day that exists.
    ///
    /// # Errors
    /// [`InvoiceNumberInvalid`] for anything else.
    pub fn parse(text: &str) -> Result<Self, InvoiceNumberInvalid> {
        let sound = text.len() == 24 && text.bytes().all(|b| b.is_ascii_alphanumeric());
        let written_on = text.get(..8).filter(|_| sound).and_then(day_of);
        written_on.map(|written_on| Self { text: text.to_owned(), written_on }).ok_or(InvoiceNumberInvalid)
    }

    /// The 24 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The date of writing (작성일자) it was given for.
    #[must_use]
    pub const fn written_on(&self) -> NaiveDate {
        self.written_on
    }

    /// For eyes: `20261102-41000999-000000a1`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let part = |range| self.text.get(range).unwrap_or_default();
        format!("{}-{}-{}", part(0..8), part(8..16), part(16..24))
    }
}

fn day_of(digits: &str) -> Option<NaiveDate> {
    let part = |range| digits.get(range).filter(|text: &&str| text.bytes().all(|b| b.is_ascii_digit()));
    let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

impl TryFrom<String> for InvoiceNumber {
    type Error = InvoiceNumberInvalid;

    fn try_from(text: String) -> Result<Self, InvoiceNumberInvalid> {
        Self::parse(&text)
    }
}

impl From<InvoiceNumber> for String {
    fn from(number: InvoiceNumber) -> Self {
        number.text
    }
}

impl fmt::Display for InvoiceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
