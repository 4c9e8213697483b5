//! Csv as Korean programs write it: UTF-8 with or without a mark, UTF-16 with one, or CP949; commas, tabs or semicolons.

use csv::ReaderBuilder;
use encoding_rs::{EUC_KR, Encoding, UTF_8};

use crate::{IntakeError, MAX_ROWS, Row, Table};

const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];

pub(crate) fn read(bytes: &[u8]) -> Result<Table, IntakeError> {
    let text = decode(bytes)?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator_of(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines { bytes: text.as_bytes(), counted: 0, number: 1 };
    for record in reader.records() {
        let record = record.map_err(|error| IntakeError::Damaged(format!("{:?}", error.kind())))?;
        let at = record.position().and_then(|position| usize::try_from(position.byte()).ok());
        let number = lines.number_at(at.unwrap_or_default());
        rows.extend(Row::of(number, record.iter().map(str::to_owned)));
        if rows.len() > MAX_ROWS {
            return Err(IntakeError::TooManyRows);
        }
    }
    Ok(Table { rows, dates_from_1904: false })
}

/// Line numbers of places in a text, asked for from front to back. The csv reader's own miss blank lines.
struct Lines<'t> {
    bytes: &'t [u8],
    counted: usize,
    number: u32,
}

impl Lines<'_> {
    /// The number of the line that the first word at or after `place` stands on.
    fn number_at(&mut self, place: usize) -> u32 {
        let rest = self.bytes.get(place..).unwrap_or_default();
        let begins = place + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = self.bytes.get(self.counted..begins).unwrap_or_default();
        let ends = passed.iter().filter(|byte| **byte == b'\n').count();
        self.number = self.number.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.counted = self.counted.max(begins);
        self.number
    }
}

/// The web's EUC-KR is Windows' CP949: all 11,172 syllables.
fn decode(bytes: &[u8]) -> Result<String, IntakeError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => EUC_KR,
    };
    let (text, _, had_errors) = encoding.decode(bytes);
    if had_errors || text.contains('\0') {
        return Err(IntakeError::Damaged("the text is in no encoding we know".to_owned()));
    }
    Ok(text.into_owned())
}

/// What separates the words of the first line.
fn separator_of(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default().as_bytes();
    let count = |separator: &u8| first.iter().filter(|byte| *byte == separator).count();
    SEPARATORS.into_iter().rev().max_by_key(count).unwrap_or(b',')
}
