//! How an invoice was or will be paid (현금, 수표, 어음, 외상미수금).

use serde::{Deserialize, Serialize};

use crate::money::Won;

/// The four means of payment; all zero means that none was given (domain.md §2.7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Payment {
    /// Cash (현금).
    pub cash: Won,
    /// Cheque (수표).
    pub check: Won,
    /// Promissory note (어음).
    pub note: Won,
    /// On credit (외상미수금).
    pub credit: Won,
}

impl Payment {
    /// The four in the order of the paper, with the codes of the KEC standard.
    #[must_use]
    pub const fn means(&self) -> [(&'static str, Won); 4] {
        [("10", self.cash), ("20", self.check), ("30", self.note), ("40", self.credit)]
    }

    /// Whether any was given.
    #[must_use]
    pub fn is_given(&self) -> bool {
        *self != Self::default()
    }

    /// The sum, unless it leaves the range.
    #[must_use]
    pub fn sum(&self) -> Option<Won> {
        self.means().into_iter().try_fold(Won::ZERO, |sum, (_, won)| sum.checked_add(won))
    }
}
