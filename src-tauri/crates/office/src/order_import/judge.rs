//! The verdict on an order: it goes through the same door as when it is issued, so that what was shown is what will happen.

use domain::Won;
use serde::{Deserialize, Serialize};
use store::{ImportOrderId, ImportState, ImportedContent, Reader};

use super::gather::Doubt;
use crate::order::{Becomes, LastPress, NoPaper, OrderDesk, OrderPaper, last_press, press_of};
use crate::{FieldFault, Office, OfficeError, Order};

/// A field of an order and what is wrong with it, as it is kept beside the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFault {
    /// Stable name of the field.
    pub field: String,
    /// Stable name of the fault.
    pub code: String,
    /// Which line of the order, from 0.
    pub line: Option<u8>,
}

/// Why it is held back: a stable name and the faults that go with it.
struct Verdict {
    state: ImportState,
    reason: Option<&'static str>,
    faults: Vec<OrderFault>,
    total: Option<Won>,
}

impl Verdict {
    const fn of(state: ImportState, reason: Option<&'static str>) -> Self {
        Self { state, reason, faults: Vec::new(), total: None }
    }

    fn faulty(reason: &'static str, faults: Vec<OrderFault>) -> Self {
        Self { faults, ..Self::of(ImportState::Faulty, Some(reason)) }
    }
}

impl Office {
    /// What becomes of an order, and where it stands already. `own` is the imported order that is being put right.
    pub(super) fn judge_order(
        &self,
        desk: &OrderDesk,
        order: &Order,
        doubt: Option<Doubt>,
        own: Option<ImportOrderId>,
    ) -> Result<ImportedContent, OfficeError> {
        let verdict = match doubt {
            Some(Doubt::NoOrder(reason)) => Verdict::of(ImportState::Skipped, Some(reason)),
            _ => match self.book.read(|r| Ok(standing_of(r, order, own)))? {
                Ok(Some(known)) => known,
                Ok(None) => self.verdict(desk, order, doubt)?,
                Err(OfficeError::FieldFaults(faults)) => {
                    Verdict::faulty("faults", faults.iter().map(OrderFault::from).collect())
                }
                Err(error) => return Err(error),
            },
        };
        Ok(self.content_of(order, doubt, verdict))
    }

    fn verdict(&self, desk: &OrderDesk, order: &Order, doubt: Option<Doubt>) -> Result<Verdict, OfficeError> {
        let on_field =
            |field: &'static str, code: &'static str| vec![OrderFault::from(&FieldFault::new(field, code))];
        Ok(match doubt {
            Some(Doubt::Duplicate) => Verdict::faulty("duplicate", Vec::new()),
            Some(Doubt::LinesDisagree(field)) => {
                Verdict::faulty("lines_disagree", on_field(field, "lines_disagree"))
            }
            Some(Doubt::UnknownWord(field)) => Verdict::faulty("faults", on_field(field, "unknown_word")),
            Some(Doubt::NoOrder(_)) | None => match self.read_order(desk, order)? {
                Ok(paper) => Verdict { total: total_of(&paper), ..Verdict::of(ImportState::Waiting, None) },
                Err(NoPaper::Skipped(reason)) => Verdict::of(ImportState::Skipped, Some(reason)),
                Err(NoPaper::Stopped(stop)) => {
                    Verdict::faulty(stop.reason, stop.faults.iter().map(OrderFault::from).collect())
                }
            },
        })
    }

    fn content_of(&self, order: &Order, doubt: Option<Doubt>, verdict: Verdict) -> ImportedContent {
        let Verdict { state, reason, faults, total } = verdict;
        let is_none = matches!(doubt, Some(Doubt::NoOrder(_)));
        let readable = || order.invoice_form(self.clock.now()).read(self.clock.now()).total;
        let total = if is_none { None } else { total.or_else(readable) };
        let detail = if faults.is_empty() { None } else { serde_json::to_string(&faults).ok() };
        ImportedContent {
            source: order.source.trim().to_owned(),
            // A row that is no order has no number either, whatever stands in its column.
            order_no: if is_none { String::new() } else { order.order_no.trim().to_owned() },
            becomes: match order.becomes() {
                _ if is_none => "none",
                Some(Becomes::Invoice) => "invoice",
                Some(Becomes::Receipt) => "receipt",
                None => "none",
            },
            buyer: order.buyer.name.trim().to_owned(),
            total_won: total.map(Won::get),
            content: serde_json::json!(order).to_string(),
            state,
            reason,
            detail,
        }
    }
}

/// Whether an order of this name stands already.
fn standing_of(
    r: &Reader<'_>,
    order: &Order,
    own: Option<ImportOrderId>,
) -> Result<Option<Verdict>, OfficeError> {
    let first_press = press_of(order)?;
    let known = |reason| Ok(Some(Verdict::of(ImportState::Known, Some(reason))));
    if let LastPress::Stands(_) = last_press(r, &first_press)? {
        return known("already_issued");
    }
    let taken = r.imported_order_of(order.source.trim(), order.order_no.trim())?;
    match taken.filter(|taken| Some(taken.id) != own) {
        Some(_) => known("already_imported"),
        None => Ok(None),
    }
}

fn total_of(paper: &OrderPaper) -> Option<Won> {
    Some(match paper {
        OrderPaper::Invoice { invoice, .. } => invoice.total(),
        OrderPaper::Receipt(receipt) => receipt.amounts().total(),
    })
}

impl From<&domain::Fault> for OrderFault {
    fn from(fault: &domain::Fault) -> Self {
        Self { field: fault.field.as_str().into(), code: fault.code.as_str().into(), line: fault.line }
    }
}

impl From<&FieldFault> for OrderFault {
    fn from(fault: &FieldFault) -> Self {
        Self { field: fault.field.into(), code: fault.code.into(), line: None }
    }
}
