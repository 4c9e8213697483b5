//! Whether there is ink: text that can be extracted may still be blank on paper. Renders the page and looks into the
//! cell of every character.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use paper::{
    Area, DisplayList, PaperError, Slip, Text, lay_out_form14, lay_out_invoice, lay_out_slip, render_form14,
    render_invoice,
};

use crate::invoices;
use crate::samples::{self, FONTS, pdf};

/// Dots per point: 288 dpi, a little finer than a receipt printer.
const SCALE: f32 = 4.0;
/// Dots per millimetre.
const DOTS: f32 = SCALE * 72.0 / 25.4;

fn pictures(pdf: Vec<u8>) -> Vec<Pixmap> {
    let pdf = Pdf::new(pdf).unwrap();
    let size = PixmapSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE };
    let (cache, how, settings) =
        (RenderCache::new(), InterpreterSettings::default(), RenderSettings::default());
    pdf.pages().iter().map(|page| render(page, &cache, &how, &settings, &size)).collect()
}

fn picture(pdf: Vec<u8>) -> Pixmap {
    pictures(pdf).remove(0)
}

/// Difference between the lightest and the darkest dot of an area.
fn contrast(picture: &Pixmap, area: Area) -> u8 {
    let dot = |mm: f32| (mm * DOTS).round() as u16;
    let levels: Vec<u8> = (dot(area.y)..dot(area.y + area.height))
        .flat_map(|y| (dot(area.x)..dot(area.x + area.width)).map(move |x| picture.sample(x, y).g))
        .collect();
    levels.iter().max().unwrap_or(&0) - levels.iter().min().unwrap_or(&0)
}

/// The inner part of each character's cell: neighbours must not lend their ink.
fn cells(text: &Text) -> Vec<(char, Area)> {
    let line = text.area();
    let mut pen = line.x;
    let cells = text.shaped.cells().iter().map(|cell| {
        let advance = cell.advance_mm(text.size_pt);
        let area = Area { x: pen + 0.06 * advance, width: 0.88 * advance, ..line };
        pen += advance;
        (cell.character(), area)
    });
    cells.filter(|(character, _)| *character != ' ').collect()
}

/// How many characters the pages have and which of them left no ink.
pub fn blanks(pages: &[DisplayList], pdf: Vec<u8>) -> (usize, Vec<char>) {
    let (mut drawn, mut blank) = (0, Vec::new());
    for (page, picture) in pages.iter().zip(pictures(pdf)) {
        for (character, area) in page.texts().iter().flat_map(cells) {
            drawn += 1;
            if contrast(&picture, area) < 90 {
                blank.push(character);
            }
        }
    }
    (drawn, blank)
}

#[test]
fn every_character_has_ink() {
    for (name, slip) in samples::all() {
        let (drawn, blank) = blanks(&[lay_out_slip(&slip, &FONTS).unwrap()], pdf(&slip));
        assert!(drawn > 150, "{name}: only {drawn} characters");
        assert_eq!(blank, [], "{name}");
    }
}

#[test]
fn every_character_of_an_invoice_has_ink() {
    for (name, sheet) in invoices::all().into_iter().filter(|(name, _)| !name.starts_with("ninety")) {
        let eprint = (lay_out_invoice(&sheet, &FONTS).unwrap(), render_invoice(&sheet, &FONTS).unwrap());
        let form =
            lay_out_form14(&sheet, &FONTS).and_then(|pages| Ok((pages, render_form14(&sheet, &FONTS)?)));
        let form = match form {
            Err(PaperError::NotForm14) => None,
            form => Some(form.unwrap()),
        };
        for (pages, pdf) in std::iter::once(eprint).chain(form) {
            let (drawn, blank) = blanks(&pages, pdf);
            assert!(drawn > 300, "{name}: only {drawn} characters");
            assert_eq!(blank, [], "{name}");
        }
    }
}

#[test]
fn the_picture_is_as_large_as_the_paper() {
    let slip = samples::issue();
    let page = lay_out_slip(&slip, &FONTS).unwrap();
    let picture = picture(pdf(&slip));
    assert_eq!(f32::from(picture.width()), (page.width() * DOTS).floor());
    assert!((f32::from(picture.height()) - page.height() * DOTS).abs() < 2.0);
}

#[test]
fn a_practice_slip_has_its_mark_in_the_middle_of_the_paper() {
    let grey = |slip: &Slip| {
        let picture = picture(pdf(slip));
        picture.data().iter().filter(|dot| (215..=230).contains(&dot.g)).count()
    };
    assert!(grey(&samples::practice()) > 4 * grey(&samples::issue()));
}
