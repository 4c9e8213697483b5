//! Business numbers (사업자등록번호; domain.md §3.1).

use domain::{BusinessKind, BusinessNumber, FaultCode};
use proptest::prelude::*;

const VALID: [&str; 22] = [
    "124-81-00998",
    "220-81-62517",
    "120-81-47521",
    "107-86-14075",
    "101-81-09147",
    "126-81-03725",
    "120-88-00767",
    "120-87-65763",
    "120-88-01280",
    "102-81-42945",
    "104-81-37225",
    "220-81-39938",
    "506-81-00017",
    "119-81-02316",
    "123-45-67891",
    "111-11-11119",
    "222-22-22227",
    "333-33-33336",
    "617-01-81230",
    "214-86-00016",
    "101-90-00003",
    "555-55-00005",
];

#[test]
fn every_vector_of_the_reference_is_valid_and_shows_with_hyphens() {
    for text in VALID {
        let number = BusinessNumber::parse(text).unwrap_or_else(|code| panic!("{text}: {code}"));
        assert_eq!(number.formatted(), text);
        assert_eq!(number.to_string(), text);
        assert_eq!(number.digits(), text.replace('-', ""));
    }
}

#[test]
fn a_mistyped_digit_is_found() {
    for text in ["123-45-67890", "123-12-12346", "202-00-81400", "2020081400"] {
        assert_eq!(BusinessNumber::parse(text), Err(FaultCode::BusinessNumberCheckDigit), "{text}");
    }
}

#[test]
fn what_is_no_business_number_is_said() {
    for (text, code) in [
        ("", FaultCode::NumberMissing),
        (" - ", FaultCode::NumberMissing),
        ("0000000000", FaultCode::BusinessNumberInvalid),
        ("012-34-56789", FaultCode::BusinessNumberInvalid),
        ("123-45-6789", FaultCode::NumberLength),
        ("123-45-678910", FaultCode::NumberLength),
        ("123-45-6789a", FaultCode::NumberHasLetters),
        ("123-45-6789가", FaultCode::NumberHasLetters),
        ("123/45/67891", FaultCode::NumberHasLetters),
    ] {
        assert_eq!(BusinessNumber::parse(text), Err(code), "{text:?}");
    }
}

#[test]
fn separators_and_full_width_digits_are_understood() {
    for text in [
        "1234567891",
        " 123 45 67891 ",
        "123.45.67891",
        "１２３－４５－６７８９１",
        "123–45–67891",
        "123\u{a0}4567891",
    ] {
        assert_eq!(BusinessNumber::parse(text).unwrap().formatted(), "123-45-67891", "{text:?}");
    }
}

#[test]
fn the_middle_digits_tell_the_kind() {
    for (text, kind) in [
        ("617-01-81230", BusinessKind::IndividualTaxable),
        ("123-45-67891", BusinessKind::IndividualTaxable),
        ("124-81-00998", BusinessKind::Corporation),
        ("107-86-14075", BusinessKind::Corporation),
        ("120-87-65763", BusinessKind::Corporation),
        ("120-88-00767", BusinessKind::Corporation),
        ("101-90-00003", BusinessKind::IndividualExempt),
    ] {
        assert_eq!(BusinessNumber::parse(text).unwrap().kind(), kind, "{text}");
    }
}

#[test]
fn every_pair_of_middle_digits_has_its_kind() {
    for middle in 0..=99_u32 {
        let kind = with_check_digit(&format!("101{middle:02}0000")).kind();
        let expected = match middle {
            0 => BusinessKind::Unassigned,
            1..=79 => BusinessKind::IndividualTaxable,
            80 => BusinessKind::IndividualOther,
            82 => BusinessKind::NonProfit,
            83 => BusinessKind::Government,
            84 => BusinessKind::ForeignCorporation,
            85 => BusinessKind::CorporationBranch,
            89 => BusinessKind::ReligiousBody,
            90..=99 => BusinessKind::IndividualExempt,
            _ => BusinessKind::Corporation,
        };
        assert_eq!(kind, expected, "{middle:02}");
    }
}

#[test]
fn json_is_the_digits_and_goes_through_the_parser() {
    let number = BusinessNumber::parse("123-45-67891").unwrap();
    assert_eq!(serde_json::to_string(&number).unwrap(), r#""1234567891""#);
    assert_eq!(serde_json::from_str::<BusinessNumber>(r#""123-45-67891""#).unwrap(), number);
    assert!(serde_json::from_str::<BusinessNumber>(r#""1234567890""#).is_err());
}

/// The one valid number of nine leading digits.
fn with_check_digit(nine: &str) -> BusinessNumber {
    let mut valid = (0..10).filter_map(|digit| BusinessNumber::parse(&format!("{nine}{digit}")).ok());
    let number = valid.next().unwrap_or_else(|| panic!("no check digit for {nine}"));
    assert_eq!(valid.next(), None, "two check digits for {nine}");
    number
}

proptest! {
    #[test]
    fn nine_digits_have_exactly_one_check_digit(nine in "[1-9][0-9]{8}") {
        with_check_digit(&nine);
    }

    #[test]
    fn one_wrong_digit_is_always_found_before_the_ninth(nine in "[1-9][0-9]{8}", at in 1_usize..8, other in 0_u8..10) {
        let number = with_check_digit(&nine);
        let mut digits = number.digits().as_bytes().to_vec();
        let wrong = b'0' + other;
        prop_assume!(digits[at] != wrong);
        digits[at] = wrong;
        prop_assert!(BusinessNumber::parse(std::str::from_utf8(&digits).unwrap()).is_err());
    }
}
