//! From an order to its document (주문 → 세금계산서, 현금영수증): verify the buyer, issue, transmit and mail as any other, and
//! write down what became of it. One order is one document however often it is handed in: its number is the press.

mod form;
mod paper;
mod press;
mod standing;
mod stop;

use std::sync::Arc;

use domain::{DocumentKey, State};
use serde_json::json;
use store::{JournalAct, OrderStopId};

pub(crate) use form::Becomes;
pub use form::{Order, OrderBuyer, OrderDocument, OrderItem, Written};
pub(crate) use paper::{NoPaper, OrderDesk, OrderPaper, OrderPress};
pub(crate) use press::{LastPress, last_press, press_of};
pub use standing::OrderStanding;
pub(crate) use standing::order_of_press;
pub(crate) use stop::Stop;

use crate::intent::{Pressed, Start};
use crate::watch::Watch;
use crate::{Office, OfficeError};

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderOutcome {
    /// It is this invoice; the document's state says how far that is.
    Issued(DocumentKey),
    /// The NTS refused it; a person is called to the document. Handed in again it is tried anew.
    Refused(DocumentKey),
    /// It needs no document, with the reason: `no_business_number`.
    Skipped(&'static str),
    /// It could not become a document; a person is called to it.
    Stopped {
        /// Stable name: `buyer_closed`, `buyer_not_registered`, `status_unknown`, `faults`, or the fault of the number.
        reason: &'static str,
        /// What is wrong with it, for `faults`.
        faults: Vec<domain::Fault>,
    },
}

impl Office {
    /// Makes an order its document. An order that became one already answers that one, whatever the order says now.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] for an order without a usable number of its own; [`OfficeError::NoShop`],
    /// [`OfficeError::RouteClosed`], [`OfficeError::Book`], [`OfficeError::AnswerNotBooked`]: hand it in again.
    pub async fn issue_order(self: &Arc<Self>, order: &Order) -> Result<OrderOutcome, OfficeError> {
        let first_press = press_of(order)?;
        let press = match self.book.read(|r| last_press(r, &first_press))? {
            LastPress::Stands(key) => return Ok(OrderOutcome::Issued(key)),
            LastPress::Free { press_id, refused } => OrderPress { press_id, instead_of: refused },
        };
        if order.becomes() == Some(Becomes::Invoice)
            && let Err(stop) = self.verify_buyer(order).await?
        {
            return self.stop_order(order, stop);
        }
        let route = self.route().await?;
        let desk = self.order_desk(route.capabilities().days_late)?;
        let paper = match self.read_order(&desk, order)? {
            Ok(paper) => paper,
            Err(NoPaper::Skipped(reason)) => return self.skip_order(order, reason),
            Err(NoPaper::Stopped(stop)) => return self.stop_order(order, stop),
        };
        let pressed = self.gated(route.as_ref(), |w, gate, _| {
            if let Some(key) = w.key_of_press(&press.press_id)? {
                return Ok(Pressed::Again(key));
            }
            let written = (&desk, order, &paper);
            self.write_order(w, gate, route.as_ref(), written, (press, Start::AtOnce)).map(Pressed::Fresh)
        })?;
        // No clerk sees the answer: a refusal is a task.
        let key = self.bring_out(route, pressed, Watch::nobody()).await?;
        self.record_order(order, key)
    }

    /// Somebody has seen to a stopped order.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it is settled already, [`OfficeError::Book`].
    pub fn settle_order(&self, id: OrderStopId) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let order_no = w
                .settle_order_stop(id, at)?
                .ok_or_else(|| OfficeError::NothingToDo(format!("order {}", id.get())))?;
            let facts = json!({ "order": order_no, "how": "acknowledged" });
            Ok(w.journal(at, JournalAct::OrderSettled, "", &facts)?)
        })
    }

    fn skip_order(&self, order: &Order, reason: &'static str) -> Result<OrderOutcome, OfficeError> {
        let at = self.clock.now();
        let facts = json!({ "order": order.order_no.trim(), "reason": reason });
        self.book.write(|w| Ok::<_, OfficeError>(w.journal(at, JournalAct::OrderSkipped, "", &facts)?))?;
        Ok(OrderOutcome::Skipped(reason))
    }

    fn stop_order(&self, order: &Order, stop: Stop) -> Result<OrderOutcome, OfficeError> {
        let at = self.clock.now();
        let Stop { reason, detail, faults } = stop;
        let order_no = order.order_no.trim();
        let facts = json!({ "order": order_no, "reason": reason, "detail": detail });
        self.book.write(|w| {
            w.stop_order((order_no, order.buyer.name.trim()), (reason, detail.as_deref()), at)?;
            Ok::<_, OfficeError>(w.journal(at, JournalAct::OrderStopped, "", &facts)?)
        })?;
        Ok(OrderOutcome::Stopped { reason, faults })
    }

    fn record_order(&self, order: &Order, key: DocumentKey) -> Result<OrderOutcome, OfficeError> {
        let at = self.clock.now();
        if matches!(self.shelved(&key)?.standing.state, State::Rejected(_)) {
            return Ok(OrderOutcome::Refused(key));
        }
        self.book.write(|w| Ok::<_, OfficeError>(w.close_order_stop(order.order_no.trim(), at)?))?;
        Ok(OrderOutcome::Issued(key))
    }
}
