//! The documents that match every word, newest first, found one after the other without listing all that match one word.
//!
//! One word leads: the one that finds least, or whose documents stand in trade order somewhere. Its documents are taken newest
//! first and looked at by the other words. A word with too many lists of its own (a common syllable in thousands of wordings)
//! leads by walking through trade order, where it is met soon. If a page is not full after a while (a wording that was given
//! up long ago, two common words that never meet), it is measured closely which word finds least, and all its documents are
//! listed. So a page costs what it shows and not what the book holds, and is right either way.

use std::collections::VecDeque;

use rusqlite::types::Value;

use super::HistoryQuery;
use super::arm::{Arm, Listed, OF_DAYS, OF_PHRASE, listed};
use super::measure::Effort;
use super::place::{Place, Window};
use super::sight::{Seen, walk};
use super::stream::Stream;
use super::words::Words;
use crate::query::cursor::Cursor;
use crate::{BookError, Reader};

const FIRST_STEPS: i64 = 256;
const MOST_STEPS: i64 = 4_096;

/// A search under way.
pub(super) struct Hits {
    words: Words,
    /// What was to be looked through at the beginning, and what is left of it.
    whole: Window,
    window: Window,
    source: Source,
    effort: Effort,
    is_measured_closely: bool,
    /// How many documents were looked at, and how many matched.
    pub(super) looked_at: u64,
    hits: u64,
}

enum Source {
    Nothing,
    /// The word that leads, and its documents.
    Listed(usize, Stream),
    Walk(Walk),
}

/// Trade order, a stretch at a time.
struct Walk {
    found: VecDeque<Place>,
    steps: i64,
    is_over: bool,
}

impl Hits {
    pub(super) fn of(
        query: &HistoryQuery,
        after: Option<&Cursor>,
        effort: Effort,
        r: &Reader<'_>,
    ) -> Result<Self, BookError> {
        let mut window = Window::of(query.from, query.to, after);
        let (words, source) = match Words::of(query, &mut window, r)? {
            Some(words) => {
                let source = begin(&words, &window, effort, r)?;
                (words, source)
            }
            None => (Words(Vec::new()), Source::Nothing),
        };
        let whole = window.clone();
        Ok(Self { words, whole, window, source, effort, is_measured_closely: false, looked_at: 0, hits: 0 })
    }

    /// Whether everything in [`Hits::whole_window`] matches.
    pub(super) fn is_all(&self) -> bool {
        self.words.0.is_empty() && !matches!(self.source, Source::Nothing)
    }

    /// The one list that holds just what matches, if it is one and its index alone can be counted.
    pub(super) fn only_list(&self) -> Option<&Listed> {
        match self.words.0.as_slice() {
            [word] => match word.as_slice() {
                [Arm::Listed(Listed::Number(_))] => None,
                [Arm::Listed(listed)] => Some(listed),
                _ => None,
            },
            _ => None,
        }
    }

    /// What was to be looked through, the words' days included.
    pub(super) const fn whole_window(&self) -> &Window {
        &self.whole
    }

    /// The next one.
    pub(super) fn next(&mut self, r: &Reader<'_>) -> Result<Option<Place>, BookError> {
        loop {
            if let Source::Walk(walk) = &mut self.source
                && let Some(place) = walk.found.pop_front()
            {
                return Ok(Some(place));
            }
            if self.is_out_of_patience() {
                self.measure_closely(r)?;
            }
            match &mut self.source {
                Source::Nothing => return Ok(None),
                Source::Listed(leading, stream) => {
                    let Some(seen) = stream.next(r)? else { return Ok(None) };
                    self.looked_at += 1;
                    let matches = self.words.match_rest(*leading, &seen, r)?;
                    self.window.go_on(seen.place.clone());
                    if matches {
                        self.hits += 1;
                        return Ok(Some(seen.place));
                    }
                }
                Source::Walk(walk) if walk.is_over => return Ok(None),
                Source::Walk(walk) => {
                    self.looked_at += walk.go_on(&self.words, &mut self.window, r)?;
                    self.hits += walk.found.len() as u64;
                }
            }
        }
    }

    fn is_out_of_patience(&self) -> bool {
        let can_change = match self.source {
            Source::Nothing => false,
            // Of a single word everything it lists is a hit.
            Source::Listed(..) => self.words.0.len() > 1,
            Source::Walk(_) => !self.words.0.is_empty(),
        };
        can_change && !self.is_measured_closely && self.effort.is_too_much(self.looked_at, self.hits)
    }

    /// Lists what is left of the word that finds least, unless that is much as well.
    fn measure_closely(&mut self, r: &Reader<'_>) -> Result<(), BookError> {
        self.is_measured_closely = true;
        let effort = self.effort.later();
        let mut best: Option<(u64, usize)> = None;
        for (nth, word) in self.words.0.iter().enumerate() {
            let size = effort.size_of(word, &self.window, r)?;
            if size < effort.enough && best.is_none_or(|(least, _)| size < least) {
                best = Some((size, nth));
            }
        }
        if let Some((_, leading)) = best {
            let few = [Arm::Few(list_all(self.words.arms(leading), &self.window, r)?)];
            self.source = Source::Listed(leading, Stream::of(&few, &self.window, r)?);
        }
        Ok(())
    }
}

impl Walk {
    const fn new() -> Self {
        Self { found: VecDeque::new(), steps: FIRST_STEPS, is_over: false }
    }

    /// The next stretch; answers how many steps it took.
    fn go_on(&mut self, words: &Words, window: &mut Window, r: &Reader<'_>) -> Result<u64, BookError> {
        let stretch = walk(r, window, self.steps, |sight| words.match_all(sight, r))?;
        self.found = stretch.found.into();
        self.steps = (self.steps * 2).min(MOST_STEPS);
        match stretch.last {
            Some(last) => window.go_on(last),
            None => self.is_over = true,
        }
        Ok(stretch.length.unsigned_abs())
    }
}

/// Chooses the word that leads.
fn begin(words: &Words, window: &Window, effort: Effort, r: &Reader<'_>) -> Result<Source, BookError> {
    let is_one = words.0.len() == 1;
    let mut best: Option<(u64, bool, usize)> = None;
    for (nth, word) in words.0.iter().enumerate() {
        // A single word leads however much it finds; only a range has to be known to be short before it is listed.
        let is_measured = !is_one || word.iter().any(|arm| matches!(arm, Arm::Range(_)));
        let size = if is_measured { effort.size_of(word, window, r)? } else { effort.enough };
        let needs_walk = !word.iter().all(|arm| is_listable(arm, size, effort));
        if best.is_none_or(|(least, walks, _)| (size, needs_walk) < (least, walks)) {
            best = Some((size, needs_walk, nth));
        }
    }
    let Some((_, false, leading)) = best else { return Ok(Source::Walk(Walk::new())) };
    let (ranges, mut ordered): (Vec<Arm>, Vec<Arm>) =
        words.arms(leading).iter().cloned().partition(|arm| matches!(arm, Arm::Range(_)));
    if !ranges.is_empty() {
        ordered.push(Arm::Few(list_all(&ranges, window, r)?));
    }
    Ok(Source::Listed(leading, Stream::of(&ordered, window, r)?))
}

fn is_listable(arm: &Arm, size: u64, effort: Effort) -> bool {
    match arm {
        Arm::Listed(_) | Arm::Days(_) | Arm::Few(_) => true,
        Arm::Phrases(phrases) => phrases.ids.len() <= effort.most_lists,
        Arm::Range(_) => size < effort.enough,
        Arm::Issues => false,
    }
}

/// Everything that one of the arms finds in the window, newest first.
fn list_all(arms: &[Arm], window: &Window, r: &Reader<'_>) -> Result<Vec<Seen>, BookError> {
    let mut all = Vec::new();
    for arm in arms {
        match arm {
            Arm::Listed(alike) => all.extend(listed(r, alike.question(), window, u64::MAX)?),
            Arm::Phrases(phrases) => {
                for id in &phrases.ids {
                    all.extend(listed(r, (OF_PHRASE, vec![Value::Integer(*id)]), window, u64::MAX)?);
                }
            }
            Arm::Days(days) => {
                let mut part = window.clone();
                part.narrow(&days.oldest, &days.before.traded_at);
                all.extend(listed(r, (OF_DAYS, Vec::new()), &part, u64::MAX)?);
            }
            Arm::Range(range) => all.extend(listed(r, range.question(), window, u64::MAX)?),
            Arm::Few(few) => {
                let within = |seen: &&Seen| window.contains(&seen.place.traded_at, seen.place.id);
                all.extend(few.iter().filter(within).cloned());
            }
            // Most of the book: a word that is one of these never lists less than another.
            Arm::Issues => {}
        }
    }
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup();
    Ok(all)
}
