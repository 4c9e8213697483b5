//! What an order is to become, decided without sending anything: the checked invoice or receipt, or why it becomes none.
//! Looking at a thousand orders and issuing them go through the same door, so a verdict that was shown is the one that counts.

use chrono::{NaiveDateTime, NaiveTime};
use domain::{
    BusinessCalendar, BusinessNumber, CashReceipt, DocumentKey, Fault, FaultCode, Faults, Field, Invoice,
    Shop, StatusEffect, Supplier, check_trade_date,
};
use nts::Route;
use store::Writer;

use super::form::Becomes;
use super::stop::{Stop, stop_of};
use crate::gate::Gate;
use crate::intent::{Intent, Start};
use crate::invoice::InvoiceWriting;
use crate::issue::ReceiptWriting;
use crate::{InvoicePress, Office, OfficeError, Order};

/// A sale of an earlier day has no hour; at noon it lies on that day in every reckoning.
const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

/// What all orders of one sitting have in common; read once, since it costs more than an order.
pub(crate) struct OrderDesk {
    shop: Shop,
    counter: u8,
    supplier: Result<Supplier, Faults>,
    calendar: BusinessCalendar,
    /// How old a receipt's sale may be, in days.
    days_late: u8,
}

/// The document of an order, checked.
pub(crate) enum OrderPaper {
    Invoice { invoice: Box<Invoice>, send_by: NaiveDateTime },
    Receipt(Box<CashReceipt>),
}

/// Why an order becomes no document.
pub(crate) enum NoPaper {
    Skipped(&'static str),
    Stopped(Stop),
}

/// The name under which an order's document is written, and what it replaces.
pub(crate) struct OrderPress {
    pub press_id: String,
    pub instead_of: Option<DocumentKey>,
}

impl Office {
    /// The desk at which orders are read.
    ///
    /// # Errors
    /// [`OfficeError::NoShop`], [`OfficeError::Calendar`], [`OfficeError::Book`].
    pub(crate) fn order_desk(&self, days_late: u8) -> Result<OrderDesk, OfficeError> {
        let (shop, counter) = self.till()?;
        let supplier = match self.supplier() {
            Ok((supplier, _)) => Ok(supplier),
            Err(OfficeError::Faults(faults)) => Err(faults),
            Err(error) => return Err(error),
        };
        let calendar = self.calendar()?.calendar;
        Ok(OrderDesk { shop, counter, supplier, calendar, days_late })
    }

    /// Reads an order against what the book knows; asks nobody.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub(crate) fn read_order(
        &self,
        desk: &OrderDesk,
        order: &Order,
    ) -> Result<Result<OrderPaper, NoPaper>, OfficeError> {
        let Some(becomes) = order.becomes() else { return Ok(Err(NoPaper::Skipped("no_business_number"))) };
        let read = match becomes {
            Becomes::Invoice => self.read_invoice_order(desk, order),
            Becomes::Receipt => self.read_receipt_order(desk, order),
        };
        match read {
            Ok(paper) => Ok(Ok(paper)),
            Err(OfficeError::Faults(faults)) => Ok(Err(NoPaper::Stopped(stop_of(&faults)))),
            Err(error) => Err(error),
        }
    }

    /// Writes an order's document: to go out at once, or in its turn.
    pub(crate) fn write_order(
        &self,
        w: &mut Writer<'_>,
        gate: &mut Gate,
        route: &dyn Route,
        (desk, order, paper): (&OrderDesk, &Order, &OrderPaper),
        (press, start): (OrderPress, Start),
    ) -> Result<Intent, OfficeError> {
        let at = self.clock.now();
        let OrderPress { press_id, instead_of } = press;
        match paper {
            OrderPaper::Receipt(receipt) => {
                let writing = ReceiptWriting {
                    receipt,
                    shop: desk.shop.number(),
                    counter: desk.counter,
                    press_id: &press_id,
                    print: false,
                };
                self.write_receipt(w, gate, route, &writing, start)
            }
            OrderPaper::Invoice { invoice, send_by } => {
                let press = InvoicePress {
                    form: order.invoice_form(at),
                    press_id,
                    // Two orders over the same are two orders; the same one is caught by its number.
                    allow_similar: true,
                    transmit_now: false,
                    mail: true,
                    instead_of,
                    from_draft: false,
                };
                let writing =
                    InvoiceWriting { invoice, send_by: *send_by, counter: desk.counter, press: &press };
                self.write_invoice(w, gate, route, (&writing, start), at)
            }
        }
    }

    /// The check digit at once, then what the NTS says, judged by the order's own day; a day that cannot be read is a fault
    /// of the form, said there.
    pub(crate) async fn verify_buyer(&self, order: &Order) -> Result<Result<(), Stop>, OfficeError> {
        let number = order.buyer.business_number.trim();
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

    fn read_invoice_order(&self, desk: &OrderDesk, order: &Order) -> Result<OrderPaper, OfficeError> {
        let supplier = desk.supplier.as_ref().map_err(|faults| OfficeError::Faults(faults.clone()))?;
        let invoice = self.check_invoice(&order.invoice_form(self.clock.now()), supplier)?;
        let send_by = self.invoice_send_by_of(&invoice, &desk.calendar);
        Ok(OrderPaper::Invoice { invoice: Box::new(invoice), send_by })
    }

    fn read_receipt_order(&self, desk: &OrderDesk, order: &Order) -> Result<OrderPaper, OfficeError> {
        let now = self.clock.now();
        let sold_at =
            sold_at(order, now).map_err(|code| Fault::new(Field::Date, code)).map_err(Faults::from)?;
        check_trade_date(sold_at, now, desk.days_late).map_err(Faults::from)?;
        let receipt = order.receipt_form(now).check(desk.shop.number(), sold_at)?;
        Ok(OrderPaper::Receipt(Box::new(receipt)))
    }
}

/// When a receipt's sale was made: now, if it is today's.
fn sold_at(order: &Order, now: NaiveDateTime) -> Result<NaiveDateTime, FaultCode> {
    let day = match order.ordered_on.trim() {
        "" => return Ok(now),
        day => domain::parse_date(day, now.date())?,
    };
    Ok(if day == now.date() { now } else { day.and_time(NOON) })
}
