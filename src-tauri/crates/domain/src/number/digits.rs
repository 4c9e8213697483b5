//! From typed text to bare ASCII digits.

use crate::fault::FaultCode;

/// Turns full-width digits into ASCII and drops hyphens, dots and blanks. Blank text gives no digits.
pub(crate) fn normalise_digits(text: &str) -> Result<String, FaultCode> {
    text.chars()
        .filter(|character| !is_separator(*character))
        .map(|character| ascii_digit(character).ok_or(FaultCode::NumberHasLetters))
        .collect()
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '.' | '\u{2010}'..='\u{2015}' | '−' | '－' | '．')
}

fn ascii_digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_digit(u32::from(character) - u32::from('０'), 10),
        _ => None,
    }
}

/// The values of the digits of an ASCII digit string.
pub(crate) fn values(digits: &str) -> impl DoubleEndedIterator<Item = u32> + '_ {
    digits.chars().filter_map(|character| character.to_digit(10))
}

/// The digits `from..to`; nothing when there are not as many.
pub(crate) fn part(digits: &str, from: usize, to: usize) -> &str {
    digits.get(from..to).unwrap_or_default()
}
