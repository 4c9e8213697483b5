//! A line as typed, and the amounts it means.
//!
//! Supply, VAT and total follow each other: [`LineTyped`] says which of them the person typed last, and the others are computed
//! from it. A line from a file has no last key, so there every cell counts and they have to agree.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::amount_input::parse_signed;
use crate::fault::{FaultCode, Field};
use crate::faults::{Beside, Faults, Findings, OnField};
use crate::invoice::date_input::read_date;
use crate::invoice::kind::InvoiceKind;
use crate::invoice::line::{InvoiceLine, LineItem, LineRemark, LineSpec};
use crate::invoice::quantity::{Quantity, UnitPrice};
use crate::invoice::vat::{split_total, vat_of};
use crate::money::Won;

/// Which cell of the money was typed last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineTyped {
    /// Nobody typed: every cell that is filled in counts, and they have to agree.
    #[default]
    AsGiven,
    /// Quantity or unit price: supply, VAT and total follow.
    Price,
    /// Supply value: VAT and total follow.
    Supply,
    /// VAT: the total follows.
    Vat,
    /// Total with VAT inside: supply and VAT follow.
    Total,
}

/// One line as typed. All blank is no line. `Debug` leaves out the remark.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct LineForm {
    /// Day of supply (월·일), see [`crate::parse_date`]; blank is the date of writing.
    pub date: String,
    /// Item (품목), up to 100 characters.
    pub item: String,
    /// Specification (규격), up to 60 characters; may be blank.
    pub spec: String,
    /// Quantity (수량); may be blank.
    pub quantity: String,
    /// Unit price (단가); may be blank.
    pub unit_price: String,
    /// Supply value (공급가액); blank is quantity × unit price.
    pub supply: String,
    /// VAT (세액); blank is ten per cent.
    pub vat: String,
    /// Total with VAT inside; may be blank.
    pub total: String,
    /// Remark (비고), up to 100 characters; may be blank.
    pub remark: String,
    /// Which of the amounts was typed last.
    pub typed: LineTyped,
}

/// Supply and VAT of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineAmounts {
    pub(super) supply: Won,
    pub(super) vat: Won,
}

/// The amounts that stand in the cells.
struct Cells {
    priced: Option<Won>,
    supply: Option<Won>,
    vat: Option<Won>,
    total: Option<Won>,
}

impl LineForm {
    /// Whether nothing was typed at all.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let Self { date, item, spec, quantity, unit_price, supply, vat, total, remark, typed: _ } = self;
        [date, item, spec, quantity, unit_price, supply, vat, total, remark]
            .into_iter()
            .all(|text| text.trim().is_empty())
    }

    /// Makes a line of it. `written_on` is the document's date, as far as it is known.
    pub(super) fn check(
        &self,
        kind: InvoiceKind,
        today: NaiveDate,
        written_on: Option<NaiveDate>,
    ) -> Result<InvoiceLine, Faults> {
        let mut found = Findings::default();
        let supplied_on = found.take(self.supplied_on(today, written_on).at(Field::LineDate));
        let item = found.take(LineItem::required(&self.item).at(Field::LineItem));
        let spec = found.take(LineSpec::optional(&self.spec).at(Field::LineSpec));
        let amounts = found.take(self.checked_amounts(kind));
        let remark = found.take(LineRemark::optional(&self.remark).at(Field::LineRemark));
        let line = (|| {
            let (quantity, unit_price, LineAmounts { supply, vat }) = amounts?;
            let (supplied_on, item, spec, remark) = (supplied_on?, item?, spec?, remark?);
            Some(InvoiceLine {
                supplied_on,
                item,
                spec,
                quantity,
                unit_price,
                supply,
                vat,
                remark,
                of_line: None,
            })
        })();
        found.end(line)
    }

    /// What the amounts of half a line mean; faults are for [`LineForm::check`].
    pub(super) fn read(&self, kind: InvoiceKind) -> Option<LineAmounts> {
        let quantity = self.quantity().ok()?;
        let unit_price = self.unit_price().ok()?;
        self.amounts(kind, quantity, unit_price).ok()
    }

    fn supplied_on(&self, today: NaiveDate, written_on: Option<NaiveDate>) -> Result<NaiveDate, FaultCode> {
        let near = written_on.unwrap_or(today);
        if self.date.trim().is_empty() { Ok(near) } else { read_date(&self.date, today, near) }
    }

    pub(super) fn quantity(&self) -> Result<Option<Quantity>, FaultCode> {
        filled(&self.quantity).map(Quantity::parse).transpose()
    }

    pub(super) fn unit_price(&self) -> Result<Option<UnitPrice>, FaultCode> {
        filled(&self.unit_price).map(UnitPrice::parse).transpose()
    }

    fn checked_amounts(
        &self,
        kind: InvoiceKind,
    ) -> Result<(Option<Quantity>, Option<UnitPrice>, LineAmounts), Faults> {
        let quantity = self.quantity().at(Field::LineQuantity);
        let unit_price = self.unit_price().at(Field::LineUnitPrice);
        let (quantity, unit_price) = quantity.beside(unit_price)?;
        let amounts = self.amounts(kind, quantity, unit_price)?;
        amounts.check_signs(quantity)?;
        Ok((quantity, unit_price, amounts))
    }

    fn amounts(
        &self,
        kind: InvoiceKind,
        quantity: Option<Quantity>,
        unit_price: Option<UnitPrice>,
    ) -> Result<LineAmounts, Faults> {
        let cells = self.cells(quantity, unit_price)?;
        let missing = || Faults::from(crate::Fault::new(Field::LineSupply, FaultCode::AmountMissing));
        let Cells { priced, supply, vat, total } = cells;
        let computed = |supply: Won| LineAmounts { supply, vat: vat_of(kind, supply) };
        let split = |total: Won| {
            let (supply, vat) = split_total(kind, total);
            LineAmounts { supply, vat }
        };
        match self.typed {
            LineTyped::Price => priced.or(supply).map(computed).ok_or_else(missing),
            LineTyped::Supply => supply.or(priced).map(computed).ok_or_else(missing),
            LineTyped::Total => total.map(split).or(priced.map(computed)).ok_or_else(missing),
            LineTyped::Vat => {
                let computed = supply.or(priced).map(computed).ok_or_else(missing)?;
                Ok(LineAmounts { vat: vat.unwrap_or(computed.vat), ..computed })
            }
            LineTyped::AsGiven => {
                let base = supply.or(priced).map(computed).or(total.map(split)).ok_or_else(missing)?;
                let amounts = LineAmounts { vat: vat.unwrap_or(base.vat), ..base };
                amounts.agree_with(total)
            }
        }
    }

    fn cells(&self, quantity: Option<Quantity>, unit_price: Option<UnitPrice>) -> Result<Cells, Faults> {
        let supply = parse_signed(&self.supply).at(Field::LineSupply);
        let vat = parse_signed(&self.vat).at(Field::LineVat);
        let total = parse_signed(&self.total).at(Field::LineTotal);
        let ((supply, vat), total) = supply.beside(vat).beside(total)?;
        let priced = match quantity.zip(unit_price) {
            None => None,
            Some((quantity, price)) => {
                Some(quantity.times(price).ok_or(FaultCode::AmountOverLimit).at(Field::LineSupply)?)
            }
        };
        Ok(Cells { priced, supply, vat, total })
    }
}

impl LineAmounts {
    fn agree_with(self, total: Option<Won>) -> Result<Self, Faults> {
        if total.is_none() || self.supply.checked_add(self.vat) == total {
            Ok(self)
        } else {
            Err(FaultCode::SumsDisagree).at(Field::LineTotal)
        }
    }

    fn check_signs(self, quantity: Option<Quantity>) -> Result<(), Faults> {
        let sign = self.supply.get().signum();
        let differs = |other: i64| other.signum() * sign < 0;
        if differs(self.vat.get()) {
            Err(FaultCode::SignsMixed).at(Field::LineVat)
        } else if quantity.is_some_and(|quantity| differs(quantity.hundredths())) {
            Err(FaultCode::SignsMixed).at(Field::LineQuantity)
        } else {
            Ok(())
        }
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

impl fmt::Debug for LineForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, item, spec, quantity, unit_price, supply, vat, total, remark: _, typed } = self;
        f.debug_struct("LineForm")
            .field("date", date)
            .field("item", item)
            .field("spec", spec)
            .field("quantity", quantity)
            .field("unit_price", unit_price)
            .field("supply", supply)
            .field("vat", vat)
            .field("total", total)
            .field("typed", typed)
            .finish_non_exhaustive()
    }
}
