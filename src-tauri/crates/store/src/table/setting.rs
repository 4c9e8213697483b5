//! Settings (설정): a name and a text. What a value means is `office`'s business.

use std::collections::BTreeMap;

use crate::book::Ask;
use crate::{BookError, Reader, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

const ONE: Ask<'_> =
    Ask { table: "setting", doing: "reading a setting", sql: "SELECT value FROM setting WHERE name = ?1" };
const ALL: Ask<'_> =
    Ask { table: "setting", doing: "reading the settings", sql: "SELECT name, value FROM setting" };

impl Reader<'_> {
    /// One setting's text, `None` when it was never set.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn setting(&self, name: &str) -> Result<Option<String>, BookError> {
        self.row(&ONE, [name], |cells| cells.get("value"))
    }

    /// Every setting that was ever set, by name.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn settings(&self) -> Result<BTreeMap<String, String>, BookError> {
        let pairs = self.rows(&ALL, [], |cells| Ok((cells.get("name")?, cells.get("value")?)))?;
        Ok(pairs.into_iter().collect())
    }
}

impl Writer<'_> {
    /// Sets one setting.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn save_setting(&mut self, name: &str, value: &str) -> Result<(), BookError> {
        self.run(
            "saving a setting",
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
            [name, value],
        )?;
        Ok(())
    }
}
