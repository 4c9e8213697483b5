//! Plans that issue by themselves (정기 발행): what repeats, when, and whether it still does. One row per plan; an ended one
//! stays, because its runs name it.
//!
//! A rhythm that is changed or taken up again counts from that day on (`counts_from`): nothing of the past becomes due by it.

use chrono::{NaiveDate, NaiveDateTime};
use domain::Recurrence;

use crate::book::Ask;
use crate::cells::{Cells, date_text, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 5. `recurrence` and `form` are JSON; the form is `office`'s business.
pub(crate) const SCHEMA: &str = "
CREATE TABLE plan (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL CHECK (name <> ''),
  recurrence  TEXT NOT NULL,
  what        TEXT NOT NULL CHECK (what IN ('invoice', 'receipt')),
  form        TEXT NOT NULL,
  counts_from TEXT NOT NULL,
  paused      INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  ended_at    TEXT,
  saved_at    TEXT NOT NULL
) STRICT;
CREATE INDEX plan_alive ON plan (id) WHERE ended_at IS NULL;
CREATE TRIGGER plan_kept BEFORE DELETE ON plan BEGIN SELECT RAISE(ABORT, 'a plan is ended, never removed'); END;
CREATE TRIGGER plan_ended BEFORE UPDATE ON plan WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an ended plan stays ended'); END;
";

/// A plan's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlanId(pub(crate) i64);

impl PlanId {
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

/// What a plan issues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlanKind {
    /// A tax invoice (세금계산서).
    Invoice,
    /// A cash receipt (현금영수증).
    Receipt,
}

impl PlanKind {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Receipt => "receipt",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Invoice, Self::Receipt].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What a person decides about a plan. `Debug` shows the name only: the form may hold a buyer's number.
#[derive(Clone, PartialEq, Eq)]
pub struct PlanCard {
    /// How the shop calls it.
    pub name: String,
    /// When it runs.
    pub recurrence: Recurrence,
    /// What it issues.
    pub kind: PlanKind,
    /// The form of it, JSON.
    pub form: String,
}

impl std::fmt::Debug for PlanCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PlanCard({})", self.name)
    }
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Row number.
    pub id: PlanId,
    /// What a person decided.
    pub card: PlanCard,
    /// No run before this day is due by it.
    pub counts_from: NaiveDate,
    /// It rests until somebody takes it up again.
    pub paused: bool,
    /// When it was ended.
    pub ended_at: Option<NaiveDateTime>,
}

pub(crate) const ONE: Ask<'_> =
    Ask { table: "plan", doing: "reading a plan", sql: "SELECT * FROM plan WHERE id = ?1" };

pub(crate) const ALIVE: Ask<'_> = Ask {
    table: "plan",
    doing: "reading the plans",
    sql: "SELECT * FROM plan INDEXED BY plan_alive WHERE ended_at IS NULL ORDER BY id",
};

impl Reader<'_> {
    /// One plan, an ended one too.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn plan(&self, id: PlanId) -> Result<Option<Plan>, BookError> {
        self.row(&ONE, [id.0], read_plan)
    }

    /// Every plan that has not been ended, the oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn plans(&self) -> Result<Vec<Plan>, BookError> {
        self.rows(&ALIVE, [], read_plan)
    }
}

impl Writer<'_> {
    /// Adds a plan that counts from a day on.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn add_plan(
        &mut self,
        card: &PlanCard,
        counts_from: NaiveDate,
        at: NaiveDateTime,
    ) -> Result<PlanId, BookError> {
        self.run(
            "adding a plan",
            "INSERT INTO plan (name, recurrence, what, form, counts_from, saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                &card.name,
                recurrence_text(&card.recurrence),
                card.kind.as_str(),
                &card.form,
                date_text(counts_from),
                time_text(at),
            ),
        )?;
        Ok(PlanId(self.last_id()))
    }

    /// Writes a plan as it now is; an ended one refuses.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn save_plan(&mut self, plan: &Plan, at: NaiveDateTime) -> Result<(), BookError> {
        let Plan { id, card, counts_from, paused, ended_at } = plan;
        self.run(
            "saving a plan",
            "UPDATE plan SET name = ?2, recurrence = ?3, what = ?4, form = ?5, counts_from = ?6, paused = ?7,
               ended_at = ?8, saved_at = ?9 WHERE id = ?1",
            (
                id.0,
                &card.name,
                recurrence_text(&card.recurrence),
                card.kind.as_str(),
                &card.form,
                date_text(*counts_from),
                paused,
                ended_at.map(time_text),
                time_text(at),
            ),
        )?;
        Ok(())
    }
}

fn recurrence_text(recurrence: &Recurrence) -> String {
    serde_json::json!(recurrence).to_string()
}

fn read_plan(cells: &Cells<'_>) -> Result<Plan, BookError> {
    Ok(Plan {
        id: PlanId(cells.get("id")?),
        card: PlanCard {
            name: cells.get("name")?,
            recurrence: cells.parsed("recurrence", |text| serde_json::from_str(text))?,
            kind: cells.named("what", PlanKind::from_name)?,
            form: cells.get("form")?,
        },
        counts_from: cells.parsed("counts_from", str::parse)?,
        paused: cells.get("paused")?,
        ended_at: cells.parsed_if_any("ended_at", crate::cells::parse_time)?,
    })
}
