//! From rows to orders: rows with the same source and number are the lines of one order. Every row ends in exactly one order, or
//! among those that are none, with the reason; nothing is left out.

use std::collections::HashMap;

use domain::{Billing, InvoiceKind};
use intake::Row;

use super::cell;
use super::column::{OrderColumn, plain};
use super::layout::OrderMapping;
use crate::{Order, OrderBuyer, OrderDocument, OrderItem, Written};

/// Words that say a row is a sum of others.
const SUMS: [&str; 10] =
    ["합계", "총계", "총합계", "소계", "누계", "계", "합계금액", "total", "subtotal", "grandtotal"];

/// An order with the rows it came from.
#[derive(Clone)]
pub(super) struct Gathered {
    pub order: Order,
    pub lines: Vec<u32>,
    /// What its rows leave open, found before the order itself is read.
    pub doubt: Option<Doubt>,
}

/// What only the file's rows tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// No order at all: a sum, a remark, the header once more.
    NoOrder(&'static str),
    /// Two rows are alike in every cell: a line twice, or the same line exported twice.
    Duplicate,
    /// Its rows say different things of the whole order, in this column.
    LinesDisagree(&'static str),
    /// A word in this column that nobody knows.
    UnknownWord(&'static str),
}

/// What is read by: the mapping, the header's words and the file's epoch.
pub(super) struct Reading<'m> {
    pub mapping: &'m OrderMapping,
    pub header: &'m [String],
    pub from_1904: bool,
}

/// Gathers the orders of the rows, in the file's order.
pub(super) fn gather(rows: &[Row], reading: &Reading<'_>) -> Vec<Gathered> {
    let mut piles: Vec<Pile<'_>> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    let mut last_order = None;
    for row in rows {
        let cells = Cells { row, reading };
        if let Some(reason) = cells.no_order() {
            piles.push(Pile::of(row, Some(reason)));
            continue;
        }
        let name = (cells.source(), cells.text(OrderColumn::OrderNo).to_owned());
        let at = match (name.1.is_empty(), last_order) {
            // A number that is written once for all its lines.
            (true, Some(last)) if cells.is_further_line() => Some(last),
            (true, _) => None,
            (false, _) => known.get(&name).copied(),
        };
        match at.and_then(|at| piles.get_mut(at)) {
            Some(pile) => pile.rows.push(row),
            None => {
                if !name.1.is_empty() {
                    known.insert(name, piles.len());
                }
                piles.push(Pile::of(row, None));
            }
        }
        last_order = at.or(Some(piles.len().saturating_sub(1)));
    }
    piles.into_iter().map(|pile| pile.gathered(reading)).collect()
}

/// Rows that belong together.
struct Pile<'r> {
    rows: Vec<&'r Row>,
    no_order: Option<&'static str>,
}

impl<'r> Pile<'r> {
    fn of(row: &'r Row, no_order: Option<&'static str>) -> Self {
        Self { rows: vec![row], no_order }
    }

    fn gathered(&self, reading: &Reading<'_>) -> Gathered {
        let lines = self.rows.iter().map(|row| row.number).collect();
        let cells: Vec<Cells<'_>> = self.rows.iter().map(|row| Cells { row, reading }).collect();
        let (order, words) = order_of(&cells);
        let doubt = match self.no_order {
            Some(reason) => Some(Doubt::NoOrder(reason)),
            None => self.duplicate().or_else(|| disagreement(&cells)).or(words),
        };
        Gathered { order, lines, doubt }
    }

    fn duplicate(&self) -> Option<Doubt> {
        let alike =
            |(at, row): (usize, &&Row)| self.rows.iter().skip(at + 1).any(|other| other.cells == row.cells);
        self.rows.iter().enumerate().any(alike).then_some(Doubt::Duplicate)
    }
}

/// One row by what its cells hold.
struct Cells<'r> {
    row: &'r Row,
    reading: &'r Reading<'r>,
}

impl Cells<'_> {
    fn text(&self, column: OrderColumn) -> &str {
        let columns = &self.reading.mapping.columns;
        let Some(at) = columns.iter().position(|known| *known == Some(column)) else { return "" };
        // What is written once over several lines is one amount, not one for each.
        if column.is_of_line() && self.row.continued.contains(&at) {
            return "";
        }
        self.row.cells.get(at).map_or("", String::as_str)
    }

    fn source(&self) -> String {
        let written = self.text(OrderColumn::Source);
        let source = if written.is_empty() { self.reading.mapping.source.trim() } else { written };
        source.to_owned()
    }

    /// Why the row is no order, if it is none.
    fn no_order(&self) -> Option<&'static str> {
        let is_sum = |text: &String| SUMS.contains(&plain(text).as_str());
        let number = self.text(OrderColumn::OrderNo).to_owned();
        let says_sum = if number.is_empty() { self.row.cells.iter().any(is_sum) } else { is_sum(&number) };
        if says_sum {
            return Some("sum_row");
        }
        if self.row.cells.iter().zip(self.reading.header).all(|(cell, head)| cell.is_empty() || cell == head)
        {
            return Some("header_row");
        }
        let mapped = OrderColumn::ALL.iter().filter(|column| !self.text(**column).is_empty()).count();
        let filled = self.row.cells.iter().filter(|cell| !cell.is_empty()).count();
        let is_remark = filled == 1 && self.text(OrderColumn::Item).is_empty() && mapped <= 1;
        let is_mark = number.starts_with(['※', '*']) || number.is_empty();
        (is_remark && is_mark).then_some("remark_row")
    }

    /// Whether it says nothing of an order of its own.
    fn is_further_line(&self) -> bool {
        let own = [
            OrderColumn::BuyerName,
            OrderColumn::BusinessNumber,
            OrderColumn::CustomerNumber,
            OrderColumn::OrderedOn,
        ];
        own.into_iter().all(|column| self.text(column).is_empty())
    }

    fn item(&self, is_only: bool) -> OrderItem {
        let number = |column| Written::Text(cell::number(self.text(column)));
        let line_total = match self.text(OrderColumn::LineTotal) {
            // The only line's total is the order's.
            "" if is_only && !self.has_amounts() => OrderColumn::Total,
            _ => OrderColumn::LineTotal,
        };
        OrderItem {
            date: cell::day(self.text(OrderColumn::LineDate), self.reading.from_1904),
            name: self.text(OrderColumn::Item).to_owned(),
            spec: self.text(OrderColumn::Spec).to_owned(),
            quantity: number(OrderColumn::Quantity),
            unit_price: number(OrderColumn::UnitPrice),
            supply: number(OrderColumn::Supply),
            vat: number(OrderColumn::Vat),
            total: number(line_total),
            remark: String::new(),
        }
    }

    fn has_amounts(&self) -> bool {
        [OrderColumn::UnitPrice, OrderColumn::Supply, OrderColumn::LineTotal]
            .into_iter()
            .any(|column| !self.text(column).is_empty())
    }
}

/// The order that the rows make, and the first word in it that nobody knows.
fn order_of(rows: &[Cells<'_>]) -> (Order, Option<Doubt>) {
    let text = |column| said(rows, column).to_owned();
    let document = cell::document(said(rows, OrderColumn::Document));
    let kind = cell::kind(said(rows, OrderColumn::Kind));
    let billing = cell::billing(said(rows, OrderColumn::Billing));
    let unknown = [
        (document.is_none(), OrderColumn::Document),
        (kind.is_none(), OrderColumn::Kind),
        (billing.is_none(), OrderColumn::Billing),
    ];
    let doubt =
        unknown.into_iter().find(|(is, _)| *is).map(|(_, column)| Doubt::UnknownWord(column.as_str()));
    let from_1904 = rows.first().is_some_and(|row| row.reading.from_1904);
    let order = Order {
        source: rows.first().map(Cells::source).unwrap_or_default(),
        order_no: text(OrderColumn::OrderNo),
        document: document.unwrap_or(OrderDocument::ByNumber),
        ordered_on: cell::day(said(rows, OrderColumn::OrderedOn), from_1904),
        buyer: OrderBuyer {
            business_number: text(OrderColumn::BusinessNumber),
            name: text(OrderColumn::BuyerName),
            owner: text(OrderColumn::Owner),
            address: text(OrderColumn::Address),
            business_type: text(OrderColumn::BusinessType),
            business_item: text(OrderColumn::BusinessItem),
            email: text(OrderColumn::Email),
            ..OrderBuyer::default()
        },
        customer_number: cell::customer(said(rows, OrderColumn::CustomerNumber)),
        items: rows.iter().map(|row| row.item(rows.len() == 1)).collect(),
        total: Written::Text(cell::number(said(rows, OrderColumn::Total))),
        kind: kind.unwrap_or(InvoiceKind::Taxable),
        billing: billing.unwrap_or(Billing::Charge),
        remark: text(OrderColumn::Remark),
    };
    (order, doubt)
}

/// What the rows say of the whole order: the first that says anything.
fn said<'r>(rows: &'r [Cells<'_>], column: OrderColumn) -> &'r str {
    rows.iter().map(|row| row.text(column)).find(|text| !text.is_empty()).unwrap_or_default()
}

fn disagreement(rows: &[Cells<'_>]) -> Option<Doubt> {
    let of_order = OrderColumn::ALL.iter().filter(|column| !column.is_of_line());
    let differs = |column: &&OrderColumn| {
        let first = said(rows, **column);
        rows.iter().map(|row| row.text(**column)).any(|text| !text.is_empty() && text != first)
    };
    let mut differing = of_order.filter(|column| **column != OrderColumn::Remark).filter(differs);
    differing.next().map(|column| Doubt::LinesDisagree(column.as_str()))
}
