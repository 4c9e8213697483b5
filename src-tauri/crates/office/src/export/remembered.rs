//! What the last export of a period held: kept in the book, one row a period.

use domain::Period;
use serde::{Deserialize, Serialize};
use store::DocumentSet;

/// An export as remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remembered {
    pub at: String,
    pub total_won: i64,
    pub documents: DocumentSet,
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
        let documents = self.documents.text();
        serde_json::json!(Kept { at: self.at.clone(), total_won: self.total_won, documents }).to_string()
    }

    /// Reads [`Remembered::text`]; another version's is taken for none.
    pub fn parse(text: &str) -> Option<Self> {
        let kept: Kept = serde_json::from_str(text).ok()?;
        Some(Self { at: kept.at, total_won: kept.total_won, documents: DocumentSet::parse(&kept.documents)? })
    }
}
