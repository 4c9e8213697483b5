//! Amounts in words.

use domain::{formal_amount, read_amount};
use proptest::prelude::*;

use crate::won;

#[test]
fn amounts_are_read_with_every_one_written_out() {
    for (amount, words) in [
        (0, "영"),
        (1, "일"),
        (10, "일십"),
        (15, "일십오"),
        (100, "일백"),
        (105, "일백오"),
        (1_000, "일천"),
        (3_456, "삼천사백오십육"),
        (9_091, "구천구십일"),
        (10_000, "일만"),
        (10_001, "일만일"),
        (11_000, "일만일천"),
        (20_700, "이만칠백"),
        (100_000, "일십만"),
        (1_320_000, "일백삼십이만"),
        (10_000_000, "일천만"),
        (12_345_678, "일천이백삼십사만오천육백칠십팔"),
        (100_000_000, "일억"),
        (100_000_001, "일억일"),
        (990_000_000, "구억구천만"),
        (1_000_000_000_000, "일조"),
        (9_999_999_999_999, "구조구천구백구십구억구천구백구십구만구천구백구십구"),
        (-5_000, "마이너스 오천"),
    ] {
        assert_eq!(read_amount(won(amount)), words, "{amount}");
    }
}

#[test]
fn the_formal_line_begins_and_ends_so_that_nothing_can_be_added() {
    assert_eq!(formal_amount(won(1_320_000)), "일금 일백삼십이만원정");
    assert_eq!(formal_amount(won(990_000_000)), "일금 구억구천만원정");
}

/// Reads the words back: digit by digit, unit by unit.
fn value(words: &str) -> i64 {
    let (mut sum, mut group, mut digit) = (0_i64, 0_i64, 0_i64);
    for word in words.chars() {
        let small = [('십', 10), ('백', 100), ('천', 1_000)].into_iter().find(|(unit, _)| *unit == word);
        let big = [('만', 10_000), ('억', 100_000_000), ('조', 1_000_000_000_000)]
            .into_iter()
            .find(|(unit, _)| *unit == word);
        if let Some((_, worth)) = small {
            group += digit * worth;
            digit = 0;
        } else if let Some((_, worth)) = big {
            sum += (group + digit) * worth;
            (group, digit) = (0, 0);
        } else {
            digit =
                i64::try_from("영일이삼사오육칠팔구".chars().position(|one| one == word).unwrap()).unwrap();
        }
    }
    sum + group + digit
}

proptest! {
    #[test]
    fn the_words_mean_the_amount(amount in 0_i64..=9_999_999_999_999) {
        prop_assert_eq!(value(&read_amount(won(amount))), amount);
    }
}
