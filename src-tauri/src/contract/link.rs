//! 연결: the door for other programs, their tokens, and where results go.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How the door stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DoorState {
    /// Nobody wants it open.
    Shut,
    /// It takes calls.
    Open,
    /// It should be open, but another program has the port.
    PortTaken,
}

/// The door as typed.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct DoorForm {
    /// Whether other programs of this computer may hand in orders.
    pub enabled: bool,
    /// Port as typed.
    pub port: String,
}

/// A token as it is shown after it was made.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct TokenRow {
    /// Stays the same.
    pub id: u32,
    /// What the shop calls the program that has it.
    pub name: String,
    /// Korean local time.
    pub created_at: String,
    /// Korean local time, to the minute.
    pub last_used_at: Option<String>,
}

/// Which files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// One JSON file for each result.
    Json,
    /// One csv file for each day.
    Csv,
    /// Both.
    Both,
}

/// Where results go, as typed.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ResultsForm {
    /// Whether a webhook is called.
    pub webhook: bool,
    /// Its address.
    pub url: String,
    /// Whether files are written.
    pub files: bool,
    /// Into which folder.
    pub folder: String,
    /// Which ones.
    pub file_kind: FileKind,
    /// Of all documents, not of those that came from orders alone.
    pub all_documents: bool,
}

/// Everything of 연결.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Link {
    /// The door as it is wanted.
    pub form: DoorForm,
    /// How it stands.
    pub state: DoorState,
    /// Where a program on this computer finds it.
    pub url: String,
    /// The good tokens, the newest first.
    pub tokens: Vec<TokenRow>,
    /// Where results go.
    pub results: ResultsForm,
    /// Whether a secret for the webhook is kept.
    pub has_secret: bool,
}

/// A token that has just been made. No `Debug`: it is shown this one time.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct NewToken {
    /// The whole token.
    pub token: String,
    /// Everything as it is now.
    pub link: Link,
}

/// Where results go now, and what a test brought. No `Debug`: it may hold the secret.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct ResultsSaved {
    /// Everything as it is now.
    pub link: Link,
    /// The webhook's secret, this one time, when it has just been made.
    pub new_secret: Option<String>,
    /// Stable name of what went wrong with the test: `not_reached`, `no_answer`, `redirected`, `refused`.
    pub problem: Option<String>,
    /// The HTTP status behind it.
    pub status: Option<u16>,
}
