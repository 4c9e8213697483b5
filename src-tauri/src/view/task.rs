//! 확인할 일 for the window, and the window's steps in the office's words.

use chrono::NaiveDate;
use domain::{ApprovalNumber, Attention, FaultCode, Field};
use office::{CorrectPress, DueKind, FoundByHand, ReissuePress, SalesDue};
use store::{
    Difference, DifferenceId, DifferenceKind, HometaxAwaited, Notice, NoticeChannel, NoticeId, OrderStop,
    OrderStopId, PlanRun, RunState, Shelved, TheirSide,
};

use super::{document, local_time};
use crate::contract::task::{
    CorrectRequest, Reconciled, StepRequest, Task, TaskKind, TaskList, TaskStep, TheirRecord, Waiting,
    WaitingRow,
};
use crate::ui_error::{Fault, Retry, UiError, UiErrorCode};

/// A task's name in the window: what it is about and which one.
const DOCUMENT: &str = "document";
const DIFFERENCE: &str = "difference";
const DEADLINE: &str = "deadline";
const ROUTE: &str = "route";
const TRANSMISSION: &str = "transmission";
const UNKNOWN: &str = "unknown";
const MAIL: &str = "mail";
const ORDER: &str = "order";
const RESULTS: &str = "results";
const PLAN: &str = "plan";
const SALES: &str = "sales";
const HOMETAX: &str = "hometax";
const CERTIFICATE: &str = "certificate";

/// A step the window asked for, in the office's words.
pub enum Step {
    /// Issue the sale again.
    Reissue(ReissuePress),
    /// What a person found at the NTS.
    FoundByHand(domain::DocumentKey, FoundByHand),
    /// Somebody has looked at a document.
    Acknowledge(domain::DocumentKey),
    /// Take the next step of a difference between the books.
    Settle(DifferenceId, office::Step),
    /// Open the way to the NTS again.
    Reconnect,
    /// Send now what waits.
    SendNow(domain::DocumentKey),
    /// Hand an issued invoice over to the NTS now.
    Transmit(domain::DocumentKey),
    /// Send a mail or a text again, or ask about it.
    MailAgain(NoticeId),
    /// Somebody has looked at a mail or a text.
    SettleMail(NoticeId),
    /// Somebody has seen to an order.
    SettleOrder(OrderStopId),
    /// Hand the results that were given up over again.
    DeliverAgain,
}

/// The window's step.
///
/// # Errors
/// [`UiErrorCode::NotFound`] for a name that is none of ours; [`UiErrorCode::Faults`] for an approval number that is none.
pub fn step(request: StepRequest) -> Result<Step, UiError> {
    let StepRequest { id, step, approval_number, issued, number, purpose, press_id, print } = request;
    let (about, which) = id.split_once(':').unwrap_or((&id, ""));
    match (about, step) {
        (ROUTE, TaskStep::Reconnect) => Ok(Step::Reconnect),
        (DEADLINE, TaskStep::SendNow) => Ok(Step::SendNow(super::key(which)?)),
        (UNKNOWN, TaskStep::AskAgain) => Ok(Step::SendNow(super::key(which)?)),
        (TRANSMISSION, TaskStep::SendNow) => Ok(Step::Transmit(super::key(which)?)),
        (MAIL, TaskStep::MailAgain | TaskStep::TextAgain | TaskStep::AskText) => {
            Ok(Step::MailAgain(NoticeId::of(row(which)?)))
        }
        (MAIL, TaskStep::Acknowledge) => Ok(Step::SettleMail(NoticeId::of(row(which)?))),
        (RESULTS, TaskStep::DeliverAgain) => Ok(Step::DeliverAgain),
        (ORDER, TaskStep::Acknowledge) => Ok(Step::SettleOrder(OrderStopId::of(row(which)?))),
        // The window opens the form with what was refused; from then on the matter is in a person's hands.
        (DOCUMENT, TaskStep::WriteAnew) => Ok(Step::Acknowledge(super::key(which)?)),
        (DIFFERENCE, TaskStep::AskAgain) => Ok(Step::Settle(difference(which)?, office::Step::AskAgain)),
        (DIFFERENCE, TaskStep::Acknowledge) => {
            Ok(Step::Settle(difference(which)?, office::Step::Acknowledge))
        }
        (DOCUMENT, TaskStep::Reissue) => {
            let (number, purpose) = (None, None);
            Ok(Step::Reissue(ReissuePress { key: super::key(which)?, number, purpose, press_id, print }))
        }
        (DOCUMENT, TaskStep::ReissueWithNumber) if number.is_none() && purpose.is_none() => {
            Err(fault(Field::Number.as_str(), FaultCode::NumberMissing.as_str()))
        }
        (DOCUMENT, TaskStep::ReissueWithNumber) => {
            let purpose = purpose.map(Into::into);
            Ok(Step::Reissue(ReissuePress { key: super::key(which)?, number, purpose, press_id, print }))
        }
        (DOCUMENT, TaskStep::Acknowledge) => Ok(Step::Acknowledge(super::key(which)?)),
        (DOCUMENT, TaskStep::EnterApproval) => {
            let found = found_by_hand(approval_number.as_deref(), issued)?;
            Ok(Step::FoundByHand(super::key(which)?, found))
        }
        (_, _) => Err(super::unknown_reference(&id)),
    }
}

fn found_by_hand(number: Option<&str>, issued: Option<bool>) -> Result<FoundByHand, UiError> {
    if issued == Some(false) {
        return Ok(FoundByHand::NotIssued);
    }
    ApprovalNumber::parse(number.unwrap_or_default().trim())
        .map(FoundByHand::Issued)
        .map_err(|_| fault("approval_number", "approval_number_invalid"))
}

fn fault(field: &str, code: &str) -> UiError {
    UiError {
        code: UiErrorCode::Faults,
        faults: vec![Fault { field: field.into(), code: code.into(), line: None }],
        retry: Retry::Never,
        reference: None,
        detail: None,
    }
}

fn row(which: &str) -> Result<i64, UiError> {
    which.parse().map_err(|_| super::unknown_reference(which))
}

fn difference(which: &str) -> Result<DifferenceId, UiError> {
    which.parse().map(DifferenceId::of).map_err(|_| super::unknown_reference(which))
}

/// The office's view of a correction.
///
/// # Errors
/// When the key is no key.
pub fn correct_press(request: CorrectRequest) -> Result<CorrectPress, UiError> {
    let CorrectRequest { key, number, purpose, press_id, print } = request;
    Ok(CorrectPress { key: super::key(&key)?, number, purpose: purpose.map(Into::into), press_id, print })
}

/// A day as the window sent it.
///
/// # Errors
/// [`UiErrorCode::NotFound`] for text that is no day.
pub fn day(text: Option<String>) -> Result<Option<NaiveDate>, UiError> {
    text.map(|day| day.parse().map_err(|_| super::unknown_reference(&day))).transpose()
}

/// The list for the window.
#[must_use]
pub fn list(tasks: &office::Tasks, compared: Option<office::Reconciled>) -> TaskList {
    TaskList {
        tasks: tasks.tasks.iter().map(task).collect(),
        waiting: Waiting {
            rows: tasks.waiting.iter().map(waiting_row).collect(),
            count: tasks.waiting_count,
            earliest_deadline: tasks.earliest.map(local_time),
        },
        reconciled: compared.map(reconciled),
    }
}

/// A comparison for the window.
#[must_use]
pub fn reconciled(found: office::Reconciled) -> Reconciled {
    let office::Reconciled { day, equal, confirmed, refused, only_ours, only_theirs, differs } = found;
    Reconciled { day: day.to_string(), equal, confirmed, only_ours, only_theirs, differs, refused }
}

fn task(task: &office::Task) -> Task {
    match task {
        office::Task::Document { shelved, why, step, reissue_by } => {
            about_document(shelved, *why, *step, *reissue_by)
        }
        office::Task::Difference { difference, shelved, step } => {
            about_difference(difference, shelved.as_deref(), *step)
        }
        office::Task::RouteStopped { code } => Task {
            code: code.clone(),
            ..bare(ROUTE.into(), TaskKind::RouteStopped, String::new(), TaskStep::Reconnect)
        },
        office::Task::TransmissionLate { shelved, by } => Task {
            document: Some(document::row(shelved)),
            amount: Some(shelved.document.total().get()),
            deadline: Some(local_time(*by)),
            ..bare(
                format!("{TRANSMISSION}:{}", shelved.document.key),
                TaskKind::TransmissionLate,
                local_time(shelved.standing.updated_at),
                TaskStep::SendNow,
            )
        },
        office::Task::Mail { notice, shelved, step } => about_mail(notice, shelved.as_deref(), *step),
        office::Task::Order(stop) => about_order(stop),
        office::Task::Results(given_up) => Task {
            code: given_up.last_error.clone(),
            detail: Some(given_up.count.to_string()),
            ..bare(
                RESULTS.into(),
                TaskKind::ResultsStopped,
                local_time(given_up.since),
                TaskStep::DeliverAgain,
            )
        },
        office::Task::PlanStopped { name, run } => about_plan(name, run),
        office::Task::SalesDue(due) => about_sales(due),
        office::Task::HometaxAwaited(awaited) => about_hometax(awaited),
        office::Task::CertificateEnds { days_left, until } => Task {
            detail: days_left.map(|days| days.to_string()),
            deadline: Some(local_time(*until)),
            ..bare(CERTIFICATE.into(), TaskKind::CertificateEnds, local_time(*until), TaskStep::OpenSettings)
        },
        office::Task::LongUnknown { shelved } => Task {
            document: Some(document::row(shelved)),
            amount: Some(shelved.document.total().get()),
            ..bare(
                format!("{UNKNOWN}:{}", shelved.document.key),
                TaskKind::LongUnknown,
                local_time(shelved.standing.updated_at),
                TaskStep::AskAgain,
            )
        },
        office::Task::DeadlineNear { shelved, send_by, waiting } => Task {
            document: Some(document::row(shelved)),
            amount: Some(shelved.document.total().get()),
            detail: Some(waiting.to_string()),
            deadline: Some(local_time(*send_by)),
            ..bare(
                format!("{DEADLINE}:{}", shelved.document.key),
                TaskKind::DeadlineNear,
                local_time(shelved.document.traded_at),
                TaskStep::SendNow,
            )
        },
    }
}

fn about_mail(notice: &Notice, shelved: Option<&Shelved>, step: office::Step) -> Task {
    Task {
        document: shelved.map(document::row),
        detail: Some(notice.state.name().to_owned()),
        ..bare(
            format!("{MAIL}:{}", notice.id.get()),
            match notice.mail.channel {
                NoticeChannel::Mail => TaskKind::MailStopped,
                NoticeChannel::Text => TaskKind::TextStopped,
            },
            local_time(notice.updated_at),
            next_step(step),
        )
    }
}

/// What the list says of an order stands in `code` (its own number) and `detail` (the reason).
fn about_order(stop: &OrderStop) -> Task {
    Task {
        code: Some(stop.order_no.clone()),
        detail: Some(stop.reason.clone()),
        ..bare(
            format!("{ORDER}:{}", stop.id.get()),
            TaskKind::OrderStopped,
            local_time(stop.stopped_at),
            TaskStep::Acknowledge,
        )
    }
}

/// What the list says of a run stands in `code` (the plan's name) and `detail` (the reason).
fn about_plan(name: &str, run: &PlanRun) -> Task {
    let reason = match &run.state {
        RunState::Stopped { reason, .. } => Some(reason.clone()),
        RunState::Begun | RunState::Issued(_) | RunState::Settled => None,
    };
    Task {
        code: Some(name.to_owned()),
        detail: reason,
        ..bare(
            format!("{PLAN}:{}", run.id.get()),
            TaskKind::PlanStopped,
            local_time(run.updated_at),
            TaskStep::OpenAutomation,
        )
    }
}

fn about_hometax(awaited: &HometaxAwaited) -> Task {
    Task {
        detail: Some(awaited.count.to_string()),
        deadline: awaited.by.map(local_time),
        ..bare(HOMETAX.into(), TaskKind::HometaxAwaited, local_time(awaited.since), TaskStep::OpenAutomation)
    }
}

fn about_sales(due: &SalesDue) -> Task {
    let (kind, name) = match due.kind {
        DueKind::Mandatory => (TaskKind::MandatoryDue, "mandatory"),
        DueKind::Monthly => (TaskKind::MonthlyDue, "monthly"),
    };
    Task {
        amount: Some(due.total_won),
        detail: Some(due.count.to_string()),
        deadline: Some(local_time(due.by)),
        ..bare(format!("{SALES}:{name}"), kind, local_time(due.since), TaskStep::OpenAutomation)
    }
}

fn about_document(
    shelved: &Shelved,
    why: Attention,
    step: office::Step,
    reissue_by: Option<NaiveDate>,
) -> Task {
    let standing = &shelved.standing;
    Task {
        document: Some(document::row(shelved)),
        amount: Some(shelved.document.total().get()),
        code: standing.state.refusal().map(|refusal| refusal.code.clone()),
        detail: document::conflict(&standing.state),
        deadline: reissue_by.map(|last_day| format!("{last_day}T23:59:59")),
        ..bare(
            format!("{DOCUMENT}:{}", shelved.document.key),
            kind_of(why),
            local_time(standing.updated_at),
            next_step(step),
        )
    }
}

fn about_difference(difference: &Difference, ours: Option<&Shelved>, step: office::Step) -> Task {
    let found = &difference.found;
    let total = ours.map(|ours| ours.document.total()).or(found.theirs.as_ref().map(|their| their.total));
    Task {
        document: ours.map(document::row),
        amount: total.map(|total| total.get()),
        detail: Some(found.fields.clone()).filter(|fields| !fields.is_empty()),
        their: found.theirs.as_ref().map(|their| their_record(their, found.trade_date)),
        ..bare(
            format!("{DIFFERENCE}:{}", difference.id.get()),
            kind_of_difference(found.kind),
            local_time(difference.found_at),
            next_step(step),
        )
    }
}

fn their_record(their: &TheirSide, trade_date: NaiveDate) -> TheirRecord {
    TheirRecord {
        approval_number: their.approval_number.clone(),
        total: their.total.get(),
        trade_date: trade_date.to_string(),
    }
}

fn bare(id: String, kind: TaskKind, since: String, step: TaskStep) -> Task {
    Task {
        id,
        kind,
        since,
        step,
        document: None,
        amount: None,
        code: None,
        detail: None,
        deadline: None,
        their: None,
    }
}

fn waiting_row(shelved: &Shelved) -> WaitingRow {
    let standing = &shelved.standing;
    WaitingRow {
        row: document::row(shelved),
        held_reason: document::held_reason(&standing.state),
        deadline: document::deadline(shelved),
        next_try: standing.next_at.map(local_time),
    }
}

const fn kind_of(why: Attention) -> TaskKind {
    match why {
        Attention::Conflict => TaskKind::Conflict,
        Attention::CheckByHand => TaskKind::CheckByHand,
        Attention::RefusedLater => TaskKind::RefusedLater,
        Attention::RejectedBehind => TaskKind::RejectedBehind,
        Attention::TooLate => TaskKind::TooLate,
        Attention::CorrectionStopped => TaskKind::CorrectionStopped,
        Attention::AmendmentStopped => TaskKind::AmendmentStopped,
    }
}

const fn kind_of_difference(kind: DifferenceKind) -> TaskKind {
    match kind {
        DifferenceKind::OnlyOurs => TaskKind::OnlyOurs,
        DifferenceKind::OnlyTheirs => TaskKind::OnlyTheirs,
        DifferenceKind::Differs => TaskKind::Differs,
    }
}

const fn next_step(step: office::Step) -> TaskStep {
    match step {
        office::Step::Reissue => TaskStep::Reissue,
        office::Step::ReissueWithNumber => TaskStep::ReissueWithNumber,
        office::Step::AskAgain => TaskStep::AskAgain,
        office::Step::EnterApproval => TaskStep::EnterApproval,
        office::Step::Acknowledge => TaskStep::Acknowledge,
        office::Step::WriteAnew => TaskStep::WriteAnew,
        office::Step::MailAgain => TaskStep::MailAgain,
        office::Step::TextAgain => TaskStep::TextAgain,
        office::Step::AskText => TaskStep::AskText,
        office::Step::DeliverAgain => TaskStep::DeliverAgain,
    }
}
