//! Files that people bring (거래처 목록, 주문 목록): workbooks and csv, as rows of text.
//!
//! Nothing here knows what a row means. What a stranger's file can do to a program is kept out here: a file of more than
//! [`MAX_BYTES`], one that unpacks to more than [`MAX_UNPACKED`], and a table of more than [`MAX_ROWS`] rows are refused before
//! they cost memory, and a workbook that places one cell at the end of the sheet costs no more than that cell.

mod csv_text;
mod error;
mod old_workbook;
mod workbook;

use calamine::{ExcelDateTime, ExcelDateTimeType};

pub use error::IntakeError;

/// No larger file is read.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// No workbook may unpack to more.
pub const MAX_UNPACKED: u64 = 100 * 1024 * 1024;
/// No longer table is read.
pub const MAX_ROWS: usize = 20_000;
/// Columns beyond are no columns of a list.
const MAX_COLUMNS: usize = 256;

/// How the container begins that old Office files were, and locked new ones are.
const OLD_CONTAINER: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];

/// Plain numbers outside of these are no days between 1995 and 2080, counted from either epoch.
const MIN_SERIAL: u32 = 33_000;
const MAX_SERIAL: u32 = 66_000;

/// The rows of a file that are not blank, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The rows.
    pub rows: Vec<Row>,
    /// Days that stand as plain numbers count from 1904 instead of 1900: an old habit of the Mac.
    pub dates_from_1904: bool,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number as the person's own program shows it, from 1.
    pub number: u32,
    /// Its cells, trimmed. A row may be shorter than others.
    pub cells: Vec<String>,
    /// Columns whose text is that of a merged cell that began in a row above: seen here, but written once.
    pub continued: Vec<usize>,
}

/// Reads the first sheet of a workbook (`.xlsx`) or a csv file. What the file is, its bytes say; its name only where they
/// cannot.
///
/// # Errors
/// [`IntakeError`]; nothing of the file is used then.
pub fn read_table(name: &str, bytes: &[u8]) -> Result<Table, IntakeError> {
    if bytes.len() > MAX_BYTES {
        return Err(IntakeError::TooLarge);
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        _ if bytes.starts_with(b"PK\x03\x04") => workbook::read(bytes, &[]),
        // A locked workbook is wrapped into the container that old Office files were.
        "xlsx" if bytes.starts_with(&OLD_CONTAINER) => Err(IntakeError::Encrypted),
        "xlsx" => Err(IntakeError::Damaged("no workbook".to_owned())),
        "csv" | "txt" | "tsv" => csv_text::read(bytes),
        _ => Err(IntakeError::UnknownKind),
    }
}

/// Reads the first sheet of a workbook that has one of these names, blanks aside, or else its first sheet. Takes the old `.xls`
/// (BIFF8) as well, which [`read_table`] does not.
///
/// # Errors
/// [`IntakeError`]; nothing of the file is used then.
pub fn read_sheet(name: &str, bytes: &[u8], wanted: &[&str]) -> Result<Table, IntakeError> {
    if bytes.len() > MAX_BYTES {
        return Err(IntakeError::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        workbook::read(bytes, wanted)
    } else if bytes.starts_with(&OLD_CONTAINER) {
        old_workbook::read(bytes, wanted)
    } else {
        read_table(name, bytes)
    }
}

/// The name of the sheet to read: one of those wanted, or else the first.
fn chosen(sheets: &[String], wanted: &[&str]) -> Option<String> {
    let plain = |name: &str| name.split_whitespace().collect::<String>();
    let is_wanted = |sheet: &&String| wanted.iter().any(|name| plain(name) == plain(sheet));
    sheets.iter().find(is_wanted).or_else(|| sheets.first()).cloned()
}

/// The day of a plain number in a column of dates, as `2026-11-22`; `None` for one that no list of our time holds.
#[must_use]
pub fn day_of_serial(serial: u32, from_1904: bool) -> Option<String> {
    if !(MIN_SERIAL..=MAX_SERIAL).contains(&serial) {
        return None;
    }
    let date = ExcelDateTime::new(f64::from(serial), ExcelDateTimeType::DateTime, from_1904);
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

impl Row {
    /// A row with its cells trimmed; nothing when all are blank.
    fn of(number: u32, cells: impl Iterator<Item = String>) -> Option<Self> {
        let cells: Vec<String> = cells.take(MAX_COLUMNS).map(|cell| cell.trim().to_owned()).collect();
        let is_blank = cells.iter().all(String::is_empty);
        (!is_blank).then_some(Self { number, cells, continued: Vec::new() })
    }
}
