//! Words and dates as the wire carries them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde_json::Value;

use crate::redact::redact_text;

const DATE: &str = "%Y%m%d";
const KOREA_S_EAST: i32 = 9 * 60 * 60;
const MAX_MESSAGE_CHARS: usize = 200;

/// A date as eight digits.
pub(crate) fn date_text(date: NaiveDate) -> String {
    date.format(DATE).to_string()
}

/// Eight digits as a date.
pub(crate) fn parse_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, DATE).ok()
}

/// Unix seconds as Korean local time.
pub(crate) fn korean_time_of(unix_s: i64) -> Option<NaiveDateTime> {
    let korea = FixedOffset::east_opt(KOREA_S_EAST)?;
    Some(DateTime::from_timestamp(unix_s, 0)?.with_timezone(&korea).naive_local())
}

/// A moment with any offset, in Korean local time.
pub(crate) fn korean_time(at: &str) -> Option<NaiveDateTime> {
    let korea = FixedOffset::east_opt(KOREA_S_EAST)?;
    Some(DateTime::parse_from_rfc3339(at).ok()?.with_timezone(&korea).naive_local())
}

/// A field that holds text.
pub(crate) fn text<'a>(body: &'a Value, name: &str) -> Option<&'a str> {
    body.get(name)?.as_str()
}

/// The words of the other side, redacted and short.
pub(crate) fn words(said: &str) -> String {
    short(said, MAX_MESSAGE_CHARS)
}

/// The first `max_chars` of a redacted text.
pub(crate) fn short(said: &str, max_chars: usize) -> String {
    redact_text(said).chars().take(max_chars).collect()
}
