//! Up to a hundred documents in one request (초대량 접수), whose results are asked for later under the batch's own name
//! (providers.md §3.1, §3.4). One that is refused does not harm the others, and every document keeps its own key, so a batch whose
//! answer was lost is found out about like any document.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{Approval, ApprovalNumber, DocumentKey, HeldReason, Refusal};
use ring::digest;
use serde_json::Value;

use super::PopbillRoute;
use super::answers::{Verdict, judge};
use super::code::{is_batch_again, is_batch_missing};
use super::desk::Request;
use super::mgt_key::document_key;
use super::stored_wire::{moment, whole};
use crate::error::RouteError;
use crate::exchange::Reply;
use crate::http::Answer;
use crate::outcome::{Asked, LostAnswer, NotNow, NotSentCause, RouteStop};
use crate::route::{Act, FrozenRequest};
use crate::said::{text, words};
use crate::unanswered::Unanswered;

const MOST: usize = 100;

/// The name of a batch (SubmitID): 1–36 letters, digits and hyphens, used once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SubmitId(String);

/// What handing in a batch proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchSent {
    /// It will be worked on; the number Popbill filed it under.
    Taken(String),
    /// A batch of this name was handed in before: ask for its result.
    UsedBefore,
    /// Refused as a whole.
    Rejected(Refusal),
    /// Later.
    NotNow(NotNow),
    /// The route does not work. Nothing was taken.
    RouteStopped(RouteStop),
    /// Nothing left this machine.
    NotSent(NotSentCause),
    /// It may have been taken. Ask for its result; never hand it in under another name.
    Unknown(LostAnswer),
}

/// What asking for a batch brought.
pub type BatchAnswer = Asked<BatchState>;

/// How far a batch is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchState {
    /// Popbill knows no batch of this name.
    NotThere,
    /// It waits or is worked on.
    UnderWay,
    /// It is done.
    Done(BatchDone),
}

/// A batch that was worked off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchDone {
    /// One row for each document, in Popbill's order.
    pub rows: Vec<BatchRow>,
}

/// What became of one document of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// Whose.
    pub key: DocumentKey,
    /// Its approval, or why it was not issued. A refusal whose code is not known proves nothing: look the document up.
    pub outcome: Result<Approval, Refusal>,
}

impl SubmitId {
    /// Reads a name.
    ///
    /// # Errors
    /// [`RouteError::SubmitId`].
    pub fn parse(text: &str) -> Result<Self, RouteError> {
        let sound = (1..=36).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if sound { Ok(Self(text.to_owned())) } else { Err(RouteError::SubmitId) }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PopbillRoute {
    /// Hands in receipts, or invoices, as one batch: 1–100 frozen documents that all issue the same kind. Cancels go one by one.
    ///
    /// # Errors
    /// [`RouteError::Batch`] before anything is sent.
    pub async fn submit(
        &self,
        id: &SubmitId,
        requests: &[FrozenRequest],
    ) -> Result<Reply<BatchSent>, RouteError> {
        let (path, body) = batch_body(requests)?;
        let digest = digest_of(&body);
        let call = Request {
            batch: Some((id.as_str(), &digest)),
            ..Request::post("submit", path, "BULKISSUE", &body)
        };
        Ok(self.desk.ask(&call, submitted).await)
    }

    /// What became of a batch of documents that do `act`.
    pub async fn batch_result(&self, id: &SubmitId, act: Act) -> Reply<BatchAnswer> {
        let product = product_of(act);
        let path = format!("{product}/BULK/{}/State", id.as_str());
        self.desk.ask(&Request::get("batch", &path, &[]), batch_state).await
    }
}

const fn product_of(act: Act) -> &'static str {
    match act {
        Act::Issue | Act::Cancel => super::RECEIPTS,
        Act::Invoice => super::INVOICES,
    }
}

/// The frozen bytes of each document as they are, side by side.
fn batch_body(requests: &[FrozenRequest]) -> Result<(&'static str, String), RouteError> {
    let act = requests.first().map(|first| first.act).ok_or(RouteError::Batch)?;
    let go_together = requests.iter().all(|request| request.act == act);
    if act == Act::Cancel || !go_together || requests.len() > MOST {
        return Err(RouteError::Batch);
    }
    let documents: Vec<&str> = requests.iter().map(|request| request.body.as_str()).collect();
    let documents = documents.join(",");
    let body = match act {
        Act::Issue | Act::Cancel => format!(r#"{{"cashbills":[{documents}]}}"#),
        Act::Invoice => format!(r#"{{"forceIssue":true,"invoices":[{documents}]}}"#),
    };
    Ok((product_of(act), body))
}

/// Popbill's digest of a batch; it guards against a torn body, not against anybody.
fn digest_of(body: &str) -> String {
    STANDARD.encode(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, body.as_bytes()))
}

fn submitted(answer: &Answer) -> BatchSent {
    match judge(answer) {
        Verdict::Success(body) => match (whole(&body, "code"), text(&body, "receiptID")) {
            (Some(1), Some(receipt)) => BatchSent::Taken(receipt.to_owned()),
            _ => BatchSent::Unknown(super::answers::unexpected("it says neither yes nor no")),
        },
        Verdict::Told(told) if is_batch_again(told.code) => BatchSent::UsedBefore,
        Verdict::Told(told) => BatchSent::Rejected(told.into_refusal()),
        Verdict::Silent(silence) => silence.into(),
    }
}

fn batch_state(answer: &Answer) -> BatchAnswer {
    match judge(answer) {
        Verdict::Success(body) => match read_state(&body) {
            Some(state) => Asked::Known(state),
            None => Asked::NoAnswer("the batch's result cannot be read".to_owned()),
        },
        Verdict::Told(told) if is_batch_missing(told.code) => Asked::Known(BatchState::NotThere),
        Verdict::Told(told) => Asked::Refused(told.into_refusal()),
        Verdict::Silent(silence) => silence.into(),
    }
}

fn read_state(body: &Value) -> Option<BatchState> {
    match whole(body, "txState")? {
        0 | 1 => Some(BatchState::UnderWay),
        2 => {
            let rows = body.get("issueResult")?.as_array()?.iter().map(read_row).collect::<Option<_>>()?;
            Some(BatchState::Done(BatchDone { rows }))
        }
        _ => None,
    }
}

fn read_row(row: &Value) -> Option<BatchRow> {
    let key = text(row, "mgtKey").or_else(|| text(row, "invoicerMgtKey")).and_then(document_key)?;
    let code = whole(row, "code")?;
    if code != 1 {
        let message = words(text(row, "message").unwrap_or_default());
        return Some(BatchRow {
            key,
            outcome: Err(Refusal { code: code.to_string(), field: None, message }),
        });
    }
    let number = text(row, "confirmNum").or_else(|| text(row, "ntsconfirmNum"))?;
    let number = ApprovalNumber::parse(number).ok()?;
    let at = moment(row, "issueDT")?;
    (number.invoice().is_some() == key.kind().is_invoice())
        .then_some(BatchRow { key, outcome: Ok(Approval { number, at }) })
}

impl BatchSent {
    /// Why the documents wait, where it is certain that none was taken.
    #[must_use]
    pub const fn held_reason(&self) -> Option<HeldReason> {
        match self {
            Self::NotNow(wait) => Some(wait.reason),
            Self::RouteStopped(_) => Some(HeldReason::RouteStopped),
            Self::NotSent(cause) => Some(cause.held_reason()),
            Self::Taken(_) | Self::UsedBefore | Self::Rejected(_) | Self::Unknown(_) => None,
        }
    }
}

impl Unanswered for BatchSent {
    fn not_sent(cause: NotSentCause) -> Self {
        Self::NotSent(cause)
    }

    fn not_now(wait: NotNow) -> Self {
        Self::NotNow(wait)
    }

    fn stopped(stop: RouteStop) -> Self {
        Self::RouteStopped(stop)
    }

    fn lost(lost: LostAnswer) -> Self {
        Self::Unknown(lost)
    }
}

#[cfg(test)]
mod batch_tests;
