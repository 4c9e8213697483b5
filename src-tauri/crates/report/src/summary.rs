//! The sum of cash receipts (현금영수증 발급 집계): by kind and by day.

use std::path::Path;

use crate::ReportError;
use crate::grid::{Cell, Column};
use crate::totals::{DaySums, KindName, PeriodTotals, Sums};
use crate::xlsx::Book;

const REST: [Column; 8] = [
    Column("발급 건수", 10),
    Column("발급 금액", 15),
    Column("취소 건수", 10),
    Column("취소 금액", 15),
    Column("순 공급가액", 15),
    Column("순 세액", 13),
    Column("순 봉사료", 12),
    Column("순 합계", 15),
];

/// Writes it.
pub(crate) fn write(
    name: &str,
    folder: &Path,
    period: &str,
    totals: &PeriodTotals,
) -> Result<(), ReportError> {
    let mut book = Book::new(name, folder)?;
    let above = [format!("현금영수증 발급 집계 · {period}"), String::new()];
    let kinds = book.sheet("종류별", &above, &columns("종류", 30))?;
    for (kind, sums) in totals.by_kind.iter().filter(|(kind, _)| KindName::is_receipt(**kind)) {
        book.row(kinds, &cells(kind.title().to_owned(), sums))?;
    }
    book.row(kinds, &cells("합계".to_owned(), &totals.receipts))?;
    let days = book.sheet("일별", &above, &columns("거래일", 12))?;
    for (day, sums) in &totals.receipts_by_day {
        book.row(days, &cells(day.format("%Y-%m-%d").to_string(), sums))?;
    }
    book.row(days, &cells("합계".to_owned(), &totals.receipts))?;
    book.save(folder)
}

fn columns(first: &'static str, width: u16) -> Vec<Column> {
    std::iter::once(Column(first, width)).chain(REST).collect()
}

fn cells(name: String, sums: &DaySums) -> Vec<Cell> {
    let DaySums { issued, revised } = sums;
    let Sums { supply_won, vat_won, service_won, total_won, .. } = sums.net();
    vec![
        Cell::Text(name),
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
