//! Document keys and approval numbers.

use domain::{Approval, ApprovalNumber, DocumentKey, DocumentKeyInvalid, InvoiceNumber, KeyKind};
use proptest::prelude::*;

use crate::{afternoon, day};

#[test]
fn a_key_says_kind_date_counter_and_sequence() {
    let key = DocumentKey::new(KeyKind::Receipt, day(2026, 11, 22), 1, 42).unwrap();
    assert_eq!(key.as_str(), "R261122-01-000042");
    assert_eq!(key.to_string(), "R261122-01-000042");
    let cancel = DocumentKey::parse("C000229-99-999999").unwrap();
    assert_eq!((cancel.kind(), cancel.date()), (KeyKind::Cancel, day(2000, 2, 29)));
    assert_eq!((cancel.counter(), cancel.sequence()), (99, 999_999));
}

#[test]
fn every_kind_of_document_has_its_letter() {
    let letters =
        [('R', KeyKind::Receipt), ('C', KeyKind::Cancel), ('T', KeyKind::Invoice), ('M', KeyKind::Amendment)];
    for (letter, kind) in letters {
        let key = DocumentKey::parse(&format!("{letter}261122-01-000042")).unwrap();
        assert_eq!((key.kind(), kind.letter()), (kind, letter));
        assert_eq!(kind.is_invoice(), matches!(letter, 'T' | 'M'));
    }
}

#[test]
fn parts_out_of_range_make_no_key() {
    let make =
        |date, counter, sequence| DocumentKey::new(KeyKind::Receipt, date, counter, sequence).unwrap_err();
    assert_eq!(make(day(1999, 12, 31), 1, 1), DocumentKeyInvalid::Date);
    assert_eq!(make(day(2100, 1, 1), 1, 1), DocumentKeyInvalid::Date);
    assert_eq!(make(day(2026, 1, 1), 0, 1), DocumentKeyInvalid::Counter);
    assert_eq!(make(day(2026, 1, 1), 100, 1), DocumentKeyInvalid::Counter);
    assert_eq!(make(day(2026, 1, 1), 1, 0), DocumentKeyInvalid::Sequence);
    assert_eq!(make(day(2026, 1, 1), 1, 1_000_000), DocumentKeyInvalid::Sequence);
}

#[test]
fn only_our_own_form_is_read_back() {
    for text in [
        "",
        "R",
        "R261122",
        "R261122-01",
        "R261122-01-42",
        "R261122-1-000042",
        "r261122-01-000042",
        "X261122-01-000042",
        "R261122-01-000042-1",
        "R261122-01-000042 ",
        "R261122-01-+00042",
        "R26112２-01-000042",
        "R261122_01_000042",
        "가261122-01-000042",
    ] {
        assert_eq!(DocumentKey::parse(text), Err(DocumentKeyInvalid::Form), "{text:?}");
    }
    for (text, error) in [
        ("R261322-01-000042", DocumentKeyInvalid::Date),
        ("R260229-01-000042", DocumentKeyInvalid::Date),
        ("R261122-00-000042", DocumentKeyInvalid::Counter),
        ("R261122-01-000000", DocumentKeyInvalid::Sequence),
    ] {
        assert_eq!(DocumentKey::parse(text), Err(error), "{text:?}");
    }
}

#[test]
fn a_key_travels_as_text() {
    let key = DocumentKey::parse("R261122-01-000042").unwrap();
    assert_eq!(serde_json::to_string(&key).unwrap(), r#""R261122-01-000042""#);
    assert_eq!(serde_json::from_str::<DocumentKey>(r#""R261122-01-000042""#).unwrap(), key);
    assert!(serde_json::from_str::<DocumentKey>(r#""R261122-01-42""#).is_err());
}

#[test]
fn an_approval_number_is_nine_capitals_and_digits() {
    for text in ["TB0000253", "820116333", "C39044964", "ABCDEFGHI"] {
        assert_eq!(ApprovalNumber::parse(text).unwrap().as_str(), text);
    }
    for text in [
        "",
        "TB000025",
        "TB00002530",
        "tb0000253",
        "TB-000253",
        " TB000025",
        "TB000025가",
        "가나다",
        "TB00002５",
    ] {
        assert!(ApprovalNumber::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn an_invoice_number_is_its_date_and_sixteen_letters_and_digits() {
    let number = InvoiceNumber::parse("2026110241000999000000a1").unwrap();
    assert_eq!(
        (number.written_on(), number.to_string().as_str()),
        (day(2026, 11, 2), "2026110241000999000000a1")
    );
    assert_eq!(number.grouped(), "20261102-41000999-000000a1");
    for text in [
        "",
        "TB0000253",
        "2026110241000999000000a",
        "2026110241000999000000a11",
        "2026130241000999000000a1",
        "2026022941000999000000a1",
        "2026110241000999-00000a1",
        "2026 1102410009990000001",
        "가나다라마바사아",
    ] {
        assert!(InvoiceNumber::parse(text).is_err(), "{text:?}");
    }
    let approval = ApprovalNumber::parse(number.as_str()).unwrap();
    assert_eq!((approval.as_str(), approval.invoice()), (number.as_str(), Some(&number)));
    assert_eq!(ApprovalNumber::from(number.clone()), approval);
    assert_eq!(ApprovalNumber::parse("TB0000253").unwrap().invoice(), None);
    let json = serde_json::to_string(&approval).unwrap();
    assert_eq!(json, r#""2026110241000999000000a1""#);
    assert_eq!(serde_json::from_str::<ApprovalNumber>(&json).unwrap(), approval);
    assert_eq!(serde_json::from_str::<InvoiceNumber>(&json).unwrap(), number);
}

#[test]
fn an_approval_goes_through_the_parser() {
    let approval = Approval { number: ApprovalNumber::parse("TB0000253").unwrap(), at: afternoon() };
    let json = serde_json::to_string(&approval).unwrap();
    assert_eq!(json, r#"{"number":"TB0000253","at":"2026-11-22T15:30:00"}"#);
    assert_eq!(serde_json::from_str::<Approval>(&json).unwrap(), approval);
    assert!(serde_json::from_str::<Approval>(&json.replace("TB", "tb")).is_err());
}

proptest! {
    #[test]
    fn every_key_is_read_back_and_fits_the_contract(days in 0_i64..36_525, counter in 1_u8..=99, sequence in 1_u32..=999_999, kind in prop::sample::select(KeyKind::ALL.to_vec())) {
        let date = day(2000, 1, 1) + chrono::TimeDelta::days(days);
        let key = DocumentKey::new(kind, date, counter, sequence).unwrap();
        prop_assert!(key.as_str().len() <= DocumentKey::MAX_LEN);
        prop_assert!(key.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        prop_assert_eq!((key.kind(), key.date(), key.counter(), key.sequence()), (kind, date, counter, sequence));
        prop_assert_eq!(DocumentKey::parse(key.as_str()), Ok(key));
    }

    #[test]
    fn no_text_breaks_the_parser(text in "\\PC{0,24}") {
        if let Ok(key) = DocumentKey::parse(&text) {
            prop_assert_eq!(key.as_str(), text);
        }
    }
}
