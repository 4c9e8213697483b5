//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::grid::Cell;

/// With a gap behind, so that no number touches the word in the next column.
const WON: &str = "#,##0_ ";
const HEAD_FILL: Color = Color::RGB(0x00E8_EEFB);

/// The formats of a workbook.
pub(super) struct Formats {
    pub head: Format,
    pub title: Format,
    pub plain: Format,
    won: Format,
    date: Format,
    time: Format,
    sum: Format,
    sum_won: Format,
}

impl Formats {
    pub fn new() -> Self {
        let sum = Format::new().set_bold().set_border_top(FormatBorder::Thin);
        Self {
            head: Format::new()
                .set_bold()
                .set_background_color(HEAD_FILL)
                .set_align(FormatAlign::Center)
                .set_border_bottom(FormatBorder::Thin),
            title: Format::new().set_bold().set_font_size(14),
            plain: Format::new(),
            won: Format::new().set_num_format(WON),
            date: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss").set_align(FormatAlign::Center),
            sum_won: sum.clone().set_num_format(WON),
            sum,
        }
    }

    /// Of an ordinary cell.
    pub const fn of(&self, cell: &Cell<'_>) -> Option<&Format> {
        match cell {
            Cell::Blank | Cell::Text(_) => None,
            Cell::Won(_) | Cell::Count(_) => Some(&self.won),
            Cell::Date(_) => Some(&self.date),
            Cell::Time(_) => Some(&self.time),
        }
    }

    /// Of a cell in a row of sums.
    pub const fn of_sum(&self, cell: &Cell<'_>) -> &Format {
        match cell {
            Cell::Won(_) | Cell::Count(_) => &self.sum_won,
            Cell::Blank | Cell::Text(_) | Cell::Date(_) | Cell::Time(_) => &self.sum,
        }
    }
}
