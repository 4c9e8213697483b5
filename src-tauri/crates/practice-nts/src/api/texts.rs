//! The dialect's calls: send, list, balance.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::ok;
use crate::authority::Authority;
use crate::error::PracticeError;
use crate::fault;
use crate::ledger::{Carrier, Ledger, Text, TextKind, TextPage, TextQuery};
use crate::texts::{TextDraft, TextRefusal};

/// What a message costs here, in won.
const SHORT_WON: u32 = 18;
const LONG_WON: u32 = 45;
const MOST_ON_A_PAGE: u16 = 500;

pub(super) async fn send(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, TextRefusal> {
    admit(&authority, &headers)?;
    let body = body.map_err(|_| TextRefusal::invalid("요청이 너무 큽니다."))?;
    if let Some(struck) = fault::before_text(&authority) {
        return Ok(struck);
    }
    let draft = TextDraft::parse(&body)?;
    let dials = authority.dials.read();
    if !dials.text_senders.is_empty() && !dials.text_senders.contains(&draft.from) {
        return Err(TextRefusal::SENDER);
    }
    let won = match draft.kind {
        TextKind::Sms => SHORT_WON,
        TextKind::Lms => LONG_WON,
    };
    if !authority.dials.spend(|dials| &mut dials.text_balance_won, won) {
        return Err(TextRefusal::BALANCE);
    }
    let carrier = Carrier {
        after_s: dials.texts_arrive_after_s,
        arrives: !dials.unreachable_phones.contains(&draft.to),
    };
    let (digest, at, to) = (authority.text_door.digest(&draft.to), authority.clock.now(), draft.to.clone());
    let taken = work(&authority, move |ledger| ledger.take_text(&draft, &digest, carrier, at)).await?;
    Ok(fault::after_text(&authority, ok(&row(&taken, &to))))
}

/// The query of the list: one criterion, or the gateway's own short form.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ListQuery {
    message_id: Option<String>,
    criteria: Option<String>,
    cond: Option<String>,
    value: Option<String>,
    start_key: Option<String>,
    limit: Option<u16>,
}

pub(super) async fn list(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
    query: Result<Query<ListQuery>, QueryRejection>,
) -> Result<Response, TextRefusal> {
    admit(&authority, &headers)?;
    let Query(query) = query.map_err(|_| TextRefusal::invalid("조회 조건이 올바르지 않습니다."))?;
    let to = query.value.clone().filter(|_| query.criteria.as_deref() == Some("to")).unwrap_or_default();
    let wanted = query.wanted(&authority)?;
    let limit = query.limit.unwrap_or(20).clamp(1, MOST_ON_A_PAGE);
    let (start, now) = (query.start_key.clone(), authority.clock.now());
    let page =
        work(&authority, move |ledger| ledger.text_page(&wanted, start.as_deref(), limit, now)).await?;
    let TextPage { texts, next_key } = page;
    let rows: BTreeMap<_, _> = texts.iter().map(|text| (&text.message_id, row(text, &to))).collect();
    Ok(ok(&json!({ "startKey": query.start_key, "nextKey": next_key, "limit": limit, "messageList": rows })))
}

pub(super) async fn balance(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, TextRefusal> {
    admit(&authority, &headers)?;
    Ok(ok(&json!({ "balance": authority.dials.read().text_balance_won, "point": 0 })))
}

/// For people at the practice desk: what a customer's phone would show.
pub(super) async fn readable(State(authority): State<Arc<Authority>>) -> Result<Response, TextRefusal> {
    let now = authority.clock.now();
    let texts = work(&authority, move |ledger| ledger.texts(now)).await?;
    let mut page = format!("연습용 문자 {}건 (실제로 보내지 않았습니다)\n", texts.len());
    for text in texts.iter().rev() {
        let lines: Vec<String> = text.text.lines().map(|line| format!("    {line}\n")).collect();
        page.push_str(&format!(
            "\n{}  {} → {}  {} {}\n{}",
            text.taken_at,
            text.from,
            text.to_masked,
            text.kind.as_str(),
            text.status.message(),
            lines.concat()
        ));
    }
    Ok(page.into_response())
}

impl ListQuery {
    fn wanted(&self, authority: &Authority) -> Result<TextQuery, TextRefusal> {
        if let Some(id) = &self.message_id {
            return Ok(TextQuery::Message(id.clone()));
        }
        match (self.criteria.as_deref(), self.cond.as_deref(), self.value.as_deref()) {
            (None, None, None) => Ok(TextQuery::All),
            (Some("messageId"), Some("eq"), Some(id)) => Ok(TextQuery::Message(id.to_owned())),
            (Some("to"), Some("eq"), Some(to)) => Ok(TextQuery::Recipient(authority.text_door.digest(to))),
            (_, _, _) => Err(TextRefusal::invalid("지원하지 않는 조회 조건입니다.")),
        }
    }
}

fn admit(authority: &Authority, headers: &HeaderMap) -> Result<(), TextRefusal> {
    let skew = TimeDelta::seconds(authority.dials.read().clock_skew_s);
    authority.text_door.admit(headers, authority.clock.true_now() + skew)
}

/// A message as the dialect writes it. The number is the caller's own word, for the ledger does not keep it.
fn row(text: &Text, to: &str) -> Value {
    json!({
        "groupId": text.group_id,
        "messageId": text.message_id,
        "accountId": "practice",
        "statusCode": text.status.as_str(),
        "statusMessage": text.status.message(),
        "to": to,
        "from": text.from,
        "type": text.kind.as_str(),
        "country": "82",
        "subject": text.subject,
        "text": text.text,
        "customFields": text.custom_fields,
        "dateCreated": text.taken_at,
    })
}

/// Works on the ledger away from the async threads.
async fn work<T: Send + 'static>(
    authority: &Authority,
    work: impl FnOnce(&Ledger) -> Result<T, PracticeError> + Send + 'static,
) -> Result<T, TextRefusal> {
    let ledger = Arc::clone(&authority.ledger);
    let worked = tokio::task::spawn_blocking(move || work(&ledger)).await;
    Ok(worked.map_err(PracticeError::Task)??)
}
