//! A document as the window shows it.

use domain::{State, Won};
use office::{CorrectionParts, Detail};
use store::{
    Attempt, Content, DocumentAct, JournalEntry, PrintOutcome, PrintRow as Print,
    PrintState as PrintStanding, Shelved,
};

use super::{invoice, local_time, mail};
use crate::contract::document::{
    Act, AttemptRow, Cancelled, Correction, CorrectionStage, DocumentDetail, DocumentRow, DocumentState,
    PrintRow, PrintState, Refusal, TimelineStep,
};
use crate::contract::receipt::{NumberKind, Purpose, Taxation};

/// A row of a list.
#[must_use]
pub fn row(shelved: &Shelved) -> DocumentRow {
    let Shelved { document, standing, cancelled, .. } = shelved;
    let said = Said::of(&document.content);
    DocumentRow {
        key: document.key.to_string(),
        act: act(document.act),
        traded_at: local_time(document.traded_at),
        number_kind: said.number_kind,
        number_masked: said.number_masked,
        purpose: said.purpose,
        item: said.item,
        memo: said.memo,
        total: document.total().get(),
        state: state(&standing.state),
        approval_number: standing.state.approval().map(|approval| approval.number.to_string()),
        cancelled: cancelled_part(*cancelled, document.total()),
        remaining: shelved.remaining().get(),
        invoice: document.invoice().map(|invoice| invoice::facts(shelved, invoice)),
    }
}

/// What the two kinds of document say under the same headings.
struct Said {
    number_kind: NumberKind,
    number_masked: String,
    purpose: Option<Purpose>,
    item: Option<String>,
    memo: Option<String>,
    supply: Won,
    vat: Won,
    service: Won,
    taxation: Taxation,
}

impl Said {
    fn of(content: &Content) -> Self {
        match content {
            Content::Receipt(sale) => Self {
                number_kind: sale.number.kind().into(),
                number_masked: sale.number.masked(),
                purpose: Some(sale.purpose.into()),
                item: sale.item.as_ref().map(ToString::to_string),
                memo: sale.memo.as_ref().map(ToString::to_string),
                supply: sale.amounts.supply(),
                vat: sale.amounts.vat(),
                service: sale.amounts.service(),
                taxation: sale.taxation.into(),
            },
            Content::Invoice(invoice) => Self {
                number_kind: invoice::number_kind(invoice.buyer().id().kind()),
                number_masked: invoice.buyer().id().masked(),
                purpose: None,
                item: Some(invoice.item_summary()),
                memo: invoice.remark().map(ToOwned::to_owned),
                supply: invoice.supply(),
                vat: invoice.vat(),
                service: Won::ZERO,
                taxation: invoice::taxation(invoice.kind()),
            },
        }
    }
}

/// Everything known about a document.
#[must_use]
pub fn detail(detail: &Detail) -> DocumentDetail {
    let Shelved { document, standing, .. } = &detail.shelved;
    let original = detail.original.as_ref();
    let said = Said::of(&document.content);
    DocumentDetail {
        row: row(&detail.shelved),
        supply: said.supply.get(),
        vat: said.vat.get(),
        service: said.service.get(),
        taxation: said.taxation,
        route: document.route.clone(),
        trade_date: document.trade_date().to_string(),
        approved_at: standing.state.approval().map(|approval| local_time(approval.at)),
        refusal: refusal(&standing.state),
        held_reason: held_reason(&standing.state),
        deadline: deadline(&detail.shelved),
        correction: detail.correction.as_ref().map(correction),
        conflict: conflict(&standing.state),
        original_key: original.map(|original| original.document.key.to_string()),
        original_approval: original
            .and_then(|original| original.standing.state.approval())
            .map(|approval| approval.number.to_string()),
        cancel_reason: cancel_reason(document.act),
        remaining: detail.remaining.total().get(),
        cancels: detail.cancels.iter().map(row).collect(),
        prints: detail.prints.iter().map(print).collect(),
        timeline: detail.journal.iter().map(|entry| step(entry, detail)).collect(),
        attempts: detail.attempts.iter().map(attempt).collect(),
        can_cancel: detail.can_cancel(),
        can_print: detail.can_print(),
        can_text: detail.can_text(),
        notices: detail.notices.iter().map(mail::notice).collect(),
    }
}

/// Why the NTS refused it, at once or the day after.
#[must_use]
pub fn refusal(state: &State) -> Option<Refusal> {
    state.refusal().map(|refusal| Refusal {
        code: refusal.code.clone(),
        field: refusal.field.clone(),
        message: refusal.message.clone(),
    })
}

/// Why it waits.
#[must_use]
pub fn held_reason(state: &State) -> Option<String> {
    if let State::Held(reason) = state { Some(reason.as_str().to_owned()) } else { None }
}

/// Last moment the route takes it, while it is not settled.
#[must_use]
pub fn deadline(shelved: &Shelved) -> Option<String> {
    let standing = &shelved.standing;
    if standing.state.is_open() { standing.send_by.map(local_time) } else { None }
}

/// In what the NTS's copy differs.
#[must_use]
pub fn conflict(state: &State) -> Option<String> {
    if let State::Conflict(difference) = state { Some(difference.clone()) } else { None }
}

const fn act(act: DocumentAct) -> Act {
    match act {
        DocumentAct::Issue => Act::Issue,
        DocumentAct::Cancel { .. } => Act::Cancel,
        DocumentAct::Invoice => Act::Invoice,
        DocumentAct::Amend { .. } => Act::Amend,
    }
}

const fn state(state: &State) -> DocumentState {
    match state {
        State::Ready => DocumentState::Ready,
        State::Held(_) => DocumentState::Held,
        State::Sending => DocumentState::Sending,
        State::Approved(_) => DocumentState::Approved,
        State::Transmitted(_) => DocumentState::Transmitted,
        State::Confirmed(_) => DocumentState::Confirmed,
        State::RefusedLater { .. } => DocumentState::RefusedLater,
        State::Rejected(_) => DocumentState::Rejected,
        State::Unknown => DocumentState::Unknown,
        State::Conflict(_) => DocumentState::Conflict,
        State::CheckByHand => DocumentState::CheckByHand,
        State::ByFile => DocumentState::ByFile,
    }
}

fn correction(parts: &CorrectionParts) -> Correction {
    let CorrectionParts { original, cancel, reissue } = parts;
    Correction {
        original_key: original.document.key.to_string(),
        cancel_key: cancel.document.key.to_string(),
        reissue_key: reissue.as_ref().map(|reissue| reissue.document.key.to_string()),
        stage: stage(&cancel.standing.state, reissue.as_ref().map(|reissue| &reissue.standing.state)),
    }
}

fn stage(cancel: &State, reissue: Option<&State>) -> CorrectionStage {
    match (cancel, reissue) {
        (_, Some(reissue)) if reissue.counts_as_issued() => CorrectionStage::Done,
        (_, Some(reissue)) if reissue.is_open() => CorrectionStage::Reissuing,
        (cancel, None) if cancel.is_open() => CorrectionStage::Cancelling,
        (cancel, None) if cancel.counts_as_issued() => CorrectionStage::Reissuing,
        (_, _) => CorrectionStage::Stopped,
    }
}

fn cancelled_part(cancelled: Won, total: Won) -> Cancelled {
    if cancelled.is_zero() {
        Cancelled::None
    } else if cancelled < total {
        Cancelled::Partly
    } else {
        Cancelled::Fully
    }
}

fn cancel_reason(act: DocumentAct) -> Option<String> {
    match act {
        DocumentAct::Issue | DocumentAct::Invoice => None,
        DocumentAct::Cancel { reason, .. } => Some(reason.as_str().to_owned()),
        DocumentAct::Amend { reason, .. } => Some(reason.as_str().to_owned()),
    }
}

fn print(print: &Print) -> PrintRow {
    let (target, state) = match &print.state {
        PrintStanding::Queued => (String::new(), PrintState::Queued),
        PrintStanding::Ended(PrintOutcome::Done { target }) => (target.clone(), PrintState::Done),
        PrintStanding::Ended(PrintOutcome::Failed { .. }) => (String::new(), PrintState::Failed),
    };
    PrintRow { copy_no: print.copy_no, printed_at: local_time(print.printed_at), target, state }
}

fn step(entry: &JournalEntry, detail: &Detail) -> TimelineStep {
    TimelineStep {
        by: detail.signed_by(entry).map(ToOwned::to_owned),
        at: local_time(entry.at),
        kind: entry.act.as_str().to_owned(),
        detail: fact(&entry.content),
    }
}

/// The one fact of a journal row that helps on the phone: an approval number, a result code, which reprint.
fn fact(content: &str) -> Option<String> {
    let facts: serde_json::Value = serde_json::from_str(content).ok()?;
    match &facts {
        facts if facts["approval"].is_string() => facts["approval"].as_str().map(ToOwned::to_owned),
        facts if facts["code"].is_string() => facts["code"].as_str().map(ToOwned::to_owned),
        facts => facts["copy"].as_u64().filter(|nth| *nth > 0).map(|nth| nth.to_string()),
    }
}

/// One call to the NTS.
#[must_use]
pub fn attempt(attempt: &Attempt) -> AttemptRow {
    AttemptRow {
        at: local_time(attempt.at),
        call: attempt.call.clone(),
        route: attempt.route.clone(),
        request: attempt.request.clone(),
        response: attempt.response.clone(),
        http_status: attempt.http_status,
        result_code: attempt.result_code.clone(),
        elapsed_ms: attempt.elapsed_ms,
        outcome: attempt.outcome.clone(),
    }
}
