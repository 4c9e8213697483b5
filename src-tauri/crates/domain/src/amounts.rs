//! The four amounts of a receipt: supply, VAT, service charge and their total (domain.md §1.5, §1.6).
//!
//! Invariants: supply + VAT + service = total, no part below zero, total at least 1 won.

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, FaultCode, Field};
use crate::faults::{Beside, Faults, OnField};
use crate::money::Won;

/// Whether a sale bears VAT. One receipt has one taxation; a mixed basket makes two receipts (domain.md §1.5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taxation {
    /// Taxable (과세): VAT is inside the total.
    #[default]
    Taxable,
    /// Exempt (면세): no VAT; also for simplified taxpayers who may not show it.
    Exempt,
}

impl Taxation {
    /// The NTS's word.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Taxable => "과세",
            Self::Exempt => "면세",
        }
    }

    /// Reads the NTS's word.
    #[must_use]
    pub fn from_wire(word: &str) -> Option<Self> {
        [Self::Taxable, Self::Exempt].into_iter().find(|taxation| taxation.wire() == word)
    }

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Taxable => "taxable",
            Self::Exempt => "exempt",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Taxable, Self::Exempt].into_iter().find(|taxation| taxation.as_str() == name)
    }

    /// VAT inside `gross` won: `floor(gross × 10 / 110)`, the formula of the NTS workbook (domain.md §1.6).
    pub(crate) const fn vat_inside(self, gross: i64) -> i64 {
        match self {
            Self::Taxable => gross.saturating_mul(10) / 110,
            Self::Exempt => 0,
        }
    }
}

/// Supply (공급가액), VAT (부가가치세), service charge (봉사료) and total (거래금액) that agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Amounts {
    supply: Won,
    vat: Won,
    service: Won,
    total: Won,
}

/// Amounts read from the book or the wire that do not add up, are below zero, or are nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("supply {supply} + VAT {vat} + service {service} is not a total of {total}")]
pub struct AmountsDisagree {
    /// Supply as read.
    pub supply: Won,
    /// VAT as read.
    pub vat: Won,
    /// Service charge as read.
    pub service: Won,
    /// Total as read.
    pub total: Won,
}

impl Amounts {
    /// The largest total of one receipt (domain.md §1.5).
    pub const MAX_TOTAL: Won = won(990_000_000);
    /// The largest supply value of one receipt; what an exempt sale meets first (domain.md §1.5).
    pub const MAX_SUPPLY: Won = won(900_000_000);

    /// Splits a total by the official formula: VAT is `floor((total − service) × 10 / 110)`, the supply is the rest; an
    /// exempt sale has no VAT (domain.md §1.6).
    ///
    /// # Errors
    /// On [`Field::Amount`]: zero, negative, over the limit. On [`Field::Service`]: negative, leaving nothing for the
    /// goods, or larger than the supply value. Both fields are reported at once.
    pub fn split(total: Won, service: Won, taxation: Taxation) -> Result<Self, Faults> {
        let (total, service) =
            check_total(total).at(Field::Amount).beside(check_service(service).at(Field::Service))?;
        split_checked(total, service, taxation).map_err(Faults::from)
    }

    /// Takes parts that were computed before, by us or by the NTS. VAT may differ from the formula by the won that some
    /// terminals round differently (domain.md §1.6); the sum may not.
    ///
    /// # Errors
    /// [`AmountsDisagree`] when the sum is off, a part is negative or the total is below 1 won.
    pub fn from_parts(supply: Won, vat: Won, service: Won, total: Won) -> Result<Self, AmountsDisagree> {
        let sum = supply.checked_add(vat).and_then(|sum| sum.checked_add(service));
        let sound = ![supply, vat, service].into_iter().any(Won::is_negative) && total > Won::ZERO;
        if sound && sum == Some(total) {
            Ok(Self { supply, vat, service, total })
        } else {
            Err(AmountsDisagree { supply, vat, service, total })
        }
    }

    /// Supply value (공급가액).
    #[must_use]
    pub const fn supply(&self) -> Won {
        self.supply
    }

    /// VAT (부가가치세).
    #[must_use]
    pub const fn vat(&self) -> Won {
        self.vat
    }

    /// Service charge (봉사료).
    #[must_use]
    pub const fn service(&self) -> Won {
        self.service
    }

    /// Total (거래금액, 합계).
    #[must_use]
    pub const fn total(&self) -> Won {
        self.total
    }
}

const fn won(amount: i64) -> Won {
    match Won::new(amount) {
        Ok(won) => won,
        Err(_) => Won::MAX,
    }
}

pub(crate) fn check_total(total: Won) -> Result<Won, FaultCode> {
    if total.is_zero() {
        Err(FaultCode::AmountZero)
    } else if total.is_negative() {
        Err(FaultCode::AmountNegative)
    } else if total > Amounts::MAX_TOTAL {
        Err(FaultCode::AmountOverLimit)
    } else {
        Ok(total)
    }
}

pub(crate) fn check_service(service: Won) -> Result<Won, FaultCode> {
    if service.is_negative() { Err(FaultCode::ServiceNegative) } else { Ok(service) }
}

fn split_checked(total: Won, service: Won, taxation: Taxation) -> Result<Amounts, Fault> {
    let gross = total.get() - service.get();
    if gross < 1 {
        return Err(Fault::new(Field::Service, FaultCode::ServiceOverTotal));
    }
    let vat = won(taxation.vat_inside(gross));
    let supply = won(gross - vat.get());
    if service > supply {
        Err(Fault::new(Field::Service, FaultCode::ServiceOverSupply))
    } else if supply > Amounts::MAX_SUPPLY {
        Err(Fault::new(Field::Amount, FaultCode::AmountOverLimit))
    } else {
        Ok(Amounts { supply, vat, service, total })
    }
}

/// The shape in JSON.
#[derive(Serialize, Deserialize)]
struct Parts {
    supply: Won,
    vat: Won,
    service: Won,
    total: Won,
}

impl TryFrom<Parts> for Amounts {
    type Error = AmountsDisagree;

    fn try_from(parts: Parts) -> Result<Self, AmountsDisagree> {
        Self::from_parts(parts.supply, parts.vat, parts.service, parts.total)
    }
}

impl From<Amounts> for Parts {
    fn from(amounts: Amounts) -> Self {
        let Amounts { supply, vat, service, total } = amounts;
        Self { supply, vat, service, total }
    }
}
