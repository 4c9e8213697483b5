//! A word's meaning as the book can answer it: how it is listed in trade order, and whether a document has it.

use domain::KeyKind;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::place::{Window, within};
use super::sight::{Seen, Sight};
use crate::book::Ask;
use crate::initials::typed_initials;
use crate::query::day::{end_of, start_of};
use crate::query::term::Term;
use crate::table::phrase::folded;
use crate::{BookError, Reader};

pub(super) const DOING: &str = "searching the history";

/// One thing that documents have in common.
#[derive(Clone)]
pub(super) enum Arm {
    /// They stand together in an index, in trade order.
    Listed(Listed),
    /// Item, memo or buyer is one of these wordings.
    Phrases(Phrases),
    /// They were traded in this part of trade order.
    Days(Window),
    /// They stand together in an index, in another order.
    Range(Range),
    /// They issue a receipt, as most do.
    Issues,
    /// They are few and known by name, newest first.
    Few(Vec<Seen>),
}

/// What documents that stand together in trade order have in common.
#[derive(Clone)]
pub(crate) enum Listed {
    Last4(String),
    Number(String),
    Total(i64),
    Cancels,
    /// Cancels of so much, from … to ….
    CancelsOf(i64, i64),
    Invoices,
    Amendments,
}

/// What documents that stand together in another order have in common.
#[derive(Clone)]
pub(crate) enum Range {
    /// A total from … to …, with its sign.
    Totals(i64, i64),
    /// A key that begins so.
    Keys(String),
}

/// Wordings, oldest first.
#[derive(Clone)]
pub(super) struct Phrases {
    pub(super) ids: Vec<i64>,
    /// A bit for each wording of the book: rows are numbered without gaps, and a walk asks for each of thousands.
    bits: Vec<u64>,
}

impl Phrases {
    fn of(ids: Vec<i64>) -> Self {
        let mut bits = Vec::new();
        for (word, bit) in ids.iter().filter_map(|id| bit_of(*id)) {
            if bits.len() <= word {
                bits.resize(word + 1, 0);
            }
            if let Some(word) = bits.get_mut(word) {
                *word |= bit;
            }
        }
        Self { ids, bits }
    }

    fn contain(&self, id: i64) -> bool {
        bit_of(id).and_then(|(word, bit)| Some(self.bits.get(word)? & bit != 0)).unwrap_or_default()
    }
}

fn bit_of(id: i64) -> Option<(usize, u64)> {
    Some((usize::try_from(id / 64).ok()?, 1 << (id % 64)))
}

impl Arm {
    /// A meaning as arms; none when the book has nothing of it.
    pub(super) fn of(term: &Term, r: &Reader<'_>) -> Result<Vec<Self>, BookError> {
        Ok(match term {
            Term::Last4(digits) => vec![Self::Listed(Listed::Last4(digits.clone()))],
            Term::Number(digits) => vec![Self::Listed(Listed::Number(digits.clone()))],
            Term::Approval(number) => some_of(Self::Few(approved_as(number, r)?)),
            Term::Amount(least, most) if least == most => {
                let total = least.get();
                let mut arms = vec![Self::Listed(Listed::Total(total))];
                if total != 0 {
                    arms.push(Self::Listed(Listed::Total(-total)));
                }
                arms
            }
            Term::Amount(least, most) => vec![
                Self::Range(Range::Totals(least.get(), most.get())),
                Self::Range(Range::Totals(-most.get(), -least.get())),
            ],
            Term::TakenBack(least, most) => vec![
                Self::Listed(Listed::CancelsOf(least.get(), most.get())),
                Self::Range(Range::Totals(-most.get(), -least.get())),
            ],
            Term::Days(from, to) => {
                let mut window = Window::whole();
                window.narrow(&start_of(*from), &end_of(*to));
                vec![Self::Days(window)]
            }
            Term::Key(start) => vec![Self::Range(Range::Keys(start.clone()))],
            Term::Text(part) => {
                let part = typed_initials(part).unwrap_or_else(|| folded(part));
                some_of(Self::Phrases(Phrases::of(r.phrases_containing(&part)?)))
            }
        })
    }

    /// The moment before which all its documents were traded, if that is known.
    pub(super) fn traded_before(&self) -> Option<String> {
        match self {
            Self::Range(Range::Keys(start)) => drawn_before(start),
            Self::Days(window) => Some(window.before.traded_at.clone()),
            Self::Listed(_)
            | Self::Phrases(_)
            | Self::Range(Range::Totals(..))
            | Self::Issues
            | Self::Few(_) => None,
        }
    }

    /// Whether a document has it.
    pub(super) fn has(&self, sight: &Sight<'_>, r: &Reader<'_>) -> Result<bool, BookError> {
        match self {
            Self::Listed(listed) => listed.has(sight, r),
            Self::Phrases(phrases) => Ok(sight.phrase()?.is_some_and(|id| phrases.contain(id))),
            Self::Days(window) => Ok(window.contains(sight.traded_at()?, sight.id()?)),
            Self::Range(Range::Totals(least, most)) => Ok((*least..=*most).contains(&sight.total()?)),
            Self::Range(Range::Keys(start)) => {
                Ok(start.starts_with(letter_of(sight.act()?)) && sight.key(r)?.starts_with(start.as_str()))
            }
            Self::Issues => Ok(sight.act()? == "issue"),
            Self::Few(few) => {
                let here = (sight.traded_at()?, sight.id()?);
                let of = |seen: &Seen| here.cmp(&(seen.place.traded_at.as_str(), seen.place.id));
                Ok(few.binary_search_by(of).is_ok())
            }
        }
    }
}

impl Listed {
    fn has(&self, sight: &Sight<'_>, r: &Reader<'_>) -> Result<bool, BookError> {
        Ok(match self {
            Self::Last4(digits) => sight.last4()? == digits,
            Self::Number(digits) => digits.ends_with(sight.last4()?) && sight.number(r)? == digits,
            Self::Total(total) => sight.total()? == *total,
            Self::Cancels => sight.act()? == "cancel",
            Self::CancelsOf(least, most) => {
                sight.act()? == "cancel" && (*least..=*most).contains(&sight.total()?)
            }
            Self::Invoices => matches!(sight.act()?, "invoice" | "amend"),
            Self::Amendments => sight.act()? == "amend",
        })
    }

    /// The question, and the values before the window's.
    pub(crate) fn question(&self) -> (&'static str, Vec<Value>) {
        let text = |text: &String| Value::Text(text.clone());
        match self {
            Self::Last4(digits) => (
                within!("SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_by_last4 WHERE last4 = ?"),
                vec![text(digits)],
            ),
            Self::Number(digits) => (
                within!(
                    "SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_by_last4
                     WHERE last4 = substr(?, -4) AND number_digits = ?"
                ),
                vec![text(digits), text(digits)],
            ),
            Self::Total(total) => (
                within!("SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_by_total WHERE total = ?"),
                vec![Value::Integer(*total)],
            ),
            // Each repeats the condition of its partial index.
            Self::Cancels => (
                within!(
                    "SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_cancels WHERE act = 'cancel'"
                ),
                Vec::new(),
            ),
            Self::CancelsOf(least, most) => (
                within!(
                    "SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_cancels
                     WHERE act = 'cancel' AND total BETWEEN ? AND ?"
                ),
                vec![Value::Integer(*least), Value::Integer(*most)],
            ),
            Self::Invoices => (
                within!(
                    "SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_invoices
                     WHERE act IN ('invoice', 'amend')"
                ),
                Vec::new(),
            ),
            Self::Amendments => (
                within!(
                    "SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_amendments WHERE act = 'amend'"
                ),
                Vec::new(),
            ),
        }
    }
}

pub(crate) const OF_PHRASE: &str = within!(
    "SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_by_phrase
     WHERE phrase_id = ? AND phrase_id IS NOT NULL"
);
pub(crate) const OF_DAYS: &str = within!(
    "SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_by_trade WHERE 1"
);
const OF_TOTALS: &str =
    "SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_by_total
    WHERE total BETWEEN ? AND ? AND traded_at >= ? AND (traded_at, id) < (?, ?) LIMIT ?";
const OF_KEYS: &str = "SELECT traded_at, id, total, last4, act, phrase_id FROM document
    WHERE key >= ? AND key < ? AND traded_at >= ? AND (traded_at, id) < (?, ?) LIMIT ?";

impl Range {
    /// The question, in no order that matters, and the values before the window's.
    pub(crate) fn question(&self) -> (&'static str, Vec<Value>) {
        match self {
            Self::Totals(least, most) => (OF_TOTALS, vec![Value::Integer(*least), Value::Integer(*most)]),
            Self::Keys(start) => {
                (OF_KEYS, vec![Value::Text(start.clone()), Value::Text(format!("{start}{}", char::MAX))])
            }
        }
    }
}

/// The letter that the keys of an act begin with, so that most documents are told apart without reading their key.
fn letter_of(act: &str) -> char {
    let kind = match act {
        "issue" => KeyKind::Receipt,
        "cancel" => KeyKind::Cancel,
        "invoice" => KeyKind::Invoice,
        _ => KeyKind::Amendment,
    };
    kind.letter()
}

/// The end of the days in which keys that begin so were drawn: `R2403` is one of March 2024 (`R240315-01-000042`). No document
/// is dated after the day its key was drawn, for the domain refuses a date to come; before it some are, such as a receipt
/// that was issued again for its own day.
fn drawn_before(start: &str) -> Option<String> {
    let digits = start.get(1..)?.split('-').next()?;
    // What is not said is as late as can be; the calendar need not know such a day, for only its text is compared.
    let day: String = digits.chars().chain("999999".chars()).take(6).collect();
    let is_begun = !digits.is_empty() && day.bytes().all(|b| b.is_ascii_digit());
    let (year, month, day) = (day.get(..2)?, day.get(2..4)?, day.get(4..6)?);
    is_begun.then(|| format!("20{year}-{month}-{day}U"))
}

/// What a question finds in a window, at most so many.
pub(super) fn listed(
    r: &Reader<'_>,
    (sql, lead): (&'static str, Vec<Value>),
    window: &Window,
    limit: u64,
) -> Result<Vec<Seen>, BookError> {
    let limit = Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX));
    let values = lead.into_iter().chain(window.values()).chain([limit]);
    let ask = Ask { table: "document", doing: DOING, sql };
    r.rows(&ask, params_from_iter(values), Seen::read)
}

pub(crate) const APPROVED_AS: Ask<'_> = Ask {
    table: "document",
    doing: DOING,
    sql: "SELECT d.traded_at, d.id, d.total, d.last4, d.act, d.phrase_id FROM standing s CROSS JOIN document d ON d.id = s.document_id
          WHERE s.approval_number = ?1 AND s.approval_number IS NOT NULL",
};
// Both conditions are the index's own, repeated word for word.
pub(crate) const NUMBER_ENDS: Ask<'_> = Ask {
    table: "document",
    doing: DOING,
    sql: "SELECT d.traded_at, d.id, d.total, d.last4, d.act, d.phrase_id FROM standing s CROSS JOIN document d ON d.id = s.document_id
          WHERE length(s.approval_number) = 24 AND substr(s.approval_number, 17) = ?1",
};

fn approved_as(number: &str, r: &Reader<'_>) -> Result<Vec<Seen>, BookError> {
    let ask = if number.len() == 8 { &NUMBER_ENDS } else { &APPROVED_AS };
    known(r, ask, Some(number))
}

pub(crate) const ATTENTION: Ask<'_> = Ask {
    table: "document",
    doing: DOING,
    sql: "SELECT d.traded_at, d.id, d.total, d.last4, d.act, d.phrase_id FROM standing s CROSS JOIN document d ON d.id = s.document_id
            WHERE s.attention IS NOT NULL
          UNION SELECT d.traded_at, d.id, d.total, d.last4, d.act, d.phrase_id FROM standing s CROSS JOIN document d ON d.id = s.document_id
            WHERE s.state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected')
              AND s.state IN ('held', 'unknown')",
};

/// What needs a person, and what waits or is unknown.
pub(super) fn attention(r: &Reader<'_>) -> Result<Arm, BookError> {
    Ok(Arm::Few(known(r, &ATTENTION, None)?))
}

fn known(r: &Reader<'_>, ask: &Ask<'_>, value: Option<&str>) -> Result<Vec<Seen>, BookError> {
    let mut few = r.rows(ask, params_from_iter(value), Seen::read)?;
    few.sort_unstable_by(|a, b| b.cmp(a));
    Ok(few)
}

fn some_of(arm: Arm) -> Vec<Arm> {
    let is_nothing = match &arm {
        Arm::Phrases(phrases) => phrases.ids.is_empty(),
        Arm::Few(places) => places.is_empty(),
        Arm::Listed(_) | Arm::Days(_) | Arm::Range(_) | Arm::Issues => false,
    };
    if is_nothing { Vec::new() } else { vec![arm] }
}
