//! The Popbill dialect's paths (providers.md §1–§5): token server and service in one place.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;
use serde_json::{Value, json};

use crate::answer::json_utf8;
use crate::authority::Authority;
use crate::ledger::PopbillDesk;
use crate::popbill::{PopbillRefusal, Session};
use crate::{delivery, fault};

mod batch;
mod cashbill;
mod cashbill_view;
mod certificate;
mod closedown;
mod filing;
mod history;
mod linkhub;
mod member;
mod pdf;
mod searching;
mod taxinvoice;
mod taxinvoice_view;

/// The query of a call; `?Detail` and `?PDF` have a name and no value.
type Query = axum::extract::Query<HashMap<String, String>>;

/// All paths of the dialect.
pub(super) fn routes(authority: &Arc<Authority>) -> Router<Arc<Authority>> {
    Router::new()
        .merge(linkhub::routes())
        .route("/Cashbill", get(cashbill::desk_info).post(cashbill::act))
        .route("/Cashbill/Search", get(cashbill::search))
        .route("/Cashbill/States", post(cashbill::states))
        .route("/Cashbill/ChargeInfo", get(cashbill::charge))
        .route("/Cashbill/{MgtKey}", get(cashbill::look_up).post(cashbill::act_on))
        .route("/Cashbill/{MgtKey}/Logs", get(cashbill::logs))
        .route("/Cashbill/BULK/{SubmitID}/State", get(cashbill::batch_state))
        .route("/Cashbill/Prints", post(cashbill::prints))
        .merge(taxinvoice_routes())
        .route("/CloseDown", get(closedown::one).post(closedown::many))
        .route("/CloseDown/UnitCost", get(closedown::price))
        .route("/CloseDown/ChargeInfo", get(closedown::charge))
        .route("/Join", get(member::is_member).post(member::join))
        .route("/IDCheck", get(member::is_taken))
        .route("/CorpInfo", get(member::corp).post(member::change_corp))
        .route("/Member", get(member::page))
        .layer(from_fn_with_state(Arc::clone(authority), attend))
}

fn taxinvoice_routes() -> Router<Arc<Authority>> {
    Router::new()
        .route("/Taxinvoice", get(taxinvoice::desk_info).post(taxinvoice::act))
        .route("/Taxinvoice/", get(taxinvoice::desk_info))
        .route("/Taxinvoice/ChargeInfo", get(taxinvoice::charge))
        .route("/Taxinvoice/CertCheck", get(taxinvoice::check_certificate))
        .route("/Taxinvoice/Certificate", get(taxinvoice::read_certificate))
        .route("/Taxinvoice/SendToNTSConfig", get(taxinvoice::sending))
        .route("/Taxinvoice/BULK/{SubmitID}/State", get(taxinvoice::batch_state))
        .route("/Taxinvoice/{MgtKeyType}", get(taxinvoice::search).post(taxinvoice::states))
        .route("/Taxinvoice/{MgtKeyType}/{MgtKey}", get(taxinvoice::look_up).post(taxinvoice::act_on))
        .route("/Taxinvoice/{MgtKeyType}/{MgtKey}/Logs", get(taxinvoice::logs))
}

/// Around every call of the dialect, as around every call of the contract.
async fn attend(State(authority): State<Arc<Authority>>, request: Request, next: Next) -> Response {
    authority.seen.note(request.uri().path());
    let dials = authority.dials.read();
    let mut answer = if fault::is_closed(&authority) {
        PopbillRefusal::CLOSED.into_response()
    } else {
        next.run(request).await
    };
    if dials.popbill_refusals_as_200 && answer.status() == StatusCode::BAD_REQUEST {
        *answer.status_mut() = StatusCode::OK;
    }
    delivery::deliver(answer, &dials).await
}

/// Lets a caller in who may use a product: `140` receipts, `110` invoices, `170` business status.
fn admit(authority: &Authority, headers: &HeaderMap, scope: &str) -> Result<Session, PopbillRefusal> {
    authority.popbill.admit(headers, scope, authority.clock.now())
}

/// Which of the actions of a path is meant, in capitals; none when the header is absent or empty.
fn action(headers: &HeaderMap) -> String {
    let header = headers.get("x-http-method-override").and_then(|value| value.to_str().ok());
    header.unwrap_or_default().trim().to_ascii_uppercase()
}

fn whole(body: Result<Bytes, BytesRejection>) -> Result<Bytes, PopbillRefusal> {
    body.map_err(|_| PopbillRefusal::UNREADABLE)
}

fn desk(authority: &Authority) -> PopbillDesk {
    let dials = authority.dials.read();
    PopbillDesk {
        at: authority.clock.now(),
        daily_limit: dials.daily_limit,
        result_after_s: dials.popbill_result_after_s,
    }
}

fn ok(body: &impl Serialize) -> Response {
    json_utf8(StatusCode::OK, body)
}

fn done() -> Response {
    ok(&json!({ "code": 1, "message": "성공" }))
}

/// What the dialect says about prices, in texts.
fn charge_info(price: u32) -> Value {
    json!({ "unitCost": price.to_string(), "chargeMethod": "파트너", "rateSystem": "종량제" })
}

/// A page of this machine in place of the provider's: everything the ledger holds.
fn page_at(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    format!("http://{host}/practice/ledger")
}
