//! Cancelling (취소거래), wholly or in part: a document of its own, through the same machine as issuing.
//!
//! What may still be cancelled counts every cancel that was not refused, unknown and waiting ones included, so that two
//! presses can never take back more than was given.

use std::sync::Arc;

use domain::{
    Amounts, CancelReason, Cancellation, CashReceipt, DocumentKey, Fault, FaultCode, Field, KeyKind,
    OriginalReceipt, Remaining, Shop, State, parse_amount,
};
use nts::FrozenRequest;
use serde_json::{Value, json};
use store::{BookError, Document, DocumentAct, JournalAct, NewDocument, Reader, Writer};

use crate::intent::{Draft, Pressed};
use crate::watch::Watch;
use crate::{Office, OfficeError};

/// One press of the cancel button.
#[derive(Debug, Clone)]
pub struct CancelPress {
    /// Key of the receipt to take back.
    pub key: DocumentKey,
    /// Part of the total as typed; `None` takes back all that remains.
    pub amount: Option<String>,
    /// Why.
    pub reason: CancelReason,
    /// Unique per press.
    pub press_id: String,
    /// Paper is wanted once it is approved, however late that is.
    pub print: bool,
}

impl Office {
    /// Cancels a receipt and answers the cancel's own key.
    ///
    /// # Errors
    /// Before anything is sent: [`OfficeError::NotFound`], [`OfficeError::NotCancellable`],
    /// [`OfficeError::AlreadyCancelled`], [`OfficeError::Faults`] on the amount, [`OfficeError::RouteClosed`],
    /// [`OfficeError::Book`].
    pub async fn cancel_receipt(self: &Arc<Self>, press: CancelPress) -> Result<DocumentKey, OfficeError> {
        let (shop, counter) = self.till()?;
        let route = self.route().await?;
        let pressed = self.gated(route.as_ref(), |w, gate, at| {
            if let Some(key) = w.key_of_press(&press.press_id)? {
                return same_press(w, key, &press).map(Pressed::Again);
            }
            let original = receipt_to_cancel(w, &press.key)?;
            refuse_other_shop(w, &original, &shop)?;
            self.staffing.may_take_back(original.facts.trade_date, at.date())?;
            let cancellation = plan(w, &original, &press, at)?;
            let key = w.next_key(KeyKind::Cancel, at.date(), counter)?;
            let request = route
                .freeze_cancel(&key, shop.number(), &cancellation)
                .map_err(|source| OfficeError::RouteClosed(Some(source)))?;
            let document = NewDocument {
                send_by: self.receipt_send_by(at.date(), route.as_ref()),
                ..new_cancel(&press, &original, &cancellation, route.name(), &request)
            };
            let facts = &facts(&press, &cancellation);
            let draft = Draft { document, request, act: JournalAct::CancelIntended, facts };
            self.write_intent(w, gate, route.as_ref(), draft, at).map(Pressed::Fresh)
        })?;
        self.bring_out(route, pressed, Watch::begin()).await
    }
}

/// What may still be taken back from a receipt.
pub(crate) fn remaining(r: &Reader<'_>, original: &Document) -> Result<Remaining, BookError> {
    let Some(sale) = original.content.receipt() else { return Ok(Remaining::NOTHING) };
    let mut taken: Vec<Amounts> = Vec::new();
    for cancel in r.cancels_of(original.id)? {
        if cancel.standing.state.takes_from_remaining() {
            taken.push(cancel.document.sale()?.amounts);
        }
    }
    Ok(Remaining::of(&sale.amounts, taken.iter()))
}

/// A press that arrives again must take back the same receipt.
fn same_press(w: &Writer<'_>, key: DocumentKey, press: &CancelPress) -> Result<DocumentKey, OfficeError> {
    let original = w.document(&press.key)?.map(|original| original.id);
    let before = w.document(&key)?.and_then(|before| before.act.original());
    if before.is_some() && before == original { Ok(key) } else { Err(OfficeError::PressReused(key)) }
}

/// A cancel goes out under the number that the original went out under, or not at all.
pub(crate) fn refuse_other_shop(r: &Reader<'_>, original: &Approved, shop: &Shop) -> Result<(), OfficeError> {
    let then = match original.document.shop {
        Some(version) => r.shop_version(version)?,
        None => None,
    };
    let same = then.is_none_or(|then| then.number() == shop.number());
    if same { Ok(()) } else { Err(OfficeError::OtherShop(original.facts.key.clone())) }
}

pub(crate) struct Approved {
    pub document: Document,
    pub receipt: CashReceipt,
    pub facts: OriginalReceipt,
}

pub(crate) fn receipt_to_cancel(r: &Reader<'_>, key: &DocumentKey) -> Result<Approved, OfficeError> {
    let shelved = r.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
    let (State::Approved(approval) | State::Confirmed(approval), DocumentAct::Issue) =
        (shelved.standing.state, shelved.document.act)
    else {
        return Err(OfficeError::NotCancellable(key.clone()));
    };
    let receipt = shelved.document.receipt()?;
    let facts = OriginalReceipt {
        key: key.clone(),
        approval: approval.number,
        trade_date: shelved.document.trade_date(),
    };
    Ok(Approved { document: shelved.document, receipt, facts })
}

pub(crate) fn plan(
    r: &Reader<'_>,
    original: &Approved,
    press: &CancelPress,
    at: chrono::NaiveDateTime,
) -> Result<Cancellation, OfficeError> {
    let left = remaining(r, &original.document)?;
    if left.is_nothing() {
        return Err(OfficeError::AlreadyCancelled(press.key.clone()));
    }
    let (receipt, facts) = (&original.receipt, original.facts.clone());
    let cancellation = match &press.amount {
        None => Cancellation::full(receipt, facts, &left, press.reason, at)?,
        Some(text) => {
            let part = parse_amount(text).map_err(cancel_amount_fault)?;
            Cancellation::partial(receipt, facts, &left, press.reason, at, part)?
        }
    };
    Ok(cancellation)
}

fn cancel_amount_fault(code: FaultCode) -> OfficeError {
    OfficeError::Faults(Fault::new(Field::CancelAmount, code).into())
}

pub(crate) fn new_cancel(
    press: &CancelPress,
    original: &Approved,
    cancellation: &Cancellation,
    route: &str,
    request: &FrozenRequest,
) -> NewDocument {
    let document = NewDocument::cancel(
        &request.key,
        original.document.id,
        cancellation,
        &original.receipt,
        route,
        &request.body,
        &press.press_id,
    );
    NewDocument { print_wanted: press.print, ..document }
}

pub(crate) fn facts(press: &CancelPress, cancellation: &Cancellation) -> Value {
    json!({
        "original": press.key.as_str(),
        "total": cancellation.amounts().total().get(),
        "reason": press.reason.code(),
    })
}
