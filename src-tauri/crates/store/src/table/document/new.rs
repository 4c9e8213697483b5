//! Writing a document: once, with its press and its frozen body.

use chrono::NaiveDateTime;
use domain::{AmendReason, Cancellation, CashReceipt, DocumentKey, Invoice, State};
use rusqlite::named_params;

use super::content::Columns;
use super::{Body, Content, DocumentAct, DocumentId, ReceiptContent};
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
    /// Of an invoice: mail it to the buyer once it is issued.
    pub mail_wanted: bool,
    /// Of an invoice: transmit it (전송) as soon as it is issued.
    pub at_once: bool,
    /// What it does.
    pub act: DocumentAct,
    /// Korean time of the sale or of the cancel; of an invoice its 작성일자 at the time of day of the press.
    pub traded_at: NaiveDateTime,
    /// What it says.
    pub content: Content,
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
            mail_wanted: false,
            at_once: false,
            act: DocumentAct::Issue,
            traded_at: receipt.traded_at(),
            content: Content::Receipt(receipt.into()),
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
        let taken = ReceiptContent { amounts: *cancellation.amounts(), ..receipt.into() };
        Self {
            act: DocumentAct::Cancel { original, reason: cancellation.reason() },
            traded_at: cancellation.traded_at(),
            content: Content::Receipt(taken),
            created_at: cancellation.traded_at(),
            ..Self::issue(key, receipt, route, body, press_id)
        }
    }

    /// A tax invoice, written at `at`; it is dated by its 작성일자, which may be another day.
    #[must_use]
    pub fn invoice(
        key: &DocumentKey,
        invoice: &Invoice,
        at: NaiveDateTime,
        route: &str,
        body: &str,
        press_id: &str,
    ) -> Self {
        Self {
            key: key.clone(),
            press_id: Some(press_id.to_owned()),
            print_wanted: false,
            mail_wanted: false,
            at_once: false,
            act: DocumentAct::Invoice,
            traded_at: invoice.written_on().and_time(at.time()),
            content: Content::Invoice(Box::new(invoice.clone())),
            route: route.to_owned(),
            body: Body::new(body),
            created_at: at,
            send_by: None,
        }
    }

    /// The same as an amendment (수정세금계산서) of the invoice `original`. For the second of a pair nobody pressed: its press is
    /// `amendment-` and the key of the first, so that it cannot be written twice.
    #[must_use]
    pub fn amending(self, original: DocumentId, reason: AmendReason) -> Self {
        Self { act: DocumentAct::Amend { original, reason }, ..self }
    }

    /// Whether the act is one that this content can have.
    fn agrees(&self) -> bool {
        let amends = self.content.invoice().map(|invoice| invoice.amends().map(|amends| amends.reason));
        match self.act {
            DocumentAct::Issue | DocumentAct::Cancel { .. } => amends.is_none(),
            DocumentAct::Invoice => amends == Some(None),
            DocumentAct::Amend { reason, .. } => amends == Some(Some(reason)),
        }
    }
}

const INSERT: &str = "
INSERT INTO document (key, press_id, shop_id, print_wanted, mail_wanted, at_once, act, original_id, reason, trade_date, traded_at, supply, vat, service, total,
  taxation, number_kind, number_digits, last4, purpose, item, memo, phrase_id, content, route, body, content_hash, created_at)
VALUES (:key, :press_id, (SELECT max(id) FROM shop), :print_wanted, :mail_wanted, :at_once, :act, :original_id, :reason, :trade_date, :traded_at, :supply, :vat, :service, :total,
  :taxation, :number_kind, :number_digits, :last4, :purpose, :item, :memo, :phrase_id, :content, :route, :body, :content_hash,
  :created_at)";

impl Writer<'_> {
    /// Writes a document and its first standing, `ready`: no document is ever without one.
    ///
    /// # Errors
    /// [`BookError::Rule`] when key or press stand in the book already, when a cancel's original is not an issue, or when
    /// an amendment's is not an invoice.
    pub fn insert_document(&mut self, new: &NewDocument) -> Result<DocumentId, BookError> {
        self.insert_document_as(new, &State::Ready)
    }

    /// Writes a document and its first standing.
    ///
    /// # Errors
    /// As [`Writer::insert_document`].
    pub fn insert_document_as(&mut self, new: &NewDocument, state: &State) -> Result<DocumentId, BookError> {
        if !new.agrees() {
            let rule = "the document does not say what it does".to_owned();
            return Err(BookError::Rule { doing: "writing a document", rule });
        }
        let columns = Columns::of(&new.content)?;
        let phrase = self.phrase_of(&columns.words)?;
        self.run(
            "writing a document",
            INSERT,
            named_params! {
                ":key": new.key.as_str(),
                ":press_id": new.press_id,
                ":print_wanted": new.print_wanted,
                ":mail_wanted": new.mail_wanted,
                ":at_once": new.at_once,
                ":act": new.act.as_str(),
                ":original_id": new.act.original().map(DocumentId::get),
                ":reason": new.act.reason(),
                ":trade_date": date_text(new.traded_at.date()),
                ":traded_at": time_text(new.traded_at),
                ":supply": columns.supply,
                ":vat": columns.vat,
                ":service": columns.service,
                ":total": columns.total,
                ":taxation": columns.taxation,
                ":number_kind": columns.number_kind,
                ":number_digits": columns.number_digits,
                ":last4": columns.last4,
                ":purpose": columns.purpose,
                ":item": columns.item,
                ":memo": columns.memo,
                ":phrase_id": phrase,
                ":content": columns.json,
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
