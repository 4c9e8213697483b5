//! A page ruled into cells like a statutory form: coloured lines and labels, black data.
//!
//! A cell is an [`Area`]; what is written into one is first cut to its inner width, so no text can leave its cell.

mod joined;
mod row;

use crate::display_list::{Area, DisplayList, Fill, Ink, Line, Stroke, Text};
use crate::fonts::{Fitted, Fonts, Overflow, Room, Shaped, Sizes, Style};
use crate::{PaperError, practice};
pub use row::{Row, draw_all, height_of};

/// Space between the text and the left and right lines of its cell.
pub const PADDING: f32 = 1.2;
/// Space above and below.
const PADDING_Y: f32 = 0.6;
/// From the middle of a line of text down to its baseline, in ems: Hangul and digits then look centred.
const MIDDLE: f32 = 0.36;
/// The line between two cells.
pub const THIN: f32 = 0.15;
/// The line around a block.
pub const HEAVY: f32 = 0.45;

/// Where a text stands between the lines to its left and right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// Cells side by side, their widths given as shares of the whole.
#[derive(Debug, Clone)]
pub struct Columns {
    edges: Vec<f32>,
}

impl Columns {
    /// Divides the room from `left` on.
    pub fn new(left: f32, width: f32, shares: &[f32]) -> Self {
        let whole: f32 = shares.iter().sum();
        let ends = shares.iter().scan(0.0, |end, share| {
            *end += share;
            Some(left + width * *end / whole)
        });
        Self { edges: std::iter::once(left).chain(ends).collect() }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.edges.len() - 1
    }

    /// The cell of one column.
    pub fn cell(&self, nth: usize, y: f32, height: f32) -> Area {
        self.span(nth, nth + 1, y, height)
    }

    /// The cell from column `from` to before column `to`.
    pub fn span(&self, from: usize, to: usize, y: f32, height: f32) -> Area {
        let edge = |nth: usize| self.edges.get(nth).or(self.edges.last()).copied().unwrap_or_default();
        Area { x: edge(from), y, width: edge(to) - edge(from), height }
    }
}

/// The page.
pub struct Ruled<'f> {
    pub fonts: &'f Fonts,
    pub ink: Ink,
    list: DisplayList,
    rules: Vec<Line>,
}

impl<'f> Ruled<'f> {
    /// An empty A4 page, upright.
    pub const fn a4(fonts: &'f Fonts, ink: Ink) -> Self {
        Self { fonts, ink, list: DisplayList::new(210.0, 297.0), rules: Vec::new() }
    }

    /// The lines below and to the right of a cell; those above and to the left belong to its neighbours.
    pub fn cell(&mut self, area: Area) {
        let (right, bottom) = (area.x + area.width, area.y + area.height);
        self.line((area.x, bottom), (right, bottom), THIN);
        self.line((right, area.y), (right, bottom), THIN);
    }

    /// The four sides of a block.
    pub fn block(&mut self, area: Area) {
        let Area { x: left, y: top, width, height } = area;
        let (right, bottom) = (left + width, top + height);
        for y in [top, bottom] {
            self.line((left, y), (right, y), HEAVY);
        }
        for x in [left, right] {
            self.line((x, top), (x, bottom), HEAVY);
        }
    }

    /// Four sides, thin, in this ink.
    pub fn outline(&mut self, area: Area, ink: Ink) {
        self.list.frame(area, 2.0 * THIN, ink);
    }

    /// A line in the ink of the form.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), thickness: f32) {
        self.rules.push(Line { from, to, thickness, stroke: Stroke::Solid, ink: self.ink });
    }

    /// Where to cut the page in two.
    pub fn cut_line(&mut self, y: f32) {
        let (from, to) = ((0.0, y), (self.list.width(), y));
        let stroke = Stroke::Dashed(1.5);
        self.list.line(Line { from, to, thickness: THIN, stroke, ink: Ink::grey(150) });
    }

    /// Shades a cell of labels with a breath of the form's ink.
    pub fn tint(&mut self, area: Area) {
        let pale = |level: u8| u8::MAX - (u8::MAX - level) / 14;
        let ink = Ink { red: pale(self.ink.red), green: pale(self.ink.green), blue: pale(self.ink.blue) };
        self.list.fill(Fill { area, ink });
    }

    /// A shaded cell with a centred label.
    pub fn heading(&mut self, area: Area, words: &'static str, size_pt: f32) -> Result<(), PaperError> {
        self.tint(area);
        self.label(area, words, size_pt)
    }

    /// A cell with a centred label; "\n" breaks the line.
    pub fn label(&mut self, area: Area, words: &'static str, size_pt: f32) -> Result<(), PaperError> {
        self.cell(area);
        self.words(area, words, Style::regular(size_pt), Align::Centre)
    }

    /// Words in the ink of the form, without a cell; "\n" breaks the line.
    pub fn words(
        &mut self,
        area: Area,
        words: &'static str,
        style: Style,
        align: Align,
    ) -> Result<(), PaperError> {
        let lines = words.split('\n').map(|line| self.fonts.shape(line, style.weight, words));
        let lines = lines.collect::<Result<Vec<_>, _>>()?;
        self.put(area, &Fitted { lines, style }, align, self.ink);
        Ok(())
    }

    /// A cell with a label from top to bottom.
    pub fn side_label(&mut self, area: Area, words: &'static str, size_pt: f32) -> Result<(), PaperError> {
        const WIDEST_STEP: f32 = 6.5;
        self.cell(area);
        let count = u16::try_from(words.chars().count()).unwrap_or(1).max(1);
        let step = (area.height / f32::from(count)).min(WIDEST_STEP);
        let top = area.y + (area.height - step * f32::from(count)) / 2.0;
        let style = Style::regular(size_pt);
        for (nth, character) in (0_u16..).zip(words.chars()) {
            let lines = vec![self.fonts.shape(character.encode_utf8(&mut [0; 4]), style.weight, words)?];
            let square = Area { y: top + step * f32::from(nth), height: step, ..area };
            self.put(square, &Fitted { lines, style }, Align::Centre, self.ink);
        }
        Ok(())
    }

    /// Black text in a cell that keeps its height.
    pub fn value(
        &mut self,
        area: Area,
        text: &str,
        sizes: Sizes,
        align: Align,
        field: &'static str,
    ) -> Result<(), PaperError> {
        let fitted = self.fonts.fitted(text, sizes, inner(area), Overflow::Cut, field)?;
        self.cell(area);
        self.put(area, &fitted, align, Ink::BLACK);
        Ok(())
    }

    /// A black number in a cell; it becomes small enough to stay whole.
    pub fn number(
        &mut self,
        area: Area,
        number: &str,
        wanted: Style,
        align: Align,
        field: &'static str,
    ) -> Result<(), PaperError> {
        let fitted = self.fonts.number(number, wanted, number_room(area, align), field)?;
        self.cell(area);
        self.put(area, &fitted, align, Ink::BLACK);
        Ok(())
    }

    /// Lines that were fitted before, in the middle between top and bottom.
    pub fn put(&mut self, area: Area, text: &Fitted, align: Align, ink: Ink) {
        let top = area.y + (area.height - text.height()) / 2.0;
        for (nth, line) in (0_u16..).zip(&text.lines) {
            let middle = top + text.leading() * (f32::from(nth) + 0.5);
            self.put_line(area, line, text.style, middle, align, ink);
        }
    }

    /// The practice mark in a frame.
    pub fn practice_note(&mut self, area: Area) -> Result<(), PaperError> {
        let style = Style::bold(8.5);
        let fitted = self.fonts.number(practice::NOTE, style, area.width - 2.0 * PADDING, "연습용 표시")?;
        self.list.frame(area, 0.35, Ink::BLACK);
        self.put(area, &fitted, Align::Centre, Ink::BLACK);
        Ok(())
    }

    /// The practice mark aslant under everything.
    pub fn practice_stamp(&mut self, area: Area) -> Result<(), PaperError> {
        practice::stamp(&mut self.list, self.fonts, area)
    }

    /// The page as it is now.
    pub fn finish(mut self) -> DisplayList {
        for line in joined::joined(self.rules) {
            self.list.line(line);
        }
        self.list
    }

    fn put_line(&mut self, area: Area, line: &Shaped, style: Style, middle: f32, align: Align, ink: Ink) {
        let spare = area.width - line.width_mm(style.size_pt);
        let x = match align {
            Align::Left => area.x + PADDING,
            Align::Centre => area.x + spare / 2.0,
            Align::Right => area.x + spare - PADDING,
        };
        self.list.text(Text {
            shaped: line.clone(),
            x,
            baseline: middle + MIDDLE * style.em_mm(),
            size_pt: style.size_pt,
            ink,
            turn_degrees: 0.0,
        });
    }
}

/// The room for text in a cell.
pub fn inner(area: Area) -> Room {
    Room { width: area.width - 2.0 * PADDING, height: area.height - 2.0 * PADDING_Y }
}

/// The width for a number: a centred one needs no more than air between its cell's lines.
pub fn number_room(area: Area, align: Align) -> f32 {
    match align {
        Align::Centre => area.width - PADDING,
        Align::Left | Align::Right => inner(area).width,
    }
}

/// How high a cell must be for this text.
pub fn height_for(text: &Fitted) -> f32 {
    text.height() + 2.0 * PADDING_Y
}
