//! What was typed, as words with their meanings.
//!
//! A word that could be several things is all of them: 2290 is the end of a number and an amount. Some things are said with
//! blanks inside (`지난주 화`, `10만 이상`); up to three words that mean a day or a range of amounts together, and only
//! together, are one.

use chrono::NaiveDate;
use domain::InvoiceNumber;
use store::{Term, Token};

use super::amounts::amount;
use super::days::days;

const MOST_TOGETHER: usize = 3;

/// Reads the box; `today` gives `어제` and `11/3` their year.
pub(super) fn read_tokens(text: &str, today: NaiveDate) -> Vec<Token> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (mut tokens, mut rest) = (Vec::new(), words.as_slice());
    while let Some(word) = rest.first() {
        let (any_of, taken) = together(rest, today).unwrap_or_else(|| (meanings(word, today), 1));
        tokens.push(Token { any_of });
        rest = rest.get(taken..).unwrap_or_default();
    }
    tokens
}

/// What the first words mean together, and how many they are.
fn together(words: &[&str], today: NaiveDate) -> Option<(Vec<Term>, usize)> {
    (2..=MOST_TOGETHER.min(words.len())).rev().find_map(|taken| {
        let joined = joined(words.get(..taken)?)?;
        let meaning =
            days(&joined, today).map(|(from, to)| Term::Days(from, to)).or_else(|| amount(&joined))?;
        Some((vec![meaning], taken))
    })
}

/// The words without their blanks; none where that would make one number of two.
fn joined(words: &[&str]) -> Option<String> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let merges = words.windows(2).any(|pair| {
        let [left, right] = pair else { return false };
        is_digit(left.chars().next_back()) && is_digit(right.chars().next())
    });
    (!merges).then(|| words.concat())
}

fn meanings(word: &str, today: NaiveDate) -> Vec<Term> {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let is_number = !digits.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '-');
    let mut terms = Vec::new();
    terms.extend(days(word, today).map(|(from, to)| Term::Days(from, to)));
    if is_number && digits.len() == 4 {
        terms.push(Term::Last4(digits.clone()));
    }
    if is_number && matches!(digits.len(), 10..=19) {
        terms.push(Term::Number(digits));
    }
    terms.extend(amount(word));
    terms.extend(approval(word).map(Term::Approval));
    let upper = word.to_ascii_uppercase();
    if is_key_beginning(&upper) {
        terms.push(Term::Key(upper));
    }
    terms.push(Term::Text(word.to_owned()));
    terms
}

/// A receipt's nine characters in any case; an invoice's 24, which may hold small letters and are often copied in their three
/// groups; or the last eight of those, as the list shows them.
fn approval(word: &str) -> Option<String> {
    let word = word.trim_start_matches(['…', '.']);
    if let Ok(number) = InvoiceNumber::parse(&word.replace('-', "")) {
        return Some(number.as_str().to_owned());
    }
    let is_plain = word.chars().all(|c| c.is_ascii_alphanumeric());
    match word.len() {
        9 if is_plain => Some(word.to_ascii_uppercase()),
        8 if is_plain => Some(word.to_owned()),
        _ => None,
    }
}

fn is_key_beginning(word: &str) -> bool {
    let mut letters = word.chars();
    matches!(letters.next(), Some('R' | 'C' | 'T' | 'M'))
        && letters.next().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use domain::Won;

    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    /// A Sunday.
    fn today() -> NaiveDate {
        day(11, 22)
    }

    fn won(amount: i64) -> Won {
        Won::new(amount).unwrap()
    }

    #[test]
    fn four_digits_are_a_number_s_end_an_amount_or_part_of_a_text() {
        let terms = meanings("2290", today());
        let expected =
            [Term::Last4("2290".into()), Term::Amount(won(2290), won(2290)), Term::Text("2290".into())];
        assert_eq!(terms, expected);
    }

    #[test]
    fn approval_numbers_and_keys_are_found_in_any_case() {
        let table = [
            ("tb0000042", Term::Approval("TB0000042".into())),
            ("20261122-41000016-a8f30917", Term::Approval("2026112241000016a8f30917".into())),
            ("…a8f30917", Term::Approval("a8f30917".into())),
            ("r261122", Term::Key("R261122".into())),
            ("010-1234-5678", Term::Number("01012345678".into())),
        ];
        for (word, expected) in table {
            assert!(meanings(word, today()).contains(&expected), "{word}");
        }
    }

    #[test]
    fn words_that_mean_something_together_are_one_token() {
        let tuesday = vec![Term::Days(day(11, 10), day(11, 10))];
        let table = [
            ("지난주 화", vec![tuesday.clone()]),
            ("지난 주 화요일", vec![tuesday.clone()]),
            ("10만 이상", vec![vec![Term::Amount(won(100_000), Won::MAX)]]),
            ("1만 ~ 3만", vec![vec![Term::Amount(won(10_000), won(30_000))]]),
            ("11월 3일", vec![vec![Term::Days(day(11, 3), day(11, 3))]]),
        ];
        for (text, expected) in table {
            let read: Vec<_> = read_tokens(text, today()).into_iter().map(|token| token.any_of).collect();
            assert_eq!(read, expected, "{text}");
        }
        let tokens = read_tokens("볼펜 지난주 화 2290", today());
        assert_eq!(tokens.len(), 3);
        assert_eq!(tokens[1].any_of, tuesday);
        assert_eq!(read_tokens("1 1월", today()).len(), 2, "two numbers do not become one");
    }
}
