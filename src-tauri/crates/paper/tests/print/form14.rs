//! The boxes of form 14: which digit stands under which place.

use std::collections::BTreeMap;

use domain::InvoiceKind;
use paper::{Area, DisplayList, InvoiceSheet, SheetLine, Stroke, Text, lay_out_form14};

use crate::invoices::{self, with_lines};
use crate::samples::{FONTS, won};

fn page(sheet: &InvoiceSheet) -> DisplayList {
    lay_out_form14(sheet, &FONTS).unwrap().remove(0)
}

fn of(supply: i64, vat: i64) -> InvoiceSheet {
    let line = SheetLine { supply: won(supply), vat: won(vat), ..invoices::line("복사용지", "", 1, 1) };
    with_lines(invoices::usual(), vec![line])
}

fn middle(text: &Text) -> f32 {
    let Area { x, width, .. } = text.area();
    x + width / 2.0
}

/// Texts of one line, by their middle, in the upper copy.
fn line_below(page: &DisplayList, label: &str, below: std::ops::Range<f32>) -> Vec<(f32, String)> {
    let label = page.texts().iter().find(|text| text.shaped.text() == label).unwrap().baseline;
    let mut found: Vec<(f32, String)> = page
        .texts()
        .iter()
        .filter(|text| below.contains(&(text.baseline - label)))
        .map(|text| (middle(text), text.shaped.text()))
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found
}

/// The digits of both amounts, each under the nearest place: `백십억천백십만천백십일` and `십억천백십만천백십일`.
fn under_places(page: &DisplayList) -> (String, String) {
    let places = line_below(page, "작    성", 4.0..6.0);
    let places: Vec<&(f32, String)> = places
        .iter()
        .filter(|(_, text)| "백십억천만일".contains(text.as_str()))
        .skip_while(|(_, text)| text == "일")
        .collect();
    let names: String = places.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(names, "백십억천백십만천백십일십억천백십만천백십일");
    let digits: BTreeMap<usize, String> = line_below(page, "작    성", 9.0..12.5)
        .into_iter()
        .filter_map(|(x, text)| {
            let nearest = places.iter().position(|(place, _)| (place - x).abs() < 0.5)?;
            Some((nearest, text))
        })
        .collect();
    let read = |range: std::ops::Range<usize>| -> String {
        range.map(|nth| digits.get(&nth).map_or(".", String::as_str)).collect()
    };
    (read(0..11), read(11..21))
}

fn blanks(page: &DisplayList) -> String {
    let label = page.texts().iter().find(|text| text.shaped.text() == "공란수").unwrap();
    let under = line_below(page, "작    성", 9.0..12.5);
    under.into_iter().find(|(x, _)| (x - middle(label)).abs() < 0.5).unwrap().1
}

#[test]
fn each_digit_stands_under_its_place() {
    let boxes = |supply, vat| under_places(&page(&of(supply, vat)));
    assert_eq!(boxes(1_200_000, 120_000), ("....1200000".to_owned(), "....120000".to_owned()));
    assert_eq!(boxes(12_345_678_901, 1_234_567_890), ("12345678901".to_owned(), "1234567890".to_owned()));
    assert_eq!(boxes(9, 0), ("..........9".to_owned(), ".........0".to_owned()));
}

#[test]
fn a_minus_stands_in_the_box_before_the_first_digit() {
    let boxes = under_places(&page(&of(-100_000, -10_000)));
    assert_eq!(boxes, ("....-100000".to_owned(), "....-10000".to_owned()));
}

#[test]
fn the_number_of_blanks_is_eleven_less_the_digits() {
    for (supply, expected) in [(1_200_000, "4"), (12_345_678_901, "0"), (9, "10"), (-100_000, "5")] {
        let sheet = InvoiceSheet { kind: InvoiceKind::ZeroRated, ..of(supply, 0) };
        assert_eq!(blanks(&page(&sheet)), expected, "{supply}");
        let domain = domain::blank_boxes(won(supply)).unwrap();
        assert_eq!(domain.to_string(), expected, "{supply}");
    }
}

#[test]
fn both_copies_are_the_same_but_for_their_owner_and_colour() {
    let page = page(&invoices::usual());
    let half = page.height() / 2.0;
    let (upper, lower): (Vec<&Text>, Vec<&Text>) = page.texts().iter().partition(|text| text.baseline < half);
    assert_eq!(upper.len(), lower.len());
    let different: Vec<(String, String)> = upper
        .iter()
        .zip(&lower)
        .filter(|(a, b)| a.shaped != b.shaped || (b.baseline - a.baseline - half).abs() > 1e-3)
        .map(|(a, b)| (a.shaped.text(), b.shaped.text()))
        .collect();
    let expected = [("(청색)", "(적색)"), ("(공급받는자 보관용)", "(공급자 보관용)")];
    assert_eq!(different, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let ruled = |from: f32, to: f32| -> Vec<[i32; 4]> {
        let lines = page.lines().iter().filter(|line| (from..to).contains(&line.from.1));
        // Away from the halves, where two copies could be rounded to different sides.
        let tenths = |mm: f32| ((mm + 0.013) * 10.0).round() as i32;
        let mut ends: Vec<[i32; 4]> = lines
            .filter(|line| line.stroke == Stroke::Solid)
            .map(|line| [line.from.0, line.from.1 - from, line.to.0, line.to.1 - from].map(tenths))
            .collect();
        ends.sort_unstable();
        ends
    };
    assert_eq!(ruled(0.0, half), ruled(half, page.height()));
}

#[test]
fn each_copy_has_the_size_of_the_law_inside_its_half_of_the_page() {
    let page = page(&invoices::crowded());
    for (top, bottom) in [(10.25, 138.25), (158.75, 286.75)] {
        let inside = page.lines().iter().filter(|line| line.from.1 > top && line.to.1 < bottom);
        let edges = inside.fold((f32::MAX, f32::MIN), |edges, line| {
            (edges.0.min(line.from.0.min(line.to.0)), edges.1.max(line.from.0.max(line.to.0)))
        });
        assert!(edges.0 > 14.0 && edges.1 < 196.0 && edges.1 - edges.0 > 170.0, "{edges:?}");
    }
}

#[test]
fn the_serial_number_is_the_last_six_digits_of_our_own() {
    let serial = |key: Option<&str>| -> String {
        let sheet = InvoiceSheet { key: key.map(str::to_owned), ..invoices::usual() };
        let page = page(&sheet);
        let label = page.texts().iter().find(|text| text.shaped.text() == "일련번호").unwrap();
        let mut boxes: Vec<&Text> = page
            .texts()
            .iter()
            .filter(|text| (text.baseline - label.baseline).abs() < 0.5 && text.x > label.x)
            .collect();
        boxes.sort_by(|a, b| a.x.total_cmp(&b.x));
        boxes.iter().map(|text| text.shaped.text()).collect()
    };
    assert_eq!(serial(Some("T261102-01-000042")), "00-0042");
    assert_eq!(serial(Some("T261102-01-123456")), "12-3456");
    assert_eq!(serial(None), "-");
}
