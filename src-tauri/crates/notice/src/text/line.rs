//! One HTTPS request to the gateway, and the line between "never left" and "may have arrived".
//!
//! The line is drawn where the HTTP client draws it: a failure of its connector happened before any byte of a request was
//! written, every later failure did not.

use std::error::Error;
use std::io;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::{Method, Response, StatusCode};

use super::gateway::TextGateway;
use super::outcome::TextNotSent;
use super::signature::authorization;
use crate::redact::Hidden;

const MAX_RESPONSE_BYTES: usize = 4 * 1024 * 1024;

/// One request to make.
pub(super) struct Call<'a> {
    pub(super) method: Method,
    /// From the root, without a query.
    pub(super) path: &'a str,
    pub(super) query: &'a [(&'a str, &'a str)],
    /// JSON; empty for none.
    pub(super) body: String,
}

/// A whole answer of any status outside 3xx.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Vec<u8>,
}

/// No whole answer.
pub(super) enum Fault {
    /// No byte of the request left.
    NotSent(TextNotSent),
    /// The request may have arrived; how the answer was lost.
    Lost(String),
}

/// Makes one request and reads the whole answer.
pub(super) async fn ask(
    gateway: &TextGateway,
    call: Call<'_>,
    unix_seconds: i64,
    hidden: &Hidden,
) -> Result<Answer, Fault> {
    let signed = authorization(&gateway.key, &gateway.secret, unix_seconds)
        .map_err(|cause| Fault::NotSent(TextNotSent::NotMade(cause.to_owned())))?;
    let mut url = gateway.base.clone();
    url.set_path(&format!("{}{}", gateway.base.path().trim_end_matches('/'), call.path));
    if !call.query.is_empty() {
        url.query_pairs_mut().extend_pairs(call.query);
    }
    let mut request =
        gateway.http.request(call.method, url).header(AUTHORIZATION, signed).timeout(gateway.patience);
    if !call.body.is_empty() {
        request = request.header(CONTENT_TYPE, "application/json; charset=utf-8").body(call.body);
    }
    let response = request.send().await.map_err(|error| before_head(&error, hidden))?;
    read(response, hidden).await.map_err(Fault::Lost)
}

async fn read(mut response: Response, hidden: &Hidden) -> Result<Answer, String> {
    let status = response.status();
    if status.is_redirection() {
        return Err(format!("the server pointed elsewhere (HTTP {status})"));
    }
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > MAX_RESPONSE_BYTES => {
                return Err("the answer is too large".to_owned());
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(Answer { status, body }),
            Err(error) if error.is_timeout() => return Err("the answer did not end in time".to_owned()),
            Err(error) => return Err(format!("the answer broke off: {}", root_cause(&error, hidden))),
        }
    }
}

fn before_head(error: &reqwest::Error, hidden: &Hidden) -> Fault {
    let cause = root_cause(error, hidden);
    if error.is_builder() {
        return Fault::NotSent(TextNotSent::NotMade(cause));
    }
    if !error.is_connect() {
        let silent = error.is_timeout();
        return Fault::Lost(if silent {
            "no answer in time".to_owned()
        } else {
            format!("the connection broke before the answer: {cause}")
        });
    }
    Fault::NotSent(if let Some(fault) = tls_fault(error) {
        TextNotSent::Tls(hidden.redact(&fault))
    } else if was_refused(error) {
        TextNotSent::ConnectionRefused(cause)
    } else {
        TextNotSent::DnsOrConnect(cause)
    })
}

/// The innermost cause in words. The outer ones repeat the address, which may name the customer's number.
fn root_cause(error: &reqwest::Error, hidden: &Hidden) -> String {
    let mut innermost: &dyn Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    if innermost.is::<reqwest::Error>() {
        "no cause given".to_owned()
    } else {
        hidden.redact(&innermost.to_string())
    }
}

/// Somebody is there and does not listen; a missing name or way would say something else.
fn was_refused(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::ConnectionRefused)
    })
}

/// What TLS had against the other side.
fn tls_fault(error: &reqwest::Error) -> Option<String> {
    causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>()).map(ToString::to_string)
}

/// From the outermost cause inward. rustls hides inside an `io::Error`, which `source()` steps over.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| {
        let inner = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        inner.map(|inner| inner as &(dyn Error + 'static)).or_else(|| cause.source())
    })
}
