//! Business status as the provider sells it (휴폐업조회, providers.md §5), from the practice table.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};

use super::{admit, ok, whole};
use crate::authority::Authority;
use crate::business_status::{BusinessStatus, Standing, TaxType};
use crate::popbill::{PopbillRefusal, moment};
use crate::request::is_business_number;

const SCOPE: &str = "170";
const PRICE: u32 = 15;
const MOST: usize = 1_000;
const MISSING: PopbillRefusal = PopbillRefusal::new(-17_000_000, "조회할 사업자번호가 없습니다.");
const NO_LIST: PopbillRefusal = PopbillRefusal::new(-17_000_001, "조회할 사업자번호 목록이 없습니다.");
const TOO_MANY: PopbillRefusal = PopbillRefusal::new(-17_000_002, "한 번에 1,000건까지 조회할 수 있습니다.");
const INVALID: PopbillRefusal = PopbillRefusal::new(-17_000_003, "사업자번호가 올바르지 않습니다.");

pub(super) async fn one(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Query(query): super::Query,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    let number = query.get("CN").map(String::as_str).unwrap_or_default();
    if number.is_empty() {
        return Err(MISSING);
    }
    Ok(ok(&state(number, &moment(authority.clock.now()))?))
}

pub(super) async fn many(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    let numbers: Vec<String> = serde_json::from_slice(&whole(body)?).map_err(|_| NO_LIST)?;
    if numbers.is_empty() {
        return Err(NO_LIST);
    }
    if numbers.len() > MOST {
        return Err(TOO_MANY);
    }
    let now = moment(authority.clock.now());
    let states: Vec<Value> = numbers.iter().map(|number| state(number, &now)).collect::<Result<_, _>>()?;
    Ok(ok(&states))
}

pub(super) async fn price(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    Ok(ok(&json!({ "unitCost": PRICE.to_string() })))
}

pub(super) async fn charge(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    Ok(ok(&super::charge_info(PRICE)))
}

fn state(number: &str, now: &str) -> Result<Value, PopbillRefusal> {
    let number = number.replace('-', "");
    if !is_business_number(&number) {
        return Err(INVALID);
    }
    let status = BusinessStatus::of(&number);
    let state = match status.standing {
        Standing::Unregistered => "0",
        Standing::Active => "1",
        Standing::Closed => "2",
        Standing::Suspended => "3",
    };
    let tax_type = status.tax_type.map(|tax_type| match tax_type {
        TaxType::General => "10",
        TaxType::Exempt => "20",
        TaxType::Simplified => "30",
        TaxType::SimplifiedInvoicing => "31",
    });
    Ok(json!({
        "corpNum": number,
        "type": tax_type,
        "taxType": tax_type,
        "typeDate": null,
        "state": state,
        "stateDate": status.closed_on,
        "checkDate": now,
    }))
}
