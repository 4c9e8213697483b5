//! Slip PDFs: milliseconds and bytes per document over 1,000 different ones.

use std::time::Instant;

use chrono::{NaiveDate, TimeDelta};
use domain::Won;
use paper::{CopyNote, FontFiles, Fonts, ShopLines, Slip, SlipKind, render_slip};

use crate::Spread;

const DOCUMENTS: i64 = 1_000;

pub fn run() {
    let fonts = Fonts::parse(FontFiles {
        regular: include_bytes!("../../assets/fonts/Pretendard-Regular.ttf"),
        bold: include_bytes!("../../assets/fonts/Pretendard-Bold.ttf"),
        fallback: include_bytes!("../../assets/fonts/Fallback.ttf"),
    })
    .unwrap();
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for nth in 0..DOCUMENTS {
        let slip = slip(nth);
        let began = Instant::now();
        let pdf = render_slip(&slip, &fonts).unwrap();
        times.push(began.elapsed());
        bytes.push(pdf.len());
    }
    bytes.sort_unstable();
    let spread = Spread::of(times);
    println!(
        "{:<28} p50 {:.2} ms  p95 {:.2} ms | p50 {:.1} KB  max {:.1} KB  (goal 2 ms, 30 KB)",
        "slip PDF",
        spread.p50,
        spread.p95,
        bytes[bytes.len() / 2] as f64 / 1_000.0,
        bytes[bytes.len() - 1] as f64 / 1_000.0
    );
}

fn slip(nth: i64) -> Slip {
    let total = 1_000 + nth * 137;
    let vat = total * 10 / 110;
    let noon = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(12, 0, 0).unwrap();
    Slip {
        shop: ShopLines {
            name: "행복문구".into(),
            owner: "김행복".into(),
            business_number: "123-45-67891".into(),
            address: "서울특별시 중구 세종대로 110".into(),
            phone: "02-123-4567".into(),
        },
        copy: CopyNote::Original,
        practice: true,
        kind: SlipKind::Issue,
        traded_at: noon + TimeDelta::seconds(nth),
        deal: "현금(소득공제)".into(),
        number_printed: format!("010-****-{:04}", nth % 10_000),
        self_issue: false,
        approval_number: format!("TB{nth:07}"),
        item: Some(format!("문구 외 {}건", nth % 30)),
        supply: Won::new(total - vat).unwrap(),
        vat: Won::new(vat).unwrap(),
        service: Won::ZERO,
        total: Won::new(total).unwrap(),
    }
}
