//! One document with everything known about it: facts, cancels, papers, journal and attempts.

use std::collections::BTreeMap;

use domain::{DocumentKey, Remaining};
use store::{
    Attempt, BookError, DocumentAct, DocumentId, JournalEntry, Notice, PrintRow, Reader, Shelved, StaffId,
};

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
    /// What may still be cancelled; cancels of unknown outcome count as done. Nothing of an invoice.
    pub remaining: Remaining,
    /// The correction of a wrong number (번호 바로잡기) it has a part in, the newest if there are several.
    pub correction: Option<CorrectionParts>,
    /// Papers, oldest first.
    pub prints: Vec<PrintRow>,
    /// What happened, oldest first.
    pub journal: Vec<JournalEntry>,
    /// What those of the staff are called who had a hand in it.
    pub people: BTreeMap<StaffId, String>,
    /// Calls to the NTS, oldest first.
    pub attempts: Vec<Attempt>,
    /// Mails and texts about it, oldest first.
    pub notices: Vec<Notice>,
}

/// The three documents of a correction.
#[derive(Debug)]
pub struct CorrectionParts {
    /// The receipt with the wrong number.
    pub original: Shelved,
    /// The cancel of it.
    pub cancel: Shelved,
    /// The receipt with the right number, once it is there.
    pub reissue: Option<Shelved>,
}

impl Detail {
    /// What the person is called who did what this row says.
    #[must_use]
    pub fn signed_by(&self, entry: &JournalEntry) -> Option<&str> {
        self.people.get(&entry.by()?).map(String::as_str)
    }

    /// Whether a cancel may be issued now.
    #[must_use]
    pub fn can_cancel(&self) -> bool {
        self.can_print()
            && matches!(self.shelved.document.act, DocumentAct::Issue)
            && !self.remaining.is_nothing()
    }

    /// Whether a text about it can be sent.
    #[must_use]
    pub fn can_text(&self) -> bool {
        self.can_print() && self.shelved.document.content.receipt().is_some()
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
                let journal = r.journal_of(key.as_str())?;
                Ok(Some(Detail {
                    original,
                    people: people_of(r, &journal)?,
                    correction: correction_parts(r, id)?,
                    cancels: r.cancels_of(id)?,
                    remaining: cancel::remaining(r, &shelved.document)?,
                    prints: r.prints_of(id)?,
                    journal,
                    attempts: r.attempts_of(id)?,
                    notices: r.notices_of(id)?,
                    shelved,
                }))
            })?
            .ok_or_else(|| OfficeError::NotFound(key.to_string()))
    }
}

fn people_of(r: &Reader<'_>, journal: &[JournalEntry]) -> Result<BTreeMap<StaffId, String>, BookError> {
    let mut people = BTreeMap::new();
    for id in journal.iter().filter_map(JournalEntry::by) {
        if let (false, Some(member)) = (people.contains_key(&id), r.staff_member(id)?) {
            people.insert(id, member.name);
        }
    }
    Ok(people)
}

fn correction_parts(r: &Reader<'_>, id: DocumentId) -> Result<Option<CorrectionParts>, BookError> {
    let Some(correction) = r.correction_of(id)? else { return Ok(None) };
    let (original, cancel) = (r.shelved_by_id(correction.original)?, r.shelved_by_id(correction.cancel)?);
    let (Some(original), Some(cancel)) = (original, cancel) else { return Ok(None) };
    let reissue = correction.reissue.map(|id| r.shelved_by_id(id)).transpose()?.flatten();
    Ok(Some(CorrectionParts { original, cancel, reissue }))
}
