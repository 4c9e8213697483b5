//! What a slip says, read back from the PDF by a reader that shares no code with the writer.

use paper::{DisplayList, PaperError, ShopLines, Slip, lay_out_slip, render_slip};

use crate::samples::{self, FONTS, pdf};

/// The text of a PDF without white space: readers differ in where they see gaps.
fn read_back(slip: &Slip) -> String {
    squeezed(&pdf_extract::extract_text_from_mem(&pdf(slip)).unwrap())
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn assert_says(slip: &Slip, wanted: &[&str]) {
    let text = read_back(slip);
    for words in wanted {
        assert!(text.contains(&squeezed(words)), "{words} is not on the slip: {text}");
    }
}

fn page(slip: &Slip) -> DisplayList {
    lay_out_slip(slip, &FONTS).unwrap()
}

fn texts(slip: &Slip) -> Vec<String> {
    page(slip).texts().iter().map(|text| text.shaped.text()).collect()
}

#[test]
fn every_field_of_a_receipt_can_be_read_back() {
    assert_says(
        &samples::issue(),
        &[
            "현금영수증 (고객용)",
            "행복문구",
            "대표자 김행복",
            "사업자등록번호 123-45-67891",
            "주소 서울특별시 중구 세종대로 110",
            "전화 02-123-4567",
            "거래일시 2026-11-02 15:30:00",
            "거래구분 현금(소득공제)",
            "신분확인번호 010-****-5678",
            "승인번호 TB0000253",
            "품명 문구 외 2건",
            "공급가액 9,091",
            "부가세 909",
            "봉사료 0",
            "합계 10,000원",
            "현금영수증 문의 ☎ 126-1-1",
            "국세청 홈택스 https://www.hometax.go.kr",
        ],
    );
}

#[test]
fn a_cancel_says_so_and_names_its_original() {
    assert_says(
        &samples::cancel(),
        &[
            "(현금결제취소)",
            "[취소]",
            "원승인번호 TB0000251",
            "원거래일 2026-10-31",
            "취소사유 거래 취소",
            "공급가액 -9,091",
            "부가세 -909",
            "봉사료 0",
            "합계 -10,000원",
        ],
    );
}

#[test]
fn a_cancel_has_minus_amounts_whichever_sign_they_come_with() {
    let positive = samples::cancel();
    let negative = Slip {
        supply: samples::won(-9_091),
        vat: samples::won(-909),
        total: samples::won(-10_000),
        ..positive.clone()
    };
    assert_eq!(pdf(&positive), pdf(&negative));
}

#[test]
fn only_a_self_issued_receipt_tells_how_to_register_it() {
    const HOW: &str = "승인번호와 거래일자를 등록하면";
    assert_says(&samples::self_issued(), &["자진발급한 현금영수증이에요", HOW]);
    assert!(!read_back(&samples::issue()).contains(&squeezed(HOW)));
}

#[test]
fn a_practice_slip_is_marked_at_both_ends_and_across_and_a_real_one_nowhere() {
    const MARK: &str = "연습용 · 거래 증빙으로 쓸 수 없어요";
    let marked = texts(&samples::practice());
    assert_eq!((marked.first().unwrap().as_str(), marked.last().unwrap().as_str()), (MARK, MARK));
    assert!(page(&samples::practice()).backdrops().iter().all(|text| text.shaped.text() == MARK));
    assert!(!page(&samples::practice()).backdrops().is_empty());
    for real in [samples::issue(), samples::cancel(), samples::self_issued(), samples::reissue()] {
        assert!(!read_back(&real).contains("연습용") && page(&real).backdrops().is_empty());
    }
}

#[test]
fn a_reprint_differs_from_the_original_only_by_its_note() {
    let (original, reprint) = (page(&samples::issue()), page(&samples::reissue()));
    let grown = reprint.height() - original.height();
    let mut body = reprint.texts().to_vec();
    let at = body.iter().position(|text| text.shaped.text() == "재발행 2회차 · 2026-11-22 09:05:07").unwrap();
    body.remove(at);
    for (nth, (reprinted, text)) in body.iter().zip(original.texts()).enumerate() {
        let moved = if nth < at { 0.0 } else { grown };
        assert!((reprinted.baseline - moved - text.baseline).abs() < 1e-3, "{}", text.shaped.text());
        assert_eq!((&reprinted.shaped, reprinted.x, reprinted.size_pt), (&text.shaped, text.x, text.size_pt));
    }
    assert_eq!((body.len(), reprint.lines().len()), (original.texts().len(), original.lines().len()));
}

#[test]
fn what_is_too_long_is_cut_visibly() {
    let mut slip = samples::issue();
    slip.shop.name = "아주 긴 이름의 상점 ".repeat(8);
    slip.item = Some("문구".repeat(80));
    let texts = texts(&slip);
    for (start, lines) in [("아주 긴", 2), ("문구문구", 4)] {
        let taken: Vec<&String> = texts.iter().filter(|text| text.contains(start)).collect();
        assert_eq!(taken.len(), lines, "{start}");
        assert_eq!(taken.iter().filter(|text| text.ends_with('…')).count(), 1, "{start}");
        assert!(taken.last().unwrap().ends_with('…'));
    }
}

#[test]
fn nothing_of_a_usual_length_is_cut() {
    for (name, slip) in samples::all() {
        assert!(texts(&slip).iter().all(|text| !text.contains('…')), "{name}");
    }
}

#[test]
fn empty_lines_of_the_shop_are_left_out() {
    let full = samples::issue();
    let shop = ShopLines { address: String::new(), phone: "  ".to_owned(), ..full.shop.clone() };
    let bare = texts(&Slip { shop, item: None, ..full });
    for label in ["주소", "전화", "품명"] {
        assert!(!bare.iter().any(|text| text == label), "{label}");
    }
}

#[test]
fn a_character_without_a_glyph_is_refused_before_printing() {
    let slip = Slip { item: Some("생일 🎂 초".to_owned()), ..samples::issue() };
    let refused = render_slip(&slip, &FONTS).unwrap_err();
    assert!(matches!(refused, PaperError::MissingGlyph { character: '🎂', field: "품명" }), "{refused}");
}

#[test]
fn hanja_and_signs_come_from_the_second_face() {
    let slip = Slip { item: Some("韓紙 株 〒 ㈜ ☎".to_owned()), ..samples::issue() };
    assert_says(&slip, &["품명 韓紙 株 〒 ㈜ ☎"]);
}

#[test]
fn decomposed_hangul_prints_like_composed() {
    let composed = samples::issue();
    let mut pasted = composed.clone();
    pasted.shop.name = "\u{1112}\u{1162}\u{11bc}\u{1107}\u{1169}\u{11a8}문구\u{200b}".to_owned();
    assert_eq!(pdf(&pasted), pdf(&composed));
}

#[test]
fn the_customers_number_is_not_in_debug_output() {
    let slip = samples::issue();
    let shown = format!("{slip:?} {:?}", page(&slip));
    assert!(shown.contains("TB0000253") && !shown.contains("5678"), "{shown}");
}
