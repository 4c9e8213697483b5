//! Business registration number (사업자등록번호), `AAA-BB-CCCCD` (domain.md §3.1).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;
use crate::number::digits::{normalise_digits, part, values};

const WEIGHTS: [u32; 9] = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/// A business number with a right check digit. Whether a business of this number exists only the NTS knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BusinessNumber(String);

/// What the two middle digits say about a business (domain.md §3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BusinessKind {
    /// 01–79: an individual who charges VAT (개인 과세사업자).
    IndividualTaxable,
    /// 80: apartment offices, multi-level sellers and the like, on the individual side.
    IndividualOther,
    /// 81, 86, 87, 88: a domestic for-profit corporation, head office (영리법인 본점).
    Corporation,
    /// 82: a non-profit corporation or group (비영리법인).
    NonProfit,
    /// 83: state, local government and their associations (국가, 지방자치단체).
    Government,
    /// 84: a foreign corporation (외국법인).
    ForeignCorporation,
    /// 85: a branch of a for-profit corporation (영리법인 지점).
    CorporationBranch,
    /// 89: a religious body (종교단체).
    ReligiousBody,
    /// 90–99: an individual exempt from VAT (개인 면세사업자).
    IndividualExempt,
    /// 00: given to nobody.
    Unassigned,
}

impl BusinessNumber {
    /// Reads a business number; hyphens, blanks and full-width digits are understood.
    ///
    /// # Errors
    /// [`FaultCode::NumberMissing`], [`FaultCode::NumberHasLetters`], [`FaultCode::NumberLength`] unless ten digits,
    /// [`FaultCode::BusinessNumberInvalid`] when it starts with 0, [`FaultCode::BusinessNumberCheckDigit`].
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        let digits = normalise_digits(text)?;
        if digits.is_empty() {
            Err(FaultCode::NumberMissing)
        } else if digits.len() != 10 {
            Err(FaultCode::NumberLength)
        } else if digits.starts_with('0') {
            Err(FaultCode::BusinessNumberInvalid)
        } else if values(&digits).nth(9) != Some(check_digit(&digits)) {
            Err(FaultCode::BusinessNumberCheckDigit)
        } else {
            Ok(Self(digits))
        }
    }

    /// The ten digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// `123-45-67891`.
    #[must_use]
    pub fn formatted(&self) -> String {
        hyphenate(&self.0)
    }

    /// What the middle digits say about the business.
    #[must_use]
    pub fn kind(&self) -> BusinessKind {
        match part(&self.0, 3, 5).parse::<u8>().unwrap_or_default() {
            1..=79 => BusinessKind::IndividualTaxable,
            80 => BusinessKind::IndividualOther,
            81 | 86 | 87 | 88 => BusinessKind::Corporation,
            82 => BusinessKind::NonProfit,
            83 => BusinessKind::Government,
            84 => BusinessKind::ForeignCorporation,
            85 => BusinessKind::CorporationBranch,
            89 => BusinessKind::ReligiousBody,
            90..=99 => BusinessKind::IndividualExempt,
            _ => BusinessKind::Unassigned,
        }
    }
}

/// Puts the hyphens of a business number into ten digits.
pub(super) fn hyphenate(digits: &str) -> String {
    format!("{}-{}-{}", part(digits, 0, 3), part(digits, 3, 5), part(digits, 5, 10))
}

fn check_digit(digits: &str) -> u32 {
    let weighted: u32 = values(digits).zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let carried = values(digits).nth(8).unwrap_or_default() * 5 / 10;
    (10 - (weighted + carried) % 10) % 10
}

impl TryFrom<String> for BusinessNumber {
    type Error = FaultCode;

    fn try_from(text: String) -> Result<Self, FaultCode> {
        Self::parse(&text)
    }
}

impl From<BusinessNumber> for String {
    fn from(number: BusinessNumber) -> Self {
        number.0
    }
}

/// `123-45-67891`.
impl fmt::Display for BusinessNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.formatted())
    }
}
