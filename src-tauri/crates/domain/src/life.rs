//! The life of a document, from the press of the button to the NTS's last word.
//!
//! ```text
//! ready ─► sending ─► approved ─► transmitted (tax invoices only)
//!   │ ▲       │            └────────────┴─► confirmed · refused_later
//!   ▼ │       ├─► rejected ◄─ ready, held (the last moment has passed, and it was never sent)
//! held ◄──────┤                         ready, held ─► by_file ─► approved
//!             └─► unknown ─► approved · rejected · conflict · check_by_hand · sending (the same bytes again)
//! ```
//!
//! A document that goes to Hometax in a file leaves this way: nothing of ours sends it, and only the list that Hometax gives
//! out makes it approved. A person who did not upload the file takes it back, by_file ─► ready.
//!
//! Each step consumes the state and gives the next one, or an error that names the step that does not exist. Three things
//! cannot be expressed: an unknown document becoming "not sent", an approval being lost, and a document that may have been
//! sent running out of time.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::approval::Approval;
use crate::refusal::{HeldReason, Refusal};

/// Where a document is in its life.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "state", content = "facts", rename_all = "snake_case")]
pub enum State {
    /// Written into the book, not sent yet.
    Ready,
    /// Waits; it is certain that the NTS has not taken it.
    Held(HeldReason),
    /// On its way: from before the first byte leaves until an answer is understood.
    Sending,
    /// Approved (승인), provisional until the day after.
    Approved(Approval),
    /// A tax invoice that was issued (발급) and has reached the NTS (전송); provisional until the day after.
    Transmitted(Transmission),
    /// Approved and confirmed the day after.
    Confirmed(Approval),
    /// Approved at first and refused the day after.
    RefusedLater {
        /// The approval it had.
        approval: Approval,
        /// Why it was refused.
        refusal: Refusal,
    },
    /// Refused (거절), or too late to be sent; nothing was issued.
    Rejected(Refusal),
    /// No answer came: it may have been issued or not.
    Unknown,
    /// The NTS holds something else under this key. Names the fields that differ, without identifiers.
    Conflict(String),
    /// The route cannot say; a person looks at the NTS.
    CheckByHand,
    /// It stands in a file for Hometax that a person uploads: it may have been issued or not, and its approval number is
    /// awaited. No route sends it.
    ByFile,
}

/// An issued tax invoice that has reached the NTS.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Transmission {
    /// The approval it was issued with.
    pub approval: Approval,
    /// When the NTS accepted it (전송일), Korean local time.
    pub sent_at: NaiveDateTime,
}

/// A step that does not exist from this state. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a document that is `{from}` cannot take the step `{event}`")]
pub struct IllegalTransition {
    /// The state's stable name.
    pub from: &'static str,
    /// The step's name.
    pub event: &'static str,
}

type Step = Result<State, IllegalTransition>;

impl State {
    /// The request is about to leave: ready, held → sending.
    ///
    /// # Errors
    /// [`IllegalTransition`]; an unknown document is only sent again through [`State::resend`].
    pub fn send(self) -> Step {
        let (Self::Ready | Self::Held(_)) = self else {
            return self.cannot("send");
        };
        Ok(Self::Sending)
    }

    /// It has to wait: ready, held, sending → held. From sending only for answers that prove nothing was taken.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn hold(self, reason: HeldReason) -> Step {
        let (Self::Ready | Self::Held(_) | Self::Sending) = self else {
            return self.cannot("hold");
        };
        Ok(Self::Held(reason))
    }

    /// It was written into a file that a person uploads to Hometax: ready, held → by file. What may have been sent never
    /// goes into one.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn hand_over(self) -> Step {
        let (Self::Ready | Self::Held(_)) = self else {
            return self.cannot("hand_over");
        };
        Ok(Self::ByFile)
    }

    /// A person says that the file was never uploaded, or that Hometax did not take this row: by file → ready.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn take_back(self) -> Step {
        let Self::ByFile = self else {
            return self.cannot("take_back");
        };
        Ok(Self::Ready)
    }

    /// The NTS said yes, a look-up found the very document, a person or Hometax's list did: sending, unknown, check by hand,
    /// by file → approved.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn approve(self, approval: Approval) -> Step {
        let (Self::Sending | Self::Unknown | Self::CheckByHand | Self::ByFile) = self else {
            return self.cannot("approve");
        };
        Ok(Self::Approved(approval))
    }

    /// The NTS said no, a look-up found it refused, or a person did: sending, unknown, check by hand → rejected.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn reject(self, refusal: Refusal) -> Step {
        let (Self::Sending | Self::Unknown | Self::CheckByHand) = self else {
            return self.cannot("reject");
        };
        Ok(Self::Rejected(refusal))
    }

    /// The last moment to send it has passed and it is certain that it never was: ready, held → rejected. With
    /// [`Refusal::late`]. A document that is under way or in doubt cannot expire, it can only be found out about.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn expire(self, refusal: Refusal) -> Step {
        let (Self::Ready | Self::Held(_)) = self else {
            return self.cannot("expire");
        };
        Ok(Self::Rejected(refusal))
    }

    /// No answer, or none that can be relied on, or the program died: sending → unknown.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn lose_answer(self) -> Step {
        let Self::Sending = self else {
            return self.cannot("lose_answer");
        };
        Ok(Self::Unknown)
    }

    /// The same bytes under the same key once more: unknown → sending. Only after proof of absence, which is "not found"
    /// once the route's quiet period is over.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn resend(self) -> Step {
        let Self::Unknown = self else {
            return self.cannot("resend");
        };
        Ok(Self::Sending)
    }

    /// The NTS holds something else under this key: sending, unknown → conflict. `differs` names the fields, without
    /// identifiers.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn conflict(self, differs: String) -> Step {
        let (Self::Sending | Self::Unknown) = self else {
            return self.cannot("conflict");
        };
        Ok(Self::Conflict(differs))
    }

    /// The route has no way to look it up: unknown → check by hand.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn cannot_look_up(self) -> Step {
        let Self::Unknown = self else {
            return self.cannot("cannot_look_up");
        };
        Ok(Self::CheckByHand)
    }

    /// The tax invoice has reached the NTS: approved → transmitted.
    ///
    /// # Errors
    /// [`IllegalTransition`]; sending it twice is no harm at the NTS, but the first moment stays.
    pub fn transmit(self, sent_at: NaiveDateTime) -> Step {
        let Self::Approved(approval) = self else {
            return self.cannot("transmit");
        };
        Ok(Self::Transmitted(Transmission { approval, sent_at }))
    }

    /// The day after, the NTS still holds it: approved, transmitted → confirmed.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn confirm(self) -> Step {
        let (Self::Approved(approval) | Self::Transmitted(Transmission { approval, .. })) = self else {
            return self.cannot("confirm");
        };
        Ok(Self::Confirmed(approval))
    }

    /// The day after, the NTS refused it: approved, transmitted → refused later.
    ///
    /// # Errors
    /// [`IllegalTransition`].
    pub fn refuse_later(self, refusal: Refusal) -> Step {
        let (Self::Approved(approval) | Self::Transmitted(Transmission { approval, .. })) = self else {
            return self.cannot("refuse_later");
        };
        Ok(Self::RefusedLater { approval, refusal })
    }

    /// Stable name for the book.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Held(_) => "held",
            Self::Sending => "sending",
            Self::Approved(_) => "approved",
            Self::Transmitted(_) => "transmitted",
            Self::Confirmed(_) => "confirmed",
            Self::RefusedLater { .. } => "refused_later",
            Self::Rejected(_) => "rejected",
            Self::Unknown => "unknown",
            Self::Conflict(_) => "conflict",
            Self::CheckByHand => "check_by_hand",
            Self::ByFile => "by_file",
        }
    }

    /// The approval it has, or had before it was refused later.
    #[must_use]
    pub const fn approval(&self) -> Option<&Approval> {
        match self {
            Self::Approved(approval) | Self::Confirmed(approval) | Self::RefusedLater { approval, .. } => {
                Some(approval)
            }
            Self::Transmitted(transmission) => Some(&transmission.approval),
            Self::Ready
            | Self::Held(_)
            | Self::Sending
            | Self::Rejected(_)
            | Self::Unknown
            | Self::Conflict(_)
            | Self::CheckByHand
            | Self::ByFile => None,
        }
    }

    /// When it reached the NTS, while that is all that is known of it. Once confirmed, the book remembers the moment.
    #[must_use]
    pub const fn sent_at(&self) -> Option<NaiveDateTime> {
        match self {
            Self::Transmitted(transmission) => Some(transmission.sent_at),
            Self::Ready
            | Self::Held(_)
            | Self::Sending
            | Self::Approved(_)
            | Self::Confirmed(_)
            | Self::RefusedLater { .. }
            | Self::Rejected(_)
            | Self::Unknown
            | Self::Conflict(_)
            | Self::CheckByHand
            | Self::ByFile => None,
        }
    }

    /// Why it was refused, at once or later.
    #[must_use]
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Rejected(refusal) | Self::RefusedLater { refusal, .. } => Some(refusal),
            Self::Ready
            | Self::Held(_)
            | Self::Sending
            | Self::Approved(_)
            | Self::Transmitted(_)
            | Self::Confirmed(_)
            | Self::Unknown
            | Self::Conflict(_)
            | Self::CheckByHand
            | Self::ByFile => None,
        }
    }

    /// Whether the program still has work to do to bring it through: send, or find out.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Ready | Self::Held(_) | Self::Sending | Self::Unknown)
    }

    /// Whether only a person can go on (확인할 일).
    #[must_use]
    pub const fn needs_person(&self) -> bool {
        matches!(self, Self::Conflict(_) | Self::CheckByHand | Self::RefusedLater { .. } | Self::ByFile)
    }

    /// Whether it counts in totals: the NTS approved it and has not taken that back.
    #[must_use]
    pub const fn counts_as_issued(&self) -> bool {
        matches!(self, Self::Approved(_) | Self::Transmitted(_) | Self::Confirmed(_))
    }

    /// Whether the NTS holds it or might. Cancels of which this is true reduce what may still be cancelled.
    #[must_use]
    pub const fn may_have_happened(&self) -> bool {
        self.counts_as_issued()
            || matches!(
                self,
                Self::Sending | Self::Unknown | Self::Conflict(_) | Self::CheckByHand | Self::ByFile
            )
    }

    /// Whether a cancel in this state takes from what may still be cancelled: everything but one that was refused. A held
    /// one counts too, because it will be sent by itself.
    #[must_use]
    pub const fn takes_from_remaining(&self) -> bool {
        !matches!(self, Self::Rejected(_) | Self::RefusedLater { .. })
    }

    const fn cannot(&self, event: &'static str) -> Step {
        Err(IllegalTransition { from: self.name(), event })
    }
}
