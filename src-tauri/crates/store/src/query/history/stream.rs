//! Several lists in trade order read as one: the newest of all of them first, each document once, no further than asked.

use std::collections::{BinaryHeap, VecDeque};

use rusqlite::types::Value;

use super::arm::{Arm, OF_DAYS, OF_PHRASE, listed};
use super::place::Window;
use super::sight::Seen;
use crate::{BookError, Reader};

/// Of one list so many are read at first; of many lists, one of each, for most give none.
const FIRST_OF_ONE: u64 = 64;
const MOST_AT_ONCE: u64 = 512;

/// One list, read a little at a time.
struct List {
    sql: &'static str,
    lead: Vec<Value>,
    window: Window,
    read: VecDeque<Seen>,
    next_batch: u64,
    is_over: bool,
}

/// The lists of a word as one.
pub(super) struct Stream {
    lists: Vec<List>,
    heads: BinaryHeap<(Seen, usize)>,
    last: Option<i64>,
}

impl Stream {
    /// Of arms that are in trade order; the others have to be listed as [`Arm::Few`] before.
    pub(super) fn of(arms: &[Arm], window: &Window, r: &Reader<'_>) -> Result<Self, BookError> {
        let mut lists: Vec<List> = arms.iter().flat_map(|arm| lists(arm, window)).collect();
        if lists.len() > 8 {
            lists.iter_mut().for_each(|list| list.next_batch = 1);
        }
        let mut stream = Self { lists, heads: BinaryHeap::new(), last: None };
        for nth in 0..stream.lists.len() {
            stream.refill(nth, r)?;
        }
        Ok(stream)
    }

    /// The newest that has not been given yet.
    pub(super) fn next(&mut self, r: &Reader<'_>) -> Result<Option<Seen>, BookError> {
        while let Some((seen, nth)) = self.heads.pop() {
            self.refill(nth, r)?;
            // The same one out of two lists comes twice, one right after the other.
            if self.last != Some(seen.place.id) {
                self.last = Some(seen.place.id);
                return Ok(Some(seen));
            }
        }
        Ok(None)
    }

    fn refill(&mut self, nth: usize, r: &Reader<'_>) -> Result<(), BookError> {
        let Some(list) = self.lists.get_mut(nth) else { return Ok(()) };
        if let Some(seen) = list.next(r)? {
            self.heads.push((seen, nth));
        }
        Ok(())
    }
}

impl List {
    fn next(&mut self, r: &Reader<'_>) -> Result<Option<Seen>, BookError> {
        if self.read.is_empty() && !self.is_over {
            let found = listed(r, (self.sql, self.lead.clone()), &self.window, self.next_batch)?;
            self.is_over = (found.len() as u64) < self.next_batch;
            self.next_batch = (self.next_batch * 4).min(MOST_AT_ONCE);
            if let Some(last) = found.last() {
                self.window.go_on(last.place.clone());
            }
            self.read = found.into();
        }
        Ok(self.read.pop_front())
    }
}

fn lists(arm: &Arm, window: &Window) -> Vec<List> {
    let list = |sql, lead, window: &Window| List {
        sql,
        lead,
        window: window.clone(),
        read: VecDeque::new(),
        next_batch: FIRST_OF_ONE,
        is_over: false,
    };
    match arm {
        Arm::Listed(alike) => {
            let (sql, lead) = alike.question();
            vec![list(sql, lead, window)]
        }
        Arm::Phrases(phrases) => {
            phrases.ids.iter().map(|id| list(OF_PHRASE, vec![Value::Integer(*id)], window)).collect()
        }
        Arm::Days(days) => {
            let mut part = window.clone();
            part.narrow(&days.oldest, &days.before.traded_at);
            vec![list(OF_DAYS, Vec::new(), &part)]
        }
        Arm::Few(all) => {
            let read = all
                .iter()
                .filter(|seen| window.contains(&seen.place.traded_at, seen.place.id))
                .cloned()
                .collect();
            vec![List { read, is_over: true, ..list("", Vec::new(), window) }]
        }
        Arm::Range(_) | Arm::Issues => Vec::new(),
    }
}
