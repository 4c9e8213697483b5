//! Remembered layouts (열 짝짓기): which column of a file with these header texts means what.

use crate::book::Ask;
use crate::{BookError, Reader, Writer};

/// Part of migration 5.
pub(crate) const SCHEMA: &str = "
CREATE TABLE import_layout (
  layout  TEXT PRIMARY KEY,
  mapping TEXT NOT NULL
) STRICT;
";

pub(crate) const ONE: Ask<'_> = Ask {
    table: "import_layout",
    doing: "reading a remembered layout",
    sql: "SELECT mapping FROM import_layout WHERE layout = ?1",
};

impl Reader<'_> {
    /// What was remembered for a layout.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn import_mapping(&self, layout: &str) -> Result<Option<String>, BookError> {
        self.row(&ONE, [layout], |cells| cells.get("mapping"))
    }
}

impl Writer<'_> {
    /// Remembers what the columns of a layout mean.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn remember_mapping(&mut self, layout: &str, mapping: &str) -> Result<(), BookError> {
        self.run(
            "remembering a layout",
            "INSERT INTO import_layout (layout, mapping) VALUES (?1, ?2)
             ON CONFLICT (layout) DO UPDATE SET mapping = ?2",
            (layout, mapping),
        )?;
        Ok(())
    }
}
