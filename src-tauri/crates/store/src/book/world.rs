//! Practice and real (연습·실제): two worlds whose books never mix.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Which NTS a book was written for. Fixed in the file when it is created.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum World {
    /// The practice NTS (연습): nothing in this book ever reached the tax office.
    Practice,
    /// The real NTS (실제).
    Real,
}

impl World {
    /// The stable word in the file and the folder's name: `practice`, `real`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Real => "real",
        }
    }

    /// Reads [`World::as_str`] back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Practice, Self::Real].into_iter().find(|world| world.as_str() == word)
    }
}

impl fmt::Display for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
