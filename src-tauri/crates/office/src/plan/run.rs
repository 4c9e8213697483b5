//! Running what is due: a run is begun in the book, issued under a press named by the plan and its nominal day, and booked.
//! Whatever dies in between, the next round finds the run begun and the press either used or free, so it is issued once.
//!
//! Nobody watches: what cannot be issued becomes a matter for a person (확인할 일), once.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use domain::{BusinessCalendar, BuyerKind, DocumentKey, Faults, InvoiceForm, Run};
use serde_json::json;
use store::{JournalAct, Plan, PlanRun, PlanRunId, RunState};

use super::form::{PlanWhat, PlannedReceipt, dated};
use super::subject;
use crate::watch::Watch;
use crate::{InvoicePress, IssuePress, Office, OfficeError};

/// Between two looks at what is due; nothing here is due to the second.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// What became of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RanPlan {
    /// How the shop calls the plan.
    pub name: String,
    /// The run as it now stands.
    pub run: PlanRun,
}

/// Why a run does not become a document by itself.
struct Stop {
    reason: &'static str,
    detail: Option<String>,
}

/// Who wants a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Its day.
    BySchedule,
    /// A person who knows that it is late.
    ByHand,
}

impl Office {
    /// Works until the program ends: plans, and what the last process left half done of a batch over sales.
    pub async fn run_planner(self: Arc<Self>) {
        loop {
            if self.shop().is_ok_and(|shop| shop.is_some()) {
                if let Err(error) = self.run_due_plans().await {
                    tracing::warn!(%error, "the round of the plans broke off");
                }
                if let Err(error) = self.finish_begun_sales().await {
                    tracing::warn!(%error, "what was begun over sales is not issued yet");
                }
            }
            // Woken or not, the next round looks for itself.
            let _woken = tokio::time::timeout(LOOK_EVERY, self.plans.notified()).await;
        }
    }

    /// Runs everything that is due, a run at a time, and answers what became of each. One that cannot be tried now, because
    /// the way to the NTS is closed, stays begun for the next round.
    ///
    /// # Errors
    /// The first that kept a run from being tried; the others were tried all the same.
    pub async fn run_due_plans(self: &Arc<Self>) -> Result<Vec<RanPlan>, OfficeError> {
        let _one_round_at_a_time = self.planning.lock().await;
        self.begin_due_runs()?;
        let (mut ran, mut untried) = (Vec::new(), None);
        for run in self.book.read(|r| r.begun_runs())? {
            match self.run_plan(&run, Wanted::BySchedule).await {
                Ok(done) => ran.push(done),
                Err(error) => untried = untried.or(Some(error)),
            }
        }
        untried.map_or(Ok(ran), Err)
    }

    /// Issues a stopped run after all, late or not, as the plan now is.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it is not stopped any more; else as [`Office::run_due_plans`], and the run stays begun.
    pub async fn retry_run(self: &Arc<Self>, id: PlanRunId) -> Result<RanPlan, OfficeError> {
        let _one_round_at_a_time = self.planning.lock().await;
        let at = self.clock.now();
        let run = self.book.write(|w| {
            let again = w.retry_run(id, at)?;
            let run = w.plan_run(id)?.filter(|_| again);
            run.ok_or_else(|| OfficeError::NothingToDo(format!("run {}", id.get())))
        })?;
        self.run_plan(&run, Wanted::ByHand).await
    }

    fn begin_due_runs(&self) -> Result<(), OfficeError> {
        let calendar = self.calendar()?.calendar;
        let at = self.clock.now();
        let fresh = self.book.read(|r| {
            let mut fresh = Vec::new();
            for plan in r.plans()? {
                let begun = r.runs_of_plan(plan.id, u32::MAX)?;
                let due = due(&plan, &calendar, at.date());
                let new = |run: &Run| begun.iter().all(|before| before.run.nominal != run.nominal);
                fresh.extend(due.into_iter().filter(new).map(|run| (plan.id, run)));
            }
            Ok(fresh)
        })?;
        if fresh.is_empty() {
            return Ok(());
        }
        self.book.write(|w| {
            for (plan, run) in fresh {
                // Somebody may have paused it or left the run out since it was read.
                let still = w.plan(plan)?.is_some_and(|plan| due(&plan, &calendar, at.date()).contains(&run));
                if still {
                    w.begin_run(plan, run, at)?;
                }
            }
            Ok(())
        })
    }

    async fn run_plan(self: &Arc<Self>, run: &PlanRun, wanted: Wanted) -> Result<RanPlan, OfficeError> {
        let plan = self.book.read(|r| r.plan(run.plan))?;
        let plan = plan.ok_or_else(|| OfficeError::NotFound(subject(run.plan)))?;
        let press_id = press_of(run);
        // A process before this one may have come as far as the document; then nothing of it is decided anew.
        if let Some(key) = self.book.read(|r| r.key_of_press(&press_id))? {
            return self.book_run(plan, run, &key);
        }
        if let (Some(stop), Wanted::BySchedule) = (self.too_late(&plan, run.run).await?, wanted) {
            return self.stop_run(plan, run, &stop);
        }
        let issued = match PlanWhat::of(&plan) {
            Some(PlanWhat::Invoice(form)) => self.issue_planned_invoice(&form, run.run, press_id).await,
            Some(PlanWhat::Receipt(planned)) => self.issue_planned_receipt(&planned, press_id).await,
            None => {
                return self.stop_run(plan, run, &Stop { reason: "plan_unreadable", detail: None });
            }
        };
        match issued {
            Ok(key) | Err(OfficeError::AnswerNotBooked { key, .. }) => self.book_run(plan, run, &key),
            Err(OfficeError::Faults(faults)) => self.stop_run(plan, run, &stop_of(&faults)),
            Err(error) => Err(error),
        }
    }

    /// The rule of catching up. An invoice carries the day of its run as its date of writing and is issued as long as that
    /// costs no penalty, which is up to the tenth of the next month (domain.md §2.3); later a person decides. A receipt is
    /// dated now, and so is issued for the days of which the NTS takes one, today and yesterday (domain.md §1.4); an older
    /// one would claim a sale of today that was none.
    async fn too_late(&self, plan: &Plan, run: Run) -> Result<Option<Stop>, OfficeError> {
        let today = self.clock.now().date();
        match PlanWhat::of(plan) {
            Some(PlanWhat::Invoice(form)) => {
                let calendar = self.calendar()?.calendar;
                let until = self.rules.issue_deadline(run.on, form.kind, &calendar).until;
                let late = Stop { reason: "invoice_too_late", detail: Some(until.to_string()) };
                Ok((today > until).then_some(late))
            }
            Some(PlanWhat::Receipt(_)) => {
                let days_late = i64::from(self.route().await?.capabilities().days_late);
                let missed = Stop { reason: "receipt_missed", detail: Some(run.on.to_string()) };
                Ok(((today - run.on).num_days() > days_late).then_some(missed))
            }
            None => Ok(None),
        }
    }

    async fn issue_planned_invoice(
        self: &Arc<Self>,
        form: &InvoiceForm,
        run: Run,
        press_id: String,
    ) -> Result<DocumentKey, OfficeError> {
        if form.buyer.kind == BuyerKind::BusinessNumber {
            match self.check_business(&form.buyer.number).await {
                // Without an answer the NTS itself refuses a buyer that may get none.
                Ok(_) | Err(OfficeError::StatusUnknown(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let press = InvoicePress {
            form: dated(form, run.on),
            press_id,
            // The same month after month is what a plan is for.
            allow_similar: true,
            transmit_now: false,
            mail: true,
            instead_of: None,
            from_draft: false,
        };
        self.issue_invoice_watched(press, Watch::nobody()).await
    }

    async fn issue_planned_receipt(
        self: &Arc<Self>,
        planned: &PlannedReceipt,
        press_id: String,
    ) -> Result<DocumentKey, OfficeError> {
        let press = IssuePress { form: planned.form(), press_id, allow_similar: true, print: false };
        self.issue_receipt_watched(press, Watch::nobody()).await
    }

    fn book_run(&self, plan: Plan, run: &PlanRun, key: &DocumentKey) -> Result<RanPlan, OfficeError> {
        let at = self.clock.now();
        let document = self.shelved(key)?.document.id;
        self.book.write(|w| {
            w.issue_run(run.id, document, at)?;
            let facts = json!({ "plan": plan.id.get(), "nominal": run.run.nominal.to_string() });
            Ok::<_, OfficeError>(w.journal(at, JournalAct::PlanRan, key.as_str(), &facts)?)
        })?;
        let run = PlanRun { state: RunState::Issued(key.clone()), updated_at: at, ..run.clone() };
        Ok(RanPlan { name: plan.card.name, run })
    }

    fn stop_run(&self, plan: Plan, run: &PlanRun, stop: &Stop) -> Result<RanPlan, OfficeError> {
        let at = self.clock.now();
        let Stop { reason, detail } = stop;
        self.book.write(|w| {
            w.stop_run(run.id, (reason, detail.as_deref()), at)?;
            let facts = json!({ "nominal": run.run.nominal.to_string(), "reason": reason, "detail": detail });
            Ok::<_, OfficeError>(w.journal(at, JournalAct::PlanStopped, &subject(plan.id), &facts)?)
        })?;
        let state = RunState::Stopped { reason: (*reason).to_owned(), detail: detail.clone() };
        Ok(RanPlan { name: plan.card.name, run: PlanRun { state, updated_at: at, ..run.clone() } })
    }
}

/// The runs that a plan's rhythm has reached by `today`, begun or not.
pub(super) fn due(plan: &Plan, calendar: &BusinessCalendar, today: NaiveDate) -> Vec<Run> {
    if plan.paused || plan.ended_at.is_some() {
        return Vec::new();
    }
    let due = plan.card.recurrence.due(None, today, calendar);
    due.filter(|run| run.on >= plan.counts_from).collect()
}

/// A run's press: the plan and the nominal day, so that the same run is the same press for ever.
fn press_of(run: &PlanRun) -> String {
    format!("{}-{}", subject(run.plan), run.run.nominal)
}

fn stop_of(faults: &Faults) -> Stop {
    let first = faults.iter().next();
    Stop {
        reason: first.map_or("faults", |fault| fault.code.as_str()),
        detail: first.map(domain::Fault::path),
    }
}
