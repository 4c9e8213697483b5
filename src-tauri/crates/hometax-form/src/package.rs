//! The workbook as the archive it is: finding the part of a sheet, and writing the archive again with one part exchanged.
//!
//! Every other part is copied as it lies there, compressed bytes and all.

use std::io::{Cursor, Read, Write};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::{ZipArchive, ZipWriter};

use crate::column::squeezed;
use crate::error::FormError;

/// No sheet of a form is larger; the whole archive was measured before.
const MAX_PART: u64 = 32 * 1024 * 1024;
/// An archive's directory is not followed further.
const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The name of the part that holds the sheet called `wanted`, and the sheet's own spelling.
pub(crate) fn sheet_part(bytes: &[u8], wanted: &str) -> Result<Option<(String, String)>, FormError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let workbook = text_of(&mut archive, WORKBOOK)?;
    let Some((name, relation)) = find(&workbook, "sheet", |tag| {
        let name = value_of(tag, "name")?;
        (squeezed(&name) == squeezed(wanted)).then(|| value_of(tag, "id").map(|id| (name, id))).flatten()
    })?
    else {
        return Ok(None);
    };
    let relations = text_of(&mut archive, RELATIONS)?;
    let target = find(&relations, "Relationship", |tag| {
        (value_of(tag, "Id")? == relation).then(|| value_of(tag, "Target")).flatten()
    })?;
    let target = target.ok_or(FormError::Damaged("a sheet without its part"))?;
    let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    Ok(Some((name, part)))
}

/// The text of one part.
pub(crate) fn part_text(bytes: &[u8], part: &str) -> Result<String, FormError> {
    text_of(&mut ZipArchive::new(Cursor::new(bytes))?, part)
}

/// The archive again, with another text in one part.
pub(crate) fn with_part(bytes: &[u8], part: &str, text: &str) -> Result<Vec<u8>, FormError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + text.len() / 8)));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index)?;
        if file.name()? == part {
            let options = file.options();
            writer.start_file(part, options)?;
            writer.write_all(text.as_bytes()).map_err(zip::result::ZipError::from)?;
        } else {
            writer.raw_copy_file(file)?;
        }
    }
    Ok(writer.finish()?.into_inner())
}

fn text_of(archive: &mut Archive<'_>, part: &str) -> Result<String, FormError> {
    let file = archive.by_name(part).map_err(|_| FormError::Damaged("a part is missing"))?;
    let mut bytes = Vec::new();
    let read = file.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(zip::result::ZipError::from)?;
    if u64::try_from(read).map_or(true, |read| read > MAX_PART) {
        return Err(FormError::Damaged("a part is too large"));
    }
    // A mark at the beginning would shift nothing, but no program writes UTF-16 here.
    String::from_utf8(bytes).map_err(|_| FormError::Damaged("a part is not UTF-8"))
}

/// What `look` finds in the first fitting element called `element`.
fn find<T>(
    xml: &str,
    element: &str,
    look: impl Fn(&BytesStart<'_>) -> Option<T>,
) -> Result<Option<T>, FormError> {
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event()?;
        if matches!(event, Event::Eof) {
            return Ok(None);
        }
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == element
            && let Some(found) = look(&tag)
        {
            return Ok(Some(found));
        }
    }
}

/// The value of an attribute, whatever its prefix.
pub(crate) fn value_of(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute =
        tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
