//! The workbook of the sales ledger (매출 장부): a sheet of documents and one of their sums, in constant memory.

use std::path::Path;

use crate::close::Close;
use crate::ledger::{LEDGER, ledger_row};
use crate::row::Row;
use crate::xlsx::Book;
use crate::{PeriodTotals, ReportError, summary};

/// The workbook under way.
pub struct LedgerBook {
    book: Book,
    sheet: usize,
}

impl LedgerBook {
    /// Begins it in `folder`, where its rows wait until it is finished.
    ///
    /// # Errors
    /// [`ReportError`] when the folder cannot be written to.
    pub fn begin(name: &str, folder: &Path, close: &Close) -> Result<Self, ReportError> {
        let mut book = Book::new(name, folder, &close.heading("매출 장부"))?;
        let sheet = book.list("매출 장부", LEDGER)?;
        Ok(Self { book, sheet })
    }

    /// Adds a document.
    ///
    /// # Errors
    /// [`ReportError`] when it cannot be written.
    pub fn add(&mut self, row: &Row, close: &Close) -> Result<(), ReportError> {
        self.book.row(self.sheet, &ledger_row(row, close.numbers))
    }

    /// Ends it with the sums of all documents.
    ///
    /// # Errors
    /// [`ReportError`] when it cannot be written.
    pub fn finish(mut self, folder: &Path, close: &Close, totals: &PeriodTotals) -> Result<(), ReportError> {
        summary::add_sums(&mut self.book, close, totals)?;
        self.book.save(folder)
    }
}
