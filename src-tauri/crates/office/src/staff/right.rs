//! Which act needs which right: the whole rule, in one place.

use store::StaffRole;

/// Who may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Also while the desk is locked: what opens it, and the end of the program.
    Always,
    /// Whoever is at the desk.
    Anybody,
    /// The owner alone.
    Owner,
}

/// What can be done at the desk, by how far it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Come to the desk or leave it.
    Enter,
    /// Serve a customer: issue, print and reprint, look up, tell the customer, keep a draft.
    Serve,
    /// Take a document back. At the counter a mistake is put right while the customer waits, so the clerk may; but only
    /// what was issued today, which the use case itself looks at ([`crate::OfficeError::OwnerOnly`]).
    TakeBack,
    /// Show a number in full. The owner may also allow one look with the PIN, for whoever is at the desk.
    Reveal,
    /// Amend an invoice, decide what needs a person, compare the books.
    PutRight,
    /// Change or take in partners.
    KeepPartners,
    /// Orders, plans and the end of the day: what issues many or by itself.
    Automate,
    /// Close a period and take its files out of the program.
    TakeOut,
    /// Read the log and save what helpers ask for.
    Support,
    /// Read and change settings of every kind, mail, texts and other programs included.
    Settings,
    /// Say who is of the staff.
    KeepStaff,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 11] = [
        Self::Enter,
        Self::Serve,
        Self::TakeBack,
        Self::Reveal,
        Self::PutRight,
        Self::KeepPartners,
        Self::Automate,
        Self::TakeOut,
        Self::Support,
        Self::Settings,
        Self::KeepStaff,
    ];

    /// The right that an act needs.
    #[must_use]
    pub const fn needs(self) -> Right {
        match self {
            Self::Enter => Right::Always,
            Self::Serve | Self::TakeBack => Right::Anybody,
            Self::Reveal
            | Self::PutRight
            | Self::KeepPartners
            | Self::Automate
            | Self::TakeOut
            | Self::Support
            | Self::Settings
            | Self::KeepStaff => Right::Owner,
        }
    }
}

impl Right {
    /// Whether a person of this role has it.
    #[must_use]
    pub const fn has(self, role: StaffRole) -> bool {
        match (self, role) {
            (Self::Always | Self::Anybody, _) | (Self::Owner, StaffRole::Owner) => true,
            (Self::Owner, StaffRole::Clerk) => false,
        }
    }
}
