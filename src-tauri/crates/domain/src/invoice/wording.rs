//! Texts on an invoice: trimmed, one line, bounded, and only of characters that the NTS, KS text and our fonts carry.

use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;
use crate::invoice::hangul::composed;
use crate::text::{Limit, optional_text};

/// A text of at most `CHARS` characters and three bytes of UTF-8 for each, which is that many syllables of Hangul.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Wording<const CHARS: usize>(String);

impl<const CHARS: usize> Wording<CHARS> {
    const LIMIT: Limit = Limit { chars: CHARS, bytes: CHARS * 3 };

    /// Reads a text that may not be blank.
    ///
    /// # Errors
    /// As [`Wording::optional`], and [`FaultCode::RequiredMissing`].
    pub fn required(text: &str) -> Result<Self, FaultCode> {
        Self::optional(text)?.ok_or(FaultCode::RequiredMissing)
    }

    /// Reads a text that may be blank. Jamo typed apart (as some systems paste them) become syllables.
    ///
    /// # Errors
    /// [`FaultCode::TextTooLong`], [`FaultCode::TextHasControlCharacters`], [`FaultCode::TextHasUnsupportedCharacters`].
    pub fn optional(text: &str) -> Result<Option<Self>, FaultCode> {
        let composed = composed(text);
        match optional_text(&composed, Self::LIMIT) {
            Err(FaultCode::TextHasControlCharacters) => Err(FaultCode::TextHasControlCharacters),
            _ if composed.chars().any(is_unprintable) => Err(FaultCode::TextHasUnsupportedCharacters),
            read => Ok(read?.map(Self)),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const CHARS: usize> TryFrom<String> for Wording<CHARS> {
    type Error = FaultCode;

    fn try_from(text: String) -> Result<Self, FaultCode> {
        Self::required(&text)
    }
}

impl<const CHARS: usize> From<Wording<CHARS>> for String {
    fn from(text: Wording<CHARS>) -> Self {
        text.0
    }
}

/// Emoji, private use, invisible marks and everything beyond the basic plane. The symbols of KS X 1001 stay.
const fn is_unprintable(character: char) -> bool {
    match character {
        '☆' | '★' | '☎' | '☏' | '☜' | '☞' | '♀' | '♂' | '♠' | '♡' | '♣' | '♤' | '♥' | '♧' | '♨' | '♩'
        | '♪' | '♬' | '♭' | '⌒' => false,
        '\u{00AD}'
        | '\u{0300}'..='\u{036F}'
        | '\u{061C}'
        | '\u{1100}'..='\u{115E}'
        | '\u{115F}'..='\u{11FF}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2060}'..='\u{206F}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{2300}'..='\u{23FF}'
        | '\u{2600}'..='\u{27BF}'
        | '\u{2B00}'..='\u{2BFF}'
        | '\u{303D}'
        | '\u{3164}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{D7B0}'..='\u{D7FF}'
        | '\u{E000}'..='\u{F8FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFF}' => true,
        other => other as u32 > 0xFFFF,
    }
}
