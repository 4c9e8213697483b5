//! One sheet of an old workbook (`.xls`, BIFF8), as Hometax still gives out some of its lists.
//!
//! The library lays every sheet out as a grid before it shows it, so a file that is made to hurt costs up to the 65,536 rows
//! and 256 columns a sheet can have. Only what the shop fetched itself from Hometax is read this way.

use std::io::Cursor;

use calamine::{Data, Reader, Xls, XlsError};

use crate::workbook::day_of;
use crate::{IntakeError, MAX_COLUMNS, MAX_ROWS, Row, Table, chosen};

pub(crate) fn read(bytes: &[u8], wanted: &[&str]) -> Result<Table, IntakeError> {
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheet = chosen(&workbook.sheet_names(), wanted);
    let sheet = sheet.ok_or_else(|| IntakeError::Damaged("a workbook without a sheet".to_owned()))?;
    let range = workbook.worksheet_range(&sheet).map_err(unreadable)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let before = usize::try_from(first_column).unwrap_or(MAX_COLUMNS).min(MAX_COLUMNS);
    let mut rows = Vec::new();
    for (number, cells) in (first_row.saturating_add(1)..).zip(range.rows()) {
        let blanks = std::iter::repeat_n(String::new(), before);
        rows.extend(Row::of(number, blanks.chain(cells.iter().map(text_of))));
        if rows.len() > MAX_ROWS {
            return Err(IntakeError::TooManyRows);
        }
    }
    Ok(Table { rows, dates_from_1904: false })
}

fn text_of(value: &Data) -> String {
    match value {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(date) if date.is_datetime() => day_of(date),
        Data::DateTime(length) => length.as_f64().to_string(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape map_err wants")]
fn unreadable(error: XlsError) -> IntakeError {
    if matches!(error, XlsError::Password) {
        return IntakeError::Encrypted;
    }
    IntakeError::Damaged(error.to_string())
}
