//! The sales ledger (매출 장부) and the list of cancels and amendments (취소·수정 목록): a row per document.

use std::borrow::Cow;

use chrono::NaiveDate;
use domain::{BuyerId, ConsumerNumber, NumberKind};

use crate::grid::{Cell, Column};
use crate::period_files::Numbers;
use crate::row::{Row, What};

/// Columns of the ledger.
pub(crate) const LEDGER: &[Column] = &[
    Column("거래일시", 19),
    Column("문서", 19),
    Column("과세구분", 10),
    Column("용도", 10),
    Column("문서번호", 19),
    Column("승인번호", 26),
    Column("식별번호", 16),
    Column("거래처", 18),
    Column("품목", 20),
    Column("공급가액", 13),
    Column("세액", 12),
    Column("봉사료", 10),
    Column("합계", 13),
    Column("상태", 8),
    Column("원본 문서번호", 19),
    Column("사유", 14),
    Column("메모", 16),
];

/// Columns of the list of cancels and amendments.
pub(crate) const REVISED: &[Column] = &[
    Column("거래일시", 20),
    Column("문서", 20),
    Column("문서번호", 20),
    Column("승인번호", 27),
    Column("원본 문서번호", 20),
    Column("원본 거래일", 12),
    Column("앞선 기간의 원본", 16),
    Column("사유", 22),
    Column("거래처", 20),
    Column("공급가액", 14),
    Column("세액", 12),
    Column("봉사료", 10),
    Column("합계", 14),
];

/// A document in the ledger.
pub(crate) fn ledger_row(row: &Row, numbers: Numbers) -> [Cell<'_>; LEDGER.len()] {
    let [supply, vat, service, total] = amounts(row);
    let revises = row.revises.as_ref();
    [
        Cell::Time(row.traded_at),
        Cell::text(row.title()),
        Cell::text(row.taxation()),
        purpose(row),
        Cell::text(row.key.as_str()),
        Cell::text_if_any(row.approval.as_ref().map(|number| number.as_str())),
        Cell::text(number(row, numbers)),
        Cell::text_if_any(buyer_name(row)),
        Cell::text_if_any(row.item.as_deref()),
        supply,
        vat,
        service,
        total,
        Cell::text(state(row)),
        Cell::text_if_any(revises.map(|revision| revision.original.as_str())),
        Cell::text_if_any(revises.map(|revision| revision.reason.as_str())),
        Cell::text_if_any(memo(row)),
    ]
}

/// A cancel or an amendment in its list; nothing for other documents.
pub(crate) fn revised_row(row: &Row, period_begins: NaiveDate) -> Option<[Cell<'_>; REVISED.len()]> {
    let revision = row.revises.as_ref()?;
    let [supply, vat, service, total] = amounts(row);
    let earlier = if revision.original_date < period_begins { Cell::text("예") } else { Cell::Blank };
    Some([
        Cell::Time(row.traded_at),
        Cell::text(row.title()),
        Cell::text(row.key.as_str()),
        Cell::text_if_any(row.approval.as_ref().map(|number| number.as_str())),
        Cell::text(revision.original.as_str()),
        Cell::Date(revision.original_date),
        earlier,
        Cell::text(revision.reason.as_str()),
        Cell::text_if_any(buyer_name(row)),
        supply,
        vat,
        service,
        total,
    ])
}

fn amounts(row: &Row) -> [Cell<'static>; 4] {
    [row.supply, row.vat, row.service, row.total].map(|won| Cell::Won(won.get()))
}

fn purpose(row: &Row) -> Cell<'static> {
    match &row.what {
        What::Receipt { purpose, .. } => Cell::text(purpose.wire()),
        What::Invoice { .. } => Cell::Blank,
    }
}

fn buyer_name(row: &Row) -> Option<&str> {
    match &row.what {
        What::Receipt { .. } => None,
        What::Invoice { buyer_name, .. } => Some(buyer_name),
    }
}

fn state(row: &Row) -> &'static str {
    match &row.what {
        _ if row.confirmed => "확정",
        What::Receipt { .. } => "승인",
        What::Invoice { sent_at: Some(_), .. } => "전송",
        What::Invoice { sent_at: None, .. } => "발급",
    }
}

/// A resident number is never written whole, whatever was asked for.
fn number(row: &Row, numbers: Numbers) -> String {
    match &row.what {
        What::Receipt { number, .. } => customer(number, numbers),
        What::Invoice { buyer, .. } => match (buyer, numbers) {
            (BuyerId::Foreigner(whole), Numbers::Whole) => whole.as_str().to_owned(),
            (BuyerId::Business(_) | BuyerId::Resident(_) | BuyerId::Foreigner(_), _) => buyer.masked(),
        },
    }
}

fn customer(number: &ConsumerNumber, numbers: Numbers) -> String {
    if numbers == Numbers::Masked || number.kind() == NumberKind::Rrn {
        number.masked()
    } else {
        number.formatted()
    }
}

/// A foreigner's number stands in the remark too: there it is always masked.
fn memo(row: &Row) -> Option<Cow<'_, str>> {
    let memo = row.memo.as_deref()?;
    Some(match &row.what {
        What::Invoice { buyer: buyer @ BuyerId::Foreigner(whole), .. } => {
            Cow::Owned(memo.replace(whole.as_str(), &buyer.masked()))
        }
        What::Receipt { .. } | What::Invoice { .. } => Cow::Borrowed(memo),
    })
}
