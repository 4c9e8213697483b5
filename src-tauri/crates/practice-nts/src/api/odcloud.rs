//! The NTS's own open API for business registrations, as the public data portal serves it (odcloud, providers.md §8):
//! the status of up to 100 numbers, and whether registrations are as claimed. Answers come from the practice table.
//!
//! Two shapes of refusal on purpose: the gateway's (`code`, `msg`) and the application's behind it (`status_code`).

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::answer::json as answer;
use crate::authority::Authority;
use crate::business_status::{BusinessStatus, Standing, TaxType};
use crate::delivery;
use crate::request::is_business_number;

const MOST: usize = 100;
const UNREGISTERED: &str = "국세청에 등록되지 않은 사업자등록번호입니다.";
const NO_MATCH: &str = "확인할 수 없습니다.";
/// An owner by this name is never the one on the register.
const NOBODY: &str = "불일치";

/// Why a call was refused, in the shape of whoever refuses it.
enum Refusal {
    Gateway(StatusCode, i32, &'static str),
    Application(StatusCode, &'static str),
}

const NO_KEY: Refusal = Refusal::Gateway(StatusCode::UNAUTHORIZED, -401, "유효하지 않은 인증키 입니다.");
const UNKNOWN_KEY: Refusal = Refusal::Gateway(StatusCode::BAD_REQUEST, -4, "등록되지 않은 인증키 입니다.");
const BROKEN: Refusal = Refusal::Gateway(StatusCode::BAD_REQUEST, -1, "시스템 내부 오류가 발생하였습니다.");
const BAD_JSON: Refusal = Refusal::Application(StatusCode::BAD_REQUEST, "BAD_JSON_REQUEST");
const MALFORMED: Refusal = Refusal::Application(StatusCode::LENGTH_REQUIRED, "REQUEST_DATA_MALFORMED");
const TOO_LARGE: Refusal = Refusal::Application(StatusCode::PAYLOAD_TOO_LARGE, "TOO_LARGE_REQUEST");

type Asked = Query<HashMap<String, String>>;

pub(super) fn routes(authority: &Arc<Authority>) -> Router<Arc<Authority>> {
    Router::new()
        .route("/api/nts-businessman/v1/status", post(status))
        .route("/api/nts-businessman/v1/validate", post(validate))
        .layer(from_fn_with_state(Arc::clone(authority), attend))
}

/// Around every call: it is counted, and the dials slow it down.
async fn attend(State(authority): State<Arc<Authority>>, request: Request, next: Next) -> Response {
    authority.seen.note(request.uri().path());
    let dials = authority.dials.read();
    delivery::deliver(next.run(request).await, &dials).await
}

#[derive(Deserialize)]
struct Numbers {
    b_no: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Claims {
    businesses: Option<Vec<Map<String, Value>>>,
}

async fn status(
    State(authority): State<Arc<Authority>>,
    Query(query): Asked,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let body = admit(&authority, &query, &headers, body)?;
    let asked: Numbers = serde_json::from_slice(&body).map_err(|_| BAD_JSON)?;
    let numbers = bounded(asked.b_no)?;
    let registered = numbers.iter().filter(|number| standing(number).is_some()).count();
    let states: Vec<Value> = numbers.iter().map(|number| state(number)).collect();
    Ok(answer(
        StatusCode::OK,
        &json!({
            "request_cnt": numbers.len(),
            "match_cnt": registered,
            "status_code": "OK",
            "data": states,
        }),
    ))
}

async fn validate(
    State(authority): State<Arc<Authority>>,
    Query(query): Asked,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let body = admit(&authority, &query, &headers, body)?;
    let asked: Claims = serde_json::from_slice(&body).map_err(|_| BAD_JSON)?;
    let claims = bounded(asked.businesses)?;
    let today = authority.clock.now().format("%Y%m%d").to_string();
    let verdicts: Vec<Value> = claims.iter().map(|claim| verdict(claim, &today)).collect::<Result<_, _>>()?;
    let matching = verdicts.iter().filter(|verdict| verdict.get("valid") == Some(&json!("01"))).count();
    let mut answered = json!({ "request_cnt": claims.len(), "status_code": "OK", "data": verdicts });
    if let (Some(fields), true) = (answered.as_object_mut(), matching > 0) {
        fields.insert("valid_cnt".to_owned(), matching.into());
    }
    Ok(answer(StatusCode::OK, &answered))
}

/// Lets a call with the service key pass, in the query or in the header, and gives its body.
fn admit(
    authority: &Authority,
    query: &HashMap<String, String>,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Bytes, Refusal> {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let in_header = header.and_then(|value| value.strip_prefix("Infuser "));
    let key = query.get("serviceKey").map(String::as_str).or(in_header).filter(|key| !key.is_empty());
    // The key never leaves this machine, so an ordinary comparison gives nothing away.
    if key.ok_or(NO_KEY)? != authority.odcloud_key {
        return Err(UNKNOWN_KEY);
    }
    if authority.dials.strikes(|dials| &mut dials.odcloud_errors) {
        return Err(BROKEN);
    }
    body.map_err(|_| TOO_LARGE)
}

fn bounded<T>(list: Option<Vec<T>>) -> Result<Vec<T>, Refusal> {
    match list {
        None => Err(MALFORMED),
        Some(list) if list.is_empty() => Err(MALFORMED),
        Some(list) if list.len() > MOST => Err(TOO_LARGE),
        Some(list) => Ok(list),
    }
}

/// The status of a number that is on the register.
fn standing(number: &str) -> Option<BusinessStatus> {
    let status = is_business_number(number).then(|| BusinessStatus::of(number))?;
    status.valid.then_some(status)
}

fn state(number: &str) -> Value {
    let status = standing(number);
    let (standing, standing_code) = match status.map(|status| status.standing) {
        Some(Standing::Active) => ("계속사업자", "01"),
        Some(Standing::Suspended) => ("휴업자", "02"),
        Some(Standing::Closed) => ("폐업자", "03"),
        Some(Standing::Unregistered) | None => ("", ""),
    };
    let (tax_type, tax_code) = match status.and_then(|status| status.tax_type) {
        Some(TaxType::General) => ("부가가치세 일반과세자", "01"),
        Some(TaxType::Simplified) => ("부가가치세 간이과세자", "02"),
        Some(TaxType::Exempt) => ("부가가치세 면세사업자", "04"),
        Some(TaxType::SimplifiedInvoicing) => ("부가가치세 간이과세자(세금계산서 발급사업자)", "07"),
        None => (UNREGISTERED, ""),
    };
    let registered = |text: &'static str| if status.is_some() { text } else { "" };
    json!({
        "b_no": number,
        "b_stt": standing,
        "b_stt_cd": standing_code,
        "tax_type": tax_type,
        "tax_type_cd": tax_code,
        "end_dt": status.and_then(|status| status.closed_on).unwrap_or_default(),
        "utcc_yn": registered("N"),
        "tax_type_change_dt": "",
        "invoice_apply_dt": "",
        "rbf_tax_type": registered("해당없음"),
        "rbf_tax_type_cd": registered("99"),
    })
}

/// A claim is true of every registered number, unless it begins in the future or names [`NOBODY`].
fn verdict(claim: &Map<String, Value>, today: &str) -> Result<Value, Refusal> {
    let text = |name: &str| claim.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let (Some(number), Some(begun), Some(owner)) = (text("b_no"), text("start_dt"), text("p_nm")) else {
        return Err(MALFORMED);
    };
    if standing(number).is_some() && begun <= today && owner != NOBODY {
        Ok(json!({ "b_no": number, "valid": "01", "request_param": claim, "status": state(number) }))
    } else {
        Ok(json!({ "b_no": number, "valid": "02", "valid_msg": NO_MATCH, "request_param": claim }))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Gateway(status, code, msg) => answer(status, &json!({ "code": code, "msg": msg })),
            Self::Application(status, code) => answer(status, &json!({ "status_code": code })),
        }
    }
}
