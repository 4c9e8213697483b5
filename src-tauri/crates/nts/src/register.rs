//! The port to a register of businesses (사업자 상태조회): the part of a [`Route`] that is not about documents, and that others can
//! answer as well.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::{BusinessNumber, Cancellation, CashReceipt, DocumentKey, Invoice};

use crate::error::RouteError;
use crate::exchange::Reply;
use crate::outcome::{ListedDay, LookedUp, QuotaRead, Sent, StatusRead, Transmitted};
use crate::route::{Capabilities, FrozenRequest, Route};

/// Somebody who knows the states of businesses.
#[async_trait]
pub trait BusinessRegister: Send + Sync {
    /// Asks about one number.
    async fn business_status(&self, number: &BusinessNumber) -> Reply<StatusRead>;
}

/// A route whose questions about businesses go to a register: the NTS's own answer costs nothing, an ASP's costs points.
pub struct WithRegister {
    route: Arc<dyn Route>,
    register: Arc<dyn BusinessRegister>,
}

impl WithRegister {
    /// Documents go by `route`, questions about businesses to `register`.
    #[must_use]
    pub fn new(route: Arc<dyn Route>, register: Arc<dyn BusinessRegister>) -> Self {
        Self { route, register }
    }
}

#[async_trait]
impl Route for WithRegister {
    fn name(&self) -> &'static str {
        self.route.name()
    }

    fn capabilities(&self) -> &Capabilities {
        self.route.capabilities()
    }

    fn freeze_issue(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        receipt: &CashReceipt,
    ) -> Result<FrozenRequest, RouteError> {
        self.route.freeze_issue(key, shop, receipt)
    }

    fn freeze_cancel(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        cancel: &Cancellation,
    ) -> Result<FrozenRequest, RouteError> {
        self.route.freeze_cancel(key, shop, cancel)
    }

    fn freeze_invoice(&self, key: &DocumentKey, invoice: &Invoice) -> Result<FrozenRequest, RouteError> {
        self.route.freeze_invoice(key, invoice)
    }

    async fn send(&self, request: &FrozenRequest) -> Reply<Sent> {
        self.route.send(request).await
    }

    async fn look_up(&self, key: &DocumentKey) -> Reply<LookedUp> {
        self.route.look_up(key).await
    }

    async fn quota(&self) -> Reply<QuotaRead> {
        self.route.quota().await
    }

    async fn transmit(&self, key: &DocumentKey) -> Reply<Transmitted> {
        self.route.transmit(key).await
    }

    async fn list_invoices(&self, from: NaiveDate, to: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        self.route.list_invoices(from, to, cursor).await
    }

    async fn business_status(&self, number: &BusinessNumber) -> Reply<StatusRead> {
        self.register.business_status(number).await
    }

    async fn list_day(&self, date: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        self.route.list_day(date, cursor).await
    }
}
