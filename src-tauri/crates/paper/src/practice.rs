//! The mark of paper from the practice NTS: nobody may take it for a real document.

use crate::display_list::{Area, DisplayList, Ink, Text};
use crate::{Fonts, PaperError, Style};

/// What the mark says.
pub const NOTE: &str = "연습용 · 거래 증빙으로 쓸 수 없어요";

const TURN_DEGREES: f32 = 32.0;
/// Size in points on the roll of 80 mm; on wider paper it is as much larger.
const SIZE_PT: f32 = 15.0;
const ROLL_WIDTH: f32 = 80.0;
/// From the middle of one stamp to the next, about, on the roll.
const EVERY: f32 = 56.0;

/// Stamps the mark aslant under everything, as often as `area` is high.
pub fn stamp(list: &mut DisplayList, fonts: &Fonts, area: Area) -> Result<(), PaperError> {
    let larger = area.width / ROLL_WIDTH;
    let style = Style::bold(SIZE_PT * larger);
    let shaped = fonts.shape(NOTE, style.weight, "연습용 표시")?;
    let length = shaped.width_mm(style.size_pt);
    let (rise, run) = TURN_DEGREES.to_radians().sin_cos();
    let (rise, run) = (length * rise, length * run);
    let stamps = ((area.height / (EVERY * larger)).round() as u16).max(1);
    for nth in 0..stamps {
        let middle = area.y + area.height * (f32::from(nth) + 0.5) / f32::from(stamps);
        list.backdrop(Text {
            shaped: shaped.clone(),
            x: area.x + (area.width - run) / 2.0,
            baseline: middle + rise / 2.0,
            size_pt: style.size_pt,
            ink: Ink::grey(222),
            turn_degrees: TURN_DEGREES,
        });
    }
    Ok(())
}
