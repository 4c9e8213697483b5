//! What went over the wire, fit for keeping: every attempt becomes a row in the book with identifiers redacted.

use serde::Serialize;

/// An outcome together with the exchanges that led to it, oldest first (a token call may come before the document's).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply<T> {
    /// What the wire proved.
    pub outcome: T,
    /// One entry per HTTP request that was tried.
    pub exchanges: Vec<Exchange>,
}

/// One HTTP request and what came back. Holds no identifier, token or signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exchange {
    /// What was asked, such as `"token"`, `"issue"`, `"cancel"`, `"look_up"`, `"detail"`, `"quota"` or `"list"`.
    pub call: &'static str,
    /// The request as redacted JSON.
    pub request: String,
    /// The response, redacted, at most 4 KB; the cause in words when there was none.
    pub response: String,
    /// The HTTP status, when a head arrived.
    pub http_status: Option<u16>,
    /// The result code of the answer, when it carried one.
    pub result_code: Option<String>,
    /// From the first byte of connecting to the last byte of the answer, in milliseconds.
    pub elapsed_ms: u64,
}
