//! A period's files while they are written.

use std::path::{Path, PathBuf};

use domain::Period;

use crate::close::Close;
use crate::csv::{Encoding, Table};
use crate::form23::Form23;
use crate::form38::Form38;
use crate::ledger::{LEDGER, REVISED, ledger_row, revised_row};
use crate::ledger_book::LedgerBook;
use crate::records::records;
use crate::row::Row;
use crate::xlsx::Book;
use crate::{FileEntry, PeriodTotals, ReportError, form23, summary};

/// How customers' numbers are written. A resident number is masked in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// `010-****-5678`.
    Masked,
    /// As they are.
    Whole,
}

/// A period's files under way, in a folder that is nobody's yet.
pub struct PeriodFiles {
    folder: PathBuf,
    close: Close,
    names: Names,
    ledger: LedgerBook,
    revised: Book,
    revised_sheet: usize,
    tables: [Table; 2],
    totals: PeriodTotals,
    form38: Form38,
}

/// What was written, and the values for the papers that go beside it.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The files.
    pub files: Vec<FileEntry>,
    /// What they add up to.
    pub totals: PeriodTotals,
    /// Form 23.
    pub form23: Form23,
    /// Form 38.
    pub form38: Form38,
}

struct Names {
    ledger: String,
    utf8: String,
    cp949: String,
    receipts: String,
    revised: String,
    form23: String,
    form38: String,
    records: String,
}

impl Names {
    fn of(period: Period) -> Self {
        Self {
            ledger: format!("{period}_매출장부.xlsx"),
            utf8: format!("{period}_매출장부_UTF-8.csv"),
            cp949: format!("{period}_매출장부_CP949.csv"),
            receipts: format!("{period}_현금영수증_발급집계.xlsx"),
            revised: format!("{period}_취소수정_목록.xlsx"),
            form23: format!("{period}_신용카드매출전표등_발행금액집계표.xlsx"),
            form38: format!("{period}_매출처별_세금계산서합계표.xlsx"),
            records: format!("{period}_매출처별_세금계산서합계표_전산매체_초안.txt"),
        }
    }

    const fn books_and_tables(&self) -> [&String; 7] {
        [&self.ledger, &self.utf8, &self.cp949, &self.receipts, &self.revised, &self.form23, &self.form38]
    }
}

impl PeriodFiles {
    /// Begins the files in `folder`.
    ///
    /// # Errors
    /// [`ReportError`] when it cannot be written to.
    pub fn begin(folder: &Path, close: Close) -> Result<Self, ReportError> {
        let names = Names::of(close.period);
        let ledger = LedgerBook::begin(&names.ledger, folder, &close)?;
        let mut revised = Book::new(&names.revised, folder, &close.heading("취소·수정 목록"))?;
        let revised_sheet = revised.list("취소·수정", REVISED)?;
        let tables = [
            Table::new(&names.utf8, folder, Encoding::Utf8, LEDGER)?,
            Table::new(&names.cp949, folder, Encoding::Cp949, LEDGER)?,
        ];
        Ok(Self {
            folder: folder.to_owned(),
            form38: Form38::of(close.period),
            close,
            names,
            ledger,
            revised,
            revised_sheet,
            tables,
            totals: PeriodTotals::default(),
        })
    }

    /// Adds a document; they come in the order of trade.
    ///
    /// # Errors
    /// [`ReportError`] when it cannot be written.
    pub fn add(&mut self, row: &Row) -> Result<(), ReportError> {
        self.ledger.add(row, &self.close)?;
        let cells = ledger_row(row, self.close.numbers);
        self.tables.iter_mut().try_for_each(|table| table.row(&cells))?;
        if let Some(cells) = revised_row(row, self.close.period.first()) {
            self.revised.row(self.revised_sheet, &cells)?;
        }
        self.totals.add(row);
        self.form38.add(row);
        Ok(())
    }

    /// Ends them: every file is whole and safe on the disk.
    ///
    /// # Errors
    /// [`ReportError`] when one cannot be written.
    pub fn finish(self) -> Result<Finished, ReportError> {
        let Self { folder, close, names, ledger, revised, tables, totals, form38, .. } = self;
        let form23 = Form23::of(&totals);
        ledger.finish(&folder, &close, &totals)?;
        revised.save(&folder)?;
        tables.into_iter().try_for_each(Table::finish)?;
        summary::write(&names.receipts, &folder, &close, &totals)?;
        form23::write(&names.form23, &folder, &close, form23)?;
        form38.write(&names.form38, &folder, &close)?;
        let files = names.books_and_tables().into_iter().map(|name| FileEntry::of(&folder, name));
        let mut files = files.collect::<Result<Vec<_>, _>>()?;
        let draft = records(&names.records, &form38, close.period, &close.shop)?;
        files.push(FileEntry { draft: true, ..FileEntry::keep(&folder, &names.records, &draft)? });
        Ok(Finished { files, totals, form23, form38 })
    }
}
