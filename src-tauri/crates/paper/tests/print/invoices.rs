//! Invoices of an invented shop.

use domain::{Billing, InvoiceKind, Payment, Won};
use paper::{AmendmentNote, InvoiceCopy, InvoiceSheet, PartyLines, SheetLine};

use crate::samples::{moment, won};

pub fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

pub fn line(item: &str, spec: &str, quantity: i64, unit_price: i64) -> SheetLine {
    let supply = quantity * unit_price;
    SheetLine {
        supplied_on: day("2026-11-02"),
        item: item.to_owned(),
        spec: spec.to_owned(),
        quantity: won(quantity).to_string(),
        unit_price: won(unit_price).to_string(),
        supply: won(supply),
        vat: won(supply / 10),
        remark: String::new(),
    }
}

/// The same with other lines and the sums of these.
pub fn with_lines(sheet: InvoiceSheet, lines: Vec<SheetLine>) -> InvoiceSheet {
    let supply: i64 = lines.iter().map(|line| line.supply.get()).sum();
    let vat: i64 = lines.iter().map(|line| line.vat.get()).sum();
    let payment = Payment { credit: won(supply + vat), ..Payment::default() };
    InvoiceSheet { lines, supply: won(supply), vat: won(vat), total: won(supply + vat), payment, ..sheet }
}

pub fn usual() -> InvoiceSheet {
    let sheet = InvoiceSheet {
        kind: InvoiceKind::Taxable,
        copy: InvoiceCopy::Supplier,
        practice: false,
        made_at: moment("2026-11-02 15:30:00"),
        key: Some("T261102-01-000042".to_owned()),
        approval_number: Some("20261102-41000999-000000a1".to_owned()),
        amendment: None,
        written_on: day("2026-11-02"),
        supplier: PartyLines {
            number: "123-45-67891".to_owned(),
            name: "행복문구".to_owned(),
            owner: "김행복".to_owned(),
            address: "서울특별시 중구 세종대로 110".to_owned(),
            branch: String::new(),
            business_type: "도소매".to_owned(),
            business_item: "문구·사무용품".to_owned(),
            emails: vec!["shop@example.com".to_owned()],
        },
        buyer: PartyLines {
            number: "314-81-20001".to_owned(),
            name: "(주)한빛유통".to_owned(),
            owner: "이한빛".to_owned(),
            address: "대전광역시 서구 둔산로 100, 한빛빌딩 3층 302호 (둔산동)".to_owned(),
            branch: "0001".to_owned(),
            business_type: "서비스".to_owned(),
            business_item: "물류, 창고 임대".to_owned(),
            emails: vec!["tax@example.com".to_owned(), "second@example.com".to_owned()],
        },
        lines: Vec::new(),
        supply: Won::ZERO,
        vat: Won::ZERO,
        total: Won::ZERO,
        payment: Payment::default(),
        billing: Billing::Charge,
        remark: Some("11월분 납품".to_owned()),
    };
    let lines = vec![
        line("복사용지 A4 80g (2500매)", "박스", 20, 25_000),
        line("토너 카트리지 CF259A", "개", 7, 100_000),
    ];
    with_lines(sheet, lines)
}

pub fn buyers() -> InvoiceSheet {
    InvoiceSheet { copy: InvoiceCopy::Buyer, billing: Billing::Paid, ..usual() }
}

fn without_vat(kind: InvoiceKind) -> InvoiceSheet {
    let sheet = InvoiceSheet { kind, ..usual() };
    let lines = sheet.lines.iter().map(|line| SheetLine { vat: Won::ZERO, ..line.clone() }).collect();
    with_lines(sheet, lines)
}

pub fn zero_rated() -> InvoiceSheet {
    without_vat(InvoiceKind::ZeroRated)
}

pub fn exempt() -> InvoiceSheet {
    without_vat(InvoiceKind::Exempt)
}

/// A third of the goods came back.
pub fn amended() -> InvoiceSheet {
    let sheet = InvoiceSheet {
        amendment: Some(AmendmentNote {
            reason_text: "환입".to_owned(),
            original_number: "20261005-41000999-0000009f".to_owned(),
        }),
        key: Some("M261103-01-000007".to_owned()),
        remark: Some("당초 작성일 2026-10-05".to_owned()),
        ..usual()
    };
    with_lines(sheet, vec![line("복사용지 A4 80g (2500매)", "박스", -4, 25_000)])
}

/// Amended and zero-rated at once, the longest title.
pub fn amended_zero_rated() -> InvoiceSheet {
    InvoiceSheet { amendment: amended().amendment, ..zero_rated() }
}

pub fn practice() -> InvoiceSheet {
    InvoiceSheet { practice: true, ..usual() }
}

pub fn preview() -> InvoiceSheet {
    InvoiceSheet { key: None, approval_number: None, ..usual() }
}

pub fn to_a_person() -> InvoiceSheet {
    let mut sheet = buyers();
    sheet.buyer = PartyLines {
        number: "900101-*******".to_owned(),
        name: "홍길동".to_owned(),
        owner: "홍길동".to_owned(),
        address: String::new(),
        branch: String::new(),
        business_type: String::new(),
        business_item: String::new(),
        emails: Vec::new(),
    };
    sheet
}

/// A text of so many characters.
pub fn long(start: &str, characters: usize) -> String {
    start.chars().cycle().take(characters).collect()
}

/// Every text as long as an invoice takes it and amounts as large as form 14 takes them.
pub fn crowded() -> InvoiceSheet {
    let party = |first: &str| PartyLines {
        number: "123-45-67891".to_owned(),
        name: long(&format!("{first}대한민국사무용품종합백화점 "), 70),
        owner: long("김행복이한빛 ", 30),
        address: long("세종특별자치시 조치원읍 행복한마을로 1234번길 567-89, 가나다라마바사아파트 ", 150),
        branch: "9999".to_owned(),
        business_type: long("도매 및 소매업, ", 40),
        business_item: long("문구용품·사무기기 ", 40),
        emails: vec!["long.address.of.the.office@example.co.kr".to_owned(); 2],
    };
    let lines = (1..=4).map(|nth| SheetLine {
        item: long("훼손된 뷁햏 韓紙 Stapler <No.10> 종합 선물 세트 ", 100),
        spec: long("A4 80g 2500매 ", 60),
        quantity: "1,234,567,890.25".to_owned(),
        unit_price: "9,999,999,999,999.99".to_owned(),
        supply: won(-2_222_222_222 - nth),
        vat: won(-222_222_222),
        remark: long("반품 처리한 물품 ", 100),
        ..line("", "", 1, 1)
    });
    let sheet = InvoiceSheet {
        supplier: party("㈜"),
        buyer: party("株式會社 "),
        remark: Some(long("내국신용장 개설일 2026-11-20, 계약 번호 제2026-1102호 ", 150)),
        practice: true,
        amendment: amended().amendment,
        ..usual()
    };
    let sheet = with_lines(sheet, lines.collect());
    let payment = Payment { cash: won(-9_777_777_700), check: won(-70), note: won(-7), credit: won(-9) };
    InvoiceSheet { payment, ..sheet }
}

/// As many lines as an invoice takes.
pub fn many(count: usize) -> InvoiceSheet {
    let names =
        ["복사용지 A4 80g (2500매)", "볼펜 0.7mm 흑색", "스테이플러 No.10 침 포함 대용량 세트", "서류철"];
    let lines = (0..count).map(|nth| {
        let number = i64::try_from(nth).unwrap();
        let name = names[nth % names.len()];
        line(&format!("{name} {}", nth + 1), "개", number + 1, 1_050)
    });
    with_lines(usual(), lines.collect())
}

pub fn all() -> Vec<(&'static str, InvoiceSheet)> {
    vec![
        ("usual", usual()),
        ("buyers", buyers()),
        ("zero-rated", zero_rated()),
        ("exempt", exempt()),
        ("amended", amended()),
        ("amended zero-rated", amended_zero_rated()),
        ("practice", practice()),
        ("preview", preview()),
        ("to a person", to_a_person()),
        ("crowded", crowded()),
        ("five lines", many(5)),
        ("ninety-nine lines", many(99)),
    ]
}
