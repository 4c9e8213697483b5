//! Where the buyer's invoice is sent to (이메일).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;

/// An e-mail address of at most 40 bytes (domain.md §3.5): plain ASCII, one `@`, a domain with a dot. `Debug`
/// shows its first letter alone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// The most bytes an address may have.
    pub const MAX_LEN: usize = 40;

    /// Reads an address; surrounding blanks are dropped.
    ///
    /// # Errors
    /// [`FaultCode::RequiredMissing`] when blank, [`FaultCode::EmailTooLong`], [`FaultCode::EmailInvalid`].
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        let text = text.trim();
        if text.is_empty() {
            return Err(FaultCode::RequiredMissing);
        }
        if text.len() > Self::MAX_LEN {
            return Err(FaultCode::EmailTooLong);
        }
        let sound = text.split_once('@').is_some_and(|(name, host)| is_name(name) && is_host(host));
        if sound { Ok(Self(text.to_owned())) } else { Err(FaultCode::EmailInvalid) }
    }

    /// Reads an address that may be left blank.
    ///
    /// # Errors
    /// As [`Email::parse`], without [`FaultCode::RequiredMissing`].
    pub fn optional(text: &str) -> Result<Option<Self>, FaultCode> {
        if text.trim().is_empty() { Ok(None) } else { Self::parse(text).map(Some) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_name(name: &str) -> bool {
    let letter = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    name.split('.').all(|part| !part.is_empty() && part.bytes().all(letter))
}

fn is_host(host: &str) -> bool {
    let letter = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let label = |part: &str| {
        !part.is_empty() && part.bytes().all(letter) && !part.starts_with('-') && !part.ends_with('-')
    };
    let top = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(label)
        && top.len() >= 2
        && !top.bytes().all(|b| b.is_ascii_digit())
}

impl TryFrom<String> for Email {
    type Error = FaultCode;

    fn try_from(text: String) -> Result<Self, FaultCode> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

/// `t**@***`: an address is a person's.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", masked(&self.0))
    }
}

/// A typed address, readable or not, for `Debug`.
pub(super) fn masked(address: &str) -> String {
    address.trim().chars().next().map_or_else(String::new, |first| format!("{first}**@***"))
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
