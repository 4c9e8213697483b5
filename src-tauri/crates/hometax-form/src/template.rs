//! The template that the shop downloaded: recognised by its header, refused if anything is not where it has to be, filled.

use intake::{IntakeError, Table, read_sheet};

use crate::column::{Column, columns, letters, squeezed};
use crate::error::FormError;
use crate::form::FormKind;
use crate::package::{part_text, sheet_part, with_part};
use crate::row::FormRow;
use crate::sheet::Sheet;

/// The sheet that Hometax reads.
const SHEET: &str = "엑셀업로드양식";
/// Row 6 is the header; the data follow (domain.md §6.5, §6.6).
const HEADER_ROW: u32 = 6;
const FIRST_ROW: u32 = HEADER_ROW + 1;
/// How an old workbook and a locked new one begin.
const OLD_CONTAINER: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
/// What tells them apart: the name of the stream a locked one is kept in, in UTF-16.
const LOCKED_STREAM: &str = "EncryptedPackage";
/// Documents that these are not: amended ones and those of a broker.
const OTHER_TITLES: [&str; 2] = ["수정", "위수탁"];

/// A template whose header was read and found right, and that holds no document yet.
#[derive(Debug)]
pub struct Template<'b> {
    bytes: &'b [u8],
    kind: FormKind,
    part: String,
    xml: String,
}

impl<'b> Template<'b> {
    /// Reads a template. What it is, its bytes say, not its name.
    ///
    /// # Errors
    /// [`FormError`]; the one for a header that is not as it has to be names the column and both texts.
    pub fn read(bytes: &'b [u8]) -> Result<Self, FormError> {
        if bytes.starts_with(&OLD_CONTAINER) {
            return Err(if is_locked(bytes) { IntakeError::Encrypted.into() } else { FormError::OldFormat });
        }
        let table = read_sheet("template.xlsx", bytes, &[SHEET])?;
        let (_, part) = sheet_part(bytes, SHEET)?.ok_or(FormError::NoUploadSheet)?;
        refuse_other_form(&table)?;
        let kind = recognise(&table)?;
        let xml = part_text(bytes, &part)?;
        if let Some(row) = Sheet::read(&xml)?.first_filled(FIRST_ROW) {
            return Err(FormError::NotEmpty { row });
        }
        Ok(Self { bytes, kind, part, xml })
    }

    /// Which form it is.
    #[must_use]
    pub const fn kind(&self) -> FormKind {
        self.kind
    }

    /// The template with these documents in it, from row 7 on.
    ///
    /// # Errors
    /// [`FormError::TooManyRows`] beyond [`FormKind::max_rows`], [`FormError::OtherRow`], [`FormError::Archive`].
    pub fn fill(&self, rows: &[FormRow]) -> Result<Vec<u8>, FormError> {
        let most = self.kind.max_rows();
        if rows.len() > most {
            return Err(FormError::TooManyRows { rows: rows.len(), most });
        }
        if rows.iter().any(|row| row.kind() != self.kind) {
            return Err(FormError::OtherRow);
        }
        let xml = Sheet::read(&self.xml)?.with_rows(FIRST_ROW, rows.iter().map(FormRow::cells))?;
        with_part(self.bytes, &self.part, &xml)
    }
}

fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = LOCKED_STREAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// What stands in the row with this number, as Excel numbers them.
fn cells_of(table: &Table, number: u32) -> &[String] {
    table.rows.iter().find(|row| row.number == number).map_or(&[], |row| &row.cells)
}

fn refuse_other_form(table: &Table) -> Result<(), FormError> {
    let title = cells_of(table, 1).iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
    if OTHER_TITLES.iter().any(|other| squeezed(title).contains(other)) {
        return Err(FormError::OtherForm { title: squeezed(title) });
    }
    Ok(())
}

/// The form whose header this is; if one comes near, the first column that is not where it has to be.
fn recognise(table: &Table) -> Result<FormKind, FormError> {
    let header = cells_of(table, HEADER_ROW);
    let found = |kind: FormKind| {
        let columns = columns(kind);
        let words = columns.iter().filter(|column| header.iter().any(|cell| column.is_headed(cell))).count();
        (words, columns.len())
    };
    // Every header of the exempt form stands in the taxable one too, so what is found counts against what is missing.
    let rated = FormKind::ALL.map(|kind| (found(kind), kind));
    let nearest =
        rated.into_iter().max_by_key(|((words, width), _)| (words * 2 + 1_000).saturating_sub(*width));
    let Some((_, kind)) = nearest.filter(|((words, width), _)| words * 2 >= *width) else {
        return Err(FormError::UnknownForm);
    };
    let columns = columns(kind);
    for index in 0..columns.len().max(header.len()) {
        let found = header.get(index).map_or("", String::as_str);
        let is_right = columns.get(index).map_or(found.is_empty(), |column| column.is_headed(found));
        if !is_right {
            return Err(FormError::MovedColumn {
                kind,
                column: letters(index),
                found: found.to_owned(),
                expected: columns.get(index).map_or("", Column::name).to_owned(),
            });
        }
    }
    Ok(kind)
}
