//! The resident or alien number of a buyer who is no business (주민등록번호, domain.md §2.10, §3.3).
//!
//! The law names it for tax invoices only; elsewhere a phone number serves. `Debug` never shows it. It is serialised, because
//! it belongs to the invoice: whoever stores the JSON encrypts it (domain.md §7).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;
use crate::number::digits::{normalise_digits, part};
use crate::number::rrn::Rrn;

/// Thirteen digits with a birth date that exists.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ResidentNumber(String);

impl ResidentNumber {
    /// Reads a number; hyphens, blanks and full-width digits are understood.
    ///
    /// # Errors
    /// [`FaultCode::NumberMissing`], [`FaultCode::NumberHasLetters`], [`FaultCode::NumberLength`] unless thirteen digits,
    /// [`FaultCode::RrnInvalid`] when the birth date does not exist. A wrong check digit is only a doubt.
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        let digits = normalise_digits(text)?;
        if digits.is_empty() {
            Err(FaultCode::NumberMissing)
        } else if digits.len() != 13 {
            Err(FaultCode::NumberLength)
        } else {
            Rrn::parse(&digits)?;
            Ok(Self(digits))
        }
    }

    /// The thirteen digits. For the wire and the book only.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// `900101-*******`.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("{}-*******", part(&self.0, 0, 6))
    }

    /// Whether the old check digit is wrong, which numbers given or changed since October 2020 may have.
    #[must_use]
    pub fn checksum_is_doubtful(&self) -> bool {
        Rrn::parse(&self.0).is_ok_and(|rrn| rrn.checksum_is_doubtful())
    }
}

/// Shows the masked number.
impl fmt::Debug for ResidentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResidentNumber({})", self.masked())
    }
}

impl TryFrom<String> for ResidentNumber {
    type Error = FaultCode;

    fn try_from(text: String) -> Result<Self, FaultCode> {
        Self::parse(&text)
    }
}

impl From<ResidentNumber> for String {
    fn from(number: ResidentNumber) -> Self {
        number.0
    }
}
