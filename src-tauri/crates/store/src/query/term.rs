//! What one word in the search box may mean.

use chrono::NaiveDate;
use domain::Won;

/// One meaning of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// Last four digits of the customer's number.
    Last4(String),
    /// The customer's whole number, digits only.
    Number(String),
    /// The NTS's approval number: whole, or the last eight characters of an invoice's, which is what the list shows of it.
    Approval(String),
    /// A total of so many won, from … to …, both included and not below zero; what is taken back counts as much as what is
    /// sold.
    Amount(Won, Won),
    /// The same of what is taken back only: a cancel, or an amendment below zero.
    TakenBack(Won, Won),
    /// Traded from … to …, both included.
    Days(NaiveDate, NaiveDate),
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
