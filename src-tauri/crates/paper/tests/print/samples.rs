//! Slips of an invented shop, and the staged fonts.

use std::path::Path;
use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveDateTime};
use domain::Won;
use paper::{CopyNote, FontFiles, Fonts, ShopLines, Slip, SlipKind, render_slip};

pub static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    Fonts::parse(FontFiles {
        regular: font_file("Pretendard-Regular.ttf"),
        bold: font_file("Pretendard-Bold.ttf"),
        fallback: font_file("Fallback.ttf"),
    })
    .unwrap()
});

fn font_file(name: &str) -> &'static [u8] {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts").join(name);
    std::fs::read(&path).unwrap_or_else(|_| panic!("{name} is missing: run scripts/stage-fonts")).leak()
}

pub fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

pub fn won(amount: i64) -> Won {
    Won::new(amount).unwrap()
}

pub fn issue() -> Slip {
    Slip {
        shop: ShopLines {
            name: "행복문구".to_owned(),
            owner: "김행복".to_owned(),
            business_number: "123-45-67891".to_owned(),
            address: "서울특별시 중구 세종대로 110".to_owned(),
            phone: "02-123-4567".to_owned(),
        },
        copy: CopyNote::Original,
        practice: false,
        kind: SlipKind::Issue,
        traded_at: moment("2026-11-02 15:30:00"),
        deal: "현금(소득공제)".to_owned(),
        number_printed: "010-****-5678".to_owned(),
        self_issue: false,
        approval_number: "TB0000253".to_owned(),
        item: Some("문구 외 2건".to_owned()),
        supply: won(9_091),
        vat: won(909),
        service: Won::ZERO,
        total: won(10_000),
    }
}

pub fn cancel() -> Slip {
    Slip {
        kind: SlipKind::Cancel {
            original_approval: "TB0000251".to_owned(),
            original_date: NaiveDate::from_ymd_opt(2026, 10, 31).unwrap(),
            reason_text: "거래 취소".to_owned(),
        },
        ..issue()
    }
}

pub fn self_issued() -> Slip {
    Slip {
        self_issue: true,
        deal: "현금(소득공제) 자진발급".to_owned(),
        number_printed: "010-000-1234".to_owned(),
        ..issue()
    }
}

pub fn practice() -> Slip {
    Slip { practice: true, ..issue() }
}

pub fn reissue() -> Slip {
    Slip { copy: CopyNote::Reissue { nth: 2, at: moment("2026-11-22 09:05:07") }, ..issue() }
}

/// Everything at once, with long names, Hanja, large amounts and a business number.
pub fn crowded() -> Slip {
    let mut slip = Slip { practice: true, self_issue: true, copy: reissue().copy, ..cancel() };
    slip.shop.name = "㈜대한민국행복문구사무용품종합백화점 세종대로본점 株式會社".to_owned();
    slip.shop.address =
        "세종특별자치시 조치원읍 행복한마을로 1234번길 567-89, 가나다라마바사아파트상가동 지하 1층 102호 안쪽 (신안리, 123동 앞)"
            .to_owned();
    slip.deal = "현금(지출증빙)".to_owned();
    slip.number_printed = "314-81-20001".to_owned();
    slip.item = Some(
        "Stapler & <No.10> \"특가\" 韓紙 100매, 훼손된 뷁햏 글자 포함 사무용품 종합 선물 세트 외 12건"
            .to_owned(),
    );
    slip.supply = won(890_909_091);
    slip.vat = won(89_090_909);
    slip.service = won(10_000_000);
    slip.total = won(990_000_000);
    slip
}

pub fn all() -> [(&'static str, Slip); 6] {
    [
        ("issue", issue()),
        ("cancel", cancel()),
        ("self-issued", self_issued()),
        ("practice", practice()),
        ("reissue", reissue()),
        ("crowded", crowded()),
    ]
}

pub fn pdf(slip: &Slip) -> Vec<u8> {
    render_slip(slip, &FONTS).unwrap()
}
