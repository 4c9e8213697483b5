//! One font file: which characters it has and how wide they are.

use std::fmt;

use crate::{FaceId, PaperError};

/// Where Pretendard keeps its digits of equal width (feature `tnum`): '0' here, '1' on the next code point. Its
/// ordinary digits are proportional, and columns of amounts would not line up.
const TABULAR_ZERO: u32 = 0xE071;

/// A glyph of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph number in the whole font file.
    pub id: u16,
    /// Advance width in font units.
    pub advance: u16,
    /// The same in thousandths of the em, cut to an integer exactly as the PDF's width table is, so that measured and
    /// printed widths agree.
    pub thousandths: u32,
}

/// A parsed font file.
pub struct Face {
    id: FaceId,
    file: &'static [u8],
    parsed: ttf_parser::Face<'static>,
    name: String,
    tabular_digits: bool,
}

impl Face {
    /// Reads the table directory; glyphs are looked up when needed.
    pub(crate) fn parse(id: FaceId, file: &'static [u8]) -> Result<Self, PaperError> {
        let parsed =
            ttf_parser::Face::parse(file, 0).map_err(|source| PaperError::Font { face: id, source })?;
        let name = postscript_name(&parsed);
        let tabular_digits = name.starts_with("Pretendard");
        Ok(Self { id, file, parsed, name, tabular_digits })
    }

    /// The glyph that prints `character`, if this face has one.
    pub(crate) fn glyph(&self, character: char) -> Option<Glyph> {
        let id = self.parsed.glyph_index(self.drawn_as(character)).filter(|id| id.0 != 0)?;
        let advance = self.parsed.glyph_hor_advance(id)?;
        let thousandths = u32::from(advance) * 1000 / u32::from(self.parsed.units_per_em());
        Some(Glyph { id: id.0, advance, thousandths })
    }

    pub(crate) const fn id(&self) -> FaceId {
        self.id
    }

    pub(crate) const fn file(&self) -> &'static [u8] {
        self.file
    }

    pub(crate) const fn parsed(&self) -> &ttf_parser::Face<'static> {
        &self.parsed
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    fn drawn_as(&self, character: char) -> char {
        match character.to_digit(10) {
            Some(digit) if self.tabular_digits => char::from_u32(TABULAR_ZERO + digit).unwrap_or(character),
            Some(_) | None => character,
        }
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("id", &self.id).field("name", &self.name).finish_non_exhaustive()
    }
}

fn postscript_name(face: &ttf_parser::Face<'_>) -> String {
    face.names()
        .into_iter()
        .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
        .find_map(|name| name.to_string())
        .unwrap_or_else(|| "Unnamed".to_owned())
}
