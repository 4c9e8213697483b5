//! Amounts as people type and paste them.

use domain::{FaultCode, Won, formal_amount, parse_amount};
use proptest::prelude::*;

use crate::won;

#[test]
fn everything_a_shop_writes_is_understood() {
    for (text, amount) in [
        ("12000", 12_000),
        ("12,000", 12_000),
        ("12,000원", 12_000),
        ("12,000 원", 12_000),
        ("₩12,000", 12_000),
        ("₩ 12,000", 12_000),
        ("￦12,000", 12_000),
        ("\\12,000", 12_000),
        ("１２０００", 12_000),
        ("１２，０００원", 12_000),
        ("  12000\n", 12_000),
        ("\u{3000}12000\u{3000}", 12_000),
        ("0012", 12),
        ("1", 1),
        ("1만2천", 12_000),
        ("1만 2천원", 12_000),
        ("1 만 2 천 원", 12_000),
        ("１만２천", 12_000),
        ("3천", 3_000),
        ("2백만", 2_000_000),
        ("1억2천만", 120_000_000),
        ("9억9천만원", 990_000_000),
        ("만", 10_000),
        ("만원", 10_000),
        ("천", 1_000),
        ("천만", 10_000_000),
        ("만천", 11_000),
        ("1만500", 10_500),
        ("1만2345", 12_345),
        ("1만2,345", 12_345),
        ("2천5백", 2_500),
        ("3백20원", 320),
        ("1,200만", 12_000_000),
        ("1조", 1_000_000_000_000),
        ("1조2억3만4천5백6십", 1_000_200_034_560),
        ("9,999,999,999,999", 9_999_999_999_999),
    ] {
        assert_eq!(parse_amount(text), Ok(won(amount)), "{text:?}");
    }
}

#[test]
fn what_could_be_read_in_two_ways_is_refused() {
    for text in [
        "1,2,3",
        "1,23",
        ",123",
        "123,",
        "12,00",
        "1234,567",
        "1,,000",
        "12 000",
        "1.5",
        "12.000",
        "12,000.00",
        "1.5만",
        "1만5",
        "3천5",
        "1만만",
        "2만1억",
        "1만20000",
        "12000만",
        "15천",
        "12백",
        "1천2천",
        "5십20",
    ] {
        assert_eq!(parse_amount(text), Err(FaultCode::AmountNotANumber), "{text:?}");
    }
}

#[test]
fn letters_and_lone_signs_are_no_amount() {
    for text in [
        "abc",
        "12a",
        "원",
        "₩",
        "-",
        "--5",
        "+5",
        "1e3",
        "₩₩5",
        "5원원",
        "일만",
        "٣",
        "12,000won",
        "1-2",
        "원5",
    ] {
        assert_eq!(parse_amount(text), Err(FaultCode::AmountNotANumber), "{text:?}");
    }
}

#[test]
fn blank_zero_negative_and_too_large_are_told_apart() {
    for text in ["", "   ", "\u{3000}", "\t\n"] {
        assert_eq!(parse_amount(text), Err(FaultCode::AmountMissing), "{text:?}");
    }
    for text in ["0", "000", "0원", "₩0", "0만", "-0"] {
        assert_eq!(parse_amount(text), Err(FaultCode::AmountZero), "{text:?}");
    }
    for text in ["-5", "−5", "－５", "- 5,000", "-₩5,000", "₩-5,000", "-1만"] {
        assert_eq!(parse_amount(text), Err(FaultCode::AmountNegative), "{text:?}");
    }
    for text in
        ["10000000000000", "10조", "9999조", "99999999999999999999999", "9,999,999,999,999,999,999,999"]
    {
        assert_eq!(parse_amount(text), Err(FaultCode::AmountOverLimit), "{text:?}");
    }
}

#[test]
fn the_largest_shorthand_does_not_overflow() {
    assert_eq!(parse_amount("9,999조9,999억9,999만9,999"), Err(FaultCode::AmountOverLimit));
}

/// The shorthand a person would write for an amount: `1만2345`, units only where they say something.
fn shorthand(amount: i64) -> String {
    let mut text = String::new();
    let mut rest = amount;
    for (unit, worth) in [("조", 1_000_000_000_000), ("억", 100_000_000), ("만", 10_000)] {
        if rest >= worth {
            text += &format!("{}{unit}", rest / worth);
            rest %= worth;
        }
    }
    if rest > 0 { text + &rest.to_string() } else { text }
}

proptest! {
    #[test]
    fn what_is_shown_can_be_typed_back(amount in 1_i64..=9_999_999_999_999) {
        let shown = won(amount);
        prop_assert_eq!(parse_amount(&shown.to_string()), Ok(shown));
        prop_assert_eq!(parse_amount(&format!(" ₩{shown} 원")), Ok(shown));
        prop_assert_eq!(parse_amount(&format!("-{amount}")), Err(FaultCode::AmountNegative));
    }

    #[test]
    fn shorthand_means_the_sum_of_its_units(amount in 10_i64..=9_999_999_999_999) {
        prop_assume!(amount < 10_000 || amount % 10_000 == 0 || amount % 10_000 > 9);
        prop_assert_eq!(parse_amount(&shorthand(amount)), Ok(won(amount)));
    }

    #[test]
    fn no_text_breaks_it(text in "[0-9,.원만천백십억조₩ \\-a가０-９]{0,14}") {
        if let Ok(amount) = parse_amount(&text) {
            prop_assert!(amount > Won::ZERO);
            prop_assert!(formal_amount(amount).starts_with("일금 "));
        }
    }
}
