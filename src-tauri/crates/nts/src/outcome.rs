//! What a call proved. Each variant says what happened to the document, not what happened to the socket.

use chrono::NaiveDateTime;
use domain::{Approval, BusinessStatus, HeldReason, Refusal};

use crate::stop_reason::StopReason;
use crate::stored::StoredDocument;

/// What sending a document proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// Taken, with an approval number (승인번호).
    Approved(Approval),
    /// The key was already used (`E3001`), and this is what the NTS holds. Compare: equal means it is ours and was taken before.
    Duplicate(Box<StoredDocument>),
    /// Refused for what it says; sending the same bytes again cannot help.
    Rejected(Refusal),
    /// Not taken for now; the same bytes may be sent later.
    NotNow(NotNow),
    /// The route as a whole does not work until somebody renews or repairs something. Nothing was taken.
    RouteStopped(RouteStop),
    /// Proof that no byte of the document left this machine.
    NotSent(NotSentCause),
    /// The document may have been taken. Look it up; never resend on this alone.
    Unknown(LostAnswer),
}

/// What a look-up proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookedUp {
    /// The NTS holds a document under this key.
    Found(Box<StoredDocument>),
    /// It says it holds none (`E3002`). Proof only after the route's quiet period.
    NotThere,
    /// Ask later.
    NotNow(NotNow),
    /// The route does not work.
    RouteStopped(RouteStop),
    /// The question did not leave this machine.
    NotSent(NotSentCause),
    /// Nothing was learnt; the cause in words, without identifiers.
    NoAnswer(String),
}

/// What asking for the quota brought. The courier asks it to see whether a line that was down is up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuotaRead {
    /// The NTS's own count.
    Known(Quota),
    /// The route counts no documents, and it works.
    NotCounted,
    /// Ask later.
    NotNow(NotNow),
    /// The route does not work.
    RouteStopped(RouteStop),
    /// The question did not leave this machine.
    NotSent(NotSentCause),
    /// Nothing was learnt; the cause in words, without identifiers.
    NoAnswer(String),
}

/// What asking the NTS to take over an issued invoice (전송) brought. The call may be repeated: it creates nothing, and one that
/// was sent already answers when that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transmitted {
    /// The NTS has it since then (Korean time).
    Sent(NaiveDateTime),
    /// It was transmitted and refused.
    Refused(Refusal),
    /// The server does not hold the invoice.
    NotThere,
    /// The server answered and would not do it, which says nothing of what was transmitted before.
    Declined(Refusal),
    /// Ask later.
    NotNow(NotNow),
    /// The route does not work.
    RouteStopped(RouteStop),
    /// The question did not leave this machine.
    NotSent(NotSentCause),
    /// Nothing was learnt; the cause in words, without identifiers.
    NoAnswer(String),
}

/// What asking for a business number's state (상태조회) brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusRead {
    /// What the NTS knows of it.
    Known(BusinessStatus),
    /// The NTS takes it for no business number at all.
    NotANumber(Refusal),
    /// Ask later.
    NotNow(NotNow),
    /// The route does not work.
    RouteStopped(RouteStop),
    /// The question did not leave this machine.
    NotSent(NotSentCause),
    /// Nothing was learnt; the cause in words, without identifiers.
    NoAnswer(String),
}

/// The day's quota at the NTS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// Documents allowed per day.
    pub daily_limit: u64,
    /// Documents used today.
    pub used: u64,
    /// When the count starts anew, as the NTS wrote it (RFC 3339).
    pub resets_at: String,
}

/// What listing the documents of a day, or the invoices of a span of days, brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListedDay {
    /// One page of documents.
    Page(DayPage),
    /// Ask later.
    NotNow(NotNow),
    /// The route does not work.
    RouteStopped(RouteStop),
    /// Nothing was learnt; the cause in words, without identifiers.
    NoAnswer(String),
}

/// One page of a day's documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPage {
    /// The documents, in the NTS's order.
    pub documents: Vec<StoredDocument>,
    /// Keys of documents that another program issued for this shop, not in our key's form.
    pub foreign_keys: Vec<String>,
    /// Hand this to the next call; `None` on the last page.
    pub next_cursor: Option<String>,
}

/// An answer that proves nothing was taken and invites a later try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotNow {
    /// The result code, for the small print.
    pub code: String,
    /// Why the document waits.
    pub reason: HeldReason,
    /// How long the NTS asks to wait (`Retry-After`), in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// When the quota starts anew, as the NTS wrote it (RFC 3339).
    pub resets_at: Option<String>,
}

/// The route stopped: certificate, signature or clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteStop {
    /// `E1001` certificate expired, `E1002` unknown, `E1003` token refused twice, `E1004` signature, `E1005` clock; of Popbill its
    /// own code. [`StopReason::of_code`] says what it means.
    pub code: String,
    /// The NTS's own words, redacted.
    pub message: String,
}

impl RouteStop {
    /// What has to be repaired, where the code is known.
    #[must_use]
    pub fn reason(&self) -> Option<StopReason> {
        StopReason::of_code(&self.code)
    }

    /// Whether only tax invoices are stopped and receipts go on.
    #[must_use]
    pub fn stops_only_invoices(&self) -> bool {
        StopReason::stops_only_invoices(&self.code)
    }
}

/// What asking for something else of the account brought: points, a certificate. Creates nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked<T> {
    /// The answer.
    Known(T),
    /// The service will not say, or says no.
    Refused(Refusal),
    /// Ask later.
    NotNow(NotNow),
    /// The route does not work.
    RouteStopped(RouteStop),
    /// The question did not leave this machine.
    NotSent(NotSentCause),
    /// Nothing was learnt; the cause in words, without identifiers.
    NoAnswer(String),
}

/// Why a document certainly stayed here. Texts carry no identifiers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSentCause {
    /// No name or no way there: the shop's own line.
    #[error("could not connect: {0}")]
    DnsOrConnect(String),
    /// The machine at the other end is there and nobody listens: the line works.
    #[error("the connection was refused: {0}")]
    Refused(String),
    /// The other side could not prove who it is, or would not speak our TLS.
    #[error("no trusted connection: {0}")]
    Tls(String),
    /// Nobody answered while connecting.
    #[error("no connection within {limit_ms} ms")]
    ConnectTimeout {
        /// The limit that ran out.
        limit_ms: u64,
    },
    /// The token call failed after connecting, so the document's request was never begun.
    #[error("no access token: {cause}")]
    TokenCall {
        /// What went wrong.
        cause: String,
    },
}

impl NotSentCause {
    /// Why the document waits: the shop's line is down, or the line works and the route does not.
    #[must_use]
    pub const fn held_reason(&self) -> HeldReason {
        match self {
            Self::DnsOrConnect(_) | Self::ConnectTimeout { .. } => HeldReason::NoNetwork,
            Self::Refused(_) | Self::Tls(_) | Self::TokenCall { .. } => HeldReason::RouteDown,
        }
    }
}

/// An answer that never came, or came and could not be relied on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct LostAnswer {
    /// How it was lost.
    pub kind: LostKind,
    /// The same in words for the attempt's row, without identifiers.
    pub cause: String,
}

/// How an answer was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LostKind {
    /// The total time ran out.
    Timeout,
    /// The connection broke before the head of the answer.
    Reset,
    /// The connection broke inside the answer.
    TruncatedBody,
    /// The answer passed 8 MiB.
    TooLarge,
    /// A server error, `E5001` included.
    Http5xx,
    /// The answer is not JSON.
    NotJson,
    /// JSON, but not an answer to what was asked.
    UnexpectedAnswer,
    /// The server pointed elsewhere; redirects are never followed.
    Redirect,
}

impl LostKind {
    /// Stable name for the book.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Reset => "reset",
            Self::TruncatedBody => "truncated_body",
            Self::TooLarge => "too_large",
            Self::Http5xx => "http_5xx",
            Self::NotJson => "not_json",
            Self::UnexpectedAnswer => "unexpected_answer",
            Self::Redirect => "redirect",
        }
    }
}
