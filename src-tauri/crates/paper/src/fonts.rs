//! The three fonts of the paper and what they can print.
//!
//! Pretendard (regular, bold) has every Hangul syllable but no Hanja and no ☎; a third face fills those in, character
//! by character. Parsed once (only table directories, microseconds) and shared by all threads.

mod face;
mod fitted;
mod shaped;

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::PaperError;
pub(crate) use face::{Face, Glyph};
pub(crate) use fitted::{Fitted, Overflow, Room, Sizes};
pub(crate) use shaped::MM_PER_POINT;
pub use shaped::{Cell, Shaped};

/// The font files, embedded in the program or read once at start.
#[derive(Debug, Clone, Copy)]
pub struct FontFiles {
    /// Pretendard Regular, TrueType.
    pub regular: &'static [u8],
    /// Pretendard Bold, TrueType.
    pub bold: &'static [u8],
    /// A TrueType face with Hanja and symbols.
    pub fallback: &'static [u8],
}

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Ordinary text.
    Regular,
    /// Names and sums that must be found at a glance.
    Bold,
}

/// Weight and size of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// How heavy.
    pub weight: Weight,
    /// Size in points.
    pub size_pt: f32,
}

impl Style {
    /// Ordinary text of this size in points.
    #[must_use]
    pub const fn regular(size_pt: f32) -> Self {
        Self { weight: Weight::Regular, size_pt }
    }

    /// Bold text of this size in points.
    #[must_use]
    pub const fn bold(size_pt: f32) -> Self {
        Self { weight: Weight::Bold, size_pt }
    }

    /// Side of the em square in millimetres.
    #[must_use]
    pub fn em_mm(self) -> f32 {
        self.size_pt * MM_PER_POINT
    }
}

/// One of the three faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaceId {
    /// Pretendard Regular.
    Regular,
    /// Pretendard Bold.
    Bold,
    /// The face with Hanja.
    Fallback,
}

/// Parsed fonts; cloning shares them.
#[derive(Debug, Clone)]
pub struct Fonts {
    faces: Arc<Faces>,
}

#[derive(Debug)]
struct Faces {
    regular: Face,
    bold: Face,
    fallback: Face,
}

impl Fonts {
    /// Parses the three files.
    ///
    /// # Errors
    /// [`PaperError::Font`] when a file is not a TrueType font.
    pub fn parse(files: FontFiles) -> Result<Self, PaperError> {
        Ok(Self {
            faces: Arc::new(Faces {
                regular: Face::parse(FaceId::Regular, files.regular)?,
                bold: Face::parse(FaceId::Bold, files.bold)?,
                fallback: Face::parse(FaceId::Fallback, files.fallback)?,
            }),
        })
    }

    /// Gives every character its glyph. Decomposed Hangul is composed (NFC), any white space becomes a space and
    /// invisible marks that came along with pasted text are dropped.
    ///
    /// # Errors
    /// [`PaperError::MissingGlyph`] with `field`, the name of the line on the paper.
    pub fn shape(&self, text: &str, weight: Weight, field: &'static str) -> Result<Shaped, PaperError> {
        let cells = printable(text).map(|character| {
            self.cell(character, weight).ok_or(PaperError::MissingGlyph { character, field })
        });
        Ok(Shaped::new(cells.collect::<Result<_, _>>()?))
    }

    /// The text with `?` for every character that no font has: for lists of many names, where one of them must not be an
    /// error of the whole.
    pub(crate) fn printable(&self, text: &str) -> String {
        let has = |c: &char| self.cell(*c, Weight::Regular).is_some();
        printable(text).map(|c| if has(&c) { c } else { '?' }).collect()
    }

    /// One line no wider than `width_mm`; what does not fit is cut and ends in "…".
    ///
    /// # Errors
    /// As [`Fonts::shape`].
    pub fn fit(
        &self,
        text: &str,
        style: Style,
        width_mm: f32,
        field: &'static str,
    ) -> Result<Shaped, PaperError> {
        let ellipsis = self.shape("…", style.weight, field)?;
        Ok(self.shape(text, style.weight, field)?.shortened(width_mm, style.size_pt, &ellipsis))
    }

    /// At most `lines` lines (none for an empty text) no wider than `width_mm`, broken at spaces where that does not
    /// leave a line half empty; what does not fit is cut and ends in "…".
    ///
    /// # Errors
    /// As [`Fonts::shape`].
    pub fn wrap(
        &self,
        text: &str,
        style: Style,
        width_mm: f32,
        lines: usize,
        field: &'static str,
    ) -> Result<Vec<Shaped>, PaperError> {
        let ellipsis = self.shape("…", style.weight, field)?;
        Ok(self.shape(text, style.weight, field)?.wrapped(width_mm, style.size_pt, lines, &ellipsis))
    }

    pub(crate) fn face(&self, id: FaceId) -> &Face {
        match id {
            FaceId::Regular => &self.faces.regular,
            FaceId::Bold => &self.faces.bold,
            FaceId::Fallback => &self.faces.fallback,
        }
    }

    fn cell(&self, character: char, weight: Weight) -> Option<Cell> {
        let first = match weight {
            Weight::Regular => FaceId::Regular,
            Weight::Bold => FaceId::Bold,
        };
        [first, FaceId::Fallback]
            .into_iter()
            .find_map(|face| self.face(face).glyph(character).map(|glyph| Cell::new(character, face, glyph)))
    }
}

fn printable(text: &str) -> impl Iterator<Item = char> {
    text.nfc().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_invisible(*c))
}

/// Control characters and marks without ink: soft hyphen, zero-width spaces and joiners, direction marks, byte order
/// mark, variation selectors.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
        || matches!(c, '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}
