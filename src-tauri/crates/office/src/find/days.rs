//! Days as people write them into the box, and what they mean today.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// From and to, both included.
type Period = (NaiveDate, NaiveDate);

/// So far back a day without a year is looked for: the 29th of February is there every four years.
const YEARS_BACK: i32 = 4;

/// `오늘`, `어제`, `지난주`, `지난주화`, `화요일`, `지난달`, `11월`, `작년11월`, `11월3일`, `11/3`, `2026-11`, `2026-11-03`,
/// `20261103`, `작년`, and from … to with `~`. A day or month without a year is the last one that has begun.
pub(super) fn days(word: &str, today: NaiveDate) -> Option<Period> {
    if let Some((from, to)) = word.split_once('~') {
        let (from, to) = (one(from, today)?.0, one(to, today)?.1);
        return (from <= to).then_some((from, to));
    }
    one(word, today)
}

fn one(word: &str, today: NaiveDate) -> Option<Period> {
    let on = |day: NaiveDate| (day, day);
    relative(word, today)
        .or_else(|| week(word, today))
        .or_else(|| month(word, today))
        .or_else(|| date(word, today).map(on))
}

fn relative(word: &str, today: NaiveDate) -> Option<Period> {
    let back = |days| today.checked_sub_days(Days::new(days)).map(|day| (day, day));
    match word {
        "오늘" => back(0),
        "어제" => back(1),
        "그제" | "그저께" | "엊그제" => back(2),
        "그끄저께" => back(3),
        "이번달" | "이달" => whole_month(today.year(), today.month()),
        "지난달" | "저번달" => {
            let month = today.with_day(1)?.checked_sub_months(Months::new(1))?;
            whole_month(month.year(), month.month())
        }
        "올해" | "금년" => whole_year(today.year()),
        "작년" | "지난해" => whole_year(today.year() - 1),
        "재작년" => whole_year(today.year() - 2),
        _ => None,
    }
}

/// A week, or a weekday of one. Weeks begin on Monday; a weekday alone is the last one, today included.
fn week(word: &str, today: NaiveDate) -> Option<Period> {
    let weeks = [("지지난주", 2), ("저저번주", 2), ("지난주", 1), ("저번주", 1), ("이번주", 0), ("금주", 0)];
    let named = weeks.iter().find_map(|(name, back)| Some((word.strip_prefix(name)?, *back)));
    let Some((rest, back)) = named else {
        let day = weekday(word.strip_suffix("요일")?)?;
        let since = (7 + today.weekday().num_days_from_monday() - day.num_days_from_monday()) % 7;
        let day = today.checked_sub_days(Days::new(u64::from(since)))?;
        return Some((day, day));
    };
    let since_monday = u64::from(today.weekday().num_days_from_monday());
    let monday = today.checked_sub_days(Days::new(since_monday + 7 * back))?;
    if rest.is_empty() {
        return Some((monday, monday.checked_add_days(Days::new(6))?));
    }
    let day = weekday(rest.strip_suffix("요일").unwrap_or(rest))?;
    let day = monday.checked_add_days(Days::new(u64::from(day.num_days_from_monday())))?;
    Some((day, day))
}

fn weekday(letter: &str) -> Option<Weekday> {
    Some(match letter {
        "월" => Weekday::Mon,
        "화" => Weekday::Tue,
        "수" => Weekday::Wed,
        "목" => Weekday::Thu,
        "금" => Weekday::Fri,
        "토" => Weekday::Sat,
        "일" => Weekday::Sun,
        _ => return None,
    })
}

/// `11월`, `작년11월`, `2025년11월`, `11월3일` with any of those years, `2025년`, `2026-11`.
fn month(word: &str, today: NaiveDate) -> Option<Period> {
    let (year, rest) = with_year(word, today)?;
    if rest.is_empty() {
        return whole_year(year?);
    }
    if let Some((year, month)) = rest.split_once(['-', '.', '/']).filter(|(year, _)| year.len() == 4) {
        return whole_month(number(year)?, number(month)?);
    }
    let (month, day) = rest.split_once('월')?;
    let month: u32 = number(month)?;
    if day.is_empty() {
        let this_year = today.year() - i32::from(month > today.month());
        return whole_month(year.unwrap_or(this_year), month);
    }
    let day = number(day.strip_suffix('일')?)?;
    let day = match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day)?,
        None => last_one(month, day, today)?,
    };
    Some((day, day))
}

/// The year that a word begins with, and the rest of it.
fn with_year(word: &str, today: NaiveDate) -> Option<(Option<i32>, &str)> {
    for (name, back) in [("작년", 1), ("지난해", 1), ("재작년", 2), ("올해", 0)] {
        if let Some(rest) = word.strip_prefix(name) {
            return Some((Some(today.year() - back), rest));
        }
    }
    match word.split_once('년') {
        Some((year, rest)) if year.len() == 4 => Some((Some(number(year)?), rest)),
        Some((year, rest)) if year.len() == 2 => Some((Some(2_000 + number::<i32>(year)?), rest)),
        Some(_) => None,
        None => Some((None, word)),
    }
}

/// `20261103`, `2026-11-03`, `2026.11.3`, `11/3`, `11-3`, `11.3`.
fn date(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(word, "%Y%m%d").ok();
    }
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(number(year)?, number(month)?, number(day)?)
        }
        [month, day] => last_one(number(month)?, number(day)?, today),
        _ => None,
    }
}

/// The last day of this name that is not to come.
fn last_one(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    (0..=YEARS_BACK)
        .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
        .find(|found| *found <= today)
}

/// One or two digits, or a year's four.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    let is_short = matches!(text.len(), 1..=4) && text.bytes().all(|b| b.is_ascii_digit());
    is_short.then(|| text.parse().ok()).flatten()
}

fn whole_month(year: i32, month: u32) -> Option<Period> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

fn whole_year(year: i32) -> Option<Period> {
    Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    /// A Wednesday.
    fn today() -> NaiveDate {
        day(2026, 11, 25)
    }

    #[test]
    fn a_day_is_read_in_the_ways_people_write_it() {
        let table = [
            ("오늘", day(2026, 11, 25)),
            ("어제", day(2026, 11, 24)),
            ("그저께", day(2026, 11, 23)),
            ("11/3", day(2026, 11, 3)),
            ("11-03", day(2026, 11, 3)),
            ("11.3", day(2026, 11, 3)),
            ("11월3일", day(2026, 11, 3)),
            ("20261103", day(2026, 11, 3)),
            ("2026-11-03", day(2026, 11, 3)),
            ("2026.11.3", day(2026, 11, 3)),
            ("12/1", day(2025, 12, 1)),
            ("2/29", day(2024, 2, 29)),
            ("작년11월3일", day(2025, 11, 3)),
            ("25년11월3일", day(2025, 11, 3)),
            ("지난주화", day(2026, 11, 17)),
            ("지난주화요일", day(2026, 11, 17)),
            ("이번주월요일", day(2026, 11, 23)),
            ("지지난주일", day(2026, 11, 15)),
            ("수요일", day(2026, 11, 25)),
            ("목요일", day(2026, 11, 19)),
        ];
        for (word, expected) in table {
            assert_eq!(days(word, today()), Some((expected, expected)), "{word}");
        }
    }

    #[test]
    fn weeks_months_years_and_ranges_have_a_first_and_a_last_day() {
        let table = [
            ("지난주", day(2026, 11, 16), day(2026, 11, 22)),
            ("이번주", day(2026, 11, 23), day(2026, 11, 29)),
            ("지난달", day(2026, 10, 1), day(2026, 10, 31)),
            ("이번달", day(2026, 11, 1), day(2026, 11, 30)),
            ("11월", day(2026, 11, 1), day(2026, 11, 30)),
            ("12월", day(2025, 12, 1), day(2025, 12, 31)),
            ("작년2월", day(2025, 2, 1), day(2025, 2, 28)),
            ("2024년2월", day(2024, 2, 1), day(2024, 2, 29)),
            ("2026-02", day(2026, 2, 1), day(2026, 2, 28)),
            ("작년", day(2025, 1, 1), day(2025, 12, 31)),
            ("2024년", day(2024, 1, 1), day(2024, 12, 31)),
            ("11/3~11/5", day(2026, 11, 3), day(2026, 11, 5)),
            ("9월~10월", day(2026, 9, 1), day(2026, 10, 31)),
            ("지난달~어제", day(2026, 10, 1), day(2026, 11, 24)),
        ];
        for (word, from, to) in table {
            assert_eq!(days(word, today()), Some((from, to)), "{word}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for word in
            ["", "13/1", "2/30", "0월", "13월", "화", "월", "1234", "11/", "11/5~11/3", "년", "123/4", "1년"]
        {
            assert_eq!(days(word, today()), None, "{word}");
        }
    }
}
