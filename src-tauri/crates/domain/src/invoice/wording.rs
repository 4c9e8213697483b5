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
            _ if !composed.chars().all(|character| character.is_control() || is_carried(character)) => {
                Err(FaultCode::TextHasUnsupportedCharacters)
            }
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

/// The blocks that KS X 1001, and with it our fonts, draw from. What is not in them is refused: emoji, private use, invisible
/// marks, other scripts, everything beyond the basic plane. Whether a font has a rare ideograph only the paper knows.
const fn is_carried(character: char) -> bool {
    match character {
        '\u{00AD}' | '\u{303D}' | '\u{3164}' | '\u{FFA0}' => false,
        ' '..='~'
        | '\u{00A0}'..='\u{02FF}'
        | '\u{0370}'..='\u{04FF}'
        | '\u{1E00}'..='\u{1FFF}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}'
        | '\u{2070}'..='\u{20CF}'
        | '\u{2100}'..='\u{22FF}'
        | '\u{2312}'
        | '\u{2460}'..='\u{25FF}'
        | '\u{3000}'..='\u{30FF}'
        | '\u{3131}'..='\u{318E}'
        | '\u{3200}'..='\u{33FF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF01}'..='\u{FFE6}' => true,
        symbol => matches!(
            symbol,
            '★' | '☆'
                | '☎'
                | '☏'
                | '☜'
                | '☞'
                | '♀'
                | '♂'
                | '♠'
                | '♡'
                | '♣'
                | '♤'
                | '♥'
                | '♧'
                | '♨'
                | '♩'
                | '♪'
                | '♬'
                | '♭'
        ),
    }
}
