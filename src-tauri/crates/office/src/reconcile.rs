//! The morning after (대조): our book against the NTS's, document by document, under (trade date, approval number).
//!
//! Equal ones become confirmed, refused ones call a person, and whatever stands in only one of the two books or says
//! something else in each becomes a difference that a person settles. Comparing again changes nothing that is settled.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{Attention, DocumentKey, Refusal, State};
use nts::{ListedDay, Route, StoredDocument, StoredStatus};
use serde_json::json;
use store::{DifferenceKind, JournalAct, NewDifference, Shelved, TheirSide, Writer};

use crate::courier::frozen;
use crate::hear::{Moved, note};
use crate::settle::queued;
use crate::{Office, OfficeError};

/// The NTS has the day's results from about then on (domain.md §1.8: poll at 09:30).
const RESULTS_FROM: NaiveTime = match NaiveTime::from_hms_opt(9, 30, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};
/// How far back unconfirmed days are still compared by themselves.
const DAYS_BACK: u64 = 31;

/// What comparing a day brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Which trade date; the default is no date of ours.
    pub day: NaiveDate,
    /// In both books with the same content.
    pub equal: u32,
    /// Of those, newly confirmed.
    pub confirmed: u32,
    /// Of those, refused by the NTS the day after.
    pub refused: u32,
    /// Approved here, not listed there.
    pub only_ours: u32,
    /// Listed there, not approved here.
    pub only_theirs: u32,
    /// In both, with different content.
    pub differs: u32,
}

impl Office {
    /// Compares one trade date; yesterday if none is named.
    ///
    /// # Errors
    /// [`OfficeError::NotCompared`] when the NTS's list could not be read to its end, [`OfficeError::RouteClosed`],
    /// [`OfficeError::Book`]; nothing was changed.
    pub async fn reconcile(&self, day: Option<NaiveDate>) -> Result<Reconciled, OfficeError> {
        let day = day.unwrap_or_else(|| self.yesterday());
        let route = self.route().await?;
        let theirs = whole_day(route.as_ref(), day).await?;
        let (reconciled, moved) = self.gated(route.as_ref(), |w, _, at| {
            let mut comparison = Comparison::begin(w, route.name(), day, at);
            comparison.run(&theirs)?;
            let Comparison { found, moved, .. } = comparison;
            w.note_reconciled(route.name(), day, at)?;
            w.journal(at, JournalAct::Reconciled, &day.to_string(), &found.facts())?;
            Ok((found, moved))
        })?;
        self.spread(&moved);
        Ok(reconciled)
    }

    /// What comparing the newest day that was compared brought, the last time it was done.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn newest_comparison(&self) -> Result<Option<Reconciled>, OfficeError> {
        Ok(self.book.read(|r| {
            let Some(day) = r.newest_reconciled_day()? else { return Ok(None) };
            let about_it = r.journal_of(&day.to_string())?;
            let last = about_it.iter().rfind(|entry| entry.act == JournalAct::Reconciled);
            Ok(last.map(|entry| Reconciled::of_facts(day, &entry.content)))
        })?)
    }

    fn yesterday(&self) -> NaiveDate {
        self.clock.now().date().checked_sub_days(Days::new(1)).unwrap_or_default()
    }

    /// Compares every past day with unconfirmed approvals, once a morning.
    pub(crate) async fn reconcile_when_due(&self) -> Result<(), OfficeError> {
        let now = self.clock.now();
        let Some(route) = self.open_route() else { return Ok(()) };
        if now.time() < RESULTS_FROM {
            return Ok(());
        }
        let this_morning = now.date().and_time(RESULTS_FROM);
        let from = now.date().checked_sub_days(Days::new(DAYS_BACK)).unwrap_or_default();
        let days = self.book.read(|r| {
            let mut due = Vec::new();
            for day in r.unconfirmed_days(from, now.date())? {
                if r.reconciled_at(route.name(), day)?.is_none_or(|ran| ran < this_morning) {
                    due.push(day);
                }
            }
            Ok(due)
        })?;
        for day in days {
            self.reconcile(Some(day)).await?;
        }
        Ok(())
    }
}

struct Theirs {
    documents: Vec<StoredDocument>,
    foreign_keys: Vec<String>,
}

async fn whole_day(route: &dyn Route, day: NaiveDate) -> Result<Theirs, OfficeError> {
    let mut theirs = Theirs { documents: Vec::new(), foreign_keys: Vec::new() };
    let mut cursor: Option<String> = None;
    loop {
        match route.list_day(day, cursor.as_deref()).await.outcome {
            ListedDay::Page(page) => {
                theirs.documents.extend(page.documents);
                theirs.foreign_keys.extend(page.foreign_keys);
                // A cursor that does not move would never end.
                if page.next_cursor.is_none() || page.next_cursor == cursor {
                    return Ok(theirs);
                }
                cursor = page.next_cursor;
            }
            ListedDay::NotNow(wait) => return Err(OfficeError::NotCompared(wait.code)),
            ListedDay::RouteStopped(stop) => return Err(OfficeError::NotCompared(stop.code)),
            ListedDay::NoAnswer(cause) => return Err(OfficeError::NotCompared(cause)),
        }
    }
}

/// One day's comparison inside its transaction.
struct Comparison<'w, 'c> {
    w: &'w mut Writer<'c>,
    route: &'static str,
    day: NaiveDate,
    at: NaiveDateTime,
    found: Reconciled,
    moved: Vec<Moved>,
}

impl<'w, 'c> Comparison<'w, 'c> {
    fn begin(w: &'w mut Writer<'c>, route: &'static str, day: NaiveDate, at: NaiveDateTime) -> Self {
        Self { w, route, day, at, found: Reconciled { day, ..Reconciled::default() }, moved: Vec::new() }
    }

    fn run(&mut self, theirs: &Theirs) -> Result<(), OfficeError> {
        let ours = self.w.day(self.day, u32::MAX)?.rows;
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
        let key = shelved.document.key.as_str();
        let Some(stored) = stored else {
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
        let id = shelved.document.id;
        self.w.settle_differences_of(id, "equal", self.at)?;
        let now = shelved.standing.state.clone();
        let step = match (&now, stored.status) {
            (State::Approved(_), StoredStatus::Confirmed) => {
                self.found.confirmed += 1;
                now.confirm()
            }
            (State::Approved(_), StoredStatus::Rejected) => {
                self.found.refused += 1;
                let code = stored.result_code.clone();
                now.refuse_later(Refusal { code, field: None, message: String::new() })
            }
            (_, StoredStatus::Approved | StoredStatus::Confirmed | StoredStatus::Rejected) => return Ok(()),
        };
        let key = shelved.document.key.clone();
        let state = step.map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
        self.w.set_standing(id, &state, self.at)?;
        if matches!(state, State::RefusedLater { .. }) {
            self.w.call_person(id, Some(Attention::RefusedLater))?;
        }
        let moved = Moved { key, before: shelved.standing.state.name(), state, behind: true };
        note(self.w, &moved, None, self.at)?;
        self.moved.push(moved);
        Ok(())
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
                total: stored.amounts.total(),
            }),
            fields,
        };
        Ok(self.w.note_difference(self.route, &new, self.at)?)
    }
}

impl Reconciled {
    fn of_facts(day: NaiveDate, facts: &str) -> Self {
        let facts: serde_json::Value = serde_json::from_str(facts).unwrap_or_default();
        let count = |name: &str| {
            facts
                .get(name)
                .and_then(serde_json::Value::as_u64)
                .and_then(|n| u32::try_from(n).ok())
                .unwrap_or_default()
        };
        Self {
            day,
            equal: count("equal"),
            confirmed: count("confirmed"),
            refused: count("refused"),
            only_ours: count("only_ours"),
            only_theirs: count("only_theirs"),
            differs: count("differs"),
        }
    }

    fn facts(&self) -> serde_json::Value {
        json!({
            "equal": self.equal, "confirmed": self.confirmed, "refused": self.refused,
            "only_ours": self.only_ours, "only_theirs": self.only_theirs, "differs": self.differs,
        })
    }
}
