//! Cash receipts (현금영수증): issue, cancel, look up, list a day.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::gate;
use crate::answer::{Refusal, StoredBody, ok};
use crate::authority::Authority;
use crate::fault;
use crate::ledger::{CancelRule, Desk, Document, Ledger, NotRecorded};
use crate::request::{self, Asking};
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
    let after = match query.cursor.as_str() {
        "" => 0,
        cursor => cursor.parse().map_err(|_| Refusal::at(ResultCode::FieldMissing, "cursor"))?,
    };
    let page = authority.with_ledger(move |ledger| Ok(ledger.page(&query.date, after)?)).await?;
    let documents: Vec<_> = page.documents.iter().map(StoredBody::from).collect();
    Ok(ok(&serde_json::json!({
        "resultCode": "0000",
        "documents": documents,
        "nextCursor": page.next_cursor.map(|cursor| cursor.to_string()),
    })))
}

fn desk(authority: &Authority) -> Desk {
    Desk { at: authority.clock.now(), daily_limit: authority.dials.read().daily_limit }
}

fn asking(authority: &Authority, desk: Desk) -> Asking<'_> {
    Asking { business_number: &authority.business_number, now: desk.at }
}

/// Records a document, twice if the dials deliver twice; the caller gets the first answer.
async fn record<F>(authority: &Authority, work: F) -> Result<Response, Refusal>
where
    F: Fn(&Ledger) -> Result<Document, NotRecorded> + Send + 'static,
{
    let twice = authority.dials.strikes(|dials| &mut dials.duplicate_delivery);
    let recorded = authority
        .with_ledger(move |ledger| {
            let first = work(ledger);
            if twice {
                let second_was_new = work(ledger).is_ok();
                tracing::info!(second_was_new, "a request was delivered twice");
            }
            Ok(first)
        })
        .await?;
    let document = recorded.map_err(|why| refusal(authority, why))?;
    Ok(fault::after_commit(authority, &document))
}

fn refusal(authority: &Authority, why: NotRecorded) -> Refusal {
    match why {
        NotRecorded::KeyUsed(stored) => Refusal::already_used(stored),
        NotRecorded::DailyLimit => Refusal::daily_limit(authority.limit_resets_at()),
        NotRecorded::OriginalUnknown => Refusal::at(ResultCode::NotFound, "originalApprovalNumber"),
        NotRecorded::OriginalNotConfirmed => ResultCode::OriginalNotConfirmed.into(),
        NotRecorded::BeforeOriginal => Refusal::at(ResultCode::DateOutOfRange, "transactionDate"),
        NotRecorded::AlreadyCancelled => ResultCode::AlreadyCancelled.into(),
        NotRecorded::Exceeds => Refusal::at(ResultCode::CancelExceedsOriginal, "transactionAmount"),
        NotRecorded::Broken(error) => error.into(),
    }
}
