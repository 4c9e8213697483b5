//! When the made-up shop is open, and how its documents spread over three years.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::dice::Dice;

const YEARS_DAYS: u64 = 3 * 365;
const OPENS: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};
/// From nine until half past eight in the evening.
const OPEN_MS: u64 = (11 * 60 + 30) * 60 * 1_000;

/// An open day and how many documents are written on it.
pub(super) struct OpenDay {
    pub(super) date: NaiveDate,
    pub(super) documents: u64,
}

/// Spreads documents over the open days of three years that end the day before `today`: none on Sundays, fewer on Saturdays,
/// more in March and December, and every year a little more than the year before.
pub(super) fn spread(documents: u64, today: NaiveDate) -> Vec<OpenDay> {
    let first = today.checked_sub_days(Days::new(YEARS_DAYS)).unwrap_or(today);
    let dates: Vec<NaiveDate> = first.iter_days().take_while(|date| *date < today).collect();
    let weights: Vec<u64> = dates.iter().zip(0..).map(|(date, nth)| weight(*date, nth)).collect();
    let all: u64 = weights.iter().sum::<u64>().max(1);
    let (mut before, mut weighed) = (0, 0);
    let days = dates.into_iter().zip(weights).map(|(date, weight)| {
        weighed += weight;
        // Rounded down from the beginning each time, so that the last day brings the sum to the exact number.
        let until = documents * weighed / all;
        let on_this_day = until - before;
        before = until;
        OpenDay { date, documents: on_this_day }
    });
    days.filter(|day| day.documents > 0).collect()
}

/// So many moments of a day in order, most of them around the early afternoon.
pub(super) fn moments(dice: &mut Dice, date: NaiveDate, how_many: u64) -> Vec<NaiveDateTime> {
    let opens = date.and_time(OPENS);
    let mut moments: Vec<NaiveDateTime> = (0..how_many)
        .map(|_| {
            let ms = (dice.below(OPEN_MS) + dice.below(OPEN_MS)) / 2;
            opens + TimeDelta::milliseconds(i64::try_from(ms).unwrap_or_default())
        })
        .collect();
    moments.sort_unstable();
    moments
}

fn weight(date: NaiveDate, nth: u64) -> u64 {
    let of_weekday = match date.weekday() {
        Weekday::Sun => 0,
        Weekday::Sat => 60,
        Weekday::Mon => 115,
        Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => 100,
    };
    let of_month = if matches!(date.month(), 3 | 12) { 125 } else { 100 };
    of_weekday * of_month * (YEARS_DAYS + nth / 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_documents_find_a_day_and_none_is_a_sunday_or_today() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for documents in [0, 1, 7, 1_000, 123_457] {
            let days = spread(documents, today);
            assert_eq!(days.iter().map(|day| day.documents).sum::<u64>(), documents);
            assert!(days.iter().all(|day| day.date < today && day.date.weekday() != Weekday::Sun));
        }
    }

    #[test]
    fn a_day_s_moments_are_in_order_and_within_opening_hours() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let moments = moments(&mut Dice::new(1), date, 500);
        assert!(moments.is_sorted());
        let open = OPENS..=NaiveTime::from_hms_opt(20, 30, 0).unwrap();
        assert!(moments.iter().all(|at| at.date() == date && open.contains(&at.time())));
    }
}
