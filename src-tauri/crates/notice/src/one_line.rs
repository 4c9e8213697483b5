//! Text for a header: one line, whatever a person typed. What cannot be in it cannot start a header of its own.

use std::fmt;

use crate::error::NoticeError;

/// Characters of a subject, a name or a file name.
const MAX_CHARS: usize = 200;

/// A subject, name or file name: 1 to 200 characters without line breaks and control characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OneLine(String);

impl OneLine {
    /// Reads a line; surrounding blanks are dropped.
    ///
    /// # Errors
    /// [`NoticeError::Line`].
    pub fn parse(text: &str) -> Result<Self, NoticeError> {
        let text = text.trim();
        let too_long = text.chars().count() > MAX_CHARS;
        if text.is_empty() || too_long || text.chars().any(disturbs_the_line) {
            Err(NoticeError::Line)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OneLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Control characters, line separators, and the marks that turn the reading direction and can make a file name look like another.
pub(crate) fn disturbs_the_line(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
