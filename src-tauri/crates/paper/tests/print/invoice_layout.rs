//! Where things stand on the papers of an invoice: nothing overlaps, nothing leaves its cell, columns line up.

use paper::{Area, DisplayList, InvoiceSheet, PaperError, SheetLine, Text, lay_out_form14, lay_out_invoice};
use proptest::prelude::*;

use crate::invoices::{self, with_lines};
use crate::samples::{FONTS, won};

type LayOut = fn(&InvoiceSheet, &paper::Fonts) -> Result<Vec<DisplayList>, PaperError>;

const PAPERS: [(&str, LayOut); 2] = [("e-print", lay_out_invoice), ("form 14", lay_out_form14)];

/// Every paper of every sample that has it.
fn all_pages() -> Vec<(String, DisplayList)> {
    let mut pages = Vec::new();
    for (name, sheet) in invoices::all() {
        for (paper, lay_out) in PAPERS {
            match lay_out(&sheet, &FONTS) {
                Ok(list) => pages.extend(
                    list.into_iter()
                        .enumerate()
                        .map(|(nth, page)| (format!("{name}, {paper} {}", nth + 1), page)),
                ),
                Err(PaperError::NotForm14) => assert_eq!(name, "exempt"),
                Err(other) => panic!("{name}, {paper}: {other}"),
            }
        }
    }
    pages
}

fn overlap(page: &DisplayList) -> Option<String> {
    let mut texts: Vec<&Text> = page.texts().iter().collect();
    texts.sort_by(|a, b| a.area().y.total_cmp(&b.area().y));
    texts.iter().enumerate().find_map(|(nth, text)| {
        let area = text.area();
        let below = area.y + area.height;
        texts
            .iter()
            .skip(nth + 1)
            .take_while(|other| other.area().y < below)
            .find(|other| area.overlaps(&other.area()))
            .map(|other| format!("{} and {} overlap", text.shaped.text(), other.shaped.text()))
    })
}

/// Upright lines are the walls of the cells: no text may touch one.
fn through_a_wall(page: &DisplayList) -> Option<String> {
    let walls: Vec<Area> = page
        .lines()
        .iter()
        .filter(|line| line.from.0 == line.to.0)
        .map(|line| Area {
            x: line.from.0 - line.thickness / 2.0,
            y: line.from.1.min(line.to.1),
            width: line.thickness,
            height: (line.to.1 - line.from.1).abs(),
        })
        .collect();
    page.texts().iter().find(|text| walls.iter().any(|wall| wall.overlaps(&ink(text)))).map(describe)
}

/// Level lines are floors and ceilings; only the word that does not hold (영수 or 청구) is struck out.
fn through_a_floor(page: &DisplayList) -> Option<String> {
    let floors: Vec<Area> = page
        .lines()
        .iter()
        .filter(|line| line.from.1 == line.to.1)
        .map(|line| Area { x: line.from.0, y: line.from.1, width: line.to.0 - line.from.0, height: 0.01 })
        .collect();
    let mut crossed =
        page.texts().iter().filter(|text| floors.iter().any(|floor| floor.overlaps(&ink(text))));
    crossed.find(|text| !["영수", "청구"].contains(&text.shaped.text().as_str())).map(describe)
}

/// The area without the margins that only brackets and "g" use.
fn ink(text: &Text) -> Area {
    let area = text.area();
    Area { y: area.y + 0.08 * area.height, height: 0.84 * area.height, ..area }
}

fn describe(text: &Text) -> String {
    format!("{} at {:?}", text.shaped.text(), text.area())
}

fn off_the_page(page: &DisplayList) -> Option<String> {
    let inside = |area: Area| {
        area.x > 5.0
            && area.x + area.width < page.width() - 5.0
            && area.y > 3.0
            && area.y + area.height < page.height() - 3.0
    };
    page.texts().iter().find(|text| !inside(text.area())).map(describe)
}

pub fn trouble(page: &DisplayList) -> Option<String> {
    overlap(page)
        .or_else(|| through_a_wall(page))
        .or_else(|| through_a_floor(page))
        .or_else(|| off_the_page(page))
}

#[test]
fn texts_stay_in_their_cells() {
    for (name, page) in all_pages() {
        assert_eq!(trouble(&page), None, "{name}");
    }
}

#[test]
fn every_upright_wall_of_a_table_ends_on_a_floor() {
    for (name, page) in all_pages() {
        let (level, upright): (Vec<&paper::Line>, Vec<&paper::Line>) =
            page.lines().iter().partition(|line| line.from.1 == line.to.1);
        let loose = upright.iter().find(|wall| {
            [wall.from, wall.to].iter().any(|(x, y)| {
                !level.iter().any(|floor| {
                    (floor.from.1 - y).abs() < 0.02 && floor.from.0 - 0.02 < *x && *x < floor.to.0 + 0.02
                })
            })
        });
        assert!(loose.is_none(), "{name}: {loose:?}");
    }
}

#[test]
fn every_page_is_an_upright_a4() {
    for (name, page) in all_pages() {
        assert_eq!((page.width(), page.height()), (210.0, 297.0), "{name}");
    }
}

#[test]
fn the_watermark_stays_on_the_page() {
    for (name, page) in all_pages() {
        for text in page.backdrops() {
            let length = text.shaped.width_mm(text.size_pt);
            let (rise, run) = text.turn_degrees.to_radians().sin_cos();
            assert!(text.x > 0.0 && text.x + length * run < page.width(), "{name}");
            assert!(text.baseline < page.height() && text.baseline - length * rise > 0.0, "{name}");
        }
    }
}

#[test]
fn amounts_of_a_column_end_on_one_edge() {
    for (_, lay_out) in PAPERS {
        let sheet = invoices::many(4);
        let page = &lay_out(&sheet, &FONTS).unwrap()[0];
        let ends: Vec<f32> = sheet
            .lines
            .iter()
            .map(|line| {
                let amount = line.vat.to_string();
                let text = page.texts().iter().find(|text| text.shaped.text() == amount).unwrap();
                text.area().x + text.area().width
            })
            .collect();
        assert!(ends.iter().all(|end| (end - ends[0]).abs() < 1e-3), "{ends:?}");
    }
}

#[test]
fn amounts_of_the_head_and_the_foot_end_at_the_right_of_their_cells() {
    let sheet = invoices::usual();
    let page = &lay_out_invoice(&sheet, &FONTS).unwrap()[0];
    for (amount, edge) in [(sheet.supply, 29.0), (sheet.vat, 50.0), (sheet.total, 16.0)] {
        let words = amount.to_string();
        let text = page.texts().iter().find(|text| text.shaped.text() == words).unwrap().area();
        let air = 12.0 + 186.0 * edge / 100.0 - text.x - text.width;
        assert!((0.8..2.0).contains(&air), "{words}: {air} mm");
    }
}

#[test]
fn the_columns_have_the_proportions_of_the_form() {
    let middle = |page: &DisplayList, label: &str| {
        let area = page.texts().iter().find(|text| text.shaped.text() == label).unwrap().area();
        area.x + area.width / 2.0
    };
    let page = &lay_out_invoice(&invoices::usual(), &FONTS).unwrap()[0];
    let share = |label: &str| (middle(page, label) - 12.0) / 186.0 * 100.0;
    for (label, expected) in [
        ("전자세금계산서", 20.5),
        ("승인번호", 67.0),
        ("등록번호", 7.0),
        ("성명", 32.5),
        ("작성일자", 5.5),
        ("수정사유", 75.0),
        ("월", 1.5),
        ("품목", 14.5),
        ("규격", 27.0),
        ("수량", 35.0),
        ("단가", 48.0),
        ("합계금액", 8.0),
        ("외상미수금", 72.0),
    ] {
        assert!((share(label) - expected).abs() < 0.1, "{label}: {} instead of {expected}", share(label));
    }
}

fn any_text(longest: usize) -> impl Strategy<Value = String> {
    let cut = move |text: String| text.chars().take(longest).collect::<String>();
    prop_oneof![
        3 => "[가-힣]{0,150}",
        2 => "[가-힣A-Za-z0-9 ,.()&<>-]{0,150}",
        1 => "[一-七三-丙 가-힣]{0,150}",
        1 => "[W]{0,150}",
        1 => " {0,5}",
    ]
    .prop_map(cut)
}

fn any_party() -> impl Strategy<Value = paper::PartyLines> {
    (any_text(70), any_text(30), any_text(150), any_text(40), any_text(40)).prop_map(
        |(name, owner, address, business_type, business_item)| paper::PartyLines {
            name,
            owner,
            address,
            business_type,
            business_item,
            ..invoices::usual().buyer
        },
    )
}

fn any_line() -> impl Strategy<Value = SheetLine> {
    (any_text(100), any_text(60), any_text(100), -990_000_000..990_000_000_i64).prop_map(
        |(item, spec, remark, supply)| SheetLine {
            item,
            spec,
            remark,
            supply: won(supply),
            vat: won(supply / 10),
            ..invoices::line("", "", 1, 1)
        },
    )
}

fn any_sheet() -> impl Strategy<Value = InvoiceSheet> {
    let lines = proptest::collection::vec(any_line(), 1..12);
    (any_party(), any_party(), lines, any_text(150), 0..3_usize, any::<bool>()).prop_map(
        |(supplier, buyer, lines, remark, base, practice)| {
            let base = [invoices::usual(), invoices::amended(), invoices::zero_rated()][base].clone();
            let sheet = InvoiceSheet { supplier, buyer, remark: Some(remark), practice, ..base };
            with_lines(sheet, lines)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_text_can_break_the_layout(sheet in any_sheet()) {
        for (paper, lay_out) in PAPERS {
            match lay_out(&sheet, &FONTS) {
                Ok(pages) => {
                    for page in pages {
                        prop_assert_eq!(trouble(&page), None, "{}", paper);
                    }
                }
                Err(PaperError::MissingGlyph { .. }) => {}
                Err(other) => prop_assert!(false, "{paper}: {other}"),
            }
        }
    }
}
