//! What a call to the gateway proved. Each variant says what happened to the message, not what happened to the socket.
//! Texts are redacted: no numbers, no key.

use crate::outcome::LostReply;

/// What handing a text over proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextDelivery {
    /// The gateway took it and answers for it from here.
    Accepted(TextAcceptance),
    /// Proof that the gateway did not take it; the same message may be sent later.
    NotSent(TextNotSent),
    /// The gateway said no: the same message cannot help before somebody changes something.
    Refused(TextRefusal),
    /// It may have been taken. To be looked up by our own id before anything is sent again.
    Unknown(LostReply),
}

/// A message that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextAcceptance {
    /// The gateway's own name for it.
    pub message_id: String,
    /// Its status code, `2000` at first.
    pub code: String,
}

/// What looking a text up proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextLookedUp {
    /// It is there.
    Found(FoundText),
    /// The whole list was read and it is not there. Whether that is proof is for the caller to judge.
    NotThere,
    /// No answer that can be relied on.
    NoAnswer(String),
}

/// A message as the gateway has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundText {
    /// The gateway's own name for it.
    pub message_id: String,
    /// The status code as it came.
    pub code: String,
    /// What the code means.
    pub status: TextStatus,
    /// The gateway's words.
    pub text: String,
}

/// What a status code means (providers.md §9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextStatus {
    /// The gateway has it (`2000`), or has handed it to the carrier (`3000`).
    UnderWay,
    /// The carrier says that the phone has it (`4000`).
    Delivered,
    /// The gateway never took it (`1xxx`).
    Refused,
    /// Taken, and not delivered: any other `2xxx` or `3xxx`.
    Undelivered,
}

impl TextStatus {
    /// Reads a code; one that says nothing we know says only that the message is there.
    pub(super) fn of(code: &str) -> Self {
        match code {
            "2000" | "3000" => Self::UnderWay,
            "4000" => Self::Delivered,
            code if code.starts_with('1') => Self::Refused,
            code if code.starts_with(['2', '3']) => Self::Undelivered,
            _ => Self::UnderWay,
        }
    }
}

/// A no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the gateway refused {}: {code} {text}", part.as_str())]
pub struct TextRefusal {
    /// What it did not want.
    pub part: TextRefusedPart,
    /// Status code (`1062`) or the error's name (`InvalidAPIKey`).
    pub code: String,
    /// The gateway's words.
    pub text: String,
}

/// What a gateway refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextRefusedPart {
    /// Key or secret.
    Login,
    /// The money is used up.
    Balance,
    /// The shop's number is not registered there.
    Sender,
    /// The message.
    Message,
}

impl TextRefusedPart {
    /// Stable name for the book.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Balance => "balance",
            Self::Sender => "sender",
            Self::Message => "message",
        }
    }

    /// What a status code or an error's name is about.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code {
            "1030" | "NotEnoughBalance" => Self::Balance,
            "1062" => Self::Sender,
            "InvalidAPIKey" | "SignatureDoesNotMatch" | "Unauthorized" | "Forbidden" => Self::Login,
            _ => Self::Message,
        }
    }
}

/// Why the gateway certainly did not take the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextNotSent {
    /// No name or no way there: the shop's own line.
    #[error("could not connect: {0}")]
    DnsOrConnect(String),
    /// The machine at the other end is there and nobody listens.
    #[error("the connection was refused: {0}")]
    ConnectionRefused(String),
    /// The other side could not prove who it is.
    #[error("no trusted connection: {0}")]
    Tls(String),
    /// The gateway asks to come back later.
    #[error("the gateway postponed the message: {code} {text}")]
    Postponed {
        /// The error's name.
        code: String,
        /// The gateway's words.
        text: String,
    },
    /// This computer's clock is more than 15 minutes off.
    #[error("this computer's clock is too far off for the gateway")]
    ClockOff,
    /// The call could not be made.
    #[error("{0}")]
    NotMade(String),
}

impl TextNotSent {
    /// Stable name for the book.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::DnsOrConnect(_) => "dns_or_connect",
            Self::ConnectionRefused(_) => "connection_refused",
            Self::Tls(_) => "tls",
            Self::Postponed { .. } => "postponed",
            Self::ClockOff => "clock_off",
            Self::NotMade(_) => "not_made",
        }
    }

    /// Whether somebody has to change something here; waiting alone will hardly help.
    #[must_use]
    pub const fn needs_a_person(&self) -> bool {
        match self {
            Self::Tls(_) | Self::ClockOff | Self::NotMade(_) => true,
            Self::DnsOrConnect(_) | Self::ConnectionRefused(_) | Self::Postponed { .. } => false,
        }
    }
}

/// What trying the account proved. No message was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextBalance {
    /// Key and secret are good.
    Left {
        /// Won that can still be spent.
        won: i64,
    },
    /// The gateway was not reached, or the line could not be trusted.
    NotReached(TextNotSent),
    /// It said no.
    Refused(TextRefusal),
    /// It answered nothing that can be read.
    NoAnswer(String),
}
