//! What one word in the search box may mean, and the rows each meaning finds.

use chrono::NaiveDate;
use domain::Won;
use rusqlite::types::Value;

use super::day::{end_of, start_of};
use crate::initials::typed_initials;
use crate::table::phrase::folded;

/// One meaning of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// Last four digits of the customer's number.
    Last4(String),
    /// The customer's whole number, digits only.
    Number(String),
    /// The NTS's approval number, whole.
    Approval(String),
    /// Exactly this total.
    Amount(Won),
    /// A total from … to …, both included.
    AmountBetween(Won, Won),
    /// Traded on this day.
    Date(NaiveDate),
    /// A document key that begins so.
    Key(String),
    /// Item, memo or an invoice's buyer contains this, whatever the case and however the Hangul is composed; initials
    /// (초성) alone find what begins its syllables with them.
    Text(String),
}

/// One word: it matches when any of its meanings does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The meanings; none matches nothing.
    pub any_of: Vec<Term>,
}

/// A SELECT of `(traded_at, id)` with the values of its `?`.
pub(super) struct Finder {
    pub sql: &'static str,
    pub values: Vec<Value>,
}

impl Token {
    /// One SELECT over all meanings.
    pub(super) fn finder(&self) -> (String, Vec<Value>) {
        let finders: Vec<Finder> = self.any_of.iter().map(Term::finder).collect();
        if finders.is_empty() {
            return ("SELECT traded_at, id FROM document WHERE 0".to_owned(), Vec::new());
        }
        let sql: Vec<&str> = finders.iter().map(|finder| finder.sql).collect();
        (sql.join("\nUNION "), finders.into_iter().flat_map(|finder| finder.values).collect())
    }
}

impl Term {
    /// Each meaning reads one index; `plans.rs` holds them to it.
    fn finder(&self) -> Finder {
        match self {
            Self::Last4(digits) => Finder {
                sql: "SELECT traded_at, id FROM document WHERE last4 = ?",
                values: vec![text(digits)],
            },
            Self::Number(digits) => Finder {
                sql: "SELECT traded_at, id FROM document WHERE last4 = substr(?, -4) AND number_digits = ?",
                values: vec![text(digits), text(digits)],
            },
            Self::Approval(number) => Finder {
                sql: "SELECT d.traded_at, d.id FROM standing s CROSS JOIN document d ON d.id = s.document_id
                      WHERE s.approval_number = ?",
                values: vec![text(number)],
            },
            Self::Amount(total) => Finder {
                sql: "SELECT traded_at, id FROM document WHERE total = ?",
                values: vec![won(*total)],
            },
            Self::AmountBetween(from, to) => Finder {
                sql: "SELECT traded_at, id FROM document WHERE total BETWEEN ? AND ?",
                values: vec![won(*from), won(*to)],
            },
            Self::Date(date) => Finder {
                sql: "SELECT traded_at, id FROM document WHERE traded_at >= ? AND traded_at < ?",
                values: vec![Value::Text(start_of(*date)), Value::Text(end_of(*date))],
            },
            Self::Key(start) => Finder {
                sql: "SELECT traded_at, id FROM document WHERE key >= ? AND key < ?",
                values: vec![text(start), Value::Text(format!("{start}{}", char::MAX))],
            },
            Self::Text(part) => Finder {
                sql: "SELECT d.traded_at, d.id FROM phrase p CROSS JOIN document d ON d.phrase_id = p.id
                      WHERE instr(p.text, ?) > 0",
                values: vec![Value::Text(typed_initials(part).unwrap_or_else(|| folded(part)))],
            },
        }
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

const fn won(won: Won) -> Value {
    Value::Integer(won.get())
}
