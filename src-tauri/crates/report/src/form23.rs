//! Values of 신용카드매출전표등 발행금액 집계표 (form 23, domain.md §6.2): what cash receipts put into column ⑦.
//!
//! Cards (⑥, ⑧), the sums across (⑤) and the sales that a tax invoice covers as well (⑨, ⑩) are not known here and stay
//! blank for a person.

use std::path::Path;

use domain::Shop;

use crate::ReportError;
use crate::grid::{Cell, Column};
use crate::submitter;
use crate::totals::{KindName, PeriodTotals};
use crate::xlsx::Book;

const COLUMNS: [Column; 5] = [
    Column("구분", 26),
    Column("⑤ 합계", 16),
    Column("⑥ 신용·직불·기명식 선불카드", 28),
    Column("⑦ 현금영수증", 16),
    Column("⑧ 직불·기명식 선불전자지급수단", 30),
];

/// Column ⑦ in won, cancels taken away: all, taxable with its VAT, exempt, service charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form23 {
    pub all_won: i64,
    pub taxable_won: i64,
    pub exempt_won: i64,
    pub service_won: i64,
}

impl Form23 {
    pub(crate) fn of(totals: &PeriodTotals) -> Self {
        let goods = |kinds: [KindName; 2]| -> i64 {
            let nets = kinds.iter().filter_map(|kind| totals.by_kind.get(kind)).map(|sums| sums.net());
            nets.map(|net| net.supply_won + net.vat_won).sum()
        };
        let net = totals.receipts.net();
        Self {
            all_won: net.total_won,
            taxable_won: goods([KindName::IncomeTaxable, KindName::ExpenseTaxable]),
            exempt_won: goods([KindName::IncomeExempt, KindName::ExpenseExempt]),
            service_won: net.service_won,
        }
    }
}

/// Writes the values.
pub(crate) fn write(
    name: &str,
    folder: &Path,
    period: &str,
    shop: &Shop,
    totals: &PeriodTotals,
) -> Result<(), ReportError> {
    let form = Form23::of(totals);
    let mut book = Book::new(name, folder)?;
    let above = submitter::lines("신용카드매출전표등 발행금액 집계표 (값)", period, shop);
    let sheet = book.sheet("발행금액 현황", &above, &COLUMNS)?;
    let rows = [
        ("합계", form.all_won),
        ("과세 매출분 (부가세 포함)", form.taxable_won),
        ("면세 매출분", form.exempt_won),
        ("봉사료", form.service_won),
    ];
    for (title, won) in rows {
        book.row(sheet, &[Cell::text(title), Cell::Blank, Cell::Blank, Cell::Won(won), Cell::Blank])?;
    }
    for note in [
        "",
        "⑨ 세금계산서 발급금액과 ⑩ 계산서 발급금액은 직접 채워 주세요.",
        "빈칸은 장부가 알지 못하는 값이에요.",
    ] {
        book.row(sheet, &[Cell::text(note)])?;
    }
    book.save(folder)
}
