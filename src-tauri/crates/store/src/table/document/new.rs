//! Writing a document: once, with its press and its frozen body.

use chrono::NaiveDateTime;
use domain::{
    Amounts, Cancellation, CashReceipt, ConsumerNumber, DocumentKey, ItemName, Memo, Purpose, State, Taxation,
};
use rusqlite::named_params;

use super::{Body, DocumentAct, DocumentId};
use crate::cells::{date_text, time_text};
use crate::{BookError, Writer};

/// A document about to be written.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// Drawn by [`Writer::next_key`] in the same transaction.
    pub key: DocumentKey,
    /// The press of the button that asks for it; `None` for a document no person pressed for.
    pub press_id: Option<String>,
    /// The press asked for paper as well.
    pub print_wanted: bool,
    /// Issue or cancel.
    pub act: DocumentAct,
    /// Korean time of the sale or of the cancel.
    pub traded_at: NaiveDateTime,
    /// Won.
    pub amounts: Amounts,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// Whose receipt it is.
    pub number: ConsumerNumber,
    /// Income deduction or expense proof.
    pub purpose: Purpose,
    /// What was sold.
    pub item: Option<ItemName>,
    /// The shop's own note.
    pub memo: Option<Memo>,
    /// Which way to the NTS it was frozen for.
    pub route: String,
    /// The frozen request.
    pub body: Body,
    /// When the intent is written.
    pub created_at: NaiveDateTime,
    /// The last moment at which the route takes it, if one is known.
    pub send_by: Option<NaiveDateTime>,
}

impl NewDocument {
    /// An issue (승인거래), written at the moment of the sale.
    #[must_use]
    pub fn issue(key: &DocumentKey, receipt: &CashReceipt, route: &str, body: &str, press_id: &str) -> Self {
        Self {
            key: key.clone(),
            press_id: Some(press_id.to_owned()),
            print_wanted: false,
            act: DocumentAct::Issue,
            traded_at: receipt.traded_at(),
            amounts: *receipt.amounts(),
            taxation: receipt.taxation(),
            number: receipt.number().clone(),
            purpose: receipt.purpose(),
            item: receipt.item().cloned(),
            memo: receipt.memo().cloned(),
            route: route.to_owned(),
            body: Body::new(body),
            created_at: receipt.traded_at(),
            send_by: None,
        }
    }

    /// A cancel (취소거래) of the receipt `original`, whose item and memo it carries on.
    #[must_use]
    pub fn cancel(
        key: &DocumentKey,
        original: DocumentId,
        cancellation: &Cancellation,
        receipt: &CashReceipt,
        route: &str,
        body: &str,
        press_id: &str,
    ) -> Self {
        Self {
            act: DocumentAct::Cancel { original, reason: cancellation.reason() },
            traded_at: cancellation.traded_at(),
            amounts: *cancellation.amounts(),
            created_at: cancellation.traded_at(),
            ..Self::issue(key, receipt, route, body, press_id)
        }
    }
}

const INSERT: &str = "
INSERT INTO document (key, press_id, shop_id, print_wanted, act, original_id, cancel_reason, trade_date, traded_at, supply, vat, service, total,
  taxation, number_kind, number_digits, last4, purpose, item, memo, phrase_id, route, body, content_hash, created_at)
VALUES (:key, :press_id, (SELECT max(id) FROM shop), :print_wanted, :act, :original_id, :cancel_reason, :trade_date, :traded_at, :supply, :vat, :service, :total,
  :taxation, :number_kind, :number_digits, :last4, :purpose, :item, :memo, :phrase_id, :route, :body, :content_hash,
  :created_at)";

impl Writer<'_> {
    /// Writes a document and its first standing, `ready`: no document is ever without one.
    ///
    /// # Errors
    /// [`BookError::Rule`] when key or press stand in the book already, or when a cancel's original is not an issue.
    pub fn insert_document(&mut self, new: &NewDocument) -> Result<DocumentId, BookError> {
        self.insert_document_as(new, &State::Ready)
    }

    /// Writes a document and its first standing.
    ///
    /// # Errors
    /// As [`Writer::insert_document`].
    pub fn insert_document_as(&mut self, new: &NewDocument, state: &State) -> Result<DocumentId, BookError> {
        let (original, reason) = match new.act {
            DocumentAct::Issue => (None, None),
            DocumentAct::Cancel { original, reason } => (Some(original.0), Some(reason.code())),
        };
        let phrase = self.phrase_of(new.item.as_ref(), new.memo.as_ref())?;
        self.run(
            "writing a document",
            INSERT,
            named_params! {
                ":key": new.key.as_str(),
                ":press_id": new.press_id,
                ":print_wanted": new.print_wanted,
                ":act": new.act.as_str(),
                ":original_id": original,
                ":cancel_reason": reason,
                ":trade_date": date_text(new.traded_at.date()),
                ":traded_at": time_text(new.traded_at),
                ":supply": new.amounts.supply().get(),
                ":vat": new.amounts.vat().get(),
                ":service": new.amounts.service().get(),
                ":total": new.amounts.total().get(),
                ":taxation": new.taxation.as_str(),
                ":number_kind": new.number.kind().as_str(),
                ":number_digits": new.number.digits(),
                ":last4": new.number.last4(),
                ":purpose": new.purpose.as_str(),
                ":item": new.item.as_ref().map(ItemName::as_str),
                ":memo": new.memo.as_ref().map(Memo::as_str),
                ":phrase_id": phrase,
                ":route": new.route,
                ":body": new.body.as_str(),
                ":content_hash": new.body.hash(),
                ":created_at": time_text(new.created_at),
            },
        )?;
        let id = DocumentId(self.last_id());
        self.first_standing(id, state, new.created_at, new.send_by)?;
        Ok(id)
    }
}
