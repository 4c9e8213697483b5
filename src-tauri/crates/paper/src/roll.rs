//! A strip of receipt paper that is written from top to bottom and cut below the last line.
//!
//! Every call takes the whole width for itself and moves the pen down, so nothing can overlap.

use crate::display_list::{Area, DisplayList, Fill, Ink, Line, Stroke, Text};
use crate::fonts::{Fonts, Shaped, Style};
use crate::{PaperError, practice};

/// Paper width of the usual receipt printer, in millimetres.
const WIDTH: f32 = 80.0;
/// What its head cannot reach on either side (it prints 72 mm).
const MARGIN: f32 = 4.0;
/// Left edge of the values, for labels up to "사업자등록번호".
const VALUE_X: f32 = 25.0;
/// How many lines a value may take: enough for the longest address in use.
const VALUE_LINES: usize = 4;
/// Height of a line, in ems.
const LEADING: f32 = 1.4;
/// From the top of a line to its baseline, in ems.
const BASELINE: f32 = 1.03;
/// Space inside a frame, left and right.
const PADDING: f32 = 2.0;
const HAIR: f32 = 0.2;

/// Where a line of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
}

/// What separates two parts of a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Heavy,
    Thin,
    Dashed,
}

/// The strip and the pen on it.
pub struct Roll<'f> {
    fonts: &'f Fonts,
    list: DisplayList,
    pen: f32,
    left: f32,
    right: f32,
}

impl<'f> Roll<'f> {
    pub fn new(fonts: &'f Fonts) -> Self {
        Self { fonts, list: DisplayList::new(WIDTH, 0.0), pen: MARGIN, left: MARGIN, right: WIDTH - MARGIN }
    }

    /// Leaves `mm` empty.
    pub fn gap(&mut self, mm: f32) {
        self.pen += mm;
    }

    /// One line; what does not fit ends in "…".
    pub fn line(
        &mut self,
        text: &str,
        style: Style,
        align: Align,
        field: &'static str,
    ) -> Result<(), PaperError> {
        let shaped = self.fonts.fit(text, style, self.right - self.left, field)?;
        self.put(shaped, style, align, Ink::BLACK);
        self.pen += LEADING * style.em_mm();
        Ok(())
    }

    /// A name in large letters; one that needs more than a line gets two in smaller letters.
    pub fn heading(
        &mut self,
        text: &str,
        large: Style,
        small: Style,
        field: &'static str,
    ) -> Result<(), PaperError> {
        let width = self.right - self.left;
        let fits = self.fonts.shape(text, large.weight, field)?.width_mm(large.size_pt) <= width;
        let (style, lines) = if fits { (large, 1) } else { (small, 2) };
        self.stack(self.fonts.wrap(text, style, width, lines, field)?, style);
        Ok(())
    }

    /// Running text over as many lines as it needs.
    pub fn paragraph(&mut self, text: &str, style: Style, field: &'static str) -> Result<(), PaperError> {
        let lines = self.fonts.wrap(text, style, self.right - self.left, usize::MAX, field)?;
        self.stack(lines, style);
        Ok(())
    }

    /// A label and its value. The label names the field in errors. Nothing at all is printed for an empty value.
    pub fn pair(&mut self, label: &'static str, value: &str, style: Style) -> Result<(), PaperError> {
        let lines = self.fonts.wrap(value, style, self.right - VALUE_X, VALUE_LINES, label)?;
        let label_style = Style::regular(style.size_pt);
        for (nth, shaped) in lines.into_iter().enumerate() {
            if nth == 0 {
                let label = self.fonts.shape(label, label_style.weight, label)?;
                self.put(label, label_style, Align::Left, Ink::BLACK);
            }
            self.put_at(VALUE_X, shaped, style, Ink::BLACK);
            self.pen += LEADING * style.em_mm();
        }
        Ok(())
    }

    /// A label on the left and an amount on the right, on one baseline.
    pub fn amount(
        &mut self,
        label: &'static str,
        label_style: Style,
        amount: &str,
        style: Style,
    ) -> Result<(), PaperError> {
        let label = self.fonts.shape(label, label_style.weight, label)?;
        let room = self.right - self.left - label.width_mm(label_style.size_pt) - PADDING;
        let amount = self.fonts.fit(amount, style, room, "금액")?;
        let x = self.right - amount.width_mm(style.size_pt);
        let baseline = self.pen + BASELINE * style.em_mm();
        self.list.text(upright(label, self.left, baseline, label_style, Ink::BLACK));
        self.list.text(upright(amount, x, baseline, style, Ink::BLACK));
        self.pen += LEADING * style.em_mm();
        Ok(())
    }

    /// A line across the paper with air above and below.
    pub fn rule(&mut self, rule: Rule) {
        let (thickness, stroke) = match rule {
            Rule::Heavy => (0.5, Stroke::Solid),
            Rule::Thin => (HAIR, Stroke::Solid),
            Rule::Dashed => (HAIR, Stroke::Dashed(0.8)),
        };
        self.pen += 1.5;
        let (from, to) = ((self.left, self.pen), (self.right, self.pen));
        self.list.line(Line { from, to, thickness, stroke, ink: Ink::BLACK });
        self.pen += 1.5;
    }

    /// A centred line in a frame.
    pub fn framed(&mut self, text: &str, style: Style, field: &'static str) -> Result<(), PaperError> {
        let area = self.boxed(text, style, Ink::BLACK, field)?;
        self.list.frame(area, 0.35, Ink::BLACK);
        Ok(())
    }

    /// A centred line, white on black.
    pub fn inverted(&mut self, text: &str, style: Style, field: &'static str) -> Result<(), PaperError> {
        let area = self.boxed(text, style, Ink::WHITE, field)?;
        self.list.fill(Fill { area, ink: Ink::BLACK });
        Ok(())
    }

    /// Cuts the paper below the last line; a practice one is stamped.
    pub fn cut(mut self, practice: bool) -> Result<DisplayList, PaperError> {
        let height = self.pen + MARGIN;
        self.list.cut_at(height);
        if practice {
            let paper = Area { x: 0.0, y: 0.0, width: WIDTH, height };
            practice::stamp(&mut self.list, self.fonts, paper)?;
        }
        Ok(self.list)
    }

    fn boxed(&mut self, text: &str, style: Style, ink: Ink, field: &'static str) -> Result<Area, PaperError> {
        let width = self.right - self.left;
        let shaped = self.fonts.fit(text, style, width - 2.0 * PADDING, field)?;
        let top = self.pen;
        self.pen += 0.4;
        self.put(shaped, style, Align::Centre, ink);
        self.pen += LEADING * style.em_mm() + 0.4;
        Ok(Area { x: self.left, y: top, width, height: self.pen - top })
    }

    fn stack(&mut self, lines: Vec<Shaped>, style: Style) {
        for shaped in lines {
            self.put(shaped, style, Align::Left, Ink::BLACK);
            self.pen += LEADING * style.em_mm();
        }
    }

    fn put(&mut self, shaped: Shaped, style: Style, align: Align, ink: Ink) {
        let spare = self.right - self.left - shaped.width_mm(style.size_pt);
        let x = match align {
            Align::Left => self.left,
            Align::Centre => self.left + spare / 2.0,
        };
        self.put_at(x, shaped, style, ink);
    }

    fn put_at(&mut self, x: f32, shaped: Shaped, style: Style, ink: Ink) {
        let baseline = self.pen + BASELINE * style.em_mm();
        self.list.text(upright(shaped, x, baseline, style, ink));
    }
}

const fn upright(shaped: Shaped, x: f32, baseline: f32, style: Style, ink: Ink) -> Text {
    Text { shaped, x, baseline, size_pt: style.size_pt, ink, turn_degrees: 0.0 }
}
