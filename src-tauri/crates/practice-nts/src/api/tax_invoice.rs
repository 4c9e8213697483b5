//! Tax invoices (세금계산서): check a business, issue, send, look up, list.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use super::gate;
use super::recording::{asking, desk, record};
use crate::answer::{Refusal, StoredBody, ok, result_code_of};
use crate::authority::Authority;
use crate::business_status::BusinessStatus;
use crate::fault;
use crate::ledger::Invoice;
use crate::request::{self, Fields, is_business_number};
use crate::result_code::ResultCode;

pub(super) async fn validate_business(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    gate::signed(&authority, &headers)?;
    let body = body.map_err(|rejection| gate::unread(&rejection))?;
    let fields = Fields::parse(&body)?;
    let number = fields.text("business_number")?;
    if !is_business_number(number) {
        return Err(Refusal::at(ResultCode::BusinessNumberWrong, "business_number"));
    }
    Ok(ok(&BusinessStatus::of(number)))
}

pub(super) async fn issue(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    gate::signed(&authority, &headers)?;
    let body = body.map_err(|rejection| gate::unread(&rejection))?;
    if let Some(struck) = fault::before_commit(&authority) {
        return Ok(struck);
    }
    let desk = desk(&authority);
    let draft = request::invoice(&body, asking(&authority, desk))?;
    record(&authority, move |ledger| ledger.issue_invoice(&draft, desk)).await
}

pub(super) async fn transmit(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path(key): Path<String>,
) -> Result<Response, Refusal> {
    gate::signed(&authority, &headers)?;
    if let Some(struck) = fault::before_transmission(&authority) {
        return Ok(struck);
    }
    let at = authority.clock.now();
    let found = authority.with_ledger(move |ledger| Ok(ledger.transmit(&key, at)?)).await?;
    let invoice = found.ok_or(ResultCode::NotFound)?;
    Ok(fault::after_transmission(&authority, ok(&transmitted(&invoice))))
}

fn transmitted(invoice: &Invoice) -> serde_json::Value {
    serde_json::json!({
        "resultCode": result_code_of(invoice),
        "documentKey": invoice.document_key,
        "invoiceId": invoice.invoice_id,
        "status": invoice.status,
        "sentAt": invoice.sent_at,
    })
}

pub(super) async fn look_up(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path(key): Path<String>,
) -> Result<Response, Refusal> {
    gate::signed(&authority, &headers)?;
    let found = authority.with_ledger(move |ledger| Ok(ledger.invoice(&key)?)).await?;
    let invoice = found.ok_or(ResultCode::NotFound)?;
    Ok(ok(&StoredBody::from(&invoice)))
}

/// The query of a list.
#[derive(Deserialize)]
pub(super) struct PeriodQuery {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    cursor: String,
}

pub(super) async fn list(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Query(query): Query<PeriodQuery>,
) -> Result<Response, Refusal> {
    gate::signed(&authority, &headers)?;
    for (name, text) in [("from", &query.from), ("to", &query.to)] {
        if NaiveDate::parse_from_str(text, "%Y%m%d").is_err() {
            return Err(Refusal::at(ResultCode::FieldMissing, name));
        }
    }
    let after = gate::cursor(&query.cursor)?;
    let page =
        authority.with_ledger(move |ledger| Ok(ledger.invoice_page(&query.from, &query.to, after)?)).await?;
    let documents: Vec<_> = page.documents.iter().map(StoredBody::from).collect();
    Ok(ok(&serde_json::json!({
        "resultCode": "0000",
        "documents": documents,
        "nextCursor": page.next_cursor.map(|cursor| cursor.to_string()),
    })))
}
