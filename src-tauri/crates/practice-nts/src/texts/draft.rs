//! A message as it was handed in, checked alone.

use std::collections::BTreeMap;

use encoding_rs::EUC_KR;
use serde::Deserialize;

use super::refusal::TextRefusal;
use crate::ledger::TextKind;

/// Bytes in EUC-KR.
const SHORT_BYTES: usize = 90;
const LONG_BYTES: usize = 2_000;
const SUBJECT_BYTES: usize = 40;
/// Characters of a custom field's name and value.
const FIELD_NAME: usize = 30;
const FIELD_VALUE: usize = 100;

/// A message that can be taken.
#[derive(Clone)]
pub(crate) struct TextDraft {
    /// Digits.
    pub(crate) to: String,
    /// Digits.
    pub(crate) from: String,
    pub(crate) kind: TextKind,
    pub(crate) subject: Option<String>,
    pub(crate) text: String,
    pub(crate) custom_fields: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Body {
    message: Message,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    to: String,
    from: String,
    text: String,
    #[serde(rename = "type")]
    kind: Option<TextKind>,
    subject: Option<String>,
    #[serde(default)]
    custom_fields: BTreeMap<String, String>,
}

impl TextDraft {
    /// Reads `{"message":{…}}`; what is not named there is ignored, as the gateway ignores it.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, TextRefusal> {
        let Body { message } =
            serde_json::from_slice(body).map_err(|_| TextRefusal::invalid("message가 올바르지 않습니다."))?;
        let Message { to, from, text, kind, subject, custom_fields } = message;
        let bytes = length(&text);
        let kind = kind.unwrap_or(if bytes <= SHORT_BYTES { TextKind::Sms } else { TextKind::Lms });
        let most = match kind {
            TextKind::Sms => SHORT_BYTES,
            TextKind::Lms => LONG_BYTES,
        };
        if text.trim().is_empty() || bytes > most {
            return Err(TextRefusal::invalid("text의 길이가 올바르지 않습니다."));
        }
        if subject.as_deref().is_some_and(|subject| length(subject) > SUBJECT_BYTES) {
            return Err(TextRefusal::invalid("subject는 40바이트까지입니다."));
        }
        if !is_mobile(&to) || !is_number(&from) {
            return Err(TextRefusal::invalid("to 또는 from이 올바르지 않습니다."));
        }
        let fits = |(name, value): (&String, &String)| {
            name.chars().count() <= FIELD_NAME && value.chars().count() <= FIELD_VALUE
        };
        if !custom_fields.iter().all(fits) {
            return Err(TextRefusal::invalid("customFields의 길이가 올바르지 않습니다."));
        }
        Ok(Self { to, from, kind, subject, text, custom_fields })
    }
}

fn length(text: &str) -> usize {
    EUC_KR.encode(text).0.len()
}

fn is_mobile(number: &str) -> bool {
    number.starts_with("01") && (10..=11).contains(&number.len()) && is_number(number)
}

fn is_number(number: &str) -> bool {
    (8..=12).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit())
}
