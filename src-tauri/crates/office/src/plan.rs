//! Plans that issue by themselves (정기 발행): what a person decides about them. What is due runs in [`run`], and what the window
//! shows beforehand is in [`outlook`].
//!
//! What is due is due: before a plan is changed, paused or ended, the runs that its rhythm has reached are begun, so that no
//! decision of today loses a run of yesterday. From that decision on it counts from today.

mod form;
mod outlook;
mod run;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{BusinessCalendar, Recurrence, RecurrenceInvalid};
use serde_json::json;
use store::{JournalAct, Plan, PlanCard, PlanId, PlanKind, PlanRunId, Writer};

use crate::{FieldFault, Office, OfficeError};

pub use form::{PlanForm, PlanWhat, PlannedReceipt};
pub use outlook::{PlanOutlook, PlannedRun};
pub use run::RanPlan;

/// No name is longer.
const LONGEST_NAME: usize = 60;

/// What is to become of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanTurn {
    /// It rests.
    Pause,
    /// It goes on from today; what its rhythm reached meanwhile is not made up for.
    Resume,
    /// It is over for good.
    End,
}

impl Office {
    /// Adds a plan, or changes one. It counts from today: a first day in the past makes nothing due.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] for its name and rhythm, [`OfficeError::Faults`] for what it issues, [`OfficeError::NoShop`],
    /// [`OfficeError::NotFound`] for a plan that is ended or never was, [`OfficeError::Book`]. Nothing was changed.
    pub fn save_plan(&self, form: &PlanForm) -> Result<PlanId, OfficeError> {
        let mut card = self.check_plan(form)?;
        let calendar = self.calendar()?.calendar;
        let at = self.clock.now();
        let id = self.book.write(|w| {
            let facts = json!({ "what": card.kind.as_str(), "recurrence": json!(card.recurrence) });
            let id = match form.id {
                None => w.add_plan(&card, at.date(), at)?,
                Some(id) => {
                    let before = alive(w, id)?;
                    begin_due(w, &before, &calendar, at)?;
                    // What was left out stays left out; that has an act of its own.
                    card.recurrence.skipped.extend(&before.card.recurrence.skipped);
                    let same_rhythm = before.card.recurrence == card.recurrence;
                    let counts_from = if same_rhythm { before.counts_from } else { at.date() };
                    w.save_plan(&Plan { card, counts_from, ..before }, at)?;
                    id
                }
            };
            w.journal(at, JournalAct::PlanSaved, &subject(id), &facts)?;
            Ok::<_, OfficeError>(id)
        })?;
        self.plans.notify_one();
        Ok(id)
    }

    /// Pauses a plan, takes it up again, or ends it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] for a plan that is ended or never was, [`OfficeError::NothingToDo`] when it is so already,
    /// [`OfficeError::Book`].
    pub fn turn_plan(&self, id: PlanId, turn: PlanTurn) -> Result<(), OfficeError> {
        let calendar = self.calendar()?.calendar;
        let at = self.clock.now();
        self.book.write(|w| {
            let plan = alive(w, id)?;
            let (turned, word) = match turn {
                PlanTurn::Pause if plan.paused => return Err(OfficeError::NothingToDo(subject(id))),
                PlanTurn::Resume if !plan.paused => return Err(OfficeError::NothingToDo(subject(id))),
                PlanTurn::Pause => (Plan { paused: true, ..plan.clone() }, "paused"),
                PlanTurn::Resume => {
                    (Plan { paused: false, counts_from: at.date(), ..plan.clone() }, "resumed")
                }
                PlanTurn::End => (Plan { ended_at: Some(at), ..plan.clone() }, "ended"),
            };
            begin_due(w, &plan, &calendar, at)?;
            w.save_plan(&turned, at)?;
            Ok(w.journal(at, JournalAct::PlanTurned, &subject(id), &json!({ "turn": word }))?)
        })?;
        self.plans.notify_one();
        Ok(())
    }

    /// Leaves one run out, or takes that back, by its nominal day.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] for a run that was begun already or is so already, [`OfficeError::NotFound`] for a plan that is
    /// ended and for a day that names no run, [`OfficeError::Book`].
    pub fn skip_run(&self, id: PlanId, nominal: NaiveDate, skip: bool) -> Result<(), OfficeError> {
        let calendar = self.calendar()?.calendar;
        let at = self.clock.now();
        self.book.write(|w| {
            let plan = alive(w, id)?;
            begin_due(w, &plan, &calendar, at)?;
            if w.runs_of_plan(id, u32::MAX)?.iter().any(|begun| begun.run.nominal == nominal) {
                return Err(OfficeError::NothingToDo(subject(id)));
            }
            if !names_a_run(&plan.card.recurrence, nominal, &calendar) {
                return Err(OfficeError::NotFound(format!("{} {nominal}", subject(id))));
            }
            let mut card = plan.card.clone();
            let skipped = &mut card.recurrence.skipped;
            let changed = if skip { skipped.insert(nominal) } else { skipped.remove(&nominal) };
            if !changed {
                return Err(OfficeError::NothingToDo(subject(id)));
            }
            w.save_plan(&Plan { card, ..plan }, at)?;
            let facts = json!({ "nominal": nominal.to_string(), "skip": skip });
            Ok(w.journal(at, JournalAct::PlanSkipped, &subject(id), &facts)?)
        })
    }

    /// Somebody has seen to a stopped run in another way.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it is not stopped any more, [`OfficeError::Book`].
    pub fn settle_run(&self, id: PlanRunId) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let stopped = w.plan_run(id)?;
            let plan = stopped.map(|stopped| subject(stopped.plan)).unwrap_or_default();
            if !w.settle_run(id, at)? {
                return Err(OfficeError::NothingToDo(format!("run {}", id.get())));
            }
            let facts = json!({ "run": id.get(), "how": "acknowledged" });
            Ok(w.journal(at, JournalAct::PlanSettled, &plan, &facts)?)
        })
    }

    fn check_plan(&self, form: &PlanForm) -> Result<PlanCard, OfficeError> {
        let name = check_name(&form.name);
        let rhythm = form.recurrence.check().map_err(rhythm_fault);
        match (name, rhythm) {
            (Ok(name), Ok(())) => {
                let kind = self.check_what(&form.what)?;
                let (recurrence, form) = (form.recurrence.clone(), form.what.text());
                Ok(PlanCard { name, recurrence, kind, form })
            }
            (name, rhythm) => {
                Err(OfficeError::FieldFaults(name.err().into_iter().chain(rhythm.err()).collect()))
            }
        }
    }

    /// What it would issue today, without a fault.
    fn check_what(&self, what: &PlanWhat) -> Result<PlanKind, OfficeError> {
        let today = self.clock.now().date();
        match what {
            PlanWhat::Invoice(form) => {
                let (supplier, _) = self.supplier()?;
                self.check_invoice(&form::dated(form, today), &supplier)?;
                Ok(PlanKind::Invoice)
            }
            PlanWhat::Receipt(planned) => {
                let (shop, _) = self.till()?;
                planned.form().check(shop.number(), self.clock.now())?;
                Ok(PlanKind::Receipt)
            }
        }
    }
}

/// Begins every run that a plan's rhythm has reached and that was not begun before.
fn begin_due(
    w: &mut Writer<'_>,
    plan: &Plan,
    calendar: &BusinessCalendar,
    at: NaiveDateTime,
) -> Result<(), OfficeError> {
    for run in run::due(plan, calendar, at.date()) {
        w.begin_run(plan.id, run, at)?;
    }
    Ok(())
}

fn alive(w: &Writer<'_>, id: PlanId) -> Result<Plan, OfficeError> {
    let plan = w.plan(id)?.filter(|plan| plan.ended_at.is_none());
    plan.ok_or_else(|| OfficeError::NotFound(subject(id)))
}

/// What the journal calls a plan.
fn subject(id: PlanId) -> String {
    format!("plan-{}", id.get())
}

fn names_a_run(recurrence: &Recurrence, nominal: NaiveDate, calendar: &BusinessCalendar) -> bool {
    let unskipped = Recurrence { skipped: std::collections::BTreeSet::new(), ..recurrence.clone() };
    unskipped.runs(calendar).take_while(|run| run.nominal <= nominal).any(|run| run.nominal == nominal)
}

fn check_name(typed: &str) -> Result<String, FieldFault> {
    let name = typed.trim();
    if name.is_empty() {
        Err(FieldFault::new("plan_name", "required_missing"))
    } else if name.chars().count() > LONGEST_NAME {
        Err(FieldFault::new("plan_name", "text_too_long"))
    } else if name.chars().any(char::is_control) {
        Err(FieldFault::new("plan_name", "text_has_control_characters"))
    } else {
        Ok(name.to_owned())
    }
}

const fn rhythm_fault(invalid: RecurrenceInvalid) -> FieldFault {
    match invalid {
        RecurrenceInvalid::Every => FieldFault::new("every", "every_out_of_range"),
        RecurrenceInvalid::Day => FieldFault::new("day", "day_out_of_range"),
        RecurrenceInvalid::EndsBeforeItBegins => FieldFault::new("ends_on", "ends_before_it_begins"),
    }
}
