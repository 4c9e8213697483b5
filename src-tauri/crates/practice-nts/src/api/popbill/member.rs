//! The member business: only the practice shop is one, and always.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::json;

use super::{admit, done, ok, page_at};
use crate::authority::Authority;
use crate::popbill::PopbillRefusal;
use crate::request::is_business_number;

const MEMBER: PopbillRefusal = PopbillRefusal::new(-10_001_000, "이미 가입된 연동회원입니다.");
const BAD_NUMBER: PopbillRefusal = PopbillRefusal::new(-10_001_046, "사업자번호가 올바르지 않습니다.");

/// `GET /Join`: the code is the answer.
pub(super) async fn is_member(
    State(authority): State<Arc<Authority>>,
    Query(query): super::Query,
) -> Result<Response, PopbillRefusal> {
    let number = query.get("CorpNum").map(|number| number.replace('-', "")).unwrap_or_default();
    if !is_business_number(&number) {
        return Err(BAD_NUMBER);
    }
    let ours = query.get("LID").is_some_and(|partner| partner == authority.popbill.link_id());
    Ok(if ours && number == authority.business_number {
        ok(&json!({ "code": 1, "message": "가입" }))
    } else {
        ok(&json!({ "code": 0, "message": "미가입" }))
    })
}

/// `POST /Join`: nobody else can join.
pub(super) async fn join() -> PopbillRefusal {
    MEMBER
}

/// `GET /IDCheck`: the code is the answer.
pub(super) async fn is_taken(Query(query): super::Query) -> Response {
    let taken = query.get("ID").is_some_and(|id| id == "practice");
    ok(&json!({ "code": u8::from(taken), "message": if taken { "사용 중" } else { "사용 가능" } }))
}

pub(super) async fn corp(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, "member")?;
    let addr = "서울특별시 중구 세종대로 110";
    Ok(ok(
        &json!({ "ceoname": "홍길동", "corpName": "연습상회", "addr": addr, "bizType": "소매", "bizClass": "문구" }),
    ))
}

/// Pretended: nothing is kept.
pub(super) async fn change_corp(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, "member")?;
    Ok(done())
}

/// `GET /Member?TG=`: a page of this machine.
pub(super) async fn page(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, "member")?;
    Ok(ok(&json!({ "url": page_at(&headers) })))
}
