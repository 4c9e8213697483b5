//! The book (장부): one SQLite file per world that cannot forget.
//!
//! What the shop issued stands here before a byte leaves the machine, and whatever the NTS answered stands beside it.
//! Invariants, kept by the file itself wherever SQLite can (triggers, checks, unique indexes):
//!
//! 1. A document's content, an attempt and a journal row are never changed and never removed.
//! 2. A document key is given out once; an approval number, once written, never changes and never vanishes.
//! 3. A practice book is never opened as a real one, nor the other way round.
//! 4. A book that was there and is gone is missing; it is never silently replaced by an empty one.
//!
//! SQLite is used directly: a file per table under `table/` holds its schema, its row and its reads and writes
//! together. There is no repository trait, because there is only one book; tests open it in memory. [`Reader`] methods
//! never write, [`Writer`] methods run inside the caller's one transaction ([`Book::write`]), so an issued receipt
//! costs two commits: the intent before sending, the answer after it.
//!
//! Time comes in as Korean time without a zone (`NaiveDateTime`) and is kept to the millisecond.

mod book;
mod cells;
mod error;
mod initials;
#[cfg(test)]
mod plans_tests;
mod query;
mod runs;
mod shelf;
mod table;

pub use book::sealing::BookFile;
pub use book::{Book, BookKey, Reader, World, Writer};
pub use error::BookError;
pub use query::cursor::Cursor;
pub use query::day::Day;
pub use query::history::{COUNT_CAP, DocumentFilter, HistoryQuery, Matched, Page};
pub use query::period::Period;
pub use query::sums::{DaySum, OpenMatters, Sold};
pub use query::term::{Term, Token};
pub use runs::DocumentSet;
pub use shelf::Shelf;
pub use table::amendment::Amendment;
pub use table::api_call::ApiCall;
pub use table::api_token::{ApiToken, ApiTokenId};
pub use table::attempt::{Attempt, AttemptCursor, AttemptFilter, LoggedAttempt, NewAttempt};
pub use table::business_status::CheckedStatus;
pub use table::change::Change;
pub use table::correction::Correction;
pub use table::delivery::{Channel, Delivery, DeliveryId, GivenUp};
pub use table::difference::{Difference, DifferenceId, DifferenceKind, NewDifference, TheirSide};
pub use table::document::{
    ActKind, Body, Content, Document, DocumentAct, DocumentId, NewDocument, ReceiptContent, Shelved,
};
pub use table::draft::Draft;
pub use table::hometax_file::{HandOver, HandOverEnd, HometaxAwaited};
pub use table::import_order::{ImportOrderId, ImportState, ImportedContent, ImportedOrder};
pub use table::item::CatalogueItem;
pub use table::journal::{JournalAct, JournalEntry, JournalProof};
pub use table::month_close::MonthClose;
pub use table::notice::{HeardOfText, NewNotice, Notice, NoticeChannel, NoticeId, NoticeState, OutsideText};
pub use table::order_import::{ImportCount, ImportId, NewImport, OrderImport};
pub use table::order_stop::{OrderStop, OrderStopId};
pub use table::partner::{Partner, PartnerCard, PartnerCursor, PartnerId, PartnerPage, PartnerQuery};
pub use table::plan::{Plan, PlanCard, PlanId, PlanKind};
pub use table::plan_run::{PlanRun, PlanRunId, RunState};
pub use table::print::{PrintId, PrintOutcome, PrintRow, PrintState};
pub use table::queue::{Awaited, Queued};
pub use table::reconciliation::Ledger;
pub use table::sale::{Paid, Sale, SaleId, SaleParts, SaleState};
pub use table::sale_issue::{BegunIssue, SaleIssueKind, SaleLink};
pub use table::shop::ShopId;
pub use table::staff::{StaffId, StaffMember, StaffRole};
pub use table::standing::{OpenCount, Standing};
pub use table::transmission::PlannedTransmission;
