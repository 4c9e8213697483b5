//! One document with everything known about it: facts, cancels, papers, journal and attempts.

use domain::{DocumentKey, Remaining};
use store::{Attempt, DocumentAct, JournalEntry, PrintRow, Shelved};

use crate::{Office, OfficeError, cancel};

/// A document with its surroundings.
#[derive(Debug)]
pub struct Detail {
    /// Content and standing.
    pub shelved: Shelved,
    /// For a cancel, the receipt it takes back.
    pub original: Option<Shelved>,
    /// Cancels of this receipt, oldest first.
    pub cancels: Vec<Shelved>,
    /// What may still be cancelled; cancels of unknown outcome count as done.
    pub remaining: Remaining,
    /// Papers, oldest first.
    pub prints: Vec<PrintRow>,
    /// What happened, oldest first.
    pub journal: Vec<JournalEntry>,
    /// Calls to the NTS, oldest first.
    pub attempts: Vec<Attempt>,
}

impl Detail {
    /// Whether a cancel may be issued now.
    #[must_use]
    pub fn can_cancel(&self) -> bool {
        self.can_print()
            && matches!(self.shelved.document.act, DocumentAct::Issue)
            && !self.remaining.is_nothing()
    }

    /// Whether there is an approval to print.
    #[must_use]
    pub fn can_print(&self) -> bool {
        self.shelved.standing.state.counts_as_issued()
    }
}

impl Office {
    /// A document's content and standing.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn shelved(&self, key: &DocumentKey) -> Result<Shelved, OfficeError> {
        self.book.read(|r| r.shelved(key))?.ok_or_else(|| OfficeError::NotFound(key.to_string()))
    }

    /// A document with everything known about it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn detail(&self, key: &DocumentKey) -> Result<Detail, OfficeError> {
        self.book
            .read(|r| {
                let Some(shelved) = r.shelved(key)? else { return Ok(None) };
                let id = shelved.document.id;
                let original = match shelved.document.act.original() {
                    Some(original) => r.shelved_by_id(original)?,
                    None => None,
                };
                Ok(Some(Detail {
                    original,
                    cancels: r.cancels_of(id)?,
                    remaining: cancel::remaining(r, &shelved.document)?,
                    prints: r.prints_of(id)?,
                    journal: r.journal_of(key.as_str())?,
                    attempts: r.attempts_of(id)?,
                    shelved,
                }))
            })?
            .ok_or_else(|| OfficeError::NotFound(key.to_string()))
    }
}
