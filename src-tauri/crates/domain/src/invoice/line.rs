//! One line of an invoice (품목): what, how many, for how much.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::invoice::quantity::{Quantity, UnitPrice};
use crate::invoice::wording::Wording;
use crate::money::Won;

pub(crate) type LineItem = Wording<100>;
pub(crate) type LineSpec = Wording<60>;
pub(crate) type LineRemark = Wording<100>;

/// A line that was checked. `Debug` leaves out the remark.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    pub(crate) supplied_on: NaiveDate,
    pub(crate) item: LineItem,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) spec: Option<LineSpec>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) quantity: Option<Quantity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unit_price: Option<UnitPrice>,
    pub(crate) supply: Won,
    pub(crate) vat: Won,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) remark: Option<LineRemark>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) of_line: Option<u8>,
}

impl InvoiceLine {
    /// Day of supply (월·일).
    #[must_use]
    pub const fn supplied_on(&self) -> NaiveDate {
        self.supplied_on
    }

    /// Item (품목).
    #[must_use]
    pub fn item(&self) -> &str {
        self.item.as_str()
    }

    /// Specification (규격).
    #[must_use]
    pub fn spec(&self) -> Option<&str> {
        self.spec.as_ref().map(Wording::as_str)
    }

    /// Quantity (수량).
    #[must_use]
    pub const fn quantity(&self) -> Option<Quantity> {
        self.quantity
    }

    /// Unit price (단가).
    #[must_use]
    pub const fn unit_price(&self) -> Option<UnitPrice> {
        self.unit_price
    }

    /// Supply value (공급가액).
    #[must_use]
    pub const fn supply(&self) -> Won {
        self.supply
    }

    /// VAT (세액).
    #[must_use]
    pub const fn vat(&self) -> Won {
        self.vat
    }

    /// Remark (비고).
    #[must_use]
    pub fn remark(&self) -> Option<&str> {
        self.remark.as_ref().map(Wording::as_str)
    }

    /// On an amended invoice, the line of the original it takes from or adds to, counted from 0.
    #[must_use]
    pub const fn of_line(&self) -> Option<u8> {
        self.of_line
    }
}

impl fmt::Debug for InvoiceLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { supplied_on, item, spec, quantity, unit_price, supply, vat, remark: _, of_line } = self;
        f.debug_struct("InvoiceLine")
            .field("supplied_on", supplied_on)
            .field("item", item)
            .field("spec", spec)
            .field("quantity", quantity)
            .field("unit_price", unit_price)
            .field("supply", supply)
            .field("vat", vat)
            .field("of_line", of_line)
            .finish_non_exhaustive()
    }
}
