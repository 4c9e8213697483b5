//! Reads answers into outcomes. It branches on `resultCode`, never on the message.
//!
//! An answer is believed only as far as it hangs together: a success needs a 2xx and our own document key, "not there" needs
//! `E3002` with its 404 (a wrong address answers 404 too), and a server error says nothing about the document unless it is
//! the announced maintenance (`E5002`). Whatever does not hang together is a lost answer.

use domain::{DocumentKey, HeldReason, KeyKind, Refusal};
use serde_json::Value;

use super::status_wire;
use super::stored_wire::{approval, read_stored};
use crate::http::Answer;
use crate::outcome::{
    DayPage, ListedDay, LookedUp, LostAnswer, LostKind, NotNow, Quota, QuotaRead, RouteStop, Sent,
    StatusRead, Transmitted,
};
use crate::redact::redact_text;
use crate::said::{korean_time, short, text, words};
use crate::stored::StoredDocument;
use crate::token::{Granted, NoToken, REFRESH_BEFORE_EXPIRY_S, Token, token_call};
use crate::unanswered::Unanswered;

const MAX_FIELD_CHARS: usize = 40;

/// What the answer to a document's request proves.
pub(super) fn sent(key: &DocumentKey, answer: &Answer) -> Sent {
    match judge(answer) {
        Verdict::Success(body) => approved(key, &body).map_or_else(Sent::Unknown, Sent::Approved),
        Verdict::Refused(refused) if refused.code == "E3001" => match duplicate(key, &refused) {
            Some(stored) => Sent::Duplicate(Box::new(stored)),
            None => Sent::Unknown(unexpected("E3001 without the document it speaks of")),
        },
        Verdict::Refused(refused) => Sent::Rejected(refused.into_refusal()),
        Verdict::Silent(silence) => silence.into(),
    }
}

/// What the answer to a look-up proves.
pub(super) fn looked_up(key: &DocumentKey, answer: &Answer) -> LookedUp {
    if let Some(stored) = found(key, answer) {
        return LookedUp::Found(Box::new(stored));
    }
    match judge(answer) {
        Verdict::Success(_) => {
            LookedUp::NoAnswer("the answer does not hold the document asked for".to_owned())
        }
        Verdict::Refused(refused) if refused.code == "E3002" && answer.status == 404 => LookedUp::NotThere,
        Verdict::Refused(refused) => LookedUp::NoAnswer(refused.in_words()),
        Verdict::Silent(silence) => silence.into(),
    }
}

/// One page of a day.
pub(super) fn listed(answer: &Answer) -> ListedDay {
    match judge(answer) {
        Verdict::Success(body) => match day_page(&body) {
            Some(page) => ListedDay::Page(page),
            None => ListedDay::NoAnswer("the list cannot be read".to_owned()),
        },
        Verdict::Refused(refused) => ListedDay::NoAnswer(refused.in_words()),
        Verdict::Silent(silence) => silence.into(),
    }
}

/// The day's quota.
pub(super) fn quota(answer: &Answer) -> QuotaRead {
    let read = |body: &Value| {
        Some(Quota {
            daily_limit: body.get("dailyLimit")?.as_u64()?,
            used: body.get("used")?.as_u64()?,
            resets_at: text(body, "resetsAt")?.to_owned(),
        })
    };
    match judge(answer) {
        Verdict::Success(body) => match read(&body) {
            Some(quota) => QuotaRead::Known(quota),
            None => QuotaRead::NoAnswer("the quota cannot be read".to_owned()),
        },
        Verdict::Refused(refused) => QuotaRead::NoAnswer(refused.in_words()),
        Verdict::Silent(silence) => silence.into(),
    }
}

/// What the answer to a transmission proves.
pub(super) fn transmitted(key: &DocumentKey, answer: &Answer) -> Transmitted {
    if let Some(outcome) = transmission(key, answer) {
        return outcome;
    }
    match judge(answer) {
        Verdict::Success(_) => {
            Transmitted::NoAnswer("the answer does not say that the invoice asked for was sent".to_owned())
        }
        Verdict::Refused(refused) if refused.code == "E3002" && answer.status == 404 => Transmitted::NotThere,
        Verdict::Refused(refused) if refused.code == "E3002" => Transmitted::NoAnswer(refused.in_words()),
        Verdict::Refused(refused) => Transmitted::Declined(refused.into_refusal()),
        Verdict::Silent(silence) => silence.into(),
    }
}

/// What the NTS knows of a business number.
pub(super) fn business_status(answer: &Answer) -> StatusRead {
    match judge(answer) {
        Verdict::Success(body) => match status_wire::read(&body) {
            Some(status) => StatusRead::Known(status),
            None => StatusRead::NoAnswer("the business's state cannot be read".to_owned()),
        },
        Verdict::Refused(refused) if refused.code == "E2004" => {
            StatusRead::NotANumber(refused.into_refusal())
        }
        Verdict::Refused(refused) => StatusRead::NoAnswer(refused.in_words()),
        Verdict::Silent(silence) => silence.into(),
    }
}

/// The token call's answer.
pub(super) fn granted(answer: &Answer, asked_at_s: i64) -> Result<Granted, NoToken> {
    match judge(answer) {
        Verdict::Success(body) => {
            read_granted(&body, asked_at_s).ok_or_else(|| token_call("the token cannot be read"))
        }
        Verdict::Refused(refused) => Err(token_call(&refused.in_words())),
        Verdict::Silent(Silence::NotNow(not_now)) => Err(NoToken::NotNow(not_now)),
        Verdict::Silent(Silence::Stopped(stop)) => Err(NoToken::Stopped(stop)),
        Verdict::Silent(Silence::Lost(lost)) => Err(token_call(&lost.cause)),
    }
}

/// Whether the NTS refused our token, which proves that it took nothing.
pub(super) fn token_refused(answer: &Answer) -> bool {
    answer.status == 401 && result_code_of(&answer.body).as_deref() == Some("E1003")
}

/// The result code of a body, when it has one of the contract's form.
pub(super) fn result_code_of(body: &[u8]) -> Option<String> {
    serde_json::from_slice(body).ok().as_ref().and_then(result_code).map(str::to_owned)
}

enum Verdict {
    Success(Value),
    Refused(Refused),
    Silent(Silence),
}

/// An answer that says nothing about what was asked.
enum Silence {
    NotNow(NotNow),
    Stopped(RouteStop),
    Lost(LostAnswer),
}

impl Silence {
    fn into<T: Unanswered>(self) -> T {
        match self {
            Self::NotNow(wait) => T::not_now(wait),
            Self::Stopped(stop) => T::stopped(stop),
            Self::Lost(lost) => T::lost(lost),
        }
    }
}

/// An answer that refuses the request for what it says.
struct Refused {
    code: String,
    body: Value,
}

fn judge(answer: &Answer) -> Verdict {
    let server_error = answer.status >= 500;
    let Ok(body) = serde_json::from_slice::<Value>(&answer.body) else {
        let kind = if server_error { LostKind::Http5xx } else { LostKind::NotJson };
        return lost(kind, format!("HTTP {} without JSON", answer.status));
    };
    let code = result_code(&body).unwrap_or_default().to_owned();
    match code.as_str() {
        "E5002" => not_now(code, HeldReason::RouteDown, answer, &body),
        _ if server_error => lost(LostKind::Http5xx, format!("HTTP {} {code}", answer.status)),
        "" | "0000" if answer.succeeded() => Verdict::Success(body),
        "E1001" | "E1002" | "E1003" | "E1004" | "E1005" => {
            Verdict::Silent(Silence::Stopped(RouteStop { code, message: message(&body) }))
        }
        "E3005" => not_now(code, HeldReason::NotYetPossible, answer, &body),
        "E4001" => not_now(code, HeldReason::Quota, answer, &body),
        "E4002" => not_now(code, HeldReason::TooManyRequests, answer, &body),
        "E2001" | "E2002" | "E2003" | "E2004" | "E2005" | "E2006" | "E3001" | "E3002" | "E3003" | "E3004" => {
            Verdict::Refused(Refused { code, body })
        }
        _ => lost(LostKind::UnexpectedAnswer, format!("HTTP {} with result code `{code}`", answer.status)),
    }
}

fn not_now(code: String, reason: HeldReason, answer: &Answer, body: &Value) -> Verdict {
    let resets_at = text(body, "resetsAt").map(redact_text);
    Verdict::Silent(Silence::NotNow(NotNow {
        code,
        reason,
        retry_after_ms: answer.retry_after_ms,
        resets_at,
    }))
}

fn lost(kind: LostKind, cause: String) -> Verdict {
    Verdict::Silent(Silence::Lost(LostAnswer { kind, cause }))
}

fn unexpected(cause: &str) -> LostAnswer {
    LostAnswer { kind: LostKind::UnexpectedAnswer, cause: cause.to_owned() }
}

impl Refused {
    fn into_refusal(self) -> Refusal {
        let field = text(&self.body, "field").map(|field| short(field, MAX_FIELD_CHARS));
        Refusal { message: message(&self.body), code: self.code, field }
    }

    fn in_words(&self) -> String {
        format!("{} {}", self.code, message(&self.body))
    }
}

fn approved(key: &DocumentKey, body: &Value) -> Result<domain::Approval, LostAnswer> {
    if text(body, "documentKey") != Some(key.as_str()) {
        return Err(unexpected("the answer approves another document than the one sent"));
    }
    let read = match key.kind() {
        KeyKind::Receipt | KeyKind::Cancel => {
            approval(text(body, "approvalNumber"), text(body, "approvedAt"))
        }
        KeyKind::Invoice | KeyKind::Amendment => approval(text(body, "invoiceId"), text(body, "issuedAt")),
    };
    read.filter(|approval| approval.number.invoice().is_some() == key.kind().is_invoice())
        .ok_or_else(|| unexpected("the answer has no readable approval number and time"))
}

/// A transmission's answer that is about our invoice; one that was refused carries its own result code.
fn transmission(key: &DocumentKey, answer: &Answer) -> Option<Transmitted> {
    let body: Value = serde_json::from_slice(&answer.body).ok().filter(|_| answer.succeeded())?;
    if text(&body, "documentKey")? != key.as_str() {
        return None;
    }
    match text(&body, "status")? {
        "sent" => Some(Transmitted::Sent(korean_time(text(&body, "sentAt")?)?)),
        "rejected" => Some(Transmitted::Refused(Refusal {
            code: result_code(&body)?.to_owned(),
            field: None,
            message: message(&body),
        })),
        _ => None,
    }
}

/// A found document comes first: its result code is the document's own and may well be a refusal.
fn found(key: &DocumentKey, answer: &Answer) -> Option<StoredDocument> {
    let body = serde_json::from_slice(&answer.body).ok().filter(|_| answer.succeeded())?;
    read_stored(&body).filter(|stored| stored.key == *key)
}

fn duplicate(key: &DocumentKey, refused: &Refused) -> Option<StoredDocument> {
    read_stored(refused.body.get("document")?).filter(|stored| stored.key == *key)
}

/// Documents under keys of another form are other programs'; they are named, not dropped. One that cannot be read at all
/// spoils the page, for a reconciliation over part of a day would call the rest missing.
fn day_page(body: &Value) -> Option<DayPage> {
    let mut page = DayPage { documents: Vec::new(), foreign_keys: Vec::new(), next_cursor: None };
    for document in body.get("documents")?.as_array()? {
        let key = text(document, "documentKey")?;
        if DocumentKey::parse(key).is_ok() {
            page.documents.push(read_stored(document)?);
        } else {
            page.foreign_keys.push(key.to_owned());
        }
    }
    page.next_cursor = text(body, "nextCursor").map(str::to_owned);
    Some(page)
}

fn read_granted(body: &Value, asked_at_s: i64) -> Option<Granted> {
    let token = text(body, "access_token").filter(|token| !token.is_empty())?;
    let expires_in_s = body.get("expires_in")?.as_i64()?;
    let refresh_at_s = asked_at_s.saturating_add(expires_in_s).saturating_sub(REFRESH_BEFORE_EXPIRY_S);
    Some(Granted { token: Token::new(token), refresh_at_s })
}

fn result_code(body: &Value) -> Option<&str> {
    let code = text(body, "resultCode")?;
    let formed = (4..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    formed.then_some(code)
}

fn message(body: &Value) -> String {
    words(text(body, "message").unwrap_or_default())
}
