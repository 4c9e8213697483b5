//! Questions about invoices alone: a buyer's, an invoice's amendments, and whether an equal one stands in the book.

use chrono::{Days, NaiveDate};
use domain::{DocumentKey, Invoice, State};

use super::{DocumentId, Shelved, read_shelved, select_shelved};
use crate::book::Ask;
use crate::cells::time_text;
use crate::query::cursor::Cursor;
use crate::query::day::{end_of, start_of};
use crate::query::history::Page;
use crate::{BookError, Reader};

pub(crate) const AMENDED: Ask<'_> = Ask {
    table: "document",
    doing: "reading the amendments of an invoice",
    sql: select_shelved!("WHERE d.original_id = ?1 AND d.act = 'amend' ORDER BY d.id"),
};
// The act is the partial index's own condition, repeated word for word.
pub(crate) const OF_BUYER: Ask<'_> = Ask {
    table: "document",
    doing: "reading the invoices of a buyer",
    sql: select_shelved!(
        "WHERE d.act IN ('invoice', 'amend') AND d.number_digits = ?1 AND (d.traded_at, d.id) < (?2, ?3)
         ORDER BY d.traded_at DESC, d.id DESC LIMIT ?4"
    ),
};
pub(crate) const TWIN: Ask<'_> = Ask {
    table: "document",
    doing: "looking for an equal invoice",
    sql: select_shelved!(
        "WHERE d.act IN ('invoice', 'amend') AND d.act = 'invoice' AND d.number_digits = ?1 AND +d.total = ?2
           AND ((d.traded_at >= ?3 AND d.traded_at < ?4) OR s.state IN ('ready', 'held', 'sending', 'unknown'))
           AND s.state NOT IN ('rejected', 'refused_later')
           AND d.total + (SELECT coalesce(sum(a.total), 0) FROM document a JOIN standing t ON t.document_id = a.id
                           WHERE a.original_id = d.id AND t.state NOT IN ('rejected', 'refused_later')) <> 0
         ORDER BY s.state IN ('ready', 'held', 'sending', 'unknown') DESC, d.traded_at DESC LIMIT 1"
    ),
};
/// Sorts behind every time there is.
const AFTER_ALL_TIMES: &str = "~";

impl Reader<'_> {
    /// The amendments of an invoice, oldest first, whatever became of them; those of an amendment are its own.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn amended_of(&self, original: DocumentId) -> Result<Vec<Shelved>, BookError> {
        self.rows(&AMENDED, [original.get()], read_shelved)
    }

    /// An invoice to the same buyer over the same total that was neither refused nor wholly taken back: one still on its
    /// way whatever its date, else the newest dated within `days` of this one, before or after.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn invoice_twin(
        &self,
        invoice: &Invoice,
        days: u64,
    ) -> Result<Option<(DocumentKey, State)>, BookError> {
        let written = invoice.written_on();
        let from = written.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN);
        let to = written.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
        let number = invoice.buyer().id().number();
        let sale = (number, invoice.total().get(), start_of(from), end_of(to));
        let twin = self.row(&TWIN, sale, read_shelved)?;
        Ok(twin.map(|twin| (twin.document.key, twin.standing.state)))
    }

    /// The newest invoices and amendments of a buyer, by the digits of the number.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn recent_of_buyer(&self, number: &str, limit: u32) -> Result<Vec<Shelved>, BookError> {
        Ok(self.documents_of_buyer(number, None, limit)?.rows)
    }

    /// A page of a buyer's invoices and amendments, newest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn documents_of_buyer(
        &self,
        number: &str,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page, BookError> {
        let (time, id) = after.map_or_else(
            || (AFTER_ALL_TIMES.to_owned(), i64::MAX),
            |Cursor { traded_at, id }| (time_text(traded_at), id.get()),
        );
        let rows = self.rows(&OF_BUYER, (number, time, id, i64::from(limit) + 1), read_shelved)?;
        Ok(Page::cut(rows, limit))
    }
}
