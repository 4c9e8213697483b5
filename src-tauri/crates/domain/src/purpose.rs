//! Purpose of a cash receipt (domain.md §1.4).

use serde::{Deserialize, Serialize};

/// What the customer uses the receipt for (거래구분).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Income deduction of a wage earner (소득공제용).
    IncomeDeduction,
    /// Proof of expense of a business (지출증빙용).
    ExpenseProof,
}

impl Purpose {
    /// Both purposes.
    pub const ALL: [Self; 2] = [Self::IncomeDeduction, Self::ExpenseProof];

    /// The NTS's word.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::IncomeDeduction => "소득공제",
            Self::ExpenseProof => "지출증빙",
        }
    }

    /// Reads the NTS's word.
    #[must_use]
    pub fn from_wire(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.wire() == word)
    }

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IncomeDeduction => "income_deduction",
            Self::ExpenseProof => "expense_proof",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == name)
    }
}
