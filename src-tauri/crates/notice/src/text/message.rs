//! One text message: to whom, from which number, what it says, and our own name for it.

use std::fmt;

use domain::{ConsumerNumber, NumberKind, PhoneNumber};
use encoding_rs::EUC_KR;

use crate::error::NoticeError;

/// Bytes in EUC-KR of a short message (SMS).
const SHORT_BYTES: usize = 90;
/// Bytes in EUC-KR of a long one (LMS).
const LONG_BYTES: usize = 2_000;
/// Bytes in EUC-KR of a long message's subject.
const SUBJECT_BYTES: usize = 40;
/// Longest value of a custom field.
const OWN_ID_CHARS: usize = 100;

/// A mobile number. Its `Debug` shows the masked form.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(ConsumerNumber);

impl Recipient {
    /// Reads a mobile number as typed; hyphens and blanks are understood.
    ///
    /// # Errors
    /// [`NoticeError::Recipient`] for anything but a mobile number.
    pub fn parse(text: &str) -> Result<Self, NoticeError> {
        let number = ConsumerNumber::recognise(text).map_err(|_| NoticeError::Recipient)?;
        Self::of(&number).ok_or(NoticeError::Recipient)
    }

    /// A customer's number, if it is one that a text can be sent to.
    #[must_use]
    pub fn of(number: &ConsumerNumber) -> Option<Self> {
        (number.kind() == NumberKind::Phone).then(|| Self(number.clone()))
    }

    /// The bare digits. For the wire and the book only.
    #[must_use]
    pub fn digits(&self) -> &str {
        self.0.digits()
    }

    /// `010-****-5678`.
    #[must_use]
    pub fn masked(&self) -> String {
        self.0.masked()
    }

    /// `010-1234-5678`, to be starred where somebody else writes it.
    pub(crate) fn formatted(&self) -> String {
        self.0.formatted()
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({})", self.masked())
    }
}

/// Our own name for one message: the same however often it is tried, and no other message's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OwnId(String);

impl OwnId {
    /// Reads 1 to 100 visible ASCII characters.
    ///
    /// # Errors
    /// [`NoticeError::MessageId`].
    pub fn parse(text: &str) -> Result<Self, NoticeError> {
        let fits = (1..=OWN_ID_CHARS).contains(&text.len());
        if fits && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NoticeError::MessageId)
        }
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a text is made of.
#[derive(Debug, Clone)]
pub struct TextParts {
    /// Our own name for it.
    pub own_id: OwnId,
    /// The customer.
    pub to: Recipient,
    /// The shop's number, registered at the gateway.
    pub from: PhoneNumber,
    /// Shown above a long message only.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// How it travels, which is what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextKind {
    /// Up to 90 bytes.
    Short,
    /// Up to 2,000 bytes, with a subject.
    Long,
}

impl TextKind {
    /// `SMS` or `LMS`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Short => "SMS",
            Self::Long => "LMS",
        }
    }
}

/// A message that can be handed over.
#[derive(Clone)]
pub struct TextMessage {
    pub(super) own_id: OwnId,
    pub(super) to: Recipient,
    pub(super) from: PhoneNumber,
    pub(super) subject: Option<String>,
    pub(super) text: String,
}

impl TextMessage {
    /// Builds it. Characters that no text message can carry, such as emoji, are left out: the phone would show a question
    /// mark or the gateway would count them as something else.
    ///
    /// # Errors
    /// [`NoticeError::TextLength`] when nothing is left, or more than a long message holds.
    pub fn compose(parts: TextParts) -> Result<Self, NoticeError> {
        let TextParts { own_id, to, from, subject, text } = parts;
        let text = carried(&text).trim().to_owned();
        let subject = match kind_of(&text)? {
            TextKind::Short => None,
            TextKind::Long => Some(cut(&carried(&subject.replace(['\r', '\n'], " ")))),
        };
        Ok(Self { own_id, to, from, subject, text })
    }

    /// How it travels.
    #[must_use]
    pub const fn kind(&self) -> TextKind {
        if self.subject.is_some() { TextKind::Long } else { TextKind::Short }
    }

    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for TextMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextMessage")
            .field("own_id", &self.own_id)
            .field("to", &self.to)
            .finish_non_exhaustive()
    }
}

fn kind_of(text: &str) -> Result<TextKind, NoticeError> {
    match length(text) {
        1..=SHORT_BYTES => Ok(TextKind::Short),
        91..=LONG_BYTES => Ok(TextKind::Long),
        _ => Err(NoticeError::TextLength),
    }
}

fn length(text: &str) -> usize {
    EUC_KR.encode(text).0.len()
}

fn carried(text: &str) -> String {
    let carries = |c: &char| {
        let (_, _, left_out) = EUC_KR.encode(c.encode_utf8(&mut [0; 4]));
        !left_out && (!c.is_control() || *c == '\n')
    };
    text.chars().filter(carries).collect()
}

/// As many whole characters as a subject holds.
fn cut(subject: &str) -> String {
    let mut kept = String::new();
    for c in subject.trim().chars() {
        kept.push(c);
        if length(&kept) > SUBJECT_BYTES {
            kept.pop();
            break;
        }
    }
    kept
}
