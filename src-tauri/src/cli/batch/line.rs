//! One line of a batch: what to do, as a script writes it. A field that does not exist is refused by name, so that a
//! misspelt one is never taken for a blank one.

use domain::ReceiptForm;
use office::{CancelPress, IssuePress, OfficeError};
use serde::Deserialize;
use serde_json::json;

use super::super::answer::Answer;
use super::super::receipt::key;
use crate::contract::receipt::{CancelReason, Purpose, Taxation};

/// What `jangbu batch --help` says of the lines.
pub(super) const HELP: &str = r#"Lines, with every field there is (only act, and amount or key, must be there):
  {"act":"issue","press_id":"till-1-17","amount":"12,000","number":"01012345678","purpose":"income_deduction",
   "service":"","taxation":"taxable","item":"","memo":"","again":false,"print":false}
  {"act":"cancel","press_id":"till-1-18","key":"R261122-01-000001","amount":"3000","reason":"transaction_cancelled",
   "print":false}
  {"act":"settle","key":"R261122-01-000001"}
(one line each; broken here to fit). settle asks about an unknown document, or sends a held one, now. The same press_id never issues or cancels twice: after a crash write the lines
again that got no answer. again issues although an equal receipt was issued within three minutes.

Answers, in the order of the lines:
  {"line":1,"press_id":"till-1-17","document":{"key":"R261122-01-000001","state":"approved",…},"printed":null}
  {"line":2,"press_id":"till-1-18","error":{"code":"faults","faults":[…],…},"message":"…"}
A line that is not approved has a message. One with an error issued nothing, unless its code is answer_not_booked (it
may have been issued: jangbu courier finds out) or print_failed or no_glyph (it was, only the paper is missing).
Exit code 0: every line was approved."#;

/// What a line asks for.
#[derive(Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum Act {
    Issue(IssueLine),
    Cancel(CancelLine),
    Settle(SettleLine),
}

/// A receipt to issue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IssueLine {
    press_id: Option<String>,
    amount: Money,
    service: Option<Money>,
    #[serde(default)]
    number: String,
    purpose: Option<Purpose>,
    taxation: Option<Taxation>,
    #[serde(default)]
    item: String,
    #[serde(default)]
    memo: String,
    #[serde(default)]
    again: bool,
    #[serde(default)]
    print: bool,
}

/// A receipt to take back, wholly or in part.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CancelLine {
    press_id: Option<String>,
    key: String,
    amount: Option<Money>,
    reason: Option<CancelReason>,
    #[serde(default)]
    print: bool,
}

/// A document to ask about, or to send, without waiting for its next try.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettleLine {
    pub(super) key: String,
}

/// Money as a person or as a program writes it: `"1만2천"` or `12000`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Money {
    Typed(String),
    Won(i64),
}

/// A line that asks for nothing that could be done; nothing was changed.
pub(super) struct Unreadable {
    reason: String,
}

impl Act {
    /// Reads a line.
    pub(super) fn read(line: &str) -> Result<Self, Unreadable> {
        serde_json::from_str(line).map_err(|error| Unreadable::because(&error))
    }

    /// The name that the caller gave this press.
    pub(super) fn press_id(&self) -> Option<&str> {
        match self {
            Self::Issue(line) => line.press_id.as_deref(),
            Self::Cancel(line) => line.press_id.as_deref(),
            Self::Settle(_) => None,
        }
    }
}

impl IssueLine {
    pub(super) fn into_press(self, press_id: String) -> IssuePress {
        let form = ReceiptForm {
            amount: self.amount.into_text(),
            service: self.service.map(Money::into_text).unwrap_or_default(),
            number: self.number,
            purpose: self.purpose.map(Into::into),
            taxation: self.taxation.map_or(domain::Taxation::Taxable, Into::into),
            item: self.item,
            memo: self.memo,
        };
        IssuePress { form, press_id, allow_similar: self.again, print: self.print }
    }
}

impl CancelLine {
    /// # Errors
    /// [`OfficeError::NotFound`] when the key is none of ours.
    pub(super) fn into_press(self, press_id: String) -> Result<CancelPress, OfficeError> {
        Ok(CancelPress {
            key: key(&self.key)?,
            amount: self.amount.map(Money::into_text),
            reason: self.reason.unwrap_or(CancelReason::TransactionCancelled).into(),
            press_id,
            print: self.print,
        })
    }
}

impl Money {
    fn into_text(self) -> String {
        match self {
            Self::Typed(text) => text,
            Self::Won(won) => won.to_string(),
        }
    }
}

impl Unreadable {
    pub(super) fn too_long() -> Self {
        Self { reason: "the line is longer than 64 KiB".into() }
    }

    pub(super) fn no_text() -> Self {
        Self { reason: "the line is not UTF-8".into() }
    }

    /// The parser's words may repeat what it read; a customer's number must not come back in them.
    fn because(error: &serde_json::Error) -> Self {
        let masked = error.to_string().replace(|letter: char| letter.is_ascii_digit(), "*");
        let words = masked.split(" at line ").next().unwrap_or_default();
        Self { reason: format!("{words} (column {})", error.column()) }
    }
}

impl From<Unreadable> for Answer {
    fn from(unreadable: Unreadable) -> Self {
        let reason = unreadable.reason;
        Self {
            text: format!("읽을 수 없는 줄이라 아무것도 하지 않았어요. 고쳐서 다시 보내 주세요. ({reason})"),
            json: json!({ "error": { "code": "unreadable_line", "detail": reason } }),
            ok: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(line: &str) -> String {
        Act::read(line).err().map(|unreadable| unreadable.reason).unwrap_or_default()
    }

    #[test]
    fn a_line_may_be_as_short_as_an_amount() {
        let Ok(Act::Issue(line)) = Act::read(r#"{"act":"issue","amount":12000}"#) else { panic!() };
        let press = line.into_press("p".into());
        assert_eq!((press.form.amount.as_str(), press.form.number.as_str()), ("12000", ""));
        assert!(!press.allow_similar && !press.print);
    }

    #[test]
    fn a_misspelt_field_is_refused_by_name_and_no_number_comes_back() {
        let refused_name = refused(r#"{"act":"issue","amount":"1","nubmer":"01012345678"}"#);
        assert!(refused_name.contains("nubmer"), "{refused_name}");
        for line in [
            r#"{"act":"issue","amount":"1","number":1012345678}"#,
            r#"{"act":"1012345678","amount":"1"}"#,
            r#"{"act":"cancel","key":1012345678}"#,
        ] {
            let reason = refused(line);
            assert!(!reason.is_empty() && !reason.contains("1012345678"), "{reason}");
        }
    }

    #[test]
    fn money_is_text_or_whole_won() {
        assert!(refused(r#"{"act":"issue","amount":"1만2천"}"#).is_empty());
        assert!(!refused(r#"{"act":"issue","amount":1.5}"#).is_empty());
        assert!(!refused(r#"{"act":"issue"}"#).is_empty());
    }
}
