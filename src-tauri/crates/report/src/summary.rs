//! The sum of cash receipts (현금영수증 발급 집계): by kind and by day. And the ledger's own sums (합계), by kind.

use std::path::Path;

use crate::ReportError;
use crate::close::Close;
use crate::grid::{Cell, Column};
use crate::totals::{DaySums, KindName, PeriodTotals, Sums};
use crate::xlsx::Book;

const REST: [Column; 8] = [
    Column("발급 건수", 11),
    Column("발급 금액", 16),
    Column("취소 건수", 11),
    Column("취소 금액", 16),
    Column("순 공급가액", 16),
    Column("순 세액", 14),
    Column("순 봉사료", 13),
    Column("순 합계", 16),
];
const SUMS: [Column; 6] = [
    Column("종류", 30),
    Column("건수", 11),
    Column("공급가액", 18),
    Column("세액", 16),
    Column("봉사료", 14),
    Column("합계", 18),
];

/// Writes the sum of cash receipts.
pub(crate) fn write(
    name: &str,
    folder: &Path,
    close: &Close,
    totals: &PeriodTotals,
) -> Result<(), ReportError> {
    const TITLE: &str = "현금영수증 발급 집계";
    let mut book = Book::new(name, folder, &close.heading(TITLE))?;
    let above = [close.heading(TITLE), String::new()];
    let kinds = book.form("종류별", &above, &columns("종류", 30))?;
    for (kind, sums) in totals.by_kind.iter().filter(|(kind, _)| KindName::is_receipt(**kind)) {
        book.row(kinds, &cells(Cell::text(kind.title()), sums))?;
    }
    book.sum_row(kinds, &cells(Cell::text("합계"), &totals.receipts))?;
    let days = book.form("일별", &above, &columns("거래일", 13))?;
    for (day, sums) in &totals.receipts_by_day {
        book.row(days, &cells(Cell::Date(*day), sums))?;
    }
    book.sum_row(days, &cells(Cell::text("합계"), &totals.receipts))?;
    book.save(folder)
}

/// Adds the sums of everything to the ledger, as a sheet of their own: a row of sums among the documents would be counted
/// by whoever filters or pivots them.
pub(crate) fn add_sums(book: &mut Book, close: &Close, totals: &PeriodTotals) -> Result<(), ReportError> {
    let above = [close.heading("매출 장부 합계"), String::new()];
    let sheet = book.form("합계", &above, &SUMS)?;
    for (kind, sums) in &totals.by_kind {
        book.row(sheet, &sum_cells(kind.title(), sums.net()))?;
    }
    book.sum_row(sheet, &sum_cells("합계", totals.net()))
}

fn columns(first: &'static str, width: u16) -> Vec<Column> {
    std::iter::once(Column(first, width)).chain(REST).collect()
}

fn cells<'a>(first: Cell<'a>, sums: &DaySums) -> [Cell<'a>; 9] {
    let DaySums { issued, revised } = sums;
    let Sums { supply_won, vat_won, service_won, total_won, .. } = sums.net();
    [
        first,
        Cell::Count(issued.count),
        Cell::Won(issued.total_won),
        Cell::Count(revised.count),
        Cell::Won(revised.total_won),
        Cell::Won(supply_won),
        Cell::Won(vat_won),
        Cell::Won(service_won),
        Cell::Won(total_won),
    ]
}

fn sum_cells(kind: &str, sums: Sums) -> [Cell<'_>; 6] {
    [
        Cell::text(kind),
        Cell::Count(sums.count),
        Cell::Won(sums.supply_won),
        Cell::Won(sums.vat_won),
        Cell::Won(sums.service_won),
        Cell::Won(sums.total_won),
    ]
}
