//! Runs of plans: each time that one was due, by the plan and the nominal day that names the run for ever.
//!
//! A run is begun before anything is issued, and that pair is unique: however often a machine dies in between, the run is
//! taken up under the same name and becomes one document or one matter for a person. Nothing changes an issued run.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{DocumentKey, Run};

use super::document::DocumentId;
use super::plan::PlanId;
use crate::book::Ask;
use crate::cells::{Cells, date_text, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 5. `reason` is a stable name; `detail` a fact for the sentence, never an identifier.
pub(crate) const SCHEMA: &str = "
CREATE TABLE plan_run (
  id          INTEGER PRIMARY KEY,
  plan_id     INTEGER NOT NULL REFERENCES plan (id),
  nominal     TEXT NOT NULL,
  runs_on     TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('begun', 'issued', 'stopped', 'settled')),
  reason      TEXT,
  detail      TEXT,
  document_id INTEGER UNIQUE REFERENCES document (id),
  updated_at  TEXT NOT NULL,
  UNIQUE (plan_id, nominal),
  CHECK ((state = 'issued') = (document_id IS NOT NULL)),
  CHECK (state <> 'stopped' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX plan_run_begun ON plan_run (id) WHERE state = 'begun';
CREATE INDEX plan_run_stopped ON plan_run (id) WHERE state = 'stopped';
CREATE TRIGGER plan_run_kept BEFORE DELETE ON plan_run
BEGIN SELECT RAISE(ABORT, 'a run is never removed'); END;
CREATE TRIGGER plan_run_issued BEFORE UPDATE ON plan_run WHEN OLD.state = 'issued'
BEGIN SELECT RAISE(ABORT, 'an issued run stays issued'); END;
CREATE TRIGGER plan_run_named BEFORE UPDATE OF plan_id, nominal, runs_on ON plan_run
BEGIN SELECT RAISE(ABORT, 'a run keeps its name'); END;
";

/// A run's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlanRunId(i64);

impl PlanRunId {
    /// The row number itself.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// A row number as a screen sent it back.
    #[must_use]
    pub const fn of(number: i64) -> Self {
        Self(number)
    }
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunState {
    /// It is due, and not yet known to be a document.
    Begun,
    /// It is this document, whose own state says how far that is.
    Issued(DocumentKey),
    /// It could not become a document; a person is called to it.
    Stopped {
        /// Stable name of the reason.
        reason: String,
        /// A fact of the reason.
        detail: Option<String>,
    },
    /// A person has seen to it in another way.
    Settled,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRun {
    /// Row number.
    pub id: PlanRunId,
    /// Whose.
    pub plan: PlanId,
    /// Its name and its day.
    pub run: Run,
    /// How far it is.
    pub state: RunState,
    /// Since when.
    pub updated_at: NaiveDateTime,
}

pub(crate) const ONE: Ask<'_> = Ask {
    table: "plan_run",
    doing: "reading a run",
    sql: "SELECT r.*, d.key FROM plan_run r LEFT JOIN document d ON d.id = r.document_id WHERE r.id = ?1",
};

pub(crate) const OF_PLAN: Ask<'_> = Ask {
    table: "plan_run",
    doing: "reading the runs of a plan",
    sql: "SELECT r.*, d.key FROM plan_run r LEFT JOIN document d ON d.id = r.document_id
          WHERE r.plan_id = ?1 ORDER BY r.nominal DESC LIMIT ?2",
};

pub(crate) const BEGUN: Ask<'_> = Ask {
    table: "plan_run",
    doing: "reading the runs that are due",
    sql: "SELECT r.*, NULL AS key FROM plan_run r INDEXED BY plan_run_begun WHERE r.state = 'begun' ORDER BY r.id",
};

pub(crate) const STOPPED: Ask<'_> = Ask {
    table: "plan_run",
    doing: "reading the stopped runs",
    sql: "SELECT r.*, NULL AS key FROM plan_run r INDEXED BY plan_run_stopped
          WHERE r.state = 'stopped' ORDER BY r.id LIMIT ?1",
};

pub(crate) const COUNT: Ask<'_> = Ask {
    table: "plan_run",
    doing: "counting the stopped runs",
    sql: "SELECT count(*) AS stopped FROM plan_run INDEXED BY plan_run_stopped WHERE state = 'stopped'",
};

impl Reader<'_> {
    /// One run.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn plan_run(&self, id: PlanRunId) -> Result<Option<PlanRun>, BookError> {
        self.row(&ONE, [id.0], read_run)
    }

    /// The runs of a plan, the newest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn runs_of_plan(&self, plan: PlanId, limit: u32) -> Result<Vec<PlanRun>, BookError> {
        self.rows(&OF_PLAN, (plan.0, limit), read_run)
    }

    /// Runs that are due and not yet known to be documents, oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn begun_runs(&self) -> Result<Vec<PlanRun>, BookError> {
        self.rows(&BEGUN, [], read_run)
    }

    /// Runs that wait for a person.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn stopped_runs(&self, limit: u32) -> Result<Vec<PlanRun>, BookError> {
        self.rows(&STOPPED, [limit], read_run)
    }

    /// How many there are of [`Reader::stopped_runs`].
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn stopped_run_count(&self) -> Result<u32, BookError> {
        Ok(self.row(&COUNT, [], |cells| cells.count("stopped"))?.unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Begins a run; false when it has been begun before, whatever became of it.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn begin_run(&mut self, plan: PlanId, run: Run, at: NaiveDateTime) -> Result<bool, BookError> {
        let begun = self.run(
            "beginning a run",
            "INSERT INTO plan_run (plan_id, nominal, runs_on, state, updated_at) VALUES (?1, ?2, ?3, 'begun', ?4)
             ON CONFLICT (plan_id, nominal) DO NOTHING",
            (plan.0, date_text(run.nominal), date_text(run.on), time_text(at)),
        )?;
        Ok(begun > 0)
    }

    /// The run has become this document.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn issue_run(
        &mut self,
        id: PlanRunId,
        document: DocumentId,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.run(
            "booking a run",
            "UPDATE plan_run SET state = 'issued', document_id = ?2, reason = NULL, detail = NULL, updated_at = ?3
             WHERE id = ?1 AND state <> 'issued'",
            (id.0, document.0, time_text(at)),
        )?;
        Ok(())
    }

    /// The run could not become a document.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn stop_run(
        &mut self,
        id: PlanRunId,
        (reason, detail): (&str, Option<&str>),
        at: NaiveDateTime,
    ) -> Result<bool, BookError> {
        let stopped = self.run(
            "stopping a run",
            "UPDATE plan_run SET state = 'stopped', reason = ?2, detail = ?3, updated_at = ?4
             WHERE id = ?1 AND state = 'begun'",
            (id.0, reason, detail, time_text(at)),
        )?;
        Ok(stopped > 0)
    }

    /// Begins a stopped run anew; false when it is not stopped any more.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn retry_run(&mut self, id: PlanRunId, at: NaiveDateTime) -> Result<bool, BookError> {
        let begun = self.run(
            "beginning a run anew",
            "UPDATE plan_run SET state = 'begun', reason = NULL, detail = NULL, updated_at = ?2
             WHERE id = ?1 AND state = 'stopped'",
            (id.0, time_text(at)),
        )?;
        Ok(begun > 0)
    }

    /// A person has seen to a stopped run; false when it is not stopped any more.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn settle_run(&mut self, id: PlanRunId, at: NaiveDateTime) -> Result<bool, BookError> {
        let settled = self.run(
            "settling a run",
            "UPDATE plan_run SET state = 'settled', updated_at = ?2 WHERE id = ?1 AND state = 'stopped'",
            (id.0, time_text(at)),
        )?;
        Ok(settled > 0)
    }
}

fn read_run(cells: &Cells<'_>) -> Result<PlanRun, BookError> {
    let day = |column| cells.parsed(column, str::parse::<NaiveDate>);
    Ok(PlanRun {
        id: PlanRunId(cells.get("id")?),
        plan: PlanId(cells.get("plan_id")?),
        run: Run { nominal: day("nominal")?, on: day("runs_on")? },
        state: read_state(cells)?,
        updated_at: cells.time("updated_at")?,
    })
}

fn read_state(cells: &Cells<'_>) -> Result<RunState, BookError> {
    let state: String = cells.get("state")?;
    match state.as_str() {
        "begun" => Ok(RunState::Begun),
        "issued" => Ok(RunState::Issued(cells.parsed("key", DocumentKey::parse)?)),
        "stopped" => Ok(RunState::Stopped { reason: cells.get("reason")?, detail: cells.get("detail")? }),
        "settled" => Ok(RunState::Settled),
        _ => Err(cells.corrupt("state")),
    }
}
