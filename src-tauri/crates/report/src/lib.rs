//! The close of a month, quarter or half-year (마감): what its documents add up to, and the files a shop takes to its accountant.
//!
//! Knows the domain only. Rows come in one by one ([`PeriodFiles::add`]), in the order of trade, and are written as they
//! come, so a period of any size takes the memory of one row and of its sums. Invariants:
//!
//! 1. Numbers are numbers; identifiers are text with their zeros, masked unless asked otherwise.
//! 2. No text becomes a formula: a workbook's cell is a string, and in csv a text that begins like a formula is quoted
//!    with `'`.
//! 3. The same rows make the same bytes: no clock and no chance go into a file.

mod close;
mod csv;
mod error;
mod form23;
mod form38;
mod grid;
mod ledger;
mod ledger_book;
mod manifest;
mod period_files;
mod records;
mod row;
mod summary;
mod totals;
mod xlsx;

pub use close::Close;
pub use csv::{Encoding, plain, quoted};
pub use error::ReportError;
pub use form23::Form23;
pub use form38::{BuyerSums, Form38, Group, on_time_until};
pub use ledger_book::LedgerBook;
pub use manifest::{Changes, FileEntry, Manifest, MovedDocument};
pub use period_files::{Finished, Numbers, PeriodFiles};
pub use row::{Revision, Row, What};
pub use totals::{DaySums, KindName, PeriodTotals, Sums};
