//! A workbook that is written row by row in constant memory. Its date is fixed, so equal rows make equal bytes.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::ReportError;
use crate::grid::{Cell, Column};

/// A workbook under way.
pub(crate) struct Book {
    name: String,
    workbook: Workbook,
    /// The next row of each sheet.
    next: Vec<u32>,
    won: Format,
    head: Format,
}

impl Book {
    /// A new one; rows that do not fit into memory wait in `folder`.
    pub(crate) fn new(name: &str, folder: &Path) -> Result<Self, ReportError> {
        let begun = || {
            let mut workbook = Workbook::new();
            workbook.set_tempdir(folder)?;
            let made = ExcelDateTime::from_ymd(2020, 1, 1)?;
            workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
            Ok::<_, XlsxError>(workbook)
        };
        Ok(Self {
            name: name.to_owned(),
            workbook: begun().map_err(ReportError::workbook(name))?,
            next: Vec::new(),
            won: Format::new().set_num_format("#,##0"),
            head: Format::new().set_bold(),
        })
    }

    /// Adds a sheet; the lines stand above the heads. Answers its index.
    pub(crate) fn sheet(
        &mut self,
        title: &str,
        above: &[String],
        columns: &[Column],
    ) -> Result<usize, ReportError> {
        let heads_at = u32::try_from(above.len()).unwrap_or(0);
        let begun = self.workbook.add_worksheet_with_constant_memory().and_then(|sheet| {
            sheet.set_name(title)?;
            for (place, Column(_, width)) in (0_u16..).zip(columns) {
                sheet.set_column_width(place, f64::from(*width))?;
            }
            sheet.set_freeze_panes(heads_at + 1, 0)?;
            for (row, line) in (0_u32..).zip(above) {
                sheet.write_string(row, 0, line)?;
            }
            for (place, Column(head, _)) in (0_u16..).zip(columns) {
                sheet.write_string_with_format(heads_at, place, *head, &self.head)?;
            }
            Ok(())
        });
        begun.map_err(ReportError::workbook(&self.name))?;
        self.next.push(heads_at + 1);
        Ok(self.next.len() - 1)
    }

    /// Adds a row to a sheet.
    pub(crate) fn row(&mut self, sheet: usize, cells: &[Cell]) -> Result<(), ReportError> {
        let at = self.next.get_mut(sheet).map_or(0, |next| {
            *next += 1;
            *next - 1
        });
        let won = &self.won;
        let written = self.workbook.worksheet_from_index(sheet).and_then(|sheet| {
            (0_u16..).zip(cells).try_for_each(|(place, cell)| write(sheet, at, place, cell, won))
        });
        written.map_err(ReportError::workbook(&self.name))
    }

    /// Writes the file.
    pub(crate) fn save(mut self, folder: &Path) -> Result<(), ReportError> {
        self.workbook.save(folder.join(&self.name)).map_err(ReportError::workbook(&self.name))
    }
}

// A workbook's numbers are doubles, exact up to 2^53: far above what won add up to here.
#[expect(clippy::cast_precision_loss, reason = "won stay far below 2^53")]
fn write(sheet: &mut Worksheet, row: u32, place: u16, cell: &Cell, won: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => {}
        Cell::Text(text) => {
            sheet.write_string(row, place, text)?;
        }
        Cell::Won(amount) => {
            sheet.write_number_with_format(row, place, *amount as f64, won)?;
        }
        Cell::Count(count) => {
            sheet.write_number_with_format(row, place, *count, won)?;
        }
    }
    Ok(())
}
