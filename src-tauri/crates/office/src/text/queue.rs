//! What is to be sent: queued by the approval of a receipt, or by a person.

use chrono::NaiveDateTime;
use domain::DocumentKey;
use notice::Recipient;
use serde_json::json;
use store::{
    DocumentId, JournalAct, NewNotice, Notice, NoticeChannel, NoticeId, NoticeState, Shelved, Writer,
};

use super::settings::read_text_settings;
use super::words::{kind_of, own_id};
use crate::{FieldFault, Office, OfficeError};

/// The text that an approval brings.
const BY_ITSELF: &str = "t1";

/// One press of the button that sends a text about a receipt.
#[derive(Clone)]
pub struct TextPress {
    /// Key of the receipt or its cancel.
    pub key: DocumentKey,
    /// To which mobile number; blank is the customer's own.
    pub to: String,
    /// Unique per press; a second arrival of the same press sends nothing more.
    pub press_id: String,
}

impl Office {
    /// Queues the text about a receipt that has just been approved, in the transaction that books it. The cancel inside a
    /// correction (번호 바로잡기) is told to nobody: its number was never the customer's.
    pub(crate) fn queue_receipt_text(
        &self,
        w: &mut Writer<'_>,
        id: DocumentId,
        at: NaiveDateTime,
    ) -> Result<(), OfficeError> {
        if !read_text_settings(w)?.enabled || w.correction_of(id)?.is_some_and(|parts| parts.cancel == id) {
            return Ok(());
        }
        let Some(shelved) = w.shelved_by_id(id)? else { return Ok(()) };
        let Some(to) = own_number(&shelved) else { return Ok(()) };
        self.queue_text(w, &shelved, &to, BY_ITSELF, at)
    }

    /// Sends a text about a receipt because a person wants it. One to the same number that waits, is on its way or in doubt stays
    /// the only one; what is in doubt is asked about at once.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] on the number, or while texts are switched off; [`OfficeError::NotPrintable`] for what
    /// is no approved receipt; [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn send_text(&self, press: &TextPress) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let shelved =
                w.shelved(&press.key)?.ok_or_else(|| OfficeError::NotFound(press.key.to_string()))?;
            if !read_text_settings(w)?.enabled {
                return Err(fault("text_enabled", "required_missing"));
            }
            let to = recipient_of(&shelved, &press.to)?;
            let which = format!("p{}", name_of_press(&press.press_id));
            let before = texts_of(w, &shelved)?;
            let name = self.text_name(w, &shelved, &which)?;
            if before.iter().any(|text| text.mail.message_id == name) {
                return Ok(());
            }
            let last = before.iter().rev().find(|text| text.mail.recipient == to.digits());
            match last.map(|text| (text.id, &text.state)) {
                Some((_, NoticeState::Queued { .. } | NoticeState::Sending)) => Ok(()),
                Some((id, NoticeState::Unknown)) => w.ask_about_text_now(id).map(drop).map_err(Into::into),
                Some((
                    _,
                    NoticeState::Sent { .. }
                    | NoticeState::Delivered
                    | NoticeState::Undelivered
                    | NoticeState::Refused
                    | NoticeState::Failed,
                ))
                | None => {
                    // This one takes the place of those that did not arrive.
                    for text in before.iter().filter(|text| !matches!(text.state, NoticeState::Unknown)) {
                        w.settle_notice(text.id, at)?;
                    }
                    self.queue_text(w, &shelved, &to, &which, at)
                }
            }
        })?;
        self.texts.wake.notify_one();
        Ok(())
    }

    /// Takes the next step of a text that needs a person: one in doubt is asked about at once; one that was refused, given up or
    /// not delivered is sent as a new one, for the gateway may have the old one.
    pub(crate) fn send_text_again(&self, id: NoticeId) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let nothing_to_do = || OfficeError::NothingToDo(format!("text {}", id.get()));
        self.book.write(|w| {
            let text = w.notice(id)?.ok_or_else(nothing_to_do)?;
            match text.state {
                NoticeState::Unknown => {
                    w.ask_about_text_now(id)?;
                    Ok(())
                }
                NoticeState::Refused | NoticeState::Failed | NoticeState::Undelivered => {
                    let shelved = text.mail.document.map(|id| w.shelved_by_id(id)).transpose()?.flatten();
                    let shelved = shelved.ok_or_else(nothing_to_do)?;
                    if !w.settle_notice(id, at)? {
                        return Err(nothing_to_do());
                    }
                    let to = Recipient::parse(&text.mail.recipient)?;
                    self.queue_text(w, &shelved, &to, &format!("r{}", id.get()), at)
                }
                NoticeState::Queued { .. }
                | NoticeState::Sending
                | NoticeState::Sent { .. }
                | NoticeState::Delivered => Err(nothing_to_do()),
            }
        })?;
        self.texts.wake.notify_one();
        Ok(())
    }

    fn queue_text(
        &self,
        w: &mut Writer<'_>,
        shelved: &Shelved,
        to: &Recipient,
        which: &str,
        at: NaiveDateTime,
    ) -> Result<(), OfficeError> {
        let message_id = self.text_name(w, shelved, which)?;
        if texts_of(w, shelved)?.iter().any(|text| text.mail.message_id == message_id) {
            return Ok(());
        }
        let text = NewNotice {
            channel: NoticeChannel::Text,
            document: Some(shelved.document.id),
            kind: kind_of(&shelved.document).to_owned(),
            recipient: to.digits().to_owned(),
            copy_to: None,
            message_id,
        };
        w.queue_notice(&text, at)?;
        let facts = json!({ "text": which });
        Ok(w.journal(at, JournalAct::TextQueued, shelved.document.key.as_str(), &facts)?)
    }

    fn text_name(&self, w: &Writer<'_>, shelved: &Shelved, which: &str) -> Result<String, OfficeError> {
        let document = &shelved.document;
        let shop = document.shop.map(|version| w.shop_version(version)).transpose()?.flatten();
        let shop = shop.ok_or(OfficeError::NoShop)?;
        Ok(own_id(&document.key, which, shop.number().digits(), self.is_practice()))
    }
}

/// The texts about a document, oldest first.
fn texts_of(w: &Writer<'_>, shelved: &Shelved) -> Result<Vec<Notice>, OfficeError> {
    let mut notices = w.notices_of(shelved.document.id)?;
    notices.retain(|notice| notice.mail.channel == NoticeChannel::Text);
    Ok(notices)
}

/// The customer's number, if a text can be sent to it.
fn own_number(shelved: &Shelved) -> Option<Recipient> {
    shelved.document.content.receipt().and_then(|sale| Recipient::of(&sale.number))
}

/// The number typed, or the customer's own.
fn recipient_of(shelved: &Shelved, typed: &str) -> Result<Recipient, OfficeError> {
    let is_receipt = shelved.document.content.receipt().is_some();
    if !is_receipt || !shelved.standing.state.counts_as_issued() {
        return Err(OfficeError::NotPrintable(shelved.document.key.clone()));
    }
    match typed.trim() {
        "" => own_number(shelved).ok_or_else(|| fault("text_to", "required_missing")),
        typed => Recipient::parse(typed).map_err(|_| fault("text_to", "mobile_invalid")),
    }
}

fn fault(field: &'static str, code: &'static str) -> OfficeError {
    OfficeError::FieldFaults(vec![FieldFault::new(field, code)])
}

/// A press id as part of a text's name.
fn name_of_press(press_id: &str) -> String {
    press_id.chars().filter(char::is_ascii_alphanumeric).take(36).collect()
}
