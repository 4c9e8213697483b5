//! Why a conversation ended before the content of the mail began to leave.

use std::io;
use std::time::Duration;

use lettre::transport::smtp::Error;

use crate::outcome::{NotSentCause, Refusal, Step};
use crate::redact::Hidden;

/// An end that proves the mail was not taken.
#[derive(Debug)]
pub(crate) enum Stop {
    NotSent(NotSentCause),
    Refused(Refusal),
}

impl Stop {
    /// What a reply below 600 that is no yes means at `step`. `text` is redacted here.
    pub(super) fn replied(step: Step, code: u16, text: &str, hidden: &Hidden) -> Self {
        let text = hidden.redact(text);
        match code {
            400..=499 => Self::NotSent(NotSentCause::Postponed { step, code, text }),
            500..=599 => Self::Refused(Refusal { part: step.part(), code, text }),
            _ => Self::broken(step, format!("an unexpected answer ({code})")),
        }
    }

    /// The connection ended or made no sense.
    pub(super) fn broken(step: Step, cause: impl Into<String>) -> Self {
        Self::NotSent(NotSentCause::Broken { step, cause: cause.into() })
    }

    /// An input or output error after connecting.
    pub(super) fn io(step: Step, error: &io::Error) -> Self {
        Self::broken(step, words(error))
    }

    /// What lettre met at `step`.
    pub(super) fn smtp(step: Step, error: &Error, hidden: &Hidden) -> Self {
        match error.status() {
            Some(code) => Self::replied(step, code.into(), &source_text(error), hidden),
            None => Self::broken(step, hidden.redact(&source_text(error))),
        }
    }
}

/// Waits for `work`, but not longer than `limit`.
pub(super) async fn within<T>(
    limit: Duration,
    step: Step,
    work: impl Future<Output = Result<T, Stop>>,
) -> Result<T, Stop> {
    let silent = || Stop::NotSent(NotSentCause::Silent { step, limit_ms: millis(limit) });
    tokio::time::timeout(limit, work).await.unwrap_or_else(|_| Err(silent()))
}

pub(super) fn millis(limit: Duration) -> u64 {
    u64::try_from(limit.as_millis()).unwrap_or(u64::MAX)
}

/// The operating system's words; an end of the stream has none of its own worth keeping.
fn words(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        "the server closed the connection".to_owned()
    } else {
        error.to_string()
    }
}

/// The server's words, or the cause below lettre's own.
pub(super) fn source_text(error: &Error) -> String {
    let source = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    match source.as_str() {
        "" => "no cause given".to_owned(),
        "incomplete response" => "the server closed the connection".to_owned(),
        _ => source,
    }
}
