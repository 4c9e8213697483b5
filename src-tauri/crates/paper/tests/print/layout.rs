//! Where things stand: nothing overlaps, nothing leaves what the printer can reach, columns line up.

use paper::{Area, DisplayList, Slip, lay_out_slip};
use proptest::prelude::*;

use crate::samples::{self, FONTS};

/// Edges of what an 80 mm printer can print.
const LEFT: f32 = 4.0;
const RIGHT: f32 = 76.0;

fn page(slip: &Slip) -> DisplayList {
    lay_out_slip(slip, &FONTS).unwrap()
}

fn trouble(page: &DisplayList) -> Option<String> {
    let texts: Vec<(String, Area)> =
        page.texts().iter().map(|text| (text.shaped.text(), text.area())).collect();
    for (nth, (words, area)) in texts.iter().enumerate() {
        let beside = texts.iter().skip(nth + 1).find(|(_, other)| area.overlaps(other));
        if let Some((other, _)) = beside {
            return Some(format!("{words} and {other} overlap"));
        }
        let bottom = area.y + area.height;
        if area.x < LEFT - 1e-3
            || area.x + area.width > RIGHT + 1e-3
            || area.y < 0.0
            || bottom > page.height()
        {
            return Some(format!("{words} leaves the paper: {area:?}"));
        }
    }
    None
}

#[test]
fn texts_never_overlap_nor_leave_the_paper() {
    for (name, slip) in samples::all() {
        assert_eq!(trouble(&page(&slip)), None, "{name}");
    }
}

#[test]
fn no_line_of_text_is_crossed_by_a_rule() {
    for (name, slip) in samples::all() {
        let page = page(&slip);
        for line in page.lines().iter().filter(|line| line.from.1 == line.to.1) {
            let rule = Area {
                x: line.from.0,
                y: line.from.1,
                width: line.to.0 - line.from.0,
                height: line.thickness,
            };
            let crossed = page.texts().iter().find(|text| text.area().overlaps(&rule));
            assert!(crossed.is_none(), "{name}: {:?}", crossed.map(|text| text.shaped.text()));
        }
    }
}

#[test]
fn the_watermark_stays_on_the_paper() {
    for slip in [samples::practice(), samples::crowded()] {
        let page = page(&slip);
        for text in page.backdrops() {
            let length = text.shaped.width_mm(text.size_pt);
            let (rise, run) = text.turn_degrees.to_radians().sin_cos();
            assert!(text.x > 0.0 && text.x + length * run < page.width());
            assert!(text.baseline < page.height() && text.baseline - length * rise > 0.0);
        }
    }
}

#[test]
fn amounts_end_on_one_edge() {
    let page = page(&samples::crowded());
    let ends = page.texts().iter().filter(|text| text.shaped.text().starts_with('-')).map(|text| {
        let area = text.area();
        area.x + area.width
    });
    let ends: Vec<f32> = ends.collect();
    assert_eq!(ends.len(), 4);
    assert!(ends.iter().all(|end| (end - RIGHT).abs() < 1e-3), "{ends:?}");
}

#[test]
fn all_digits_are_equally_wide() {
    for weight in [paper::Weight::Regular, paper::Weight::Bold] {
        let digits = FONTS.shape("0123456789", weight, "digits").unwrap();
        let widths: Vec<f32> = digits.cells().iter().map(|cell| cell.advance_mm(10.0)).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{weight:?}: {widths:?}");
    }
}

#[test]
fn text_breaks_at_spaces_and_ends_the_last_line_visibly() {
    let style = paper::Style::regular(10.0);
    let broken = |text, width, lines| -> Vec<String> {
        FONTS.wrap(text, style, width, lines, "text").unwrap().iter().map(paper::Shaped::text).collect()
    };
    assert_eq!(broken("가나다 라마바", 15.0, 9), ["가나다", "라마바"]);
    assert_eq!(broken("가나다라마바", 10.0, 9), ["가나다", "라마바"]);
    assert_eq!(broken("가 나다라마바사아", 13.0, 2), ["가 나다", "라마바…"]);
    assert_eq!(broken("  가나  ", 20.0, 2), ["가나"]);
    assert!(broken("   ", 20.0, 2).is_empty());
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[가-힣]{0,40}",
        2 => "[가-힣A-Za-z0-9 ,.()&<>-]{0,120}",
        1 => "[一-七三-丙 가-힣]{0,60}",
        1 => "[W]{0,200}",
        1 => " {0,5}",
    ]
}

fn any_slip() -> impl Strategy<Value = Slip> {
    let lines = (any_text(), any_text(), any_text(), any_text(), any_text());
    (lines, 0..=990_000_000_i64, 0..3_usize, any::<bool>(), any::<bool>()).prop_map(
        |((name, owner, address, deal, item), total, base, practice, self_issue)| {
            let mut slip = [samples::issue(), samples::cancel(), samples::reissue()][base].clone();
            slip.shop.name = name;
            slip.shop.owner = owner;
            slip.shop.address = address;
            slip.deal = deal;
            slip.item = Some(item);
            slip.total = samples::won(total);
            Slip { practice, self_issue, ..slip }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_text_can_break_the_layout(slip in any_slip()) {
        match lay_out_slip(&slip, &FONTS) {
            Ok(page) => prop_assert_eq!(trouble(&page), None),
            Err(paper::PaperError::MissingGlyph { .. }) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}
