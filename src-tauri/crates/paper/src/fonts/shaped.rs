//! Text whose every character has a glyph: measured, shortened, broken into lines.
//!
//! Widths are summed in integer thousandths of the em, the unit of the PDF's own width tables: what is measured here
//! is what a reader draws.

use std::fmt;

use crate::FaceId;
use crate::fonts::Glyph;

pub(crate) const MM_PER_POINT: f32 = 25.4 / 72.0;

/// A character with the face and glyph that print it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    character: char,
    face: FaceId,
    glyph: Glyph,
}

impl Cell {
    pub(crate) const fn new(character: char, face: FaceId, glyph: Glyph) -> Self {
        Self { character, face, glyph }
    }

    /// The character a reader of the PDF gets back.
    #[must_use]
    pub const fn character(&self) -> char {
        self.character
    }

    /// The face that prints it.
    #[must_use]
    pub const fn face(&self) -> FaceId {
        self.face
    }

    /// How far the pen moves on, in millimetres.
    #[must_use]
    pub fn advance_mm(&self, size_pt: f32) -> f32 {
        millimetres(self.glyph.thousandths, size_pt)
    }

    pub(crate) const fn glyph(&self) -> Glyph {
        self.glyph
    }
}

/// One line of text ready to be drawn. Its `Debug` tells only the length: the text may be a customer's number.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Shaped {
    cells: Vec<Cell>,
}

/// Neighbouring characters of one face.
pub(crate) struct Run<'a> {
    pub face: FaceId,
    pub cells: &'a [Cell],
    /// Distance from the start of the text, in thousandths of the em.
    pub offset: u32,
}

impl Shaped {
    pub(crate) const fn new(cells: Vec<Cell>) -> Self {
        Self { cells }
    }

    /// The characters from left to right.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// What a reader of the PDF gets back.
    #[must_use]
    pub fn text(&self) -> String {
        self.cells.iter().map(Cell::character).collect()
    }

    /// True when nothing would be drawn.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.character == ' ')
    }

    /// Width in millimetres at this size.
    #[must_use]
    pub fn width_mm(&self, size_pt: f32) -> f32 {
        millimetres(thousandths(&self.cells), size_pt)
    }

    pub(crate) fn runs(&self) -> impl Iterator<Item = Run<'_>> {
        self.cells.chunk_by(|a, b| a.face == b.face).scan(0, |pen, cells| {
            let offset = *pen;
            *pen += thousandths(cells);
            cells.first().map(|first| Run { face: first.face, cells, offset })
        })
    }

    pub(crate) fn shortened(mut self, width_mm: f32, size_pt: f32, ellipsis: &Self) -> Self {
        let room = room(width_mm, size_pt);
        if thousandths(&self.cells) > room {
            let rest = room.saturating_sub(thousandths(&ellipsis.cells));
            self.cells.truncate(fitting(&self.cells, rest));
            trim_end(&mut self.cells);
            self.cells.extend_from_slice(&ellipsis.cells);
        }
        self
    }

    pub(crate) fn wrapped(self, width_mm: f32, size_pt: f32, lines: usize, ellipsis: &Self) -> Vec<Self> {
        let room = room(width_mm, size_pt);
        let mut broken = Vec::new();
        let mut rest = self.cells.as_slice().trim_spaces();
        while !rest.is_empty() {
            if broken.len() + 1 >= lines {
                broken.push(Self::new(rest.to_vec()).shortened(width_mm, size_pt, ellipsis));
                break;
            }
            let (line, after) = rest.split_at(line_end(rest, room));
            broken.push(Self::new(line.trim_spaces().to_vec()));
            rest = after.trim_spaces();
        }
        broken
    }
}

impl fmt::Debug for Shaped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shaped({} characters)", self.cells.len())
    }
}

trait TrimSpaces {
    fn trim_spaces(&self) -> &Self;
}

impl TrimSpaces for [Cell] {
    fn trim_spaces(mut self: &Self) -> &Self {
        while let [first, rest @ ..] = self
            && first.character == ' '
        {
            self = rest;
        }
        while let [rest @ .., last] = self
            && last.character == ' '
        {
            self = rest;
        }
        self
    }
}

fn trim_end(cells: &mut Vec<Cell>) {
    while cells.last().is_some_and(|cell| cell.character == ' ') {
        cells.pop();
    }
}

/// Where to end a line: at its last space, unless that leaves more than half of it empty; at least one character.
fn line_end(cells: &[Cell], room: u32) -> usize {
    let full = fitting(cells, room);
    if full >= cells.len() {
        return cells.len();
    }
    let at_space = cells.iter().take(full + 1).rposition(|cell| cell.character == ' ').unwrap_or(0);
    if at_space * 2 >= full { at_space.max(1) } else { full.max(1) }
}

/// How many characters from the start fit into `room` thousandths.
fn fitting(cells: &[Cell], room: u32) -> usize {
    let ends = cells.iter().scan(0, |end, cell| {
        *end += cell.glyph.thousandths;
        Some(*end)
    });
    ends.take_while(|end| *end <= room).count()
}

fn thousandths(cells: &[Cell]) -> u32 {
    cells.iter().map(|cell| cell.glyph.thousandths).sum()
}

fn millimetres(thousandths: u32, size_pt: f32) -> f32 {
    thousandths as f32 / 1000.0 * size_pt * MM_PER_POINT
}

fn room(width_mm: f32, size_pt: f32) -> u32 {
    (width_mm / (size_pt * MM_PER_POINT) * 1000.0).floor().max(0.0) as u32
}
