//! One day's comparison inside its transaction: each of our approvals against theirs, each of theirs against our book.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{Attention, DocumentKey, IllegalTransition, Refusal, State};
use nts::{StoredDocument, StoredStatus};
use store::{DifferenceKind, Ledger, NewDifference, Shelved, TheirSide, Writer};

use super::Reconciled;
use crate::OfficeError;
use crate::courier::frozen;
use crate::hear::{Moved, note};
use crate::settle::queued;

/// The NTS's documents of a day.
pub(super) struct Theirs {
    pub(super) documents: Vec<StoredDocument>,
    /// Keys of documents that another program issued for this shop.
    pub(super) foreign_keys: Vec<String>,
}

/// One day's comparison inside its transaction.
pub(super) struct Comparison<'w, 'c> {
    w: &'w mut Writer<'c>,
    route: &'static str,
    day: NaiveDate,
    ledger: Ledger,
    at: NaiveDateTime,
    pub(super) found: Reconciled,
    pub(super) moved: Vec<Moved>,
}

impl<'w, 'c> Comparison<'w, 'c> {
    pub(super) fn begin(
        w: &'w mut Writer<'c>,
        route: &'static str,
        (day, ledger): (NaiveDate, Ledger),
        at: NaiveDateTime,
    ) -> Self {
        let found = Reconciled { day, ..Reconciled::default() };
        Self { w, route, day, ledger, at, found, moved: Vec::new() }
    }

    pub(super) fn run(&mut self, theirs: &Theirs) -> Result<(), OfficeError> {
        let ours = match self.ledger {
            Ledger::Receipts => self.w.day(self.day, u32::MAX)?.rows,
            Ledger::Invoices => self.w.invoices_written_on(self.day)?,
        };
        let by_key: HashMap<&DocumentKey, &StoredDocument> =
            theirs.documents.iter().map(|stored| (&stored.key, stored)).collect();
        for shelved in &ours {
            self.look_at_ours(shelved, by_key.get(&shelved.document.key).copied())?;
        }
        let ours: HashMap<&DocumentKey, &Shelved> =
            ours.iter().map(|shelved| (&shelved.document.key, shelved)).collect();
        for stored in &theirs.documents {
            self.look_at_theirs(stored, ours.get(&stored.key).copied())?;
        }
        for key in &theirs.foreign_keys {
            self.differ(DifferenceKind::OnlyTheirs, key, None, None, String::new())?;
        }
        Ok(())
    }

    /// Our approvals must stand in theirs.
    fn look_at_ours(
        &mut self,
        shelved: &Shelved,
        stored: Option<&StoredDocument>,
    ) -> Result<(), OfficeError> {
        let Some(approval) = shelved.standing.state.approval() else { return Ok(()) };
        if shelved.document.route == crate::fill::ROUTE {
            return Ok(());
        }
        let key = shelved.document.key.as_str();
        let Some(stored) = stored else {
            // What Hometax issued from a file goes by no key of ours; its own list is what confirms it.
            if crate::hometax::was_issued_by_file(self.w, shelved.document.id)? {
                return Ok(());
            }
            let refused_already = matches!(shelved.standing.state, State::RefusedLater { .. });
            return if refused_already {
                Ok(())
            } else {
                self.differ(DifferenceKind::OnlyOurs, key, Some(shelved), None, String::new())
            };
        };
        let fields = if stored.approval.number == approval.number {
            nts::compare(&frozen(&queued(shelved)), stored).err()
        } else {
            Some("differs in approval number".to_owned())
        };
        match fields {
            Some(fields) => self.differ(DifferenceKind::Differs, key, Some(shelved), Some(stored), fields),
            None => self.agree(shelved, stored),
        }
    }

    /// Theirs that our book has no approval of. One that is still open here is the courier's to settle.
    fn look_at_theirs(&mut self, stored: &StoredDocument, ours: Option<&Shelved>) -> Result<(), OfficeError> {
        let known = ours.is_some_and(|shelved| {
            shelved.standing.state.approval().is_some() || shelved.standing.state.is_open()
        });
        if known {
            return Ok(());
        }
        let subject = stored.approval.number.to_string();
        self.differ(DifferenceKind::OnlyTheirs, &subject, ours, Some(stored), String::new())
    }

    fn agree(&mut self, shelved: &Shelved, stored: &StoredDocument) -> Result<(), OfficeError> {
        self.found.equal += 1;
        self.w.settle_differences_of(shelved.document.id, "equal", self.at)?;
        let mut now = shelved.standing.state.clone();
        while let Some(step) = next_step(&now, stored, self.at) {
            now = self.take_step(shelved, &now, step)?;
        }
        Ok(())
    }

    fn take_step(
        &mut self,
        shelved: &Shelved,
        before: &State,
        step: Result<State, IllegalTransition>,
    ) -> Result<State, OfficeError> {
        let (id, key) = (shelved.document.id, shelved.document.key.clone());
        let state = step.map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
        self.w.set_standing(id, &state, self.at)?;
        self.found.confirmed += u32::from(matches!(state, State::Confirmed(_)));
        if matches!(state, State::RefusedLater { .. }) {
            self.found.refused += 1;
            self.w.call_person(id, Some(Attention::RefusedLater))?;
        }
        let moved = Moved { key, before: before.name(), state: state.clone(), behind: true };
        note(self.w, &moved, None, self.at)?;
        self.moved.push(moved);
        Ok(state)
    }

    fn differ(
        &mut self,
        kind: DifferenceKind,
        subject: &str,
        ours: Option<&Shelved>,
        theirs: Option<&StoredDocument>,
        fields: String,
    ) -> Result<(), OfficeError> {
        *match kind {
            DifferenceKind::OnlyOurs => &mut self.found.only_ours,
            DifferenceKind::OnlyTheirs => &mut self.found.only_theirs,
            DifferenceKind::Differs => &mut self.found.differs,
        } += 1;
        let new = NewDifference {
            trade_date: self.day,
            kind,
            subject: subject.to_owned(),
            document: ours.map(|shelved| shelved.document.id),
            theirs: theirs.map(|stored| TheirSide {
                approval_number: stored.approval.number.to_string(),
                total: stored.total(),
            }),
            fields,
        };
        Ok(self.w.note_difference(self.route, &new, self.at)?)
    }
}

/// Where the NTS's word leads from here; `None` when it says nothing new.
fn next_step(
    now: &State,
    stored: &StoredDocument,
    at: NaiveDateTime,
) -> Option<Result<State, IllegalTransition>> {
    match (now, stored.status) {
        (State::Approved(_), StoredStatus::Confirmed) => Some(now.clone().confirm()),
        (State::Approved(_), StoredStatus::Transmitted(sent_at)) => Some(now.clone().transmit(sent_at)),
        // The NTS judges a transmission by the end of its day; what stands the day after stands.
        (State::Transmitted(_), StoredStatus::Transmitted(sent_at)) if sent_at.date() < at.date() => {
            Some(now.clone().confirm())
        }
        (State::Approved(_) | State::Transmitted(_), StoredStatus::Rejected) => {
            let code = stored.result_code.clone();
            Some(now.clone().refuse_later(Refusal { code, field: None, message: String::new() }))
        }
        (
            _,
            StoredStatus::Approved
            | StoredStatus::Transmitted(_)
            | StoredStatus::Confirmed
            | StoredStatus::Rejected,
        ) => None,
    }
}
