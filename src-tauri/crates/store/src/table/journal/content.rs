//! The journal's JSON: one text for one meaning, without identifiers.
//!
//! Canonical means sorted keys, no spaces, integers only; written here because serde_json's map order depends on a
//! feature that any other crate can switch on.

use domain::{ApprovalNumber, DocumentKey};
use serde_json::{Map, Value};

use crate::{BookError, StaffId};

/// Business numbers and phones have at least ten digits; dates, receipts' approval numbers and times have fewer.
const IDENTIFIER_DIGITS: usize = 10;
const HASH_LENGTH: usize = 64;

/// The canonical text of a value.
///
/// # Errors
/// [`BookError::Fraction`] for a number that is not an integer.
pub(super) fn canonical(value: &Value) -> Result<String, BookError> {
    match value {
        Value::Array(items) => {
            let texts = items.iter().map(canonical).collect::<Result<Vec<_>, _>>()?;
            Ok(format!("[{}]", texts.join(",")))
        }
        Value::Object(fields) => canonical_object(fields),
        Value::Number(number) if !number.is_i64() && !number.is_u64() => Err(BookError::Fraction),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(value.to_string()),
    }
}

fn canonical_object(fields: &Map<String, Value>) -> Result<String, BookError> {
    let mut sorted: Vec<_> = fields.iter().collect();
    sorted.sort_by_key(|(name, _)| *name);
    let texts = sorted
        .into_iter()
        .map(|(name, value)| Ok(format!("{}:{}", Value::from(name.as_str()), canonical(value)?)))
        .collect::<Result<Vec<_>, BookError>>()?;
    Ok(format!("{{{}}}", texts.join(",")))
}

/// The same facts with who did it beside them; facts that are no object stay as they are.
pub(super) fn signed(mut facts: Value, by: Option<StaffId>) -> Value {
    if let (Some(facts), Some(by)) = (facts.as_object_mut(), by) {
        facts.insert("by".to_owned(), Value::from(by.get()));
    }
    facts
}

/// The same value with identifiers in its texts starred out.
pub(super) fn redacted(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::from(star_out(text)),
        Value::Array(items) => items.iter().map(redacted).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), redacted(value))).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

fn star_out(text: &str) -> String {
    let is_hash = text.len() == HASH_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash || DocumentKey::parse(text).is_ok() || ApprovalNumber::parse(text).is_ok() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() || (is_joint(c) && !run.is_empty()) {
            run.push(c);
        } else {
            out.push_str(&starred(&run));
            run.clear();
            out.push(c);
        }
    }
    out.push_str(&starred(&run));
    out
}

const fn is_joint(c: char) -> bool {
    matches!(c, '-' | ' ' | '.')
}

fn starred(run: &str) -> String {
    if run.chars().filter(char::is_ascii_digit).count() < IDENTIFIER_DIGITS {
        return run.to_owned();
    }
    run.chars().map(|c| if c.is_ascii_digit() { '*' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_meaning_has_one_text() {
        let written = json!({ "b": [1, true, null], "a": { "d": "가\n\"나\"", "c": -5 } });
        let text = canonical(&written).unwrap();
        assert_eq!(text, r#"{"a":{"c":-5,"d":"가\n\"나\""},"b":[1,true,null]}"#);
        let read_back: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(canonical(&read_back).unwrap(), text);
    }

    #[test]
    fn fractions_are_refused_wherever_they_hide() {
        for value in [json!(1.5), json!([0.1]), json!({ "a": { "b": 2.0 } })] {
            assert!(matches!(canonical(&value), Err(BookError::Fraction)), "{value}");
        }
    }

    #[test]
    fn identifiers_are_starred_out_and_everything_else_stays() {
        let table = [
            ("01012345678", "***********"),
            ("번호 010-1234-5678로", "번호 ***-****-****로"),
            ("010 1234 5678", "*** **** ****"),
            ("900101-1234568", "******-*******"),
            ("123-45-67891", "***-**-*****"),
            ("R261122-01-000042", "R261122-01-000042"),
            ("TB0000042", "TB0000042"),
            ("202611224199999900000042", "202611224199999900000042"),
            ("2026-11-22T15:30:00.000", "2026-11-22T15:30:00.000"),
            ("12,000원", "12,000원"),
            ("0912", "0912"),
        ];
        for (text, expected) in table {
            assert_eq!(star_out(text), expected);
        }
        let hash = "1234567890".repeat(6) + "1234";
        assert_eq!(star_out(&hash), hash, "a hash is not an identifier");
        assert_eq!(redacted(&json!({ "a": ["01012345678"] })), json!({ "a": ["***********"] }));
    }
}
