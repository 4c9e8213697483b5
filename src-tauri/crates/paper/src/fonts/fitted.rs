//! Text in the largest size that its room allows: one line if that is nearly large enough, otherwise several.
//!
//! A cell of a printed form has a fixed place but no fixed text: a name may have three characters or seventy. Sizes step
//! down by half a point, so that neighbouring cells look alike.

use super::{Fonts, Shaped, Style};
use crate::PaperError;

/// From one baseline to the next, in ems.
const LEADING: f32 = 1.2;
const STEP_PT: f32 = 0.5;
/// A line may get this much smaller before two lines are preferred.
const NEARLY: f32 = 0.85;

/// How large a text would like to be and how small it may become.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    pub wanted: Style,
    pub least_pt: f32,
}

/// What the cell around a text does when even the smallest size does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overflow {
    /// The text ends in "…".
    Cut,
    /// The cell becomes higher.
    Grow,
}

/// The inner room of a cell in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    pub width: f32,
    pub height: f32,
}

/// Lines of one size.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    pub lines: Vec<Shaped>,
    pub style: Style,
}

impl Fitted {
    /// Height of all lines in millimetres.
    pub fn height(&self) -> f32 {
        f32::from(u16::try_from(self.lines.len()).unwrap_or(u16::MAX)) * self.leading()
    }

    /// Width of the widest line in millimetres.
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width_mm(self.style.size_pt)).fold(0.0, f32::max)
    }

    /// From one baseline to the next in millimetres.
    pub fn leading(&self) -> f32 {
        LEADING * self.style.em_mm()
    }
}

impl Fonts {
    /// `text` broken into lines for a cell.
    ///
    /// # Errors
    /// As [`Fonts::shape`].
    pub(crate) fn fitted(
        &self,
        text: &str,
        sizes: Sizes,
        room: Room,
        overflow: Overflow,
        field: &'static str,
    ) -> Result<Fitted, PaperError> {
        let weight = sizes.wanted.weight;
        let shaped = self.shape(text, weight, field)?;
        let ellipsis = self.shape("…", weight, field)?;
        let broken = |size_pt: f32, lines: usize| Fitted {
            lines: shaped.clone().wrapped(room.width, size_pt, lines, &ellipsis),
            style: Style { weight, size_pt },
        };
        let single = steps(sizes.wanted.size_pt, (NEARLY * sizes.wanted.size_pt).max(sizes.least_pt))
            .find(|size| shaped.width_mm(*size) <= room.width)
            .map(|size| broken(size, 1));
        let several = || {
            steps(sizes.wanted.size_pt, sizes.least_pt)
                .map(|size| broken(size, usize::MAX))
                .find(|fitted| fitted.height() <= room.height)
        };
        let smallest = || match overflow {
            Overflow::Grow => broken(sizes.least_pt, usize::MAX),
            Overflow::Cut => broken(sizes.least_pt, lines_in(room.height, sizes.least_pt)),
        };
        Ok(single.or_else(several).unwrap_or_else(smallest))
    }

    /// A number on one line, never cut: it becomes as small as it must.
    ///
    /// # Errors
    /// As [`Fonts::shape`].
    pub(crate) fn number(
        &self,
        text: &str,
        wanted: Style,
        width_mm: f32,
        field: &'static str,
    ) -> Result<Fitted, PaperError> {
        let shaped = self.shape(text, wanted.weight, field)?;
        let needed = shaped.width_mm(wanted.size_pt);
        let size_pt = if needed <= width_mm {
            wanted.size_pt
        } else {
            (wanted.size_pt * width_mm / needed * 10.0).floor() / 10.0
        };
        Ok(Fitted { lines: vec![shaped], style: Style { size_pt, ..wanted } })
    }
}

/// Sizes from the largest down to the least.
fn steps(from: f32, least: f32) -> impl Iterator<Item = f32> {
    std::iter::successors(Some(from), |size| Some(size - STEP_PT)).take_while(move |size| *size >= least)
}

fn lines_in(height: f32, size_pt: f32) -> usize {
    ((height / (LEADING * Style::regular(size_pt).em_mm())).floor() as usize).max(1)
}
