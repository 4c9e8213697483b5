//! The token server (LinkHub, providers.md §1): time, token, points.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use chrono::SecondsFormat;
use serde_json::json;

use super::{ok, whole};
use crate::authority::Authority;
use crate::popbill::{Claims, PopbillRefusal};

/// The test service is the one that this server plays; the other one gives tokens too, which then open nothing.
const SERVICES: [&str; 2] = ["POPBILL_TEST", "POPBILL"];

pub(super) fn routes() -> Router<Arc<Authority>> {
    SERVICES.into_iter().fold(Router::new().route("/Time", get(time)), |router, service| {
        let path = |call: &str| format!("/{service}/{call}");
        router
            .route(&path("Token"), token(service))
            .route(&path("Point"), get(points))
            .route(&path("PartnerPoint"), get(points))
            .route(&path("TotalPoint"), get(total_points))
            .route(&path("URL"), get(charge_page))
    })
}

/// The server's idea of the true time, against which a request's date is judged.
async fn time(State(authority): State<Arc<Authority>>) -> String {
    let skew = chrono::TimeDelta::seconds(authority.dials.read().clock_skew_s);
    (authority.clock.true_now() + skew).to_utc().to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn token(service_id: &'static str) -> MethodRouter<Arc<Authority>> {
    post(
        move |State(authority): State<Arc<Authority>>,
              headers: HeaderMap,
              body: Result<Bytes, BytesRejection>| async move {
            give_token(service_id, &authority, &headers, &whole(body)?)
        },
    )
}

fn give_token(
    service_id: &'static str,
    authority: &Authority,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Response, PopbillRefusal> {
    let (token, session) = authority.popbill.open(authority, &Claims { service_id, headers, body })?;
    Ok(ok(&json!({
        "session_token": token,
        "serviceID": session.service_id,
        "linkID": authority.popbill.link_id(),
        "usercode": session.corp_num,
        "ipaddress": "127.0.0.1",
        "expiration": session.expires.to_utc().to_rfc3339_opts(SecondsFormat::Millis, true),
        "scope": session.scopes,
    })))
}

async fn points(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    authority.popbill.session(&headers, authority.clock.now())?;
    Ok(ok(&json!({ "remainPoint": authority.dials.read().popbill_points })))
}

async fn total_points(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    authority.popbill.session(&headers, authority.clock.now())?;
    let points = authority.dials.read().popbill_points.to_string();
    Ok(ok(&json!({ "totalPoint": points, "chargePoint": points, "bonusPoint": "0" })))
}

async fn charge_page(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Query(_): super::Query,
) -> Result<Response, PopbillRefusal> {
    authority.popbill.session(&headers, authority.clock.now())?;
    Ok(ok(&json!({ "url": super::page_at(&headers) })))
}
