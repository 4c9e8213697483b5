//! The day and time of a trade, and how far it may lie back.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::fields::Fields;
use crate::answer::Refusal;
use crate::result_code::ResultCode;

/// Today and yesterday can be reported, like over the usual providers (domain.md §1.5).
const DAYS_LATE: i64 = 1;

/// A readable day and time, not yet held against the calendar.
pub(super) struct TradeTime {
    date: NaiveDate,
    time: NaiveTime,
}

/// Reads `transactionDate` (`YYYYMMDD`) and `transactionTime` (`HHMMSS`, now if absent).
pub(super) fn read(fields: &Fields, now: DateTime<FixedOffset>) -> Result<TradeTime, Refusal> {
    let date = parse(fields.text("transactionDate")?, 8, "transactionDate", |text| {
        NaiveDate::parse_from_str(text, "%Y%m%d").ok()
    })?;
    let time = match fields.optional_text("transactionTime")? {
        Some(text) => {
            parse(text, 6, "transactionTime", |text| NaiveTime::parse_from_str(text, "%H%M%S").ok())?
        }
        None => now.time(),
    };
    Ok(TradeTime { date, time })
}

impl TradeTime {
    /// The date and time as written on documents, unless the day is in the future or too long ago (`E2006`).
    pub(super) fn within_reach(&self, now: DateTime<FixedOffset>) -> Result<(String, String), Refusal> {
        let days_ago = now.date_naive().signed_duration_since(self.date).num_days();
        if !(0..=DAYS_LATE).contains(&days_ago) {
            return Err(Refusal::at(ResultCode::DateOutOfRange, "transactionDate"));
        }
        Ok((self.date.format("%Y%m%d").to_string(), self.time.format("%H%M%S").to_string()))
    }
}

fn parse<T>(
    text: &str,
    length: usize,
    field: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Refusal> {
    let all_digits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| read(text)).flatten().ok_or_else(|| Refusal::at(ResultCode::FieldMissing, field))
}
