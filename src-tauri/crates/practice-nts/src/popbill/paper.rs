//! The fields of a document in this dialect: nearly everything is a text, and absent, `null` and `""` are one.

use std::borrow::Cow;

use chrono::{DateTime, Days, FixedOffset, NaiveDateTime};
use serde_json::{Map, Value};

use super::{DAY_LENGTH, MOMENT_LENGTH, PopbillRefusal, moment};

const BAD_KEY: i64 = -14_001_026;
const FUTURE: PopbillRefusal = PopbillRefusal::new(-14_002_021, "거래일시가 미래입니다.");
const TOO_OLD: PopbillRefusal = PopbillRefusal::new(-14_002_022, "거래일시는 오늘이나 어제여야 합니다.");

/// A JSON object of document fields.
#[derive(Clone)]
pub(crate) struct Paper(Map<String, Value>);

impl Paper {
    /// Reads a body; anything but a JSON object is refused.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, PopbillRefusal> {
        serde_json::from_slice(body).map(Self).map_err(|_| PopbillRefusal::UNREADABLE)
    }

    /// Takes an object out of a larger body.
    pub(crate) fn of(value: &Value) -> Result<Self, PopbillRefusal> {
        value.as_object().cloned().map(Self).ok_or(PopbillRefusal::UNREADABLE)
    }

    /// A field as it came.
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A text or a number as text; empty when it is not there.
    pub(crate) fn text(&self, name: &str) -> Cow<'_, str> {
        match self.0.get(name) {
            Some(Value::String(text)) => Cow::Borrowed(text.trim()),
            Some(Value::Number(number)) => Cow::Owned(number.to_string()),
            Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => {
                Cow::Borrowed("")
            }
        }
    }

    pub(crate) fn says_yes(&self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    /// An amount in won, with the refusals for a missing and a negative one.
    pub(crate) fn won(&self, name: &str, missing: i64, negative: i64) -> Result<i64, PopbillRefusal> {
        let text = self.text(name);
        if text.is_empty() {
            return Err(PopbillRefusal::new(missing, "금액이 없습니다."));
        }
        let won: i64 = text.parse().map_err(|_| PopbillRefusal::UNREADABLE)?;
        if won < 0 { Err(PopbillRefusal::new(negative, "금액이 0보다 작습니다.")) } else { Ok(won) }
    }

    /// The key that the sender chose for the document.
    pub(crate) fn cashbill_key(&self) -> Result<String, PopbillRefusal> {
        self.key("mgtKey", BAD_KEY)
    }

    /// A key of 1 to 24 letters, digits, `-` and `_`.
    pub(crate) fn key(&self, name: &str, refused_with: i64) -> Result<String, PopbillRefusal> {
        let key = self.text(name);
        let sound = (1..=24).contains(&key.len())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if sound {
            Ok(key.into_owned())
        } else {
            Err(PopbillRefusal::new(refused_with, "문서번호가 올바르지 않습니다."))
        }
    }

    /// The moment of the trade, `yyyyMMddHHmmss`: today's or yesterday's, else the present.
    pub(crate) fn traded_at(&self, now: DateTime<FixedOffset>) -> Result<String, PopbillRefusal> {
        let text = self.text("tradeDT");
        if text.is_empty() {
            return Ok(moment(now));
        }
        if text.len() != MOMENT_LENGTH || NaiveDateTime::parse_from_str(&text, "%Y%m%d%H%M%S").is_err() {
            return Err(PopbillRefusal::UNREADABLE);
        }
        if *text > *moment(now) {
            return Err(FUTURE);
        }
        let yesterday = moment(now - Days::new(1));
        if text.get(..DAY_LENGTH) < yesterday.get(..DAY_LENGTH) {
            return Err(TOO_OLD);
        }
        Ok(text.into_owned())
    }

    /// Refuses a text that is longer than its limit, the first one in the order given.
    pub(crate) fn refuse_long(&self, limits: &[(&str, usize, i64)]) -> Result<(), PopbillRefusal> {
        for (name, limit, code) in limits {
            if self.text(name).chars().count() > *limit {
                return Err(PopbillRefusal::new(*code, "항목이 정해진 길이를 넘습니다."));
            }
        }
        Ok(())
    }

    /// Refuses letters beyond the basic plane anywhere in the texts.
    pub(crate) fn refuse_emoji(&self) -> Result<(), PopbillRefusal> {
        let strange = |value: &Value| value.as_str().is_some_and(|text| text.contains(|c| c > '\u{FFFF}'));
        if self.0.values().any(strange) { Err(PopbillRefusal::EMOJI) } else { Ok(()) }
    }

    /// All fields that are there but these, as they came, for the ledger.
    pub(crate) fn kept_without(&self, names: &[&str]) -> Map<String, Value> {
        let mut kept = self.0.clone();
        kept.retain(|name, value| {
            !names.contains(&name.as_str()) && !value.is_null() && value.as_str() != Some("")
        });
        kept
    }

    /// Stars out the middle of the phones among kept fields: the ledger has no use for a whole one.
    pub(crate) fn mask_phones(kept: &mut Map<String, Value>, names: &[&str]) {
        for name in names {
            let Some(Value::String(phone)) = kept.get_mut(*name) else { continue };
            let hidden = 3..phone.chars().count().saturating_sub(4);
            let star = |(at, letter)| if hidden.contains(&at) && letter != '-' { '*' } else { letter };
            *phone = phone.chars().enumerate().map(star).collect();
        }
    }

    /// The fields of these names that are there, as they came, for the ledger.
    pub(crate) fn kept(&self, names: &[&str]) -> Map<String, Value> {
        let there = |value: &&Value| !value.is_null() && value.as_str() != Some("");
        let kept = names.iter().filter_map(|name| {
            let value = self.0.get(*name).filter(there)?;
            Some(((*name).to_owned(), value.clone()))
        });
        kept.collect()
    }
}
