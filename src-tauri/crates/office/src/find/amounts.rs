//! Amounts as people write them into the box: one, about one, from … to, at least, at most.

use domain::{Won, parse_amount};
use store::Term;

const LEAST: i64 = 1;

/// `12000`, `1만2천`, `-12,000` (what was taken back), `1만~3만`, `~3만`, `12000±500`, `>10만`, `>=10만`, `10만이상`, `10만초과`
/// and the same downward. `10000-20000` is not among them: it looks like a number with its hyphen.
pub(super) fn amount(word: &str) -> Option<Term> {
    let minus = |text: &str| text.starts_with(['-', '−', '－']);
    let (is_taken_back, least, most) = if let Some((from, to)) = word.split_once('~') {
        let is_taken_back = minus(from) || minus(to);
        let (from, to) = (end(from, LEAST)?, end(to, Won::MAX.get())?);
        // Written as they stand on a line, the larger of two amounts below zero comes first.
        if is_taken_back { (true, from.min(to), from.max(to)) } else { (false, from, to) }
    } else if let Some((middle, around)) = word.split_once('±').or_else(|| word.split_once("+-")) {
        let (least, most) = about(magnitude(middle)?, magnitude(around)?)?;
        (minus(middle), least, most)
    } else if let Some((least, most)) = bounded(word) {
        (false, least, most)
    } else {
        let amount = magnitude(word)?;
        (minus(word), amount, amount)
    };
    let (least, most) = (Won::new(least).ok()?, Won::new(most).ok()?);
    match (least <= most, is_taken_back) {
        (false, _) => None,
        (true, false) => Some(Term::Amount(least, most)),
        (true, true) => Some(Term::TakenBack(least, most)),
    }
}

/// One end of a range; the blank one is open, but not both are.
fn end(text: &str, open: i64) -> Option<i64> {
    if text.is_empty() { Some(open) } else { magnitude(text) }
}

fn about(middle: i64, around: i64) -> Option<(i64, i64)> {
    Some((middle.checked_sub(around)?.max(LEAST), middle.checked_add(around)?.min(Won::MAX.get())))
}

/// `>10만`, `10만이하` and their like.
fn bounded(word: &str) -> Option<(i64, i64)> {
    let most = Won::MAX.get();
    let begins = |signs: &[&str]| signs.iter().find_map(|sign| magnitude(word.strip_prefix(sign)?));
    let ends = |sign: &str| magnitude(word.strip_suffix(sign)?);
    if let Some(least) = begins(&[">=", "≥"]).or_else(|| ends("이상")) {
        Some((least, most))
    } else if let Some(above) = begins(&[">"]).or_else(|| ends("초과")) {
        Some((above + 1, most))
    } else if let Some(most) = begins(&["<=", "≤"]).or_else(|| ends("이하")) {
        Some((LEAST, most))
    } else {
        let below = begins(&["<"]).or_else(|| ends("미만"))?;
        Some((LEAST, below - 1))
    }
}

/// The amount without its sign.
fn magnitude(text: &str) -> Option<i64> {
    parse_amount(text.trim_start_matches(['-', '−', '－'])).ok().map(Won::get)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn won(amount: i64) -> Won {
        Won::new(amount).unwrap()
    }

    #[test]
    fn one_amount_is_read_with_commas_and_units_and_its_minus_means_what_was_taken_back() {
        for word in ["12000", "12,000", "12,000원", "1만2천"] {
            assert_eq!(amount(word), Some(Term::Amount(won(12_000), won(12_000))), "{word}");
        }
        for word in ["-12,000", "−12000"] {
            assert_eq!(amount(word), Some(Term::TakenBack(won(12_000), won(12_000))), "{word}");
        }
    }

    #[test]
    fn ranges_include_both_ends() {
        let top = Won::MAX.get();
        let table = [
            ("1만~3만", 10_000, 30_000),
            ("10000~20000", 10_000, 20_000),
            ("~3만", 1, 30_000),
            ("3만~", 30_000, top),
            ("12000±500", 11_500, 12_500),
            ("12000+-500", 11_500, 12_500),
            ("500±1000", 1, 1_500),
            (">10만", 100_001, top),
            (">=10만", 100_000, top),
            ("10만이상", 100_000, top),
            ("10만초과", 100_001, top),
            ("<10만", 1, 99_999),
            ("≤10만", 1, 100_000),
            ("10만이하", 1, 100_000),
            ("10만미만", 1, 99_999),
        ];
        for (word, least, most) in table {
            assert_eq!(amount(word), Some(Term::Amount(won(least), won(most))), "{word}");
        }
        for word in ["-1만~-3만", "-3만~-1만"] {
            assert_eq!(amount(word), Some(Term::TakenBack(won(10_000), won(30_000))), "{word}");
        }
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for word in ["", "볼펜", "3만~1만", "±", "12000±", ">", "이상", "~~", "10000-20000", "<1"] {
            assert_eq!(amount(word), None, "{word}");
        }
    }
}
