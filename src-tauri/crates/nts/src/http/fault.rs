//! Failures of a request, judged by whether a byte of it can have left.

use std::error::Error;
use std::io;

use crate::outcome::{LostAnswer, LostKind, NotSentCause};
use crate::redact::redact;

/// No whole answer.
pub(crate) enum Fault {
    /// No byte of the request left.
    NotSent(NotSentCause),
    /// The request may have arrived.
    Lost(LostAnswer),
}

/// What a failure before the head of the answer proves.
pub(super) fn before_head(error: &reqwest::Error, connect_timeout_ms: u64) -> Fault {
    if !error.is_connect() {
        return Fault::Lost(lost_before_head(error));
    }
    Fault::NotSent(if let Some(tls) = tls_fault(error) {
        NotSentCause::Tls(tls)
    } else if error.is_timeout() {
        NotSentCause::ConnectTimeout { limit_ms: connect_timeout_ms }
    } else if was_refused(error) {
        NotSentCause::Refused(root_cause(error))
    } else {
        NotSentCause::DnsOrConnect(root_cause(error))
    })
}

fn lost_before_head(error: &reqwest::Error) -> LostAnswer {
    if error.is_timeout() {
        lost(LostKind::Timeout, "no answer in time".to_owned())
    } else {
        lost(LostKind::Reset, format!("the connection broke before the answer: {}", root_cause(error)))
    }
}

/// What a failure inside the answer leaves open.
pub(super) fn lost_in_body(error: &reqwest::Error) -> LostAnswer {
    if error.is_timeout() {
        lost(LostKind::Timeout, "the answer did not end in time".to_owned())
    } else {
        lost(LostKind::TruncatedBody, format!("the answer broke off: {}", root_cause(error)))
    }
}

/// A lost answer.
pub(super) fn lost(kind: LostKind, cause: String) -> LostAnswer {
    LostAnswer { kind, cause }
}

/// Somebody is there and does not listen; a missing name or way would say something else.
fn was_refused(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(this) = cause {
        if this.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::ConnectionRefused) {
            return true;
        }
        cause = this.source();
    }
    false
}

/// The innermost cause in words. The outer ones repeat the address.
pub(super) fn root_cause(error: &reqwest::Error) -> String {
    let mut innermost: &dyn Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    if innermost.is::<reqwest::Error>() {
        "no cause given".to_owned()
    } else {
        redact(&innermost.to_string())
    }
}

/// What TLS had against the other side. rustls hides inside an `io::Error`, which `source()` steps over.
fn tls_fault(error: &reqwest::Error) -> Option<String> {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(this) = cause {
        let inner = this.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let found = this.downcast_ref::<rustls::Error>();
        if let Some(fault) = found.or_else(|| inner.and_then(|inner| inner.downcast_ref())) {
            return Some(redact(&fault.to_string()));
        }
        cause = inner.map(|inner| inner as &(dyn Error + 'static)).or_else(|| this.source());
    }
    None
}
