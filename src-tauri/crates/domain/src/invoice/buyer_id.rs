//! Who the buyer is to the NTS: a business, a resident, or a foreigner (domain.md §2.10).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;
use crate::invoice::wording::Wording;
use crate::number::{BusinessNumber, NumberWarning, ResidentNumber};

/// What kind of buyer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuyerKind {
    /// A registered business or a body with its own number (고유번호).
    #[default]
    BusinessNumber,
    /// An individual, by resident or alien number.
    Rrn,
    /// A foreigner without either, by passport number in the remark.
    Foreigner,
}

impl BuyerKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::BusinessNumber, Self::Rrn, Self::Foreigner];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BusinessNumber => "business_number",
            Self::Rrn => "rrn",
            Self::Foreigner => "foreigner",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The code of the KEC standard (BusinessTypeCode).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BusinessNumber => "01",
            Self::Rrn => "02",
            Self::Foreigner => "03",
        }
    }
}

/// The buyer's number. No `Display`; `Debug` shows the masked form.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "number", rename_all = "snake_case")]
pub enum BuyerId {
    /// Ten digits.
    #[serde(rename = "business_number")]
    Business(BusinessNumber),
    /// Thirteen digits.
    #[serde(rename = "rrn")]
    Resident(ResidentNumber),
    /// A passport or alien registration number, which stands in the remark.
    Foreigner(ForeignerNumber),
}

/// A passport or alien registration number: up to 20 letters, digits and hyphens.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ForeignerNumber(Wording<20>);

impl ForeignerNumber {
    /// Reads a number; surrounding blanks are dropped.
    ///
    /// # Errors
    /// [`FaultCode::NumberMissing`] when blank, [`FaultCode::ForeignerNumberInvalid`].
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        let text = text.trim();
        if text.is_empty() {
            return Err(FaultCode::NumberMissing);
        }
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if plain && text.len() >= 5 {
            Wording::required(text).map(Self).map_err(|_| FaultCode::ForeignerNumberInvalid)
        } else {
            Err(FaultCode::ForeignerNumberInvalid)
        }
    }

    /// The number as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl BuyerId {
    /// What the NTS calls every foreigner without a number of its own.
    pub const FOREIGNER_DIGITS: &str = "9999999999999";

    /// Reads what was typed as a number of `kind`.
    ///
    /// # Errors
    /// What the number of this kind says, [`FaultCode::NumberMissing`] when blank.
    pub fn parse(kind: BuyerKind, text: &str) -> Result<Self, FaultCode> {
        match kind {
            BuyerKind::BusinessNumber => BusinessNumber::parse(text).map(Self::Business),
            BuyerKind::Rrn => ResidentNumber::parse(text).map(Self::Resident),
            BuyerKind::Foreigner => ForeignerNumber::parse(text).map(Self::Foreigner),
        }
    }

    /// Business, resident or foreigner.
    #[must_use]
    pub const fn kind(&self) -> BuyerKind {
        match self {
            Self::Business(_) => BuyerKind::BusinessNumber,
            Self::Resident(_) => BuyerKind::Rrn,
            Self::Foreigner(_) => BuyerKind::Foreigner,
        }
    }

    /// `business_number`, `rrn`, `foreigner`.
    #[must_use]
    pub const fn kind_str(&self) -> &'static str {
        self.kind().as_str()
    }

    /// The digits on the wire: ten or thirteen; a foreigner's are thirteen nines. For the wire and the book only.
    #[must_use]
    pub fn wire_digits(&self) -> &str {
        match self {
            Self::Business(number) => number.digits(),
            Self::Resident(number) => number.digits(),
            Self::Foreigner(_) => Self::FOREIGNER_DIGITS,
        }
    }

    /// The number itself, a foreigner's too, without separators. For forms and the book only.
    #[must_use]
    pub fn number(&self) -> &str {
        match self {
            Self::Business(number) => number.digits(),
            Self::Resident(number) => number.digits(),
            Self::Foreigner(number) => number.as_str(),
        }
    }

    /// The business number, if it is one.
    #[must_use]
    pub const fn business(&self) -> Option<&BusinessNumber> {
        match self {
            Self::Business(number) => Some(number),
            Self::Resident(_) | Self::Foreigner(_) => None,
        }
    }

    /// What a person should know about it, though it is accepted.
    #[must_use]
    pub fn warning(&self) -> Option<NumberWarning> {
        match self {
            Self::Resident(number) if number.checksum_is_doubtful() => Some(NumberWarning::RrnChecksum),
            Self::Business(_) | Self::Resident(_) | Self::Foreigner(_) => None,
        }
    }

    /// For screens and paper: a business number whole, it is public; `900101-*******`; the first two of a foreigner's.
    #[must_use]
    pub fn masked(&self) -> String {
        match self {
            Self::Business(number) => number.formatted(),
            Self::Resident(number) => number.masked(),
            Self::Foreigner(number) => {
                let (shown, hidden) = number.as_str().split_at_checked(2).unwrap_or_default();
                format!("{shown}{}", "*".repeat(hidden.len()))
            }
        }
    }
}

/// Shows the kind and the masked number.
impl fmt::Debug for BuyerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BuyerId({} {})", self.kind_str(), self.masked())
    }
}

/// Shows that there is one.
impl fmt::Debug for ForeignerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ForeignerNumber(..)")
    }
}

impl TryFrom<String> for ForeignerNumber {
    type Error = FaultCode;

    fn try_from(text: String) -> Result<Self, FaultCode> {
        Self::parse(&text)
    }
}

impl From<ForeignerNumber> for String {
    fn from(number: ForeignerNumber) -> Self {
        number.0.into()
    }
}
