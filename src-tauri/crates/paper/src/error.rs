//! Why there is no paper.

use crate::FaceId;

/// Nothing was printed; the document itself is untouched.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A font file is not a TrueType font.
    #[error("cannot read the {face:?} font file")]
    Font {
        /// Which of the three files.
        face: FaceId,
        /// What is wrong with it.
        #[source]
        source: ttf_parser::FaceParsingError,
    },
    /// No font has this character (an emoji, say). Names the character and the line of the paper, not the value.
    #[error("no font can print {character:?} in {field}")]
    MissingGlyph {
        /// The character that cannot be printed.
        character: char,
        /// The line it stands in, in the words of the paper ("품명").
        field: &'static str,
    },
    /// An amount has more digits than this paper has room for; the e-print has room for every amount of an invoice.
    #[error("the amount in {field} does not fit on this form: use the e-print")]
    DoesNotFit {
        /// The cell, in the words of the paper ("공급가액").
        field: &'static str,
    },
    /// Form 14 is the tax invoice; an exempt invoice (계산서) is another form.
    #[error("an exempt invoice cannot be printed on form 14: use the e-print")]
    NotForm14,
    /// The file could not be drawn for the preview.
    #[error("cannot draw the PDF as a picture")]
    Picture,
    /// The glyphs of this document could not be cut out of a font.
    #[error("cannot cut the {face:?} font down to the characters in use")]
    Subset {
        /// Which of the three files.
        face: FaceId,
        /// The subsetter's words.
        #[source]
        source: subsetter::Error,
    },
    /// The PDF did not have the parts that the archive format adds to.
    #[error("cannot complete the PDF for archiving")]
    Archive(#[from] lopdf::Error),
    /// The finished PDF could not be put into bytes.
    #[error("cannot write the PDF")]
    Write(#[from] std::io::Error),
}
