//! What the last export of a period held: kept in the book, one row a period. The documents are row numbers in runs,
//! `3-4107,4109`, because those of a period mostly follow each other.

use std::collections::BTreeSet;

use domain::Period;
use serde::{Deserialize, Serialize};

/// An export as remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remembered {
    pub at: String,
    pub total_won: i64,
    pub documents: BTreeSet<i64>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    at: String,
    total_won: i64,
    documents: String,
}

impl Remembered {
    /// Name of the setting.
    pub fn name(period: Period) -> String {
        format!("export.{period}")
    }

    /// As it is kept.
    pub fn text(&self) -> String {
        let documents = runs(&self.documents);
        serde_json::json!(Kept { at: self.at.clone(), total_won: self.total_won, documents }).to_string()
    }

    /// Reads [`Remembered::text`]; another version's is taken for none.
    pub fn parse(text: &str) -> Option<Self> {
        let kept: Kept = serde_json::from_str(text).ok()?;
        Some(Self { at: kept.at, total_won: kept.total_won, documents: numbers(&kept.documents)? })
    }
}

fn runs(numbers: &BTreeSet<i64>) -> String {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            Some(_) | None => runs.push((number, number)),
        }
    }
    let texts = runs.iter().map(
        |(first, last)| {
            if first == last { first.to_string() } else { format!("{first}-{last}") }
        },
    );
    texts.collect::<Vec<_>>().join(",")
}

fn numbers(runs: &str) -> Option<BTreeSet<i64>> {
    let mut numbers = BTreeSet::new();
    for run in runs.split(',').filter(|run| !run.is_empty()) {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        numbers.extend(first.parse::<i64>().ok()?..=last.parse().ok()?);
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_runs_are_short() {
        for (documents, text) in [(vec![], ""), (vec![7], "7"), (vec![1, 2, 3, 5, 8, 9], "1-3,5,8-9")] {
            let documents: BTreeSet<i64> = documents.into_iter().collect();
            assert_eq!(runs(&documents), text);
            let remembered = Remembered { at: "2026-12-01T09:00:00".into(), total_won: -5, documents };
            assert_eq!(Remembered::parse(&remembered.text()), Some(remembered));
        }
    }
}
