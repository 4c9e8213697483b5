//! The documents of the Popbill dialect, beside the contract's: cash receipts and tax invoices in one table, for they
//! differ only on paper. What the NTS says to them follows the server's clock.

mod batching;
mod cashbilling;
mod document;
mod finding;
mod invoicing;
mod nts_results;

pub(crate) use batching::{PopbillBatch, PopbillReceipt};
pub use document::{PopbillDocument, PopbillProduct, PopbillState};
pub(crate) use finding::{DateKind, Wanted};
pub(super) use nts_results::{settle, waits};

use chrono::{DateTime, FixedOffset};
use rusqlite::Transaction;

use crate::popbill::PopbillRefusal;

/// The circumstances of a filing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PopbillDesk {
    pub(crate) at: DateTime<FixedOffset>,
    pub(crate) daily_limit: u32,
    /// So long until the NTS answers.
    pub(crate) result_after_s: u32,
}

impl PopbillDesk {
    fn refuse_full_day(&self, transaction: &Transaction<'_>) -> Result<(), PopbillRefusal> {
        let used = super::recording::used_on(transaction, self.at.date_naive())?;
        if used < self.daily_limit { Ok(()) } else { Err(PopbillRefusal::DAY_FULL) }
    }
}
