//! The morning after (대조): our book against the NTS's, document by document, under (trade date, approval number).
//!
//! Equal ones become confirmed, refused ones call a person, and whatever stands in only one of the two books or says
//! something else in each becomes a difference that a person settles. Comparing again changes nothing that is settled.

mod comparison;

use chrono::{Days, NaiveDate, NaiveTime};
use nts::{ListedDay, Route};
use serde_json::json;
use store::{JournalAct, Ledger};

use comparison::{Comparison, Theirs};

use crate::{Office, OfficeError};

/// The NTS has the day's results from about then on (domain.md §1.8: poll at 09:30).
const RESULTS_FROM: NaiveTime = match NaiveTime::from_hms_opt(9, 30, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};
/// How far back unconfirmed days are still compared by themselves.
const DAYS_BACK: u64 = 31;
/// The same for invoices, counted from their transmission: their date may lie years back.
const SENT_DAYS_BACK: u64 = 60;

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
            let this_midnight = now.date().and_time(NaiveTime::MIN);
            let sent_from = this_midnight.checked_sub_days(Days::new(SENT_DAYS_BACK)).unwrap_or_default();
            let invoices = r.sent_unconfirmed_days(tomorrow, sent_from, this_midnight)?;
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
