//! Items (품목): what was ever written on a line, with the last price, for completion. Filled by what is issued.

use chrono::NaiveDateTime;
use domain::{Invoice, InvoiceKind, InvoiceLine, UnitPrice};

use super::phrase::folded;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::initials::{initials, typed_initials};
use crate::{BookError, Reader, Writer};

/// Part of migration 3. The unit price is in hundredths of a won.
pub(crate) const SCHEMA: &str = "
CREATE TABLE item (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  spec       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  unit_price INTEGER,
  folded     TEXT NOT NULL,
  initials   TEXT NOT NULL,
  last_used  TEXT NOT NULL,
  uses       INTEGER NOT NULL CHECK (uses > 0),
  UNIQUE (name, spec, kind)
) STRICT;
CREATE INDEX item_by_use ON item (last_used);
";

/// An item as it was last sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueItem {
    /// Name (품목).
    pub name: String,
    /// Specification (규격); may be blank.
    pub spec: String,
    /// The kind of invoice it stood on.
    pub kind: InvoiceKind,
    /// The last price, if a line ever had one.
    pub unit_price: Option<UnitPrice>,
    /// When it was last sold.
    pub last_used: NaiveDateTime,
    /// How many lines it was on.
    pub uses: u32,
}

pub(crate) const FIND: Ask<'_> = Ask {
    table: "item",
    doing: "looking for items",
    sql: "SELECT * FROM item INDEXED BY item_by_use WHERE instr(folded, ?1) > 0 OR instr(initials, ?2) > 0
          ORDER BY last_used DESC, id DESC LIMIT ?3",
};

impl Reader<'_> {
    /// Items by a part of the name or its initials, the latest sold first; a blank text means all of them. Walks from the
    /// latest until it has `limit` of them.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn find_items(&self, text: &str, limit: u32) -> Result<Vec<CatalogueItem>, BookError> {
        let name = folded(text.trim());
        let initials = typed_initials(text).unwrap_or_else(|| name.clone());
        self.rows(&FIND, (name, initials, limit), read_item)
    }
}

impl Writer<'_> {
    /// Notes the items of an invoice that was issued.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn use_items(&mut self, invoice: &Invoice, at: NaiveDateTime) -> Result<(), BookError> {
        invoice.lines().iter().try_for_each(|line| self.use_item(line, invoice.kind(), at))
    }

    fn use_item(&self, line: &InvoiceLine, kind: InvoiceKind, at: NaiveDateTime) -> Result<(), BookError> {
        self.run(
            "noting an item",
            "INSERT INTO item (name, spec, kind, unit_price, folded, initials, last_used, uses)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)
             ON CONFLICT (name, spec, kind) DO UPDATE SET unit_price = coalesce(?4, unit_price), last_used = ?7,
               uses = uses + 1",
            (
                line.item(),
                line.spec().unwrap_or_default(),
                kind.as_str(),
                line.unit_price().map(UnitPrice::hundredths),
                folded(line.item()),
                initials(line.item()),
                time_text(at),
            ),
        )?;
        Ok(())
    }
}

fn read_item(cells: &Cells<'_>) -> Result<CatalogueItem, BookError> {
    let price: Option<i64> = cells.get("unit_price")?;
    let price = price.map(UnitPrice::from_hundredths).transpose();
    Ok(CatalogueItem {
        name: cells.get("name")?,
        spec: cells.get("spec")?,
        kind: cells.named("kind", InvoiceKind::from_name)?,
        unit_price: price.map_err(|_| cells.corrupt("unit_price"))?,
        last_used: cells.time("last_used")?,
        uses: cells.count("uses")?,
    })
}
