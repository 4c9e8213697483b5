//! Answers in the terms of `nts`, as the real route would read them from the wire.

use chrono::{Days, NaiveDateTime};
use domain::{HeldReason, Refusal};
use nts::{
    DayPage, ListedDay, LookedUp, LostAnswer, LostKind, NotNow, NotSentCause, Quota, QuotaRead, Reply,
    RouteStop, Sent, StoredDocument, Transmitted,
};

use super::exchange;
use crate::authority::{Authority, Verdict};

pub fn reply<T>(call: &'static str, outcome: T) -> Reply<T> {
    Reply { outcome, exchanges: vec![exchange(call)] }
}

/// The authority's word as heard by the shop.
pub fn sent(verdict: Verdict, now: NaiveDateTime) -> Sent {
    match verdict {
        Verdict::Approved(approval) => Sent::Approved(approval),
        Verdict::Duplicate(stored) => Sent::Duplicate(stored),
        Verdict::Rejected(code) => {
            Sent::Rejected(Refusal { code: code.to_owned(), field: None, message: String::new() })
        }
        Verdict::DayIsFull => Sent::NotNow(NotNow {
            code: "E4001".to_owned(),
            reason: HeldReason::Quota,
            retry_after_ms: None,
            resets_at: Some(next_midnight(now)),
        }),
    }
}

pub fn not_now(code: &str, reason: HeldReason, retry_after_ms: Option<u64>) -> NotNow {
    NotNow { code: code.to_owned(), reason, retry_after_ms, resets_at: None }
}

pub fn stopped() -> RouteStop {
    RouteStop { code: "E1003".to_owned(), message: String::new() }
}

pub fn unknown(kind: LostKind) -> Sent {
    Sent::Unknown(LostAnswer { kind, cause: kind.as_str().to_owned() })
}

pub fn refused() -> NotSentCause {
    NotSentCause::DnsOrConnect("connection refused".to_owned())
}

pub fn connect_timeout() -> Sent {
    Sent::NotSent(NotSentCause::ConnectTimeout { limit_ms: nts::HometaxConfig::CONNECT_TIMEOUT_MS })
}

pub fn no_token() -> Sent {
    Sent::NotSent(NotSentCause::TokenCall { cause: "reset".to_owned() })
}

pub fn quota(authority: &Authority, now: NaiveDateTime) -> QuotaRead {
    QuotaRead::Known(Quota {
        daily_limit: authority.daily_limit.into(),
        used: authority.used(now.date()).into(),
        resets_at: next_midnight(now),
    })
}

pub fn page(documents: Vec<StoredDocument>) -> ListedDay {
    ListedDay::Page(DayPage { documents, foreign_keys: Vec::new(), next_cursor: None })
}

pub fn in_short(sent: &Sent) -> String {
    match sent {
        Sent::Approved(approval) => format!("approved {}", approval.number),
        Sent::Duplicate(_) => "duplicate".to_owned(),
        Sent::Rejected(refusal) => format!("rejected {}", refusal.code),
        Sent::NotNow(wait) => format!("not now {} {:?}", wait.code, wait.retry_after_ms),
        Sent::RouteStopped(stop) => format!("stopped {}", stop.code),
        Sent::NotSent(cause) => format!("not sent: {cause}"),
        Sent::Unknown(lost) => format!("unknown: {lost}"),
    }
}

pub fn looked_up_in_short(found: &LookedUp) -> String {
    match found {
        LookedUp::Found(stored) => format!("found {:?}", stored.status),
        LookedUp::NotThere => "not there".to_owned(),
        LookedUp::NotNow(wait) => format!("not now {}", wait.code),
        LookedUp::RouteStopped(stop) => format!("stopped {}", stop.code),
        LookedUp::NotSent(cause) => format!("not sent: {cause}"),
        LookedUp::NoAnswer(cause) => cause.clone(),
    }
}

pub fn handed_over_in_short(outcome: &Transmitted) -> String {
    match outcome {
        Transmitted::Sent(sent_at) => format!("sent {sent_at}"),
        Transmitted::Refused(refusal) => format!("refused {}", refusal.code),
        Transmitted::NotThere => "not there".to_owned(),
        Transmitted::Declined(refusal) => format!("declined {}", refusal.code),
        Transmitted::NotNow(wait) => format!("not now {}", wait.code),
        Transmitted::RouteStopped(stop) => format!("stopped {}", stop.code),
        Transmitted::NotSent(cause) => format!("not sent: {cause}"),
        Transmitted::NoAnswer(cause) => cause.clone(),
    }
}

fn next_midnight(now: NaiveDateTime) -> String {
    format!("{}T00:00:00+09:00", now.date() + Days::new(1))
}
