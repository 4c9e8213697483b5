//! Issuing a cash receipt (현금영수증 발급): check, write the intent, send, write the answer.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{BusinessNumber, CashReceipt, DocumentKey, KeyKind, ReceiptForm};
use nts::Route;
use store::{DocumentAct, JournalAct, NewDocument, Writer};

use crate::gate::Gate;
use crate::intent::{Draft, Intent, Pressed, Start, receipt_facts};
use crate::watch::Watch;
use crate::{Office, OfficeError};

/// Equal receipts closer than this ask first.
const SIMILAR_WITHIN: TimeDelta = TimeDelta::minutes(3);

/// One press of the issue button.
#[derive(Clone)]
pub struct IssuePress {
    /// The form as it stood.
    pub form: ReceiptForm,
    /// Unique per press; a second arrival of the same press issues nothing.
    pub press_id: String,
    /// The person said that an equal receipt is another sale (다른 거래예요).
    pub allow_similar: bool,
    /// Paper is wanted once it is approved, however late that is.
    pub print: bool,
}

/// A checked receipt on its way into the book.
#[derive(Clone, Copy)]
pub(crate) struct ReceiptWriting<'a> {
    pub receipt: &'a CashReceipt,
    pub shop: &'a BusinessNumber,
    pub counter: u8,
    pub press_id: &'a str,
    pub print: bool,
}

impl Office {
    /// Issues one receipt and answers its key; the document's state says what became of it. After three seconds without
    /// an answer it goes on behind and stands as `sending`; while the gate is shut it is `held` at once.
    ///
    /// # Errors
    /// Before anything is sent: [`OfficeError::Faults`], [`OfficeError::NoShop`], [`OfficeError::SimilarReceipt`],
    /// [`OfficeError::TwinUnknown`], [`OfficeError::RouteClosed`], [`OfficeError::Book`]. A refusal or a lost answer is
    /// not an error but a state of the document.
    pub async fn issue_receipt(self: &Arc<Self>, press: IssuePress) -> Result<DocumentKey, OfficeError> {
        self.issue_receipt_watched(press, Watch::begin()).await
    }

    /// As [`Office::issue_receipt`], for whoever waits or does not wait for the answer.
    pub(crate) async fn issue_receipt_watched(
        self: &Arc<Self>,
        press: IssuePress,
        watch: Watch,
    ) -> Result<DocumentKey, OfficeError> {
        let (shop, counter) = self.till()?;
        let receipt = press.form.check(shop.number(), self.clock.now())?;
        let route = self.route().await?;
        let pressed = self.gated(route.as_ref(), |w, gate, _| {
            if let Some(key) = w.key_of_press(&press.press_id)? {
                return same_press(w, key, &receipt).map(Pressed::Again);
            }
            if !press.allow_similar {
                refuse_twin(w, &receipt)?;
            }
            let writing = ReceiptWriting {
                receipt: &receipt,
                shop: shop.number(),
                counter,
                press_id: &press.press_id,
                print: press.print,
            };
            self.write_receipt(w, gate, route.as_ref(), &writing, Start::AtOnce).map(Pressed::Fresh)
        })?;
        self.bring_out(route, pressed, watch).await
    }

    /// Writes a checked receipt under a key of its own.
    pub(crate) fn write_receipt(
        &self,
        w: &mut Writer<'_>,
        gate: &mut Gate,
        route: &dyn Route,
        writing: &ReceiptWriting<'_>,
        start: Start,
    ) -> Result<Intent, OfficeError> {
        let ReceiptWriting { receipt, shop, counter, press_id, print } = *writing;
        let key = w.next_key(KeyKind::Receipt, receipt.traded_at().date(), counter)?;
        let request = route
            .freeze_issue(&key, shop, receipt)
            .map_err(|source| OfficeError::RouteClosed(Some(source)))?;
        let document = NewDocument::issue(&key, receipt, route.name(), &request.body, press_id);
        let draft = Draft {
            document: NewDocument {
                print_wanted: print,
                send_by: self.receipt_send_by(receipt.traded_at().date(), route),
                ..document
            },
            request,
            act: JournalAct::ReceiptIntended,
            facts: &receipt_facts(receipt),
        };
        self.write_to_start(w, gate, route, (draft, start), receipt.traded_at())
    }

    /// Sends what a press has written, if the gate let it out, and answers its key.
    pub(crate) async fn bring_out(
        self: &Arc<Self>,
        route: Arc<dyn Route>,
        pressed: Pressed,
        watch: Watch,
    ) -> Result<DocumentKey, OfficeError> {
        match pressed {
            Pressed::Again(key) => Ok(key),
            Pressed::Fresh(Intent { request, goes_out, .. }) => {
                let key = request.key.clone();
                if goes_out {
                    self.send_watched(route, request, watch).await?;
                } else {
                    self.wake.notify_one();
                }
                Ok(key)
            }
        }
    }
}

/// Two equal coffees are two sales, but two equal presses within minutes are more often one: ask.
fn refuse_twin(w: &Writer<'_>, receipt: &CashReceipt) -> Result<(), OfficeError> {
    let since = receipt.traded_at() - SIMILAR_WITHIN;
    match w.twin_since(receipt, since)? {
        None => Ok(()),
        Some((key, state)) if state.is_open() => Err(OfficeError::TwinUnknown(key)),
        Some((key, _)) => Err(OfficeError::SimilarReceipt(key)),
    }
}

/// A press that arrives again must say the same; a name used twice for two sales is a mistake to be told.
fn same_press(w: &Writer<'_>, key: DocumentKey, receipt: &CashReceipt) -> Result<DocumentKey, OfficeError> {
    let before = w.document(&key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
    let same = before.act == DocumentAct::Issue && before.receipt()?.same_sale(receipt);
    if same { Ok(key) } else { Err(OfficeError::PressReused(key)) }
}
