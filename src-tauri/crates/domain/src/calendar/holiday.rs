//! One holiday (공휴일), why it is one and who says so.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;
use crate::text::{Limit, required_text};

/// A day on which offices are closed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// What it is called, in Korean.
    pub name: HolidayName,
    /// Why it is a holiday.
    pub kind: HolidayKind,
    /// Who says so.
    pub source: HolidaySource,
}

/// Why a day is a holiday (domain.md §2.14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// Named in the law, on a date of the solar or the lunar calendar.
    Fixed,
    /// Instead of a fixed one that fell on a weekend or on another holiday (대체공휴일).
    Substitute,
    /// The day of an election (선거일).
    Election,
    /// Announced for once (임시공휴일), or known to the shop only.
    Adhoc,
}

impl HolidayKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Fixed, Self::Substitute, Self::Election, Self::Adhoc];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Substitute => "substitute",
            Self::Election => "election",
            Self::Adhoc => "adhoc",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Who says that a day is a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidaySource {
    /// The shipped table, which follows the law.
    Law,
    /// The shop.
    User,
}

/// What a holiday is called: up to 30 characters, one line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HolidayName(String);

impl HolidayName {
    const LIMIT: Limit = Limit { chars: 30, bytes: 90 };

    /// Reads a name; surrounding blanks are dropped.
    ///
    /// # Errors
    /// [`FaultCode::RequiredMissing`] when blank, [`FaultCode::TextTooLong`], [`FaultCode::TextHasControlCharacters`].
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        required_text(text, Self::LIMIT).map(Self)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for HolidayName {
    type Error = FaultCode;

    fn try_from(text: String) -> Result<Self, FaultCode> {
        Self::parse(&text)
    }
}

impl From<HolidayName> for String {
    fn from(name: HolidayName) -> Self {
        name.0
    }
}

impl fmt::Display for HolidayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
