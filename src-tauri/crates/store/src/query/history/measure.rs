//! How much a word finds, as far as it is worth counting.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::arm::{Arm, DOING, Listed, OF_DAYS, OF_PHRASE};
use super::place::{IN_ORDER, Window};
use crate::book::Ask;
use crate::{BookError, Reader};

/// So many wordings are counted of one word.
const SAMPLED: usize = 32;

/// Where a search changes from one way to another. The ways find the same; these numbers only make it quick.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// A word that finds this many is common; by how much does not matter.
    pub(super) enough: u64,
    /// More lists than this are not read side by side, nor counted.
    pub(super) most_lists: usize,
    /// So many documents are looked at before it is asked once more which word finds least; each hit is worth another
    /// 25th of it, so that a page of a hundred takes at most five times as many.
    pub(super) patience: u64,
    /// A word that finds this many is not listed even then.
    pub(super) enough_later: u64,
}

const HIT_IS_WORTH: u64 = 25;

impl Effort {
    /// Whether this is too much for so few hits.
    pub(super) const fn is_too_much(self, looked_at: u64, hits: u64) -> bool {
        looked_at >= self.patience + hits * (self.patience / HIT_IS_WORTH)
    }

    /// Measured over a book of a million documents: each way then costs a few milliseconds where it turns into the next.
    pub(super) const USUAL: Self =
        Self { enough: 4_000, most_lists: 2_000, patience: 10_000, enough_later: 64_000 };

    /// How closely is measured once the first choice has turned out badly.
    pub(super) const fn later(self) -> Self {
        Self { enough: self.enough_later, most_lists: self.most_lists.saturating_mul(5), ..self }
    }

    /// How many documents a word finds in a window, `enough` at most. One that two of its arms find counts twice.
    pub(super) fn size_of(self, word: &[Arm], window: &Window, r: &Reader<'_>) -> Result<u64, BookError> {
        let mut size = 0;
        for arm in word {
            if size >= self.enough {
                break;
            }
            size += size_of_arm(arm, window, self.enough - size, self.most_lists, r)?;
        }
        Ok(size.min(self.enough))
    }
}

fn size_of_arm(
    arm: &Arm,
    window: &Window,
    enough: u64,
    most_lists: usize,
    r: &Reader<'_>,
) -> Result<u64, BookError> {
    match arm {
        Arm::Listed(listed) => count_list(listed, window, enough, r),
        Arm::Phrases(phrases) if phrases.ids.len() > most_lists => Ok(enough),
        Arm::Phrases(phrases) => size_of_phrases(&phrases.ids, window, enough, r),
        Arm::Days(days) => {
            let mut part = window.clone();
            part.narrow(&days.oldest, &days.before.traded_at);
            count(r, (OF_DAYS, Vec::new()), &part, enough)
        }
        Arm::Range(range) => count(r, range.question(), window, enough),
        Arm::Few(few) => {
            Ok(few.iter().filter(|seen| window.contains(&seen.place.traded_at, seen.place.id)).count() as u64)
        }
        Arm::Issues => Ok(enough),
    }
}

/// A few of many lists are counted and stand for the others.
fn size_of_phrases(ids: &[i64], window: &Window, enough: u64, r: &Reader<'_>) -> Result<u64, BookError> {
    let every = (ids.len() / SAMPLED).max(1);
    let (mut size, mut counted) = (0, 0);
    for id in ids.iter().step_by(every) {
        size += count(r, (OF_PHRASE, vec![Value::Integer(*id)]), window, enough)?;
        counted += 1;
    }
    Ok((size * ids.len() as u64 / counted.max(1)).min(enough))
}

/// How many documents a list holds in a window, at most so many.
pub(super) fn count_list(
    listed: &Listed,
    window: &Window,
    enough: u64,
    r: &Reader<'_>,
) -> Result<u64, BookError> {
    count(r, listed.question(), window, enough)
}

/// How many documents a window holds, at most so many.
pub(super) fn count_window(window: &Window, enough: u64, r: &Reader<'_>) -> Result<u64, BookError> {
    count(r, (OF_DAYS, Vec::new()), window, enough)
}

fn count(
    r: &Reader<'_>,
    (sql, lead): (&'static str, Vec<Value>),
    window: &Window,
    enough: u64,
) -> Result<u64, BookError> {
    let list = sql
        .replace("SELECT traded_at, id, total, last4, act, phrase_id FROM", "SELECT 1 FROM")
        .replace(IN_ORDER, "");
    let sql = format!("SELECT count(*) AS found FROM ({list})");
    let limit = Value::Integer(i64::try_from(enough).unwrap_or(i64::MAX));
    let values = lead.into_iter().chain(window.values()).chain([limit]);
    let ask = Ask { table: "document", doing: DOING, sql: &sql };
    let found = r.row(&ask, params_from_iter(values), |cells| cells.count("found"))?;
    Ok(found.map_or(0, u64::from))
}
