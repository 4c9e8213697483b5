//! What was ever written as item and memo, and to whom, each wording once. Shops write the same few words all day, so a
//! search for a part of a word reads this small table instead of every document. Behind the words stand their initials.

mod wordings;

use unicode_normalization::UnicodeNormalization;

use crate::book::Ask;
use crate::initials::initials;
use crate::{BookError, Writer};

#[cfg(test)]
pub(crate) use wordings::NEW;
pub(crate) use wordings::Wordings;

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
    /// The wording of all these words together, written down if it is new.
    pub(crate) fn phrase_of(&mut self, words: &[String]) -> Result<Option<i64>, BookError> {
        if words.is_empty() {
            return Ok(None);
        }
        let text = wording(words);
        if let Some(known) = self.row(&FIND, [&text], |cells| cells.get("id"))? {
            return Ok(Some(known));
        }
        self.run("writing a wording", "INSERT INTO phrase (text) VALUES (?1)", [&text])?;
        Ok(Some(self.last_id()))
    }
}

fn wording(words: &[String]) -> String {
    let mut lines: Vec<String> = words.iter().map(|word| folded(word)).collect();
    let of_hangul = words.iter().filter(|word| folded(word).chars().any(is_syllable));
    lines.extend(of_hangul.map(|word| initials(word)));
    lines.dedup();
    lines.join("\n")
}

fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// How wordings and search words are made comparable: composed Hangul (NFC), lower case.
pub(crate) fn folded(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase()
}
