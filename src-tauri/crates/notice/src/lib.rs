//! Mail and text messages about documents: building them, handing them to the shop's mail server or to a text gateway.
//!
//! [`Mail::compose`] turns a [`Letter`] into finished bytes; [`send`] hands them to a [`MailServer`] once and says what that
//! proved; [`check`] does everything but the mail. The words of a mail are made by [`invoice_mail`] and [`test_mail`].
//!
//! The one promise: a [`Delivery`] never claims more than the wire proved. [`Delivery::NotSent`] and [`Delivery::Refused`] mean
//! that the server did not take the mail; as soon as the first byte of its content has left and no answer came, the mail may
//! lie in the buyer's mailbox and the outcome is [`Delivery::Unknown`]. Nothing in here tries twice: that is decided by the office.
//!
//! Texts are [`TextMessage`]s, handed over by [`send_text`] and asked about by [`look_up_text`] under the same promise.
//!
//! The password never crosses an unencrypted line: STARTTLS is demanded, not hoped for, and the certificate is always verified.

mod address;
mod error;
mod mail;
mod named_pdf;
mod one_line;
mod outcome;
mod postman;
mod redact;
mod secret;
mod server;
mod template;
mod text;
mod wire;

pub use address::{Address, MessageId, Sender};
pub use error::NoticeError;
pub use mail::{Attachment, Letter, Mail};
pub use one_line::OneLine;
pub use outcome::{
    Acceptance, Checked, Copy, Delivery, LostReply, NotSentCause, Refusal, RefusedPart, Step, Welcome,
};
pub use postman::{check, send};
pub use secret::Secret;
pub use server::{MailServer, Patience, Security};
pub use template::{
    AmendmentFacts, InvoiceFacts, MailWords, ReceiptDeal, ReceiptFacts, TextWords, World, invoice_mail,
    receipt_text, test_mail,
};
pub use text::{
    FoundText, OwnId, Recipient, TextAcceptance, TextAccess, TextBalance, TextDelivery, TextGateway,
    TextKind, TextLookedUp, TextMessage, TextNotSent, TextParts, TextRefusal, TextRefusedPart, TextStatus,
    TextTrust, look_up_text, send_text, text_balance,
};
