//! What a search looks at in a document to see whether a word matches it.

use std::cell::OnceCell;
use std::cmp::Ordering;

use super::arm::DOING;
use super::place::{Place, Window, within};
use crate::book::Ask;
use crate::cells::Cells;
use crate::{BookError, Reader};

/// What every index that lists documents in trade order holds of each, in this order, so that a search reads no document
/// before it is shown. Ordered by place.
#[derive(Clone)]
pub(super) struct Seen {
    pub(super) place: Place,
    total: i64,
    last4: String,
    act: String,
    phrase: Option<i64>,
}

/// A document as a word sees it: a row that stands under the reading finger, or one that was kept. Nothing is read that no
/// word asks for.
pub(super) struct Sight<'a> {
    from: Source<'a>,
    rest: OnceCell<(String, String)>,
}

enum Source<'a> {
    Row(&'a Cells<'a>),
    Kept(&'a Seen),
}

pub(crate) const WALK: Ask<'_> = Ask {
    table: "document",
    doing: DOING,
    sql: within!(
        "SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_by_trade WHERE 1"
    ),
};
const REST: Ask<'_> =
    Ask { table: "document", doing: DOING, sql: "SELECT key, number_digits FROM document WHERE id = ?1" };

impl Seen {
    /// Reads a row of a question that asks for what [`Seen`] holds.
    pub(super) fn read(cells: &Cells<'_>) -> Result<Self, BookError> {
        let sight = Sight::of(Source::Row(cells));
        Ok(Self {
            place: sight.place()?,
            total: sight.total()?,
            last4: sight.last4()?.to_owned(),
            act: sight.act()?.to_owned(),
            phrase: sight.phrase()?,
        })
    }

    pub(super) const fn sight(&self) -> Sight<'_> {
        Sight::of(Source::Kept(self))
    }
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl Eq for Seen {}

impl PartialOrd for Seen {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Seen {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place.cmp(&other.place)
    }
}

impl<'a> Sight<'a> {
    const fn of(from: Source<'a>) -> Self {
        Self { from, rest: OnceCell::new() }
    }

    pub(super) fn place(&self) -> Result<Place, BookError> {
        Ok(Place { traded_at: self.traded_at()?.to_owned(), id: self.id()? })
    }

    pub(super) fn traded_at(&self) -> Result<&str, BookError> {
        match self.from {
            Source::Row(cells) => cells.text_at(0, "traded_at"),
            Source::Kept(seen) => Ok(&seen.place.traded_at),
        }
    }

    pub(super) fn id(&self) -> Result<i64, BookError> {
        match self.from {
            Source::Row(cells) => number(cells, 1, "id"),
            Source::Kept(seen) => Ok(seen.place.id),
        }
    }

    pub(super) fn total(&self) -> Result<i64, BookError> {
        match self.from {
            Source::Row(cells) => number(cells, 2, "total"),
            Source::Kept(seen) => Ok(seen.total),
        }
    }

    /// The end of the customer's number.
    pub(super) fn last4(&self) -> Result<&str, BookError> {
        match self.from {
            Source::Row(cells) => cells.text_at(3, "last4"),
            Source::Kept(seen) => Ok(&seen.last4),
        }
    }

    pub(super) fn act(&self) -> Result<&str, BookError> {
        match self.from {
            Source::Row(cells) => cells.text_at(4, "act"),
            Source::Kept(seen) => Ok(&seen.act),
        }
    }

    pub(super) fn phrase(&self) -> Result<Option<i64>, BookError> {
        match self.from {
            Source::Row(cells) => cells.number_at(5, "phrase_id"),
            Source::Kept(seen) => Ok(seen.phrase),
        }
    }

    /// The key, out of the document itself.
    pub(super) fn key(&self, r: &Reader<'_>) -> Result<&str, BookError> {
        Ok(&self.rest(r)?.0)
    }

    /// The digits of the customer's number, out of the document itself.
    pub(super) fn number(&self, r: &Reader<'_>) -> Result<&str, BookError> {
        Ok(&self.rest(r)?.1)
    }

    fn rest(&self, r: &Reader<'_>) -> Result<&(String, String), BookError> {
        if let Some(rest) = self.rest.get() {
            return Ok(rest);
        }
        let rest =
            r.row(&REST, [self.id()?], |cells| Ok((cells.get("key")?, cells.get("number_digits")?)))?;
        Ok(self.rest.get_or_init(|| rest.unwrap_or_default()))
    }
}

fn number(cells: &Cells<'_>, place: usize, column: &'static str) -> Result<i64, BookError> {
    cells.number_at(place, column)?.ok_or_else(|| cells.corrupt(column))
}

/// What a stretch of trade order gave.
pub(super) struct Stretch {
    /// Those that match, newest first.
    pub(super) found: Vec<Place>,
    /// The last document of the stretch; `None` when it was the end of the window.
    pub(super) last: Option<Place>,
    /// How many documents it had.
    pub(super) length: i64,
}

/// Looks at the next documents of a window, newest first.
pub(super) fn walk(
    r: &Reader<'_>,
    window: &Window,
    steps: i64,
    matches: impl Fn(&Sight<'_>) -> Result<bool, BookError>,
) -> Result<Stretch, BookError> {
    let Window { oldest, before } = window;
    let mut stretch = Stretch { found: Vec::new(), last: None, length: 0 };
    r.each(&WALK, (oldest, &before.traded_at, before.id, steps), |cells| {
        let sight = Sight::of(Source::Row(cells));
        stretch.length += 1;
        if stretch.length == steps {
            stretch.last = Some(sight.place()?);
        }
        if matches(&sight)? {
            stretch.found.push(sight.place()?);
        }
        Ok(())
    })?;
    Ok(stretch)
}
