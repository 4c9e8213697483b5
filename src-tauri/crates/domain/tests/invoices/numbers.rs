//! Quantities and unit prices: exact, two decimals, no floats.

use domain::{FaultCode, Quantity, UnitPrice};
use proptest::prelude::*;

use crate::won;

#[test]
fn decimals_are_read_exactly() {
    let table = [
        ("1", 100),
        ("1,200.5", 120_050),
        ("0.05", 5),
        ("-3", -300),
        ("−2.50", -250),
        ("１２．３４", 1_234),
        ("1.500", 150),
        (" 7 ", 700),
        ("9999999999.99", 999_999_999_999),
    ];
    for (text, hundredths) in table {
        assert_eq!(Quantity::parse(text).map(Quantity::hundredths), Ok(hundredths), "{text:?}");
    }
}

#[test]
fn what_is_no_quantity_says_why() {
    let table = [
        ("", FaultCode::QuantityInvalid),
        ("열", FaultCode::QuantityInvalid),
        ("1.2.3", FaultCode::QuantityInvalid),
        ("1,2", FaultCode::QuantityInvalid),
        ("1.", FaultCode::QuantityInvalid),
        (".5", FaultCode::QuantityInvalid),
        ("--1", FaultCode::QuantityInvalid),
        ("1e3", FaultCode::QuantityInvalid),
        ("1.234", FaultCode::TooManyDecimals),
        ("0", FaultCode::QuantityZero),
        ("0.00", FaultCode::QuantityZero),
        ("10000000000", FaultCode::QuantityTooLong),
        ("99999999999999999999999", FaultCode::QuantityTooLong),
    ];
    for (text, code) in table {
        assert_eq!(Quantity::parse(text), Err(code), "{text:?}");
    }
}

#[test]
fn a_unit_price_is_never_below_zero() {
    assert_eq!(UnitPrice::parse("₩1,250원").map(UnitPrice::hundredths), Ok(125_000));
    assert_eq!(UnitPrice::parse("0").map(UnitPrice::hundredths), Ok(0), "given away");
    assert_eq!(UnitPrice::parse("-1"), Err(FaultCode::UnitPriceNegative));
    assert_eq!(UnitPrice::parse("0.001"), Err(FaultCode::TooManyDecimals));
    assert_eq!(UnitPrice::parse("9999999999999.99").map(UnitPrice::hundredths), Ok(999_999_999_999_999));
    assert_eq!(UnitPrice::parse("10000000000000"), Err(FaultCode::UnitPriceTooLong));
    assert_eq!(UnitPrice::parse("싼값"), Err(FaultCode::UnitPriceInvalid));
}

#[test]
fn they_are_shown_without_trailing_zeros() {
    let shown = |text| Quantity::parse(text).unwrap().to_string();
    assert_eq!(
        ["1200.50", "3", "0.05", "-1234.1", "1000000"].map(shown),
        ["1,200.5", "3", "0.05", "-1,234.1", "1,000,000"]
    );
}

#[test]
fn a_product_drops_what_is_below_a_won() {
    let times = |quantity, price| Quantity::parse(quantity).unwrap().times(UnitPrice::parse(price).unwrap());
    assert_eq!(times("3", "333.33"), Some(won(999)));
    assert_eq!(times("0.1", "0.1"), Some(won(0)));
    assert_eq!(times("-3", "333.33"), Some(won(-999)), "back to the won");
    assert_eq!(times("1.5", "10000"), Some(won(15_000)));
    assert_eq!(times("9999999999", "9999999999999"), None);
}

proptest! {
    #[test]
    fn every_quantity_is_read_back(hundredths in -999_999_999_999_i64..=999_999_999_999) {
        prop_assume!(hundredths != 0);
        let quantity = Quantity::from_hundredths(hundredths).unwrap();
        prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        prop_assert_eq!(quantity.negated().negated(), quantity);
    }

    #[test]
    fn a_product_is_within_a_won_below(quantity in 1_i64..=99_999_999, price in 0_i64..=99_999_999) {
        let (q, p) = (Quantity::from_hundredths(quantity).unwrap(), UnitPrice::from_hundredths(price).unwrap());
        let product = i128::from(quantity) * i128::from(price);
        let won = i128::from(q.times(p).unwrap().get());
        prop_assert!(won * 10_000 <= product && product < (won + 1) * 10_000);
        prop_assert_eq!(q.negated().times(p).unwrap().get(), -q.times(p).unwrap().get());
    }

    #[test]
    fn no_text_breaks_the_parsers(text in "\\PC{0,24}") {
        let _ = (Quantity::parse(&text), UnitPrice::parse(&text));
    }
}
