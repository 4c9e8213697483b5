//! The first sheet of a workbook. Read cell by cell: the whole sheet as a grid would have as many cells as its furthest
//! corner asks for.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use crate::{IntakeError, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED, Row, Table};

pub(crate) fn read(bytes: &[u8]) -> Result<Table, IntakeError> {
    refuse_bomb(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let first = workbook.sheet_names().first().cloned();
    let first = first.ok_or_else(|| IntakeError::Damaged("a workbook without a sheet".to_owned()))?;
    let mut cells = workbook.worksheet_cells_reader(&first).map_err(unreadable)?;
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let text = text_of(cell.get_value());
        if text.trim().is_empty() || usize::try_from(column).is_ok_and(|column| column >= MAX_COLUMNS) {
            continue;
        }
        rows.entry(row).or_default().insert(column, text);
        if rows.len() > MAX_ROWS {
            return Err(IntakeError::TooManyRows);
        }
    }
    Ok(Table { rows: rows.into_iter().filter_map(row).collect() })
}

fn row((index, cells): (u32, BTreeMap<u32, String>)) -> Option<Row> {
    let width = cells.keys().next_back().map_or(0, |last| last + 1);
    Row::of(index + 1, (0..width).map(|column| cells.get(&column).cloned().unwrap_or_default()))
}

/// What the archive says of its own sizes is a claim; unpacking it to nowhere is proof.
fn refuse_bomb(bytes: &[u8]) -> Result<(), IntakeError> {
    let damaged = |error: &dyn std::error::Error| IntakeError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| damaged(&error))?;
        let unpacked =
            io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|error| damaged(&error))?;
        left = left.checked_sub(unpacked).ok_or(IntakeError::TooLarge)?;
    }
    Ok(())
}

/// A number typed into a cell is a float in the file: `1.234567891E9` is the business number 1234567891.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(date) => date.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape map_err wants")]
fn unreadable(error: XlsxError) -> IntakeError {
    if matches!(error, XlsxError::Password) {
        return IntakeError::Encrypted;
    }
    IntakeError::Damaged(error.to_string())
}
