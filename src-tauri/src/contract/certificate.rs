//! The shop's joint certificate (공동인증서): finding it, keeping it, how long it lasts. It is the real book's, whichever book the
//! window has open.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The certificate that is kept.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct KeptCertificate {
    /// Whose it is, without the number behind the name.
    pub owner: String,
    /// Who issued it.
    pub issuer: String,
    /// What it is for: `business`, `tax_invoice`, `person`, `bank_business`, `bank_person`, `other`.
    pub usage: String,
    /// Its last moment, Korean local time.
    pub valid_to: String,
    /// Where today stands in its time.
    pub state: CertificateState,
    /// Days until the day of its last moment while it is good.
    pub days_left: Option<i32>,
}

/// Where today stands in a kept certificate's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CertificateState {
    /// Its time has not begun.
    NotYet,
    /// Good for longer than a month.
    Valid,
    /// Good, and to be renewed now.
    Soon,
    /// Its time is over.
    Expired,
    /// Its files are gone: it is to be added again.
    Gone,
}

/// One certificate that a search found.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct FoundCertificate {
    /// Its number, good until the next search.
    pub id: u32,
    /// Where it is, to be read by a person.
    pub place: String,
    /// Whose it is; blank when only its password shows it.
    pub owner: String,
    /// Who issued it; blank as well.
    pub issuer: String,
    /// What it is for, as in [`KeptCertificate::usage`].
    pub usage: Option<String>,
    /// Its last moment, Korean local time.
    pub valid_to: Option<String>,
    /// `valid`, `soon`, `locked` (a file that says nothing before its password), or why it cannot be used, by the names of
    /// [`crate::ui_error::UiErrorCode::Certificate`].
    pub state: String,
}

/// What a search found, first what can be used.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct FoundCertificates {
    /// The certificates.
    pub found: Vec<FoundCertificate>,
    /// Whether there may be more than was looked at.
    pub cut_short: bool,
}
