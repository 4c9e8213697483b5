//! One sheet of a workbook. Read cell by cell: the whole sheet as a grid would have as many cells as its furthest
//! corner asks for.
//!
//! A merged cell stands in the file at its first corner alone, and a person sees it in every row it covers; so its text is
//! given to those of its rows that hold something of their own.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use crate::{IntakeError, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED, Row, Table, chosen};

/// A sheet that covers more cells with merged ones is no list.
const MAX_COVERED: usize = 1_000_000;

/// The cells of a sheet by row and column.
type Sheet = BTreeMap<u32, BTreeMap<u32, Cell>>;

struct Cell {
    text: String,
    /// It is a merged cell that began in a row above.
    continued: bool,
}

pub(crate) fn read(bytes: &[u8], wanted: &[&str]) -> Result<Table, IntakeError> {
    refuse_bomb(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let first = chosen(&workbook.sheet_names(), wanted);
    let first = first.ok_or_else(|| IntakeError::Damaged("a workbook without a sheet".to_owned()))?;
    let mut cells = workbook.worksheet_cells_reader(&first).map_err(unreadable)?;
    let mut sheet = Sheet::new();
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let text = text_of(cell.get_value());
        if text.trim().is_empty() || usize::try_from(column).is_ok_and(|column| column >= MAX_COLUMNS) {
            continue;
        }
        sheet.entry(row).or_default().insert(column, Cell { text, continued: false });
        if sheet.len() > MAX_ROWS {
            return Err(IntakeError::TooManyRows);
        }
    }
    drop(cells);
    let merged = workbook.merge_cells_by_sheet_name(&first).map_err(unreadable)?;
    cover(&mut sheet, &merged)?;
    let dates_from_1904 = workbook.has_1904_epoch();
    Ok(Table { rows: sheet.into_iter().filter_map(row).collect(), dates_from_1904 })
}

/// Gives the text of every merged cell to the cells that it hides.
fn cover(sheet: &mut Sheet, merged: &[Dimensions]) -> Result<(), IntakeError> {
    let mut covered = 0;
    for one in merged {
        let (first, last) = (one.start, one.end);
        let Some(text) = sheet.get(&first.0).and_then(|row| row.get(&first.1)).map(|cell| cell.text.clone())
        else {
            continue;
        };
        let width = u32::try_from(MAX_COLUMNS).unwrap_or(u32::MAX);
        for (number, row) in sheet.range_mut(first.0..=last.0.max(first.0)) {
            for column in first.1..=last.1.min(width.saturating_sub(1)) {
                covered += 1;
                if covered > MAX_COVERED {
                    return Err(IntakeError::TooLarge);
                }
                let hidden = Cell { text: text.clone(), continued: *number > first.0 };
                row.entry(column).or_insert(hidden);
            }
        }
    }
    Ok(())
}

fn row((index, mut cells): (u32, BTreeMap<u32, Cell>)) -> Option<Row> {
    let width = cells.keys().next_back().map_or(0, |last| last + 1);
    let continued = cells.iter().filter(|(_, cell)| cell.continued);
    let continued = continued.filter_map(|(column, _)| usize::try_from(*column).ok()).collect();
    let texts = (0..width).map(|column| cells.remove(&column).map(|cell| cell.text).unwrap_or_default());
    Row::of(index + 1, texts).map(|row| Row { continued, ..row })
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
        DataRef::DateTime(date) if date.is_datetime() => day_of(date),
        DataRef::DateTime(length) => length.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// The day as a person reads it, whichever of the two epochs the workbook counts from; the hour only if there is one.
pub(crate) fn day_of(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute) == (0, 0) { day } else { format!("{day} {hour:02}:{minute:02}") }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape map_err wants")]
fn unreadable(error: XlsxError) -> IntakeError {
    if matches!(error, XlsxError::Password) {
        return IntakeError::Encrypted;
    }
    IntakeError::Damaged(error.to_string())
}
