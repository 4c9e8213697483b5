//! How much a word finds, as far as it is worth counting.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::arm::{Arm, DOING, Listed, OF_DAYS, OF_PHRASE};
use super::place::Window;
use crate::book::Ask;
use crate::{BookError, Reader};

/// A word that finds this many is common; by how much does not matter.
pub(super) const ENOUGH: u64 = 4_000;
/// Of more wordings than this is not counted what they find: it is much, or they are walked through anyhow.
const MOST_COUNTED: usize = 2_000;

/// How many documents a word finds in a window, [`ENOUGH`] at most. One that two of its arms find counts twice.
pub(super) fn size_of(word: &[Arm], window: &Window, r: &Reader<'_>) -> Result<u64, BookError> {
    let mut size = 0;
    for arm in word {
        if size >= ENOUGH {
            break;
        }
        size += size_of_arm(arm, window, ENOUGH - size, r)?;
    }
    Ok(size.min(ENOUGH))
}

fn size_of_arm(arm: &Arm, window: &Window, enough: u64, r: &Reader<'_>) -> Result<u64, BookError> {
    match arm {
        Arm::Listed(listed) => count_list(listed, window, enough, r),
        Arm::Phrases(phrases) if phrases.ids.len() > MOST_COUNTED => Ok(enough),
        Arm::Phrases(phrases) => {
            let mut size = 0;
            for id in &phrases.ids {
                if size >= enough {
                    break;
                }
                size += count(r, (OF_PHRASE, vec![Value::Integer(*id)]), window, enough - size)?;
            }
            Ok(size)
        }
        Arm::Days(days) => {
            let mut part = window.clone();
            part.narrow(&days.oldest, &days.before.traded_at);
            count(r, (OF_DAYS, Vec::new()), &part, enough)
        }
        Arm::Range(range) => count(r, range.question(), window, enough),
        Arm::Few(few) => Ok(few.iter().filter(|place| window.contains(place)).count() as u64),
        Arm::Issues => Ok(enough),
    }
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
    let sql = format!("SELECT count(*) AS found FROM ({sql})");
    let limit = Value::Integer(i64::try_from(enough).unwrap_or(i64::MAX));
    let values = lead.into_iter().chain(window.values()).chain([limit]);
    let ask = Ask { table: "document", doing: DOING, sql: &sql };
    let found = r.row(&ask, params_from_iter(values), |cells| cells.count("found"))?;
    Ok(found.map_or(0, u64::from))
}
