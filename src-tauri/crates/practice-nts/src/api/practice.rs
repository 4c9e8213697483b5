//! The practice desk, for people and drills on this machine: dials, clock, ledger, help.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::answer::{Refusal, StoredBody, json, ok};
use crate::authority::{Authority, stamp};
use crate::clock::ClockMove;
use crate::dials::DialError;

const HELP: &str = include_str!("practice/help.txt");

pub(super) async fn dials(State(authority): State<Arc<Authority>>) -> Response {
    ok(&authority.dials.read())
}

pub(super) async fn turn_dials(State(authority): State<Arc<Authority>>, body: Bytes) -> Response {
    match authority.dials.turn(&body) {
        Ok(dials) => ok(&dials),
        Err(error) => {
            let dial = match &error {
                DialError::NotAnObject => None,
                DialError::Dial { name, .. } => Some(name.as_str()),
            };
            let body = serde_json::json!({ "message": error.to_string(), "dial": dial });
            json(StatusCode::BAD_REQUEST, &body)
        }
    }
}

pub(super) async fn clock(State(authority): State<Arc<Authority>>) -> Response {
    ok(&serde_json::json!({ "now": stamp(authority.clock.now()) }))
}

pub(super) async fn move_clock(State(authority): State<Arc<Authority>>, body: Bytes) -> Response {
    match serde_json::from_slice::<ClockMove>(&body) {
        Ok(wish) => ok(&serde_json::json!({ "now": stamp(authority.clock.apply(wish)) })),
        Err(error) => {
            let body = serde_json::json!({ "message": format!("`at` 또는 `advance_s`: {error}") });
            json(StatusCode::BAD_REQUEST, &body)
        }
    }
}

pub(super) async fn ledger(State(authority): State<Arc<Authority>>) -> Result<Response, Refusal> {
    let now = authority.clock.now();
    let (documents, invoices, texts, popbill) = authority
        .with_ledger(move |ledger| {
            let texts = ledger.texts(now)?;
            Ok((ledger.documents()?, ledger.invoices()?, texts, ledger.popbill_documents()?))
        })
        .await?;
    let rows: Vec<_> = documents.iter().map(StoredBody::from).collect();
    let invoice_rows: Vec<_> = invoices.iter().map(StoredBody::from).collect();
    Ok(ok(&serde_json::json!({
        "count": rows.len() + invoice_rows.len(),
        "documents": rows,
        "invoices": invoice_rows,
        "texts": texts,
        "popbill": popbill,
    })))
}

pub(super) async fn help() -> &'static str {
    HELP
}
