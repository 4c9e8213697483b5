//! Amended invoices (수정(세금)계산서; domain.md §2.8, 령 70①): which documents a reason makes, and with which signs, dates and remarks.
//!
//! An invoice never changes. Amending gives one or two new ones that point at it; what they say together with the original is
//! what is true.

mod corrected;
mod documents;
mod form;
mod left;
mod lines;
mod original;
mod plan;
mod reason;
mod spread;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use form::{AmendForm, AmendLine};
pub use original::{CannotAmend, OriginalInvoice};
pub use plan::{AmendDeadline, AmendPlan};
pub use reason::{AmendCode, AmendReason};

use crate::approval::InvoiceNumber;

/// What an amended invoice amends, and why.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Amends {
    /// Why.
    pub reason: AmendReason,
    /// The number of the invoice it amends (당초승인번호); in a chain that of the positive one it follows on.
    pub original: InvoiceNumber,
    /// The date of writing of that invoice (당초 작성일자).
    pub original_written_on: NaiveDate,
}

impl Amends {
    /// The code the NTS takes (수정사유).
    #[must_use]
    pub const fn code(&self) -> AmendCode {
        self.reason.code()
    }
}
