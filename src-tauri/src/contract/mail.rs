//! Mail about invoices: the shop's mail server, and what became of each mail and each text.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ui_error::Fault;

/// How the connection to the mail server is made safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// STARTTLS, required (587).
    StartTls,
    /// TLS from the first byte (465).
    Tls,
}

/// The mail settings as typed.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct MailForm {
    /// Whether invoices are mailed at all.
    pub enabled: bool,
    /// Host of the mail server.
    pub host: String,
    /// Port as typed.
    pub port: String,
    /// How it is made safe.
    pub security: MailSecurity,
    /// User name; blank logs in without one.
    pub user: String,
    /// New password; `None` keeps the one that is kept.
    pub password: Option<String>,
    /// Whether one is kept.
    pub has_password: bool,
    /// From: the shop's own address.
    pub from: String,
    /// Copy of every mail to the shop.
    pub copy_to_shop: bool,
    /// PEM file of an own certificate authority; blank trusts the system's.
    pub extra_ca: String,
}

/// What testing the settings brought.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct MailTest {
    /// Whether the test mail was taken.
    pub ok: bool,
    /// Stable name of what went wrong: `not_reached`, `not_trusted`, `login`, `refused`, `broke_off`.
    pub problem: Option<String>,
    /// The server's words, without addresses.
    pub detail: Option<String>,
    /// Field faults; nothing was tried.
    pub faults: Vec<Fault>,
}

/// By which way a notice goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum NoticeChannel {
    /// 메일
    Mail,
    /// 문자
    Text,
}

/// Where a mail or a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum NoticeState {
    /// Waits.
    Queued,
    /// On its way.
    Sending,
    /// The mail server or the gateway has it.
    Sent,
    /// The phone has the text.
    Delivered,
    /// The carrier did not reach the phone.
    Undelivered,
    /// The mail server or the gateway said no.
    Refused,
    /// It may have been sent. Only a person sends a mail again; a text is asked about.
    Unknown,
}

/// A mail or a text about a document.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Notice {
    /// Stays the same.
    pub id: u32,
    /// By which way it goes.
    pub channel: NoticeChannel,
    /// To whom, masked.
    pub to_masked: String,
    /// Where it stands.
    pub state: NoticeState,
    /// Korean local time of the last change.
    pub at: String,
    /// When it is tried, or asked about, again, Korean local time.
    pub next_try: Option<String>,
    /// The server's words or ours, without addresses.
    pub detail: Option<String>,
}

/// Mail an invoice again, or to somebody else.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct MailRequest {
    /// Key of the invoice.
    pub key: String,
    /// To whom; blank is the buyer's own address.
    pub to: String,
    /// Made by the window once per press.
    pub press_id: String,
}
