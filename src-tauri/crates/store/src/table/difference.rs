//! Differences (대조 차이) between our book and the NTS's, found the morning after. One row per matter: finding it again
//! changes nothing, settling it is a person's act.

use chrono::{NaiveDate, NaiveDateTime};
use domain::Won;

use super::document::DocumentId;
use crate::book::Ask;
use crate::cells::{Cells, date_text, parse_time, time_text};
use crate::{BookError, Reader, Writer};

/// `subject` is what makes a matter the same one: our key, or their approval number.
pub(crate) const SCHEMA: &str = "
CREATE TABLE difference (
  id           INTEGER PRIMARY KEY,
  route        TEXT NOT NULL,
  trade_date   TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('only_ours', 'only_theirs', 'differs')),
  subject      TEXT NOT NULL,
  document_id  INTEGER REFERENCES document (id),
  their_number TEXT,
  their_total  INTEGER,
  fields       TEXT NOT NULL,
  found_at     TEXT NOT NULL,
  asked_at     TEXT,
  settled_at   TEXT,
  settled_how  TEXT,
  UNIQUE (route, trade_date, kind, subject),
  CHECK ((settled_at IS NULL) = (settled_how IS NULL))
) STRICT;
CREATE INDEX difference_open ON difference (id) WHERE settled_at IS NULL;
";

/// A difference's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DifferenceId(pub(crate) i64);

impl DifferenceId {
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

/// How the two books differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DifferenceKind {
    /// We hold an approval that the NTS does not list.
    OnlyOurs,
    /// The NTS lists a document that our book has no approval of.
    OnlyTheirs,
    /// Both hold it, with different content.
    Differs,
}

impl DifferenceKind {
    /// The stable word in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OnlyOurs => "only_ours",
            Self::OnlyTheirs => "only_theirs",
            Self::Differs => "differs",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::OnlyOurs, Self::OnlyTheirs, Self::Differs].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What the NTS holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TheirSide {
    /// Approval number.
    pub approval_number: String,
    /// Won.
    pub total: Won,
}

/// A difference about to be written.
#[derive(Debug, Clone)]
pub struct NewDifference {
    /// Which trade date's books were compared.
    pub trade_date: NaiveDate,
    /// How they differ.
    pub kind: DifferenceKind,
    /// Our key, or their approval number where we have none.
    pub subject: String,
    /// Our document.
    pub document: Option<DocumentId>,
    /// Theirs.
    pub theirs: Option<TheirSide>,
    /// Names of the fields that differ, without identifiers.
    pub fields: String,
}

/// A difference that waits for a person.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Row number.
    pub id: DifferenceId,
    /// What was found.
    pub found: NewDifference,
    /// When.
    pub found_at: NaiveDateTime,
    /// When the NTS was last asked for it and still did not have it.
    pub asked_at: Option<NaiveDateTime>,
}

pub(crate) const OPEN: Ask<'_> = Ask {
    table: "difference",
    doing: "reading the differences",
    sql: "SELECT * FROM difference WHERE settled_at IS NULL ORDER BY id",
};
const COUNT: Ask<'_> = Ask {
    table: "difference",
    doing: "counting the differences",
    sql: "SELECT count(*) AS open FROM difference WHERE settled_at IS NULL",
};

impl Reader<'_> {
    /// Differences that nobody has settled yet, oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn open_differences(&self) -> Result<Vec<Difference>, BookError> {
        self.rows(&OPEN, [], read_difference)
    }

    /// How many differences nobody has settled yet.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn open_difference_count(&self) -> Result<u32, BookError> {
        Ok(self.row(&COUNT, [], |cells| cells.count("open"))?.unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Notes a difference; one that stands in the book already, settled or not, stays as it is.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn note_difference(
        &mut self,
        route: &str,
        new: &NewDifference,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        let theirs = new.theirs.as_ref();
        self.run(
            "noting a difference",
            "INSERT INTO difference (route, trade_date, kind, subject, document_id, their_number, their_total, fields,
               found_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (route, trade_date, kind, subject) DO NOTHING",
            (
                route,
                date_text(new.trade_date),
                new.kind.as_str(),
                &new.subject,
                new.document.map(DocumentId::get),
                theirs.map(|theirs| &theirs.approval_number),
                theirs.map(|theirs| theirs.total.get()),
                &new.fields,
                time_text(at),
            ),
        )?;
        Ok(())
    }

    /// Notes that the NTS was asked for it and still does not have it. Answers whether the difference was open.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn note_asked(&mut self, id: DifferenceId, at: NaiveDateTime) -> Result<bool, BookError> {
        let changed = self.run(
            "noting that a difference was asked for",
            "UPDATE difference SET asked_at = ?2 WHERE id = ?1 AND settled_at IS NULL",
            (id.0, time_text(at)),
        )?;
        Ok(changed > 0)
    }

    /// Settles a difference; one that is settled already stays as it is. Answers whether it was open.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn settle_difference(
        &mut self,
        id: DifferenceId,
        how: &str,
        at: NaiveDateTime,
    ) -> Result<bool, BookError> {
        let changed = self.run(
            "settling a difference",
            "UPDATE difference SET settled_at = ?2, settled_how = ?3 WHERE id = ?1 AND settled_at IS NULL",
            (id.0, time_text(at), how),
        )?;
        Ok(changed > 0)
    }

    /// Settles the open differences of a document, because it has moved on by itself.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn settle_differences_of(
        &mut self,
        document: DocumentId,
        how: &str,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.run(
            "settling a document's differences",
            "UPDATE difference SET settled_at = ?2, settled_how = ?3 WHERE settled_at IS NULL AND document_id = ?1",
            (document.get(), time_text(at), how),
        )?;
        Ok(())
    }
}

fn read_difference(cells: &Cells<'_>) -> Result<Difference, BookError> {
    let number: Option<String> = cells.get("their_number")?;
    let total: Option<i64> = cells.get("their_total")?;
    let theirs = match (number, total) {
        (Some(approval_number), Some(total)) => Some(TheirSide {
            approval_number,
            total: Won::new(total).map_err(|_| cells.corrupt("their_total"))?,
        }),
        (None, _) | (_, None) => None,
    };
    Ok(Difference {
        id: DifferenceId(cells.get("id")?),
        found: NewDifference {
            trade_date: cells.parsed("trade_date", str::parse)?,
            kind: cells.named("kind", DifferenceKind::from_word)?,
            subject: cells.get("subject")?,
            document: cells.get::<Option<i64>>("document_id")?.map(DocumentId),
            theirs,
            fields: cells.get("fields")?,
        },
        found_at: cells.time("found_at")?,
        asked_at: cells.parsed_if_any("asked_at", parse_time)?,
    })
}
