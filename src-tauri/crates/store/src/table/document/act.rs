//! What a document does.

use domain::{AmendReason, CancelReason};

use super::DocumentId;

/// What the document does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentAct {
    /// Issues a cash receipt (승인거래).
    Issue,
    /// Takes a receipt back, wholly or in part (취소거래).
    Cancel {
        /// The receipt taken back.
        original: DocumentId,
        /// Why.
        reason: CancelReason,
    },
    /// Issues a tax invoice or an exempt invoice ((세금)계산서).
    Invoice,
    /// Amends an invoice (수정세금계산서); what it says is added to what the chain before it says.
    Amend {
        /// The invoice amended, or the amendment of it that is itself amended.
        original: DocumentId,
        /// Why.
        reason: AmendReason,
    },
}

impl DocumentAct {
    /// Which of the four it is.
    #[must_use]
    pub const fn kind(self) -> ActKind {
        match self {
            Self::Issue => ActKind::Issue,
            Self::Cancel { .. } => ActKind::Cancel,
            Self::Invoice => ActKind::Invoice,
            Self::Amend { .. } => ActKind::Amend,
        }
    }

    /// The stable word in the file: `issue`, `cancel`, `invoice`, `amend`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.kind().as_str()
    }

    /// Of a cancel or an amendment, the document it is about.
    #[must_use]
    pub const fn original(self) -> Option<DocumentId> {
        match self {
            Self::Issue | Self::Invoice => None,
            Self::Cancel { original, .. } | Self::Amend { original, .. } => Some(original),
        }
    }

    /// The stable word for why, of a cancel or an amendment.
    pub(super) const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Issue | Self::Invoice => None,
            Self::Cancel { reason, .. } => Some(reason.code()),
            Self::Amend { reason, .. } => Some(reason.as_str()),
        }
    }
}

/// What a document does, without what it does it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActKind {
    /// Issues a cash receipt.
    Issue,
    /// Takes a receipt back.
    Cancel,
    /// Issues an invoice.
    Invoice,
    /// Amends an invoice.
    Amend,
}

impl ActKind {
    /// The stable word in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Cancel => "cancel",
            Self::Invoice => "invoice",
            Self::Amend => "amend",
        }
    }

    /// Reads [`ActKind::as_str`] back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Issue, Self::Cancel, Self::Invoice, Self::Amend].into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether it is an invoice, new or amended; else it is a receipt or its cancel.
    #[must_use]
    pub const fn is_invoice(self) -> bool {
        matches!(self, Self::Invoice | Self::Amend)
    }

    /// Whether it takes back or changes what another document says.
    #[must_use]
    pub const fn revises(self) -> bool {
        matches!(self, Self::Cancel | Self::Amend)
    }
}
