//! The HTTP surface: which path leads to which handler, and what is true for all of them.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::authority::Authority;
use crate::{delivery, fault};

mod cash_receipt;
mod gate;
mod odcloud;
mod popbill;
mod practice;
mod quota;
mod recording;
mod tax_invoice;
mod texts;
mod token;

/// Request limit of the contract: 1 MiB.
const REQUEST_LIMIT: usize = 1 << 20;

const OPENAPI: &str = include_str!("../openapi.json");

/// All routes of the server.
pub(crate) fn router(authority: Arc<Authority>) -> Router {
    let contract = Router::new()
        .route("/api/v1/auth/token", post(token::give))
        .route("/api/v1/cashReceipt", get(cash_receipt::list))
        .route("/api/v1/cashReceipt/issue", post(cash_receipt::issue))
        .route("/api/v1/cashReceipt/cancel", post(cash_receipt::cancel))
        .route("/api/v1/cashReceipt/{documentKey}", get(cash_receipt::look_up))
        .route("/api/v1/quota", get(quota::read))
        .route("/etax/validate/business", post(tax_invoice::validate_business))
        .route("/etax/issue", post(tax_invoice::issue))
        .route("/etax/invoices", get(tax_invoice::list))
        .route("/etax/invoices/{documentKey}", get(tax_invoice::look_up))
        .route("/etax/invoices/{documentKey}/transmit", post(tax_invoice::transmit))
        .route("/messages/v4/send", post(texts::send))
        .route("/messages/v4/list", get(texts::list))
        .route("/cash/v1/balance", get(texts::balance))
        .layer(from_fn_with_state(Arc::clone(&authority), attend));
    let practice = Router::new()
        .route("/practice/dials", get(practice::dials).put(practice::turn_dials))
        .route("/practice/clock", get(practice::clock).put(practice::move_clock))
        .route("/practice/ledger", get(practice::ledger))
        .route("/practice/texts", get(texts::readable))
        .route("/practice/help", get(practice::help))
        .layer(from_fn(gate::loopback_only));
    let other_dialects = popbill::routes(&authority).merge(odcloud::routes(&authority));
    Router::new()
        .merge(contract)
        .merge(other_dialects)
        .merge(practice)
        .route("/openapi.json", get(openapi))
        .layer(DefaultBodyLimit::max(REQUEST_LIMIT))
        .with_state(authority)
}

/// Around every call of the contract: it is counted, a maintenance window answers for it, the dials slow it down.
async fn attend(State(authority): State<Arc<Authority>>, request: Request, next: Next) -> Response {
    authority.seen.note(request.uri().path());
    let dials = authority.dials.read();
    let answer = match fault::closed_until(&authority) {
        Some(closed) => closed,
        None => next.run(request).await,
    };
    delivery::deliver(answer, &dials).await
}

async fn openapi() -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}
