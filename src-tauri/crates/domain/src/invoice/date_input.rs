//! Dates as people type them into a cell: `20261122`, `11/22`, `22`, `어제`.

use chrono::{Datelike, Days, NaiveDate};

use crate::fault::FaultCode;

/// Reads a date beside `today`. Without a month it is the month of today; without a year the year whose such day is nearest to
/// today, so that `1231` typed in January is the last December. A day without a month is never moved: `30` typed on the
/// 2nd means the 30th to come, and is refused where the future is.
///
/// # Errors
/// [`FaultCode::RequiredMissing`] when blank, [`FaultCode::DateInvalid`].
pub fn parse_date(text: &str, today: NaiveDate) -> Result<NaiveDate, FaultCode> {
    read_date(text, today, today)
}

/// Reads a date that lies near `near`; the words still speak of `today`.
pub(super) fn read_date(text: &str, today: NaiveDate, near: NaiveDate) -> Result<NaiveDate, FaultCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FaultCode::RequiredMissing);
    }
    let date = match text {
        "오늘" => Some(today),
        "어제" => today.checked_sub_days(Days::new(1)),
        "그제" | "그저께" => today.checked_sub_days(Days::new(2)),
        typed => read_numbers(typed, near),
    };
    date.filter(|date| (2000..=2099).contains(&date.year())).ok_or(FaultCode::DateInvalid)
}

fn read_numbers(text: &str, near: NaiveDate) -> Option<NaiveDate> {
    let plain: String = text.chars().filter_map(plain).collect();
    let numbers: Vec<&str> = plain.split_whitespace().collect();
    if numbers.iter().any(|number| !number.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    match numbers.as_slice() {
        [together] => read_together(together, near),
        [month, day] => nearest(short(month)?, short(day)?, near),
        [year, month, day] => full(year, short(month)?, short(day)?),
        _ => None,
    }
}

/// Separators become blanks, full-width digits ASCII.
fn plain(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_digit(u32::from(character) - u32::from('０'), 10),
        '-' | '/' | '.' | '년' | '월' | '－' | '／' | '．' | '−' => Some(' '),
        '일' => None,
        other if other.is_whitespace() => Some(' '),
        other => Some(other),
    }
}

fn read_together(digits: &str, near: NaiveDate) -> Option<NaiveDate> {
    let part = |from: usize, to: usize| digits.get(from..to);
    match digits.len() {
        1 | 2 => near.with_day(short(digits)?),
        3 => nearest(short(part(0, 1)?)?, short(part(1, 3)?)?, near),
        4 => nearest(short(part(0, 2)?)?, short(part(2, 4)?)?, near),
        6 => full(part(0, 2)?, short(part(2, 4)?)?, short(part(4, 6)?)?),
        8 => full(part(0, 4)?, short(part(4, 6)?)?, short(part(6, 8)?)?),
        _ => None,
    }
}

/// A day or month of one or two digits.
fn short(digits: &str) -> Option<u32> {
    if digits.len() <= 2 { digits.parse().ok() } else { None }
}

fn full(year: &str, month: u32, day: u32) -> Option<NaiveDate> {
    let number: i32 = year.parse().ok()?;
    let year = match year.len() {
        2 => 2000 + number,
        4 => number,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

fn nearest(month: u32, day: u32, near: NaiveDate) -> Option<NaiveDate> {
    [near.year(), near.year() - 1, near.year() + 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(|date| (*date - near).num_days().abs())
}
