//! The cash receipt (현금영수증): from what a clerk typed to a document that can be sent.

use std::fmt;

use chrono::NaiveDateTime;

use crate::amount_input::parse_amount;
use crate::amounts::{Amounts, Taxation, check_service, check_total};
use crate::fault::{Fault, FaultCode, Field};
use crate::faults::{Beside, Faults, OnField};
use crate::money::Won;
use crate::number::{BusinessNumber, ConsumerNumber, NumberKind};
use crate::purpose::Purpose;
use crate::text::{ItemName, Memo};

/// What the clerk typed, as typed. Holds the customer's number, so `Debug` leaves it out.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ReceiptForm {
    /// Total of the sale (거래금액); see [`parse_amount`].
    pub amount: String,
    /// Service charge within it (봉사료); blank is none.
    pub service: String,
    /// The customer's number; blank makes a self-issued receipt (자진발급).
    pub number: String,
    /// Purpose; none takes the number's default.
    pub purpose: Option<Purpose>,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// Item name (품명); may be blank.
    pub item: String,
    /// Memo (비고); may be blank.
    pub memo: String,
}

impl ReceiptForm {
    /// Makes a receipt of `shop` for a sale at `traded_at` (Korean local time). Whether that moment is too old or in the
    /// future is for [`crate::check_trade_date`], which needs to know the time.
    ///
    /// # Errors
    /// The faults of all fields at once, in form order. The purpose is judged once the number is known.
    pub fn check(&self, shop: &BusinessNumber, traded_at: NaiveDateTime) -> Result<CashReceipt, Faults> {
        let customer = self.consumer_number(shop).at(Field::Number).and_then(|number| {
            let purpose = self.purpose_for(number.kind())?;
            Ok((number, purpose))
        });
        let texts =
            ItemName::optional(&self.item).at(Field::Item).beside(Memo::optional(&self.memo).at(Field::Memo));
        let ((amounts, (number, purpose)), (item, memo)) = self.amounts().beside(customer).beside(texts)?;
        let taxation = self.taxation;
        Ok(CashReceipt(ReceiptParts { amounts, taxation, number, purpose, item, memo, traded_at }))
    }

    fn amounts(&self) -> Result<Amounts, Faults> {
        let total = parse_amount(&self.amount).and_then(check_total).at(Field::Amount);
        let service = parse_service(&self.service).at(Field::Service);
        let (total, service) = total.beside(service)?;
        Amounts::split(total, service, self.taxation)
    }

    fn consumer_number(&self, shop: &BusinessNumber) -> Result<ConsumerNumber, FaultCode> {
        match ConsumerNumber::recognise(&self.number) {
            Err(FaultCode::NumberMissing) => Ok(ConsumerNumber::self_issue()),
            Ok(number) if number.digits() == shop.digits() => Err(FaultCode::OwnBusinessNumber),
            recognised => recognised,
        }
    }

    fn purpose_for(&self, kind: NumberKind) -> Result<Purpose, Faults> {
        let purpose = self.purpose.unwrap_or(kind.default_purpose());
        match kind.purpose_fault(purpose) {
            None => Ok(purpose),
            Some(code) => Err(Fault::new(Field::Purpose, code).into()),
        }
    }
}

/// Shows everything but the customer's number.
impl fmt::Debug for ReceiptForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { amount, service, number: _, purpose, taxation, item, memo } = self;
        f.debug_struct("ReceiptForm")
            .field("amount", amount)
            .field("service", service)
            .field("purpose", purpose)
            .field("taxation", taxation)
            .field("item", item)
            .field("memo", memo)
            .finish_non_exhaustive()
    }
}

/// A cash receipt that obeys every rule of domain.md §1.4–1.6. It does not change any more: a correction is a cancel and a
/// new receipt (domain.md §1.7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashReceipt(ReceiptParts);

/// The parts of a receipt as the book holds them, each already parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptParts {
    /// The four amounts.
    pub amounts: Amounts,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// The customer's number.
    pub number: ConsumerNumber,
    /// Purpose.
    pub purpose: Purpose,
    /// Item name.
    pub item: Option<ItemName>,
    /// Memo.
    pub memo: Option<Memo>,
    /// When the sale was made (거래일시), Korean local time.
    pub traded_at: NaiveDateTime,
}

/// Stored parts that make no receipt together: the book was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptPartsDisagree {
    /// The number's kind does not fit the purpose.
    #[error("a stored number does not fit its purpose: {0}")]
    Purpose(FaultCode),
    /// An exempt receipt carries VAT.
    #[error("a stored receipt is exempt and carries VAT")]
    VatOnExempt,
}

impl CashReceipt {
    /// The book's door: puts a receipt together that was checked when it was written. What a person types goes through
    /// [`ReceiptForm::check`].
    ///
    /// # Errors
    /// [`ReceiptPartsDisagree`] when the parts cannot have come from a checked receipt.
    pub fn restore(parts: ReceiptParts) -> Result<Self, ReceiptPartsDisagree> {
        if let Some(code) = parts.number.kind().purpose_fault(parts.purpose) {
            return Err(ReceiptPartsDisagree::Purpose(code));
        }
        match parts.taxation {
            Taxation::Exempt if !parts.amounts.vat().is_zero() => Err(ReceiptPartsDisagree::VatOnExempt),
            Taxation::Exempt | Taxation::Taxable => Ok(Self(parts)),
        }
    }

    /// The four amounts.
    #[must_use]
    pub const fn amounts(&self) -> &Amounts {
        &self.0.amounts
    }

    /// Taxable or exempt.
    #[must_use]
    pub const fn taxation(&self) -> Taxation {
        self.0.taxation
    }

    /// The customer's number.
    #[must_use]
    pub const fn number(&self) -> &ConsumerNumber {
        &self.0.number
    }

    /// Purpose.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.0.purpose
    }

    /// Item name (품명).
    #[must_use]
    pub const fn item(&self) -> Option<&ItemName> {
        self.0.item.as_ref()
    }

    /// Memo (비고).
    #[must_use]
    pub const fn memo(&self) -> Option<&Memo> {
        self.0.memo.as_ref()
    }

    /// When the sale was made (거래일시), Korean local time.
    #[must_use]
    pub const fn traded_at(&self) -> NaiveDateTime {
        self.0.traded_at
    }

    /// Whether the other may be the same sale typed twice: equal amounts, number and purpose. Two coffees are that too,
    /// so this calls for a question, not for a refusal.
    #[must_use]
    pub fn same_sale(&self, other: &Self) -> bool {
        let (a, b) = (&self.0, &other.0);
        a.amounts == b.amounts && a.number == b.number && a.purpose == b.purpose
    }
}

/// A service charge as typed: like an amount, but blank and zero mean none.
fn parse_service(text: &str) -> Result<Won, FaultCode> {
    match parse_amount(text) {
        Err(FaultCode::AmountMissing | FaultCode::AmountZero) => Ok(Won::ZERO),
        Err(FaultCode::AmountNegative) => Err(FaultCode::ServiceNegative),
        parsed => parsed.and_then(check_service),
    }
}
