//! Tax invoices: issue, amend, send, withdraw, look up, search (providers.md §4). Documents are known by the supplier's
//! key (`SELL`); the other parties' keys lead nowhere.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::filing::{struck, take};
use super::searching::{Asked, Keys};
use super::{action, admit, batch, certificate, desk, done, ok, page_at, taxinvoice_view, whole};
use crate::authority::Authority;
use crate::fault;
use crate::ledger::{Ledger, PopbillDocument, PopbillProduct};
use crate::popbill::{Paper, PopbillRefusal, Scope, TaxinvoiceDraft};

const SCOPE: &str = "110";
/// What an invoice costs here, in points.
const PRICE: u32 = 100;
const UNKNOWN: PopbillRefusal = PopbillRefusal::new(-11_000_005, "등록되지 않은 문서번호입니다.");
const SPAN: PopbillRefusal = PopbillRefusal::new(-11_001_119, "조회 기간은 6개월까지입니다.");
const NO_SUCH_KIND: PopbillRefusal = PopbillRefusal::new(-11_001_037, "문서번호 유형이 올바르지 않습니다.");

/// `POST /Taxinvoice`: which of the actions the override says.
pub(super) async fn act(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, PopbillRefusal> {
    let session = admit(&authority, &headers, SCOPE)?;
    let body = whole(body)?;
    let action = action(&headers);
    if !matches!(action.as_str(), "ISSUE" | "BULKISSUE") {
        return Err(PopbillRefusal::NOT_PLAYED);
    }
    certificate::refuse_unusable(&authority)?;
    if let Some(struck) = struck(&authority) {
        return Ok(struck);
    }
    let desk = desk(&authority);
    let scope = Scope { corp_num: &session.corp_num, now: desk.at, vault: &authority.popbill.vault };
    if action == "BULKISSUE" {
        return batch::take(&authority, PopbillProduct::Taxinvoice, PRICE, &headers, &body, scope).await;
    }
    let paper = Paper::parse(&body)?;
    let draft = TaxinvoiceDraft::read(&paper, paper.says_yes("forceIssue"), scope)?;
    take(&authority, PRICE, move |ledger| ledger.file_taxinvoice(&draft, desk)).await
}

/// `GET /Taxinvoice`: the price, the end of the certificate, and the pages of the provider's own site.
pub(super) async fn desk_info(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Query(query): super::Query,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    match query.get("cfg").map(String::as_str) {
        Some("UNITCOST") => Ok(ok(&json!({ "unitCost": PRICE.to_string() }))),
        Some("CERT") => certificate::expiry(&authority),
        _ => Ok(ok(&json!({ "url": page_at(&headers) }))),
    }
}

pub(super) async fn charge(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    Ok(ok(&super::charge_info(PRICE)))
}

/// Whether invoices go to the NTS at once: not here.
pub(super) async fn sending(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    Ok(ok(&json!({ "sendToNTS": false })))
}

/// `GET /Taxinvoice/{MgtKeyType}/{MgtKey}`: its state, all of it, a page or its paper.
pub(super) async fn look_up(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path((kind, key)): Path<(String, String)>,
    Query(query): super::Query,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    let document = find(&authority, &kind, key).await?;
    if query.contains_key("PDF") {
        return Ok(super::pdf::answer(&document));
    }
    if query.contains_key("TG") {
        return Ok(ok(&json!({ "url": page_at(&headers) })));
    }
    let whole = query.contains_key("Detail");
    Ok(ok(&if whole { taxinvoice_view::detail(&document) } else { taxinvoice_view::info(&document) }))
}

/// `POST /Taxinvoice/{MgtKeyType}/{MgtKey}`: send, withdraw, delete, or tell the buyer, which is only pretended.
pub(super) async fn act_on(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path((kind, key)): Path<(String, String)>,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    let found = find(&authority, &kind, key).await?;
    let (key, desk) = (found.mgt_key, desk(&authority));
    match action(&headers).as_str() {
        "NTS" => send(&authority, key).await,
        "CANCELISSUE" => {
            authority.in_ledger(move |ledger| ledger.withdraw_taxinvoice(&key, desk.at)).await?;
            Ok(done())
        }
        "DELETE" => {
            authority.in_ledger(move |ledger| ledger.delete_taxinvoice(&key)).await?;
            Ok(done())
        }
        "EMAIL" | "SMS" | "FAX" => Ok(done()),
        _ => Err(PopbillRefusal::NOT_PLAYED),
    }
}

pub(super) async fn check_certificate(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    certificate::check(&authority)
}

pub(super) async fn read_certificate(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    Ok(certificate::read(&authority))
}

/// What has become of a batch.
pub(super) async fn batch_state(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path(submit_id): Path<String>,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    batch::state(&authority, PopbillProduct::Taxinvoice, submit_id).await
}

/// Sends an invoice now, under the dials of a transmission.
async fn send(authority: &Authority, key: String) -> Result<Response, PopbillRefusal> {
    if fault::strikes_transmission(authority) {
        return Ok(PopbillRefusal::HOUSE.into_response());
    }
    let desk = desk(authority);
    authority.in_ledger(move |ledger| ledger.send_taxinvoice(&key, desk)).await?;
    Ok(fault::after_transmission(authority, done()))
}

pub(super) async fn logs(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path((kind, key)): Path<(String, String)>,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    Ok(ok(&super::history::of(&find(&authority, &kind, key).await?)))
}

/// `POST /Taxinvoice/{MgtKeyType}`: up to 1,000 keys; what is not there is left out.
pub(super) async fn states(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path(kind): Path<String>,
    Query(query): super::Query,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    let keys = Keys::parse(&whole(body)?)?;
    if query.contains_key("Print") {
        return Ok(ok(&json!({ "url": page_at(&headers) })));
    }
    if !is_supplier(&kind)? {
        return Ok(ok(&json!([])));
    }
    let found = keys.find(&authority, PopbillProduct::Taxinvoice).await?;
    Ok(ok(&found.iter().map(taxinvoice_view::info).collect::<Vec<_>>()))
}

/// `GET /Taxinvoice/{MgtKeyType}`: a search; `GET /Taxinvoice/{ItemKey}?Detail` is the same path.
pub(super) async fn search(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    Path(kind): Path<String>,
    Query(query): super::Query,
) -> Result<Response, PopbillRefusal> {
    admit(&authority, &headers, SCOPE)?;
    if !matches!(kind.as_str(), "SELL" | "BUY" | "TRUSTEE") {
        let find =
            move |ledger: &Ledger| ledger.popbill_item(PopbillProduct::Taxinvoice, &kind)?.ok_or(UNKNOWN);
        return Ok(ok(&taxinvoice_view::detail(&authority.in_ledger(find).await?)));
    }
    let asked = Asked::read(&query, PopbillProduct::Taxinvoice, SPAN)?;
    let is_supplier = is_supplier(&kind)?;
    let page = asked.find(&authority, move |document, asked| is_supplier && fits(document, asked)).await?;
    let rows: Vec<Value> = page.documents.iter().map(taxinvoice_view::info).collect();
    Ok(ok(&page.answer(&rows)))
}

fn fits(document: &PopbillDocument, asked: &Asked) -> bool {
    let amended = document.original.is_some();
    let contains = |text: &str| {
        [document.text("invoiceeCorpName"), document.text("invoiceeCorpNum")]
            .iter()
            .any(|it| it.contains(text))
    };
    asked.lists("Type", |code| amended == (code == "M"))
        && asked.lists("TaxType", |code| document.text("taxType") == tax_type(code))
        && asked.lists("IssueType", |code| code == "N")
        && asked.text("LateOnly").is_none_or(|late| (late == "1") == taxinvoice_view::is_late(document))
        && asked.text("QString").is_none_or(contains)
        && asked.text("MgtKey").is_none_or(|key| document.mgt_key.contains(key))
}

fn tax_type(code: &str) -> &'static str {
    match code {
        "N" => "면세",
        "Z" => "영세",
        _ => "과세",
    }
}

/// Whether keys of this kind are known here.
fn is_supplier(kind: &str) -> Result<bool, PopbillRefusal> {
    match kind {
        "SELL" => Ok(true),
        "BUY" | "TRUSTEE" => Ok(false),
        _ => Err(NO_SUCH_KIND),
    }
}

async fn find(authority: &Authority, kind: &str, key: String) -> Result<PopbillDocument, PopbillRefusal> {
    if !is_supplier(kind)? {
        return Err(UNKNOWN);
    }
    let find =
        move |ledger: &Ledger| ledger.popbill_document(PopbillProduct::Taxinvoice, &key)?.ok_or(UNKNOWN);
    authority.in_ledger(find).await
}
