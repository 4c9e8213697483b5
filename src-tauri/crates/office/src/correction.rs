//! Correcting a wrong number (번호 바로잡기): a cash receipt is never amended, it is cancelled and issued again
//! (domain.md §1.7).
//!
//! One saga of two documents. The cancel and the row that says what is to follow are one transaction; the cancel's approval
//! and the intent of the new receipt are another. So there is no moment at which a crash could leave the customer with a
//! cancel and nothing after it: the new receipt waits in the queue like any other.

use std::sync::Arc;

use chrono::NaiveDateTime;
use domain::{
    CancelReason, CashReceipt, DeadlineRules, DocumentKey, Fault, FaultCode, Field, KeyKind, Purpose,
    ReceiptForm, ReceiptParts, State, check_trade_date,
};
use nts::Route;
use serde_json::json;
use store::{Correction, DocumentId, JournalAct, NewDocument, Shelved, Writer};

use crate::cancel::{self, CancelPress};
use crate::intent::{Draft, Pressed};
use crate::watch::Watch;
use crate::{Office, OfficeError};

/// One press of the button that corrects a number.
#[derive(Clone)]
pub struct CorrectPress {
    /// Key of the receipt with the wrong number.
    pub key: DocumentKey,
    /// The right number as typed; blank makes it self-issued (자진발급).
    pub number: String,
    /// The purpose; `None` follows the kind of number.
    pub purpose: Option<Purpose>,
    /// Unique per press.
    pub press_id: String,
    /// Paper of the new receipt is wanted.
    pub print: bool,
}

impl Office {
    /// Takes a receipt back and issues it again under another number. Answers the key of the new receipt if it is on its
    /// way already, else the cancel's: the new one then follows by itself.
    ///
    /// # Errors
    /// Before anything is sent: as [`Office::cancel_receipt`], and [`OfficeError::Faults`] on the number or the purpose,
    /// also when neither differs from what was issued.
    pub async fn correct_number(self: &Arc<Self>, press: CorrectPress) -> Result<DocumentKey, OfficeError> {
        let (shop, counter) = self.till()?;
        let route = self.route().await?;
        let cancel_press = press.as_cancel();
        let pressed = self.gated(route.as_ref(), |w, gate, at| {
            if let Some(key) = w.key_of_press(&press.press_id)? {
                return Ok(Pressed::Again(key));
            }
            let original = cancel::receipt_to_cancel(w, &press.key)?;
            cancel::refuse_other_shop(w, &original, &shop)?;
            self.staffing.may_take_back(original.facts.trade_date, at.date())?;
            let cancellation = cancel::plan(w, &original, &cancel_press, at)?;
            let wanted = corrected_form(press.number.clone(), press.purpose, &original.receipt);
            let corrected = wanted.check(shop.number(), at)?;
            refuse_same(&corrected, &original.receipt)?;
            let key = w.next_key(KeyKind::Cancel, at.date(), counter)?;
            let request = route
                .freeze_cancel(&key, shop.number(), &cancellation)
                .map_err(|source| OfficeError::RouteClosed(Some(source)))?;
            let document = NewDocument {
                send_by: self.receipt_send_by(at.date(), route.as_ref()),
                ..cancel::new_cancel(&cancel_press, &original, &cancellation, route.name(), &request)
            };
            let facts = &cancel::facts(&cancel_press, &cancellation);
            let draft = Draft { document, request, act: JournalAct::CorrectionIntended, facts };
            let intent = self.write_intent(w, gate, route.as_ref(), draft, at)?;
            let correction = Correction {
                original: original.document.id,
                cancel: intent.id,
                reissue: None,
                number: corrected.number().clone(),
                purpose: corrected.purpose(),
                print_wanted: press.print,
            };
            w.begin_correction(&correction, at)?;
            Ok(Pressed::Fresh(intent))
        })?;
        let watch = Watch::begin();
        let cancel = self.bring_out(route, pressed, watch.clone()).await?;
        let Some(reissue) = self.book.read(|r| r.reissue_after(&cancel))? else {
            return Ok(cancel);
        };
        // Unless the courier was quicker.
        if matches!(self.shelved(&reissue)?.standing.state, State::Ready) {
            self.settle_for(&reissue, watch.go_on()).await?;
        }
        Ok(reissue)
    }
}

impl CorrectPress {
    fn as_cancel(&self) -> CancelPress {
        CancelPress {
            key: self.key.clone(),
            amount: None,
            reason: CancelReason::IssuedInError,
            press_id: self.press_id.clone(),
            print: false,
        }
    }
}

/// The receipt as it would be typed today with the right number. Amounts play no part in the check: they were checked
/// when the original was issued.
pub(crate) fn corrected_form(
    number: String,
    purpose: Option<Purpose>,
    original: &CashReceipt,
) -> ReceiptForm {
    ReceiptForm {
        amount: original.amounts().total().get().to_string(),
        service: original.amounts().service().get().to_string(),
        number,
        purpose,
        taxation: original.taxation(),
        item: original.item().map(ToString::to_string).unwrap_or_default(),
        memo: original.memo().map(ToString::to_string).unwrap_or_default(),
    }
}

/// The same number for the same purpose would bring the same answer.
pub(crate) fn refuse_same(corrected: &CashReceipt, original: &CashReceipt) -> Result<(), OfficeError> {
    let same = corrected.number() == original.number() && corrected.purpose() == original.purpose();
    if same {
        Err(OfficeError::Faults(Fault::new(Field::Number, FaultCode::NumberUnchanged).into()))
    } else {
        Ok(())
    }
}

/// If an approved cancel belongs to a correction, writes the intent of the receipt that takes its original's place; the
/// courier sends it. Called in the transaction that books the approval.
pub(crate) fn follow_cancel(
    w: &mut Writer<'_>,
    route: &dyn Route,
    rules: &DeadlineRules,
    cancel: DocumentId,
    at: NaiveDateTime,
) -> Result<(), OfficeError> {
    let Some(correction) = w.correction_of(cancel)?.filter(|c| c.cancel == cancel && c.reissue.is_none())
    else {
        return Ok(());
    };
    let (original, cancelled) = (w.shelved_by_id(correction.original)?, w.shelved_by_id(cancel)?);
    let (Some(original), Some(cancelled), Some(shop)) = (original, cancelled, w.shop()?) else {
        return Ok(());
    };
    let days_late = route.capabilities().days_late;
    let receipt = reissued(&correction, &original, &cancelled, days_late, at)?;
    let key = w.next_key(KeyKind::Receipt, at.date(), original.document.key.counter())?;
    let request = route
        .freeze_issue(&key, shop.number(), &receipt)
        .map_err(|source| OfficeError::RouteClosed(Some(source)))?;
    let press_id = format!("correction-{}", cancelled.document.key);
    let document = NewDocument {
        print_wanted: correction.print_wanted,
        created_at: at,
        send_by: Some(rules.send_by(receipt.traded_at().date(), days_late)),
        ..NewDocument::issue(&key, &receipt, route.name(), &request.body, &press_id)
    };
    let reissue = w.insert_document(&document)?;
    w.complete_correction(cancel, reissue)?;
    let facts =
        json!({ "total": receipt.amounts().total().get(), "corrects": original.document.key.as_str() });
    w.journal(at, JournalAct::ReceiptIntended, key.as_str(), &facts)?;
    Ok(())
}

/// The sale as it was, under the right number. It keeps its day while the route still takes that day.
fn reissued(
    correction: &Correction,
    original: &Shelved,
    cancelled: &Shelved,
    days_late: u8,
    at: NaiveDateTime,
) -> Result<CashReceipt, OfficeError> {
    let (document, sale) = (&original.document, original.document.sale()?);
    let in_time = check_trade_date(document.traded_at, at, days_late).is_ok();
    let parts = ReceiptParts {
        amounts: cancelled.document.sale()?.amounts,
        taxation: sale.taxation,
        number: correction.number.clone(),
        purpose: correction.purpose,
        item: sale.item.clone(),
        memo: sale.memo.clone(),
        traded_at: if in_time { document.traded_at } else { at },
    };
    CashReceipt::restore(parts).map_err(|disagree| OfficeError::CannotReissue {
        key: document.key.clone(),
        cause: disagree.to_string(),
    })
}
