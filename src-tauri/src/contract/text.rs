//! Text messages about receipts: the shop's account at a gateway. What became of each stands with mail's ([`super::mail`]).

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ui_error::Fault;

/// The text settings as typed.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct TextForm {
    /// Whether texts are sent at all.
    pub enabled: bool,
    /// The shop's number, registered at the gateway as a sender.
    pub from: String,
    /// The gateway's address.
    pub base_url: String,
    /// New key; `None` keeps the one that is kept.
    pub api_key: Option<String>,
    /// New secret; `None` keeps the one that is kept.
    pub api_secret: Option<String>,
    /// Whether a key is kept.
    pub has_key: bool,
    /// Whether a secret is kept.
    pub has_secret: bool,
    /// Practice mode: address, key and secret are the practice server's and cannot be changed.
    pub practice: bool,
}

/// What trying the account brought.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct TextTest {
    /// Won that can still be spent, if key and secret are good.
    pub balance_won: Option<i64>,
    /// Stable name of what went wrong: `not_reached`, `not_trusted`, `login`, `refused`, `clock_off`, `broke_off`.
    pub problem: Option<String>,
    /// The gateway's words, without numbers.
    pub detail: Option<String>,
    /// Field faults; nothing was tried.
    pub faults: Vec<Fault>,
}

/// Send a text about a receipt.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct TextRequest {
    /// Key of the receipt or its cancel.
    pub key: String,
    /// To which mobile number; blank is the customer's own.
    pub to: String,
    /// Made by the window once per press.
    pub press_id: String,
}
