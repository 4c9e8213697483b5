//! Won: range, arithmetic, commas, JSON.

use domain::Won;
use proptest::prelude::*;

use crate::won;

#[test]
fn commas_stand_at_every_thousand() {
    for (amount, text) in [
        (0, "0"),
        (5, "5"),
        (999, "999"),
        (1_000, "1,000"),
        (12_000, "12,000"),
        (-5_000, "-5,000"),
        (-100, "-100"),
        (990_000_000, "990,000,000"),
        (9_999_999_999_999, "9,999,999,999,999"),
    ] {
        assert_eq!(won(amount).to_string(), text);
    }
    assert_eq!(format!("[{:>8}]", won(-5_000)), "[  -5,000]");
}

#[test]
fn the_range_ends_at_thirteen_nines() {
    assert_eq!(Won::new(9_999_999_999_999), Ok(Won::MAX));
    assert!(Won::new(-9_999_999_999_999).is_ok());
    assert!(Won::new(10_000_000_000_000).is_err());
    assert!(Won::new(-10_000_000_000_000).is_err());
    assert!(Won::new(i64::MIN).is_err());
}

#[test]
fn sums_never_leave_the_range() {
    assert_eq!(won(7).checked_add(won(5)), Some(won(12)));
    assert_eq!(won(5).checked_sub(won(7)), Some(won(-2)));
    assert_eq!(Won::MAX.checked_add(won(1)), None);
    assert_eq!(Won::ZERO.checked_sub(Won::MAX).and_then(|least| least.checked_sub(won(1))), None);
}

#[test]
fn json_is_a_plain_integer_and_goes_through_the_range() {
    assert_eq!(serde_json::to_string(&won(12_000)).unwrap(), "12000");
    assert_eq!(serde_json::from_str::<Won>("-5").unwrap(), won(-5));
    for bad in ["10000000000000", "1.5", "\"5\"", "null"] {
        assert!(serde_json::from_str::<Won>(bad).is_err(), "{bad}");
    }
}

proptest! {
    #[test]
    fn taking_the_commas_out_gives_the_number_back(amount in -9_999_999_999_999_i64..=9_999_999_999_999) {
        let shown = won(amount).to_string();
        prop_assert_eq!(shown.replace(',', "").parse::<i64>().unwrap(), amount);
        prop_assert!(shown.trim_start_matches('-').rsplit(',').skip(1).all(|group| (1..=3).contains(&group.len())));
    }
}
