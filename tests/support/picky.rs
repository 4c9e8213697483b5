//! A way to the NTS that does not take certain numbers: the program's own checks let none through that the practice NTS
//! would refuse.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{BusinessNumber, Cancellation, CashReceipt, DocumentKey, Invoice, Refusal};
use nts::{
    Capabilities, FrozenRequest, ListedDay, LookedUp, QuotaRead, Reply, Route, RouteError, Sent, StatusRead,
    Transmitted,
};

pub struct Picky {
    pub route: Arc<dyn Route>,
    /// A request with these digits in it is refused.
    pub digits: &'static str,
    pub code: &'static str,
}

#[async_trait::async_trait]
impl Route for Picky {
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
    async fn send(&self, request: &FrozenRequest) -> Reply<Sent> {
        if !request.body.contains(self.digits) {
            return self.route.send(request).await;
        }
        let refusal = Refusal { code: self.code.into(), field: None, message: String::new() };
        Reply { outcome: Sent::Rejected(refusal), exchanges: Vec::new() }
    }
    async fn look_up(&self, key: &DocumentKey) -> Reply<LookedUp> {
        self.route.look_up(key).await
    }
    fn freeze_invoice(&self, key: &DocumentKey, invoice: &Invoice) -> Result<FrozenRequest, RouteError> {
        self.route.freeze_invoice(key, invoice)
    }
    async fn transmit(&self, key: &DocumentKey) -> Reply<Transmitted> {
        self.route.transmit(key).await
    }
    async fn list_invoices(&self, from: NaiveDate, to: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        self.route.list_invoices(from, to, cursor).await
    }
    async fn business_status(&self, number: &BusinessNumber) -> Reply<StatusRead> {
        self.route.business_status(number).await
    }
    async fn quota(&self) -> Reply<QuotaRead> {
        self.route.quota().await
    }
    async fn list_day(&self, date: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        self.route.list_day(date, cursor).await
    }
}
