//! The key a document goes by at the NTS and in the book, made once per press of the button.
//!
//! `R261122-01-000042` is kind, date, counter (계산대) and sequence. The NTS refuses a key it has seen, which is what makes
//! a lost answer harmless: the same document is looked up, or sent again, under the same key.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What kind of document a key names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyKind {
    /// A receipt (승인거래), `R`.
    Receipt,
    /// A cancel (취소거래), `C`.
    Cancel,
    /// A tax invoice or exempt invoice ((세금)계산서), `T`.
    Invoice,
    /// An amended invoice (수정세금계산서), `M`.
    Amendment,
}

impl KeyKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Receipt, Self::Cancel, Self::Invoice, Self::Amendment];

    /// Whether it names a tax invoice, new or amended.
    #[must_use]
    pub const fn is_invoice(self) -> bool {
        matches!(self, Self::Invoice | Self::Amendment)
    }

    /// The first letter of the key.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Receipt => 'R',
            Self::Cancel => 'C',
            Self::Invoice => 'T',
            Self::Amendment => 'M',
        }
    }

    fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.letter() == letter)
    }
}

/// A document key: at most 24 of `[A-Za-z0-9_-]`, ours are always 17.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentKey {
    text: String,
    kind: KeyKind,
    date: NaiveDate,
    counter: u8,
    sequence: u32,
}

/// A part out of range, or a text that is none of our keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentKeyInvalid {
    /// The year is not within 2000–2099.
    #[error("a document key needs a date within 2000-2099")]
    Date,
    /// The counter is not within 1–99.
    #[error("a document key needs a counter within 1-99")]
    Counter,
    /// The sequence is not within 1–999,999.
    #[error("a document key needs a sequence within 1-999999")]
    Sequence,
    /// Not in the form `R261122-01-000042`.
    #[error("a document key has the form R261122-01-000042")]
    Form,
}

impl DocumentKey {
    /// The longest key the contract allows, in bytes.
    pub const MAX_LEN: usize = 24;

    /// Makes the key of the `sequence`-th document of a kind, day and counter.
    ///
    /// # Errors
    /// The part that is out of range: year 2000–2099, counter 1–99, sequence 1–999,999.
    pub fn new(
        kind: KeyKind,
        date: NaiveDate,
        counter: u8,
        sequence: u32,
    ) -> Result<Self, DocumentKeyInvalid> {
        if !(2000..=2099).contains(&date.year()) {
            return Err(DocumentKeyInvalid::Date);
        }
        if !(1..=99).contains(&counter) {
            return Err(DocumentKeyInvalid::Counter);
        }
        if !(1..=999_999).contains(&sequence) {
            return Err(DocumentKeyInvalid::Sequence);
        }
        let text = format!("{}{}-{counter:02}-{sequence:06}", kind.letter(), date.format("%y%m%d"));
        Ok(Self { text, kind, date, counter, sequence })
    }

    /// Reads a key back; only the exact form [`DocumentKey::new`] writes.
    ///
    /// # Errors
    /// [`DocumentKeyInvalid`] for anything else.
    pub fn parse(text: &str) -> Result<Self, DocumentKeyInvalid> {
        let form = DocumentKeyInvalid::Form;
        let mut rest = text.chars();
        let kind = rest.next().and_then(KeyKind::from_letter).ok_or(form)?;
        let mut parts = rest.as_str().split('-');
        let (day, counter, sequence) =
            (digits(parts.next(), 6)?, digits(parts.next(), 2)?, digits(parts.next(), 6)?);
        let year = i32::try_from(2000 + day / 10_000).map_err(|_| form)?;
        let date =
            NaiveDate::from_ymd_opt(year, day / 100 % 100, day % 100).ok_or(DocumentKeyInvalid::Date)?;
        let counter = u8::try_from(counter).map_err(|_| DocumentKeyInvalid::Counter)?;
        if parts.next().is_some() { Err(form) } else { Self::new(kind, date, counter, sequence) }
    }

    /// The key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What kind of document it names.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The day the key was made.
    #[must_use]
    pub const fn date(&self) -> NaiveDate {
        self.date
    }

    /// The counter (계산대), 1–99.
    #[must_use]
    pub const fn counter(&self) -> u8 {
        self.counter
    }

    /// The number within kind, day and counter, 1–999,999.
    #[must_use]
    pub const fn sequence(&self) -> u32 {
        self.sequence
    }
}

fn digits(part: Option<&str>, length: usize) -> Result<u32, DocumentKeyInvalid> {
    part.filter(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|part| part.parse().ok())
        .ok_or(DocumentKeyInvalid::Form)
}

impl TryFrom<String> for DocumentKey {
    type Error = DocumentKeyInvalid;

    fn try_from(text: String) -> Result<Self, DocumentKeyInvalid> {
        Self::parse(&text)
    }
}

impl From<DocumentKey> for String {
    fn from(key: DocumentKey) -> Self {
        key.text
    }
}

impl fmt::Display for DocumentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
