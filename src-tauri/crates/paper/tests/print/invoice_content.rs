//! What the papers of an invoice say, read back by a reader that shares no code with the writer.

use domain::{Billing, Won};
use paper::{
    DisplayList, Ink, InvoiceSheet, PaperError, SheetLine, Text, lay_out_form14, lay_out_invoice,
    render_form14, render_invoice,
};

use crate::invoices::{self, long, many, with_lines};
use crate::samples::{FONTS, won};

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn eprint(sheet: &InvoiceSheet) -> String {
    squeezed(&pdf_extract::extract_text_from_mem(&render_invoice(sheet, &FONTS).unwrap()).unwrap())
}

fn form14(sheet: &InvoiceSheet) -> String {
    squeezed(&pdf_extract::extract_text_from_mem(&render_form14(sheet, &FONTS).unwrap()).unwrap())
}

fn assert_says(text: &str, wanted: &[&str]) {
    for words in wanted {
        assert!(text.contains(&squeezed(words)), "{words} is not on the paper: {text}");
    }
}

fn pages(sheet: &InvoiceSheet) -> Vec<DisplayList> {
    lay_out_invoice(sheet, &FONTS).unwrap()
}

fn words(page: &DisplayList) -> Vec<String> {
    page.texts().iter().map(|text| text.shaped.text()).collect()
}

/// The texts on the same line to the right of one that reads `label`, from left to right.
fn beside(page: &DisplayList, label: &str) -> Vec<String> {
    let label = page.texts().iter().find(|text| text.shaped.text() == label).unwrap();
    let mut found: Vec<&Text> = page
        .texts()
        .iter()
        .filter(|text| (text.baseline - label.baseline).abs() < 0.5 && text.x > label.x)
        .collect();
    found.sort_by(|a, b| a.x.total_cmp(&b.x));
    found.into_iter().map(|text| text.shaped.text()).collect()
}

#[test]
fn every_field_of_an_invoice_can_be_read_back_from_the_e_print() {
    assert_says(
        &eprint(&invoices::usual()),
        &[
            "전자세금계산서",
            "공급자 (보관용)",
            "승인번호 20261102-41000999-000000a1",
            "관리번호 T261102-01-000042",
            "123-45-67891",
            "행복문구",
            "김행복",
            "서울특별시 중구 세종대로 110",
            "도소매",
            "문구·사무용품",
            "shop@example.com",
            "314-81-20001",
            "(주)한빛유통",
            "이한빛",
            "한빛빌딩 3층 302호 (둔산동)",
            "0001",
            "tax@example.com, second@example.com",
            "2026/11/02 1,200,000 120,000",
            "비고 1 11월분 납품",
            "11 02 복사용지 A4 80g (2500매) 박스 20 25,000 500,000 50,000",
            "11 02 토너 카트리지 CF259A 개 7 100,000 700,000 70,000",
            "합계금액 1,320,000",
            "이 금액을",
            "국세청 고시 기준에 따라 전자적으로 발급한 전자세금계산서의 사본",
        ],
    );
}

#[test]
fn every_field_of_an_invoice_can_be_read_back_from_form_14() {
    let text = form14(&invoices::usual());
    assert_says(
        &text,
        &[
            "[별지 제14호서식]",
            "승인번호 20261102-41000999-000000a1 관리번호 T261102-01-000042",
            "세 금 계 산 서(공급받는자 보관용)",
            "세 금 계 산 서(공급자 보관용)",
            "책 번 호",
            "일련번호 0 0 - 0 0 4 2",
            "등록번호 123-45-67891",
            "등록번호 314-81-20001",
            "대전광역시 서구 둔산로 100, 한빛빌딩 3층 302호 (둔산동)",
            "11월분 납품",
            "11 02 복사용지 A4 80g (2500매) 박스 20 25,000 500,000 50,000",
            "합계금액 1,320,000",
            "182㎜×128㎜ 인쇄용지(특급) 34g/㎡",
        ],
    );
    assert_eq!(text.matches("123-45-67891").count(), 2, "both copies");
}

#[test]
fn the_marks_of_an_invoice_stand_before_its_title() {
    let eprint_title = |sheet: InvoiceSheet| words(&pages(&sheet)[0])[0].clone();
    assert_eq!(eprint_title(invoices::usual()), "전자세금계산서");
    assert_eq!(eprint_title(invoices::zero_rated()), "[영세율]전자세금계산서");
    assert_eq!(eprint_title(invoices::amended()), "[수정]전자세금계산서");
    assert_eq!(eprint_title(invoices::amended_zero_rated()), "[수정][영세율]전자세금계산서");
    assert_eq!(eprint_title(invoices::exempt()), "전자계산서");
    assert_says(&form14(&invoices::amended_zero_rated()), &["[수정][영세율]세 금 계 산 서"]);
}

#[test]
fn an_amended_invoice_names_its_reason_and_its_original() {
    assert_says(
        &eprint(&invoices::amended()),
        &["당초승인번호 20261005-41000999-0000009f", "-100,000", "-10,000", "환입", "-4", "-110,000"],
    );
    assert_says(
        &form14(&invoices::amended()),
        &["수정사유: 환입 당초승인번호: 20261005-41000999-0000009f", "-4", "-100,000", "-10,000", "-110,000"],
    );
    assert!(!eprint(&invoices::usual()).contains("당초승인번호"));
}

#[test]
fn an_exempt_invoice_has_no_vat_anywhere_and_no_form_14() {
    assert!(!eprint(&invoices::exempt()).contains("세액"));
    assert!(eprint(&invoices::zero_rated()).contains("세액"));
    let refused = render_form14(&invoices::exempt(), &FONTS).unwrap_err();
    assert!(matches!(refused, PaperError::NotForm14), "{refused}");
}

#[test]
fn a_preview_says_that_nothing_was_issued() {
    let text = eprint(&invoices::preview());
    assert_says(&text, &["승인번호 발급 전", "아직 발급하지 않은 미리보기"]);
    assert!(!text.contains("사본"));
    assert_says(&form14(&invoices::preview()), &["승인번호 발급 전"]);
}

#[test]
fn the_suppliers_copy_is_red_the_buyers_blue_and_data_black() {
    const RED: Ink = Ink { red: 0xD4, green: 0x47, blue: 0x47 };
    const BLUE: Ink = Ink { red: 0x36, green: 0x3E, blue: 0x86 };
    let inks = |page: &DisplayList, words: &str| -> Vec<Ink> {
        page.texts().iter().filter(|text| text.shaped.text() == words).map(|text| text.ink).collect()
    };
    for (sheet, ink) in [(invoices::usual(), RED), (invoices::buyers(), BLUE)] {
        let page = &pages(&sheet)[0];
        assert_eq!(inks(page, "합계금액"), [ink]);
        assert_eq!(inks(page, "1,320,000")[0], Ink::BLACK);
        assert!(page.lines().iter().all(|line| line.ink == ink || line.ink == Ink::BLACK));
    }
    let form = &lay_out_form14(&invoices::usual(), &FONTS).unwrap()[0];
    assert_eq!(inks(form, "등록번호"), [BLUE, BLUE, RED, RED]);
    assert_eq!(inks(form, "행복문구"), [Ink::BLACK, Ink::BLACK]);
}

#[test]
fn whether_it_is_paid_or_charged_is_seen_at_a_glance() {
    for (billing, holds, not) in [(Billing::Paid, "영수", "청구"), (Billing::Charge, "청구", "영수")]
    {
        let page = &pages(&InvoiceSheet { billing, ..invoices::usual() })[0];
        let text = |words: &str| page.texts().iter().find(|text| text.shaped.text() == words).unwrap();
        assert_eq!(text(holds).ink, Ink::BLACK);
        assert!(text(holds).size_pt > text(not).size_pt && text(not).ink != Ink::BLACK);
        let struck = page.lines().iter().filter(|line| line.from.1 == line.to.1).any(|line| {
            let area = text(not).area();
            line.from.0 <= area.x
                && line.to.0 >= area.x + area.width
                && line.to.0 - line.from.0 < 2.0 * area.width
                && (area.y..area.y + area.height).contains(&line.from.1)
        });
        assert!(struck, "{not} is not struck out");
    }
}

#[test]
fn a_means_of_payment_that_was_not_used_has_an_empty_cell() {
    let sheet = invoices::usual();
    let none = InvoiceSheet { payment: domain::Payment::default(), ..sheet.clone() };
    let count = |sheet: &InvoiceSheet, what: &str| {
        words(&pages(sheet)[0]).iter().filter(|text| *text == what).count()
    };
    assert_eq!((count(&sheet, "1,320,000"), count(&none, "1,320,000")), (2, 1));
    assert_eq!((count(&sheet, "0"), count(&none, "0")), (0, 0));
}

#[test]
fn a_person_is_printed_with_half_of_the_number() {
    assert_says(&eprint(&invoices::to_a_person()), &["900101-*******"]);
    assert_says(&form14(&invoices::to_a_person()), &["900101-*******"]);
}

#[test]
fn the_e_print_carries_its_sums_from_page_to_page() {
    let sheet = many(99);
    let pages = pages(&sheet);
    assert!(pages.len() > 2);
    let (mut from, mut carried) = (0, (Won::ZERO, Won::ZERO));
    for (nth, page) in pages.iter().enumerate() {
        if nth > 0 {
            assert_eq!(beside(page, "앞 장에서 이월"), [carried.0.to_string(), carried.1.to_string()]);
        }
        let items: Vec<&SheetLine> = sheet
            .lines
            .iter()
            .skip(from)
            .take_while(|line| words(page).iter().any(|text| *text == line.supply.to_string()))
            .collect();
        from += items.len();
        for line in items {
            carried.0 = carried.0.checked_add(line.supply).unwrap();
            carried.1 = carried.1.checked_add(line.vat).unwrap();
        }
        let label = if nth + 1 == pages.len() { "합계" } else { "소계 (다음 장으로 이월)" };
        assert_eq!(beside(page, label), [carried.0.to_string(), carried.1.to_string()], "page {nth}");
        assert!(words(page).contains(&format!("{} / {}", nth + 1, pages.len())));
    }
    assert_eq!((from, carried), (99, (sheet.supply, sheet.vat)));
}

#[test]
fn totals_stand_once_and_parties_on_each_page() {
    let pages = pages(&many(99));
    for (nth, page) in pages.iter().enumerate() {
        let has = |words_: &str| words(page).iter().any(|text| text == words_);
        assert_eq!(has("합계금액"), nth + 1 == pages.len());
        assert_eq!(has("123-45-67891"), nth == 0);
        assert!(has("행복문구") && has("(주)한빛유통") && has("20261102-41000999-000000a1"));
    }
}

#[test]
fn an_invoice_of_four_lines_fills_the_upper_half_of_one_page() {
    let pages = pages(&many(4));
    assert_eq!(pages.len(), 1);
    let lowest = pages[0].texts().iter().map(|text| text.baseline).fold(0.0, f32::max);
    assert!(lowest < 297.0 / 2.0 + 4.0, "{lowest}");
    assert_eq!(lay_out_invoice(&many(16), &FONTS).unwrap().len(), 1);
}

#[test]
fn form_14_goes_on_after_four_lines_and_its_sums_add_up() {
    let sheet = many(11);
    let pages = lay_out_form14(&sheet, &FONTS).unwrap();
    assert_eq!((pages.len(), lay_out_form14(&many(4), &FONTS).unwrap().len()), (3, 1));
    let sums = |lines: &[SheetLine]| {
        let sum = |of: fn(&SheetLine) -> Won| won(lines.iter().map(|line| of(line).get()).sum::<i64>());
        format!("공급가액 {} 세액 {}", sum(|line| line.supply), sum(|line| line.vat))
    };
    let (four, eight, all) = (sums(&sheet.lines[..4]), sums(&sheet.lines[..8]), sums(&sheet.lines));
    let carried = [
        format!("소계 (다음 장으로 이월) {four}"),
        format!("앞 장에서 이월 {four} · 소계 (다음 장으로 이월) {eight}"),
        format!("앞 장에서 이월 {eight} · 합계 {all}"),
    ];
    for (nth, (page, carried)) in pages.iter().zip(carried).enumerate() {
        let said: Vec<String> = words(page).iter().map(|text| squeezed(text)).collect();
        assert_eq!(said.iter().filter(|text| **text == squeezed(&carried)).count(), 2, "{carried}");
        assert_eq!(said.iter().filter(|text| **text == format!("{}/3장", nth + 1)).count(), 2);
        assert_eq!(said.iter().filter(|text| **text == sheet.total.to_string()).count(), 4);
    }
}

#[test]
fn an_amount_with_more_digits_than_boxes_is_refused_by_form_14_and_printed_by_the_e_print() {
    let huge = SheetLine {
        supply: won(100_000_000_000),
        vat: won(10_000_000_000),
        ..invoices::line("땅", "", 1, 1)
    };
    let sheet = with_lines(invoices::usual(), vec![huge]);
    let refused = render_form14(&sheet, &FONTS).unwrap_err();
    assert!(matches!(refused, PaperError::DoesNotFit { field: "공급가액" }), "{refused}");
    assert_says(&eprint(&sheet), &["100,000,000,000", "10,000,000,000", "110,000,000,000"]);
}

#[test]
fn the_e_print_cuts_no_text_however_long() {
    let sheet = invoices::crowded();
    for page in pages(&sheet) {
        assert!(words(&page).iter().all(|text| !text.contains('…')));
    }
    let text = eprint(&sheet);
    for whole in [&sheet.buyer.address, &sheet.buyer.name, sheet.remark.as_ref().unwrap()] {
        let read: usize = text.matches(&squeezed(whole).chars().take(6).collect::<String>()).count();
        assert!(read > 0, "{whole}");
    }
}

#[test]
fn form_14_cuts_nothing_of_a_usual_length() {
    let mut sheet = invoices::usual();
    sheet.buyer.name = long("주식회사 대한민국사무용품 ", 35);
    sheet.buyer.address = long("세종특별자치시 조치원읍 행복한마을로 1234번길 567-89, ", 80);
    sheet.lines[0].item = long("스테이플러 No.10 침 포함 대용량 세트 ", 60);
    for page in lay_out_form14(&sheet, &FONTS).unwrap() {
        assert!(words(&page).iter().all(|text| !text.contains('…')), "{:?}", words(&page));
    }
}

#[test]
fn a_practice_invoice_is_marked_above_below_and_across_and_a_real_one_nowhere() {
    const MARK: &str = "연습용 · 거래 증빙으로 쓸 수 없어요";
    let layouts = [lay_out_invoice, lay_out_form14];
    for lay_out in layouts {
        let page = &lay_out(&invoices::practice(), &FONTS).unwrap()[0];
        assert_eq!(words(page).iter().filter(|text| *text == MARK).count(), 2);
        assert!(page.backdrops().len() >= 2);
        assert!(page.backdrops().iter().all(|text| text.shaped.text() == MARK));
        let real = &lay_out(&invoices::usual(), &FONTS).unwrap()[0];
        assert!(real.backdrops().is_empty() && !words(real).iter().any(|text| text.contains("연습")));
    }
}

#[test]
fn a_character_without_a_glyph_is_refused_with_the_name_of_its_cell() {
    let mut sheet = invoices::usual();
    sheet.lines[1].item = "생일 🎂 초".to_owned();
    for render in [render_invoice, render_form14] {
        let refused = render(&sheet, &FONTS).unwrap_err();
        assert!(matches!(refused, PaperError::MissingGlyph { character: '🎂', field: "품목" }), "{refused}");
    }
}

#[test]
fn nobodys_name_or_number_is_in_debug_output() {
    let shown = format!("{:?} {:?}", invoices::to_a_person(), invoices::to_a_person().buyer);
    assert!(shown.contains("000000a1") && !shown.contains("900101") && !shown.contains("홍길동"), "{shown}");
}
