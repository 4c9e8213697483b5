//! What was ever written as item and memo, each wording once. Shops write the same few words all day, so a search for a
//! part of a word reads this small table instead of every document.

use domain::{ItemName, Memo};
use unicode_normalization::UnicodeNormalization;

use crate::book::Ask;
use crate::{BookError, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE phrase (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER phrase_fixed BEFORE UPDATE ON phrase BEGIN SELECT RAISE(ABORT, 'a phrase is never changed'); END;
";

const FIND: Ask<'_> =
    Ask { table: "phrase", doing: "finding a wording", sql: "SELECT id FROM phrase WHERE text = ?1" };

impl Writer<'_> {
    /// The wording of item and memo together, written down if it is new.
    pub(crate) fn phrase_of(
        &mut self,
        item: Option<&ItemName>,
        memo: Option<&Memo>,
    ) -> Result<Option<i64>, BookError> {
        let words: Vec<&str> = item.map(ItemName::as_str).into_iter().chain(memo.map(Memo::as_str)).collect();
        if words.is_empty() {
            return Ok(None);
        }
        let text = folded(&words.join("\n"));
        if let Some(known) = self.row(&FIND, [&text], |cells| cells.get("id"))? {
            return Ok(Some(known));
        }
        self.run("writing a wording", "INSERT INTO phrase (text) VALUES (?1)", [&text])?;
        Ok(Some(self.last_id()))
    }
}

/// How wordings and search words are made comparable: composed Hangul (NFC), lower case.
pub(crate) fn folded(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase()
}
