//! A word's meaning as the book can answer it: how it is listed in trade order, and whether a document has it.

use std::collections::HashSet;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::place::{Place, Window, within};
use super::sight::Sight;
use crate::book::Ask;
use crate::initials::typed_initials;
use crate::query::day::{end_of, start_of};
use crate::query::term::Term;
use crate::table::phrase::folded;
use crate::{BookError, Reader};

pub(super) const DOING: &str = "searching the history";

/// One thing that documents have in common.
#[derive(Debug, Clone)]
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
    Few(Vec<Place>),
}

/// What documents that stand together in trade order have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Listed {
    Last4(String),
    Number(String),
    Total(i64),
    Cancels,
    Invoices,
    Amendments,
}

/// What documents that stand together in another order have in common.
#[derive(Debug, Clone)]
pub(crate) enum Range {
    /// A total from … to …, with its sign.
    Totals(i64, i64),
    /// A cancel of so much.
    Cancelled(i64, i64),
    /// A key that begins so.
    Keys(String),
}

/// Wordings, oldest first.
#[derive(Debug, Clone)]
pub(super) struct Phrases {
    pub(super) ids: Vec<i64>,
    known: HashSet<i64>,
}

impl Phrases {
    fn of(ids: Vec<i64>) -> Self {
        Self { known: ids.iter().copied().collect(), ids }
    }
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
                Self::Range(Range::Cancelled(least.get(), most.get())),
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

    /// Whether a document has it.
    pub(super) fn has(&self, sight: &Sight, r: &Reader<'_>) -> Result<bool, BookError> {
        Ok(match self {
            Self::Listed(listed) => match listed {
                Listed::Last4(digits) => sight.last4 == *digits,
                Listed::Number(digits) => digits.ends_with(&sight.last4) && sight.number(r)? == *digits,
                Listed::Total(total) => sight.total == *total,
                Listed::Cancels => sight.act == "cancel",
                Listed::Invoices => matches!(sight.act.as_str(), "invoice" | "amend"),
                Listed::Amendments => sight.act == "amend",
            },
            Self::Phrases(phrases) => sight.phrase.is_some_and(|id| phrases.known.contains(&id)),
            Self::Days(window) => window.contains(&sight.place),
            Self::Range(range) => match range {
                Range::Totals(least, most) => (*least..=*most).contains(&sight.total),
                Range::Cancelled(least, most) => {
                    sight.act == "cancel" && (*least..=*most).contains(&sight.total)
                }
                Range::Keys(start) => sight.key(r)?.starts_with(start.as_str()),
            },
            Self::Issues => sight.act == "issue",
            Self::Few(places) => places.contains(&sight.place),
        })
    }
}

impl Listed {
    /// The question, and the values before the window's.
    pub(crate) fn question(&self) -> (&'static str, Vec<Value>) {
        let text = |text: &String| Value::Text(text.clone());
        match self {
            Self::Last4(digits) => (
                within!("SELECT traded_at, id FROM document INDEXED BY document_by_last4 WHERE last4 = ?"),
                vec![text(digits)],
            ),
            Self::Number(digits) => (
                within!(
                    "SELECT traded_at, id FROM document INDEXED BY document_by_last4
                     WHERE last4 = substr(?, -4) AND number_digits = ?"
                ),
                vec![text(digits), text(digits)],
            ),
            Self::Total(total) => (
                within!("SELECT traded_at, id FROM document INDEXED BY document_by_total WHERE total = ?"),
                vec![Value::Integer(*total)],
            ),
            // Each repeats the condition of its partial index.
            Self::Cancels => (
                within!(
                    "SELECT traded_at, id FROM document INDEXED BY document_cancels WHERE act = 'cancel'"
                ),
                Vec::new(),
            ),
            Self::Invoices => (
                within!(
                    "SELECT traded_at, id FROM document INDEXED BY document_invoices
                     WHERE act IN ('invoice', 'amend')"
                ),
                Vec::new(),
            ),
            Self::Amendments => (
                within!(
                    "SELECT traded_at, id FROM document INDEXED BY document_amendments WHERE act = 'amend'"
                ),
                Vec::new(),
            ),
        }
    }
}

pub(crate) const OF_PHRASE: &str = within!(
    "SELECT traded_at, id FROM document INDEXED BY document_by_phrase
     WHERE phrase_id = ? AND phrase_id IS NOT NULL"
);
pub(crate) const OF_DAYS: &str =
    within!("SELECT traded_at, id FROM document INDEXED BY document_by_trade WHERE 1");
const OF_TOTALS: &str = "SELECT traded_at, id FROM document INDEXED BY document_by_total
    WHERE total BETWEEN ? AND ? AND traded_at >= ? AND (traded_at, id) < (?, ?) LIMIT ?";
const OF_CANCELLED: &str = "SELECT traded_at, id FROM document INDEXED BY document_by_total
    WHERE total BETWEEN ? AND ? AND act = 'cancel' AND traded_at >= ? AND (traded_at, id) < (?, ?) LIMIT ?";
const OF_KEYS: &str = "SELECT traded_at, id FROM document
    WHERE key >= ? AND key < ? AND traded_at >= ? AND (traded_at, id) < (?, ?) LIMIT ?";

impl Range {
    /// The question, in no order that matters, and the values before the window's.
    pub(crate) fn question(&self) -> (&'static str, Vec<Value>) {
        match self {
            Self::Totals(least, most) => (OF_TOTALS, vec![Value::Integer(*least), Value::Integer(*most)]),
            Self::Cancelled(least, most) => {
                (OF_CANCELLED, vec![Value::Integer(*least), Value::Integer(*most)])
            }
            Self::Keys(start) => {
                (OF_KEYS, vec![Value::Text(start.clone()), Value::Text(format!("{start}{}", char::MAX))])
            }
        }
    }
}

/// The places that a question finds in a window, at most so many.
pub(super) fn places(
    r: &Reader<'_>,
    (sql, lead): (&'static str, Vec<Value>),
    window: &Window,
    limit: u64,
) -> Result<Vec<Place>, BookError> {
    let limit = Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX));
    let values = lead.into_iter().chain(window.values()).chain([limit]);
    let ask = Ask { table: "document", doing: DOING, sql };
    r.rows(&ask, params_from_iter(values), |cells| {
        Ok(Place { traded_at: cells.get("traded_at")?, id: cells.get("id")? })
    })
}

pub(crate) const APPROVED_AS: Ask<'_> = Ask {
    table: "document",
    doing: DOING,
    sql: "SELECT d.traded_at, d.id FROM standing s CROSS JOIN document d ON d.id = s.document_id
          WHERE s.approval_number = ?1 AND s.approval_number IS NOT NULL",
};
// Both conditions are the index's own, repeated word for word.
pub(crate) const NUMBER_ENDS: Ask<'_> = Ask {
    table: "document",
    doing: DOING,
    sql: "SELECT d.traded_at, d.id FROM standing s CROSS JOIN document d ON d.id = s.document_id
          WHERE length(s.approval_number) = 24 AND substr(s.approval_number, 17) = ?1",
};

fn approved_as(number: &str, r: &Reader<'_>) -> Result<Vec<Place>, BookError> {
    let ask = if number.len() == 8 { &NUMBER_ENDS } else { &APPROVED_AS };
    known_places(r, ask, Some(number))
}

pub(crate) const ATTENTION: Ask<'_> = Ask {
    table: "document",
    doing: DOING,
    sql: "SELECT d.traded_at, d.id FROM standing s CROSS JOIN document d ON d.id = s.document_id
            WHERE s.attention IS NOT NULL
          UNION SELECT d.traded_at, d.id FROM standing s CROSS JOIN document d ON d.id = s.document_id
            WHERE s.state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected')
              AND s.state IN ('held', 'unknown')",
};

/// What needs a person, and what waits or is unknown.
pub(super) fn attention(r: &Reader<'_>) -> Result<Arm, BookError> {
    Ok(Arm::Few(known_places(r, &ATTENTION, None)?))
}

fn known_places(r: &Reader<'_>, ask: &Ask<'_>, value: Option<&str>) -> Result<Vec<Place>, BookError> {
    let mut places = r.rows(ask, params_from_iter(value), |cells| {
        Ok(Place { traded_at: cells.get("traded_at")?, id: cells.get("id")? })
    })?;
    places.sort_unstable_by(|a, b| b.cmp(a));
    Ok(places)
}

fn some_of(arm: Arm) -> Vec<Arm> {
    let is_nothing = match &arm {
        Arm::Phrases(phrases) => phrases.ids.is_empty(),
        Arm::Few(places) => places.is_empty(),
        Arm::Listed(_) | Arm::Days(_) | Arm::Range(_) | Arm::Issues => false,
    };
    if is_nothing { Vec::new() } else { vec![arm] }
}
