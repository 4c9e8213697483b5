//! Documents: one by its key, and what changed since somebody asked last.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::DocumentKey;
use office::{Office, OfficeError};
use serde::Deserialize;
use serde_json::json;

use crate::reply::{PathFault, Reply};
use crate::routes::{Desk, respond};

const PAGE: u32 = 100;
const LONGEST_PAGE: u32 = 200;

/// A document by its key.
#[must_use]
pub fn document_reply(office: &Office, key: &str) -> Reply {
    let told = DocumentKey::parse(key)
        .map_err(|_| OfficeError::NotFound(String::new()))
        .and_then(|key| office.tell_document(&key));
    told.map_or_else(|error| Reply::from(&error), |told| Reply::of(200, json!(told)))
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    since: Option<String>,
    limit: Option<String>,
}

pub(crate) async fn one(State(desk): State<Desk>, Path(key): Path<String>) -> Response {
    respond(&document_reply(&desk.office, &key))
}

pub(crate) async fn changed(State(desk): State<Desk>, Query(asked): Query<Asked>) -> Response {
    respond(&changes(&desk.office, &asked))
}

fn changes(office: &Office, asked: &Asked) -> Reply {
    let mut faults = Vec::new();
    let mut number =
        |path: &str, text: &Option<String>, range: std::ops::RangeInclusive<i64>, absent: i64| {
            let read = text.as_ref().map_or(Some(absent), |text| text.parse().ok());
            read.filter(|number| range.contains(number)).unwrap_or_else(|| {
                faults.push(PathFault { path: path.into(), code: "out_of_range".into() });
                absent
            })
        };
    let since = number("since", &asked.since, 0..=i64::MAX, 0);
    let limit = number("limit", &asked.limit, 1..=i64::from(LONGEST_PAGE), i64::from(PAGE));
    if !faults.is_empty() {
        return Reply::faulty(422, ("faults", "물은 말에 고칠 곳이 있어요."), &faults);
    }
    match office.tell_changes(since, u32::try_from(limit).unwrap_or(PAGE)) {
        Ok(page) => Reply::of(200, json!(page)),
        Err(error) => Reply::from(&error),
    }
}
