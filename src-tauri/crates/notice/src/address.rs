//! Mail addresses and message ids: ASCII, dot-atoms, nothing that could end a header or a command early.

use std::fmt;

use crate::error::NoticeError;
use crate::one_line::OneLine;

/// Longest address that a mail server must take (RFC 5321 §4.5.3.1.3, without the brackets).
const MAX_ADDRESS: usize = 254;
const MAX_LOCAL: usize = 64;
const MAX_LABEL: usize = 63;
const MAX_MESSAGE_ID: usize = 200;

/// A mail address. Its `Debug` shows the domain only.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Address(String);

impl Address {
    /// Reads `name@domain.kr`; surrounding blanks are dropped. Quoted names and domains outside ASCII are not taken.
    ///
    /// # Errors
    /// [`NoticeError::Address`].
    pub fn parse(text: &str) -> Result<Self, NoticeError> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(NoticeError::Address)?;
        let well_formed = text.len() <= MAX_ADDRESS && local.len() <= MAX_LOCAL;
        if well_formed && is_dot_atom(local) && is_domain(domain) && domain.contains('.') {
            Ok(Self(text.to_owned()))
        } else {
            Err(NoticeError::Address)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Before the `@`.
    pub(crate) fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// After the `@`.
    pub(crate) fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// Whether a mail to both would reach one mailbox twice.
    pub(crate) fn is_same_mailbox(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address(***@{})", self.domain())
    }
}

/// Who writes: the shop, under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// What the buyer's mail program shows.
    pub name: Option<OneLine>,
    /// The shop's address at its mail server.
    pub address: Address,
}

/// The id of one mail (`Message-ID`), without the angle brackets. A mail that a person sends again keeps it, so that a mail
/// program can tell that it has it already.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MessageId(String);

impl MessageId {
    /// Reads `left@right`.
    ///
    /// # Errors
    /// [`NoticeError::MessageId`].
    pub fn parse(text: &str) -> Result<Self, NoticeError> {
        let (left, right) = text.split_once('@').ok_or(NoticeError::MessageId)?;
        if text.len() <= MAX_MESSAGE_ID && is_dot_atom(left) && is_dot_atom(right) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NoticeError::MessageId)
        }
    }

    /// The id without brackets.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// RFC 5322 §3.2.3.
fn is_dot_atom(text: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    text.split('.').all(is_atom)
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        let inside = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        inside && (1..=MAX_LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.split('.').all(is_label)
}
