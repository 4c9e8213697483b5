//! 통신 기록: every call to the NTS as one log.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::document::AttemptRow;

/// One look into the log.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AttemptQuery {
    /// Part of a document key or of a result code.
    pub text: String,
    /// `issue`, `cancel`, `look_up` …
    pub call: Option<String>,
    /// What we made of it.
    pub outcome: Option<String>,
    /// Route's name.
    pub route: Option<String>,
    /// Only calls that did not end well.
    pub only_failed: bool,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// Rows per page, at most 200.
    pub limit: u32,
}

/// A call and the document it was about.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct LoggedAttempt {
    /// The call.
    #[serde(flatten)]
    pub attempt: AttemptRow,
    /// Key of the document it was about.
    pub document_key: String,
}

/// One page of the log.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AttemptPage {
    /// Newest first.
    pub rows: Vec<LoggedAttempt>,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// A support bundle (지원용 파일) that was written.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct SupportBundle {
    /// Where it is.
    pub path: String,
    /// Its size.
    pub bytes: u64,
}
