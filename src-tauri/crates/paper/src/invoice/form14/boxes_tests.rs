//! A character for each box.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::Won;

use super::characters;
use crate::PaperError;

fn boxes(won: i64, count: usize) -> String {
    characters(Won::new(won).unwrap(), count, "공급가액").unwrap().into_iter().collect()
}

#[test]
fn digits_end_in_the_last_box() {
    assert_eq!(boxes(1_200_000, 11), "    1200000");
    assert_eq!(boxes(0, 10), "         0");
    assert_eq!(boxes(99_999_999_999, 11), "99999999999");
}

#[test]
fn a_minus_stands_in_the_box_before_the_first_digit() {
    assert_eq!(boxes(-100_000, 11), "    -100000");
    assert_eq!(boxes(-9_999_999_999, 11), "-9999999999");
}

#[test]
fn an_amount_without_enough_boxes_is_refused() {
    for won in [100_000_000_000, -10_000_000_000] {
        let refused = characters(Won::new(won).unwrap(), 11, "공급가액").unwrap_err();
        assert!(matches!(refused, PaperError::DoesNotFit { field: "공급가액" }), "{won}: {refused}");
    }
}
