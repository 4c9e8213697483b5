//! Statutory form 14 (별지 제14호서식; domain.md §2.15 A): 182 × 128 mm, both copies on one upright A4 page.
//!
//! The upper copy is the buyer's (blue), the lower the supplier's (red). A form has four lines; what is more goes on over
//! further pages of the same two copies. Every page has the whole amount in its boxes, as the form wants it, and below
//! the form the sums carried over and reached, so that the pages can be added up.

mod boxes;
mod copy;
mod parties;
mod table;

use domain::InvoiceKind;

use super::carried::Sums;
use super::{InvoiceCopy, InvoiceSheet};
use crate::display_list::Area;
use crate::ruled::Ruled;
use crate::{About, DisplayList, Fonts, PaperError, write_pdf};
use boxes::AmountBoxes;

/// Size of the form by law, in millimetres.
const WIDTH: f32 = 182.0;
const HEIGHT: f32 = 128.0;
/// Each copy in the middle of its half of the page.
const LEFT: f32 = (210.0 - WIDTH) / 2.0;
const HALF: f32 = 297.0 / 2.0;
const TOP: f32 = (HALF - HEIGHT) / 2.0;
/// Lines of one form.
const LINES: usize = 4;

/// One of the pages that a long invoice needs.
struct Sheet<'a> {
    invoice: &'a InvoiceSheet,
    amounts: &'a AmountBoxes,
    nth: usize,
    of: usize,
    /// Of the pages before.
    before: Sums,
    /// Up to the last line of this page.
    reached: Sums,
}

/// Form 14 as a PDF/A-2b file. The same sheet gives the same bytes, whichever copy it names.
///
/// # Errors
/// [`PaperError::DoesNotFit`] when an amount has more digits than the form has boxes (the e-print has no such limit);
/// [`PaperError::NotForm14`] for an exempt invoice, which has a form of its own; [`PaperError::MissingGlyph`] when a
/// character cannot be printed; the others only when a font file is damaged.
pub fn render_form14(sheet: &InvoiceSheet, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let about = About { title: sheet.pdf_title("세금계산서"), made_at: sheet.made_at };
    write_pdf(&lay_out_form14(sheet, fonts)?, fonts, &about)
}

/// The pages of form 14 as display lists.
///
/// # Errors
/// As [`render_form14`].
pub fn lay_out_form14(sheet: &InvoiceSheet, fonts: &Fonts) -> Result<Vec<DisplayList>, PaperError> {
    if matches!(sheet.kind, InvoiceKind::Exempt) {
        return Err(PaperError::NotForm14);
    }
    let amounts = AmountBoxes::of(sheet)?;
    let of = sheet.lines.len().div_ceil(LINES).max(1);
    let upto = |end: usize| Sums::of(sheet.lines.get(..end.min(sheet.lines.len())).unwrap_or_default());
    (1..=of)
        .map(|nth| {
            let (before, reached) = (upto((nth - 1) * LINES)?, upto(nth * LINES)?);
            Sheet { invoice: sheet, amounts: &amounts, nth, of, before, reached }.draw(fonts)
        })
        .collect()
}

impl Sheet<'_> {
    fn draw(&self, fonts: &Fonts) -> Result<DisplayList, PaperError> {
        let mut ruled = Ruled::a4(fonts, InvoiceCopy::Buyer.ink());
        for (copy, y) in [(InvoiceCopy::Buyer, TOP), (InvoiceCopy::Supplier, HALF + TOP)] {
            ruled.ink = copy.ink();
            let area = Area { x: LEFT, y, width: WIDTH, height: HEIGHT };
            self.draw_copy(&mut ruled, copy, area)?;
            if self.invoice.practice {
                ruled.practice_note(Area { x: 60.0, y: y - 6.2, width: 90.0, height: 5.2 })?;
                ruled.practice_stamp(area)?;
            }
        }
        ruled.cut_line(HALF);
        Ok(ruled.finish())
    }

    fn lines(&self) -> &[super::SheetLine] {
        let start = (self.nth - 1) * LINES;
        let end = (start + LINES).min(self.invoice.lines.len());
        self.invoice.lines.get(start..end).unwrap_or_default()
    }
}
