//! Papers of a close (마감 자료): form 38, form 23 and the sum of cash receipts on A4, from sums that are handed in.
//!
//! They are laid out like the statutory forms (domain.md §6.2, §6.3) and say that they were made from the book: what is
//! handed in is filled in at Hometax or by the accountant. What the book does not know stays empty. No clock: the date of
//! the file is the last day of the period. A character that no font has becomes `?` here, because a name with one must
//! not stop the close of a whole period.

mod digits;
mod form23;
mod form38;
mod page;
mod tally;

use chrono::NaiveDate;

pub use form23::{Form23Sheet, lay_out_form23, render_form23};
pub use form38::{BuyerLine, Form38Sheet, FormGroup, FormSums, lay_out_form38, render_form38};
pub use tally::{TallyLine, TallySheet, lay_out_tally, render_tally};

/// What stands at the head of each of these papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseHead {
    /// First day of the period (거래기간).
    pub from: NaiveDate,
    /// Last day of it.
    pub to: NaiveDate,
    /// Who hands it in (제출자).
    pub filer: Filer,
    /// From the practice NTS: marked so that nobody hands it in.
    pub practice: bool,
}

/// Who hands it in (제출자).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filer {
    /// `123-45-67891` (사업자등록번호).
    pub number: String,
    /// Trade name (상호).
    pub name: String,
    /// Representative (성명).
    pub owner: String,
    /// Address (사업장 소재지).
    pub address: String,
}
