//! Amounts as people type and paste them: `12,000원`, `₩12,000`, `1만 2천`, full-width digits.
//!
//! Money is at stake, so whatever could be read in two ways is refused: commas must sit at thousands, and a single digit
//! left over after a unit is no amount (`1만5` is said for 15,000 and written for 10,005).

use crate::fault::FaultCode;
use crate::money::Won;

/// Reads an amount of at least 1 won. Limits of a receipt are not checked here.
///
/// # Errors
/// [`FaultCode::AmountMissing`] when blank, [`FaultCode::AmountNotANumber`], [`FaultCode::AmountNegative`],
/// [`FaultCode::AmountZero`], and [`FaultCode::AmountOverLimit`] beyond what [`Won`] holds.
pub fn parse_amount(text: &str) -> Result<Won, FaultCode> {
    match read_amount(text)? {
        (Won::ZERO, _) => Err(FaultCode::AmountZero),
        (_, true) => Err(FaultCode::AmountNegative),
        (won, false) => Ok(won),
    }
}

/// Reads an amount that may be blank, zero or below zero.
///
/// # Errors
/// [`FaultCode::AmountNotANumber`], [`FaultCode::AmountOverLimit`].
pub(crate) fn parse_signed(text: &str) -> Result<Option<Won>, FaultCode> {
    match read_amount(text) {
        Err(FaultCode::AmountMissing) => Ok(None),
        Ok((won, true)) => Ok(Won::ZERO.checked_sub(won)),
        read => read.map(|(won, _)| Some(won)),
    }
}

/// The amount without its sign, and whether there was one.
fn read_amount(text: &str) -> Result<(Won, bool), FaultCode> {
    let plain: String = text.trim().chars().map(to_half_width).collect();
    if plain.is_empty() {
        return Err(FaultCode::AmountMissing);
    }
    let (negative, body) = without_signs(&without_inner_blanks(&plain)?);
    let amount = if body.contains(is_unit) { in_units(&body)? } else { grouped_digits(&body)? };
    let won = Won::new(amount).map_err(|_| FaultCode::AmountOverLimit)?;
    Ok((won, negative))
}

fn to_half_width(character: char) -> char {
    match character {
        '０'..='９' => char::from_u32(character as u32 - '０' as u32 + '0' as u32).unwrap_or(character),
        '，' => ',',
        '－' | '−' | '–' | '—' => '-',
        '￦' | '\\' => '₩',
        _ => character,
    }
}

/// Blanks may stand around units and signs, never between two digits: `12 000` could be two numbers.
fn without_inner_blanks(text: &str) -> Result<String, FaultCode> {
    let mut words = text.split_whitespace();
    let mut joined = words.next().unwrap_or_default().to_owned();
    for word in words {
        if joined.ends_with(is_digit) && word.starts_with(is_digit) {
            return Err(FaultCode::AmountNotANumber);
        }
        joined.push_str(word);
    }
    Ok(joined)
}

/// Takes off `₩` and a minus sign in front, in either order, and `원` behind.
fn without_signs(text: &str) -> (bool, String) {
    let front = text.strip_prefix('₩').unwrap_or(text);
    let unsigned = front.strip_prefix('-').unwrap_or(front);
    let negative = unsigned.len() < front.len();
    let body = if negative { unsigned.strip_prefix('₩').unwrap_or(unsigned) } else { unsigned };
    (negative, body.strip_suffix('원').unwrap_or(body).to_owned())
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

const fn is_unit(character: char) -> bool {
    matches!(character, '조' | '억' | '만' | '천' | '백' | '십')
}

/// `1억2천만`: each of 조, 억, 만 once and in this order, each with up to four digits' worth before it.
fn in_units(text: &str) -> Result<i64, FaultCode> {
    let mut rest = text;
    let mut sum = 0_i64;
    for (unit, worth) in [('조', 1_000_000_000_000), ('억', 100_000_000), ('만', 10_000)] {
        if let Some((count, tail)) = rest.split_once(unit) {
            sum += count_of(count, below_ten_thousand)? * worth;
            rest = tail;
        }
    }
    if rest.is_empty() { Ok(sum) } else { Ok(sum + remainder(rest)?) }
}

/// The number before a unit; none means one: `만` is 10,000.
fn count_of(text: &str, read: fn(&str) -> Result<i64, FaultCode>) -> Result<i64, FaultCode> {
    if text.is_empty() { Ok(1) } else { read(text) }
}

fn below_ten_thousand(text: &str) -> Result<i64, FaultCode> {
    if text.contains(is_unit) { in_small_units(text) } else { at_most(grouped_digits(text)?, 9_999) }
}

/// What follows the last of the big units.
fn remainder(text: &str) -> Result<i64, FaultCode> {
    if text.contains(is_unit) { in_small_units(text) } else { unambiguous(text, 9_999) }
}

/// `2천5백`: each of 천, 백, 십 once and in this order, each with one digit before it.
fn in_small_units(text: &str) -> Result<i64, FaultCode> {
    let mut rest = text;
    let mut sum = 0_i64;
    let mut smallest = 10_000;
    for (unit, worth) in [('천', 1_000), ('백', 100), ('십', 10)] {
        if let Some((count, tail)) = rest.split_once(unit) {
            sum += count_of(count, |text| at_most(grouped_digits(text)?, 9))? * worth;
            rest = tail;
            smallest = worth;
        }
    }
    if rest.is_empty() { Ok(sum) } else { Ok(sum + unambiguous(rest, smallest - 1)?) }
}

fn unambiguous(text: &str, largest: i64) -> Result<i64, FaultCode> {
    if text.len() < 2 { Err(FaultCode::AmountNotANumber) } else { at_most(grouped_digits(text)?, largest) }
}

const fn at_most(amount: i64, largest: i64) -> Result<i64, FaultCode> {
    if amount > largest { Err(FaultCode::AmountNotANumber) } else { Ok(amount) }
}

/// `12000` or `12,000`; commas, if any, at every thousand.
fn grouped_digits(text: &str) -> Result<i64, FaultCode> {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = groups.clone().next().is_some();
    let sound = !first.is_empty()
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3)
        && text.chars().all(|character| is_digit(character) || character == ',');
    if !sound {
        return Err(FaultCode::AmountNotANumber);
    }
    text.replace(',', "").parse().map_err(|_| FaultCode::AmountOverLimit)
}
