//! The number a customer gives for a cash receipt (신분확인번호), recognised by its digits (domain.md §1.4).
//!
//! A consumer's number is personal data: it has no `Display` and no `Serialize`, `Debug` shows the masked form, and errors
//! never carry what was typed. [`ConsumerNumber::digits`] is the one way to the digits.

mod business_number;
mod card;
mod digits;
mod masking;
mod mobile;
mod resident_number;
mod rrn;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use business_number::{BusinessKind, BusinessNumber};
pub(crate) use digits::normalise_digits;
pub(crate) use mobile::is_mobile;
pub use resident_number::ResidentNumber;

use crate::fault::FaultCode;
use crate::purpose::Purpose;
use rrn::Rrn;

/// The number of a self-issued receipt (자진발급), shown as 010-000-1234.
const SELF_ISSUE: &str = "0100001234";

/// What kind of number a customer gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberKind {
    /// Mobile phone (휴대전화), 10 or 11 digits.
    Phone,
    /// Business number (사업자등록번호), 10 digits.
    BusinessNumber,
    /// Cash receipt card (현금영수증전용카드), 18 digits from 15442020.
    CashReceiptCard,
    /// Card in the NTS's app (모바일 현금영수증카드), 12 digits from 126.
    MobileCard,
    /// A registered credit, debit or points card, 13–19 digits.
    Card,
    /// Resident or alien number (주민등록번호, 외국인등록번호), 13 digits.
    Rrn,
    /// Nobody's: the shop issues on its own (자진발급).
    SelfIssue,
}

impl NumberKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Phone,
        Self::BusinessNumber,
        Self::CashReceiptCard,
        Self::MobileCard,
        Self::Card,
        Self::Rrn,
        Self::SelfIssue,
    ];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::BusinessNumber => "business_number",
            Self::CashReceiptCard => "cash_receipt_card",
            Self::MobileCard => "mobile_card",
            Self::Card => "card",
            Self::Rrn => "rrn",
            Self::SelfIssue => "self_issue",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The purpose to take when the clerk chose none: a business wants proof of expense, everybody else a deduction.
    #[must_use]
    pub const fn default_purpose(self) -> Purpose {
        match self {
            Self::BusinessNumber => Purpose::ExpenseProof,
            Self::Phone
            | Self::CashReceiptCard
            | Self::MobileCard
            | Self::Card
            | Self::Rrn
            | Self::SelfIssue => Purpose::IncomeDeduction,
        }
    }

    /// Whether a number of this kind fits the purpose (domain.md §1.4): a business number only proves expenses (A03), a
    /// self-issued receipt only deducts (A04), the others do both.
    #[must_use]
    pub const fn allows(self, purpose: Purpose) -> bool {
        self.purpose_fault(purpose).is_none()
    }

    pub(crate) const fn purpose_fault(self, purpose: Purpose) -> Option<FaultCode> {
        match (self, purpose) {
            (Self::BusinessNumber, Purpose::IncomeDeduction) => Some(FaultCode::PurposeNeedsPersonalNumber),
            (Self::SelfIssue, Purpose::ExpenseProof) => Some(FaultCode::PurposeNotForSelfIssue),
            (Self::BusinessNumber, Purpose::ExpenseProof)
            | (Self::SelfIssue, Purpose::IncomeDeduction)
            | (
                Self::Phone | Self::CashReceiptCard | Self::MobileCard | Self::Card | Self::Rrn,
                Purpose::IncomeDeduction | Purpose::ExpenseProof,
            ) => None,
        }
    }
}

/// Something the clerk should know about a number that is accepted all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberWarning {
    /// A phone number serves as well and is less of a secret than a resident number.
    PreferPhoneOverRrn,
    /// The old check digit is wrong, which numbers given or changed since October 2020 may have (domain.md §3.3).
    RrnChecksum,
    /// The check digit (Luhn) of a 16-digit card is wrong.
    CardLuhn,
}

impl NumberWarning {
    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PreferPhoneOverRrn => "prefer_phone_over_rrn",
            Self::RrnChecksum => "rrn_checksum",
            Self::CardLuhn => "card_luhn",
        }
    }
}

/// A customer's number: digits that fit their kind.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ConsumerNumber {
    kind: NumberKind,
    digits: String,
}

/// A stored number that no longer reads as what it was stored as. Carries no digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoredNumberInvalid {
    /// The digits are no number of any kind.
    #[error("the stored number does not read as any kind")]
    Unreadable(#[source] FaultCode),
    /// The digits are a number of another kind.
    #[error("the number stored as `{}` reads as `{}`", stored.as_str(), read.as_str())]
    OtherKind {
        /// The kind it was stored as.
        stored: NumberKind,
        /// The kind its digits are.
        read: NumberKind,
    },
}

impl ConsumerNumber {
    /// Recognises what was typed, pasted or swiped by its length and first digits (domain.md §1.4). Hyphens, dots, blanks
    /// and full-width digits are understood.
    ///
    /// # Errors
    /// [`FaultCode::NumberMissing`] when blank, [`FaultCode::NumberHasLetters`], [`FaultCode::NumberLength`], or what is
    /// wrong with the kind that the length means.
    pub fn recognise(text: &str) -> Result<Self, FaultCode> {
        let digits = normalise_digits(text)?;
        if digits.is_empty() {
            return Err(FaultCode::NumberMissing);
        }
        let kind = kind_of(&digits)?;
        Ok(Self { kind, digits })
    }

    /// The number of a receipt that the shop issues on its own (자진발급).
    #[must_use]
    pub fn self_issue() -> Self {
        Self { kind: NumberKind::SelfIssue, digits: SELF_ISSUE.to_owned() }
    }

    /// Reads a number back from the book.
    ///
    /// # Errors
    /// [`StoredNumberInvalid`] when the digits are not what they were stored as.
    pub fn from_stored(kind: NumberKind, digits: &str) -> Result<Self, StoredNumberInvalid> {
        let number = Self::recognise(digits).map_err(StoredNumberInvalid::Unreadable)?;
        if number.kind == kind {
            Ok(number)
        } else {
            Err(StoredNumberInvalid::OtherKind { stored: kind, read: number.kind })
        }
    }

    /// What kind of number it is.
    #[must_use]
    pub const fn kind(&self) -> NumberKind {
        self.kind
    }

    /// The bare digits. For the wire and the book only.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The last four digits, for searching.
    #[must_use]
    pub fn last4(&self) -> &str {
        self.digits.get(self.digits.len().saturating_sub(4)..).unwrap_or_default()
    }

    /// What the clerk should know about it.
    #[must_use]
    pub fn warnings(&self) -> Vec<NumberWarning> {
        match self.kind {
            NumberKind::Rrn => {
                let doubtful = Rrn::parse(&self.digits).is_ok_and(|rrn| rrn.checksum_is_doubtful());
                let checksum = doubtful.then_some(NumberWarning::RrnChecksum);
                std::iter::once(NumberWarning::PreferPhoneOverRrn).chain(checksum).collect()
            }
            NumberKind::Card if card::luhn_is_doubtful(&self.digits) => vec![NumberWarning::CardLuhn],
            NumberKind::Card
            | NumberKind::Phone
            | NumberKind::BusinessNumber
            | NumberKind::CashReceiptCard
            | NumberKind::MobileCard
            | NumberKind::SelfIssue => Vec::new(),
        }
    }
}

/// Shows the kind and the masked number, never the digits.
impl fmt::Debug for ConsumerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConsumerNumber").field("kind", &self.kind).field("masked", &self.masked()).finish()
    }
}

fn kind_of(digits: &str) -> Result<NumberKind, FaultCode> {
    match digits.len() {
        10 if digits == SELF_ISSUE => Ok(NumberKind::SelfIssue),
        10 if !digits.starts_with("01") => BusinessNumber::parse(digits).map(|_| NumberKind::BusinessNumber),
        10 | 11 if is_mobile(digits) => Ok(NumberKind::Phone),
        10 | 11 => Err(FaultCode::PhoneInvalid),
        12 => card::check_mobile(digits).map(|()| NumberKind::MobileCard),
        13 if Rrn::parse(digits).is_ok() => Ok(NumberKind::Rrn),
        13..=17 | 19 => card::check(digits).map(|()| NumberKind::Card),
        18 => card::check_cash_receipt(digits).map(|()| NumberKind::CashReceiptCard),
        _ => Err(FaultCode::NumberLength),
    }
}
