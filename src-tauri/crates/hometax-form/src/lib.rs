//! Hometax's own workbooks, both ways (domain.md §6.5–6.7).
//!
//! Out: the template that the shop downloaded itself is filled in place. Nothing of it is made up: the sheets that Hometax
//! hides and checks, its protection and its styles stay byte for byte, because only the sheet's data rows are spliced into
//! the file ([`Template::fill`]). A library that reads a workbook and writes it anew would drop what it does not know.
//!
//! Back: the lists that Hometax gives out are read by the words of their header ([`read_results`]) and told apart from our
//! documents' point of view ([`match_results`]): an approval number goes to a document only if nothing else could have it.
//!
//! Nothing here does IO, knows the book, or issues anything.

mod bytes;
mod column;
mod error;
mod form;
mod invoice_row;
mod matching;
mod package;
mod receipt_row;
mod results;
mod row;
mod sheet;
mod template;

pub use bytes::{Counting, count_bytes};
pub use column::{Column, ItemPart, PartyPart, Slot, columns};
pub use error::FormError;
pub use form::FormKind;
pub use invoice_row::{folded_item, invoice_row};
pub use matching::{Matched, Matching, Ours, match_results};
pub use receipt_row::receipt_row;
pub use results::{ResultEntry, ResultList, RowFault, RowFaultKind, read_results};
pub use row::{CannotGo, FormRow};
pub use template::Template;
