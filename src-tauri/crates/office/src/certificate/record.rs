//! What the book knows of the kept certificate: which folder counts, and what a screen and a task say without a password.

use certificate::{Expiry, Facts};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{BookError, Reader, Writer};

use super::KeptCertificate;

const NAME: &str = "certificate";

/// The record. No `Debug`: the owner may be a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The folder on the shelf.
    pub(super) folder: String,
    owner: String,
    issuer: String,
    pub(super) usage: String,
    valid_from: DateTime<FixedOffset>,
    pub(super) valid_to: DateTime<FixedOffset>,
}

impl Record {
    pub(super) fn of(folder: String, facts: &Facts) -> Self {
        Self {
            folder,
            owner: facts.owner().to_owned(),
            issuer: facts.issuer.clone(),
            usage: facts.usage.as_str().to_owned(),
            valid_from: facts.valid_from,
            valid_to: facts.valid_to,
        }
    }

    pub(super) fn shown(self, now: &DateTime<FixedOffset>, is_whole: bool) -> KeptCertificate {
        let expiry = Expiry::at(&self.valid_from, &self.valid_to, now);
        KeptCertificate {
            state: expiry.as_str(),
            days_left: expiry.days_left(),
            owner: self.owner,
            issuer: self.issuer,
            usage: self.usage,
            valid_to: self.valid_to.naive_local(),
            is_whole,
        }
    }
}

/// The record; one of another program version that cannot be read is none, and the certificate is to be added again.
pub(super) fn read(r: &Reader<'_>) -> Result<Option<Record>, BookError> {
    let stored = r.setting(NAME)?;
    Ok(stored.and_then(|text| serde_json::from_str::<Option<Record>>(&text).ok()).flatten())
}

pub(super) fn save(w: &mut Writer<'_>, record: Option<&Record>) -> Result<(), BookError> {
    w.save_setting(NAME, &json!(record).to_string())
}
