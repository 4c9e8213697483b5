//! Display lists to a PDF file: drawing operators, fonts cut down to the characters in use, archive format.
//!
//! printpdf writes pages, fonts and ToUnicode tables. Two things it is not left to do: it would embed whole fonts (2.4
//! MB a slip), and its archive presets are not valid PDF/A. So the subset is made here, and the finished object tree
//! is completed to PDF/A-2b before it becomes bytes.

mod archive;
mod deflate;
mod embed;
mod icc;
mod operators;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use printpdf::{FontId, Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions};

use crate::fonts::{FaceId, Glyph};
use crate::{DisplayList, Fonts, PaperError};

/// What the file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Title in the window of a PDF reader.
    pub title: String,
    /// When the document came to be, Korean time: the date of the file. A reprint has the date of the original.
    pub made_at: NaiveDateTime,
}

/// Glyphs in use, per face and character.
type UsedGlyphs = BTreeMap<FaceId, BTreeMap<char, Glyph>>;

/// The pages as a PDF/A-2b file. The same pages give the same bytes.
///
/// # Errors
/// [`PaperError::Subset`], [`PaperError::Archive`] or [`PaperError::Write`]: only when a font file is damaged.
pub fn write_pdf(pages: &[DisplayList], fonts: &Fonts, about: &About) -> Result<Vec<u8>, PaperError> {
    let mut document = PdfDocument::new("");
    for (face, glyphs) in used_glyphs(pages) {
        let program = embed::cut_down(fonts.face(face), &glyphs)?;
        document.resources.fonts.map.insert(font_id(face), PdfFont::new(program));
    }
    document.with_pages(pages.iter().map(page).collect());
    // Warnings of printpdf are about things that a `DisplayList` cannot say: foreign fonts, colours out of range.
    let mut object_tree = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    archive::complete(&mut object_tree, about)?;
    let mut bytes = Vec::with_capacity(64 * 1024);
    object_tree.save_to(&mut bytes)?;
    Ok(bytes)
}

fn used_glyphs(pages: &[DisplayList]) -> UsedGlyphs {
    let mut used = UsedGlyphs::new();
    let texts = pages.iter().flat_map(|page| page.backdrops().iter().chain(page.texts()));
    for cell in texts.flat_map(|text| text.shaped.cells()) {
        used.entry(cell.face()).or_default().insert(cell.character(), cell.glyph());
    }
    used
}

fn page(list: &DisplayList) -> PdfPage {
    PdfPage::new(Mm(list.width()), Mm(list.height()), operators::of_page(list))
}

/// The name of the face inside the file. printpdf would make one up from a counter, and the bytes would differ.
fn font_id(face: FaceId) -> FontId {
    let name = match face {
        FaceId::Regular => "R",
        FaceId::Bold => "B",
        FaceId::Fallback => "H",
    };
    FontId(name.to_owned())
}
