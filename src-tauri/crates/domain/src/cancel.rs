//! Cancelling a receipt, wholly or in part (취소거래, 부분취소; domain.md §1.7).
//!
//! A cancel is a document of its own with positive amounts. Whatever the sequence of partial cancels, their columns never
//! exceed the original's and the cancel that takes the rest takes exactly what is left.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::amounts::{Amounts, Taxation};
use crate::approval::ApprovalNumber;
use crate::document_key::DocumentKey;
use crate::fault::{Fault, FaultCode, Field};
use crate::faults::Faults;
use crate::money::Won;
use crate::number::ConsumerNumber;
use crate::purpose::Purpose;
use crate::receipt::CashReceipt;

/// Why a receipt is cancelled (취소사유).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    /// The sale was taken back (거래취소).
    TransactionCancelled = 1,
    /// The receipt was issued by mistake (오류발급취소).
    IssuedInError = 2,
    /// Anything else (기타).
    Other = 3,
}

impl CancelReason {
    /// Every reason, in the order of the codes.
    pub const ALL: [Self; 3] = [Self::TransactionCancelled, Self::IssuedInError, Self::Other];

    /// The NTS's code: `"1"`, `"2"`, `"3"`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TransactionCancelled => "1",
            Self::IssuedInError => "2",
            Self::Other => "3",
        }
    }

    /// Reads the NTS's code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TransactionCancelled => "transaction_cancelled",
            Self::IssuedInError => "issued_in_error",
            Self::Other => "other",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

/// The approved receipt that a cancel points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalReceipt {
    /// Its document key.
    pub key: DocumentKey,
    /// Its approval number (원승인번호).
    pub approval: ApprovalNumber,
    /// Its trade date (원거래일); the approval number alone is not unique.
    pub trade_date: NaiveDate,
}

/// What is left of a receipt after its cancels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remaining {
    supply: Won,
    vat: Won,
    service: Won,
    total: Won,
}

impl Remaining {
    /// Nothing: of a cancel, or of an invoice, which is amended and not cancelled.
    pub const NOTHING: Self =
        Self { supply: Won::ZERO, vat: Won::ZERO, service: Won::ZERO, total: Won::ZERO };

    /// What `cancelled` leaves of `original`. Count every cancel that [`crate::State::may_have_happened`]: an unknown one
    /// counts as done. Never below zero, and the columns always add up to the total.
    #[must_use]
    pub fn of<'a>(original: &Amounts, cancelled: impl IntoIterator<Item = &'a Amounts>) -> Self {
        let whole = Self {
            supply: original.supply(),
            vat: original.vat(),
            service: original.service(),
            total: original.total(),
        };
        cancelled.into_iter().fold(whole, Self::less)
    }

    /// Supply value left.
    #[must_use]
    pub const fn supply(&self) -> Won {
        self.supply
    }

    /// VAT left.
    #[must_use]
    pub const fn vat(&self) -> Won {
        self.vat
    }

    /// Service charge left.
    #[must_use]
    pub const fn service(&self) -> Won {
        self.service
    }

    /// Total left.
    #[must_use]
    pub const fn total(&self) -> Won {
        self.total
    }

    /// Whether the receipt is cancelled completely.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.total.is_zero()
    }

    /// The total decides; the columns give way, for a cancel made elsewhere may have rounded its VAT differently.
    fn less(self, cancel: &Amounts) -> Self {
        let total = minus(self.total, cancel.total());
        let vat = minus(self.vat, cancel.vat()).min(total);
        let service = minus(self.service, cancel.service()).min(minus(total, vat));
        let supply = minus(minus(total, vat), service);
        Self { supply, vat, service, total }
    }
}

/// A cancel (취소거래) that can be sent: never more than what is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancellation {
    original: OriginalReceipt,
    amounts: Amounts,
    reason: CancelReason,
    number: ConsumerNumber,
    purpose: Purpose,
    taxation: Taxation,
    traded_at: NaiveDateTime,
    takes_all: bool,
}

impl Cancellation {
    /// Takes back everything that is left of `receipt`, at `traded_at` (Korean local time).
    ///
    /// # Errors
    /// [`FaultCode::CancelNothingLeft`].
    pub fn full(
        receipt: &CashReceipt,
        original: OriginalReceipt,
        remaining: &Remaining,
        reason: CancelReason,
        traded_at: NaiveDateTime,
    ) -> Result<Self, Faults> {
        let Remaining { supply, vat, service, total } = *remaining;
        let amounts = Amounts::from_parts(supply, vat, service, total)
            .map_err(|_| cancel_fault(FaultCode::CancelNothingLeft))?;
        Ok(Self::of(receipt, original, amounts, reason, traded_at))
    }

    /// Takes back `total` won of `receipt`. Its VAT is that of a sale of this amount, as far as what is left allows; the
    /// cancel that takes the rest takes it to the won.
    ///
    /// # Errors
    /// [`FaultCode::AmountZero`], [`FaultCode::AmountNegative`], [`FaultCode::CancelNothingLeft`],
    /// [`FaultCode::CancelOverRemaining`]; [`FaultCode::PartialWithService`] for a part of a receipt with a service
    /// charge, which has to be cancelled whole and issued anew.
    pub fn partial(
        receipt: &CashReceipt,
        original: OriginalReceipt,
        remaining: &Remaining,
        reason: CancelReason,
        traded_at: NaiveDateTime,
        total: Won,
    ) -> Result<Self, Faults> {
        let amounts = partial_amounts(receipt, remaining, total).map_err(cancel_fault)?;
        Ok(Self::of(receipt, original, amounts, reason, traded_at))
    }

    fn of(
        receipt: &CashReceipt,
        original: OriginalReceipt,
        amounts: Amounts,
        reason: CancelReason,
        traded_at: NaiveDateTime,
    ) -> Self {
        let (number, purpose) = (receipt.number().clone(), receipt.purpose());
        let takes_all = amounts == *receipt.amounts();
        Self {
            original,
            amounts,
            reason,
            number,
            purpose,
            taxation: receipt.taxation(),
            traded_at,
            takes_all,
        }
    }

    /// What is taken back; positive.
    #[must_use]
    pub const fn amounts(&self) -> &Amounts {
        &self.amounts
    }

    /// Why.
    #[must_use]
    pub const fn reason(&self) -> CancelReason {
        self.reason
    }

    /// The receipt it takes back.
    #[must_use]
    pub const fn original(&self) -> &OriginalReceipt {
        &self.original
    }

    /// The customer's number, that of the receipt.
    #[must_use]
    pub const fn number(&self) -> &ConsumerNumber {
        &self.number
    }

    /// Purpose, that of the receipt.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Taxation, that of the receipt.
    #[must_use]
    pub const fn taxation(&self) -> Taxation {
        self.taxation
    }

    /// Whether it takes the whole receipt back at once (전체취소); a part, or the rest after a part, is 부분취소.
    #[must_use]
    pub const fn takes_all(&self) -> bool {
        self.takes_all
    }

    /// When it was cancelled (거래일시), Korean local time.
    #[must_use]
    pub const fn traded_at(&self) -> NaiveDateTime {
        self.traded_at
    }
}

fn partial_amounts(receipt: &CashReceipt, remaining: &Remaining, total: Won) -> Result<Amounts, FaultCode> {
    if remaining.is_nothing() {
        return Err(FaultCode::CancelNothingLeft);
    }
    if total > remaining.total {
        return Err(FaultCode::CancelOverRemaining);
    }
    let (supply, vat, service) = if total == remaining.total {
        (remaining.supply, remaining.vat, remaining.service)
    } else if receipt.amounts().service().is_zero() {
        let (supply, vat) = split_within(receipt.taxation(), remaining, total);
        (supply, vat, Won::ZERO)
    } else {
        return Err(FaultCode::PartialWithService);
    };
    let fault = if total.is_negative() { FaultCode::AmountNegative } else { FaultCode::AmountZero };
    Amounts::from_parts(supply, vat, service, total).map_err(|_| fault)
}

/// Supply and VAT of a part, neither more than what is left of it.
fn split_within(taxation: Taxation, remaining: &Remaining, total: Won) -> (Won, Won) {
    let vat = Won::new(taxation.vat_inside(total.get())).unwrap_or(Won::ZERO).min(remaining.vat);
    let supply = minus(total, vat).min(remaining.supply);
    (supply, minus(total, supply))
}

/// The difference, but nothing where it would be below zero.
fn minus(from: Won, take: Won) -> Won {
    from.checked_sub(take).unwrap_or(Won::ZERO).max(Won::ZERO)
}

fn cancel_fault(code: FaultCode) -> Faults {
    Fault::new(Field::CancelAmount, code).into()
}
