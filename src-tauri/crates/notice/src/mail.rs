//! A letter made into the bytes of a mail (RFC 5322, MIME), ready to be handed over.
//!
//! The same letter always gives the same bytes: id and date come from outside, and the boundaries are fixed. They can be,
//! because every body is base64, in which `=_` does not occur. The bytes are ASCII, so any server takes them.

use std::fmt;

use chrono::{DateTime, FixedOffset};
use lettre::Message;
use lettre::message::header::{
    ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue,
};
use lettre::message::{Body, Mailbox, MultiPart, SinglePart};

use crate::address::{Address, MessageId, Sender};
use crate::error::NoticeError;
use crate::named_pdf::NamedPdf;
use crate::one_line::OneLine;

const OUTER_BOUNDARY: &str = "=_jangbu_parts";
const INNER_BOUNDARY: &str = "=_jangbu_readings";

/// What is to be said to whom.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Stays the same when a person sends it again.
    pub message_id: MessageId,
    /// The moment it was written.
    pub date: DateTime<FixedOffset>,
    /// The shop.
    pub from: Sender,
    /// The buyer.
    pub to: Address,
    /// The shop's own copy. The buyer does not see it.
    pub copy_to: Option<Address>,
    /// The subject.
    pub subject: OneLine,
    /// The text for programs that show no HTML.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// Files.
    pub attachments: Vec<Attachment>,
}

/// A PDF that goes with a letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    name: OneLine,
    bytes: Vec<u8>,
}

impl Attachment {
    /// A PDF under a file name without folders.
    ///
    /// # Errors
    /// [`NoticeError::Line`].
    pub fn pdf(name: &str, bytes: Vec<u8>) -> Result<Self, NoticeError> {
        if name.contains(['/', '\\', '"']) {
            return Err(NoticeError::Line);
        }
        Ok(Self { name: OneLine::parse(name)?, bytes })
    }
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attachment({} bytes)", self.bytes.len())
    }
}

/// A finished mail: who it is from, whom it goes to, and its bytes.
#[derive(Clone)]
pub struct Mail {
    from: Address,
    to: Address,
    copy_to: Option<Address>,
    bytes: Vec<u8>,
}

impl Mail {
    /// Builds the mail.
    ///
    /// # Errors
    /// [`NoticeError::Compose`]; not for anything a person can type.
    pub fn compose(letter: &Letter) -> Result<Self, NoticeError> {
        let from = Mailbox::new(
            letter.from.name.as_ref().map(ToString::to_string),
            wire_address(&letter.from.address)?,
        );
        let message = Message::builder()
            .message_id(Some(format!("<{}>", letter.message_id.as_str())))
            .date(letter.date.into())
            .from(from)
            .to(Mailbox::new(None, wire_address(&letter.to)?))
            .subject(letter.subject.as_str())
            .raw_header(written_by_a_program())
            .multipart(parts(letter)?)
            .map_err(compose_error)?;
        let bytes = message.formatted();
        if !bytes.is_ascii() {
            return Err(NoticeError::Compose("a header was not encoded".to_owned()));
        }
        let copy_to = letter.copy_to.clone().filter(|copy| !copy.is_same_mailbox(&letter.to));
        Ok(Self { from: letter.from.address.clone(), to: letter.to.clone(), copy_to, bytes })
    }

    /// The whole mail as it goes over the wire.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn from(&self) -> &Address {
        &self.from
    }

    pub(crate) fn to(&self) -> &Address {
        &self.to
    }

    pub(crate) fn copy_to(&self) -> Option<&Address> {
        self.copy_to.as_ref()
    }

    pub(crate) fn addresses(&self) -> impl Iterator<Item = &Address> {
        [&self.from, &self.to].into_iter().chain(&self.copy_to)
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail({} bytes)", self.bytes.len())
    }
}

pub(crate) fn wire_address(address: &Address) -> Result<lettre::Address, NoticeError> {
    lettre::Address::new(address.local(), address.domain()).map_err(|_| NoticeError::Address)
}

fn parts(letter: &Letter) -> Result<MultiPart, NoticeError> {
    let outer = MultiPart::mixed().boundary(OUTER_BOUNDARY);
    let mut parts = match &letter.html {
        Some(html) => outer.multipart(
            MultiPart::alternative()
                .boundary(INNER_BOUNDARY)
                .singlepart(readable(ContentType::TEXT_PLAIN, &letter.text)?)
                .singlepart(readable(ContentType::TEXT_HTML, html)?),
        ),
        None => outer.singlepart(readable(ContentType::TEXT_PLAIN, &letter.text)?),
    };
    for attachment in &letter.attachments {
        let pdf = SinglePart::builder()
            .header(NamedPdf(attachment.name.clone()))
            .header(ContentDisposition::attachment(attachment.name.as_str()))
            .body(base64(attachment.bytes.clone())?);
        parts = parts.singlepart(pdf);
    }
    Ok(parts)
}

fn readable(kind: ContentType, text: &str) -> Result<SinglePart, NoticeError> {
    let lines: Vec<&str> = text.lines().collect();
    Ok(SinglePart::builder().header(kind).body(base64((lines.join("\r\n") + "\r\n").into_bytes())?))
}

fn base64(bytes: Vec<u8>) -> Result<Body, NoticeError> {
    Body::new_with_encoding(bytes, ContentTransferEncoding::Base64)
        .map_err(|_| NoticeError::Compose("encoding a part".to_owned()))
}

/// Keeps holiday replies away (RFC 3834 §5).
fn written_by_a_program() -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned())
}

fn compose_error(error: impl fmt::Display) -> NoticeError {
    NoticeError::Compose(error.to_string())
}
