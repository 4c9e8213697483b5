//! Reading Hometax's list: only an approval number that came back makes a document approved.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, NaiveTime};
use domain::{Approval, ApprovalNumber, DocumentKey, State};
use hometax_form::{Ours, ResultEntry, ResultList, RowFault, folded_item, match_results, read_results};
use serde_json::json;
use store::{BookError, DocumentAct, HandOverEnd, JournalAct, Reader, Shelved, Writer};

use super::was_issued_by_file;
use crate::hear::{Moved, note};
use crate::{Office, OfficeError};

/// A list that was fetched from Hometax.
#[derive(Clone)]
pub struct HometaxListPress {
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Take down what belongs together; without it nothing is written.
    pub commit: bool,
    /// What a person decided where several are alike.
    pub chosen: Vec<(DocumentKey, ApprovalNumber)>,
}

/// What a list says about our documents.
#[derive(Debug, Default)]
pub struct HometaxRead {
    /// Invoices, or cash receipts.
    pub of_invoices: bool,
    /// Documents in the list.
    pub entries: usize,
    /// Cancels in the list, which are nothing to match.
    pub cancels: usize,
    /// Rows that could not be used.
    pub faults: Vec<RowFault>,
    /// Entries whose approval number stands in the book already.
    pub known: usize,
    /// What belongs together.
    pub matched: Vec<(DocumentKey, ResultEntry)>,
    /// Several that are alike: documents, and entries. A person chooses.
    pub ambiguous: Vec<(Vec<DocumentKey>, Vec<ResultEntry>)>,
    /// Documents in files that the list does not have.
    pub ours_left: Vec<DocumentKey>,
    /// Entries that no document of ours fits: issued at Hometax by hand, or by another program.
    pub theirs_left: Vec<ResultEntry>,
    /// Whether it was taken down.
    pub booked: bool,
}

impl Office {
    /// Reads a list and says what belongs to what; with [`HometaxListPress::commit`] documents that got their approval number
    /// are approved, all in one transaction. Reading a list again changes nothing, unless it knows more by then.
    ///
    /// # Errors
    /// [`OfficeError::HometaxForm`] for a file that is no such list, [`OfficeError::NotThatApproval`] for a choice that cannot be,
    /// [`OfficeError::Book`]. Nothing was changed.
    pub fn read_hometax_results(&self, press: &HometaxListPress) -> Result<HometaxRead, OfficeError> {
        let list = read_results(&press.name, &press.bytes)?;
        if !press.commit {
            return self.book.read(|r| Ok(compare(r, &list, &press.chosen))).map_err(OfficeError::Book)?;
        }
        let at = self.clock.now();
        let (read, moved) = self.book.write(|w| {
            let mut read = compare(w, &list, &press.chosen)?;
            let mut moved = Vec::new();
            for (key, entry) in &read.matched {
                self.book_issued(w, key, entry, at, &mut moved)?;
            }
            for entry in &list.entries {
                if let Some(shelved) = issued_before(w, entry)? {
                    go_on(w, &shelved, entry, at, &mut moved)?;
                }
            }
            let facts = json!({
                "entries": read.entries, "matched": read.matched.len(), "ambiguous": read.ambiguous.len(),
                "ours_left": read.ours_left.len(), "theirs_left": read.theirs_left.len(),
            });
            w.journal(at, JournalAct::HometaxListRead, "hometax", &facts)?;
            read.booked = true;
            Ok::<_, OfficeError>((read, moved))
        })?;
        self.spread(&moved);
        Ok(read)
    }

    /// Its approval number came back: approved, with what an approval brings. Hometax hands invoices over by itself, so no
    /// transmission is planned.
    fn book_issued(
        &self,
        w: &mut Writer<'_>,
        key: &DocumentKey,
        entry: &ResultEntry,
        at: NaiveDateTime,
        moved: &mut Vec<Moved>,
    ) -> Result<(), OfficeError> {
        let shelved = w.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
        let approval = Approval { number: entry.approval.clone(), at: entry.issued_at };
        step(w, &shelved, State::approve, approval, at, moved)?;
        w.end_hand_over(shelved.document.id, HandOverEnd::Issued, at)?;
        let Some(shelved) = w.shelved(key)? else { return Ok(()) };
        match shelved.document.invoice() {
            Some(invoice) => self.learn_from_invoice(w, &shelved, invoice, at),
            None => self.queue_receipt_text(w, shelved.document.id, at),
        }
    }
}

/// What the list says about the documents in files, as the book stands.
fn compare(
    r: &Reader<'_>,
    list: &ResultList,
    chosen: &[(DocumentKey, ApprovalNumber)],
) -> Result<HometaxRead, OfficeError> {
    let waiting: Vec<Ours> = r.hometax_candidates(u32::MAX)?.iter().filter_map(ours_of).collect();
    let mut new = Vec::new();
    for entry in &list.entries {
        if r.document_of_approval(&entry.approval, entry.dated)?.is_none() {
            new.push(entry.clone());
        }
    }
    let mut read = HometaxRead {
        of_invoices: list.of_invoices,
        entries: list.entries.len(),
        cancels: list.cancels,
        faults: list.faults.clone(),
        known: list.entries.len() - new.len(),
        ..HometaxRead::default()
    };
    let mut waiting: Vec<Ours> =
        waiting.into_iter().filter(|ours| ours.key.kind().is_invoice() == list.of_invoices).collect();
    read.matched = taken_as_chosen(&mut waiting, &mut new, chosen)?;
    let found = match_results(&waiting, &new);
    let entry = |index: &usize| new.get(*index).cloned();
    read.matched
        .extend(found.matched.iter().filter_map(|pair| Some((pair.key.clone(), entry(&pair.entry)?))));
    read.ambiguous = found
        .ambiguous
        .into_iter()
        .map(|(keys, entries)| (keys, entries.iter().filter_map(entry).collect()))
        .collect();
    read.ours_left = found.ours_left;
    read.theirs_left = found.theirs_left.iter().filter_map(entry).collect();
    Ok(read)
}

/// What a person chose, taken out of both sides. The sums must agree whatever the person says.
fn taken_as_chosen(
    waiting: &mut Vec<Ours>,
    new: &mut Vec<ResultEntry>,
    chosen: &[(DocumentKey, ApprovalNumber)],
) -> Result<Vec<(DocumentKey, ResultEntry)>, OfficeError> {
    let mut taken = Vec::new();
    let twice = chosen.iter().map(|(key, _)| key).collect::<BTreeSet<_>>().len() < chosen.len();
    for (key, approval) in chosen {
        let ours = waiting.iter().position(|ours| ours.key == *key);
        let theirs = new.iter().position(|entry| entry.approval == *approval);
        let (Some(ours), Some(theirs), false) = (ours, theirs, twice) else {
            return Err(OfficeError::NotThatApproval(key.clone()));
        };
        let (ours, entry) = (waiting.remove(ours), new.remove(theirs));
        if ours.total != entry.total {
            return Err(OfficeError::NotThatApproval(key.clone()));
        }
        taken.push((ours.key, entry));
    }
    Ok(taken)
}

/// A document in a file as the form carried it.
fn ours_of(shelved: &Shelved) -> Option<Ours> {
    let document = &shelved.document;
    if shelved.standing.state != State::ByFile {
        return None;
    }
    let (number, vat, item) = match (document.invoice(), document.act) {
        (Some(invoice), _) => {
            (invoice.buyer().id().wire_digits().to_owned(), invoice.vat(), Some(folded_item(invoice)))
        }
        (None, DocumentAct::Issue) => {
            let sale = document.sale().ok()?;
            (sale.number.digits().to_owned(), sale.amounts.vat(), None)
        }
        (None, DocumentAct::Cancel { .. } | DocumentAct::Invoice | DocumentAct::Amend { .. }) => return None,
    };
    let (key, dated, total) = (document.key.clone(), document.trade_date(), document.total());
    Some(Ours { key, dated, number, total, vat, item })
}

/// The document that Hometax issued from a file of ours under this number.
fn issued_before(r: &Reader<'_>, entry: &ResultEntry) -> Result<Option<Shelved>, BookError> {
    let Some(id) = r.document_of_approval(&entry.approval, entry.dated)? else { return Ok(None) };
    if was_issued_by_file(r, id)? { r.shelved_by_id(id) } else { Ok(None) }
}

/// How far the list says it is: an invoice with a day of transmission has reached the NTS, and the list is the NTS's own; a
/// receipt stands once its day is over.
fn go_on(
    w: &mut Writer<'_>,
    shelved: &Shelved,
    entry: &ResultEntry,
    at: NaiveDateTime,
    moved: &mut Vec<Moved>,
) -> Result<(), OfficeError> {
    let mut now = shelved.clone();
    let sent_on = entry.sent_on.filter(|_| now.document.invoice().is_some());
    if let (State::Approved(_), Some(day)) = (&now.standing.state, sent_on) {
        now.standing.state = step(w, &now, State::transmit, day.and_time(NaiveTime::MIN), at, moved)?;
    }
    let receipt_stands = now.document.invoice().is_none() && entry.dated < at.date();
    let stands = match now.standing.state {
        State::Approved(_) => receipt_stands,
        State::Transmitted(_) => true,
        State::Ready
        | State::Held(_)
        | State::Sending
        | State::Confirmed(_)
        | State::RefusedLater { .. }
        | State::Rejected(_)
        | State::Unknown
        | State::Conflict(_)
        | State::CheckByHand
        | State::ByFile => false,
    };
    if stands {
        step(w, &now, |state, ()| state.confirm(), (), at, moved)?;
    }
    Ok(())
}

/// One step of a document's life, into standing and journal.
fn step<F>(
    w: &mut Writer<'_>,
    shelved: &Shelved,
    take: impl Fn(State, F) -> Result<State, domain::IllegalTransition>,
    fact: F,
    at: NaiveDateTime,
    moved: &mut Vec<Moved>,
) -> Result<State, OfficeError> {
    let key = shelved.document.key.clone();
    let before = shelved.standing.state.name();
    let state = take(shelved.standing.state.clone(), fact);
    let state = state.map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
    w.set_standing(shelved.document.id, &state, at)?;
    let one = Moved { key, before, state: state.clone(), behind: true };
    note(w, &one, None, at)?;
    moved.push(one);
    Ok(state)
}
