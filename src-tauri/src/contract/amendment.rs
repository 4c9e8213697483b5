//! Amending an issued invoice (수정세금계산서): the wizard's form and the papers it leads to.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::invoice::{Due, InvoiceForm, InvoiceView};
use crate::ui_error::Fault;

/// The nine legal reasons of domain.md §2.8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum AmendReason {
    /// 환입
    Returned,
    /// 계약의 해제
    ContractCancelled,
    /// 공급가액 변동
    PriceChanged,
    /// 내국신용장 사후개설
    LetterOfCredit,
    /// 필요적 기재사항 착오
    Mistake,
    /// 착오 외의 사유
    NotMistake,
    /// 착오에 의한 이중발급
    IssuedTwice,
    /// 면세 등 발급대상이 아닌 거래
    NotTaxable,
    /// 세율 착오
    WrongRate,
}

/// Part of a line that came back.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct ReturnedLine {
    /// Which line of the original, from 0.
    pub line: u32,
    /// How many came back, as typed, positive; blank when the line has no quantity.
    pub quantity: String,
    /// Supply value that came back, as typed, positive; blank follows the quantity.
    pub supply: String,
}

/// The wizard's form as typed.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct AmendForm {
    /// Key of the invoice to amend.
    pub key: String,
    /// Why.
    pub reason: AmendReason,
    /// Day of the return, cancellation, price change or opening of the letter of credit; blank where the law takes the original's.
    pub on: String,
    /// For a return: what came back; empty is everything that is left.
    pub returned: Vec<ReturnedLine>,
    /// For a price change: the difference of the supply value as typed, with its sign.
    pub difference: String,
    /// For mistakes and the wrong rate: how it should have been.
    pub corrected: Option<InvoiceForm>,
    /// Between the supply and a return, a cancelled contract or a new price the taxpayer type changed (일반↔간이).
    pub type_changed: bool,
    /// Free remark, where the law leaves it free.
    pub remark: String,
}

/// The papers an amendment leads to, before it is issued.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AmendPlan {
    /// The original, unchanged.
    pub original: InvoiceView,
    /// One or two papers, in the order in which they are issued; empty while there are faults.
    pub documents: Vec<InvoiceView>,
    /// Until when it has to be issued; `None` is at any time.
    pub issue_by: Option<Due>,
    /// Stable name of the rule behind it, such as `before_audit`.
    pub note: Option<String>,
    /// What would stop it.
    pub faults: Vec<Fault>,
}

/// One press of the button that issues an amendment.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct AmendRequest {
    /// The form as it stood.
    pub form: AmendForm,
    /// Made by the window once per press.
    pub press_id: String,
    /// Mail it to the buyer once it is issued.
    pub mail: bool,
}
