//! The orders of an import (가져온 주문): content as text that only `office` understands, and what became of each.
//!
//! An order is known by its source and its number: while one stands, no second one with that name can be taken in. One that
//! became a document keeps it for ever; only a refused document lets its order go once more.

use std::fmt;

use chrono::NaiveDateTime;
use domain::DocumentKey;

use super::document::DocumentId;
use super::order_import::ImportId;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 5. `lines` are the file's row numbers; `reason` is a stable name and `detail` facts for the sentence.
pub(crate) const SCHEMA: &str = "
CREATE TABLE import_order (
  id          INTEGER PRIMARY KEY,
  import_id   INTEGER NOT NULL REFERENCES order_import (id),
  lines       TEXT NOT NULL,
  line_count  INTEGER NOT NULL CHECK (line_count > 0),
  source      TEXT NOT NULL,
  order_no    TEXT NOT NULL,
  becomes     TEXT NOT NULL CHECK (becomes IN ('invoice', 'receipt', 'none')),
  buyer       TEXT NOT NULL,
  total       INTEGER,
  content     TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('waiting', 'faulty', 'skipped', 'stopped', 'issued', 'known', 'undone')),
  reason      TEXT,
  detail      TEXT,
  document_id INTEGER REFERENCES document (id),
  repaired_at TEXT,
  CHECK ((state IN ('faulty', 'skipped', 'stopped', 'known')) = (reason IS NOT NULL)),
  CHECK (state NOT IN ('waiting', 'issued') OR order_no <> ''),
  CHECK (state <> 'issued' OR document_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX import_order_once ON import_order (source, order_no)
  WHERE order_no <> '' AND state NOT IN ('known', 'undone');
CREATE INDEX import_order_by_import ON import_order (import_id, id);
CREATE INDEX import_order_by_state ON import_order (import_id, state, id);
CREATE TRIGGER import_order_kept BEFORE DELETE ON import_order
BEGIN SELECT RAISE(ABORT, 'an imported order is never removed'); END;
CREATE TRIGGER import_order_rows BEFORE UPDATE OF id, import_id, lines, line_count ON import_order
BEGIN SELECT RAISE(ABORT, 'an imported order keeps its rows'); END;
CREATE TRIGGER import_order_over BEFORE UPDATE ON import_order WHEN OLD.state IN ('known', 'undone')
BEGIN SELECT RAISE(ABORT, 'an order that is over stays so'); END;
CREATE TRIGGER import_order_issued BEFORE UPDATE ON import_order
WHEN OLD.state = 'issued' AND NOT EXISTS (
  SELECT 1 FROM standing WHERE document_id = OLD.document_id AND state = 'rejected')
BEGIN SELECT RAISE(ABORT, 'an issued order keeps its document'); END;
";

macro_rules! states {
    ($($(#[$doc:meta])+ $name:ident = $word:literal,)+) => {
        /// What has become of an imported order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ImportState {
            $($(#[$doc])+ $name,)+
        }

        impl ImportState {
            /// Every state.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }
        }
    };
}

states! {
    /// It will be issued.
    Waiting = "waiting",
    /// Something is wrong with it; held back until a person has put it right.
    Faulty = "faulty",
    /// It needs no document, or is none: a sum, a remark.
    Skipped = "skipped",
    /// It was to be issued and could not be.
    Stopped = "stopped",
    /// It is a document.
    Issued = "issued",
    /// It was here before this import.
    Known = "known",
    /// Taken back with its import.
    Undone = "undone",
}

impl ImportState {
    /// Reads [`ImportState::as_str`] back.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.as_str() == name)
    }
}

/// An imported order's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ImportOrderId(i64);

impl ImportOrderId {
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

/// What an imported order says and how it is judged. `Debug` leaves out what it says: that holds numbers of people.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportedContent {
    /// Which shop or program it comes from; may be blank.
    pub source: String,
    /// Its own number; blank for a row that has none.
    pub order_no: String,
    /// `invoice`, `receipt` or `none`.
    pub becomes: &'static str,
    /// Who ordered, by name.
    pub buyer: String,
    /// What it comes to, won, as far as that can be read.
    pub total_won: Option<i64>,
    /// The order as `office` writes it.
    pub content: String,
    /// What becomes of it.
    pub state: ImportState,
    /// Why, as a stable name, for `faulty`, `skipped`, `stopped` and `known`.
    pub reason: Option<&'static str>,
    /// Facts of the reason.
    pub detail: Option<String>,
}

/// An order of an import with where it stands.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportedOrder {
    /// Row number.
    pub id: ImportOrderId,
    /// Which import.
    pub import: ImportId,
    /// Row numbers in the file, with commas.
    pub lines: String,
    /// Which shop or program it comes from.
    pub source: String,
    /// Its own number.
    pub order_no: String,
    /// `invoice`, `receipt` or `none`.
    pub becomes: String,
    /// Who ordered, by name.
    pub buyer: String,
    /// What it comes to, won.
    pub total_won: Option<i64>,
    /// The order as `office` wrote it.
    pub content: String,
    /// What has become of it.
    pub state: ImportState,
    /// Why.
    pub reason: Option<String>,
    /// Facts of the reason.
    pub detail: Option<String>,
    /// Its document's key and the name of that one's state.
    pub document: Option<(DocumentKey, String)>,
    /// A person has put it right.
    pub repaired: bool,
}

impl fmt::Debug for ImportedContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ImportedContent({}, {:?}, {:?})", self.order_no, self.state, self.reason)
    }
}

impl fmt::Debug for ImportedOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ImportedOrder({:?}, {}, {:?}, {:?})", self.id, self.order_no, self.state, self.reason)
    }
}

macro_rules! orders {
    ($rest:literal) => {
        concat!(
            "SELECT o.*, d.key AS document_key, s.state AS document_state FROM import_order o
             LEFT JOIN document d ON d.id = o.document_id LEFT JOIN standing s ON s.document_id = o.document_id ",
            $rest
        )
    };
}

pub(crate) const ONE: Ask<'_> =
    Ask { table: "import_order", doing: "reading an imported order", sql: orders!("WHERE o.id = ?1") };
pub(crate) const BY_NAME: Ask<'_> = Ask {
    table: "import_order",
    doing: "looking for an imported order",
    sql: orders!(
        "WHERE o.source = ?1 AND o.order_no = ?2 AND o.order_no <> '' AND o.state NOT IN ('known', 'undone')"
    ),
};
pub(crate) const PAGE: Ask<'_> = Ask {
    table: "import_order",
    doing: "reading the orders of an import",
    sql: orders!("WHERE o.import_id = ?1 AND o.id > ?2 ORDER BY o.id LIMIT ?3"),
};
pub(crate) const PAGE_OF_STATE: Ask<'_> = Ask {
    table: "import_order",
    doing: "reading the orders of an import in a state",
    sql: orders!("WHERE o.import_id = ?1 AND o.state = ?4 AND o.id > ?2 ORDER BY o.id LIMIT ?3"),
};
pub(crate) const ISSUED: Ask<'_> = Ask {
    table: "import_order",
    doing: "counting what became of the documents of an import",
    sql: "SELECT s.state AS state, count(*) AS documents FROM import_order o
          CROSS JOIN standing s ON s.document_id = o.document_id
          WHERE o.import_id = ?1 AND o.state = 'issued' GROUP BY s.state",
};

impl Reader<'_> {
    /// One imported order.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn imported_order(&self, id: ImportOrderId) -> Result<Option<ImportedOrder>, BookError> {
        self.row(&ONE, [id.0], read_order)
    }

    /// The order that stands under this name.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn imported_order_of(
        &self,
        source: &str,
        order_no: &str,
    ) -> Result<Option<ImportedOrder>, BookError> {
        self.row(&BY_NAME, (source, order_no), read_order)
    }

    /// Orders of an import in the file's order, from behind `after`, of one state or of all.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn imported_orders(
        &self,
        import: ImportId,
        state: Option<ImportState>,
        after: Option<ImportOrderId>,
        limit: u32,
    ) -> Result<Vec<ImportedOrder>, BookError> {
        let after = after.map_or(0, ImportOrderId::get);
        match state {
            None => self.rows(&PAGE, (import.get(), after, limit), read_order),
            Some(state) => {
                self.rows(&PAGE_OF_STATE, (import.get(), after, limit, state.as_str()), read_order)
            }
        }
    }

    /// The documents of an import by the name of their state.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn imported_documents(&self, import: ImportId) -> Result<Vec<(String, u32)>, BookError> {
        self.rows(&ISSUED, [import.get()], |cells| Ok((cells.get("state")?, cells.count("documents")?)))
    }
}

impl Writer<'_> {
    /// Takes in an order of an import. `lines` are the file's row numbers.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write); [`BookError::Rule`] when another one stands under its name.
    pub fn insert_imported_order(
        &mut self,
        import: ImportId,
        lines: &[u32],
        order: &ImportedContent,
        document: Option<DocumentId>,
    ) -> Result<(), BookError> {
        let numbers: Vec<String> = lines.iter().map(ToString::to_string).collect();
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        self.run(
            "taking in an order",
            "INSERT INTO import_order (import_id, lines, line_count, source, order_no, becomes, buyer, total, content,
               state, reason, detail, document_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            (
                import.get(),
                numbers.join(","),
                count,
                &order.source,
                &order.order_no,
                order.becomes,
                &order.buyer,
                order.total_won,
                &order.content,
                order.state.as_str(),
                order.reason,
                &order.detail,
                document.map(DocumentId::get),
            ),
        )?;
        Ok(())
    }

    /// A person has put an order right, or wants a refused one to be tried anew.
    ///
    /// # Errors
    /// As [`Writer::insert_imported_order`]; [`BookError::Rule`] for one whose document stands.
    pub fn repair_imported_order(
        &mut self,
        id: ImportOrderId,
        order: &ImportedContent,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        self.run(
            "putting an order right",
            "UPDATE import_order SET source = ?2, order_no = ?3, becomes = ?4, buyer = ?5, total = ?6, content = ?7,
               state = ?8, reason = ?9, detail = ?10, document_id = NULL, repaired_at = ?11 WHERE id = ?1",
            (
                id.get(),
                &order.source,
                &order.order_no,
                order.becomes,
                &order.buyer,
                order.total_won,
                &order.content,
                order.state.as_str(),
                order.reason,
                &order.detail,
                time_text(at),
            ),
        )?;
        Ok(())
    }

    /// An order became this document; to be written together with it.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn issue_imported_order(&mut self, id: ImportOrderId, document: DocumentId) -> Result<(), BookError> {
        self.run(
            "noting the document of an order",
            "UPDATE import_order SET state = 'issued', reason = NULL, detail = NULL, document_id = ?2 WHERE id = ?1",
            (id.get(), document.get()),
        )?;
        Ok(())
    }

    /// An order could not become a document.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn stop_imported_order(
        &mut self,
        id: ImportOrderId,
        state: ImportState,
        (reason, detail): (&str, Option<&str>),
    ) -> Result<(), BookError> {
        self.run(
            "noting why an order was not issued",
            "UPDATE import_order SET state = ?2, reason = ?3, detail = ?4 WHERE id = ?1 AND state = 'waiting'",
            (id.get(), state.as_str(), reason, detail),
        )?;
        Ok(())
    }
}

fn read_order(cells: &Cells<'_>) -> Result<ImportedOrder, BookError> {
    let key = cells.parsed_if_any("document_key", DocumentKey::parse)?;
    let document_state: Option<String> = cells.get("document_state")?;
    Ok(ImportedOrder {
        id: ImportOrderId(cells.get("id")?),
        import: ImportId::of(cells.get("import_id")?),
        lines: cells.get("lines")?,
        source: cells.get("source")?,
        order_no: cells.get("order_no")?,
        becomes: cells.get("becomes")?,
        buyer: cells.get("buyer")?,
        total_won: cells.get("total")?,
        content: cells.get("content")?,
        state: cells.named("state", ImportState::from_name)?,
        reason: cells.get("reason")?,
        detail: cells.get("detail")?,
        document: key.zip(document_state),
        repaired: cells.get::<Option<String>>("repaired_at")?.is_some(),
    })
}
