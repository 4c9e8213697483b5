//! What a plan will do and has done: the next dates on the calendar of holidays, the total of each run, the runs so far.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{BusinessCalendar, Recurrence, Run, Won};
use store::{Plan, PlanId, PlanRun, Reader};

use super::form::{PlanWhat, dated};
use super::subject;
use crate::{Office, OfficeError};

/// A year of a monthly plan.
const NEXT_SHOWN: usize = 12;
const RUNS_SHOWN: u32 = 24;

/// A run that lies ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRun {
    /// Its name and its day.
    pub run: Run,
    /// It is left out.
    pub skipped: bool,
    /// Its nominal day is no business day.
    pub day_off: bool,
    /// The holiday on its nominal day, if it is one with a name.
    pub holiday: Option<String>,
}

/// A plan with what lies ahead of it and behind it.
#[derive(Debug, Clone)]
pub struct PlanOutlook {
    /// The plan.
    pub plan: Plan,
    /// What it issues; `None` when another program version wrote it and this one cannot read it.
    pub what: Option<PlanWhat>,
    /// What each run comes to, as far as it can be read.
    pub total: Option<Won>,
    /// The next twelve, those left out as well; of a paused plan those it would have from today on.
    pub next: Vec<PlannedRun>,
    /// The newest 24, the newest first.
    pub runs: Vec<PlanRun>,
}

impl PlanOutlook {
    /// The next run that is not left out; none while it is paused.
    #[must_use]
    pub fn next_run(&self) -> Option<&PlannedRun> {
        self.next.iter().find(|next| !next.skipped && !self.plan.paused)
    }
}

impl Office {
    /// Every plan that has not been ended.
    ///
    /// # Errors
    /// [`OfficeError::Book`], [`OfficeError::Calendar`].
    pub fn plans(&self) -> Result<Vec<PlanOutlook>, OfficeError> {
        let calendar = self.calendar()?.calendar;
        let plans = self.book.read(|r| {
            let plans = r.plans()?.into_iter();
            plans
                .map(|plan| Ok((begun_days(r, plan.id)?, r.runs_of_plan(plan.id, RUNS_SHOWN)?, plan)))
                .collect::<Result<Vec<_>, store::BookError>>()
        })?;
        Ok(plans.into_iter().map(|(begun, runs, plan)| self.outlook(plan, runs, &begun, &calendar)).collect())
    }

    /// One plan, an ended one too.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Book`], [`OfficeError::Calendar`].
    pub fn plan(&self, id: PlanId) -> Result<PlanOutlook, OfficeError> {
        let calendar = self.calendar()?.calendar;
        let (plan, runs, begun) =
            self.book.read(|r| Ok((r.plan(id)?, r.runs_of_plan(id, RUNS_SHOWN)?, begun_days(r, id)?)))?;
        let plan = plan.ok_or_else(|| OfficeError::NotFound(subject(id)))?;
        Ok(self.outlook(plan, runs, &begun, &calendar))
    }

    /// The next twelve runs of a rhythm that is being typed; none of one that cannot be.
    ///
    /// # Errors
    /// [`OfficeError::Calendar`], [`OfficeError::Book`].
    pub fn preview_recurrence(&self, recurrence: &Recurrence) -> Result<Vec<PlannedRun>, OfficeError> {
        if recurrence.check().is_err() {
            return Ok(Vec::new());
        }
        let calendar = self.calendar()?.calendar;
        Ok(ahead(recurrence, self.clock.now().date(), &BTreeSet::new(), &calendar))
    }

    fn outlook(
        &self,
        plan: Plan,
        runs: Vec<PlanRun>,
        begun: &BTreeSet<NaiveDate>,
        calendar: &BusinessCalendar,
    ) -> PlanOutlook {
        let today = self.clock.now().date();
        let what = PlanWhat::of(&plan);
        let total = what.as_ref().and_then(|what| self.total_of(what));
        let next = if plan.ended_at.is_some() {
            Vec::new()
        } else {
            ahead(&plan.card.recurrence, today, begun, calendar)
        };
        PlanOutlook { plan, what, total, next, runs }
    }

    fn total_of(&self, what: &PlanWhat) -> Option<Won> {
        match what {
            PlanWhat::Invoice(form) => {
                let today = self.clock.now().date();
                let (supplier, _) = self.supplier().ok()?;
                let invoice = dated(form, today).check(&supplier, None, self.clock.now()).ok()?;
                Some(invoice.total())
            }
            PlanWhat::Receipt(planned) => domain::parse_amount(&planned.amount).ok(),
        }
    }
}

fn begun_days(r: &Reader<'_>, id: PlanId) -> Result<BTreeSet<NaiveDate>, store::BookError> {
    Ok(r.runs_of_plan(id, u32::MAX)?.into_iter().map(|begun| begun.run.nominal).collect())
}

fn ahead(
    recurrence: &Recurrence,
    today: NaiveDate,
    begun: &BTreeSet<NaiveDate>,
    calendar: &BusinessCalendar,
) -> Vec<PlannedRun> {
    let all = Recurrence { skipped: BTreeSet::new(), ..recurrence.clone() };
    let next = all.runs(calendar).filter(|run| run.on >= today && !begun.contains(&run.nominal));
    next.take(NEXT_SHOWN)
        .map(|run| PlannedRun {
            run,
            skipped: recurrence.skipped.contains(&run.nominal),
            day_off: !calendar.is_business_day(run.nominal),
            holiday: calendar.holiday_on(run.nominal).map(|holiday| holiday.name.as_str().to_owned()),
        })
        .collect()
}
