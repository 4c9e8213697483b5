//! Why a document needs a person (확인할 일). Set with the state that calls for somebody, cleared by what the person does.

use serde::{Deserialize, Serialize};

/// What a person has to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attention {
    /// The NTS holds something else under this key.
    Conflict,
    /// The outcome is unknown and the route cannot be asked.
    CheckByHand,
    /// Refused the day after: the customer's receipt is void.
    RefusedLater,
    /// Refused while nobody was looking: the customer left believing in a receipt.
    RejectedBehind,
    /// The last moment at which the route takes it has passed; it was certainly never sent.
    TooLate,
    /// A wrong-number correction came to a stop halfway.
    CorrectionStopped,
    /// The pair of an amendment came to a stop halfway.
    AmendmentStopped,
}

impl Attention {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::Conflict,
        Self::CheckByHand,
        Self::RefusedLater,
        Self::RejectedBehind,
        Self::TooLate,
        Self::CorrectionStopped,
        Self::AmendmentStopped,
    ];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::CheckByHand => "check_by_hand",
            Self::RefusedLater => "refused_later",
            Self::RejectedBehind => "rejected_behind",
            Self::TooLate => "too_late",
            Self::CorrectionStopped => "correction_stopped",
            Self::AmendmentStopped => "amendment_stopped",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}
