//! Short texts that go to the NTS and onto paper: trimmed, one line, bounded.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;

/// Item name (품명): up to 60 characters and 180 bytes of UTF-8, which is 60 syllables of Hangul.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemName(String);

impl ItemName {
    const LIMIT: Limit = Limit { chars: 60, bytes: 180 };

    /// Reads an item name; surrounding blanks are dropped.
    ///
    /// # Errors
    /// [`FaultCode::RequiredMissing`] when blank, [`FaultCode::TextTooLong`], [`FaultCode::TextHasControlCharacters`].
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        required_text(text, Self::LIMIT).map(Self)
    }

    /// Reads an item name that may be left blank.
    ///
    /// # Errors
    /// As [`ItemName::parse`], without [`FaultCode::RequiredMissing`].
    pub fn optional(text: &str) -> Result<Option<Self>, FaultCode> {
        optional_text(text, Self::LIMIT).map(|text| text.map(Self))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Memo (비고): up to 300 bytes of UTF-8, as Hometax counts (Hangul is 3 bytes; domain.md §1.5).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Memo(String);

impl Memo {
    const LIMIT: Limit = Limit { chars: 300, bytes: 300 };

    /// Reads a memo; surrounding blanks are dropped.
    ///
    /// # Errors
    /// [`FaultCode::RequiredMissing`] when blank, [`FaultCode::TextTooLong`], [`FaultCode::TextHasControlCharacters`].
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        required_text(text, Self::LIMIT).map(Self)
    }

    /// Reads a memo that may be left blank.
    ///
    /// # Errors
    /// As [`Memo::parse`], without [`FaultCode::RequiredMissing`].
    pub fn optional(text: &str) -> Result<Option<Self>, FaultCode> {
        optional_text(text, Self::LIMIT).map(|text| text.map(Self))
    }

    /// The memo.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How long a text may be; both hold.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    pub(crate) chars: usize,
    pub(crate) bytes: usize,
}

pub(crate) fn required_text(text: &str, limit: Limit) -> Result<String, FaultCode> {
    optional_text(text, limit)?.ok_or(FaultCode::RequiredMissing)
}

pub(crate) fn optional_text(text: &str, limit: Limit) -> Result<Option<String>, FaultCode> {
    let text = text.trim();
    if text.chars().any(disturbs_the_line) {
        Err(FaultCode::TextHasControlCharacters)
    } else if text.len() > limit.bytes || text.chars().count() > limit.chars {
        Err(FaultCode::TextTooLong)
    } else {
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }
}

/// Control characters, line separators, and the marks that turn the reading direction and can make a text look like another.
fn disturbs_the_line(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

impl TryFrom<String> for ItemName {
    type Error = FaultCode;

    fn try_from(text: String) -> Result<Self, FaultCode> {
        Self::parse(&text)
    }
}

impl From<ItemName> for String {
    fn from(name: ItemName) -> Self {
        name.0
    }
}

impl fmt::Display for ItemName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Memo {
    type Error = FaultCode;

    fn try_from(text: String) -> Result<Self, FaultCode> {
        Self::parse(&text)
    }
}

impl From<Memo> for String {
    fn from(memo: Memo) -> Self {
        memo.0
    }
}

impl fmt::Display for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
