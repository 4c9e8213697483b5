//! A workbook that is written row by row in constant memory. Its date is fixed, so equal rows make equal bytes.

mod formats;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::ReportError;
use crate::grid::{Cell, Column};
use formats::Formats;

const A4: u8 = 9;
/// Days from the first day of year 1 to day 0 of a workbook (1899-12-30).
const DAY_ZERO: i32 = 693_594;
const SECONDS_A_DAY: f64 = 86_400.0;

/// A workbook under way.
pub(crate) struct Book {
    name: String,
    /// Printed above each page.
    heading: String,
    workbook: Workbook,
    sheets: Vec<Sheet>,
    formats: Formats,
}

/// What is known of a sheet while it grows.
struct Sheet {
    heads_at: u32,
    columns: u16,
    next: u32,
    /// Whether it is a list that people filter.
    is_list: bool,
}

impl Book {
    /// A new one; rows that do not fit into memory wait in `folder`. The heading is printed above each page.
    pub(crate) fn new(name: &str, folder: &Path, heading: &str) -> Result<Self, ReportError> {
        let begun = || {
            let mut workbook = Workbook::new();
            workbook.set_tempdir(folder)?;
            let made = ExcelDateTime::from_ymd(2020, 1, 1)?;
            workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
            Ok::<_, XlsxError>(workbook)
        };
        Ok(Self {
            name: name.to_owned(),
            // An ampersand begins a command there.
            heading: heading.replace('&', "&&"),
            workbook: begun().map_err(ReportError::workbook(name))?,
            sheets: Vec::new(),
            formats: Formats::new(),
        })
    }

    /// Adds a list: heads in the first row, rows that can be filtered. Answers its index.
    pub(crate) fn list(&mut self, title: &str, columns: &[Column]) -> Result<usize, ReportError> {
        self.sheet(title, &[], columns, true)
    }

    /// Adds a form: lines above the heads, the first of them its title. Answers its index.
    pub(crate) fn form(
        &mut self,
        title: &str,
        above: &[String],
        columns: &[Column],
    ) -> Result<usize, ReportError> {
        self.sheet(title, above, columns, false)
    }

    /// Adds a row to a sheet.
    pub(crate) fn row(&mut self, sheet: usize, cells: &[Cell<'_>]) -> Result<(), ReportError> {
        self.write(sheet, cells, |formats, cell| formats.of(cell))
    }

    /// Adds a row of sums.
    pub(crate) fn sum_row(&mut self, sheet: usize, cells: &[Cell<'_>]) -> Result<(), ReportError> {
        self.write(sheet, cells, |formats, cell| Some(formats.of_sum(cell)))
    }

    /// Writes the file.
    pub(crate) fn save(mut self, folder: &Path) -> Result<(), ReportError> {
        let filtered = self.sheets.iter().enumerate().filter(|(_, sheet)| sheet.is_list).try_for_each(
            |(index, Sheet { heads_at, columns, next, .. })| {
                let sheet = self.workbook.worksheet_from_index(index)?;
                sheet.autofilter(*heads_at, 0, next - 1, columns - 1).map(|_| ())
            },
        );
        filtered.map_err(ReportError::workbook(&self.name))?;
        spilled(&self.name, || self.workbook.save(folder.join(&self.name)))
    }

    fn sheet(
        &mut self,
        title: &str,
        above: &[String],
        columns: &[Column],
        is_list: bool,
    ) -> Result<usize, ReportError> {
        let heads_at = u32::try_from(above.len()).unwrap_or(0);
        let (formats, heading) = (&self.formats, &self.heading);
        let begun = self.workbook.add_worksheet_with_constant_memory().and_then(|sheet| {
            sheet.set_name(title)?;
            set_up_print(sheet, heading, heads_at)?;
            for (place, Column(_, width)) in (0_u16..).zip(columns) {
                sheet.set_column_width(place, f64::from(*width))?;
            }
            sheet.set_freeze_panes(heads_at + 1, 0)?;
            for (row, line) in (0_u32..).zip(above) {
                let format = if row == 0 { &formats.title } else { &formats.plain };
                sheet.write_string_with_format(row, 0, line, format)?;
            }
            for (place, Column(head, _)) in (0_u16..).zip(columns) {
                sheet.write_string_with_format(heads_at, place, *head, &formats.head)?;
            }
            Ok(())
        });
        begun.map_err(ReportError::workbook(&self.name))?;
        let columns = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        self.sheets.push(Sheet { heads_at, columns, next: heads_at + 1, is_list });
        Ok(self.sheets.len() - 1)
    }

    fn write<'f>(
        &'f mut self,
        sheet: usize,
        cells: &[Cell<'_>],
        format: impl Fn(&'f Formats, &Cell<'_>) -> Option<&'f Format>,
    ) -> Result<(), ReportError> {
        let at = self.sheets.get_mut(sheet).map_or(0, |sheet| {
            sheet.next += 1;
            sheet.next - 1
        });
        let (workbook, formats) = (&mut self.workbook, &self.formats);
        spilled(&self.name, || {
            let sheet = workbook.worksheet_from_index(sheet)?;
            (0_u16..)
                .zip(cells)
                .try_for_each(|(place, cell)| write(sheet, at, place, cell, format(formats, cell)))
        })
    }
}

/// What waits for the end of the workbook is in temporary files, and rust_xlsxwriter panics when one of them cannot grow. That
/// is a full disk and nothing else here, so it becomes the error it should be; the workbook is not used after it.
fn spilled(name: &str, write: impl FnOnce() -> Result<(), XlsxError>) -> Result<(), ReportError> {
    match catch_unwind(AssertUnwindSafe(write)) {
        Ok(written) => written.map_err(ReportError::workbook(name)),
        Err(cause) => {
            let cause = cause.downcast::<String>().map_or_else(|_| "no room".to_owned(), |cause| *cause);
            Err(ReportError::file(name)(io::Error::other(cause)))
        }
    }
}

/// On A4 across, as wide as the page, the heads on each.
fn set_up_print(sheet: &mut Worksheet, heading: &str, heads_at: u32) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_header(format!("&L{heading}")).set_footer("&R&P / &N");
    sheet.set_repeat_rows(heads_at, heads_at).map(|_| ())
}

// A workbook's numbers are doubles, exact up to 2^53: far above what won add up to here.
#[expect(clippy::cast_precision_loss, reason = "won stay far below 2^53")]
fn write(
    sheet: &mut Worksheet,
    row: u32,
    place: u16,
    cell: &Cell<'_>,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    let number = match cell {
        Cell::Blank => return Ok(()),
        Cell::Text(text) => {
            let text = text.as_ref();
            let written = match format {
                Some(format) => sheet.write_string_with_format(row, place, text, format),
                None => sheet.write_string(row, place, text),
            };
            return written.map(|_| ());
        }
        Cell::Won(amount) => *amount as f64,
        Cell::Count(count) => f64::from(*count),
        Cell::Date(day) => serial(*day),
        Cell::Time(at) => serial_time(*at),
    };
    let written = match format {
        Some(format) => sheet.write_number_with_format(row, place, number, format),
        None => sheet.write_number(row, place, number),
    };
    written.map(|_| ())
}

/// A day as a workbook counts it.
fn serial(day: NaiveDate) -> f64 {
    f64::from(day.num_days_from_ce() - DAY_ZERO)
}

fn serial_time(at: NaiveDateTime) -> f64 {
    serial(at.date()) + f64::from(at.num_seconds_from_midnight()) / SECONDS_A_DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_excel_counts_them() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert!((serial(day) - 46_348.0).abs() < f64::EPSILON);
        let noon = day.and_hms_opt(12, 0, 0).unwrap();
        assert!((serial_time(noon) - 46_348.5).abs() < f64::EPSILON);
    }
}
