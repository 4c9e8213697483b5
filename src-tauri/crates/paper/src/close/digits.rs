//! An amount in the five cells of a statutory form (조, 십억, 백만, 천, 일), three digits each.

use crate::PaperError;
use crate::display_list::Area;
use crate::fonts::Style;
use crate::ruled::{Align, Columns, Ruled};

const PLACES: [&str; 5] = ["조", "십억", "백만", "천", "일"];

/// Draws the names of the places below the amount's label.
pub fn heads(
    ruled: &mut Ruled<'_>,
    area: Area,
    label: &'static str,
    label_height: f32,
) -> Result<(), PaperError> {
    ruled.heading(Area { height: label_height, ..area }, label, 8.0)?;
    let (y, height) = (area.y + label_height, area.height - label_height);
    let columns = columns(area);
    for (nth, place) in PLACES.into_iter().enumerate() {
        ruled.heading(columns.cell(nth, y, height), place, 6.5)?;
    }
    Ok(())
}

/// Draws an amount; a minus stands before its first digits.
pub fn amount(
    ruled: &mut Ruled<'_>,
    area: Area,
    won: i64,
    style: Style,
    field: &'static str,
) -> Result<(), PaperError> {
    let columns = columns(area);
    for (nth, digits) in groups(won).into_iter().enumerate() {
        ruled.number(columns.cell(nth, area.y, area.height), &digits, style, Align::Centre, field)?;
    }
    Ok(())
}

fn columns(area: Area) -> Columns {
    Columns::new(area.x, area.width, &[1.0; PLACES.len()])
}

/// Three digits a cell from the right; what is beyond 조 stays in the first.
fn groups(won: i64) -> [String; 5] {
    let mut rest = won.unsigned_abs();
    let mut groups: [String; 5] = Default::default();
    let mut cells = groups.iter_mut().rev().peekable();
    while let Some(cell) = cells.next() {
        let is_last = cells.peek().is_none() || rest < 1_000;
        if is_last {
            let sign = if won < 0 { "-" } else { "" };
            *cell = format!("{sign}{rest}");
            break;
        }
        *cell = format!("{:03}", rest % 1_000);
        rest /= 1_000;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn an_amount_is_cut_into_cells_and_can_be_read_back() {
        for (won, cells) in [
            (0, ["", "", "", "", "0"]),
            (-150, ["", "", "", "", "-150"]),
            (1_000, ["", "", "", "1", "000"]),
            (-98_497, ["", "", "", "-98", "497"]),
            (1_234_567_890_123_456, ["1234", "567", "890", "123", "456"]),
        ] {
            assert_eq!(groups(won), cells);
            assert_eq!(groups(won).concat().parse(), Ok(won));
        }
    }
}
