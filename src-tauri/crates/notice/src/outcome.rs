//! What an attempt proved. Each variant says what happened to the mail, not what happened to the socket.
//! Texts are redacted: no addresses, no account, no password.

use std::fmt;

/// What handing a mail to the server proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The server took it and answers for it from here. Whether the buyer reads it is another question.
    Accepted(Acceptance),
    /// Proof that the server did not take it; the same mail may be sent later.
    NotSent(NotSentCause),
    /// The server said no for good: the same mail to the same place cannot help.
    Refused(Refusal),
    /// The content began to leave and no answer came: it may have been delivered. Never resend on this alone.
    Unknown(LostReply),
}

/// What trying the settings proved. No mail was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// Connected, certificate verified, logged in.
    Works(Welcome),
    /// Did not come as far as an answer about the login.
    NotReached(NotSentCause),
    /// The server said no, usually to the password.
    Refused(Refusal),
}

/// What the server said about itself after the login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Welcome {
    /// `TLS 1.3` or `TLS 1.2`.
    pub encryption: &'static str,
}

/// A mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The server's own words, often with its number for the mail.
    pub reply: String,
    /// What became of the copy.
    pub copy: Copy,
}

/// The copy for the shop. It never holds up the buyer's mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copy {
    /// None was wanted, or it would have gone to the buyer's own mailbox.
    NotWanted,
    /// Taken together with the buyer's mail.
    Taken,
    /// The server did not want the copy's address.
    NotTaken {
        /// SMTP reply code.
        code: u16,
        /// The server's words.
        text: String,
    },
}

/// A final no (5xx).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the mail server refused {part}: {code} {text}")]
pub struct Refusal {
    /// What it did not want.
    pub part: RefusedPart,
    /// SMTP reply code, 500 to 599.
    pub code: u16,
    /// The server's words.
    pub text: String,
}

/// What a server refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusedPart {
    /// To talk with this computer at all.
    Session,
    /// User name or password.
    Login,
    /// The shop's address, usually because it is not the account's.
    Sender,
    /// The buyer's address.
    Recipient,
    /// The mail itself: too large, or taken for spam.
    Content,
}

impl RefusedPart {
    /// Stable name for the book.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Login => "login",
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Content => "content",
        }
    }
}

impl fmt::Display for RefusedPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Session => "the connection",
            Self::Login => "the login",
            Self::Sender => "the sender",
            Self::Recipient => "the recipient",
            Self::Content => "the mail",
        })
    }
}

/// Why the server certainly did not take the mail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSentCause {
    /// No name or no way there: the shop's own line.
    #[error("could not connect: {0}")]
    DnsOrConnect(String),
    /// The machine at the other end is there and nobody listens.
    #[error("the connection was refused: {0}")]
    ConnectionRefused(String),
    /// The other side could not prove who it is, or would not speak our TLS.
    #[error("no trusted connection: {0}")]
    Tls(String),
    /// The server offers no STARTTLS.
    #[error("the mail server offers no encryption")]
    NoEncryption,
    /// The server knows neither `AUTH PLAIN` nor `AUTH LOGIN`.
    #[error("the mail server offers no login that this program speaks")]
    NoCommonLogin,
    /// Nobody answered in time.
    #[error("no answer to {step} within {limit_ms} ms")]
    Silent {
        /// The step that got no answer.
        step: Step,
        /// The limit that ran out.
        limit_ms: u64,
    },
    /// The connection ended, or what came was not SMTP.
    #[error("the connection broke at {step}: {cause}")]
    Broken {
        /// The step that got no answer.
        step: Step,
        /// The cause in words.
        cause: String,
    },
    /// The server asks to try later (4xx).
    #[error("the mail server postponed {step}: {code} {text}")]
    Postponed {
        /// The step it postponed.
        step: Step,
        /// SMTP reply code, 400 to 499.
        code: u16,
        /// The server's words.
        text: String,
    },
}

impl NotSentCause {
    /// Stable name for the book.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::DnsOrConnect(_) => "dns_or_connect",
            Self::ConnectionRefused(_) => "connection_refused",
            Self::Tls(_) => "tls",
            Self::NoEncryption => "no_encryption",
            Self::NoCommonLogin => "no_common_login",
            Self::Silent { .. } => "silent",
            Self::Broken { .. } => "broken",
            Self::Postponed { .. } => "postponed",
        }
    }

    /// Whether somebody has to change the settings or the server; waiting alone will hardly help.
    #[must_use]
    pub const fn needs_a_person(&self) -> bool {
        match self {
            Self::Tls(_) | Self::NoEncryption | Self::NoCommonLogin => true,
            Self::DnsOrConnect(_)
            | Self::ConnectionRefused(_)
            | Self::Silent { .. }
            | Self::Broken { .. }
            | Self::Postponed { .. } => false,
        }
    }
}

/// A step of the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Connecting.
    Connect,
    /// The server's first words and its answer to ours (`EHLO`).
    Greeting,
    /// `STARTTLS` and the handshake.
    Encryption,
    /// `AUTH`.
    Login,
    /// `MAIL FROM`.
    Sender,
    /// `RCPT TO`.
    Recipient,
    /// `DATA` and the mail itself.
    Content,
}

impl Step {
    /// What a 5xx at this step refuses.
    pub(crate) const fn part(self) -> RefusedPart {
        match self {
            Self::Connect | Self::Greeting | Self::Encryption => RefusedPart::Session,
            Self::Login => RefusedPart::Login,
            Self::Sender => RefusedPart::Sender,
            Self::Recipient => RefusedPart::Recipient,
            Self::Content => RefusedPart::Content,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connecting",
            Self::Greeting => "the greeting",
            Self::Encryption => "the encryption",
            Self::Login => "the login",
            Self::Sender => "the sender",
            Self::Recipient => "the recipient",
            Self::Content => "the mail",
        })
    }
}

/// An answer to the mail that never came.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct LostReply {
    /// How it was lost, in words.
    pub cause: String,
}
