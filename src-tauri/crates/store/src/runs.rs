//! Sets of documents as short text: `3-4107,4109`. Those of a month mostly follow each other, so a hundred thousand of them
//! are a few bytes.

use std::collections::BTreeSet;

use crate::DocumentId;

/// A set of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentSet(BTreeSet<i64>);

impl DocumentSet {
    /// As it is kept: row numbers and runs of them, ascending.
    #[must_use]
    pub fn text(&self) -> String {
        let mut runs: Vec<(i64, i64)> = Vec::new();
        for &number in &self.0 {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == number => *last = number,
                Some(_) | None => runs.push((number, number)),
            }
        }
        let text = |(first, last): (i64, i64)| {
            if first == last { first.to_string() } else { format!("{first}-{last}") }
        };
        runs.into_iter().map(text).collect::<Vec<_>>().join(",")
    }

    /// Reads [`DocumentSet::text`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = BTreeSet::new();
        for run in text.split(',').filter(|run| !run.is_empty()) {
            let (first, last) = run.split_once('-').unwrap_or((run, run));
            numbers.extend(first.parse::<i64>().ok()?..=last.parse().ok()?);
        }
        Some(Self(numbers))
    }

    /// Adds one.
    pub fn insert(&mut self, id: DocumentId) {
        self.0.insert(id.get());
    }

    /// Whether it is in.
    #[must_use]
    pub fn contains(&self, id: DocumentId) -> bool {
        self.0.contains(&id.get())
    }

    /// Those that are in this set and not in the other, ascending.
    pub fn without<'a>(&'a self, other: &'a Self) -> impl DoubleEndedIterator<Item = DocumentId> + 'a {
        self.0.iter().filter(|number| !other.0.contains(number)).map(|number| DocumentId::known(*number))
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<DocumentId> for DocumentSet {
    fn from_iter<T: IntoIterator<Item = DocumentId>>(ids: T) -> Self {
        Self(ids.into_iter().map(DocumentId::get).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_runs_are_short() {
        for (numbers, text) in [(vec![], ""), (vec![7], "7"), (vec![1, 2, 3, 5, 8, 9], "1-3,5,8-9")] {
            let set: DocumentSet = numbers.into_iter().map(DocumentId::known).collect();
            assert_eq!(set.text(), text);
            assert_eq!(DocumentSet::parse(text), Some(set));
        }
        assert_eq!(DocumentSet::parse("1-x"), None);
    }

    #[test]
    fn what_another_set_lacks_is_told_in_order() {
        let (mine, theirs) = (DocumentSet::parse("1-5").unwrap(), DocumentSet::parse("2,4,9").unwrap());
        assert_eq!(mine.without(&theirs).map(DocumentId::get).collect::<Vec<_>>(), [1, 3, 5]);
        assert!(theirs.contains(DocumentId::known(9)) && !mine.contains(DocumentId::known(9)));
    }
}
