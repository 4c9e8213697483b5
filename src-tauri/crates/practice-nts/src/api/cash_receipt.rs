//! Cash receipts (현금영수증): issue, cancel, look up, list a day.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::gate;
use super::recording::{asking, desk, record};
use crate::answer::{Refusal, StoredBody, ok};
use crate::authority::Authority;
use crate::fault;
use crate::ledger::CancelRule;
use crate::request;
use crate::result_code::ResultCode;

pub(super) async fn issue(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    gate::bearer(&authority, &headers)?;
    let body = body.map_err(|rejection| gate::unread(&rejection))?;
    if let Some(struck) = fault::before_commit(&authority) {
        return Ok(struck);
    }
    let desk = desk(&authority);
    let draft = request::issue(&body, asking(&authority, desk))?;
    record(&authority, move |ledger| ledger.issue(&draft, desk)).await
}

pub(super) async fn cancel(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    gate::bearer(&authority, &headers)?;
    let body = body.map_err(|rejection| gate::unread(&rejection))?;
    if let Some(struck) = fault::before_commit(&authority) {
        return Ok(struck);
    }
    let desk = desk(&authority);
    let draft = request::cancel(&body, asking(&authority, desk))?;
    let only_confirmed = authority.dials.read().cancel_only_confirmed;
    let rule = if only_confirmed { CancelRule::OnlyConfirmed } else { CancelRule::AnyTime };
    record(&authority, move |ledger| ledger.cancel(&draft, desk, rule)).await
}

pub(super) async fn look_up(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path(key): Path<String>,
) -> Result<Response, Refusal> {
    gate::bearer(&authority, &headers)?;
    let found = authority.with_ledger(move |ledger| Ok(ledger.document(&key)?)).await?;
    let document = found.ok_or(ResultCode::NotFound)?;
    Ok(ok(&StoredBody::from(&document)))
}

/// The query of a day's list.
#[derive(Deserialize)]
pub(super) struct DayQuery {
    #[serde(default)]
    date: String,
    #[serde(default)]
    cursor: String,
}

pub(super) async fn list(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Query(query): Query<DayQuery>,
) -> Result<Response, Refusal> {
    gate::bearer(&authority, &headers)?;
    if chrono::NaiveDate::parse_from_str(&query.date, "%Y%m%d").is_err() {
        return Err(Refusal::at(ResultCode::FieldMissing, "date"));
    }
    let after = gate::cursor(&query.cursor)?;
    let page = authority.with_ledger(move |ledger| Ok(ledger.page(&query.date, after)?)).await?;
    let documents: Vec<_> = page.documents.iter().map(StoredBody::from).collect();
    Ok(ok(&serde_json::json!({
        "resultCode": "0000",
        "documents": documents,
        "nextCursor": page.next_cursor.map(|cursor| cursor.to_string()),
    })))
}
