//! The words of the mails, as plain text and as HTML that any mail program shows.

mod html;
mod invoice;
mod receipt;
mod test;

pub use invoice::{AmendmentFacts, InvoiceFacts, World, invoice_mail};
pub use receipt::{ReceiptDeal, ReceiptFacts, TextWords, receipt_text};
pub use test::test_mail;

/// A mail's subject and its text in two readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailWords {
    /// One line; may still be too long or hold what was typed, so it goes through [`crate::OneLine`].
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML with inline styles only.
    pub html: String,
}
