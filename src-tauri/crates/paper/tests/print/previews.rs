//! The pictures of the preview.

use paper::{PaperError, pictures, render_invoice, render_slip};

use crate::invoices;
use crate::samples::{self, FONTS};

/// Width and height from the header of a PNG.
fn dots(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn every_page_is_a_picture_of_the_size_asked_for() {
    let pdf = render_invoice(&invoices::many(99), &FONTS).unwrap();
    let pages = paper::lay_out_invoice(&invoices::many(99), &FONTS).unwrap().len();
    let previews = pictures(&pdf, 2.0).unwrap();
    assert_eq!(previews.len(), pages);
    for preview in &previews {
        let (width, height) = dots(preview);
        assert!(width.abs_diff(420) <= 1 && height.abs_diff(594) <= 1, "{width} × {height}");
    }
    assert_ne!(previews[0], previews[1]);
}

#[test]
fn a_slip_can_be_shown_too() {
    let slip = render_slip(&samples::issue(), &FONTS).unwrap();
    let previews = pictures(&slip, 8.0).unwrap();
    assert_eq!(previews.len(), 1);
    assert!(dots(&previews[0]).0.abs_diff(640) <= 1);
}

#[test]
fn the_same_file_gives_the_same_picture() {
    let pdf = render_invoice(&invoices::usual(), &FONTS).unwrap();
    assert!(pictures(&pdf, 3.0).unwrap() == pictures(&pdf, 3.0).unwrap());
}

#[test]
fn what_is_no_pdf_or_would_be_no_picture_is_refused() {
    let pdf = render_invoice(&invoices::usual(), &FONTS).unwrap();
    for (bytes, dots_per_mm) in [
        (&b"no PDF"[..], 4.0),
        (&b""[..], 4.0),
        (&pdf[..pdf.len() / 3], 4.0),
        (&pdf, 0.0),
        (&pdf, -4.0),
        (&pdf, f32::NAN),
        (&pdf, f32::INFINITY),
        (&pdf, 400.0),
    ] {
        let refused = pictures(bytes, dots_per_mm);
        assert!(matches!(refused, Err(PaperError::Picture)), "{} bytes at {dots_per_mm}", bytes.len());
    }
}
