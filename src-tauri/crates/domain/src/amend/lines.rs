//! Amendments of single lines: what came back (환입), and by how much a price rose or fell (공급가액 변동).

use chrono::NaiveDate;

use crate::amend::documents::{Amending, Draft};
use crate::amend::form::AmendLine;
use crate::amend::left::LineLeft;
use crate::amount_input::parse_signed;
use crate::fault::{Fault, FaultCode, Field};
use crate::faults::{Beside, Faults, Findings, OnField};
use crate::invoice::{Invoice, InvoiceKind, InvoiceLine, Payment, Quantity, check_line};
use crate::money::Won;

/// What is taken of a line, above zero.
#[derive(Clone, Copy)]
struct Taken {
    quantity: Option<i64>,
    supply: i64,
}

impl Amending<'_> {
    /// Goods came back: the lines below zero, as far as they came back.
    pub(super) fn returned(&self, cause: NaiveDate) -> Result<Invoice, Faults> {
        let everything: Vec<_> =
            self.left.remaining_lines().map(|line| AmendLine { line, ..AmendLine::default() }).collect();
        let typed = if self.form.lines.is_empty() { &everything } else { &self.form.lines };
        let lines = self.each_line(typed, |typed| self.returned_line(typed, cause))?;
        self.line_document(lines, cause)
    }

    /// The price rose or fell: the difference only.
    pub(super) fn price_change(&self, cause: NaiveDate) -> Result<Invoice, Faults> {
        let of_the_whole;
        let typed = if self.form.lines.is_empty() {
            of_the_whole = self.spread_difference()?;
            &of_the_whole
        } else {
            &self.form.lines
        };
        let lines = self.each_line(typed, |typed| self.changed_line(typed, cause))?;
        let falling = lines.iter().filter(|line| line.supply.is_negative()).count();
        if falling != 0 && falling != lines.len() {
            return Err(FaultCode::SignsMixed).at(Field::AmendLines);
        }
        self.line_document(lines, cause)
    }

    fn each_line(
        &self,
        typed: &[AmendLine],
        read: impl Fn(&AmendLine) -> Result<InvoiceLine, Faults>,
    ) -> Result<Vec<InvoiceLine>, Faults> {
        let mut found = Findings::default();
        let mut lines = Vec::new();
        for (index, line) in typed.iter().enumerate() {
            if typed.iter().take(index).any(|earlier| earlier.line == line.line) {
                found.add(Fault::on_line(index, Field::LineItem, FaultCode::LineTwice));
            }
            lines.extend(found.take(read(line).map_err(|faults| faults.on_line(index))));
        }
        found.end(Some(lines))
    }

    /// The document of some lines, never more than what is left of the whole.
    fn line_document(&self, lines: Vec<InvoiceLine>, cause: NaiveDate) -> Result<Invoice, Faults> {
        let (kind, payment) = (self.original.invoice.kind(), Payment::default());
        let document = self.document(Draft { kind, lines, payment }, cause)?;
        let (supply, vat) = (document.supply().get(), document.vat().get());
        if document.total().is_negative() && !self.left.allows(-supply, -vat) {
            return Err(FaultCode::AmendOverRemaining).at(Field::AmendLines);
        }
        Ok(document)
    }

    fn returned_line(&self, typed: &AmendLine, cause: NaiveDate) -> Result<InvoiceLine, Faults> {
        let (line, left) = self.left.line(typed.line).ok_or(FaultCode::LineUnknown).at(Field::LineItem)?;
        if left.is_nothing() {
            return Err(FaultCode::AmendNothingLeft).at(Field::LineItem);
        }
        let quantity = typed_quantity(&typed.quantity, left).at(Field::LineQuantity);
        let supply = typed_amount(&typed.supply, left.supply).at(Field::LineSupply);
        let vat = typed_amount(&typed.vat, left.vat).at(Field::LineVat);
        let ((quantity, supply), vat) = quantity.beside(supply).beside(vat)?;
        let taken = taken(line, left, quantity, supply);
        let kind = self.original.invoice.kind();
        let vat = vat.unwrap_or_else(|| part_of_vat(kind, left, taken.supply));
        let (sign, counted) =
            (if line.supply.is_negative() { 1 } else { -1 }, line.quantity.map(Quantity::hundredths));
        let back = |quantity: i64| Quantity::from_hundredths(-counted.unwrap_or(1).signum() * quantity).ok();
        let quantity = taken.quantity.and_then(back);
        let returned = InvoiceLine {
            supplied_on: self.day_of(line, cause),
            quantity,
            unit_price: line.unit_price.filter(|_| quantity.is_some()),
            supply: won(sign * taken.supply),
            vat: won(sign * vat),
            of_line: Some(typed.line),
            ..line.clone()
        };
        if typed.vat.trim().is_empty() { Ok(returned) } else { checked(kind, returned) }
    }

    fn changed_line(&self, typed: &AmendLine, cause: NaiveDate) -> Result<InvoiceLine, Faults> {
        let (line, left) = self.left.line(typed.line).ok_or(FaultCode::LineUnknown).at(Field::LineItem)?;
        let supply = parse_signed(&typed.supply).and_then(|supply| match supply {
            None => Err(FaultCode::AmountMissing),
            Some(Won::ZERO) => Err(FaultCode::AmountZero),
            Some(supply) => Ok(supply.get()),
        });
        let (supply, vat) =
            supply.at(Field::LineSupply).beside(parse_signed(&typed.vat).at(Field::LineVat))?;
        let takes_back = supply < 0 && left.supply >= 0;
        if takes_back && -supply > left.supply {
            return Err(FaultCode::AmendOverRemaining).at(Field::LineSupply);
        }
        let kind = self.original.invoice.kind();
        let computed = if takes_back {
            -part_of_vat(kind, left, -supply)
        } else if kind.bears_vat() {
            supply / 10
        } else {
            0
        };
        let changed = InvoiceLine {
            supplied_on: self.day_of(line, cause),
            quantity: None,
            unit_price: None,
            supply: won(supply),
            vat: vat.unwrap_or(won(computed)),
            of_line: Some(typed.line),
            ..line.clone()
        };
        if vat.is_none() { Ok(changed) } else { checked(kind, changed) }
    }
}

fn checked(kind: InvoiceKind, line: InvoiceLine) -> Result<InvoiceLine, Faults> {
    check_line(kind, &line, false).map(|()| line).at(Field::LineVat)
}

/// What came back by number, above zero and no more than is left.
fn typed_quantity(text: &str, left: LineLeft) -> Result<Option<i64>, FaultCode> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let quantity = Quantity::parse(text)?.hundredths();
    match left.quantity {
        _ if quantity < 0 => Err(FaultCode::QuantityNegative),
        None => Err(FaultCode::QuantityUnknown),
        Some(left) if quantity > left.abs() => Err(FaultCode::AmendOverRemaining),
        Some(_) => Ok(Some(quantity)),
    }
}

/// An amount of what came back, above zero and no more than is left.
fn typed_amount(text: &str, left: i64) -> Result<Option<i64>, FaultCode> {
    match parse_signed(text)?.map(Won::get) {
        Some(amount) if amount < 0 => Err(FaultCode::AmountNegative),
        Some(amount) if amount > left.abs() => Err(FaultCode::AmendOverRemaining),
        amount => Ok(amount),
    }
}

/// What a return takes: as typed, or in proportion to the quantity, or all that is left. The proportion is that of the
/// original, whatever earlier returns were worth; after a price cut it is that of what is left.
fn taken(line: &InvoiceLine, left: LineLeft, quantity: Option<i64>, supply: Option<i64>) -> Taken {
    let (left_quantity, left_supply) = (left.quantity.map(i64::abs), left.supply.abs());
    let by_quantity = |quantity: i64| {
        if Some(quantity) == left_quantity {
            return left_supply;
        }
        let (worth, whole) = if left.price_was_cut {
            (left_supply, left_quantity)
        } else {
            (line.supply.get().abs(), line.quantity.map(|whole| whole.hundredths().abs()))
        };
        let part = i128::from(worth) * i128::from(quantity) / i128::from(whole.unwrap_or(1).max(1));
        i64::try_from(part).unwrap_or(left_supply).min(left_supply)
    };
    let supply = supply.or(quantity.map(by_quantity)).unwrap_or(left_supply);
    let all = if supply == left_supply { left_quantity } else { None };
    Taken { quantity: quantity.or(all).filter(|quantity| *quantity > 0), supply }
}

/// VAT of a part: ten per cent, unless the rest would then be more than a won off its own ten per cent; so parts of a few won
/// each do not leave all the VAT to the last. Never more than a won over ten per cent. All that is left takes all the VAT that
/// is left, so that parts add up to the whole.
fn part_of_vat(kind: InvoiceKind, left: LineLeft, supply: i64) -> i64 {
    let (left_supply, left_vat) = (left.supply.abs(), left.vat.abs());
    if supply == left_supply || !kind.bears_vat() {
        return left_vat;
    }
    let rule = supply / 10;
    let leaving_ten_percent = left_vat - (left_supply - supply) / 10;
    if (rule..=rule + 1).contains(&leaving_ten_percent) {
        return rule;
    }
    leaving_ten_percent.clamp(rule.min(1), rule + 1).min(left_vat)
}

fn won(amount: i64) -> Won {
    Won::new(amount).unwrap_or(Won::ZERO)
}
