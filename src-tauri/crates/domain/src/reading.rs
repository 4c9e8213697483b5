//! Amounts in words, as written by hand on Korean receipts, where digits could be altered.

use crate::money::Won;

/// Reads an amount in Hangul with every `일` written out: 1,320,000 is `일백삼십이만`, nothing is `영`.
#[must_use]
pub fn read_amount(amount: Won) -> String {
    let mut rest = amount.get().unsigned_abs();
    if rest == 0 {
        return "영".to_owned();
    }
    let mut groups = Vec::new();
    for unit in ["", "만", "억", "조"] {
        let group = rest % 10_000;
        if group > 0 {
            groups.push(read_group(group) + unit);
        }
        rest /= 10_000;
    }
    if amount.is_negative() {
        groups.push("마이너스 ".to_owned());
    }
    groups.into_iter().rev().collect()
}

/// The formal line of a paper: `일금 일백삼십이만원정`.
#[must_use]
pub fn formal_amount(amount: Won) -> String {
    format!("일금 {}원정", read_amount(amount))
}

/// Up to four digits.
fn read_group(group: u64) -> String {
    [(1000, "천"), (100, "백"), (10, "십"), (1, "")]
        .into_iter()
        .map(|(worth, unit)| (read_digit(group / worth % 10), unit))
        .filter(|(digit, _)| !digit.is_empty())
        .flat_map(|(digit, unit)| [digit, unit])
        .collect()
}

const fn read_digit(digit: u64) -> &'static str {
    match digit {
        1 => "일",
        2 => "이",
        3 => "삼",
        4 => "사",
        5 => "오",
        6 => "육",
        7 => "칠",
        8 => "팔",
        9 => "구",
        _ => "",
    }
}
