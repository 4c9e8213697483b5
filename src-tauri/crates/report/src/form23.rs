//! Values of 신용카드매출전표등 발행금액 집계표 (form 23, domain.md §6.2): what cash receipts put into column ⑦.
//!
//! Cards (⑥, ⑧), the sums across (⑤) and the sales that a tax invoice covers as well (⑨, ⑩) are not known here and stay
//! blank for a person.

use std::path::Path;

use crate::ReportError;
use crate::close::Close;
use crate::grid::{Cell, Column};
use crate::totals::{KindName, PeriodTotals};
use crate::xlsx::Book;

const COLUMNS: [Column; 5] = [
    Column("구분", 26),
    Column("⑤ 합계", 16),
    Column("⑥ 신용·직불·기명식 선불카드", 28),
    Column("⑦ 현금영수증", 16),
    Column("⑧ 직불·기명식 선불전자지급수단", 30),
];

/// Column ⑦ in won, cancels taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form23 {
    /// All (합계).
    pub all_won: i64,
    /// Taxable, VAT included (과세 매출분).
    pub taxable_won: i64,
    /// Exempt (면세 매출분).
    pub exempt_won: i64,
    /// Service charge (봉사료).
    pub service_won: i64,
}

impl Form23 {
    /// Of a period's sums.
    #[must_use]
    pub fn of(totals: &PeriodTotals) -> Self {
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
pub(crate) fn write(name: &str, folder: &Path, close: &Close, form: Form23) -> Result<(), ReportError> {
    const TITLE: &str = "신용카드매출전표등 발행금액 집계표 (값)";
    let mut book = Book::new(name, folder, &close.heading(TITLE))?;
    let sheet = book.form("발행금액 현황", &close.above(TITLE), &COLUMNS)?;
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
