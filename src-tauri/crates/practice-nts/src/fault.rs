//! Where the dials strike a document call or a transmission: before the ledger is touched, or after the row is on disk.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::answer::{Refusal, ok};
use crate::authority::Authority;
use crate::dials::Maintenance;
use crate::ledger::{Document, Invoice};
use crate::result_code::ResultCode;
use crate::texts::TextRefusal;

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

/// A document the ledger has taken, and what its caller is told.
pub(crate) trait Taken {
    /// What a failure of the house looks like to its caller.
    fn failure(&self) -> Response {
        Refusal::from(ResultCode::ServerError).into_response()
    }
    /// The number the authority gave it.
    fn number(&self) -> &str;
    /// The answer, with the number or one that the dials put in its place.
    fn answer(&self, number: &str) -> Response;
}

impl Taken for Document {
    fn number(&self) -> &str {
        &self.approval_number
    }

    fn answer(&self, number: &str) -> Response {
        ok(&serde_json::json!({
            "resultCode": "0000",
            "message": DONE,
            "documentKey": self.document_key,
            "approvalNumber": number,
            "approvedAt": self.approved_at,
        }))
    }
}

impl Taken for Invoice {
    fn number(&self) -> &str {
        &self.invoice_id
    }

    fn answer(&self, number: &str) -> Response {
        ok(&serde_json::json!({
            "resultCode": "0000",
            "message": DONE,
            "documentKey": self.document_key,
            "invoiceId": number,
            "issuedAt": self.issued_at,
        }))
    }
}

const DONE: &str = "정상 처리되었습니다.";

/// The fault that strikes before anything is committed, if one does.
pub(crate) fn before_commit(authority: &Authority) -> Option<Response> {
    before_commit_in(authority, |code| later(authority, code))
}

/// The same for a caller who is refused in another shape.
pub(crate) fn before_commit_in(
    authority: &Authority,
    refusal: impl Fn(ResultCode) -> Response,
) -> Option<Response> {
    let dials = &authority.dials;
    if dials.strikes(|dials| &mut dials.reset_before_commit) {
        return Some(with(Mishap::Reset, StatusCode::OK.into_response()));
    }
    if dials.strikes(|dials| &mut dials.redirects) {
        return Some(elsewhere());
    }
    if dials.strikes(|dials| &mut dials.too_many_requests) {
        return Some(refusal(ResultCode::TooManyRequests));
    }
    if dials.maintenance_strikes() {
        return Some(refusal(ResultCode::Maintenance));
    }
    let broken = dials.strikes(|dials| &mut dials.server_errors);
    broken.then(|| refusal(ResultCode::ServerError))
}

/// The answer to a committed document, or what the dials make of it.
pub(crate) fn after_commit(authority: &Authority, document: &impl Taken) -> Response {
    let dials = &authority.dials;
    if dials.strikes(|dials| &mut dials.lose_answers) {
        return with(Mishap::Closed, StatusCode::OK.into_response());
    }
    if dials.strikes(|dials| &mut dials.server_errors_after_commit) {
        return document.failure();
    }
    let number = if dials.strikes(|dials| &mut dials.wrong_approval_number) {
        wrong(document.number())
    } else {
        document.number().to_owned()
    };
    let answer = document.answer(&number);
    if dials.strikes(|dials| &mut dials.truncate_body) { with(Mishap::CutShort, answer) } else { answer }
}

/// The fault that strikes a transmission before anything is sent, if one does.
pub(crate) fn before_transmission(authority: &Authority) -> Option<Response> {
    strikes_transmission(authority).then(|| Refusal::from(ResultCode::ServerError).into_response())
}

/// Whether a fault strikes a transmission before anything is sent.
pub(crate) fn strikes_transmission(authority: &Authority) -> bool {
    authority.dials.strikes(|dials| &mut dials.transmit_errors)
}

/// The answer to a transmission that is on disk, or none if the dials lose it.
pub(crate) fn after_transmission(authority: &Authority, answer: Response) -> Response {
    let lost = authority.dials.strikes(|dials| &mut dials.lose_transmit_answers);
    if lost { with(Mishap::Closed, answer) } else { answer }
}

/// The fault that strikes a text message before it is taken, if one does.
pub(crate) fn before_text(authority: &Authority) -> Option<Response> {
    let dials = &authority.dials;
    if dials.strikes(|dials| &mut dials.reset_text_before_commit) {
        return Some(with(Mishap::Reset, StatusCode::OK.into_response()));
    }
    dials.strikes(|dials| &mut dials.text_errors).then(|| TextRefusal::HOUSE.into_response())
}

/// The answer to a text message that is on disk, or what the dials make of it.
pub(crate) fn after_text(authority: &Authority, answer: Response) -> Response {
    let dials = &authority.dials;
    if dials.strikes(|dials| &mut dials.lose_text_answers) {
        return with(Mishap::Closed, answer);
    }
    let broken = dials.strikes(|dials| &mut dials.text_errors_after_commit);
    if broken { TextRefusal::HOUSE.into_response() } else { answer }
}

/// The answer of a server that is closed until a moment, if it is.
pub(crate) fn closed_until(authority: &Authority) -> Option<Response> {
    is_closed(authority).then(|| later(authority, ResultCode::Maintenance))
}

/// Whether the server is closed until a moment that has not come.
pub(crate) fn is_closed(authority: &Authority) -> bool {
    match authority.dials.read().maintenance {
        Maintenance::Calls(_) => false,
        Maintenance::Until(end) => authority.clock.now() < end,
    }
}

fn later(authority: &Authority, code: ResultCode) -> Response {
    if code == ResultCode::ServerError {
        return Refusal::from(code).into_response();
    }
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

/// A well-formed number that is not the given one; the 작성일자 in front of an invoice's number stays.
fn wrong(number: &str) -> String {
    let serial_from = number.chars().count().saturating_sub(8);
    let turned = |digit: char| digit.to_digit(10).and_then(|value| char::from_digit(9 - value, 10));
    let turn = |(at, letter)| if at < serial_from { letter } else { turned(letter).unwrap_or(letter) };
    number.chars().enumerate().map(turn).collect()
}
