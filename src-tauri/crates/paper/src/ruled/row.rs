//! A row of cells that becomes as high as its longest text.

use super::{Align, Columns, Ruled, height_for, inner, number_room};
use crate::PaperError;
use crate::display_list::{Area, Ink};
use crate::fonts::{Fitted, Fonts, Overflow, Sizes, Style};

/// Size of the labels in a row.
pub const LABEL_PT: f32 = 7.5;

/// Cells that were measured and not drawn yet.
pub struct Row<'c> {
    columns: &'c Columns,
    least: f32,
    height: f32,
    cells: Vec<(usize, usize, Content)>,
}

enum Content {
    Empty,
    Label(&'static str),
    Text(Fitted, Align),
}

impl<'c> Row<'c> {
    /// A row without cells, at least this high.
    pub const fn new(columns: &'c Columns, least: f32) -> Self {
        Self { columns, least, height: least, cells: Vec::new() }
    }

    /// Adds a shaded label over the columns from `from` to before `to`.
    pub fn label(mut self, from: usize, to: usize, words: &'static str) -> Self {
        self.cells.push((from, to, Content::Label(words)));
        self
    }

    /// Adds an empty cell.
    pub fn empty(mut self, from: usize, to: usize) -> Self {
        self.cells.push((from, to, Content::Empty));
        self
    }

    /// Adds a text; the row grows with it.
    pub fn text(
        mut self,
        fonts: &Fonts,
        (from, to): (usize, usize),
        (text, field): (&str, &'static str),
        sizes: Sizes,
        align: Align,
    ) -> Result<Self, PaperError> {
        let room = inner(self.columns.span(from, to, 0.0, self.least));
        let fitted = fonts.fitted(text, sizes, room, Overflow::Grow, field)?;
        self.height = self.height.max(height_for(&fitted));
        self.cells.push((from, to, Content::Text(fitted, align)));
        Ok(self)
    }

    /// Adds a number, whole on one line.
    pub fn number(
        mut self,
        fonts: &Fonts,
        (from, to): (usize, usize),
        (number, field): (&str, &'static str),
        wanted: Style,
        align: Align,
    ) -> Result<Self, PaperError> {
        let width = number_room(self.columns.span(from, to, 0.0, self.least), align);
        let fitted = fonts.number(number, wanted, width, field)?;
        self.cells.push((from, to, Content::Text(fitted, align)));
        Ok(self)
    }

    /// How high it is.
    pub const fn height(&self) -> f32 {
        self.height
    }

    /// Draws it with its upper edge at `y`; the height may be that of a higher neighbour.
    pub fn draw(&self, ruled: &mut Ruled<'_>, y: f32, height: f32) -> Result<(), PaperError> {
        for (from, to, content) in &self.cells {
            let area: Area = self.columns.span(*from, *to, y, height);
            match content {
                Content::Empty => ruled.cell(area),
                Content::Label(words) => ruled.heading(area, words, LABEL_PT)?,
                Content::Text(fitted, align) => {
                    ruled.cell(area);
                    ruled.put(area, fitted, *align, Ink::BLACK);
                }
            }
        }
        Ok(())
    }
}

/// Height of all rows.
pub fn height_of(rows: &[Row<'_>]) -> f32 {
    rows.iter().map(Row::height).sum()
}

/// Draws rows below each other and returns where the last one ends.
pub fn draw_all(rows: &[Row<'_>], ruled: &mut Ruled<'_>, mut y: f32) -> Result<f32, PaperError> {
    for row in rows {
        row.draw(ruled, y, row.height())?;
        y += row.height();
    }
    Ok(y)
}
