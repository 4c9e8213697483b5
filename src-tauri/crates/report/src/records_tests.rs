//! The bytes of the record file, and the way back from each of its numbers.

use chrono::NaiveDate;
use domain::{BuyerId, BuyerKind, DocumentKey, InvoiceKind, KeyKind, Period, ShopForm, Won};
use encoding_rs::EUC_KR;
use proptest::prelude::*;

use super::*;
use crate::row::{Row, What};

const OTHER_BUYERS: [(&str, &str); 3] = [
    ("314-81-20001", "한빛상사"),
    ("214-86-00016", "가나다라마바사아자차카타파하거너"),
    ("120-81-47521", "A"),
];

fn invoice(buyer: BuyerId, name: &str, supply: i64, vat: i64, sent: bool) -> Row {
    let on = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
    let at = on.and_hms_opt(9, 0, 0).unwrap();
    let won = |won| Won::new(won).unwrap();
    Row {
        key: DocumentKey::new(KeyKind::Invoice, on, 1, 1).unwrap(),
        traded_at: at,
        approval: None,
        confirmed: false,
        supply: won(supply),
        vat: won(vat),
        service: Won::ZERO,
        total: won(supply + vat),
        item: None,
        memo: None,
        what: What::Invoice {
            kind: InvoiceKind::Taxable,
            buyer,
            buyer_name: name.into(),
            business_type: Some("도매".into()),
            business_item: None,
            sent_at: sent.then_some(at),
        },
        revises: None,
    }
}

fn business(number: &str) -> BuyerId {
    BuyerId::parse(BuyerKind::BusinessNumber, number).unwrap()
}

fn written(rows: &[Row]) -> Option<Vec<u8>> {
    let period = Period::parse("2026-Q4").unwrap();
    let mut form = Form38::of(period);
    rows.iter().for_each(|row| form.add(row));
    records("x", &form, period, &ShopForm::practice().check().unwrap()).ok()
}

fn lines(file: &[u8]) -> Vec<Vec<u8>> {
    assert_eq!(file.len() % (LENGTH + 2), 0, "whole records");
    let records = file.chunks(LENGTH + 2).map(|record| record.strip_suffix(LINE_END).unwrap().to_vec());
    records.collect()
}

#[test]
fn the_bytes_are_those_of_the_instructions() {
    let resident = BuyerId::parse(BuyerKind::Rrn, "900101-1234568").unwrap();
    let [first, second, _] = OTHER_BUYERS;
    let file = written(&[
        invoice(business(first.0), first.1, 100_000, 10_000, false),
        invoice(business(second.0), second.1, -1_503, -150, false),
        invoice(business(first.0), first.1, 2_000_000, 200_000, true),
        invoice(resident, "김개인", 300_000, 30_000, true),
    ]);
    let expected = [
        "71234567891행복문구                      김행복         서울특별시 중구 세종대로 110                 도소매           문구·사무용품           261001261231261231         ",
        "1123456789100012148600016가나다라마바사아자차카타파하거도매                                      0000001000000000000150L000000000015}0 7501000                            ",
        "1123456789100023148120001한빛상사                      도매                                      0000001000000000010000000000000100000 7501000                            ",
        "31234567891000000200000020000000000984970000000000985000000020000002000000000098497000000000098500000000000000000000000000000000000000000000                              ",
        "51234567891000000200000020000000023000000000000023000000000010000001000000002000000000000002000000000001000000100000000030000000000000030000                              ",
    ];
    let expected = expected.map(|line| EUC_KR.encode(line).0.into_owned());
    assert_eq!(lines(&file.unwrap()), expected);
}

#[test]
fn a_number_too_long_for_its_field_is_no_file() {
    assert_eq!(multi_key(9_999, 4), Some(b"9999".to_vec()));
    assert_eq!(multi_key(10_000, 4), None);
    assert_eq!(multi_key(-150, 13), Some(b"000000000015}".to_vec()));
    assert_eq!(multi_key(i64::MIN, 15), None);
}

/// The number that a field says.
fn decoded(field: &[u8]) -> i64 {
    let mut digits = field.to_vec();
    let last = digits.last_mut().unwrap();
    let sign = OVERPUNCHED.iter().position(|key| key == last).map_or(1, |digit| {
        *last = b'0' + u8::try_from(digit).unwrap();
        -1
    });
    sign * std::str::from_utf8(&digits).unwrap().parse::<i64>().unwrap()
}

proptest! {
    #[test]
    fn every_record_is_whole_and_its_numbers_come_back(
        sales in proptest::collection::vec((0_usize..3, -10_000_000_i64..10_000_000, "\\PC{0,40}", any::<bool>()), 0..20),
    ) {
        let rows: Vec<Row> = sales
            .iter()
            .map(|(buyer, supply, name, sent)| {
                invoice(business(OTHER_BUYERS[*buyer].0), name, *supply, supply / 10, *sent)
            })
            .collect();
        let lines = lines(&written(&rows).unwrap());
        let sum = |sent: bool| -> (i64, i64) {
            let of = rows.iter().zip(&sales).filter(|(_, sale)| sale.3 == sent);
            of.fold((0, 0), |(supply, vat), (row, _)| (supply + row.supply.get(), vat + row.vat.get()))
        };
        let totals = |kind: u8| -> (i64, i64) {
            let line = lines.iter().find(|line| line[0] == kind).unwrap();
            (decoded(&line[25..40]), decoded(&line[40..54]))
        };
        prop_assert_eq!((totals(b'3'), totals(b'5')), (sum(false), sum(true)));
        let details = lines.iter().filter(|line| line[0] == b'1');
        let listed = details.fold((0, 0), |(supply, vat), line| {
            (supply + decoded(&line[106..120]), vat + decoded(&line[120..133]))
        });
        prop_assert_eq!(listed, sum(false));
        for line in &lines {
            prop_assert!(!EUC_KR.decode(line).2, "no character is cut in half");
        }
    }

    #[test]
    fn a_signed_number_comes_back(number in -99_999_999_999_999_i64..99_999_999_999_999) {
        prop_assert_eq!(decoded(&multi_key(number, 14).unwrap()), number);
    }
}
