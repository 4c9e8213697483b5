//! 월 마감: a period's totals, what still needs a person, and the files for the accountant.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::invoice::Due;

/// How far a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CloseState {
    /// 진행 중: it is not over yet.
    Running,
    /// It is over and has not been closed. Quarters and half-years are never closed themselves: their months are.
    Open,
    /// 마감: closed, and nothing has changed since.
    Closed,
    /// Closed, and something has changed since.
    Changed,
}

/// Documents of one kind together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PartTotal {
    /// Receipts or invoices issued.
    pub count: u32,
    /// Cancels or amendments.
    pub revised: u32,
    /// Won, cancels and amendments counted in.
    pub total: i64,
}

/// A bar of the chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Bar {
    /// A day of a month (`2026-11-03`), or a month of a quarter or half-year (`2026-11`).
    pub at: String,
    /// Won of cash receipts, cancels taken away.
    pub receipts: i64,
    /// Won of invoices, amendments counted in.
    pub invoices: i64,
}

/// Kinds of sale, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SaleKind {
    /// 현금영수증 · 소득공제
    IncomeDeduction,
    /// 현금영수증 · 지출증빙
    ExpenseProof,
    /// 현금영수증 · 자진발급
    SelfIssued,
    /// 세금계산서 · 과세
    InvoiceTaxable,
    /// 세금계산서 · 영세율
    InvoiceZeroRated,
    /// 계산서 · 면세
    InvoiceExempt,
}

/// A kind of sale in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct KindRow {
    /// Which.
    pub kind: SaleKind,
    /// Documents that issued.
    pub count: u32,
    /// Cancels or amendments.
    pub revised: u32,
    /// Won.
    pub supply: i64,
    /// Won.
    pub vat: i64,
    /// Service charge (봉사료), won.
    pub service: i64,
    /// Won.
    pub total: i64,
    /// Won of the period before; `None` when it had none of this kind.
    pub total_before: Option<i64>,
}

/// Why a period's numbers may still move, or what somebody has to see to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum OpenMatter {
    /// Refused or stopped; somebody has to decide (확인할 일).
    Attention,
    /// It waits to be sent, or it is not known whether it was issued (확인 중).
    Undecided,
    /// An issued invoice that the NTS does not have yet (전송 전).
    NotTransmitted,
    /// Issued and not yet compared with the NTS's book the day after (확정 전).
    NotConfirmed,
    /// The NTS's book and ours differ.
    Difference,
}

/// How many documents of the period are in that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OpenCount {
    /// Which matter.
    pub matter: OpenMatter,
    /// How many; never 0.
    pub count: u32,
}

/// What happened to a document after the period was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It counts now and did not when the month was closed.
    Added,
    /// It counted then and does not any more.
    Removed,
    /// A cancel or amendment dated in a later month takes back one of this month's.
    RevisedLater,
}

/// One change since the close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ChangedDocument {
    /// Which kind of change.
    pub change: ChangeKind,
    /// Document key.
    pub key: String,
    /// `현금영수증`, `수정전자세금계산서` …
    pub title: String,
    /// Its trade date.
    pub date: String,
    /// Won, as it counts.
    pub total: i64,
}

/// A period with everything the screen shows.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct CloseView {
    /// `2026-11`, `2026-Q4`, `2026-H2`
    pub period: String,
    /// First day.
    pub first: String,
    /// Last day.
    pub last: String,
    /// How far it is.
    pub state: CloseState,
    /// When it was last closed, Korean local time.
    pub closed_at: Option<String>,
    /// Whether it can be closed (again): a month that is over and whose numbers are not those of its last close.
    pub can_close: bool,
    /// Since it was closed, newest first; at most 200.
    pub changes: Vec<ChangedDocument>,
    /// How many there are.
    pub change_count: u32,
    /// Cash receipts.
    pub receipts: PartTotal,
    /// Invoices.
    pub invoices: PartTotal,
    /// VAT of all sales, won.
    pub vat: i64,
    /// VAT of the period before, won.
    pub vat_before: i64,
    /// One per day of a month, one per month of a longer period.
    pub bars: Vec<Bar>,
    /// Kinds that have documents in this period.
    pub kinds: Vec<KindRow>,
    /// What is still open, the gravest first.
    pub open: Vec<OpenCount>,
    /// When the VAT return of the half-year is due (확정신고, domain.md §6.1).
    pub return_due: Due,
    /// The folder that is offered for the files.
    pub folder: String,
}

/// What to export, and where to.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ExportRequest {
    /// `2026-11`, `2026-Q4`, `2026-H2`
    pub period: String,
    /// The folder as typed or chosen.
    pub folder: String,
    /// Customers' numbers whole instead of masked; it stands in the journal.
    pub whole_numbers: bool,
}

/// How far an export is. Told while it runs.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type, tauri_specta::Event)]
pub struct ExportStep {
    /// Documents written.
    pub done: u32,
    /// Documents to write.
    pub of: u32,
}

/// A file that was written.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ExportedFile {
    /// Its name.
    pub name: String,
    /// Bytes.
    pub bytes: u32,
}

/// What was exported.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ExportResult {
    /// Where to.
    pub folder: String,
    /// The files, the manifest last.
    pub files: Vec<ExportedFile>,
    /// Documents in them.
    pub count: u32,
    /// What they add up to, won: the book's own sums, to the won.
    pub total: i64,
    /// When the period was exported before; `None` when this is the first time.
    pub since: Option<String>,
    /// Documents that count now and did not then.
    pub added: u32,
    /// Documents that counted then and do not now.
    pub removed: u32,
    /// Documents of the period that may yet come to count and are in none of the files.
    pub undecided: u32,
}
