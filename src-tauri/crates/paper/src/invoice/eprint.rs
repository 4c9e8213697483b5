//! The print of an electronic invoice on A4 (domain.md §2.15 B).
//!
//! Few lines fill the upper half of the page; more grow down it and go on over further pages, each of which begins with
//! the sums carried over and ends with the sums so far. A row is as high as its longest text, so nothing is cut.

mod foot;
mod head;
mod items;
mod pages;
mod parties;

use std::ops::Range;

use super::InvoiceSheet;
use crate::display_list::Area;
use crate::ruled::{Ruled, height_of};
use crate::{About, DisplayList, Fonts, PaperError, write_pdf};
use domain::InvoiceKind;
use items::Items;
use pages::Rooms;

const LEFT: f32 = 12.0;
const WIDTH: f32 = 186.0;
/// Where the form begins; the practice mark stands above.
const TOP: f32 = 14.0;
/// Where the form ends at the latest; page number and practice mark stand below.
const BOTTOM: f32 = 279.0;

/// The e-print as a PDF/A-2b file. The same sheet gives the same bytes.
///
/// # Errors
/// [`PaperError::MissingGlyph`] when a character cannot be printed; [`PaperError::DoesNotFit`] when sums of lines leave
/// what an invoice can have; the others only when a font file is damaged.
pub fn render_invoice(sheet: &InvoiceSheet, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let about = About { title: sheet.pdf_title(name(sheet.kind)), made_at: sheet.made_at };
    write_pdf(&lay_out_invoice(sheet, fonts)?, fonts, &about)
}

/// The pages of the e-print as display lists.
///
/// # Errors
/// [`PaperError::MissingGlyph`] and [`PaperError::DoesNotFit`] as [`render_invoice`].
pub fn lay_out_invoice(sheet: &InvoiceSheet, fonts: &Fonts) -> Result<Vec<DisplayList>, PaperError> {
    let (party_columns, sum_columns) = (parties::columns(), head::SumColumns::new(sheet.kind));
    let party_rows = parties::rows(sheet, fonts, &party_columns)?;
    let sums = head::sums(sheet, fonts, &sum_columns)?;
    let items = Items::measure(sheet, fonts)?;
    let head_height = head::title_height(sheet) + height_of(&party_rows) + height_of(&sums);
    let rooms = Rooms {
        first: BOTTOM - TOP - head_height - items::HEADING,
        next: BOTTOM - TOP - head::title_height(sheet) - head::WHOSE - items::HEADING - items::CARRY,
        carry: items::CARRY,
        tail: foot::HEIGHT,
    };
    let pages = pages::split(items.heights(), &rooms);
    let of = pages.len();
    pages
        .into_iter()
        .enumerate()
        .map(|(nth, lines)| {
            let mut ruled = Ruled::a4(fonts, sheet.copy.ink());
            let y = head::title(&mut ruled, sheet, TOP)?;
            let y = if nth == 0 {
                let y = parties::draw(&mut ruled, &party_columns, &party_rows, y)?;
                head::draw_sums(&mut ruled, &sums, y)?
            } else {
                head::whose(&mut ruled, sheet, y)?
            };
            let page = Page { sheet, items: &items, lines, nth: nth + 1, of };
            page.draw_below(&mut ruled, y)?;
            Ok(ruled.finish())
        })
        .collect()
}

/// What stands below the head of one page.
struct Page<'a> {
    sheet: &'a InvoiceSheet,
    items: &'a Items,
    lines: Range<usize>,
    nth: usize,
    of: usize,
}

impl Page<'_> {
    fn draw_below(&self, ruled: &mut Ruled<'_>, y: f32) -> Result<(), PaperError> {
        let bottom = self.items.draw(ruled, self.sheet, self.lines.clone(), y)?;
        ruled.block(Area { x: LEFT, y, width: WIDTH, height: bottom - y });
        if self.nth == self.of {
            foot::draw(ruled, self.sheet, bottom)?;
        }
        if self.of > 1 {
            foot::page_number(ruled, self.nth, self.of)?;
        }
        if self.sheet.practice {
            foot::practice(ruled)?;
        }
        Ok(())
    }
}

const fn name(kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::Taxable | InvoiceKind::ZeroRated => "전자세금계산서",
        InvoiceKind::Exempt => "전자계산서",
    }
}
