//! Where the dials strike a document call: before the ledger is touched, or after its row is on disk.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::answer::{Refusal, ok};
use crate::authority::Authority;
use crate::dials::Maintenance;
use crate::ledger::Document;
use crate::result_code::ResultCode;

/// What shall happen to an answer on its way out; rides on the response as an extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mishap {
    /// The connection is closed and nothing is written.
    Closed,
    /// The connection is reset (TCP RST) and nothing is written.
    Reset,
    /// The body breaks off half-way.
    CutShort,
}

/// The fault that strikes before anything is committed, if one does.
pub(crate) fn before_commit(authority: &Authority) -> Option<Response> {
    let dials = &authority.dials;
    if dials.strikes(|dials| &mut dials.reset_before_commit) {
        return Some(with(Mishap::Reset, StatusCode::OK.into_response()));
    }
    if dials.strikes(|dials| &mut dials.redirects) {
        return Some(elsewhere());
    }
    if dials.strikes(|dials| &mut dials.too_many_requests) {
        return Some(later(authority, ResultCode::TooManyRequests));
    }
    if dials.maintenance_strikes() {
        return Some(later(authority, ResultCode::Maintenance));
    }
    let broken = dials.strikes(|dials| &mut dials.server_errors);
    broken.then(|| Refusal::from(ResultCode::ServerError).into_response())
}

/// The answer to a committed document, or what the dials make of it.
pub(crate) fn after_commit(authority: &Authority, document: &Document) -> Response {
    let dials = &authority.dials;
    if dials.strikes(|dials| &mut dials.lose_answers) {
        return with(Mishap::Closed, StatusCode::OK.into_response());
    }
    if dials.strikes(|dials| &mut dials.server_errors_after_commit) {
        return Refusal::from(ResultCode::ServerError).into_response();
    }
    let number = if dials.strikes(|dials| &mut dials.wrong_approval_number) {
        wrong(&document.approval_number)
    } else {
        document.approval_number.clone()
    };
    let answer = taken(document, &number);
    if dials.strikes(|dials| &mut dials.truncate_body) { with(Mishap::CutShort, answer) } else { answer }
}

/// The answer of a server that is closed until a moment, if it is.
pub(crate) fn closed_until(authority: &Authority) -> Option<Response> {
    match authority.dials.read().maintenance {
        Maintenance::Calls(_) => None,
        Maintenance::Until(end) => {
            (authority.clock.now() < end).then(|| later(authority, ResultCode::Maintenance))
        }
    }
}

fn taken(document: &Document, approval_number: &str) -> Response {
    ok(&serde_json::json!({
        "resultCode": "0000",
        "message": "정상 처리되었습니다.",
        "documentKey": document.document_key,
        "approvalNumber": approval_number,
        "approvedAt": document.approved_at,
    }))
}

fn later(authority: &Authority, code: ResultCode) -> Response {
    Refusal::retry_after(code, authority.dials.read().retry_after_s).into_response()
}

fn elsewhere() -> Response {
    let address = HeaderValue::from_static("https://127.0.0.1:1/elsewhere");
    (StatusCode::FOUND, [(header::LOCATION, address)]).into_response()
}

fn with(mishap: Mishap, mut response: Response) -> Response {
    response.extensions_mut().insert(mishap);
    response
}

/// A well-formed number that is not the given one.
fn wrong(approval_number: &str) -> String {
    let turned = |digit: char| digit.to_digit(10).and_then(|value| char::from_digit(9 - value, 10));
    approval_number.chars().map(|letter| turned(letter).unwrap_or(letter)).collect()
}
