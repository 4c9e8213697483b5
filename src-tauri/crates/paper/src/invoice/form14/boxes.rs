//! The boxes with one digit each (공급가액, 세액).

use domain::Won;

use crate::PaperError;
use crate::display_list::{Area, Ink};
use crate::fonts::{Fitted, Style};
use crate::invoice::InvoiceSheet;
use crate::ruled::{Align, Columns, HEAVY, Ruled};

/// Boxes of the supply value: up to 백억.
pub const SUPPLY_BOXES: usize = 11;
/// Boxes of the VAT: up to 십억.
pub const VAT_BOXES: usize = 10;
/// What stands above the boxes.
const PLACES: [&str; SUPPLY_BOXES] = ["백", "십", "억", "천", "백", "십", "만", "천", "백", "십", "일"];

/// Both amounts, a character for each box.
pub struct AmountBoxes {
    supply: Vec<char>,
    vat: Vec<char>,
    /// Empty boxes before the digits of the supply value (공란수).
    pub blanks: usize,
}

impl AmountBoxes {
    /// # Errors
    /// [`PaperError::DoesNotFit`] when an amount has more digits than boxes; a minus needs one too.
    pub fn of(sheet: &InvoiceSheet) -> Result<Self, PaperError> {
        let blanks = SUPPLY_BOXES.saturating_sub(sheet.supply.get().unsigned_abs().to_string().len());
        Ok(Self {
            supply: characters(sheet.supply, SUPPLY_BOXES, "공급가액")?,
            vat: characters(sheet.vat, VAT_BOXES, "세액")?,
            blanks,
        })
    }

    /// Draws the boxes of the supply value with their places above.
    pub fn draw_supply(&self, ruled: &mut Ruled<'_>, places: Area, boxes: Area) -> Result<(), PaperError> {
        draw(ruled, &self.supply, places, boxes, "공급가액")
    }

    /// Draws the boxes of the VAT with their places above.
    pub fn draw_vat(&self, ruled: &mut Ruled<'_>, places: Area, boxes: Area) -> Result<(), PaperError> {
        draw(ruled, &self.vat, places, boxes, "세액")
    }
}

/// Blanks, then a minus where one is, then the digits.
fn characters(amount: Won, boxes: usize, field: &'static str) -> Result<Vec<char>, PaperError> {
    let digits = amount.get().to_string();
    let blanks = boxes.checked_sub(digits.len()).ok_or(PaperError::DoesNotFit { field })?;
    Ok(std::iter::repeat_n(' ', blanks).chain(digits.chars()).collect())
}

fn draw(
    ruled: &mut Ruled<'_>,
    characters: &[char],
    places: Area,
    boxes: Area,
    field: &'static str,
) -> Result<(), PaperError> {
    const DIGIT: Style = Style::bold(10.0);
    const PLACE: Style = Style::regular(6.5);
    let columns = Columns::new(boxes.x, boxes.width, &vec![1.0; characters.len()]);
    let names = PLACES.iter().skip(PLACES.len() - characters.len());
    for (nth, (character, name)) in characters.iter().zip(names).enumerate() {
        let place = columns.cell(nth, places.y, places.height);
        ruled.cell(place);
        ruled.words(place, name, PLACE, Align::Centre)?;
        let cell = columns.cell(nth, boxes.y, boxes.height);
        ruled.cell(cell);
        let lines = vec![ruled.fonts.shape(character.encode_utf8(&mut [0; 4]), DIGIT.weight, field)?];
        ruled.put(cell, &Fitted { lines, style: DIGIT }, Align::Centre, Ink::BLACK);
        let to_the_right = characters.len() - 1 - nth;
        if to_the_right > 0 && to_the_right.is_multiple_of(4) {
            let x = cell.x + cell.width;
            ruled.line((x, places.y), (x, boxes.y + boxes.height), 0.7 * HEAVY);
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "boxes_tests.rs"]
mod tests;
