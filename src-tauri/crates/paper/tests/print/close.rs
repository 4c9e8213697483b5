//! Papers of a close: what they say, where it stands, that it has ink, and that the same sums give the same bytes.

use chrono::NaiveDate;
use lopdf::Document;
use paper::{
    BuyerLine, CloseHead, DisplayList, Filer, Form23Sheet, Form38Sheet, FormGroup, FormSums, TallyLine,
    TallySheet, lay_out_form23, lay_out_form38, lay_out_tally, render_form23, render_form38, render_tally,
};

use crate::ink::blanks;
use crate::invoice_layout::trouble;
use crate::samples::FONTS;

fn head(practice: bool) -> CloseHead {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    CloseHead {
        from: day(7, 1),
        to: day(12, 31),
        filer: Filer {
            number: "123-45-67891".into(),
            name: "행복문구".into(),
            owner: "김행복".into(),
            address: "서울특별시 중구 세종대로 110, 행복빌딩 지하 1층 제비-12호 (태평로1가, 시청 맞은편)"
                .into(),
        },
        practice,
    }
}

fn sums(buyers: u64, supply_won: i64) -> FormSums {
    FormSums { buyers, invoices: buyers * 3, supply_won, vat_won: supply_won / 10 }
}

fn form38(buyers: u32, practice: bool) -> Form38Sheet {
    let line = |nth: u32| BuyerLine {
        number: format!("314-81-{:05}", 20_001 + nth),
        name: if nth == 1 {
            "☕커피와 🍰 케이크를 함께 파는 아주 긴 이름의 가게".into()
        } else {
            format!("한빛상사 {nth}호점")
        },
        invoices: u64::from(nth % 9) + 1,
        supply_won: if nth == 2 { -1_503 } else { 99_999_999_999 / i64::from(nth + 1) },
        vat_won: if nth == 2 { -150 } else { 9_999_999_999 / i64::from(nth + 1) },
    };
    Form38Sheet {
        head: head(practice),
        total: sums(900, 9_999_999_999_999),
        electronic: FormGroup {
            businesses: sums(850, 9_999_000_000_000),
            persons: sums(50, -12_345),
            both: sums(900, 9_998_999_987_655),
        },
        other: FormGroup::default(),
        buyers: (0..buyers).map(line).collect(),
    }
}

fn form23() -> Form23Sheet {
    Form23Sheet {
        head: head(false),
        all_won: 18_402_500,
        taxable_won: 17_402_500,
        exempt_won: 1_000_000,
        service_won: 0,
    }
}

fn tally(days: u32) -> TallySheet {
    let line = |name: String| TallyLine {
        name,
        issued: 1_123,
        issued_won: 99_999_999_999,
        cancelled: 14,
        cancelled_won: -1_402_500,
        supply_won: 16_729_545,
        vat_won: 1_672_955,
        service_won: 50_000,
        total_won: 18_402_500,
    };
    let day = |nth: u32| (head(false).from + chrono::Days::new(nth.into())).to_string();
    TallySheet {
        head: head(true),
        kinds: ["현금영수증 소득공제 (과세)", "현금영수증 지출증빙 (면세)"]
            .map(|kind| line(kind.into()))
            .into(),
        days: (0..days).map(|nth| line(day(nth))).collect(),
        total: line("합계".into()),
    }
}

/// Every paper with its pages and bytes.
fn all() -> Vec<(String, Vec<DisplayList>, Vec<u8>)> {
    let mut papers = Vec::new();
    for (buyers, practice) in [(0, false), (1, true), (60, false)] {
        let sheet = form38(buyers, practice);
        let pages = lay_out_form38(&sheet, &FONTS).unwrap();
        papers.push((format!("form 38 of {buyers}"), pages, render_form38(&sheet, &FONTS).unwrap()));
    }
    let sheet = form23();
    let pages = lay_out_form23(&sheet, &FONTS).unwrap();
    papers.push(("form 23".to_owned(), pages, render_form23(&sheet, &FONTS).unwrap()));
    for days in [0, 31, 184] {
        let sheet = tally(days);
        let pages = lay_out_tally(&sheet, &FONTS).unwrap();
        papers.push((format!("sum of {days} days"), pages, render_tally(&sheet, &FONTS).unwrap()));
    }
    papers
}

fn words(pages: &[DisplayList]) -> Vec<String> {
    pages.iter().flat_map(DisplayList::texts).map(|text| text.shaped.text()).collect()
}

#[test]
fn texts_stay_in_their_cells_and_every_one_has_ink() {
    for (name, pages, pdf) in all() {
        for page in &pages {
            assert_eq!(trouble(page), None, "{name}");
        }
        let (drawn, blank) = blanks(&pages, pdf);
        assert!(drawn > 100 && blank.is_empty(), "{name}: {blank:?} of {drawn}");
    }
}

#[test]
fn the_same_sums_give_the_same_bytes_dated_by_the_period() {
    for ((name, _, first), (_, _, second)) in all().into_iter().zip(all()) {
        assert!(first == second, "{name}");
        let document = Document::load_mem(&first).unwrap();
        let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).unwrap().1;
        let made = info.as_dict().unwrap().get(b"CreationDate").unwrap().as_str().unwrap();
        assert_eq!(made, b"D:20261231000000+09'00'", "{name}");
    }
}

#[test]
fn every_buyer_is_listed_once_and_pages_are_numbered() {
    let pages = lay_out_form38(&form38(60, false), &FONTS).unwrap();
    let all = words(&pages);
    for nth in 0..60 {
        let number = format!("314-81-{:05}", 20_001 + nth);
        assert_eq!(all.iter().filter(|word| **word == number).count(), 1, "{number}");
    }
    assert!(pages.len() > 1);
    for (nth, page) in pages.iter().enumerate() {
        let title = if nth == 0 {
            "매출처별 세금계산서합계표(갑)"
        } else {
            "매출처별 세금계산서합계표(을)"
        };
        let words = words(std::slice::from_ref(page));
        assert!(words.iter().any(|word| word == title), "{title}");
        assert!(words.contains(&format!("{} / {}", nth + 1, pages.len())));
    }
}

#[test]
fn a_name_that_no_font_has_does_not_stop_a_close() {
    let pages = lay_out_form38(&form38(2, false), &FONTS).unwrap();
    assert!(words(&pages).iter().any(|word| word.contains('?')));
}

#[test]
fn practice_is_marked_and_nothing_claims_to_be_the_official_form() {
    for (practice, marks) in [(true, 2), (false, 0)] {
        let pages = lay_out_form38(&form38(60, practice), &FONTS).unwrap();
        for page in &pages {
            let words = words(std::slice::from_ref(page));
            assert_eq!(words.iter().filter(|word| word.starts_with("연습용")).count(), marks);
            assert_eq!(page.backdrops().is_empty(), !practice);
            assert!(words.iter().any(|word| word.contains("국세청에 낸 서식이나 그 사본이 아니에요")));
        }
    }
}

#[test]
fn days_go_on_over_pages_and_end_with_the_sum() {
    let pages = lay_out_tally(&tally(184), &FONTS).unwrap();
    let all = words(&pages);
    assert_eq!(all.iter().filter(|word| word.starts_with("2026-")).count(), 184);
    assert_eq!(all.iter().filter(|word| *word == "합계").count(), 2);
}
