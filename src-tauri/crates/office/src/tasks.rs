//! 확인할 일: everything that needs a person, each with its one next step, and beside it what waits and settles itself.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::{Attention, DeadlineRules, HeldReason, State};
use store::{
    BookError, Difference, DifferenceKind, DocumentAct, GivenUp, HometaxAwaited, Notice, NoticeChannel,
    NoticeState, OrderStop, PlanRun, PlannedTransmission, Reader, Shelved,
};

use crate::gate::{Gate, LineSeen};
use crate::invoice::end_of;
use crate::{Office, OfficeError, SalesDue, certificate};

const SHOWN: u32 = 200;
/// A document that still waits this close to its last moment is a person's business.
const NEAR: TimeDelta = TimeDelta::hours(24);
/// A lost answer is found within seconds when the line is up, and within minutes when it comes back.
const LONG: TimeDelta = TimeDelta::hours(1);

/// Something a person has to see to.
#[derive(Debug)]
pub enum Task {
    /// About one document.
    Document {
        /// The document.
        shelved: Box<Shelved>,
        /// Why somebody is needed.
        why: Attention,
        /// The one next step.
        step: Step,
        /// The last lawful day to issue the sale, where that is the next step.
        reissue_by: Option<NaiveDate>,
    },
    /// The two books differ.
    Difference {
        /// What was found.
        difference: Difference,
        /// Our document, if we have one.
        shelved: Option<Box<Shelved>>,
        /// The one next step.
        step: Step,
    },
    /// The route refuses us until something is renewed.
    RouteStopped {
        /// The NTS's code.
        code: Option<String>,
    },
    /// An issued invoice has not been transmitted to the NTS although its time has come.
    TransmissionLate {
        /// The invoice.
        shelved: Box<Shelved>,
        /// The last moment of the law without a penalty.
        by: NaiveDateTime,
    },
    /// A mail or a text about a document did not arrive, or may not have.
    Mail {
        /// The notice.
        notice: Notice,
        /// The document.
        shelved: Option<Box<Shelved>>,
        /// The one next step.
        step: Step,
    },
    /// An order could not become an invoice.
    Order(OrderStop),
    /// Results could not be handed to another program for a day.
    Results(GivenUp),
    /// A run of a plan could not become a document.
    PlanStopped {
        /// How the shop calls the plan.
        name: String,
        /// The run.
        run: PlanRun,
    },
    /// Sales wait that the law wants issued.
    SalesDue(SalesDue),
    /// Documents stand in files for Hometax and their approval numbers have not come back.
    HometaxAwaited(HometaxAwaited),
    /// The kept certificate ends within a month, or has ended.
    CertificateEnds {
        /// Days until the day of its last moment; none when it is over.
        days_left: Option<i64>,
        /// Its last moment.
        until: NaiveDateTime,
    },
    /// Nobody could say for an hour whether it was issued: the NTS is asked on and on, and somebody should know.
    LongUnknown {
        /// The document.
        shelved: Box<Shelved>,
    },
    /// Documents still wait although their last moment is near.
    DeadlineNear {
        /// The most urgent one.
        shelved: Box<Shelved>,
        /// Its last moment.
        send_by: NaiveDateTime,
        /// How many documents wait.
        waiting: u32,
    },
}

/// The one thing to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Issue the same sale again, dated now.
    Reissue,
    /// Issue the same sale again under another number: the NTS did not take the one it had.
    ReissueWithNumber,
    /// Ask the NTS again.
    AskAgain,
    /// Look at the NTS and type the approval number, or say that it is not there.
    EnterApproval,
    /// Say that somebody has looked at it.
    Acknowledge,
    /// Write the invoice anew, with what it said as the beginning.
    WriteAnew,
    /// Send the mail again.
    MailAgain,
    /// Send another text.
    TextAgain,
    /// Ask the gateway now what became of a text.
    AskText,
    /// Hand the results over again.
    DeliverAgain,
}

/// The list.
#[derive(Debug)]
pub struct Tasks {
    /// What needs a person, oldest first; at most 200 documents.
    pub tasks: Vec<Task>,
    /// What settles itself, the most urgent first; at most 200.
    pub waiting: Vec<Shelved>,
    /// How many documents wait or are being asked for.
    pub waiting_count: u32,
    /// The last moment of the most urgent one that waits to be sent.
    pub earliest: Option<NaiveDateTime>,
}

impl Office {
    /// Everything that needs a person, and what waits.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn tasks(&self) -> Result<Tasks, OfficeError> {
        let now = self.clock.now();
        let calendar = self.calendar()?.calendar;
        let route = self.open_route();
        Ok(self.book.read(|r| {
            let shelved = |ids: Vec<store::DocumentId>| -> Result<Vec<Shelved>, BookError> {
                ids.into_iter().filter_map(|id| r.shelved_by_id(id).transpose()).collect()
            };
            let waiting = shelved(r.waiting_documents(SHOWN)?)?;
            let open = r.open_count()?;
            let mut tasks = Vec::new();
            if let Some(route) = &route {
                tasks.extend(stopped(&Gate::of(r, route.name())?));
            }
            let ending = certificate::ending(r, now)?;
            tasks.extend(ending.map(|(days_left, until)| Task::CertificateEnds { days_left, until }));
            tasks.extend(near(&waiting, open.waiting, now));
            for planned in self.late_transmissions(r, now)? {
                let by = end_of(self.rules.transmit_on(planned.approved_at.date()));
                let shelved = r.shelved_by_id(planned.id)?;
                tasks
                    .extend(shelved.map(|shelved| Task::TransmissionLate { shelved: Box::new(shelved), by }));
            }
            for unknown in shelved(r.unknown_since(now - LONG, SHOWN)?)? {
                tasks.push(Task::LongUnknown { shelved: Box::new(unknown) });
            }
            let attended = shelved(r.attended_documents(SHOWN)?)?;
            tasks.extend(attended.into_iter().filter_map(|shelved| about_document(shelved, &self.rules)));
            for difference in r.open_differences()? {
                let ours = difference.found.document.map(|id| r.shelved_by_id(id)).transpose()?.flatten();
                let step = settling_step(&difference);
                tasks.push(Task::Difference { difference, shelved: ours.map(Box::new), step });
            }
            for notice in r.attended_notices(SHOWN)? {
                tasks.push(about_notice(r, notice)?);
            }
            tasks.extend(r.open_order_stops(SHOWN)?.into_iter().map(Task::Order));
            tasks.extend(r.given_up_deliveries()?.map(Task::Results));
            for run in r.stopped_runs(SHOWN)? {
                let name = r.plan(run.plan)?.map(|plan| plan.card.name).unwrap_or_default();
                tasks.push(Task::PlanStopped { name, run });
            }
            let due = SalesDue::all(r, now.date(), &self.rules, &calendar)?;
            tasks.extend(due.into_iter().map(Task::SalesDue));
            tasks.extend(r.hometax_awaited()?.map(Task::HometaxAwaited));
            Ok(Tasks { tasks, waiting, waiting_count: open.waiting + open.unknown, earliest: open.earliest })
        })?)
    }

    /// How many tasks there are; cheap, for the badge.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn task_count(&self) -> Result<u32, OfficeError> {
        let now = self.clock.now();
        let calendar = self.calendar()?.calendar;
        let route = self.open_route();
        Ok(self.book.read(|r| {
            let open = r.open_count()?;
            let (planned_until, approved_before) = self.late_moments(now);
            let mut count = open.attention + r.open_difference_count()?;
            if open.unknown > 0 {
                let unknown = r.unknown_since(now - LONG, SHOWN)?.len();
                count = count.saturating_add(u32::try_from(unknown).unwrap_or(u32::MAX));
            }
            count += r.late_transmission_count(planned_until, approved_before)?;
            count += r.attended_notice_count()? + r.open_order_stop_count()? + r.stopped_run_count()?;
            count += u32::from(r.given_up_deliveries()?.is_some());
            count += u32::from(r.hometax_awaited()?.is_some());
            count += u32::from(certificate::ending(r, now)?.is_some());
            let due = SalesDue::all(r, now.date(), &self.rules, &calendar)?;
            count = count.saturating_add(u32::try_from(due.len()).unwrap_or(u32::MAX));
            if let Some(route) = &route {
                count += u32::from(stopped(&Gate::of(r, route.name())?).is_some());
            }
            let is_near = open.earliest.is_some_and(|earliest| earliest - now < NEAR);
            Ok(count + u32::from(is_near))
        })?)
    }
}

impl Office {
    fn late_transmissions(
        &self,
        r: &Reader<'_>,
        now: NaiveDateTime,
    ) -> Result<Vec<PlannedTransmission>, BookError> {
        let mut planned = r.transmissions_waiting(SHOWN)?;
        planned.retain(|planned| self.transmission_is_late(planned, now));
        Ok(planned)
    }
}

/// What is to be done about a difference next: asking the NTS helps once, then only a person can find out.
pub(crate) fn settling_step(difference: &Difference) -> Step {
    match (difference.found.kind, difference.asked_at) {
        (DifferenceKind::OnlyOurs, None) => Step::AskAgain,
        (DifferenceKind::OnlyOurs, Some(_)) | (DifferenceKind::OnlyTheirs | DifferenceKind::Differs, _) => {
            Step::Acknowledge
        }
    }
}

fn about_notice(r: &Reader<'_>, notice: Notice) -> Result<Task, BookError> {
    let shelved = notice.mail.document.map(|id| r.shelved_by_id(id)).transpose()?.flatten();
    let step = match notice.mail.channel {
        NoticeChannel::Mail => step_of_mail(&notice.state),
        NoticeChannel::Text => step_of_text(&notice),
    };
    Ok(Task::Mail { notice, shelved: shelved.map(Box::new), step })
}

/// What the server refused, it refuses again: the address has to be put right, from the document.
const fn step_of_mail(state: &NoticeState) -> Step {
    match state {
        NoticeState::Refused => Step::Acknowledge,
        NoticeState::Queued { .. }
        | NoticeState::Sending
        | NoticeState::Sent { .. }
        | NoticeState::Delivered
        | NoticeState::Undelivered
        | NoticeState::Failed
        | NoticeState::Unknown => Step::MailAgain,
    }
}

/// One in doubt is asked about. One that the account was refused for can be sent once the account is put right; one that the
/// phone or the carrier did not take is sent to another number, from the document.
fn step_of_text(notice: &Notice) -> Step {
    let about_message = notice.last_error.as_deref().is_none_or(|error| error.starts_with("message:"));
    match notice.state {
        NoticeState::Unknown => Step::AskText,
        NoticeState::Refused if about_message => Step::Acknowledge,
        NoticeState::Undelivered => Step::Acknowledge,
        NoticeState::Refused
        | NoticeState::Failed
        | NoticeState::Queued { .. }
        | NoticeState::Sending
        | NoticeState::Sent { .. }
        | NoticeState::Delivered => Step::TextAgain,
    }
}

fn stopped(gate: &Gate) -> Option<Task> {
    match gate.line() {
        LineSeen::Down { reason: HeldReason::RouteStopped, code } => {
            Some(Task::RouteStopped { code: code.map(Into::into) })
        }
        LineSeen::Down { .. } | LineSeen::Up => None,
    }
}

fn near(waiting: &[Shelved], count: u32, now: NaiveDateTime) -> Option<Task> {
    let waits = |shelved: &&Shelved| matches!(shelved.standing.state, State::Ready | State::Held(_));
    let (most_urgent, send_by) =
        waiting.iter().filter(waits).find_map(|shelved| Some((shelved, shelved.standing.send_by?)))?;
    if send_by - now >= NEAR {
        return None;
    }
    Some(Task::DeadlineNear { shelved: Box::new(most_urgent.clone()), send_by, waiting: count })
}

fn about_document(shelved: Shelved, rules: &DeadlineRules) -> Option<Task> {
    let why = shelved.standing.attention?;
    let is_receipt = shelved.document.act == DocumentAct::Issue;
    let is_invoice = shelved.document.act == DocumentAct::Invoice;
    let is_amendment = matches!(shelved.document.act, DocumentAct::Amend { .. });
    let step = match why {
        Attention::Conflict => Step::Acknowledge,
        Attention::CheckByHand => Step::EnterApproval,
        Attention::RefusedLater
        | Attention::RejectedBehind
        | Attention::TooLate
        | Attention::AmendmentStopped
            if is_invoice =>
        {
            Step::WriteAnew
        }
        Attention::RefusedLater
        | Attention::RejectedBehind
        | Attention::TooLate
        | Attention::AmendmentStopped
        | Attention::CorrectionStopped => match shelved.standing.state.refusal() {
            Some(_) if is_amendment => Step::Reissue,
            _ if !is_receipt => Step::Acknowledge,
            Some(refusal) if refusal.is_about_number() => Step::ReissueWithNumber,
            Some(_) | None => Step::Reissue,
        },
    };
    let reissue_by = (is_receipt && matches!(step, Step::Reissue | Step::ReissueWithNumber))
        .then(|| rules.lawful_until(shelved.document.trade_date()));
    Some(Task::Document { shelved: Box::new(shelved), why, step, reissue_by })
}
