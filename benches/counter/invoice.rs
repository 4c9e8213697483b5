//! Invoice PDFs: milliseconds and bytes a page, of both papers and of the longest invoice, and the picture of the preview.

use std::time::Instant;

use chrono::{NaiveDate, TimeDelta};
use domain::{Billing, InvoiceKind, Payment, Won};
use paper::{
    FontFiles, Fonts, InvoiceCopy, InvoiceSheet, PaperError, PartyLines, SheetLine, lay_out_form14,
    lay_out_invoice, pictures, render_form14, render_invoice,
};

use crate::Spread;

const DOCUMENTS: i64 = 300;
const LONGEST: i64 = 99;

type Render = fn(&InvoiceSheet, &Fonts) -> Result<Vec<u8>, PaperError>;

pub fn run() {
    let fonts = Fonts::parse(FontFiles {
        regular: include_bytes!("../../assets/fonts/Pretendard-Regular.ttf"),
        bold: include_bytes!("../../assets/fonts/Pretendard-Bold.ttf"),
        fallback: include_bytes!("../../assets/fonts/Fallback.ttf"),
    })
    .unwrap();
    for (what, lines, render) in [
        ("invoice e-print", 3, render_invoice as Render),
        ("invoice e-print, 99 lines", LONGEST, render_invoice),
        ("form 14", 3, render_form14),
        ("form 14, 99 lines", LONGEST, render_form14),
    ] {
        measure(what, lines, render, &fonts);
    }
    preview(&fonts);
}

fn measure(what: &str, lines: i64, render: Render, fonts: &Fonts) {
    let sheet = sheet(0, lines);
    let e_print = lay_out_invoice(&sheet, fonts).unwrap().len();
    let pages = if what.starts_with("form") { lay_out_form14(&sheet, fonts).unwrap().len() } else { e_print };
    let count = if lines == LONGEST { DOCUMENTS / 10 } else { DOCUMENTS };
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for nth in 0..count {
        let sheet = self::sheet(nth, lines);
        let began = Instant::now();
        let pdf = render(&sheet, fonts).unwrap();
        times.push(began.elapsed() / u32::try_from(pages).unwrap());
        bytes.push(pdf.len() / pages);
    }
    bytes.sort_unstable();
    let spread = Spread::of(times);
    println!(
        "{what:<28} p50 {:.2} ms  p95 {:.2} ms | p50 {:.1} KB  max {:.1} KB a page of {pages}  (goal 2.5 ms, 40 KB)",
        spread.p50,
        spread.p95,
        bytes[bytes.len() / 2] as f64 / 1_000.0,
        bytes[bytes.len() - 1] as f64 / 1_000.0
    );
}

fn preview(fonts: &Fonts) {
    let pdf = render_invoice(&sheet(0, 3), fonts).unwrap();
    let times = (0..20).map(|_| {
        let began = Instant::now();
        assert_eq!(pictures(&pdf, 4.0).unwrap().len(), 1);
        began.elapsed()
    });
    let spread = Spread::of(times.collect());
    println!("{:<28} p50 {:.2} ms  p95 {:.2} ms a page", "preview, 4 dots/mm", spread.p50, spread.p95);
}

fn sheet(nth: i64, lines: i64) -> InvoiceSheet {
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let lines: Vec<SheetLine> = (1..=lines).map(|line| self::line(day, nth + line)).collect();
    let supply: i64 = lines.iter().map(|line| line.supply.get()).sum();
    let vat: i64 = lines.iter().map(|line| line.vat.get()).sum();
    let won = |won| Won::new(won).unwrap();
    InvoiceSheet {
        kind: InvoiceKind::Taxable,
        copy: InvoiceCopy::Supplier,
        practice: true,
        made_at: day.and_hms_opt(12, 0, 0).unwrap() + TimeDelta::seconds(nth),
        key: Some(format!("T261122-01-{nth:06}")),
        approval_number: Some(format!("20261122-41000999-{nth:08}")),
        amendment: None,
        written_on: day,
        supplier: party("123-45-67891", "행복문구", "김행복"),
        buyer: party("314-81-20001", "(주)한빛유통", "이한빛"),
        lines,
        supply: won(supply),
        vat: won(vat),
        total: won(supply + vat),
        payment: Payment { credit: won(supply + vat), ..Payment::default() },
        billing: Billing::Charge,
        remark: Some("11월분 납품".into()),
    }
}

fn party(number: &str, name: &str, owner: &str) -> PartyLines {
    PartyLines {
        number: number.into(),
        name: name.into(),
        owner: owner.into(),
        address: "서울특별시 중구 세종대로 110, 한빛빌딩 3층 302호 (태평로1가)".into(),
        branch: String::new(),
        business_type: "도소매".into(),
        business_item: "문구·사무용품".into(),
        emails: vec!["tax@example.com".into()],
    }
}

fn line(day: NaiveDate, nth: i64) -> SheetLine {
    let supply = 1_000 + nth * 137;
    SheetLine {
        supplied_on: day,
        item: format!("복사용지 A4 80g {nth}"),
        spec: "박스".into(),
        quantity: nth.to_string(),
        unit_price: "1,370".into(),
        supply: Won::new(supply).unwrap(),
        vat: Won::new(supply / 10).unwrap(),
        remark: String::new(),
    }
}
