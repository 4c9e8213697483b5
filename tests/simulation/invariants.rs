//! What must be true when the dust has settled.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{Refusal, State};
use nts::Act;
use store::{DocumentAct, Shelved};

use crate::authority::{Authority, Taken};
use crate::office_driver::OfficeDriver;
use crate::shop::Asked;

/// Everything that is not as it must be, in words.
pub fn violations(
    office: &OfficeDriver,
    authority: &Authority,
    asked: &BTreeMap<String, Asked>,
    now: NaiveDateTime,
) -> Vec<String> {
    let book = office.all_documents();
    let mut wrong = Vec::new();
    if let Err(error) = office.verify_journal() {
        wrong.push(format!("the journal does not verify: {error:?}"));
    }
    for row in &book {
        wrong.extend(compare_with_authority(row, &authority.documents, now));
        wrong.extend(half_a_pair(office, row));
    }
    let known: BTreeSet<&str> = book.iter().map(|row| row.document.key.as_str()).collect();
    for taken in authority.documents.iter().filter(|taken| !known.contains(taken.paper.key.as_str())) {
        wrong.push(format!("{} is at the authority and not in the book", taken.paper.key));
    }
    wrong.extend(unlisted(&book));
    wrong.extend(numbers_used_twice(&book));
    wrong.extend(days_that_differ(&book, &authority.documents));
    wrong.extend(cancelled_too_much(authority));
    wrong.extend(chains(&book, authority, now));
    wrong.extend(presses(&book, asked));
    wrong
}

fn compare_with_authority(row: &Shelved, ledger: &[Taken], now: NaiveDateTime) -> Option<String> {
    let key = &row.document.key;
    let there: Vec<&Taken> = ledger.iter().filter(|taken| taken.paper.key == *key).collect();
    match (&row.standing.state, there.as_slice()) {
        (State::Confirmed(approval) | State::RefusedLater { approval, .. }, [one]) => {
            let refused = matches!(row.standing.state, State::RefusedLater { .. });
            let same = one.doomed == refused
                && one.approval == *approval
                && one.paper.counts() == counts(row)
                && one.paper.traded_at.date() == row.document.trade_date()
                && (refused || knows_its_transmission(row, one, now));
            (!same).then(|| format!("{key} says something else at the authority"))
        }
        (State::Rejected(_), []) => None,
        (state, there) => Some(format!("{key} is {state:?} and {} times at the authority", there.len())),
    }
}

/// An invoice reached the authority, at the moment that stands in the book.
fn knows_its_transmission(row: &Shelved, taken: &Taken, now: NaiveDateTime) -> bool {
    match row.document.invoice() {
        Some(_) => row.standing.sent_at.is_some() && row.standing.sent_at == taken.sent_at(now),
        None => row.standing.sent_at.is_none(),
    }
}

/// Total and VAT as they count in the day's sum.
fn counts(row: &Shelved) -> (i64, i64) {
    let sign = if matches!(row.document.act, DocumentAct::Cancel { .. }) { -1 } else { 1 };
    let vat = match row.document.invoice() {
        Some(invoice) => invoice.vat(),
        None => row.document.sale().unwrap().amounts.vat(),
    };
    (sign * row.document.total().get(), sign * vat.get())
}

/// Of two documents that belong together one never stands alone, unless a person is told.
fn half_a_pair(office: &OfficeDriver, row: &Shelved) -> Option<String> {
    let DocumentAct::Amend { reason, .. } = row.document.act else { return None };
    if !reason.makes_two() || row.standing.state.approval().is_none() {
        return None;
    }
    let key = &row.document.key;
    match office.pair_of(key) {
        None => Some(format!("{key} has no second document")),
        Some(other) => (other.standing.state.approval().is_none() && other.standing.attention.is_none())
            .then(|| format!("nobody is told that {key} stands without {}", other.document.key)),
    }
}

/// What stands of each invoice with everything that amends it: the same in both books, and never less than nothing.
fn chains(book: &[Shelved], authority: &Authority, now: NaiveDateTime) -> Vec<String> {
    let mut wrong = Vec::new();
    let issued = |taken: &&Taken| taken.paper.act == Act::Invoice && taken.paper.counts().0 > 0;
    for original in authority.documents.iter().filter(issued).filter(|taken| !taken.is_refused_by(now)) {
        let theirs = authority.stands_of(original, now);
        let number = original.approval.number.invoice();
        let amends = |row: &&Shelved| {
            row.standing.state.counts_as_issued()
                && row.document.invoice().and_then(|said| said.amends()).map(|amends| &amends.original)
                    == number
        };
        let amended: i64 = book.iter().filter(amends).map(|row| counts(row).0).sum();
        let ours = original.paper.counts().0 + amended;
        if theirs < 0 || theirs != ours {
            wrong.push(format!("{ours} stands of {} here, {theirs} there", original.paper.key));
        }
    }
    wrong
}

/// What came to nothing without anybody seeing it is on a person's list.
fn unlisted(book: &[Shelved]) -> Vec<String> {
    let came_to_nothing = |row: &&Shelved| {
        let state = &row.standing.state;
        state.needs_person() || state.refusal().is_some_and(Refusal::is_late)
    };
    let silent = book.iter().filter(came_to_nothing).filter(|row| row.standing.attention.is_none());
    silent.map(|row| format!("nobody is told of {}", row.document.key)).collect()
}

fn numbers_used_twice(book: &[Shelved]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let twice = book.iter().filter(|row| {
        let approval = row.standing.state.approval();
        approval.is_some_and(|approval| !seen.insert((row.document.trade_date(), approval.number.clone())))
    });
    twice.map(|row| format!("the approval number of {} was given before", row.document.key)).collect()
}

/// The counter never waits longer; nothing else takes time in virtual time.
const PATIENCE_AT_THE_COUNTER: Duration = Duration::from_secs(3);

type Day = BTreeMap<NaiveDate, (i64, i64)>;

/// Total and VAT per day, less what was taken back.
fn days_that_differ(book: &[Shelved], ledger: &[Taken]) -> Vec<String> {
    let mut ours = Day::new();
    for row in book.iter().filter(|row| row.standing.state.approval().is_some()) {
        add(&mut ours, row.document.trade_date(), counts(row));
    }
    let mut theirs = Day::new();
    for taken in ledger {
        add(&mut theirs, taken.paper.traded_at.date(), taken.paper.counts());
    }
    if ours == theirs { Vec::new() } else { vec![format!("the books differ: {ours:?} and {theirs:?}")] }
}

fn add(day: &mut Day, date: NaiveDate, (more, more_vat): (i64, i64)) {
    let (total, vat) = day.entry(date).or_default();
    *total += more;
    *vat += more_vat;
}

fn cancelled_too_much(authority: &Authority) -> Vec<String> {
    let issued = authority.documents.iter().filter(|taken| taken.paper.act == Act::Issue);
    let over = issued.filter(|taken| authority.cancelled_of(taken) > taken.paper.counts().0);
    over.map(|taken| format!("more of {} was cancelled than issued", taken.paper.key)).collect()
}

/// What was answered to the clerk is in the book, and no press made two documents.
fn presses(book: &[Shelved], asked: &BTreeMap<String, Asked>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut owner: BTreeMap<&str, &str> = BTreeMap::new();
    for (press, asked) in asked {
        if asked.keys.len() > asked.documents {
            wrong.push(format!("{press} made {:?}", asked.keys));
        }
        if asked.waited > PATIENCE_AT_THE_COUNTER {
            wrong.push(format!("{press} waited {:?} for an answer", asked.waited));
        }
        for key in &asked.keys {
            match book.iter().find(|row| row.document.key == *key) {
                None => wrong.push(format!("{press} was answered with {key}, which is not in the book")),
                Some(row) if asked.total.is_some_and(|won| won != row.document.total().get()) => {
                    wrong.push(format!("{press} asked for {:?} won, {key} says otherwise", asked.total));
                }
                Some(_) => {}
            }
            if let Some(other) = owner.insert(key.as_str(), press) {
                wrong.push(format!("{press} and {other} were both answered with {key}"));
            }
        }
    }
    let most: usize = asked.values().map(|asked| asked.documents).sum();
    if book.len() > most {
        wrong.push(format!("{} documents where the presses allow {most}", book.len()));
    }
    wrong
}
