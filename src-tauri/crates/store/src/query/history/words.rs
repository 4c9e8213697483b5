//! The words of a search as the book can answer them. All must match; each matches when one of its arms does.

use super::arm::{Arm, Listed, attention};
use super::place::Window;
use super::sight::{Seen, Sight};
use super::{DocumentFilter, HistoryQuery};
use crate::query::term::Token;
use crate::{BookError, Reader};

/// At least one word, or everything matches.
pub(super) struct Words(pub(super) Vec<Vec<Arm>>);

impl Words {
    /// Reads the words, the chip as one of them. What they say about days narrows the window. `None` when one of them matches
    /// nothing in this book.
    pub(super) fn of(
        query: &HistoryQuery,
        window: &mut Window,
        r: &Reader<'_>,
    ) -> Result<Option<Self>, BookError> {
        let mut words = Vec::new();
        for token in &query.tokens {
            let arms = arms_of(token, r)?;
            match arms.as_slice() {
                [] => return Ok(None),
                [Arm::Days(days)] => window.narrow(&days.oldest, &days.before.traded_at),
                _ => {
                    narrow_from_above(&arms, window);
                    words.push(arms);
                }
            }
        }
        words.extend(chip(query.filter, r)?);
        Ok(Some(Self(words)))
    }

    pub(super) fn arms(&self, nth: usize) -> &[Arm] {
        self.0.get(nth).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether all match.
    pub(super) fn match_all(&self, sight: &Sight<'_>, r: &Reader<'_>) -> Result<bool, BookError> {
        self.match_but(usize::MAX, sight, r)
    }

    /// Whether all but the one that found it match.
    pub(super) fn match_rest(&self, leading: usize, seen: &Seen, r: &Reader<'_>) -> Result<bool, BookError> {
        self.match_but(leading, &seen.sight(), r)
    }

    fn match_but(&self, but: usize, sight: &Sight<'_>, r: &Reader<'_>) -> Result<bool, BookError> {
        for (nth, word) in self.0.iter().enumerate() {
            if nth != but && !matches(word, sight, r)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn arms_of(token: &Token, r: &Reader<'_>) -> Result<Vec<Arm>, BookError> {
    let mut arms = Vec::new();
    for term in &token.any_of {
        arms.extend(Arm::of(term, r)?);
    }
    Ok(arms)
}

/// If every arm has a moment before which all its documents were traded, nothing newer need be looked at.
fn narrow_from_above(arms: &[Arm], window: &mut Window) {
    let before: Option<Vec<String>> = arms.iter().map(Arm::traded_before).collect();
    if let Some(latest) = before.and_then(|moments| moments.into_iter().max()) {
        window.narrow("", &latest);
    }
}

fn chip(filter: DocumentFilter, r: &Reader<'_>) -> Result<Option<Vec<Arm>>, BookError> {
    Ok(match filter {
        DocumentFilter::All => None,
        DocumentFilter::Receipts => Some(vec![Arm::Issues]),
        DocumentFilter::Cancels => Some(vec![Arm::Listed(Listed::Cancels)]),
        DocumentFilter::Invoices => Some(vec![Arm::Listed(Listed::Invoices)]),
        DocumentFilter::Amendments => Some(vec![Arm::Listed(Listed::Amendments)]),
        DocumentFilter::Revisions => {
            Some(vec![Arm::Listed(Listed::Cancels), Arm::Listed(Listed::Amendments)])
        }
        DocumentFilter::Attention => Some(vec![attention(r)?]),
    })
}

fn matches(word: &[Arm], sight: &Sight<'_>, r: &Reader<'_>) -> Result<bool, BookError> {
    for arm in word {
        if arm.has(sight, r)? {
            return Ok(true);
        }
    }
    Ok(false)
}
