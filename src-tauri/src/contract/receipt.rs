//! The counter's form, its live preview, and what issuing or cancelling answers.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::document::{DocumentRow, Refusal};
use crate::ui_error::{Fault, UiError};

/// Purpose of a cash receipt (용도).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// 소득공제
    IncomeDeduction,
    /// 지출증빙
    ExpenseProof,
}

impl From<domain::Purpose> for Purpose {
    fn from(purpose: domain::Purpose) -> Self {
        match purpose {
            domain::Purpose::IncomeDeduction => Self::IncomeDeduction,
            domain::Purpose::ExpenseProof => Self::ExpenseProof,
        }
    }
}

impl From<Purpose> for domain::Purpose {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::IncomeDeduction => Self::IncomeDeduction,
            Purpose::ExpenseProof => Self::ExpenseProof,
        }
    }
}

/// Taxable (과세) or exempt (면세).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Taxation {
    /// 과세
    Taxable,
    /// 면세
    Exempt,
}

impl From<domain::Taxation> for Taxation {
    fn from(taxation: domain::Taxation) -> Self {
        match taxation {
            domain::Taxation::Taxable => Self::Taxable,
            domain::Taxation::Exempt => Self::Exempt,
        }
    }
}

impl From<Taxation> for domain::Taxation {
    fn from(taxation: Taxation) -> Self {
        match taxation {
            Taxation::Taxable => Self::Taxable,
            Taxation::Exempt => Self::Exempt,
        }
    }
}

/// What a customer's number turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum NumberKind {
    /// 휴대폰
    Phone,
    /// 사업자등록번호
    BusinessNumber,
    /// 현금영수증전용카드
    CashReceiptCard,
    /// 모바일 앱 카드
    MobileCard,
    /// 카드
    Card,
    /// 주민등록번호
    Rrn,
    /// 자진발급
    SelfIssue,
    /// A foreigner's passport or alien number, on an invoice only.
    Foreigner,
}

impl From<domain::NumberKind> for NumberKind {
    fn from(kind: domain::NumberKind) -> Self {
        match kind {
            domain::NumberKind::Phone => Self::Phone,
            domain::NumberKind::BusinessNumber => Self::BusinessNumber,
            domain::NumberKind::CashReceiptCard => Self::CashReceiptCard,
            domain::NumberKind::MobileCard => Self::MobileCard,
            domain::NumberKind::Card => Self::Card,
            domain::NumberKind::Rrn => Self::Rrn,
            domain::NumberKind::SelfIssue => Self::SelfIssue,
        }
    }
}

/// The counter's form as typed; see [`domain::ReceiptForm`].
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct ReceiptForm {
    /// Total received, as typed: `12,000원`, `1만2천`.
    pub amount: String,
    /// Service charge within it (봉사료); blank is none.
    pub service: String,
    /// Customer's number; blank is self-issue (자진발급).
    pub number: String,
    /// Purpose; `None` follows the kind of number.
    pub purpose: Option<Purpose>,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// Item (품목); blank is none.
    pub item: String,
    /// Memo for the shop, never printed; blank is none.
    pub memo: String,
}

impl From<ReceiptForm> for domain::ReceiptForm {
    fn from(form: ReceiptForm) -> Self {
        let ReceiptForm { amount, service, number, purpose, taxation, item, memo } = form;
        Self {
            amount,
            service,
            number,
            purpose: purpose.map(Into::into),
            taxation: taxation.into(),
            item,
            memo,
        }
    }
}

/// What the form means so far; computed by `domain` alone.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Preview {
    /// Total in won, when the amount can be read.
    pub total: Option<i64>,
    /// Supply amount (공급가액) in won.
    pub supply: Option<i64>,
    /// VAT (부가세) in won.
    pub vat: Option<i64>,
    /// Service charge in won.
    pub service: i64,
    /// 일금 …원정
    pub amount_reading: Option<String>,
    /// What the number is, once it is whole.
    pub number_kind: Option<NumberKind>,
    /// The number with its hyphens.
    pub number_formatted: String,
    /// The purpose that will be used.
    pub purpose: Option<Purpose>,
    /// Codes of advice that does not stop issuing.
    pub advice: Vec<String>,
    /// What would stop issuing.
    pub faults: Vec<Fault>,
}

/// One press of the issue button.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct IssueRequest {
    /// The form as it stood.
    pub form: ReceiptForm,
    /// Made by the window once per press: the same id never issues twice.
    pub press_id: String,
    /// The person said that an equal receipt is another sale (다른 거래예요).
    pub allow_similar: bool,
    /// Print when approved.
    pub print: bool,
}

/// Why a receipt is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    /// 거래취소
    TransactionCancelled,
    /// 오류발급취소
    IssuedInError,
    /// 기타
    Other,
}

impl From<CancelReason> for domain::CancelReason {
    fn from(reason: CancelReason) -> Self {
        match reason {
            CancelReason::TransactionCancelled => Self::TransactionCancelled,
            CancelReason::IssuedInError => Self::IssuedInError,
            CancelReason::Other => Self::Other,
        }
    }
}

/// One press of the cancel button.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct CancelRequest {
    /// Key of the receipt to take back.
    pub key: String,
    /// Part of the total as typed; `None` takes back all that remains.
    pub amount: Option<String>,
    /// Why.
    pub reason: CancelReason,
    /// Made by the window once per press.
    pub press_id: String,
    /// Print the cancel slip when approved.
    pub print: bool,
}

/// What became of one press.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Issued {
    /// The document and its state.
    pub row: DocumentRow,
    /// Why the NTS refused it, if it did.
    pub refusal: Option<Refusal>,
    /// Why it waits, if it is held.
    pub held_reason: Option<String>,
    /// Last moment the route takes it, Korean local time; `None` once it is settled.
    pub deadline: Option<String>,
    /// The paper, if one was asked for.
    pub print: Option<PrintResult>,
}

/// One sheet of paper.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PrintResult {
    /// 0 for the first print, n for the n-th reprint (재발행 n회차).
    pub copy_no: u32,
    /// The printer's queue, or the PDF's path.
    pub target: String,
    /// The printer's queue; `None` when a PDF was kept and nothing printed.
    pub queue: Option<String>,
    /// Whether it came out.
    pub ok: bool,
    /// Why not.
    pub error: Option<UiError>,
}
