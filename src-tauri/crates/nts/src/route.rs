//! The port to the NTS: what every way of issuing can do, and the request it carries.
//!
//! Freezing and sending are two steps on purpose. The office writes the frozen bytes into the book before a socket opens
//! (write before send), and a resend after proof of absence carries the same bytes under the same key.

use std::fmt;

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::{BusinessNumber, Cancellation, CashReceipt, DocumentKey, Invoice, KeyKind};
use serde::{Deserialize, Serialize};

use crate::error::RouteError;
use crate::exchange::Reply;
use crate::outcome::{ListedDay, LookedUp, QuotaRead, Sent, StatusRead, Transmitted};
use crate::redact::redact;

/// A way to the NTS.
#[async_trait]
pub trait Route: Send + Sync {
    /// Stable name for the book and the window, such as `"hometax"`.
    fn name(&self) -> &'static str;

    /// What this route can do; data for deadlines, quiet periods and buttons.
    fn capabilities(&self) -> &Capabilities;

    /// Makes the exact bytes that issue `receipt` (승인거래) under `key`.
    ///
    /// # Errors
    /// [`RouteError::WrongKeyKind`] when the key is not a receipt's, [`RouteError::Freeze`] when the body cannot be written.
    fn freeze_issue(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        receipt: &CashReceipt,
    ) -> Result<FrozenRequest, RouteError>;

    /// Makes the exact bytes that issue `cancel` (취소거래) under its own `key`.
    ///
    /// # Errors
    /// [`RouteError::WrongKeyKind`] when the key is not a cancel's, [`RouteError::Freeze`] when the body cannot be written.
    fn freeze_cancel(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        cancel: &Cancellation,
    ) -> Result<FrozenRequest, RouteError>;

    /// Sends a frozen document: one document request per call. The only repeat is after the NTS refused our token, which proves
    /// that it took nothing. Whoever drops the future before it ends must take the outcome for unknown.
    async fn send(&self, request: &FrozenRequest) -> Reply<Sent>;

    /// Asks what the NTS holds under `key`. Never creates anything.
    async fn look_up(&self, key: &DocumentKey) -> Reply<LookedUp>;

    /// Asks how much of the day's quota is used.
    async fn quota(&self) -> Reply<QuotaRead>;

    /// Makes the exact bytes that issue `invoice`, new or amended (세금계산서 발급), under `key`.
    ///
    /// # Errors
    /// [`RouteError::WrongKeyKind`] when the key is not that of such an invoice, [`RouteError::Freeze`] when the body cannot be
    /// written.
    fn freeze_invoice(&self, key: &DocumentKey, invoice: &Invoice) -> Result<FrozenRequest, RouteError>;

    /// Asks that an issued invoice is handed over to the NTS now (전송).
    async fn transmit(&self, key: &DocumentKey) -> Reply<Transmitted>;

    /// One page of the invoices written within these days (작성일자), both included.
    async fn list_invoices(&self, from: NaiveDate, to: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay>;

    /// Asks what the NTS knows of a business number.
    async fn business_status(&self, number: &BusinessNumber) -> Reply<StatusRead>;

    /// One page of the documents of a trade date (거래일); `cursor` is the previous page's `next_cursor`.
    async fn list_day(&self, date: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay>;
}

/// What a route can do, as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Capabilities {
    /// The route answers what it holds under a document key; without this an unknown outcome needs a person.
    pub can_look_up: bool,
    /// A key whose document was refused may be used again.
    pub key_reusable: bool,
    /// How many days after the trade date the route still takes a document (1 = yesterday's sale).
    pub days_late: u8,
    /// How long after a lost answer "not found" proves nothing yet, in milliseconds.
    pub quiet_period_ms: u64,
    /// Documents one request may carry.
    pub batch_size: u16,
    /// Requests that may be in the air at once.
    pub concurrency: u16,
    /// Requests the route takes a second, on the average; more are held back before they are sent.
    pub requests_per_second: u16,
    /// Part of a receipt can be cancelled (부분취소).
    pub partial_cancel: bool,
    /// A cancel or an amendment is taken only once the NTS has accepted the original. One that is sent earlier is answered with
    /// [`domain::HeldReason::NotYetPossible`] and waits.
    pub cancels_confirmed_only: bool,
}

/// A document as the exact bytes that go to the NTS. Kept in the book and resent byte for byte.
///
/// The body holds the customer's number, so `Debug` prints it redacted and nothing prints it whole.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenRequest {
    /// Whether the bytes issue or cancel.
    pub act: Act,
    /// The document's own key, as also written in the body.
    pub key: DocumentKey,
    /// The JSON body.
    pub body: String,
}

impl fmt::Debug for FrozenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrozenRequest")
            .field("act", &self.act)
            .field("key", &self.key)
            .field("body", &redact(&self.body))
            .finish()
    }
}

/// What a document does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Issues a receipt (승인거래).
    Issue,
    /// Cancels one, wholly or in part (취소거래).
    Cancel,
    /// Issues a tax invoice, new or amended (세금계산서).
    Invoice,
}

impl Act {
    /// The stable name, equal to the serde name and, of a receipt, to the wire's `kind`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Cancel => "cancel",
            Self::Invoice => "invoice",
        }
    }
}

/// Whether a key is that of a document that does `act`.
pub(crate) fn check_kind(key: &DocumentKey, act: Act) -> Result<(), RouteError> {
    let fits = match act {
        Act::Issue => key.kind() == KeyKind::Receipt,
        Act::Cancel => key.kind() == KeyKind::Cancel,
        Act::Invoice => matches!(key.kind(), KeyKind::Invoice | KeyKind::Amendment),
    };
    if fits { Ok(()) } else { Err(RouteError::WrongKeyKind { key: key.clone(), act }) }
}

/// Whether a key is that of such an invoice.
pub(crate) fn check_invoice_kind(key: &DocumentKey, invoice: &Invoice) -> Result<(), RouteError> {
    let wanted = if invoice.amends().is_some() { KeyKind::Amendment } else { KeyKind::Invoice };
    if key.kind() == wanted {
        Ok(())
    } else {
        Err(RouteError::WrongKeyKind { key: key.clone(), act: Act::Invoice })
    }
}
