//! Finding documents of the Popbill dialect again.

use rusqlite::{OptionalExtension, params};

use super::super::Ledger;
use super::document::{self, PopbillDocument, PopbillProduct, by_key};
use crate::error::PracticeError;
use crate::words::words;

words! {
    /// By which day documents are looked for.
    DateKind {
        /// The day they were registered; here the same as issued.
        Registered = "R",
        /// The day they were issued.
        Issued = "I",
        /// The day of the trade, of a receipt.
        Traded = "T",
        /// The 작성일자 of an invoice.
        Written = "W",
    }
}

/// A span of days, both included, `yyyyMMdd`.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) product: PopbillProduct,
    pub(crate) by: DateKind,
    pub(crate) from: String,
    pub(crate) to: String,
}

impl Ledger {
    /// All documents of the Popbill dialect, oldest first. The state is as of the last call (see `PUT /practice/clock`).
    ///
    /// # Errors
    /// [`PracticeError::Ledger`].
    pub fn popbill_documents(&self) -> Result<Vec<PopbillDocument>, PracticeError> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(&document::select("ORDER BY id"))?;
        let rows = query.query_map([], PopbillDocument::from_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The document of a key, which is unique within a product.
    ///
    /// # Errors
    /// [`PracticeError::Ledger`].
    pub fn popbill_document(
        &self,
        product: PopbillProduct,
        key: &str,
    ) -> Result<Option<PopbillDocument>, PracticeError> {
        Ok(by_key(&self.lock(), product, key)?)
    }

    /// The document of the provider's own key.
    pub(crate) fn popbill_item(
        &self,
        product: PopbillProduct,
        item_key: &str,
    ) -> Result<Option<PopbillDocument>, PracticeError> {
        let connection = self.lock();
        let mut query =
            connection.prepare_cached(&document::select("WHERE product = ?1 AND item_key = ?2"))?;
        Ok(query.query_row(params![product, item_key], PopbillDocument::from_row).optional()?)
    }

    /// The documents of a span of days, oldest first.
    pub(crate) fn popbill_span(&self, wanted: &Wanted) -> Result<Vec<PopbillDocument>, PracticeError> {
        let connection = self.lock();
        let span = match wanted.by {
            DateKind::Registered | DateKind::Issued => "issued_at BETWEEN ?2 || '000000' AND ?3 || '235959'",
            DateKind::Traded | DateKind::Written => "trade_date BETWEEN ?2 AND ?3",
        };
        let sql = document::select(&format!("WHERE product = ?1 AND {span} ORDER BY id"));
        let mut query = connection.prepare_cached(&sql)?;
        let rows =
            query.query_map(params![wanted.product, wanted.from, wanted.to], PopbillDocument::from_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
