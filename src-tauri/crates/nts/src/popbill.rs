//! The route through Popbill (팝빌), an ASP that issues cash receipts and tax invoices for its members (providers.md §1–§6).
//!
//! Popbill gives the approval number when it issues and hands the document to the NTS afterwards: 300 is issued, 304 means that the
//! NTS took it, 305 that it did not. A receipt is handed over at once by itself, an invoice on the next business day or when it is
//! asked for. What follows for the outcomes:
//!
//! - A repeated key is an error that shows nothing, so `send` looks up what stands there and answers it as a duplicate.
//! - A receipt can be cancelled, and an invoice amended, only from 304 on; earlier ones wait (`NotYetPossible`).
//! - A handing over is done when 304 stands there, not when the request for it was taken.
//!
//! Order of a call: token (kept), request, answer judged. See `http` for the line between "not sent" and "unknown", `code` for
//! what a code proves.

mod answers;
mod batch;
mod code;
mod config;
mod desk;
mod finding;
mod handover;
mod invoice_wire;
mod member;
mod mgt_key;
mod place;
mod receipt_wire;
mod signature;
mod stored_invoice;
mod stored_receipt;
mod stored_wire;
mod token;

use async_trait::async_trait;
use chrono::{NaiveDate, NaiveDateTime};
use domain::{BusinessNumber, Cancellation, CashReceipt, DocumentKey, Invoice, Shop};

pub use self::batch::{BatchAnswer, BatchDone, BatchRow, BatchSent, BatchState, SubmitId};
pub use self::config::{LinkId, PopbillConfig, TokenUse, UserId};
pub(crate) use self::invoice_wire::read_frozen as read_frozen_invoice;
pub use self::member::{Certificate, Points};
pub use self::place::{PopbillDoor, PopbillPlace};
pub(crate) use self::receipt_wire::read_frozen;

use self::answers::SentRead;
use self::desk::{Desk, Request};
use self::signature::Signer;
use crate::clock::UnixClock;
use crate::error::RouteError;
use crate::exchange::Reply;
use crate::http::Answer;
use crate::outcome::{ListedDay, LookedUp, QuotaRead, Sent, StatusRead, Transmitted};
use crate::route::{Act, Capabilities, FrozenRequest, Route, check_invoice_kind, check_kind};
use crate::said::{date_text, korean_time_of};
use crate::secret::Secret;

const RECEIPTS: &str = "/Cashbill";
const INVOICES: &str = "/Taxinvoice";
/// Invoices by the key of the party that issues them.
const OUR_INVOICES: &str = "/Taxinvoice/SELL";
const PAGE: &str = "500";

const CAPABILITIES: Capabilities = Capabilities {
    can_look_up: true,
    key_reusable: true,
    days_late: 1,
    // Popbill's own programs wait three minutes for an answer; most work is done in the first. A wrong proof would cost one
    // refused key and nothing else.
    quiet_period_ms: 60_000,
    batch_size: 1,
    concurrency: 4,
    requests_per_second: 10,
    partial_cancel: true,
    cancels_confirmed_only: true,
};

/// The practice server writes before it answers: only a call still on the way is waited for.
const PRACTICE_QUIET_PERIOD_MS: u64 = 1_500;

/// The `popbill` route.
pub struct PopbillRoute {
    capabilities: Capabilities,
    desk: Desk,
    shop: Shop,
    clock: UnixClock,
}

impl PopbillRoute {
    /// The route's stable name.
    pub const NAME: &str = "popbill";

    /// Checks the settings. Opens no connection.
    ///
    /// # Errors
    /// [`RouteError`] naming the setting that cannot be used.
    pub fn new(config: PopbillConfig, clock: UnixClock) -> Result<Self, RouteError> {
        let quiet_period_ms = match &config.place {
            PopbillPlace::Real(_) | PopbillPlace::Test(_) => CAPABILITIES.quiet_period_ms,
            PopbillPlace::Practice { .. } => PRACTICE_QUIET_PERIOD_MS,
        };
        let capabilities = Capabilities { quiet_period_ms, ..CAPABILITIES };
        Ok(Self { capabilities, desk: Desk::new(&config, &clock)?, shop: config.shop, clock })
    }

    /// Whether a secret key can be one.
    ///
    /// # Errors
    /// [`RouteError::SecretKey`] when it is not Base64, or nothing.
    pub fn check_secret_key(key: &Secret) -> Result<(), RouteError> {
        Signer::new(key).map(|_| ())
    }

    /// Every document is the member's own; Popbill refuses another's, and so does this before anything is written down.
    fn check_shop(&self, key: &DocumentKey, number: &BusinessNumber) -> Result<(), RouteError> {
        if number == self.shop.number() { Ok(()) } else { Err(RouteError::OtherShop { key: key.clone() }) }
    }

    fn now(&self) -> Option<NaiveDateTime> {
        korean_time_of((self.clock)())
    }
}

#[async_trait]
impl Route for PopbillRoute {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn freeze_issue(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        receipt: &CashReceipt,
    ) -> Result<FrozenRequest, RouteError> {
        check_kind(key, Act::Issue)?;
        self.check_shop(key, shop)?;
        let body = receipt_wire::issue_body(key, &self.shop, receipt).map_err(RouteError::Freeze)?;
        Ok(FrozenRequest { act: Act::Issue, key: key.clone(), body })
    }

    fn freeze_cancel(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        cancel: &Cancellation,
    ) -> Result<FrozenRequest, RouteError> {
        check_kind(key, Act::Cancel)?;
        self.check_shop(key, shop)?;
        let body = receipt_wire::cancel_body(key, cancel).map_err(RouteError::Freeze)?;
        Ok(FrozenRequest { act: Act::Cancel, key: key.clone(), body })
    }

    fn freeze_invoice(&self, key: &DocumentKey, invoice: &Invoice) -> Result<FrozenRequest, RouteError> {
        check_invoice_kind(key, invoice)?;
        self.check_shop(key, invoice.supplier().number())?;
        let body = invoice_wire::issue_body(key, invoice).map_err(RouteError::Freeze)?;
        Ok(FrozenRequest { act: Act::Invoice, key: key.clone(), body })
    }

    async fn send(&self, request: &FrozenRequest) -> Reply<Sent> {
        let act = request.act.as_str();
        let (path, action) = match request.act {
            Act::Issue => (RECEIPTS, "ISSUE"),
            Act::Cancel => (RECEIPTS, "REVOKEISSUE"),
            Act::Invoice => (INVOICES, "ISSUE"),
        };
        let mut exchanges = Vec::new();
        let call = Request::post(act, path, action, &request.body);
        let outcome = match self.desk.fetch(&call, &mut exchanges).await {
            Ok(answer) => match answers::sent(request, &answer, self.now()) {
                SentRead::Proved(sent) => sent,
                SentRead::UsedBefore => self.used_before(&request.key, &mut exchanges).await,
            },
            Err(silence) => silence.into(),
        };
        Reply { outcome, exchanges }
    }

    async fn look_up(&self, key: &DocumentKey) -> Reply<LookedUp> {
        let mut exchanges = Vec::new();
        let outcome = self.find(key, &mut exchanges).await;
        Reply { outcome, exchanges }
    }

    /// Popbill counts no documents; what one of them costs is asked to see whether the line works.
    async fn quota(&self) -> Reply<QuotaRead> {
        let path = format!("{RECEIPTS}/ChargeInfo");
        self.desk.ask(&Request::get("quota", &path, &[]), answers::line_works).await
    }

    async fn transmit(&self, key: &DocumentKey) -> Reply<Transmitted> {
        self.hand_over(key).await
    }

    async fn list_day(&self, date: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        let date = date_text(date);
        let query = [
            ("DType", "T"),
            ("SDate", date.as_str()),
            ("EDate", date.as_str()),
            ("State", "3**"),
            ("TradeType", "N,C"),
            ("TradeUsage", "P,C"),
            ("TaxationType", "T,N"),
            ("Order", "A"),
            ("Page", cursor.unwrap_or("1")),
            ("PerPage", PAGE),
        ];
        let path = format!("{RECEIPTS}/Search");
        let read = |answer: &Answer| answers::listed(answer, stored_receipt::read);
        self.desk.ask(&Request::get("list", &path, &query), read).await
    }

    async fn list_invoices(&self, from: NaiveDate, to: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        let (from, to) = (date_text(from), date_text(to));
        let query = [
            ("DType", "W"),
            ("SDate", from.as_str()),
            ("EDate", to.as_str()),
            ("State", "3**,6**"),
            ("Type", "N,M"),
            ("TaxType", "T,N,Z"),
            ("Order", "A"),
            ("Page", cursor.unwrap_or("1")),
            ("PerPage", PAGE),
        ];
        let read = |answer: &Answer| answers::listed(answer, stored_invoice::read);
        self.desk.ask(&Request::get("list", OUR_INVOICES, &query), read).await
    }

    async fn business_status(&self, number: &BusinessNumber) -> Reply<StatusRead> {
        self.close_down(number).await
    }
}
