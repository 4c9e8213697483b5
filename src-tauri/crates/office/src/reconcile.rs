//! The morning after (대조): our book against the NTS's, document by document, under (trade date, approval number).
//!
//! Equal ones become confirmed, refused ones call a person, and whatever stands in only one of the two books or says
//! something else in each becomes a difference that a person settles. Comparing again changes nothing that is settled.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{Attention, DocumentKey, Refusal, State};
use nts::{ListedDay, Route, StoredDocument, StoredStatus};
use serde_json::json;
use store::{DifferenceKind, JournalAct, Ledger, NewDifference, Shelved, TheirSide, Writer};

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
/// The same for invoices, whose date may lie a tax period back.
const INVOICE_DAYS_BACK: u64 = 400;

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
        let receipts = self.compare(day, Ledger::Receipts).await?;
        let invoices = self.compare(day, Ledger::Invoices).await?;
        Ok(receipts.and(&invoices))
    }

    async fn compare(&self, day: NaiveDate, ledger: Ledger) -> Result<Reconciled, OfficeError> {
        let route = self.route().await?;
        let theirs = whole_day(route.as_ref(), day, ledger).await?;
        let (reconciled, moved) = self.gated(route.as_ref(), |w, _, at| {
            let mut comparison = Comparison::begin(w, route.name(), (day, ledger), at);
            comparison.run(&theirs)?;
            let Comparison { found, moved, .. } = comparison;
            w.note_reconciled(route.name(), ledger, day, at)?;
            w.journal(at, JournalAct::Reconciled, &subject(day, ledger), &found.facts())?;
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
            let Some(day) = r.newest_reconciled_day(Ledger::Receipts)? else { return Ok(None) };
            let mut both: Option<Reconciled> = None;
            for ledger in [Ledger::Receipts, Ledger::Invoices] {
                let about_it = r.journal_of(&subject(day, ledger))?;
                let last = about_it.iter().rfind(|entry| entry.act == JournalAct::Reconciled);
                let found = last.map(|entry| Reconciled::of_facts(day, &entry.content));
                both = both.map(|first| found.map_or(first, |second| first.and(&second))).or(found);
            }
            Ok(both)
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
            let receipts = r.unconfirmed_days(from, now.date())?;
            // An invoice may carry a date long before it was transmitted, and is judged the day after that.
            let tomorrow = now.date().succ_opt().unwrap_or(now.date());
            let oldest = now.date().checked_sub_days(Days::new(INVOICE_DAYS_BACK)).unwrap_or_default();
            let invoices = r.sent_unconfirmed_days(oldest, tomorrow, now.date().and_time(NaiveTime::MIN))?;
            let mut due = Vec::new();
            for (day, ledger) in receipts
                .into_iter()
                .map(|day| (day, Ledger::Receipts))
                .chain(invoices.into_iter().map(|day| (day, Ledger::Invoices)))
            {
                if r.reconciled_at(route.name(), ledger, day)?.is_none_or(|ran| ran < this_morning) {
                    due.push((day, ledger));
                }
            }
            Ok(due)
        })?;
        for (day, ledger) in days {
            self.compare(day, ledger).await?;
        }
        Ok(())
    }
}

struct Theirs {
    documents: Vec<StoredDocument>,
    foreign_keys: Vec<String>,
}

/// What the journal files a comparison under.
fn subject(day: NaiveDate, ledger: Ledger) -> String {
    match ledger {
        Ledger::Receipts => day.to_string(),
        Ledger::Invoices => format!("invoices {day}"),
    }
}

async fn whole_day(route: &dyn Route, day: NaiveDate, ledger: Ledger) -> Result<Theirs, OfficeError> {
    let mut theirs = Theirs { documents: Vec::new(), foreign_keys: Vec::new() };
    let mut cursor: Option<String> = None;
    loop {
        let page = match ledger {
            Ledger::Receipts => route.list_day(day, cursor.as_deref()).await,
            Ledger::Invoices => route.list_invoices(day, day, cursor.as_deref()).await,
        };
        match page.outcome {
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
    ledger: Ledger,
    at: NaiveDateTime,
    found: Reconciled,
    moved: Vec<Moved>,
}

impl<'w, 'c> Comparison<'w, 'c> {
    fn begin(
        w: &'w mut Writer<'c>,
        route: &'static str,
        (day, ledger): (NaiveDate, Ledger),
        at: NaiveDateTime,
    ) -> Self {
        let found = Reconciled { day, ..Reconciled::default() };
        Self { w, route, day, ledger, at, found, moved: Vec::new() }
    }

    fn run(&mut self, theirs: &Theirs) -> Result<(), OfficeError> {
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
            (State::Approved(_), StoredStatus::Confirmed) => now.confirm(),
            (State::Approved(_), StoredStatus::Transmitted(sent_at)) => now.transmit(sent_at),
            // The NTS judges a transmission by the end of its day; what stands the day after stands.
            (State::Transmitted(_), StoredStatus::Transmitted(sent_at))
                if sent_at.date() < self.at.date() =>
            {
                now.confirm()
            }
            (State::Approved(_) | State::Transmitted(_), StoredStatus::Rejected) => {
                let code = stored.result_code.clone();
                now.refuse_later(Refusal { code, field: None, message: String::new() })
            }
            (
                _,
                StoredStatus::Approved
                | StoredStatus::Transmitted(_)
                | StoredStatus::Confirmed
                | StoredStatus::Rejected,
            ) => return Ok(()),
        };
        let key = shelved.document.key.clone();
        let state = step.map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
        self.w.set_standing(id, &state, self.at)?;
        self.found.confirmed += u32::from(matches!(state, State::Confirmed(_)));
        if matches!(state, State::RefusedLater { .. }) {
            self.found.refused += 1;
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
                total: stored.total(),
            }),
            fields,
        };
        Ok(self.w.note_difference(self.route, &new, self.at)?)
    }
}

impl Reconciled {
    /// Both comparisons of a day as one.
    fn and(&self, other: &Self) -> Self {
        Self {
            day: self.day,
            equal: self.equal + other.equal,
            confirmed: self.confirmed + other.confirmed,
            refused: self.refused + other.refused,
            only_ours: self.only_ours + other.only_ours,
            only_theirs: self.only_theirs + other.only_theirs,
            differs: self.differs + other.differs,
        }
    }

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
