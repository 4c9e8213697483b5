//! Reads answers into outcomes. It branches on the code, never on the words or the HTTP status, which the service does not document
//! (providers.md §2): success is a 200 without a negative code, and a code that is not known proves nothing.

use chrono::NaiveDateTime;
use domain::{Approval, ApprovalNumber, DocumentKey, HeldReason, Refusal};
use serde_json::Value;

use super::code::{Class, asks_for_state, class_of};
use super::receipt_wire::frozen_trade_date;
use super::stored_wire::{Held, kst, page};
use crate::http::Answer;
use crate::outcome::{ListedDay, LookedUp, LostAnswer, LostKind, NotNow, QuotaRead, RouteStop, Sent};
use crate::route::{Act, FrozenRequest};
use crate::said::{parse_date, text, words};
use crate::unanswered::Unanswered;

/// What an answer says of the question.
pub(super) enum Verdict {
    /// Yes, with what was asked for.
    Success(Value),
    /// A no that is about the question.
    Told(Told),
    /// It says nothing about the question.
    Silent(Silence),
}

/// A no that is about the question.
pub(super) struct Told {
    pub(super) class: Class,
    pub(super) code: i64,
    words: String,
}

/// An answer that says nothing about what was asked.
pub(super) enum Silence {
    NotNow(NotNow),
    Stopped(RouteStop),
    Lost(LostAnswer),
}

/// What the answer to a document's request proves.
pub(super) enum SentRead {
    /// This.
    Proved(Sent),
    /// The key was used before, and the answer does not show by what: look it up.
    UsedBefore,
}

/// Judges an answer by its code.
pub(super) fn judge(answer: &Answer) -> Verdict {
    let Ok(body) = serde_json::from_slice::<Value>(&answer.body) else {
        let kind = if answer.status >= 500 { LostKind::Http5xx } else { LostKind::NotJson };
        return lost(kind, format!("HTTP {} without JSON", answer.status));
    };
    let code = match code_of(&body) {
        None | Some(1) if answer.status == 200 => return Verdict::Success(body),
        None if answer.status >= 500 => return lost(LostKind::Http5xx, format!("HTTP {}", answer.status)),
        None => return lost(LostKind::UnexpectedAnswer, format!("HTTP {} without a code", answer.status)),
        Some(code) => code,
    };
    let words = words(text(&body, "message").unwrap_or_default());
    match class_of(code) {
        class @ (Class::NotThere | Class::Duplicate | Class::Refused) => {
            Verdict::Told(Told { class, code, words })
        }
        class @ Class::Unknown if asks_for_state(code) => Verdict::Told(Told { class, code, words }),
        Class::Token | Class::Stopped => {
            Verdict::Silent(Silence::Stopped(RouteStop { code: code.to_string(), message: words }))
        }
        Class::Slow => not_now(code, HeldReason::TooManyRequests, answer),
        Class::NotYet => not_now(code, HeldReason::NotYetPossible, answer),
        Class::Unknown if answer.status >= 500 => {
            lost(LostKind::Http5xx, format!("HTTP {} {code}", answer.status))
        }
        Class::Unknown => {
            lost(LostKind::UnexpectedAnswer, format!("HTTP {} with the code {code}", answer.status))
        }
    }
}

/// What the answer to a document's request proves; `now_s` is when it was heard, for replies that name no moment.
pub(super) fn sent(request: &FrozenRequest, answer: &Answer, now: Option<NaiveDateTime>) -> SentRead {
    let proved = match judge(answer) {
        Verdict::Success(body) => approved(request, &body, now)
            .map_or_else(|| Sent::Unknown(unexpected("it says neither yes nor no")), Sent::Approved),
        Verdict::Told(Told { class: Class::Duplicate, .. }) => return SentRead::UsedBefore,
        Verdict::Told(told) if told.class == Class::Refused => Sent::Rejected(told.into_refusal()),
        Verdict::Told(told) => Sent::Unknown(unexpected(&told.in_words())),
        Verdict::Silent(silence) => silence.into(),
    };
    SentRead::Proved(proved)
}

/// What the answer to a look-up proves; `read` knows the form of the product.
pub(super) fn looked_up(key: &DocumentKey, answer: &Answer, read: fn(&Value) -> Option<Held>) -> LookedUp {
    match judge(answer) {
        Verdict::Success(body) => match read(&body) {
            Some(Held::Document(stored)) if stored.key == *key => LookedUp::Found(stored),
            Some(Held::NotIssued { state }) => LookedUp::NoAnswer(not_issued(state)),
            Some(Held::Document(_) | Held::Foreign { .. }) | None => {
                LookedUp::NoAnswer("the answer does not hold the document asked for".to_owned())
            }
        },
        Verdict::Told(told) if told.class == Class::NotThere => LookedUp::NotThere,
        Verdict::Told(told) => LookedUp::NoAnswer(told.in_words()),
        Verdict::Silent(silence) => silence.into(),
    }
}

/// A draft or a refused request under our key, which only a person at Popbill's own pages can have made.
pub(super) fn not_issued(state: i64) -> String {
    format!("under this key stands something at Popbill that is not issued (state {state})")
}

/// One page of a search.
pub(super) fn listed(answer: &Answer, read: fn(&Value) -> Option<Held>) -> ListedDay {
    match judge(answer) {
        Verdict::Success(body) => match page(&body, read) {
            Some(page) => ListedDay::Page(page),
            None => ListedDay::NoAnswer("the list cannot be read".to_owned()),
        },
        Verdict::Told(told) => ListedDay::NoAnswer(told.in_words()),
        Verdict::Silent(silence) => silence.into(),
    }
}

/// Whether the line works; Popbill counts no documents.
pub(super) fn line_works(answer: &Answer) -> QuotaRead {
    match judge(answer) {
        Verdict::Success(_) => QuotaRead::NotCounted,
        Verdict::Told(told) => QuotaRead::NoAnswer(told.in_words()),
        Verdict::Silent(silence) => silence.into(),
    }
}

/// Whether our token was refused, which proves that nothing was taken.
pub(super) fn token_refused(answer: &Answer) -> bool {
    let body = serde_json::from_slice(&answer.body).ok();
    body.as_ref().and_then(code_of).is_some_and(|code| class_of(code) == Class::Token)
}

/// The code of an answer as text, for the exchange.
pub(super) fn code_text_of(body: &[u8]) -> Option<String> {
    let body = serde_json::from_slice(body).ok()?;
    code_of(&body).map(|code| code.to_string())
}

/// An answer that came and says something else than what was asked.
pub(super) fn unexpected(cause: &str) -> LostAnswer {
    LostAnswer { kind: LostKind::UnexpectedAnswer, cause: cause.to_owned() }
}

impl Silence {
    pub(super) fn into<T: Unanswered>(self) -> T {
        match self {
            Self::NotNow(wait) => T::not_now(wait),
            Self::Stopped(stop) => T::stopped(stop),
            Self::Lost(lost) => T::lost(lost),
        }
    }
}

impl Told {
    pub(super) fn into_refusal(self) -> Refusal {
        Refusal { code: self.code.to_string(), field: None, message: self.words }
    }

    pub(super) fn in_words(&self) -> String {
        format!("{} {}", self.code, self.words)
    }
}

fn code_of(body: &Value) -> Option<i64> {
    body.get("code")?.as_i64()
}

/// The yes to a receipt carries no key, so its trade date must be ours; the invoice's carries only its number.
fn approved(request: &FrozenRequest, body: &Value, now: Option<NaiveDateTime>) -> Option<Approval> {
    code_of(body).filter(|code| *code == 1)?;
    let (number, at) = match request.act {
        Act::Issue | Act::Cancel => {
            let traded_on = parse_date(text(body, "tradeDate")?)?;
            if Some(traded_on) != frozen_trade_date(request) {
                return None;
            }
            (text(body, "confirmNum")?, now)
        }
        Act::Invoice => {
            let number = text(body, "ntsConfirmNum").or_else(|| text(body, "ntsconfirmNum"))?;
            (number, text(body, "issueDT").and_then(kst).or(now))
        }
    };
    let number = ApprovalNumber::parse(number).ok()?;
    let fits = number.invoice().is_some() == (request.act == Act::Invoice);
    fits.then_some(Approval { number, at: at? })
}

fn not_now(code: i64, reason: HeldReason, answer: &Answer) -> Verdict {
    let retry_after_ms = answer.retry_after_ms;
    Verdict::Silent(Silence::NotNow(NotNow {
        code: code.to_string(),
        reason,
        retry_after_ms,
        resets_at: None,
    }))
}

fn lost(kind: LostKind, cause: String) -> Verdict {
    Verdict::Silent(Silence::Lost(LostAnswer { kind, cause }))
}
