//! The way by file: documents are written into Hometax's own workbook and a person uploads it (domain.md §6.5–6.6). Nothing is ever
//! sent from here: documents wait in the book until they go into a file, and there is no line that could be up or down.

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::{BusinessNumber, Cancellation, CashReceipt, DocumentKey, HeldReason, Invoice};

use crate::error::RouteError;
use crate::exchange::Reply;
use crate::hometax;
use crate::outcome::{ListedDay, LookedUp, NotNow, QuotaRead, Sent, StatusRead, Transmitted};
use crate::route::{Act, Capabilities, FrozenRequest, Route, check_invoice_kind, check_kind};
use crate::unanswered::Unanswered;

/// Hometax takes a receipt of the day it is uploaded, and shows nothing to a program.
const CAPABILITIES: Capabilities = Capabilities {
    can_look_up: false,
    key_reusable: false,
    days_late: 0,
    quiet_period_ms: 0,
    batch_size: 1,
    concurrency: 1,
    requests_per_second: 1,
    partial_cancel: false,
    cancels_confirmed_only: true,
};

/// Nothing changes by asking sooner.
const A_DAY_MS: u64 = 24 * 60 * 60 * 1_000;

/// The `file` route.
#[derive(Debug, Default)]
pub struct FileRoute;

impl FileRoute {
    /// The route's stable name.
    pub const NAME: &str = "file";

    fn waits<T: Unanswered>() -> Reply<T> {
        let wait = NotNow {
            code: "FILE".to_owned(),
            reason: HeldReason::ByFile,
            retry_after_ms: Some(A_DAY_MS),
            resets_at: None,
        };
        Reply { outcome: T::not_now(wait), exchanges: Vec::new() }
    }
}

#[async_trait]
impl Route for FileRoute {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn capabilities(&self) -> &Capabilities {
        &CAPABILITIES
    }

    fn freeze_issue(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        receipt: &CashReceipt,
    ) -> Result<FrozenRequest, RouteError> {
        check_kind(key, Act::Issue)?;
        hometax::frozen_issue(key, shop, receipt)
    }

    fn freeze_cancel(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        cancel: &Cancellation,
    ) -> Result<FrozenRequest, RouteError> {
        check_kind(key, Act::Cancel)?;
        hometax::frozen_cancel(key, shop, cancel)
    }

    fn freeze_invoice(&self, key: &DocumentKey, invoice: &Invoice) -> Result<FrozenRequest, RouteError> {
        check_invoice_kind(key, invoice)?;
        hometax::frozen_invoice(key, invoice)
    }

    async fn send(&self, _request: &FrozenRequest) -> Reply<Sent> {
        Self::waits()
    }

    async fn look_up(&self, _key: &DocumentKey) -> Reply<LookedUp> {
        Self::waits()
    }

    async fn quota(&self) -> Reply<QuotaRead> {
        Reply { outcome: QuotaRead::NotCounted, exchanges: Vec::new() }
    }

    async fn list_day(&self, _date: NaiveDate, _cursor: Option<&str>) -> Reply<ListedDay> {
        Self::waits()
    }

    async fn list_invoices(
        &self,
        _from: NaiveDate,
        _to: NaiveDate,
        _cursor: Option<&str>,
    ) -> Reply<ListedDay> {
        Self::waits()
    }

    async fn transmit(&self, _key: &DocumentKey) -> Reply<Transmitted> {
        Self::waits()
    }

    async fn business_status(&self, _number: &BusinessNumber) -> Reply<StatusRead> {
        Self::waits()
    }
}
