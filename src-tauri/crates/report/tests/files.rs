//! Files of a small month, read back by other hands.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};
use domain::{
    ApprovalNumber, BuyerId, BuyerKind, ConsumerNumber, DocumentKey, InvoiceKind, KeyKind, Period, Purpose,
    ShopForm, Span, Taxation, Won,
};
use encoding_rs::EUC_KR;
use report::{Close, FileEntry, Numbers, PeriodFiles, Revision, Row, What, plain};

const ITEMS: [&str; 5] = ["=HYPERLINK(\"x\")", "-지우개, 흰색", "@연필 \"HB\"", "'따옴표", "똠양꿍 ☕"];

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
}

fn row(place: u32, total: i64, item: &str, what: What) -> Row {
    let won = |amount| Won::new(amount).unwrap();
    let on = first() + Days::new(u64::from(place));
    let vat = total / 11;
    Row {
        key: DocumentKey::new(KeyKind::Receipt, on, 1, place).unwrap(),
        traded_at: on.and_hms_opt(9, 0, 0).unwrap(),
        approval: Some(ApprovalNumber::parse(&format!("00{place:07}")).unwrap()),
        confirmed: true,
        supply: won(total - vat),
        vat: won(vat),
        service: Won::ZERO,
        total: won(total),
        item: Some(item.into()),
        memo: None,
        what,
        revises: None,
    }
}

fn receipt() -> What {
    What::Receipt {
        number: ConsumerNumber::recognise("010-1234-5678").unwrap(),
        purpose: Purpose::IncomeDeduction,
        taxation: Taxation::Taxable,
    }
}

fn month() -> Vec<Row> {
    let mut rows: Vec<Row> = (1..)
        .zip(ITEMS)
        .map(|(place, item)| row(place, i64::from(place) * 11_000, item, receipt()))
        .collect();
    rows.push(Row {
        revises: Some(Revision {
            original: rows[0].key.clone(),
            original_date: NaiveDate::from_ymd_opt(2026, 10, 30).unwrap(),
            reason: "거래취소".into(),
        }),
        ..row(7, -11_000, "연필", receipt())
    });
    let buyer = BuyerId::parse(BuyerKind::Foreigner, "M12345678").unwrap();
    let what = What::Invoice {
        kind: InvoiceKind::Taxable,
        buyer,
        buyer_name: "Kim Ann".into(),
        business_type: None,
        business_item: None,
        sent_at: None,
    };
    rows.push(Row { memo: Some("여권 M12345678".into()), ..row(8, 330_000, "가구", what) });
    rows
}

fn written(folder: &Path, numbers: Numbers) -> Vec<FileEntry> {
    let shop = ShopForm::practice().check().unwrap();
    let close = Close { period: Period::of(first(), Span::Month), shop, numbers, practice: false };
    let mut files = PeriodFiles::begin(folder, close).unwrap();
    month().iter().for_each(|row| files.add(row).unwrap());
    files.finish().unwrap().files
}

fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let records = reader.records().map(Result::unwrap);
    records.map(|record| record.iter().map(|field| plain(field).to_owned()).collect()).collect()
}

#[test]
fn csv_comes_back_in_both_encodings() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), Numbers::Masked);
    let utf8 = fs::read(folder.path().join("2026-11_매출장부_UTF-8.csv")).unwrap();
    let utf8 = utf8.strip_prefix(b"\xEF\xBB\xBF").expect("the mark that Excel asks for");
    let cp949 = fs::read(folder.path().join("2026-11_매출장부_CP949.csv")).unwrap();
    let (decoded, _, broken) = EUC_KR.decode(&cp949);
    assert!(!broken);
    let whole = read_csv(std::str::from_utf8(utf8).unwrap());
    let older = read_csv(&decoded);
    assert_eq!(whole.len(), month().len());
    for ((row, whole), older) in month().iter().zip(&whole).zip(&older) {
        assert_eq!(whole[8], row.item.clone().unwrap());
        assert_eq!(older[8], whole[8].replace('☕', "?"), "what CP949 lacks becomes a question mark");
        assert_eq!(whole[12], row.total.get().to_string());
        assert!(whole[5].starts_with("00"), "zeros in front stay");
    }
}

#[test]
fn a_hidden_number_is_hidden_in_the_remark_too() {
    let folder = tempfile::tempdir().unwrap();
    for file in written(folder.path(), Numbers::Masked).iter().filter(|file| file.name.ends_with(".csv")) {
        let bytes = fs::read(folder.path().join(&file.name)).unwrap();
        let found = |digits: &[u8]| bytes.windows(digits.len()).any(|window| window == digits);
        assert!(!found(b"M12345678") && !found(b"1234-5678"), "{}", file.name);
    }
}

#[test]
fn the_bytes_are_those_of_the_day_they_were_agreed_on() {
    let [first, second] = [(); 2].map(|()| {
        let folder = tempfile::tempdir().unwrap();
        written(folder.path(), Numbers::Masked)
    });
    assert_eq!(first, second);
    // A workbook's bytes are also its packer's; those of csv are ours alone.
    let csv: Vec<&str> =
        first.iter().filter(|file| file.name.ends_with(".csv")).map(|file| file.sha256.as_str()).collect();
    assert_eq!(csv, GOLDEN, "a change of the files is a change for accountants");
}

const GOLDEN: [&str; 2] = [
    "8d2b6b6e88dbd168e762323f422b67baa6705020e1a75df3f85f48681240bb68",
    "7879d168b6fb52e7085a371f14a068435e738e5fa5957748fbe0a103581ee82f",
];
