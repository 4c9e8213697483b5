//! Reads answers of the open API, in both shapes of refusal (providers.md §8.3).

use domain::{BusinessNumber, HeldReason};
use serde_json::Value;

use super::unanswered;
use super::wire::{RegisterQuestion, Validated, read_status, read_validated};
use crate::http::{Answer, Fault};
use crate::outcome::{Asked, LostAnswer, LostKind, NotNow, RouteStop, StatusRead};
use crate::said::{text, words};
use crate::unanswered::Unanswered;

/// What an answer says.
pub(super) enum Verdict {
    /// The rows that were asked for.
    Rows(Vec<Value>),
    /// The key's calls of today are used up.
    NotNow(NotNow),
    /// The key, or the service, does not work.
    Stopped(RouteStop),
    /// It cannot be relied on, or it is the service's own fault.
    Lost(LostAnswer),
}

/// Judges an answer by its body.
pub(super) fn judge(answer: &Answer) -> Verdict {
    let Ok(body) = serde_json::from_slice::<Value>(&answer.body) else {
        return lost(LostKind::NotJson, format!("HTTP {} without JSON", answer.status));
    };
    if let Some(code) = body.get("code").and_then(Value::as_i64) {
        return gateway(code, &body, answer);
    }
    match (text(&body, "status_code"), body.get("data").and_then(Value::as_array)) {
        (Some("OK"), Some(rows)) if answer.status == 200 => Verdict::Rows(rows.clone()),
        (code, _) => {
            let code = words(code.unwrap_or("no status_code"));
            lost(LostKind::UnexpectedAnswer, format!("HTTP {} {code}", answer.status))
        }
    }
}

/// What a call proves about each of its numbers, and whether asking on is of no use.
pub(super) fn statuses(numbers: &[BusinessNumber], asked: Result<Verdict, Fault>) -> (Vec<StatusRead>, bool) {
    let read = |row: &Value| read_status(row).map(StatusRead::Known);
    let missing = || StatusRead::NoAnswer("the answer does not say the business's state".to_owned());
    spread(&numbers.iter().collect::<Vec<_>>(), asked, read, missing)
}

/// The same for claims.
pub(super) fn validations(
    questions: &[RegisterQuestion],
    asked: Result<Verdict, Fault>,
) -> (Vec<Asked<Validated>>, bool) {
    let numbers: Vec<&BusinessNumber> = questions.iter().map(|question| &question.number).collect();
    let read = |row: &Value| read_validated(row).map(Asked::Known);
    let missing = || Asked::NoAnswer("the answer does not say whether it is so".to_owned());
    // Two claims may be about one number; the rows come in the order asked, and only then is it certain which is whose.
    match asked {
        Ok(Verdict::Rows(rows)) => (in_order(&numbers, &rows, read, missing), false),
        other => spread(&numbers, other, read, missing),
    }
}

/// The code of an answer as text, for the exchange.
pub(super) fn code_text_of(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let of_gateway = body.get("code").and_then(Value::as_i64).map(|code| code.to_string());
    of_gateway.or_else(|| text(&body, "status_code").map(words))
}

fn spread<T: Unanswered + Clone>(
    numbers: &[&BusinessNumber],
    asked: Result<Verdict, Fault>,
    read: impl Fn(&Value) -> Option<T>,
    missing: impl Fn() -> T,
) -> (Vec<T>, bool) {
    let all = |outcome: T| vec![outcome; numbers.len()];
    match asked {
        Ok(Verdict::Rows(rows)) => {
            let row_of =
                |number: &&BusinessNumber| rows.iter().find(|row| text(row, "b_no") == Some(number.digits()));
            let reads = numbers.iter().map(|number| row_of(number).and_then(&read).unwrap_or_else(&missing));
            (reads.collect(), false)
        }
        Ok(Verdict::NotNow(wait)) => (all(T::not_now(wait)), true),
        Ok(Verdict::Stopped(stop)) => (all(T::stopped(stop)), true),
        Ok(Verdict::Lost(lost)) => (all(T::lost(lost)), false),
        Err(fault) => (all(unanswered(fault)), false),
    }
}

fn in_order<T>(
    numbers: &[&BusinessNumber],
    rows: &[Value],
    read: impl Fn(&Value) -> Option<T>,
    missing: impl Fn() -> T,
) -> Vec<T> {
    let row = |(at, number): (usize, &&BusinessNumber)| {
        rows.get(at).filter(|row| text(row, "b_no") == Some(number.digits())).and_then(&read)
    };
    numbers.iter().enumerate().map(|asked| row(asked).unwrap_or_else(&missing)).collect()
}

/// The portal's gateway, before the service was even asked.
fn gateway(code: i64, body: &Value, answer: &Answer) -> Verdict {
    let message = words(text(body, "msg").unwrap_or_default());
    match code {
        -3 | -4 | -9 | -401 => Verdict::Stopped(RouteStop { code: code.to_string(), message }),
        -10 => Verdict::NotNow(NotNow {
            code: code.to_string(),
            reason: HeldReason::Quota,
            retry_after_ms: answer.retry_after_ms,
            resets_at: None,
        }),
        _ => lost(LostKind::UnexpectedAnswer, format!("HTTP {} {code} {message}", answer.status)),
    }
}

fn lost(kind: LostKind, cause: String) -> Verdict {
    Verdict::Lost(LostAnswer { kind, cause })
}

#[cfg(test)]
mod answers_tests;
