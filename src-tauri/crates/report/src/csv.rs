//! Csv for spreadsheets in Korea: UTF-8 with a mark in front, and CP949 for older programs. Lines end in CR LF.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use encoding_rs::{EUC_KR, EncoderResult};

use crate::ReportError;
use crate::grid::{Cell, Column};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How the text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with a byte order mark, which Excel asks for.
    Utf8,
    /// CP949 (EUC-KR with all syllables). A character it does not have becomes `?`.
    Cp949,
}

/// A text as it stands in csv: one that a spreadsheet would take for a formula gets a `'` in front, and so does one that
/// begins with `'`, so that [`plain`] is the way back.
#[must_use]
pub fn quoted(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that [`quoted`] was given.
#[must_use]
pub fn plain(field: &str) -> &str {
    field.strip_prefix('\'').unwrap_or(field)
}

/// A csv file under way.
pub(crate) struct Table {
    name: String,
    out: BufWriter<File>,
    encoding: Encoding,
}

impl Table {
    pub(crate) fn new(
        name: &str,
        folder: &Path,
        encoding: Encoding,
        columns: &[Column],
    ) -> Result<Self, ReportError> {
        let file = File::create(folder.join(name)).map_err(ReportError::file(name))?;
        let mut table = Self { name: name.to_owned(), out: BufWriter::new(file), encoding };
        if encoding == Encoding::Utf8 {
            table.out.write_all(BYTE_ORDER_MARK).map_err(ReportError::file(name))?;
        }
        let heads: Vec<Cell<'_>> = columns.iter().map(|Column(head, _)| Cell::text(*head)).collect();
        table.row(&heads)?;
        Ok(table)
    }

    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ReportError> {
        let fields: Vec<String> = cells.iter().map(field).collect();
        let line = fields.join(",") + "\r\n";
        let written = match self.encoding {
            Encoding::Utf8 => self.out.write_all(line.as_bytes()),
            Encoding::Cp949 => self.out.write_all(&cp949(&line)),
        };
        written.map_err(ReportError::file(&self.name))
    }

    pub(crate) fn finish(self) -> Result<(), ReportError> {
        let finished = self.out.into_inner().map_err(io::IntoInnerError::into_error).map(drop);
        finished.map_err(ReportError::file(&self.name))
    }
}

fn field(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => enclosed(&quoted(text)),
        Cell::Won(amount) => amount.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Date(date) => date.format("%Y-%m-%d").to_string(),
        Cell::Time(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
    }
}

fn enclosed(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

pub(crate) fn cp949(text: &str) -> Vec<u8> {
    let mut encoder = EUC_KR.new_encoder();
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        bytes.reserve(rest.len() + 16);
        let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut bytes, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            EncoderResult::InputEmpty => return bytes,
            EncoderResult::OutputFull => {}
            EncoderResult::Unmappable(_) => bytes.push(b'?'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_stays_text_and_comes_back() {
        for text in ["=1+1", "+82", "-상품", "@SUM(A1)", "'따옴표", "연필", "", "가=나"] {
            assert!(!quoted(text).starts_with(['=', '+', '-', '@']), "{text}");
            assert_eq!(plain(&quoted(text)), text);
        }
    }

    #[test]
    fn cp949_has_every_syllable_and_marks_what_it_lacks() {
        assert_eq!(EUC_KR.decode(&cp949("똠방각하 뷁,\"A\"")).0, "똠방각하 뷁,\"A\"");
        assert_eq!(EUC_KR.decode(&cp949("커피☕잔")).0, "커피?잔");
    }

    #[test]
    fn numbers_are_bare_and_commas_enclosed() {
        assert_eq!(field(&Cell::Won(-11_000)), "-11000");
        assert_eq!(field(&Cell::text("연필, \"빨강\"")), "\"연필, \"\"빨강\"\"\"");
    }
}
