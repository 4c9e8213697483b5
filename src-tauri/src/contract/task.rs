//! 확인할 일: what needs a person, what resolves by itself, and the morning's reconciliation.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::document::DocumentRow;
use super::receipt::Purpose;

/// Why a person is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// The NTS holds something else under our key.
    Conflict,
    /// The route cannot look it up.
    CheckByHand,
    /// Approved, then refused the day after.
    RefusedLater,
    /// Refused while nobody looked; the customer has no receipt.
    RejectedBehind,
    /// The last lawful moment passed and it was never sent.
    TooLate,
    /// A wrong number is half corrected: the cancel or the receipt after it was refused.
    CorrectionStopped,
    /// A pair of amended invoices is half issued: one of the two was refused.
    AmendmentStopped,
    /// An issued invoice has not been sent to the NTS although its time has come.
    TransmissionLate,
    /// For an hour nobody could say whether it was issued.
    LongUnknown,
    /// A mail about an invoice was refused, or it is not known whether it was sent.
    MailStopped,
    /// A text about a receipt was refused or not delivered, or it is not known whether it was sent.
    TextStopped,
    /// An order could not become an invoice. `code` is its number, `detail` why.
    OrderStopped,
    /// Results could not be handed to another program for a day. `detail` is how many, `code` what went wrong last.
    ResultsStopped,
    /// A run of a plan could not become a document. `code` is the plan's name, `detail` why.
    PlanStopped,
    /// Cash sales wait that have to be issued (의무발행). `detail` is how many.
    MandatoryDue,
    /// Sales on credit wait for the invoice of a month that is over. `detail` is how many.
    MonthlyDue,
    /// Documents stand in files for Hometax and wait for their approval numbers. `detail` is how many.
    HometaxAwaited,
    /// The kept certificate ends within a month. `detail` is the days left; none when it is over.
    CertificateEnds,
    /// The certificate, the clock or the signature stops the route.
    RouteStopped,
    /// Held, and to be sent within 24 hours.
    DeadlineNear,
    /// Reconciliation: only in our book.
    OnlyOurs,
    /// Reconciliation: only in the NTS's book.
    OnlyTheirs,
    /// Reconciliation: the two books differ.
    Differs,
}

/// The one next step of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TaskStep {
    /// 다시 발급
    Reissue,
    /// 번호 고쳐 다시 발급
    ReissueWithNumber,
    /// 국세청에 다시 묻기
    AskAgain,
    /// 승인번호를 보고 입력, or 발급 안 됐어요
    EnterApproval,
    /// 확인했어요
    Acknowledge,
    /// 다시 연결
    Reconnect,
    /// 지금 보내기
    SendNow,
    /// 메일 다시 보내기
    MailAgain,
    /// 문자 다시 보내기
    TextAgain,
    /// 문자 다시 확인: asks the gateway; nothing is sent unless it is proven not to be there
    AskText,
    /// 결과 다시 보내기
    DeliverAgain,
    /// 고쳐서 다시 작성: opens the form of an invoice that was refused
    WriteAnew,
    /// 자동 발행에서 처리: opens the screen where it is seen to
    OpenAutomation,
    /// 설정에서 처리: opens the settings where it is seen to
    OpenSettings,
}

/// What the NTS holds in place of ours.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct TheirRecord {
    /// Its approval number.
    pub approval_number: String,
    /// Won.
    pub total: i64,
    /// `2026-11-22`
    pub trade_date: String,
}

/// One thing that needs a person.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Task {
    /// Stays the same while the task is there.
    pub id: String,
    /// Why a person is needed.
    pub kind: TaskKind,
    /// The document, if it is about one of ours.
    pub document: Option<DocumentRow>,
    /// Won it is about.
    pub amount: Option<i64>,
    /// The NTS's code, for the phone call.
    pub code: Option<String>,
    /// A fact of the kind, such as the fields that differ.
    pub detail: Option<String>,
    /// Last moment to act, Korean local time.
    pub deadline: Option<String>,
    /// Since when, Korean local time.
    pub since: String,
    /// The one next step.
    pub step: TaskStep,
    /// What the NTS holds.
    pub their: Option<TheirRecord>,
}

/// A document that will be sent or settled by itself.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct WaitingRow {
    /// The document.
    pub row: DocumentRow,
    /// Why it is held.
    pub held_reason: Option<String>,
    /// Last moment the route takes it, Korean local time.
    pub deadline: Option<String>,
    /// When it is tried again, Korean local time.
    pub next_try: Option<String>,
}

/// What resolves by itself.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Waiting {
    /// Most urgent first, at most 200.
    pub rows: Vec<WaitingRow>,
    /// All of them.
    pub count: u32,
    /// The first deadline of all of them.
    pub earliest_deadline: Option<String>,
}

/// Our day against the NTS's.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Reconciled {
    /// `2026-11-22`
    pub day: String,
    /// The same in both books.
    pub equal: u32,
    /// Newly confirmed by it.
    pub confirmed: u32,
    /// Only in ours.
    pub only_ours: u32,
    /// Only in theirs.
    pub only_theirs: u32,
    /// In both, but different.
    pub differs: u32,
    /// Refused the day after.
    pub refused: u32,
}

/// Everything of 확인할 일.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct TaskList {
    /// What needs a person, most urgent first.
    pub tasks: Vec<Task>,
    /// What does not.
    pub waiting: Waiting,
    /// The newest day that was compared, if there is one.
    pub reconciled: Option<Reconciled>,
}

/// A task's step being taken.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct StepRequest {
    /// Which task.
    pub id: String,
    /// The step the person saw; another one meanwhile is refused.
    pub step: TaskStep,
    /// For [`TaskStep::EnterApproval`]: the number as read off the NTS.
    pub approval_number: Option<String>,
    /// For [`TaskStep::EnterApproval`]: whether it was issued.
    pub issued: Option<bool>,
    /// For [`TaskStep::ReissueWithNumber`]: the right number as typed; `None` keeps it, with another purpose.
    pub number: Option<String>,
    /// For [`TaskStep::ReissueWithNumber`]: the purpose; `None` follows the kind of number.
    pub purpose: Option<Purpose>,
    /// Made by the window once per press.
    pub press_id: String,
    /// Print what is issued by it.
    pub print: bool,
}

/// A wrong number being put right: the receipt is cancelled and issued again under this one.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct CorrectRequest {
    /// Key of the receipt with the wrong number.
    pub key: String,
    /// The right one, as typed.
    pub number: String,
    /// Purpose; `None` follows the kind of number.
    pub purpose: Option<Purpose>,
    /// Made by the window once per press.
    pub press_id: String,
    /// Print the new receipt when approved.
    pub print: bool,
}
