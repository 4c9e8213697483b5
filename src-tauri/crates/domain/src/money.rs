//! Won: whole Korean won, the only money there is here. No floats, no decimals.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount of Korean won (원), within ±9,999,999,999,999.
///
/// The range leaves room for a year's totals of any shop and keeps every sum of two inside `i64`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Won(i64);

/// An amount outside of what [`Won`] holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount is outside of ±{} won", Won::MAX.0)]
pub struct WonOutOfRange;

impl Won {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount.
    pub const MAX: Self = Self(9_999_999_999_999);

    /// An amount of `won` won.
    ///
    /// # Errors
    /// [`WonOutOfRange`] beyond ±[`Won::MAX`].
    pub const fn new(won: i64) -> Result<Self, WonOutOfRange> {
        if won > Self::MAX.0 || won < -Self::MAX.0 { Err(WonOutOfRange) } else { Ok(Self(won)) }
    }

    /// The won as a number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum, unless it leaves the range.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Self::new(self.0.checked_add(other.0)?).ok()
    }

    /// The difference, unless it leaves the range.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        Self::new(self.0.checked_sub(other.0)?).ok()
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl TryFrom<i64> for Won {
    type Error = WonOutOfRange;

    fn try_from(won: i64) -> Result<Self, WonOutOfRange> {
        Self::new(won)
    }
}

impl From<Won> for i64 {
    fn from(won: Won) -> Self {
        won.0
    }
}

/// `12,000`, `-5,000`; without a currency sign.
impl fmt::Display for Won {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        f.pad_integral(self.0 >= 0, "", &text)
    }
}
