//! What is to be mailed: queued by the approval of an invoice, or by a person.

use chrono::NaiveDateTime;
use domain::{DocumentKey, Email};
use notice::Address;
use serde_json::json;
use store::{JournalAct, NewNotice, Notice, NoticeChannel, NoticeId, NoticeState, Shelved, Writer};

use super::letter::message_id;
use super::settings::{MailSettings, read_mail_settings};
use crate::{FieldFault, Office, OfficeError};

const ABOUT_INVOICE: &str = "invoice_issued";

/// One press of the button that mails an invoice.
#[derive(Clone)]
pub struct MailPress {
    /// Key of the invoice.
    pub key: DocumentKey,
    /// To whom; blank is the buyer's own address.
    pub to: String,
    /// Unique per press; a second arrival of the same press mails nothing more.
    pub press_id: String,
}

impl Office {
    /// Queues the mails of an invoice that has just been approved, in the transaction that books it. The first address
    /// brings the shop's copy.
    pub(crate) fn queue_invoice_mail(
        &self,
        w: &mut Writer<'_>,
        shelved: &Shelved,
        at: NaiveDateTime,
    ) -> Result<(), OfficeError> {
        let Some(invoice) = shelved.document.invoice().filter(|_| shelved.document.mail_wanted) else {
            return Ok(());
        };
        let settings = read_mail_settings(w)?;
        if !settings.enabled {
            return Ok(());
        }
        for (index, email) in invoice.buyer().emails().iter().enumerate() {
            let which = (index + 1).to_string();
            let copy = copy_to(&settings).filter(|_| index == 0);
            self.queue_mail(w, shelved, (email.as_str(), copy), &which, at)?;
        }
        Ok(())
    }

    /// Mails an invoice because a person wants it. A mail to the same address that was refused, given up or lost goes out
    /// again as the same mail; one that is on its way already stays the only one.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] on the address, or while mail is switched off; [`OfficeError::NotPrintable`] for what is
    /// no issued invoice; [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn mail_again(&self, press: &MailPress) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let shelved =
                w.shelved(&press.key)?.ok_or_else(|| OfficeError::NotFound(press.key.to_string()))?;
            let settings = read_mail_settings(w)?;
            if !settings.enabled {
                return Err(fault("mail_enabled", "required_missing"));
            }
            let recipient = recipient_of(&shelved, &press.to)?;
            let before = w.notices_of(shelved.document.id)?;
            let which = format!("p{}", name_of_press(&press.press_id));
            let id = self.mail_name(&shelved, &which)?;
            if before.iter().any(|notice| notice.mail.message_id == id) {
                return Ok(());
            }
            settle_others(w, &before, &recipient, at)?;
            let last = before.iter().rev().find(|notice| notice.mail.recipient == recipient);
            match last.map(|notice| (notice.id, &notice.state)) {
                Some((_, NoticeState::Queued { .. } | NoticeState::Sending)) => Ok(()),
                Some((id, NoticeState::Refused | NoticeState::Failed | NoticeState::Unknown)) => {
                    send_anew(w, id, press.key.as_str(), at)
                }
                Some((_, NoticeState::Sent { .. } | NoticeState::Delivered | NoticeState::Undelivered))
                | None => self.queue_mail(w, &shelved, (&recipient, copy_to(&settings)), &which, at),
            }
        })?;
        self.post.notify_one();
        Ok(())
    }

    /// Sends a notice again that was refused, given up or lost: a mail as the same mail, a text as its next step wants it.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it needs nobody any more, [`OfficeError::Book`].
    pub fn resend_mail(&self, id: NoticeId) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let notice = self.book.read(|r| r.notice(id))?;
        if notice.is_some_and(|notice| notice.mail.channel == NoticeChannel::Text) {
            return self.send_text_again(id);
        }
        self.book.write(|w| send_anew(w, id, &subject_of(w, id)?, at))?;
        self.post.notify_one();
        Ok(())
    }

    /// Somebody has looked at a notice and nothing more is to be done about it.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it needs nobody any more, [`OfficeError::Book`].
    pub fn settle_mail(&self, id: NoticeId) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            if !w.settle_notice(id, at)? {
                return Err(nothing_to_do(id));
            }
            let subject = subject_of(w, id)?;
            let is_text = w.notice(id)?.is_some_and(|notice| notice.mail.channel == NoticeChannel::Text);
            let act = if is_text { JournalAct::TextSettled } else { JournalAct::NoticeSettled };
            Ok(w.journal(at, act, &subject, &json!({ "how": "acknowledged" }))?)
        })
    }

    /// The mails and texts about a document, oldest first.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn notices(&self, key: &DocumentKey) -> Result<Vec<Notice>, OfficeError> {
        let id = self.shelved(key)?.document.id;
        Ok(self.book.read(|r| r.notices_of(id))?)
    }

    fn queue_mail(
        &self,
        w: &mut Writer<'_>,
        shelved: &Shelved,
        (recipient, copy_to): (&str, Option<String>),
        which: &str,
        at: NaiveDateTime,
    ) -> Result<(), OfficeError> {
        let mail = NewNotice {
            channel: NoticeChannel::Mail,
            document: Some(shelved.document.id),
            kind: ABOUT_INVOICE.to_owned(),
            recipient: recipient.to_owned(),
            copy_to,
            message_id: self.mail_name(shelved, which)?,
        };
        w.queue_notice(&mail, at)?;
        let facts = json!({ "mail": which, "copy": mail.copy_to.is_some() });
        Ok(w.journal(at, JournalAct::NoticeQueued, shelved.document.key.as_str(), &facts)?)
    }

    fn mail_name(&self, shelved: &Shelved, which: &str) -> Result<String, OfficeError> {
        let key = &shelved.document.key;
        let invoice = shelved.document.invoice().ok_or_else(|| OfficeError::NotPrintable(key.clone()))?;
        Ok(message_id(key, which, invoice.supplier().number(), self.is_practice()))
    }
}

fn copy_to(settings: &MailSettings) -> Option<String> {
    settings.copy_to_shop.then(|| settings.from.clone())
}

/// The address typed, or the buyer's own.
fn recipient_of(shelved: &Shelved, typed: &str) -> Result<String, OfficeError> {
    let key = &shelved.document.key;
    let invoice = shelved
        .document
        .invoice()
        .filter(|_| shelved.standing.state.counts_as_issued())
        .ok_or_else(|| OfficeError::NotPrintable(key.clone()))?;
    let to = match typed.trim() {
        "" => invoice.buyer().emails().first().map(Email::as_str),
        typed => Some(typed),
    };
    let to = to.ok_or_else(|| fault("to", "required_missing"))?;
    let address = Address::parse(to).map_err(|_| fault("to", "email_invalid"))?;
    Ok(address.as_str().to_owned())
}

/// A mail to another address takes the place of those that did not arrive.
fn settle_others(
    w: &mut Writer<'_>,
    before: &[Notice],
    recipient: &str,
    at: NaiveDateTime,
) -> Result<(), OfficeError> {
    for notice in before.iter().filter(|notice| notice.mail.recipient != recipient) {
        w.settle_notice(notice.id, at)?;
    }
    Ok(())
}

fn send_anew(w: &mut Writer<'_>, id: NoticeId, subject: &str, at: NaiveDateTime) -> Result<(), OfficeError> {
    if !w.resend_notice(id, at)? {
        return Err(nothing_to_do(id));
    }
    Ok(w.journal(at, JournalAct::NoticeQueued, subject, &json!({ "again": true }))?)
}

/// The document's key, which the journal's rows about a mail stand under.
pub(super) fn subject_of(w: &Writer<'_>, id: NoticeId) -> Result<String, OfficeError> {
    let document = w.notice(id)?.and_then(|notice| notice.mail.document);
    let shelved = document.map(|id| w.shelved_by_id(id)).transpose()?.flatten();
    Ok(shelved.map_or_else(String::new, |shelved| shelved.document.key.to_string()))
}

fn nothing_to_do(id: NoticeId) -> OfficeError {
    OfficeError::NothingToDo(format!("mail {}", id.get()))
}

fn fault(field: &'static str, code: &'static str) -> OfficeError {
    OfficeError::FieldFaults(vec![FieldFault::new(field, code)])
}

/// A press id as part of a Message-ID.
fn name_of_press(press_id: &str) -> String {
    press_id.chars().filter(char::is_ascii_alphanumeric).take(40).collect()
}
