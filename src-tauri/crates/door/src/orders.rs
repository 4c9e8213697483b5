//! Orders: taken in, and asked after.

use std::sync::Arc;

use domain::{DocumentKey, State};
use office::{Office, OfficeError, Order, OrderOutcome, OrderStanding};
use serde_json::json;
use store::OrderStop;

use crate::reply::{PathFault, Reply};

/// Takes in an order as it came: JSON. One order is one document however often it comes.
pub async fn add_order(office: &Arc<Office>, body: &[u8]) -> Reply {
    match parse(body) {
        Ok(order) => carry_out(office, &order).await.unwrap_or_else(|error| Reply::from(&error)),
        Err(refusal) => refusal,
    }
}

/// Where an order or a document stands, by the order's number or the document's key.
#[must_use]
pub fn order_status(office: &Office, name: &str) -> Reply {
    let told = || match DocumentKey::parse(name) {
        Ok(key) => match office.tell_document(&key) {
            Err(OfficeError::NotFound(_)) => by_number(office, name),
            told => Ok(Reply::of(200, json!(told?))),
        },
        Err(_) => by_number(office, name),
    };
    told().unwrap_or_else(|error| Reply::from(&error))
}

fn by_number(office: &Office, order_no: &str) -> Result<Reply, OfficeError> {
    match office.order_standing(order_no)? {
        OrderStanding::Document(shelved) => {
            Ok(Reply::of(200, json!(office.tell_document(&shelved.document.key)?)))
        }
        OrderStanding::Stopped(stop) => Ok(stopped(&stop)),
        OrderStanding::Unknown => Err(OfficeError::NotFound(order_no.to_owned())),
    }
}

/// The faults name the place and never repeat what stands there.
fn parse(body: &[u8]) -> Result<Order, Reply> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let order = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        if !error.inner().is_data() {
            return not_json();
        }
        let path = error.path().to_string();
        let path = if path == "." { String::new() } else { path };
        let faults = [PathFault { path, code: "wrong_shape".into() }];
        let sentence =
            "주문의 모양이 약속과 달라요. 아무것도 발급하지 않았어요. /v1/openapi.json을 확인하세요.";
        Reply::faulty(422, ("faults", sentence), &faults)
    })?;
    json.end().map_err(|_| not_json())?;
    Ok(order)
}

fn not_json() -> Reply {
    Reply::refusal(400, "not_json", "JSON으로 읽을 수 없어요. 아무것도 발급하지 않았어요.")
}

async fn carry_out(office: &Arc<Office>, order: &Order) -> Result<Reply, OfficeError> {
    let stood_before = match office.order_standing(&order.order_no)? {
        OrderStanding::Document(shelved) => !matches!(shelved.standing.state, State::Rejected(_)),
        OrderStanding::Stopped(_) | OrderStanding::Unknown => false,
    };
    Ok(match office.issue_order(order).await? {
        OrderOutcome::Issued(key) => issued(office, &key, stood_before)?,
        OrderOutcome::Refused(key) => refused(office, &key)?,
        OrderOutcome::Skipped(reason) => {
            Reply::of(200, json!({ "outcome": "skipped", "reason": reason, "document": null }))
        }
        OrderOutcome::Stopped { reason: "status_unknown", .. } => Reply::refusal(
            503,
            "status_unknown",
            "국세청이 거래처의 사업자 상태를 알려 주지 않았어요. 아무것도 발급하지 않았어요. 잠시 뒤에 다시 보내세요.",
        ),
        OrderOutcome::Stopped { reason, faults } => {
            let faults: Vec<PathFault> = faults.iter().map(PathFault::of).collect();
            Reply::faulty(422, (reason, STOPPED), &faults)
        }
    })
}

const STOPPED: &str =
    "이 주문은 이대로 발급할 수 없어 장부의 확인할 일에 올려 두었어요. 고쳐서 같은 주문번호로 다시 보내세요.";

fn issued(office: &Office, key: &DocumentKey, stood_before: bool) -> Result<Reply, OfficeError> {
    let is_issued = office.shelved(key)?.standing.state.counts_as_issued();
    let (status, outcome) = match (is_issued, stood_before) {
        (true, false) => (201, "issued"),
        (true, true) => (200, "issued"),
        (false, _) => (202, "waiting"),
    };
    Ok(Reply::of(status, json!({ "outcome": outcome, "document": office.tell_document(key)? })))
}

fn refused(office: &Office, key: &DocumentKey) -> Result<Reply, OfficeError> {
    let sentence = "국세청이 거절했어요. 발급된 것은 없어요. 고쳐서 같은 주문번호로 다시 보내세요.";
    let mut reply = Reply::refusal(422, "refused_by_nts", sentence);
    if let State::Rejected(_) = office.shelved(key)?.standing.state
        && let Some(body) = reply.body.as_object_mut()
    {
        body.insert("document".into(), json!(office.tell_document(key)?));
    }
    Ok(reply)
}

fn stopped(stop: &OrderStop) -> Reply {
    Reply::refusal(422, &stop.reason, STOPPED)
}
