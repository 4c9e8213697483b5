//! The journal (감사 기록): every act on the book, chained by hashes.
//!
//! `hash = sha256(seq \n at \n act \n subject \n content \n prev_hash)` over the stored texts, so anybody can recompute it
//! with a shell. Changing or removing a row breaks the chain at that row; cutting rows off the end shows only against a
//! head noted elsewhere, which is why [`JournalProof`] names it. The acts are words, the content is canonical JSON with
//! identifiers starred out: the journal outlives the documents' own time of keeping.

mod act;
mod content;

use chrono::NaiveDateTime;
use serde_json::Value;

use super::document::sha256_hex;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, StaffId, Writer};

pub use act::JournalAct;

pub(crate) const SCHEMA: &str = "
CREATE TABLE journal (
  seq       INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  act       TEXT NOT NULL,
  subject   TEXT NOT NULL,
  content   TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash      TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_subject ON journal (subject) WHERE subject <> '';
CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
CREATE TRIGGER journal_continues BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  OR (NEW.seq > 1 AND NEW.prev_hash IS NOT (SELECT hash FROM journal WHERE seq = NEW.seq - 1))
BEGIN SELECT RAISE(ABORT, 'the journal only continues'); END;
";

/// What the first row has in place of its predecessor's hash.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One act as written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// 1, 2, 3, … without gaps.
    pub seq: i64,
    /// When.
    pub at: NaiveDateTime,
    /// What was done.
    pub act: JournalAct,
    /// To what: a document key, a setting's name, or empty for the book itself.
    pub subject: String,
    /// The facts, canonical JSON.
    pub content: String,
    /// The row's own hash.
    pub hash: String,
}

impl JournalEntry {
    /// Who of the staff did it; `None` for what the program did by itself and in a shop without staff.
    #[must_use]
    pub fn by(&self) -> Option<StaffId> {
        let facts: Value = serde_json::from_str(&self.content).ok()?;
        facts.get("by").and_then(Value::as_i64).map(StaffId::of)
    }
}

/// The chain holds from the first row to this head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalProof {
    /// How many rows.
    pub rows: u64,
    /// Hash of the last row; 64 zeros for an empty journal.
    pub head: String,
}

const LAST: Ask<'_> = Ask {
    table: "journal",
    doing: "reading the journal's head",
    sql: "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1",
};
pub(crate) const OF_SUBJECT: Ask<'_> = Ask {
    table: "journal",
    doing: "reading the journal",
    sql: "SELECT seq, at, act, subject, content, hash FROM journal WHERE subject = ?1 AND subject <> '' ORDER BY seq",
};
const ALL: Ask<'_> = Ask {
    table: "journal",
    doing: "verifying the journal",
    sql: "SELECT seq, at, act, subject, content, prev_hash, hash FROM journal ORDER BY seq",
};

impl Reader<'_> {
    /// What happened to a document, oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn journal_of(&self, subject: &str) -> Result<Vec<JournalEntry>, BookError> {
        self.rows(&OF_SUBJECT, [subject], |cells| {
            Ok(JournalEntry {
                seq: cells.get("seq")?,
                at: cells.time("at")?,
                act: cells.parsed("act", |word| JournalAct::from_word(word).ok_or(()))?,
                subject: cells.get("subject")?,
                content: cells.get("content")?,
                hash: cells.get("hash")?,
            })
        })
    }

    /// Recomputes the whole chain. Reads every row once, in constant memory.
    ///
    /// # Errors
    /// [`BookError::JournalBroken`] with the first row that does not fit.
    pub fn verify_journal(&self) -> Result<JournalProof, BookError> {
        let mut proof = JournalProof { rows: 0, head: GENESIS.to_owned() };
        let mut expected = 1;
        self.each(&ALL, [], |cells| {
            proof.head = checked_link(cells, expected, &proof.head)?;
            proof.rows += 1;
            expected += 1;
            Ok(())
        })?;
        Ok(proof)
    }
}

impl Writer<'_> {
    /// Adds an act to the chain, with the number of the person who did it if the transaction is [signed](Writer::sign);
    /// rows of a shop without staff look as they always did. Runs of ten digits and more in `content`'s texts are starred out, except in document
    /// keys, hashes and the shop's own particulars.
    ///
    /// # Errors
    /// [`BookError::Fraction`] when `content` holds a number that is not an integer.
    pub fn journal(
        &mut self,
        at: NaiveDateTime,
        act: JournalAct,
        subject: &str,
        content: &Value,
    ) -> Result<(), BookError> {
        let content = if act == JournalAct::ShopSaved { content.clone() } else { content::redacted(content) };
        let content = content::canonical(&content::signed(content, self.by))?;
        let last = self.row(&LAST, [], |cells| Ok((cells.get::<i64>("seq")?, cells.get("hash")?)))?;
        let (seq, prev_hash) = last.map_or((1, GENESIS.to_owned()), |(seq, hash)| (seq + 1, hash));
        let at = time_text(at);
        let hash = link(seq, [&at, act.as_str(), subject, &content, &prev_hash]);
        self.run(
            "writing the journal",
            "INSERT INTO journal (seq, at, act, subject, content, prev_hash, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (seq, at, act.as_str(), subject, content, prev_hash, hash),
        )?;
        Ok(())
    }
}

fn link(seq: i64, texts: [&str; 5]) -> String {
    sha256_hex(format!("{seq}\n{}", texts.join("\n")).as_bytes())
}

fn checked_link(cells: &Cells<'_>, expected: i64, prev: &str) -> Result<String, BookError> {
    let text = |column| cells.get::<String>(column);
    let (seq, prev_hash, hash) = (cells.get::<i64>("seq")?, text("prev_hash")?, text("hash")?);
    let (at, act, subject, content) = (text("at")?, text("act")?, text("subject")?, text("content")?);
    let fits = seq == expected
        && prev_hash == prev
        && hash == link(seq, [&at, &act, &subject, &content, &prev_hash]);
    if fits { Ok(hash) } else { Err(BookError::JournalBroken { seq: expected }) }
}
