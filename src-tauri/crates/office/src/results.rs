//! Results go back (결과 알림): what became of a document is handed to the shop's other programs, over a webhook or as files in
//! a folder.
//!
//! Nothing in here touches a document, and no use case knows of it: what changed is read off the book's own order of changes
//! ([`store::Change`]) and queued there in one transaction with how far we have read, so that nothing is lost and nothing is
//! queued twice whatever dies when. From there it goes out at least once, under an event id that stays the same.

mod collect;
mod files;
mod messenger;
mod settings;

pub use settings::{FileKind, ResultsForm, ResultsSaved, ResultsTested};
