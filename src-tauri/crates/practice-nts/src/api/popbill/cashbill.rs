//! Cash receipts: issue, cancel, look up, search, delete (providers.md §3).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};

use super::filing::{struck, take};
use super::searching::{Asked, Keys};
use super::{action, admit, batch, cashbill_view, desk, done, ok, page_at, whole};
use crate::authority::Authority;
use crate::ledger::{PopbillDocument, PopbillProduct};
use crate::popbill::{CashbillDraft, Paper, PopbillRefusal, RevokeDraft, Scope};

const SCOPE: &str = "140";
/// What a receipt costs here, in points.
const PRICE: u32 = 20;
const UNKNOWN: PopbillRefusal = PopbillRefusal::new(-14_000_003, "등록되지 않은 문서번호입니다.");
const NOT_OFFERED: PopbillRefusal = PopbillRefusal::new(-14_002_024, "발행취소는 제공하지 않습니다.");
const SPAN: PopbillRefusal = PopbillRefusal::new(-14_001_066, "조회 기간은 6개월까지입니다.");
const NO_PAPER: PopbillRefusal = PopbillRefusal::new(-14_010_009, "PDF를 만들 수 있는 상태가 아닙니다.");

/// `POST /Cashbill`: which of the actions the override says.
pub(super) async fn act(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, PopbillRefusal> {
    let session = admit(&authority, &headers, SCOPE)?;
    let body = whole(body)?;
    let action = action(&headers);
    if !matches!(action.as_str(), "ISSUE" | "REVOKEISSUE" | "BULKISSUE") {
        return Err(PopbillRefusal::NOT_PLAYED);
    }
    if let Some(struck) = struck(&authority) {
        return Ok(struck);
    }
    let desk = desk(&authority);
    let scope = Scope { corp_num: &session.corp_num, now: desk.at, vault: &authority.popbill.vault };
    if action == "BULKISSUE" {
        return batch::take(&authority, PopbillProduct::Cashbill, PRICE, &headers, &body, scope).await;
    }
    let paper = Paper::parse(&body)?;
    if action == "REVOKEISSUE" {
        let draft = RevokeDraft::read(&paper, desk.at)?;
        return take(&authority, PRICE, move |ledger| ledger.revoke_cashbill(&draft, desk)).await;
    }
    let draft = CashbillDraft::read(&paper, scope)?;
    take(&authority, PRICE, move |ledger| ledger.file_cashbill(&draft, desk)).await
}

/// `GET /Cashbill`: the price, and the pages of the provider's own site.
pub(super) async fn desk_info(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Query(query): super::Query,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    if query.get("cfg").is_some_and(|cfg| cfg == "UNITCOST") {
        return Ok(ok(&json!({ "unitCost": PRICE.to_string() })));
    }
    Ok(ok(&json!({ "url": page_at(&headers) })))
}

pub(super) async fn charge(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    Ok(ok(&super::charge_info(PRICE)))
}

/// `GET /Cashbill/{MgtKey}`: its state, all of it (`?Detail`), a page (`?TG=`) or its paper (`?PDF`).
pub(super) async fn look_up(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path(key): Path<String>,
    Query(query): super::Query,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    let document = find(&authority, key).await?;
    let vault = &authority.popbill.vault;
    if query.contains_key("PDF") {
        return if document.failure_came() { Err(NO_PAPER) } else { Ok(super::pdf::answer(&document)) };
    }
    if query.contains_key("TG") {
        return Ok(ok(&json!({ "url": page_at(&headers) })));
    }
    let whole = query.contains_key("Detail");
    Ok(ok(&if whole {
        cashbill_view::detail(&document, vault)
    } else {
        cashbill_view::info(&document, vault)
    }))
}

/// `POST /Cashbill/{MgtKey}`: delete, or tell the customer, which this server only pretends.
pub(super) async fn act_on(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path(key): Path<String>,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    match action(&headers).as_str() {
        "DELETE" => {
            authority.in_ledger(move |ledger| ledger.delete_cashbill(&key)).await?;
            Ok(done())
        }
        "EMAIL" | "SMS" | "FAX" => find(&authority, key).await.map(|_| done()),
        "CANCELISSUE" => Err(NOT_OFFERED),
        _ => Err(PopbillRefusal::NOT_PLAYED),
    }
}

pub(super) async fn logs(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path(key): Path<String>,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    let document = find(&authority, key).await?;
    Ok(ok(&super::history::of(&document)))
}

/// What has become of a batch.
pub(super) async fn batch_state(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path(submit_id): Path<String>,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    batch::state(&authority, PopbillProduct::Cashbill, submit_id).await
}

/// `POST /Cashbill/Prints`: a page for many.
pub(super) async fn prints(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    let _read = Keys::parse(&whole(body)?)?;
    Ok(ok(&json!({ "url": page_at(&headers) })))
}

/// `POST /Cashbill/States`: up to 1,000 keys; what is not there is left out.
pub(super) async fn states(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    let keys = Keys::parse(&whole(body)?)?;
    let found = keys.find(&authority, PopbillProduct::Cashbill).await?;
    let vault = &authority.popbill.vault;
    Ok(ok(&found.iter().map(|document| cashbill_view::info(document, vault)).collect::<Vec<_>>()))
}

/// `GET /Cashbill/Search`.
pub(super) async fn search(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Query(query): super::Query,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    let asked = Asked::read(&query, PopbillProduct::Cashbill, SPAN)?;
    let vault = &authority.popbill.vault;
    let number = asked.text("QString").map(|number| vault.digest(&number.replace('-', "")));
    let fits = move |document: &PopbillDocument, asked: &Asked| {
        asked.lists("TradeType", |code| (document.original.is_some()) == (code == "C"))
            && asked.lists("TradeUsage", |code| {
                document.text("tradeUsage") == if code == "P" { "소득공제용" } else { "지출증빙용" }
            })
            && asked.lists("TradeOpt", |code| document.text("tradeOpt") == trade_option(code))
            && asked.lists("TaxationType", |code| {
                document.text("taxationType") == if code == "T" { "과세" } else { "비과세" }
            })
            && asked.text("FranchiseTaxRegID").is_none_or(|id| document.text("franchiseTaxRegID") == id)
            && number.as_ref().is_none_or(|number| document.counterpart_digest == *number)
    };
    let page = asked.find(&authority, fits).await?;
    let rows: Vec<Value> = page.documents.iter().map(|row| cashbill_view::info(row, vault)).collect();
    Ok(ok(&page.answer(&rows)))
}

fn trade_option(code: &str) -> &'static str {
    match code {
        "B" => "도서공연",
        "T" => "대중교통",
        _ => "일반",
    }
}

async fn find(authority: &Authority, key: String) -> Result<PopbillDocument, PopbillRefusal> {
    let find = move |ledger: &crate::ledger::Ledger| {
        ledger.popbill_document(PopbillProduct::Cashbill, &key)?.ok_or(UNKNOWN)
    };
    authority.in_ledger(find).await
}
