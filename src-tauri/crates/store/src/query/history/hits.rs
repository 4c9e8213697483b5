//! The documents that match every word, newest first, found one after the other without listing all that match one word.
//!
//! One word leads: the one that finds least, or whose documents stand in trade order somewhere. Its documents are taken newest
//! first and looked at by the other words. A word with too many lists of its own (a common syllable in thousands of wordings)
//! leads by walking through trade order, where it is met soon; if it is not, because the wording was given up long ago, all
//! its documents are listed after all. So a page costs what it shows and not what the book holds, and is right either way.

use super::arm::{Arm, OF_DAYS, OF_PHRASE, attention, places};
use super::measure::Effort;
use super::place::{Place, Window};
use super::sight::{Sight, walk};
use super::stream::Stream;
use super::{DocumentFilter, HistoryQuery};
use crate::query::cursor::Cursor;
use crate::query::history::arm::Listed;
use crate::{BookError, Reader};

use rusqlite::types::Value;

const FIRST_STEPS: i64 = 256;
const MOST_STEPS: i64 = 2_048;

/// A search under way.
pub(super) struct Hits {
    /// All must match; each matches when one of its arms does.
    words: Vec<Vec<Arm>>,
    /// What was to be looked through at the beginning, and what is left of it.
    whole: Window,
    window: Window,
    source: Source,
    effort: Effort,
    /// How many documents were looked at.
    pub(super) looked_at: u64,
}

enum Source {
    Nothing,
    /// The word that leads, and its documents.
    Listed(usize, Stream),
    Walk(Walk),
}

struct Walk {
    /// The word whose documents are listed when the walk finds too little; `None` walks to the end.
    instead: Option<usize>,
    ahead: std::vec::IntoIter<Sight>,
    steps: i64,
    walked: u32,
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
        let Some(words) = words_of(query, &mut window, r)? else {
            let (words, whole, source) = (Vec::new(), window.clone(), Source::Nothing);
            return Ok(Self { words, whole, window, source, effort, looked_at: 0 });
        };
        let source = begin(&words, &window, effort, r)?;
        Ok(Self { words, whole: window.clone(), window, source, effort, looked_at: 0 })
    }

    /// Whether everything in [`Hits::whole_window`] matches.
    pub(super) fn is_all(&self) -> bool {
        self.words.is_empty() && !matches!(self.source, Source::Nothing)
    }

    /// The one list that holds just what matches, if it is one.
    pub(super) fn only_list(&self) -> Option<&Listed> {
        match self.words.as_slice() {
            [word] => match word.as_slice() {
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
            match &mut self.source {
                Source::Nothing => return Ok(None),
                Source::Listed(leading, stream) => {
                    let Some(place) = stream.next(r)? else { return Ok(None) };
                    self.looked_at += 1;
                    if matches_rest(&self.words, *leading, &place, r)? {
                        return Ok(Some(place));
                    }
                }
                Source::Walk(walk) => {
                    if walk.has_found_too_little(self.effort) {
                        self.list_instead(r)?;
                        continue;
                    }
                    let Some(sight) = walk.next(&mut self.window, r)? else { return Ok(None) };
                    self.looked_at += 1;
                    if matches_all(&self.words, &sight, r)? {
                        walk.walked = 0;
                        return Ok(Some(sight.place));
                    }
                }
            }
        }
    }

    fn list_instead(&mut self, r: &Reader<'_>) -> Result<(), BookError> {
        let Source::Walk(Walk { instead: Some(leading), ahead, .. }) = &mut self.source else {
            return Ok(());
        };
        // What was read ahead has not been looked at: the window goes on from the last document that was.
        let mut rest = self.window.clone();
        if let Some(first) = ahead.as_slice().first() {
            rest.before = Place { traded_at: first.place.traded_at.clone(), id: first.place.id + 1 };
        }
        let leading = *leading;
        let arms = self.words.get(leading).map(Vec::as_slice).unwrap_or_default();
        let listed = [Arm::Few(list_all(arms, &rest, r)?)];
        self.source = Source::Listed(leading, Stream::of(&listed, &rest, r)?);
        Ok(())
    }
}

impl Walk {
    fn new(instead: Option<usize>) -> Self {
        Self { instead, ahead: Vec::new().into_iter(), steps: FIRST_STEPS, walked: 0, is_over: false }
    }

    fn has_found_too_little(&self, effort: Effort) -> bool {
        self.instead.is_some() && self.walked >= effort.walked_at_most
    }

    fn next(&mut self, window: &mut Window, r: &Reader<'_>) -> Result<Option<Sight>, BookError> {
        if self.ahead.len() == 0 && !self.is_over {
            let read = walk(r, window, self.steps)?;
            self.is_over = i64::try_from(read.len()).is_ok_and(|read| read < self.steps);
            self.steps = (self.steps * 2).min(MOST_STEPS);
            if let Some(last) = read.last() {
                window.go_on(last.place.clone());
            }
            self.ahead = read.into_iter();
        }
        self.walked += 1;
        Ok(self.ahead.next())
    }
}

/// The words as arms. Words that only name days narrow the window; `None` when a word matches nothing.
fn words_of(
    query: &HistoryQuery,
    window: &mut Window,
    r: &Reader<'_>,
) -> Result<Option<Vec<Vec<Arm>>>, BookError> {
    let mut words = Vec::new();
    for token in &query.tokens {
        let mut arms = Vec::new();
        for term in &token.any_of {
            arms.extend(Arm::of(term, r)?);
        }
        match arms.as_slice() {
            [] => return Ok(None),
            [Arm::Days(days)] => window.narrow(&days.oldest, &days.before.traded_at),
            _ => words.push(arms),
        }
    }
    match query.filter {
        DocumentFilter::All => {}
        DocumentFilter::Receipts => words.push(vec![Arm::Issues]),
        DocumentFilter::Cancels => words.push(vec![Arm::Listed(Listed::Cancels)]),
        DocumentFilter::Invoices => words.push(vec![Arm::Listed(Listed::Invoices)]),
        DocumentFilter::Amendments => words.push(vec![Arm::Listed(Listed::Amendments)]),
        DocumentFilter::Revisions => {
            words.push(vec![Arm::Listed(Listed::Cancels), Arm::Listed(Listed::Amendments)]);
        }
        DocumentFilter::Attention => words.push(vec![attention(r)?]),
    }
    Ok(Some(words))
}

/// Chooses the word that leads.
fn begin(words: &[Vec<Arm>], window: &Window, effort: Effort, r: &Reader<'_>) -> Result<Source, BookError> {
    let mut best: Option<(u64, bool, usize)> = None;
    for (nth, word) in words.iter().enumerate() {
        let size = effort.size_of(word, window, r)?;
        let needs_walk = !word.iter().all(|arm| is_listable(arm, size, effort));
        if best.is_none_or(|(least, walks, _)| (size, needs_walk) < (least, walks)) {
            best = Some((size, needs_walk, nth));
        }
    }
    let Some((_, needs_walk, leading)) = best else { return Ok(Source::Walk(Walk::new(None))) };
    let arms = words.get(leading).map(Vec::as_slice).unwrap_or_default();
    if needs_walk {
        let is_everywhere = arms.iter().any(|arm| matches!(arm, Arm::Issues));
        return Ok(Source::Walk(Walk::new((!is_everywhere).then_some(leading))));
    }
    let (ranges, mut ordered): (Vec<Arm>, Vec<Arm>) =
        arms.iter().cloned().partition(|arm| matches!(arm, Arm::Range(_)));
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
fn list_all(arms: &[Arm], window: &Window, r: &Reader<'_>) -> Result<Vec<Place>, BookError> {
    let mut all = Vec::new();
    for arm in arms {
        match arm {
            Arm::Listed(listed) => all.extend(places(r, listed.question(), window, u64::MAX)?),
            Arm::Phrases(phrases) => {
                for id in &phrases.ids {
                    all.extend(places(r, (OF_PHRASE, vec![Value::Integer(*id)]), window, u64::MAX)?);
                }
            }
            Arm::Days(days) => {
                let mut part = window.clone();
                part.narrow(&days.oldest, &days.before.traded_at);
                all.extend(places(r, (OF_DAYS, Vec::new()), &part, u64::MAX)?);
            }
            Arm::Range(range) => all.extend(places(r, range.question(), window, u64::MAX)?),
            Arm::Few(few) => all.extend(few.iter().filter(|place| window.contains(place)).cloned()),
            Arm::Issues => {}
        }
    }
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup();
    Ok(all)
}

fn matches_rest(
    words: &[Vec<Arm>],
    leading: usize,
    place: &Place,
    r: &Reader<'_>,
) -> Result<bool, BookError> {
    if words.len() < 2 {
        return Ok(true);
    }
    let Some(sight) = Sight::of(place, r)? else { return Ok(false) };
    for (nth, word) in words.iter().enumerate() {
        if nth != leading && !matches_word(word, &sight, r)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn matches_all(words: &[Vec<Arm>], sight: &Sight, r: &Reader<'_>) -> Result<bool, BookError> {
    for word in words {
        if !matches_word(word, sight, r)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn matches_word(word: &[Arm], sight: &Sight, r: &Reader<'_>) -> Result<bool, BookError> {
    for arm in word {
        if arm.has(sight, r)? {
            return Ok(true);
        }
    }
    Ok(false)
}
