//! Answers in the contract's shape: `{"resultCode","message",…}`.

use std::borrow::Cow;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::ledger::{Document, Invoice, InvoiceStatus, Status, Stored};
use crate::result_code::ResultCode;

/// Why a request was refused, ready to be answered.
#[derive(Debug)]
pub(crate) struct Refusal {
    code: ResultCode,
    field: Option<Cow<'static, str>>,
    status: Option<StatusCode>,
    retry_after_s: Option<u32>,
    resets_at: Option<String>,
    document: Option<Stored>,
}

/// The body of a refusal.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RefusalBody<'a> {
    result_code: &'static str,
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resets_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<StoredBody<'a>>,
}

/// The NTS's word on a receipt it refused the day after: the consumer's number is unusable (domain.md §1.4).
const RECEIPT_REFUSED: &str = "TS1";

/// The NTS's word on an invoice it refused the day after: the buyer is not registered (domain.md §4.5).
const INVOICE_REFUSED: &str = "ERR002";

/// A stored document with its own result code in front, which says why a rejected one was rejected.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StoredBody<'a> {
    result_code: &'static str,
    #[serde(flatten)]
    content: Content<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Content<'a> {
    Receipt(&'a Document),
    Invoice(&'a Invoice),
}

impl<'a> From<&'a Document> for StoredBody<'a> {
    fn from(document: &'a Document) -> Self {
        let result_code = match document.status {
            Status::Approved | Status::Confirmed => "0000",
            Status::Rejected => RECEIPT_REFUSED,
        };
        Self { result_code, content: Content::Receipt(document) }
    }
}

impl<'a> From<&'a Invoice> for StoredBody<'a> {
    fn from(invoice: &'a Invoice) -> Self {
        Self { result_code: result_code_of(invoice), content: Content::Invoice(invoice) }
    }
}

impl<'a> From<&'a Stored> for StoredBody<'a> {
    fn from(stored: &'a Stored) -> Self {
        match stored {
            Stored::Receipt(document) => Self::from(&**document),
            Stored::Invoice(invoice) => Self::from(&**invoice),
        }
    }
}

/// An invoice's own result code.
pub(crate) fn result_code_of(invoice: &Invoice) -> &'static str {
    match invoice.status {
        InvoiceStatus::Issued | InvoiceStatus::Sent => "0000",
        InvoiceStatus::Rejected => INVOICE_REFUSED,
    }
}

impl From<ResultCode> for Refusal {
    fn from(code: ResultCode) -> Self {
        Self { code, field: None, status: None, retry_after_s: None, resets_at: None, document: None }
    }
}

impl Refusal {
    /// A refusal that points at one field of the request.
    pub(crate) fn at(code: ResultCode, field: impl Into<Cow<'static, str>>) -> Self {
        Self { field: Some(field.into()), ..code.into() }
    }

    /// A refusal with another HTTP status than the code's own.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status: Some(status), ..self }
    }

    /// A refusal that says when to come back (`Retry-After`).
    pub(crate) fn retry_after(code: ResultCode, seconds: u32) -> Self {
        Self { retry_after_s: Some(seconds), ..code.into() }
    }

    /// `E4001`, with the moment the day's limit starts anew.
    pub(crate) fn daily_limit(resets_at: String) -> Self {
        Self { resets_at: Some(resets_at), ..ResultCode::DailyLimit.into() }
    }

    /// `E3001`, carrying the document that already uses the key.
    pub(crate) fn already_used(document: Stored) -> Self {
        Self { document: Some(document), ..Self::at(ResultCode::KeyAlreadyUsed, "documentKey") }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = RefusalBody {
            result_code: self.code.as_str(),
            message: self.code.message(),
            field: self.field.as_deref(),
            resets_at: self.resets_at.as_deref(),
            document: self.document.as_ref().map(StoredBody::from),
        };
        let mut response = json(self.status.unwrap_or_else(|| self.code.status()), &body);
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// A JSON answer.
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    (status, axum::Json(body)).into_response()
}

/// A JSON answer that names its charset, as the Popbill dialect does.
pub(crate) fn json_utf8(status: StatusCode, body: &impl Serialize) -> Response {
    let mut response = json(status, body);
    let kind = HeaderValue::from_static("application/json;charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// A JSON answer with status 200.
pub(crate) fn ok(body: &impl Serialize) -> Response {
    json(StatusCode::OK, body)
}
