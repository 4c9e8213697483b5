//! What stands where on one page, in millimetres from the top left corner; nothing here knows PDF.
//!
//! Painting order is fixed (backdrop, fills, lines, text), so a shaded label can never cover a grid line however the
//! layout was written. Layouts put each text into room of its own; [`Text::area`] lets tests prove it.

use crate::Shaped;
use crate::fonts::MM_PER_POINT;

/// Ink above the baseline, in ems: tall Hangul and brackets.
const ABOVE: f32 = 0.88;
/// Ink below the baseline, in ems: "g", commas, brackets.
const BELOW: f32 = 0.22;

/// An axis-parallel rectangle in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Area {
    /// True when the two share more than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Ink {
    /// Black.
    pub const BLACK: Self = Self::grey(0);
    /// The paper itself, on a dark fill.
    pub const WHITE: Self = Self::grey(255);

    /// A grey from 0 (black) to 255 (white).
    #[must_use]
    pub const fn grey(level: u8) -> Self {
        Self { red: level, green: level, blue: level }
    }
}

/// A filled rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Where.
    pub area: Area,
    /// Colour.
    pub ink: Ink,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stroke {
    /// Unbroken.
    Solid,
    /// Dashes and gaps of this length in millimetres.
    Dashed(f32),
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// One end (x, y) in millimetres.
    pub from: (f32, f32),
    /// The other end.
    pub to: (f32, f32),
    /// Thickness in millimetres.
    pub thickness: f32,
    /// Solid or dashed.
    pub stroke: Stroke,
    /// Colour.
    pub ink: Ink,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// What.
    pub shaped: Shaped,
    /// Left end in millimetres.
    pub x: f32,
    /// Baseline in millimetres from the top.
    pub baseline: f32,
    /// Size in points.
    pub size_pt: f32,
    /// Colour.
    pub ink: Ink,
    /// Turned about its left end, in degrees, anticlockwise.
    pub turn_degrees: f32,
}

impl Text {
    /// The room its ink can take when it is not turned.
    #[must_use]
    pub fn area(&self) -> Area {
        let em = self.size_pt * MM_PER_POINT;
        Area {
            x: self.x,
            y: self.baseline - ABOVE * em,
            width: self.shaped.width_mm(self.size_pt),
            height: (ABOVE + BELOW) * em,
        }
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct DisplayList {
    width: f32,
    height: f32,
    backdrop: Vec<Text>,
    fills: Vec<Fill>,
    lines: Vec<Line>,
    texts: Vec<Text>,
}

impl DisplayList {
    /// An empty page of this size in millimetres.
    #[must_use]
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height, backdrop: Vec::new(), fills: Vec::new(), lines: Vec::new(), texts: Vec::new() }
    }

    /// Puts a text under everything else (a watermark).
    pub fn backdrop(&mut self, text: Text) {
        self.backdrop.push(text);
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, fill: Fill) {
        self.fills.push(fill);
    }

    /// Draws a line.
    pub fn line(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Draws the four sides of a rectangle.
    pub fn frame(&mut self, area: Area, thickness: f32, ink: Ink) {
        let Area { x: left, y: top, width, height } = area;
        let (right, bottom) = (left + width, top + height);
        for (from, to) in [
            ((left, top), (right, top)),
            ((left, bottom), (right, bottom)),
            ((left, top), (left, bottom)),
            ((right, top), (right, bottom)),
        ] {
            self.line(Line { from, to, thickness, stroke: Stroke::Solid, ink });
        }
    }

    /// Draws a text. A blank one is left out: it has no ink, and a font without glyphs is not embedded.
    pub fn text(&mut self, text: Text) {
        if !text.shaped.is_blank() {
            self.texts.push(text);
        }
    }

    /// Cuts the page, as a roll printer does.
    pub(crate) const fn cut_at(&mut self, height: f32) {
        self.height = height;
    }

    /// Width in millimetres.
    #[must_use]
    pub const fn width(&self) -> f32 {
        self.width
    }

    /// Height in millimetres.
    #[must_use]
    pub const fn height(&self) -> f32 {
        self.height
    }

    /// Texts under everything else.
    #[must_use]
    pub fn backdrops(&self) -> &[Text] {
        &self.backdrop
    }

    /// Filled rectangles.
    #[must_use]
    pub fn fills(&self) -> &[Fill] {
        &self.fills
    }

    /// Lines.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Texts.
    #[must_use]
    pub fn texts(&self) -> &[Text] {
        &self.texts
    }
}
