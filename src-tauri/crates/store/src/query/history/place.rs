//! Trade order: where a document stands in it, and the part of it that is looked through.

use chrono::NaiveDate;
use rusqlite::types::Value;

use crate::cells::time_text;
use crate::query::cursor::Cursor;
use crate::query::day::{end_of, start_of};

/// Where a document stands in trade order; the newest is the greatest. The time is as it stands in the file, whose text order
/// is time order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) traded_at: String,
    pub(crate) id: i64,
}

/// From a moment, included, to a place, not included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) oldest: String,
    pub(crate) before: Place,
}

impl Window {
    /// The whole of trade order.
    pub(crate) fn whole() -> Self {
        // Sorts behind every time there is.
        Self { oldest: String::new(), before: Place { traded_at: "~".to_owned(), id: i64::MAX } }
    }

    pub(crate) fn of(from: Option<NaiveDate>, to: Option<NaiveDate>, after: Option<&Cursor>) -> Self {
        let mut window = Self::whole();
        window.narrow(&from.map(start_of).unwrap_or_default(), &to.map_or_else(|| "~~".to_owned(), end_of));
        if let Some(Cursor { traded_at, id }) = after {
            window.go_on(Place { traded_at: time_text(*traded_at), id: id.get() });
        }
        window
    }

    /// Keeps only what is also from `from`, included, to `to`, not included.
    pub(crate) fn narrow(&mut self, from: &str, to: &str) {
        if from > self.oldest.as_str() {
            from.clone_into(&mut self.oldest);
        }
        self.go_on(Place { traded_at: to.to_owned(), id: 0 });
    }

    /// Keeps only what comes after a place.
    pub(crate) fn go_on(&mut self, place: Place) {
        if place < self.before {
            self.before = place;
        }
    }

    pub(crate) fn is_whole(&self) -> bool {
        *self == Self::whole()
    }

    pub(crate) fn contains(&self, traded_at: &str, id: i64) -> bool {
        traded_at >= self.oldest.as_str()
            && (traded_at, id) < (self.before.traded_at.as_str(), self.before.id)
    }

    /// The values of [`within`].
    pub(crate) fn values(&self) -> [Value; 3] {
        [
            Value::Text(self.oldest.clone()),
            Value::Text(self.before.traded_at.clone()),
            Value::Integer(self.before.id),
        ]
    }
}

/// The order of [`within`], which counting does without.
pub(crate) const IN_ORDER: &str = " ORDER BY traded_at DESC, id DESC";

/// Condition and order of every question that is answered in trade order, newest first; its values are
/// [`Window::values`] and how many rows.
macro_rules! within {
    ($select:literal) => {
        concat!(
            $select,
            " AND traded_at >= ? AND (traded_at, id) < (?, ?) ORDER BY traded_at DESC, id DESC LIMIT ?"
        )
    };
}
pub(crate) use within;
