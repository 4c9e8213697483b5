//! The cell "이 금액을 영수/청구 함": the one that holds is framed, the other is struck out.

use domain::Billing;

use crate::PaperError;
use crate::display_list::{Area, Ink};
use crate::fonts::{Fitted, Style};
use crate::ruled::{Align, Ruled, THIN};

/// Draws the cell.
pub fn draw(ruled: &mut Ruled<'_>, area: Area, billing: Billing) -> Result<(), PaperError> {
    const LABEL: Style = Style::regular(8.5);
    ruled.cell(area);
    let part =
        |from: f32, to: f32| Area { x: area.x + area.width * from, width: area.width * (to - from), ..area };
    ruled.words(part(0.04, 0.45), "이 금액을", LABEL, Align::Centre)?;
    ruled.words(part(0.80, 0.98), "함", LABEL, Align::Centre)?;
    let choices = part(0.47, 0.80);
    let half = Area { height: choices.height / 2.0, ..choices };
    choice(ruled, half, "영수", matches!(billing, Billing::Paid))?;
    let lower = Area { y: half.y + half.height, ..half };
    choice(ruled, lower, "청구", matches!(billing, Billing::Charge))
}

fn choice(ruled: &mut Ruled<'_>, area: Area, word: &'static str, holds: bool) -> Result<(), PaperError> {
    let style = if holds { Style::bold(9.5) } else { Style::regular(8.0) };
    let shaped = ruled.fonts.shape(word, style.weight, "영수·청구")?;
    let width = shaped.width_mm(style.size_pt);
    let ink = if holds { Ink::BLACK } else { ruled.ink };
    ruled.put(area, &Fitted { lines: vec![shaped], style }, Align::Centre, ink);
    let middle = area.x + area.width / 2.0;
    if holds {
        let frame_width = width + 3.0;
        let frame = Area {
            x: middle - frame_width / 2.0,
            y: area.y + 0.8,
            width: frame_width,
            height: area.height - 1.6,
        };
        ruled.outline(frame, Ink::BLACK);
    } else {
        let y = area.y + area.height / 2.0;
        ruled.line((middle - width / 2.0 - 0.5, y), (middle + width / 2.0 + 0.5, y), 2.0 * THIN);
    }
    Ok(())
}
