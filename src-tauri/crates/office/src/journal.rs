//! Proof that nothing was rewritten: the journal's chain of hashes from the first row to the last.

use store::JournalProof;

use crate::{Office, OfficeError};

impl Office {
    /// Recomputes the whole chain; its head can be written down and compared later.
    ///
    /// # Errors
    /// [`OfficeError::Book`] naming the first row that does not fit.
    pub fn verify_journal(&self) -> Result<JournalProof, OfficeError> {
        Ok(self.book.read(|r| r.verify_journal())?)
    }
}
