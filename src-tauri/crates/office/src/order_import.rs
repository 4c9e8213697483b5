//! Orders from a file (주문 가져오기): look, take in, put right, issue.
//!
//! Looking changes nothing and gives every row of the file a verdict. Taking in writes the orders into the book, all or none, and
//! still issues nothing. Issuing makes each order one document for ever, because its press is its own name; it can be paused and
//! gone on with, over a restart too. The same file again changes nothing.

mod cell;
mod column;
mod gather;
mod issue;
mod judge;
mod layout;
mod look;
mod running;
mod taken;

pub use column::OrderColumn;
pub use judge::OrderFault;
pub use layout::OrderMapping;
pub use look::{LookedFile, LookedOrder};
pub use running::ImportProgress;
pub(crate) use running::{Importing, LastLooked};
pub use taken::{ImportOverview, Taken, Undone};
