//! A document as a row and with all its detail. Numbers are masked here; the full one needs `reveal_number`.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::invoice::InvoiceFacts;
use super::mail::Notice;
use super::receipt::{NumberKind, Purpose, Taxation};

/// Issue or cancel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// 승인거래
    Issue,
    /// 취소거래
    Cancel,
    /// 세금계산서
    Invoice,
    /// 수정세금계산서
    Amend,
}

/// Where a document stands; see [`domain::State`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the states are documented once, at domain::State")]
pub enum DocumentState {
    Ready,
    Held,
    Sending,
    Approved,
    Transmitted,
    Confirmed,
    RefusedLater,
    Rejected,
    Unknown,
    Conflict,
    CheckByHand,
    ByFile,
}

/// How much of a receipt has been taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Cancelled {
    /// Nothing.
    None,
    /// A part.
    Partly,
    /// Everything.
    Fully,
}

/// A document in a list.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct DocumentRow {
    /// Document key (문서번호).
    pub key: String,
    /// Issue or cancel.
    pub act: Act,
    /// Korean local time, `2026-11-22T14:32:05`.
    pub traded_at: String,
    /// What the customer's number is.
    pub number_kind: NumberKind,
    /// The number, masked.
    pub number_masked: String,
    /// Purpose of a receipt; `None` for an invoice.
    pub purpose: Option<Purpose>,
    /// Item, if given.
    pub item: Option<String>,
    /// The shop's memo, if given.
    pub memo: Option<String>,
    /// Total in won; positive also for a cancel, signed for an amended invoice.
    pub total: i64,
    /// Where it stands.
    pub state: DocumentState,
    /// Approval number once approved; unique only together with its date.
    pub approval_number: Option<String>,
    /// How much has been taken back.
    pub cancelled: Cancelled,
    /// Won that may still be cancelled; cancels that are waiting or unknown count as done.
    pub remaining: i64,
    /// What an invoice has besides.
    pub invoice: Option<InvoiceFacts>,
}

/// What the NTS said no with.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Refusal {
    /// Result code, for the phone call.
    pub code: String,
    /// The field it points at.
    pub field: Option<String>,
    /// The NTS's own words.
    pub message: String,
}

/// One thing that happened to a document.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct TimelineStep {
    /// Korean local time.
    pub at: String,
    /// Stable name of the act.
    pub kind: String,
    /// A fact worth showing beside it.
    pub detail: Option<String>,
    /// Who of the staff did it; `None` for what the program did by itself, and in a shop without staff.
    pub by: Option<String>,
}

/// One call to the NTS about a document; identifiers are already starred out.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AttemptRow {
    /// Korean local time.
    pub at: String,
    /// `issue`, `cancel`, `look_up`, `token` …
    pub call: String,
    /// Route's name.
    pub route: String,
    /// Request, redacted.
    pub request: String,
    /// Answer, redacted.
    pub response: String,
    /// HTTP status, when there was an answer.
    pub http_status: Option<u16>,
    /// Result code of the contract.
    pub result_code: Option<String>,
    /// Milliseconds it took.
    pub elapsed_ms: u64,
    /// What we made of it.
    pub outcome: String,
}

/// One sheet that was printed.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PrintRow {
    /// 0 for the first print, n for the n-th reprint.
    pub copy_no: u32,
    /// Korean local time.
    pub printed_at: String,
    /// Path or printer.
    pub target: String,
    /// `queued`, `done` or `failed`.
    pub state: PrintState,
}

/// Where a print job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PrintState {
    /// Waiting; survives a restart.
    Queued,
    /// Came out.
    Done,
    /// Did not come out; the approval is untouched.
    Failed,
}

/// A document with everything known about it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct DocumentDetail {
    /// The row of the list.
    pub row: DocumentRow,
    /// Supply amount in won.
    pub supply: i64,
    /// VAT in won.
    pub vat: i64,
    /// Service charge in won.
    pub service: i64,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// Route it went by.
    pub route: String,
    /// `2026-11-22`
    pub trade_date: String,
    /// When the NTS approved it.
    pub approved_at: Option<String>,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
    /// Why it is held.
    pub held_reason: Option<String>,
    /// Last moment the route takes it, Korean local time; `None` once it is settled.
    pub deadline: Option<String>,
    /// The correction of a wrong number this document is part of.
    pub correction: Option<Correction>,
    /// In what the NTS's copy differs.
    pub conflict: Option<String>,
    /// For a cancel: key of the original.
    pub original_key: Option<String>,
    /// For a cancel: approval number of the original.
    pub original_approval: Option<String>,
    /// For a cancel: why.
    pub cancel_reason: Option<String>,
    /// What may still be cancelled, in won; counts cancels of unknown outcome as done.
    pub remaining: i64,
    /// Cancels of this receipt.
    pub cancels: Vec<DocumentRow>,
    /// Papers.
    pub prints: Vec<PrintRow>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineStep>,
    /// Calls to the NTS, oldest first.
    pub attempts: Vec<AttemptRow>,
    /// Whether a cancel may be issued now.
    pub can_cancel: bool,
    /// Whether there is an approval to print.
    pub can_print: bool,
    /// Whether a text about it can be sent.
    pub can_text: bool,
    /// Mails and texts about it, oldest first.
    pub notices: Vec<Notice>,
}

/// A wrong number being put right: the receipt is cancelled, then issued again under the right number.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Correction {
    /// Key of the receipt with the wrong number.
    pub original_key: String,
    /// Key of the cancel of it.
    pub cancel_key: String,
    /// Key of the receipt with the right number, once it is there.
    pub reissue_key: Option<String>,
    /// How far it is.
    pub stage: CorrectionStage,
}

/// How far the correction of a wrong number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionStage {
    /// The cancel is on its way.
    Cancelling,
    /// Cancelled; the new receipt is on its way.
    Reissuing,
    /// Both are approved.
    Done,
    /// One of the two was refused: a person decides.
    Stopped,
}

/// Sent to the window when documents changed behind its back.
#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub struct DocumentsChanged {
    /// Which ones; others may have changed with them when there were too many at once.
    pub keys: Vec<String>,
}
