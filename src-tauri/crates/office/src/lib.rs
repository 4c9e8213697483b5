//! Use cases of the shop: issue, cancel, look up, reprint, find.
//!
//! This is the only room that writes the book, and the only one that decides what an answer of the NTS means for a
//! document. Invariants (`docs/decisions`, `ARCHITECTURE.md` "A lost answer"):
//!
//! 1. The intent, its key, its frozen bytes and the journal row are committed before a socket opens.
//! 2. No answer is `unknown`, never `failed`; an unknown document is asked for by its key, never simply sent again.
//! 3. One press is one document: a press carries an id, and the book keeps it unique.
//!
//! Two ports exist because there are really two of each: [`Clock`] (the machine's and a test's) and
//! [`Printer`] (a folder of PDFs and a spooler).

mod amendment;
mod attempt_log;
mod business;
mod calendar;
mod cancel;
mod clock;
mod connection;
mod correction;
mod courier;
mod deliver;
mod detail;
mod error;
mod find;
mod gate;
mod hands;
mod hear;
mod intent;
mod invoice;
mod invoice_detail;
mod issue;
mod jitter;
mod journal;
mod office;
mod preview;
mod print;
mod proof;
mod reconcile;
mod recover;
mod reveal;
mod settings;
mod settle;
mod shop;
mod slip;
mod tasks;
mod transmission;
mod under_way;
mod watch;

pub use amendment::AmendPress;
pub use attempt_log::SavedBundle;
pub use business::KnownStatus;
pub use calendar::ShopCalendar;
pub use cancel::CancelPress;
pub use clock::{Clock, SystemClock};
pub use connection::{Connection, ConnectionState};
pub use correction::CorrectPress;
pub use detail::{CorrectionParts, Detail};
pub use error::OfficeError;
pub use find::{FoundPage, HistoryFilter, SearchBox};
pub use hands::{FoundByHand, ReissuePress, Settled};
pub use invoice::InvoicePress;
pub use invoice_detail::{InvoiceDetail, InvoiceOutlook};
pub use issue::IssuePress;
pub use office::{Office, OfficeParts};
pub use preview::Preview;
pub use print::{FolderPrinter, PrintJob, PrintedSheet, Printer, PrinterError};
pub use reconcile::Reconciled;
pub use recover::Recovered;
pub use settings::{Language, Settings, Theme};
pub use tasks::{Step, Task, Tasks};
