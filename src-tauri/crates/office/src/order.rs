//! From an order to an invoice (주문 → 세금계산서): verify the buyer, issue, transmit and mail as any other, and write down
//! what became of it. One order is one invoice however often it is handed in: its number is the press.

mod form;
mod standing;
mod stop;

use std::sync::Arc;

use domain::{BusinessNumber, DocumentKey, Faults, State, StatusEffect};
use serde_json::json;
use store::{BookError, JournalAct, OrderStopId, Reader};

pub use form::{Order, OrderBuyer, OrderItem};
pub use standing::OrderStanding;
pub(crate) use standing::order_of_press;
use stop::Stop;

use crate::watch::Watch;
use crate::{FieldFault, InvoicePress, Office, OfficeError};

/// What the name of an order's press begins with.
const PRESS: &str = "order-";

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderOutcome {
    /// It is this invoice; the document's state says how far that is.
    Issued(DocumentKey),
    /// The NTS refused it; a person is called to the document. Handed in again it is tried anew.
    Refused(DocumentKey),
    /// It needs no invoice, with the reason: `no_business_number`.
    Skipped(&'static str),
    /// It could not become an invoice; a person is called to it.
    Stopped {
        /// Stable name: `buyer_closed`, `buyer_not_registered`, `status_unknown`, `faults`, or the fault of the number.
        reason: &'static str,
        /// What is wrong with it, for `faults`.
        faults: Vec<domain::Fault>,
    },
}

impl Office {
    /// Makes an order an invoice. An order that became one already answers that one, whatever the order says now.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] for an order without a usable number of its own; [`OfficeError::NoShop`],
    /// [`OfficeError::RouteClosed`], [`OfficeError::Book`], [`OfficeError::AnswerNotBooked`]: hand it in again.
    pub async fn issue_order(self: &Arc<Self>, order: &Order) -> Result<OrderOutcome, OfficeError> {
        let first_press = press_of(order)?;
        let (press_id, instead_of) = match self.book.read(|r| last_press(r, &first_press))? {
            LastPress::Stands(key) => return Ok(OrderOutcome::Issued(key)),
            LastPress::Free { press_id, refused } => (press_id, refused),
        };
        let number = order.buyer.business_number.trim();
        if number.is_empty() {
            return self.skip_order(order, "no_business_number");
        }
        if let Err(stop) = self.verify_buyer(order, number).await? {
            return self.stop_order(order, stop);
        }
        let press = InvoicePress {
            form: order.invoice_form(self.clock.now()),
            press_id,
            // Two orders over the same are two orders; the same one is caught by its number.
            allow_similar: true,
            transmit_now: false,
            mail: true,
            instead_of,
            from_draft: false,
        };
        // No clerk sees the answer: a refusal is a task.
        match self.issue_invoice_watched(press, Watch::nobody()).await {
            Ok(key) => self.record_order(order, key),
            Err(OfficeError::Faults(faults)) => self.stop_order(order, stop_of(&faults)),
            Err(error) => Err(error),
        }
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

    /// The check digit at once, then what the NTS says, judged by the order's own day; a day that cannot be read is a fault
    /// of the form, said there.
    async fn verify_buyer(&self, order: &Order, number: &str) -> Result<Result<(), Stop>, OfficeError> {
        if let Err(code) = BusinessNumber::parse(number) {
            return Ok(Err(Stop::of(code.as_str())));
        }
        let known = match self.check_business(number).await {
            Ok(known) => known,
            Err(OfficeError::StatusUnknown(code)) => {
                return Ok(Err(Stop { detail: code, ..Stop::of("status_unknown") }));
            }
            Err(error) => return Err(error),
        };
        let today = self.clock.now().date();
        let ordered_on = match order.ordered_on.trim() {
            "" => today,
            day => domain::parse_date(day, today).unwrap_or(today),
        };
        Ok(match known.checked.status.effect_on_issue(ordered_on, order.kind) {
            StatusEffect::Stop(stop) => Err(Stop::of(stop.fault().as_str())),
            StatusEffect::Fine | StatusEffect::Warn(_) => Ok(()),
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

/// The newest press of an order.
enum LastPress {
    /// It made this document, which was not refused.
    Stands(DocumentKey),
    /// None has made a document that stands.
    Free {
        /// The next one's name.
        press_id: String,
        /// What the one before came to.
        refused: Option<DocumentKey>,
    },
}

/// An order whose document was refused gets a press of its own for each further try.
fn last_press(r: &Reader<'_>, first: &str) -> Result<LastPress, BookError> {
    let mut press_id = first.to_owned();
    let mut refused = None;
    let mut tries = 1_u32;
    while let Some(key) = r.key_of_press(&press_id)? {
        let was_refused =
            r.shelved(&key)?.is_some_and(|shelved| matches!(shelved.standing.state, State::Rejected(_)));
        if !was_refused {
            return Ok(LastPress::Stands(key));
        }
        refused = Some(key);
        tries = tries.saturating_add(1);
        press_id = format!("{first}#{tries}");
    }
    Ok(LastPress::Free { press_id, refused })
}

/// The number of an order as the name of its press.
fn press_of(order: &Order) -> Result<String, OfficeError> {
    let number = order.order_no.trim();
    let fault = |code| OfficeError::FieldFaults(vec![FieldFault::new("order_no", code)]);
    if number.is_empty() {
        return Err(fault("required_missing"));
    }
    if number.chars().count() > form::LONGEST_ORDER_NO {
        return Err(fault("text_too_long"));
    }
    if number.chars().any(char::is_control) {
        return Err(fault("text_has_control_characters"));
    }
    Ok(press_name(number))
}

fn press_name(order_no: &str) -> String {
    format!("{PRESS}{order_no}")
}

fn stop_of(faults: &Faults) -> Stop {
    let faults: Vec<domain::Fault> = faults.iter().copied().collect();
    let detail = faults.first().map(ToString::to_string);
    Stop { detail, faults, ..Stop::of("faults") }
}
