//! What a search looks at in a document to see whether a word matches it.

use std::cell::OnceCell;

use super::arm::DOING;
use super::place::{Place, Window, within};
use crate::book::Ask;
use crate::cells::Cells;
use crate::{BookError, Reader};

/// A document as far as an index of trade order shows it; the rest is read when a word asks for it.
#[derive(Debug)]
pub(super) struct Sight {
    pub(super) place: Place,
    pub(super) total: i64,
    pub(super) last4: String,
    pub(super) act: String,
    pub(super) phrase: Option<i64>,
    rest: OnceCell<(String, String)>,
}

pub(crate) const ONE: Ask<'_> = Ask {
    table: "document",
    doing: DOING,
    sql: "SELECT traded_at, id, total, last4, act, phrase_id FROM document WHERE id = ?1",
};
const REST: Ask<'_> =
    Ask { table: "document", doing: DOING, sql: "SELECT key, number_digits FROM document WHERE id = ?1" };
/// Everything in trade order, out of one index that holds all it reads.
pub(crate) const WALK: Ask<'_> = Ask {
    table: "document",
    doing: DOING,
    sql: within!(
        "SELECT traded_at, id, total, last4, act, phrase_id FROM document INDEXED BY document_by_trade WHERE 1"
    ),
};

impl Sight {
    pub(super) fn of(place: &Place, r: &Reader<'_>) -> Result<Option<Self>, BookError> {
        r.row(&ONE, [place.id], read)
    }

    /// The key.
    pub(super) fn key(&self, r: &Reader<'_>) -> Result<&str, BookError> {
        Ok(&self.rest(r)?.0)
    }

    /// The digits of the customer's number.
    pub(super) fn number(&self, r: &Reader<'_>) -> Result<&str, BookError> {
        Ok(&self.rest(r)?.1)
    }

    fn rest(&self, r: &Reader<'_>) -> Result<&(String, String), BookError> {
        if let Some(rest) = self.rest.get() {
            return Ok(rest);
        }
        let rest =
            r.row(&REST, [self.place.id], |cells| Ok((cells.get("key")?, cells.get("number_digits")?)))?;
        Ok(self.rest.get_or_init(|| rest.unwrap_or_default()))
    }
}

/// The next documents of a window, newest first.
pub(super) fn walk(r: &Reader<'_>, window: &Window, limit: i64) -> Result<Vec<Sight>, BookError> {
    let Window { oldest, before } = window;
    r.rows(&WALK, (oldest, &before.traded_at, before.id, limit), read)
}

fn read(cells: &Cells<'_>) -> Result<Sight, BookError> {
    Ok(Sight {
        place: Place { traded_at: cells.get("traded_at")?, id: cells.get("id")? },
        total: cells.get("total")?,
        last4: cells.get("last4")?,
        act: cells.get("act")?,
        phrase: cells.get("phrase_id")?,
        rest: OnceCell::new(),
    })
}
