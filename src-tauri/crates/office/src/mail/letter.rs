//! The letter about an invoice: its words, the PDF of the buyer's copy, and a Message-ID that no other mail has.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone};
use domain::{BusinessNumber, DocumentKey, Invoice, InvoiceKind};
use notice::{
    Address, AmendmentFacts, Attachment, InvoiceFacts, Letter, Mail, MailWords, MessageId, NoticeError,
    OneLine, Sender, World, invoice_mail,
};
use store::{Notice, Shelved};

use crate::invoice_paper::InvoicePaper;
use crate::{Office, OfficeError};

const KOREA_AHEAD_S: i32 = 9 * 3600;

impl Office {
    /// The mail of a notice: the same bytes however often it is tried.
    pub(crate) fn compose(
        &self,
        shelved: &Shelved,
        notice: &Notice,
        from: &Sender,
    ) -> Result<Mail, OfficeError> {
        let key = &shelved.document.key;
        let not_issued = || OfficeError::NotPrintable(key.clone());
        let invoice = shelved.document.invoice().ok_or_else(not_issued)?;
        let number = &shelved.standing.state.approval().ok_or_else(not_issued)?.number;
        let world = if self.is_practice() { World::Practice } else { World::Real };
        let pdf = self.invoice_pdf(shelved, InvoicePaper::Buyer)?;
        let MailWords { subject, text, html } = words(invoice, number.as_str(), world);
        let copy_to = notice.mail.copy_to.as_deref().map(Address::parse).transpose()?;
        let letter = Letter {
            message_id: MessageId::parse(&notice.mail.message_id)?,
            date: korean_time(notice.created_at),
            from: from.clone(),
            to: Address::parse(&notice.mail.recipient)?,
            copy_to,
            subject: one_line(&subject)?,
            text,
            html: Some(html),
            attachments: vec![Attachment::pdf(&file_name(invoice, key), pdf)?],
        };
        Ok(Mail::compose(&letter)?)
    }
}

/// A test mail from the shop to itself.
pub(crate) fn test_letter(from: &Sender, now: NaiveDateTime) -> Result<Mail, OfficeError> {
    let shop = from.name.as_ref().map_or("장부", OneLine::as_str);
    let MailWords { subject, text, html } = notice::test_mail(shop);
    let letter = Letter {
        message_id: MessageId::parse(&format!("test-{}@jangbu.invalid", now.and_utc().timestamp_micros()))?,
        date: korean_time(now),
        from: from.clone(),
        to: from.address.clone(),
        copy_to: None,
        subject: one_line(&subject)?,
        text,
        html: Some(html),
        attachments: Vec::new(),
    };
    Ok(Mail::compose(&letter)?)
}

/// The Message-ID of a document's mail. Keys are alike in every shop, so the shop's number stands in it: a mailbox that
/// drops what it has seen must not drop another shop's invoice.
pub(crate) fn message_id(key: &DocumentKey, which: &str, shop: &BusinessNumber, practice: bool) -> String {
    let world = if practice { "practice" } else { "invoice" };
    format!("{key}.{which}.{}@{world}.jangbu.invalid", shop.digits())
}

fn words(invoice: &Invoice, approval_number: &str, world: World) -> MailWords {
    let original_number = invoice.amends().map(|amends| amends.original.as_str().to_owned());
    invoice_mail(&InvoiceFacts {
        world,
        title: invoice.title(),
        supplier_name: invoice.supplier().name(),
        supplier_number: &invoice.supplier().number().formatted(),
        buyer_name: invoice.buyer().name(),
        written_on: invoice.written_on(),
        item_summary: &invoice.item_summary(),
        supply: invoice.supply(),
        vat: (invoice.kind() != InvoiceKind::Exempt).then(|| invoice.vat()),
        total: invoice.total(),
        approval_number,
        amends: invoice.amends().zip(original_number.as_deref()).map(|(amends, original_number)| {
            AmendmentFacts { reason: amends.code().text(), original_number }
        }),
    })
}

/// Every text in a subject is short enough but for names of the longest kind; those are cut, not refused.
fn one_line(subject: &str) -> Result<OneLine, NoticeError> {
    let cut: String = subject.chars().take(200).collect();
    OneLine::parse(&cut)
}

fn file_name(invoice: &Invoice, key: &DocumentKey) -> String {
    format!("{}_{key}.pdf", invoice.title())
}

fn korean_time(at: NaiveDateTime) -> DateTime<FixedOffset> {
    let utc = at.and_utc();
    match FixedOffset::east_opt(KOREA_AHEAD_S).map(|korea| korea.from_local_datetime(&at).single()) {
        Some(Some(local)) => local,
        Some(None) | None => utc.fixed_offset(),
    }
}
