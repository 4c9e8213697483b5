//! Which document a sale stands in (거래와 문서의 연결), begun before the document is written.
//!
//! For one supply there is a receipt or an invoice and not both (domain.md §1.3; 부가세법 33②), so a second link of a sale is
//! refused here, below every use case, unless it carries the reason of whoever overrides it. A link that came to nothing
//! stays as given up, and the sale is open again.

use chrono::{NaiveDate, NaiveDateTime};
use domain::DocumentKey;

use super::document::DocumentId;
use super::sale::{Sale, SaleId, SaleState, read_sale};
use crate::book::Ask;
use crate::cells::{Cells, date_text, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 5. `written_on` is an invoice's date of writing, settled when it is begun.
pub(crate) const SCHEMA: &str = "
CREATE TABLE sale_issue (
  id           INTEGER PRIMARY KEY,
  sale_id      INTEGER NOT NULL REFERENCES sale (id),
  kind         TEXT NOT NULL CHECK (kind IN ('receipt', 'invoice')),
  press_id     TEXT NOT NULL,
  written_on   TEXT,
  override_why TEXT CHECK (override_why <> ''),
  state        TEXT NOT NULL CHECK (state IN ('begun', 'issued', 'given_up')),
  document_id  INTEGER REFERENCES document (id),
  updated_at   TEXT NOT NULL,
  CHECK ((kind = 'invoice') = (written_on IS NOT NULL)),
  CHECK ((state = 'issued') = (document_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX sale_issue_once ON sale_issue (sale_id, kind) WHERE state <> 'given_up';
CREATE INDEX sale_issue_begun ON sale_issue (press_id) WHERE state = 'begun';
CREATE INDEX sale_issue_by_document ON sale_issue (document_id) WHERE document_id IS NOT NULL;
CREATE TRIGGER sale_issue_exclusive BEFORE INSERT ON sale_issue
WHEN NEW.override_why IS NULL
  AND EXISTS (SELECT 1 FROM sale_issue WHERE sale_id = NEW.sale_id AND state <> 'given_up')
BEGIN SELECT RAISE(ABORT, 'a sale stands in a receipt or in an invoice, not in both'); END;
CREATE TRIGGER sale_issue_kept BEFORE DELETE ON sale_issue
BEGIN SELECT RAISE(ABORT, 'what a sale stood in is never removed'); END;
CREATE TRIGGER sale_issue_over BEFORE UPDATE ON sale_issue WHEN OLD.state <> 'begun'
BEGIN SELECT RAISE(ABORT, 'what a sale stands in never changes'); END;
";

/// What kind of document a sale stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SaleIssueKind {
    /// A cash receipt, dated when it is issued.
    Receipt,
    /// A tax invoice of this date of writing.
    Invoice(NaiveDate),
}

impl SaleIssueKind {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Invoice(_) => "invoice",
        }
    }

    /// What a sale in such a document is.
    const fn sale_state(self) -> SaleState {
        match self {
            Self::Receipt => SaleState::Receipted,
            Self::Invoice(_) => SaleState::Invoiced,
        }
    }
}

/// A document that was begun for one sale or several, and is not yet known to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BegunIssue {
    /// The name of its press.
    pub press_id: String,
    /// What it is to be.
    pub kind: SaleIssueKind,
    /// What it is about, in the order sold.
    pub sales: Vec<Sale>,
}

/// A sale's link to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleLink {
    /// What kind of document.
    pub kind: SaleIssueKind,
    /// Which, once it is written.
    pub document: Option<DocumentKey>,
    /// Why it was issued beside another one.
    pub override_why: Option<String>,
}

pub(crate) const BEGUN: Ask<'_> = Ask {
    table: "sale_issue",
    doing: "reading the documents that were begun",
    sql: "SELECT s.*, i.press_id AS press, i.kind, i.written_on
          FROM sale_issue i INDEXED BY sale_issue_begun CROSS JOIN sale s ON s.id = i.sale_id
          WHERE i.state = 'begun' ORDER BY i.press_id, i.id",
};

pub(crate) const OF_SALE: Ask<'_> = Ask {
    table: "sale_issue",
    doing: "reading what a sale stands in",
    sql: "SELECT i.id, i.kind, i.written_on, i.override_why, d.key
          FROM sale_issue i INDEXED BY sale_issue_once LEFT JOIN document d ON d.id = i.document_id
          WHERE i.sale_id = ?1 AND i.state <> 'given_up' ORDER BY i.kind DESC",
};

pub(crate) const OF_DOCUMENT: Ask<'_> = Ask {
    table: "sale_issue",
    doing: "reading which sales a document covers",
    sql:
        "SELECT s.* FROM sale_issue i INDEXED BY sale_issue_by_document CROSS JOIN sale s ON s.id = i.sale_id
          WHERE i.document_id = ?1 ORDER BY s.sold_at, s.id",
};

impl Reader<'_> {
    /// What was begun and is not yet known to be written.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn begun_issues(&self) -> Result<Vec<BegunIssue>, BookError> {
        let rows = self.rows(&BEGUN, [], |cells| {
            Ok((cells.get::<String>("press")?, read_kind(cells)?, read_sale(cells)?))
        })?;
        let mut begun: Vec<BegunIssue> = Vec::new();
        for (press_id, kind, sale) in rows {
            match begun.last_mut().filter(|last| last.press_id == press_id) {
                Some(last) => last.sales.push(sale),
                None => begun.push(BegunIssue { press_id, kind, sales: vec![sale] }),
            }
        }
        for issue in &mut begun {
            issue.sales.sort_by_key(|sale| (sale.parts.sold_at, sale.id));
        }
        Ok(begun)
    }

    /// What a sale stands in, a receipt before an invoice.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn links_of_sale(&self, sale: SaleId) -> Result<Vec<SaleLink>, BookError> {
        self.rows(&OF_SALE, [sale.0], |cells| {
            Ok(SaleLink {
                kind: read_kind(cells)?,
                document: cells.parsed_if_any("key", DocumentKey::parse)?,
                override_why: cells.get("override_why")?,
            })
        })
    }

    /// Which sales a document covers, in the order sold; none for a document that was issued by itself.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn sales_of_document(&self, document: DocumentId) -> Result<Vec<Sale>, BookError> {
        self.rows(&OF_DOCUMENT, [document.0], read_sale)
    }
}

impl Writer<'_> {
    /// Begins a document over a sale, which is open no more.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] for a sale that stands in a document already and no `override_why`; else as
    /// [`Book::write`](crate::Book::write).
    pub fn begin_issue(
        &mut self,
        sale: SaleId,
        kind: SaleIssueKind,
        press_id: &str,
        override_why: Option<&str>,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        let written_on = match kind {
            SaleIssueKind::Receipt => None,
            SaleIssueKind::Invoice(day) => Some(date_text(day)),
        };
        self.run(
            "beginning a document over a sale",
            "INSERT INTO sale_issue (sale_id, kind, press_id, written_on, override_why, state, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, 'begun', ?6)",
            (sale.0, kind.as_str(), press_id, written_on, override_why, time_text(at)),
        )?;
        self.set_sale(sale, kind.sale_state())
    }

    /// The document that was begun under this press is written.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn book_issue(
        &mut self,
        press_id: &str,
        document: DocumentId,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.run(
            "booking a document over a sale",
            "UPDATE sale_issue SET state = 'issued', document_id = ?2, updated_at = ?3
             WHERE press_id = ?1 AND state = 'begun'",
            (press_id, document.0, time_text(at)),
        )?;
        Ok(())
    }

    /// The document that was begun under this press cannot be: its sales are what they were before.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn give_up_issue(&mut self, begun: &BegunIssue, at: NaiveDateTime) -> Result<(), BookError> {
        self.run(
            "giving up a document over a sale",
            "UPDATE sale_issue SET state = 'given_up', updated_at = ?2 WHERE press_id = ?1 AND state = 'begun'",
            (&begun.press_id, time_text(at)),
        )?;
        for sale in &begun.sales {
            let other = self.links_of_sale(sale.id)?.first().map(|link| link.kind.sale_state());
            self.set_sale(sale.id, other.unwrap_or(SaleState::Open))?;
        }
        Ok(())
    }

    fn set_sale(&self, sale: SaleId, state: SaleState) -> Result<(), BookError> {
        self.run("marking a sale", "UPDATE sale SET state = ?2 WHERE id = ?1", (sale.0, state.as_str()))?;
        Ok(())
    }
}

fn read_kind(cells: &Cells<'_>) -> Result<SaleIssueKind, BookError> {
    let kind: String = cells.get("kind")?;
    match kind.as_str() {
        "receipt" => Ok(SaleIssueKind::Receipt),
        "invoice" => Ok(SaleIssueKind::Invoice(cells.parsed("written_on", str::parse)?)),
        _ => Err(cells.corrupt("kind")),
    }
}
