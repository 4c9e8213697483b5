//! Pages of a finished PDF as pictures, for the preview: the window shows what the printer gets.
//!
//! Works on the bytes of the file and not on the display list, so that a preview cannot be right while the file is wrong.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use crate::PaperError;
use crate::fonts::MM_PER_POINT;

/// Each page as a PNG on white paper, with so many dots to a millimetre.
///
/// # Errors
/// [`PaperError::Picture`] when the bytes are no PDF or a picture would have no dots or too many for a PNG.
pub fn pictures(pdf: &[u8], dots_per_mm: f32) -> Result<Vec<Vec<u8>>, PaperError> {
    let scale = dots_per_mm * MM_PER_POINT;
    let pdf = Pdf::new(pdf.to_vec()).map_err(|_| PaperError::Picture)?;
    let cache = RenderCache::new();
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pages = pdf.pages().iter().map(|page| {
        let (width, height) = page.render_dimensions();
        let drawable = |points: f32| (1.0..f32::from(u16::MAX)).contains(&(points * scale));
        if !drawable(width) || !drawable(height) {
            return Err(PaperError::Picture);
        }
        let settings = (InterpreterSettings::default(), RenderSettings::default());
        render(page, &cache, &settings.0, &settings.1, &size).into_png().map_err(|_| PaperError::Picture)
    });
    pages.collect()
}
