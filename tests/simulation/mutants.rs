//! Broken offices, to see that the net catches them. Each breaks one rule of `docs`: resend on time-out, send before the
//! intent is written, call a document of a dead process "not sent", and forget what is to follow.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::{BusinessNumber, Cancellation, CashReceipt, DocumentKey, Invoice};
use nts::{
    Act, Capabilities, FrozenRequest, ListedDay, LookedUp, QuotaRead, Reply, Route, RouteError, Sent,
    StatusRead, Transmitted,
};

use crate::dice::Dice;
use crate::network::Ticket;
use crate::office_driver::Place;
use crate::route::SimRoute;

/// The real office, or one that breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutant {
    /// As it is.
    None,
    /// Sends again at once when no answer came.
    ResendsOnTimeout,
    /// Lets the request out before the intent is committed.
    SendsBeforeWriting,
    /// The same with invoices only.
    ResendsInvoices,
    /// At start, and every night, it forgets that a second document was to follow.
    ForgetsSecond,
    /// At start, what was being sent is sent again as if it had never left.
    ForgetsSending,
}

impl Mutant {
    /// The route of this office.
    pub fn wrap(self, route: SimRoute, seed: u64) -> Arc<dyn Route> {
        match self {
            Self::None | Self::ForgetsSending | Self::ForgetsSecond => Arc::new(route),
            Self::ResendsOnTimeout | Self::ResendsInvoices | Self::SendsBeforeWriting => {
                let dice = Mutex::new(Dice::new(seed, "before writing"));
                Arc::new(MutantRoute { mutant: self, route, dice, posted: Mutex::default() })
            }
        }
    }

    pub fn recovers(self) -> bool {
        self != Self::ForgetsSending
    }

    /// What this office does to the book at start.
    pub fn tamper(self, place: &Place) {
        let forget = match self {
            Self::ForgetsSending => "UPDATE standing SET state = 'ready' WHERE state = 'sending'",
            Self::ForgetsSecond => {
                "DROP TRIGGER IF EXISTS amendment_completed_once;
                 UPDATE amendment SET second_content = NULL WHERE second_id IS NULL"
            }
            Self::None | Self::ResendsOnTimeout | Self::ResendsInvoices | Self::SendsBeforeWriting => return,
        };
        if let Place::File(path) = place {
            rusqlite::Connection::open(path).unwrap().execute_batch(forget).unwrap();
        }
    }
}

/// The route of a broken office.
struct MutantRoute {
    mutant: Mutant,
    route: SimRoute,
    dice: Mutex<Dice>,
    posted: Mutex<BTreeMap<DocumentKey, Ticket>>,
}

impl MutantRoute {
    /// The request leaves here, within the transaction; now and then the process dies before it commits.
    fn post(&self, request: &FrozenRequest) {
        let ticket = self.route.network.post(request, 0, false);
        self.route.network.log(format!("posted {} before it was written", request.key));
        self.posted.lock().unwrap().insert(request.key.clone(), ticket);
        if self.route.life.is_mortal() && self.dice.lock().unwrap().chance(10) {
            self.route.life.kill_here();
        }
    }
}

#[async_trait]
impl Route for MutantRoute {
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
        let request = self.route.freeze_issue(key, shop, receipt)?;
        if self.mutant == Mutant::SendsBeforeWriting {
            self.post(&request);
        }
        Ok(request)
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
        let posted = self.posted.lock().unwrap().remove(&request.key);
        if let Some(ticket) = posted {
            return self.route.hear(request, ticket).await;
        }
        let first = self.route.send(request).await;
        let resends = match self.mutant {
            Mutant::ResendsOnTimeout => true,
            Mutant::ResendsInvoices => request.act == Act::Invoice,
            Mutant::None | Mutant::SendsBeforeWriting | Mutant::ForgetsSecond | Mutant::ForgetsSending => {
                false
            }
        };
        if resends && matches!(first.outcome, Sent::Unknown(_)) {
            self.route.send(request).await
        } else {
            first
        }
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
