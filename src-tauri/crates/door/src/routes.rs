//! Which path leads where, and what is true for all of them.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use office::Office;
use serde_json::json;

use crate::guard::{Caller, is_json, known_callers, no_browsers, no_such_method, no_such_path};
use crate::once::{LONGEST_NAME, Turnstile};
use crate::reply::Reply;
use crate::{Limits, documents, orders};

/// Every route, as the description lists it.
pub const ROUTES: [(&str, &str); 5] = [
    ("post", "/v1/orders"),
    ("get", "/v1/documents"),
    ("get", "/v1/documents/{key}"),
    ("get", "/v1/health"),
    ("get", "/v1/openapi.json"),
];

const DESCRIPTION: &str = include_str!("../openapi.json");

/// What a handler needs.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) office: Arc<Office>,
    pub(crate) port: u16,
    pub(crate) limits: Limits,
    pub(crate) turnstile: Arc<Turnstile>,
}

pub(crate) fn router(desk: Desk) -> Router {
    let [orders, documents, document, health, description] = ROUTES.map(|(_, path)| path);
    let for_callers = Router::new()
        .route(orders, post(take_order))
        .route(documents, get(documents::changed))
        .route(document, get(documents::one))
        .layer(from_fn_with_state(desk.clone(), known_callers));
    Router::new()
        .merge(for_callers)
        .route(health, get(sign_of_life))
        .route(description, get(describe))
        .method_not_allowed_fallback(no_such_method)
        .fallback(no_such_path)
        .layer(from_fn_with_state(desk.clone(), no_browsers))
        .with_state(desk)
}

/// A reply as HTTP.
pub(crate) fn respond(reply: &Reply) -> Response {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    with_json(status, reply.body.to_string())
}

fn with_json(status: StatusCode, body: String) -> Response {
    let heads = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, heads, body).into_response()
}

async fn sign_of_life() -> Response {
    respond(&Reply::of(200, json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })))
}

async fn describe() -> Response {
    with_json(StatusCode::OK, DESCRIPTION.to_owned())
}

async fn take_order(
    State(desk): State<Desk>,
    Extension(Caller(token)): Extension<Caller>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let name = match named(&head.headers) {
        Ok(name) => name,
        Err(refusal) => return respond(&refusal),
    };
    if !is_json(&head.headers) {
        let sentence = "주문은 Content-Type: application/json으로 보내세요.";
        return respond(&Reply::refusal(415, "not_json", sentence));
    }
    let body = match read(body, &desk.limits).await {
        Ok(body) => body,
        Err(refusal) => return respond(&refusal),
    };
    // A task of its own: whoever hangs up must not cut a document off between its writing and its sending.
    let carried_out = tokio::spawn(office::by_itself(async move {
        let order = orders::add_order(&desk.office, &body);
        match name {
            Some(name) => desk.turnstile.once(&desk.office, (token, &name), &body, order).await,
            None => order.await,
        }
    }));
    let reply = carried_out.await.unwrap_or_else(|error| {
        tracing::error!(%error, "an order's task ended without an answer");
        Reply::refusal(500, "internal", "처리하지 못했어요. 같은 주문번호로 다시 보내도 두 장이 되지 않아요.")
    });
    respond(&reply)
}

/// The caller's own name for the call.
fn named(headers: &HeaderMap) -> Result<Option<String>, Reply> {
    let Some(name) = headers.get("idempotency-key") else { return Ok(None) };
    let name = name.to_str().map(str::trim).unwrap_or_default();
    if name.is_empty() || name.len() > LONGEST_NAME {
        let sentence = "Idempotency-Key는 1자부터 255자까지의 영문·숫자·기호예요.";
        return Err(Reply::refusal(400, "idempotency_key_invalid", sentence));
    }
    Ok(Some(name.to_owned()))
}

async fn read(body: Body, limits: &Limits) -> Result<Vec<u8>, Reply> {
    match tokio::time::timeout(limits.body, to_bytes(body, limits.body_bytes)).await {
        Ok(Ok(bytes)) => Ok(bytes.to_vec()),
        Ok(Err(_)) => Err(Reply::refusal(413, "body_too_large", "주문 한 건은 256KB까지 받아요.")),
        Err(_) => Err(Reply::refusal(
            408,
            "body_too_slow",
            "주문이 제때 다 오지 않았어요. 아무것도 발급하지 않았어요.",
        )),
    }
}
