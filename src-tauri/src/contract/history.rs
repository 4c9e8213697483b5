//! The counter's day list and the history search.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::document::DocumentRow;

/// Today at the counter.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Day {
    /// `2026-11-22`
    pub date: String,
    /// Receipts issued.
    pub count: u32,
    /// Won, cancels subtracted.
    pub total: i64,
    /// Cancels issued.
    pub cancelled_count: u32,
    /// Newest first.
    pub rows: Vec<DocumentRow>,
}

/// The chips above the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HistoryFilter {
    /// Everything.
    All,
    /// 현금영수증
    Receipts,
    /// 취소 and 수정
    Cancels,
    /// 세금계산서, 수정 included
    Invoices,
    /// 확인 필요
    Attention,
}

/// One search.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct HistoryQuery {
    /// What was typed into the one box.
    pub text: String,
    /// `2026-11`, or all months.
    pub month: Option<String>,
    /// The chip that is on.
    pub filter: HistoryFilter,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// Rows per page, at most 200.
    pub limit: u32,
}

/// One page of the history.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct HistoryPage {
    /// Newest first.
    pub rows: Vec<DocumentRow>,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
    /// How many documents match; counted with the first page only.
    pub matched: Option<u32>,
    /// There are more than `matched`: not all were counted.
    pub matches_more: bool,
    /// How many documents the book holds.
    pub total: u32,
}
