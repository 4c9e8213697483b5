//! What the route needs to know of the account, each part checked where it comes in.

use domain::Shop;

use super::place::PopbillPlace;
use crate::error::RouteError;
use crate::secret::Secret;

/// The settings of the route. Holds the secret key, hence no `Debug`.
#[derive(Clone)]
pub struct PopbillConfig {
    /// Real, test or practice.
    pub place: PopbillPlace,
    /// The partner's name (LinkID).
    pub link_id: LinkId,
    /// The partner's secret key, in Base64 as LinkHub shows it.
    pub secret_key: Secret,
    /// The member business: every document is its own, and its particulars stand on every receipt.
    pub shop: Shop,
    /// The login name (담당자) under which Popbill files what is done.
    pub user_id: Option<UserId>,
    /// From where a token may be used.
    pub token_use: TokenUse,
    /// Limit for name, connection and TLS together, in milliseconds.
    pub connect_timeout_ms: u64,
    /// Limit for a whole request with its answer, in milliseconds.
    pub total_timeout_ms: u64,
}

impl PopbillConfig {
    /// The usual limit for connecting.
    pub const CONNECT_TIMEOUT_MS: u64 = 5_000;
    /// The usual limit for a whole request.
    pub const TOTAL_TIMEOUT_MS: u64 = 30_000;
}

/// From which address of the network a token may be used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TokenUse {
    /// Only from where it was asked for. A shop whose address changes gets a new token.
    #[default]
    ThisAddress,
    /// From anywhere (`x-lh-forwarded: *`), for a line that leaves by several addresses.
    AnyAddress,
}

impl TokenUse {
    /// The value of the header, which is signed with the rest.
    pub(super) const fn forwarded(self) -> Option<&'static str> {
        match self {
            Self::ThisAddress => None,
            Self::AnyAddress => Some("*"),
        }
    }
}

/// A partner's name at LinkHub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkId(String);

impl LinkId {
    /// Reads up to 50 letters, digits, hyphens and underscores; blanks around it are dropped.
    ///
    /// # Errors
    /// [`RouteError::LinkId`].
    pub fn parse(text: &str) -> Result<Self, RouteError> {
        let text = text.trim();
        let sound = (1..=50).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if sound { Ok(Self(text.to_owned())) } else { Err(RouteError::LinkId) }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A member's login name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserId(String);

impl UserId {
    /// Reads up to 50 visible ASCII characters; blank is none.
    ///
    /// # Errors
    /// [`RouteError::UserId`].
    pub fn optional(text: &str) -> Result<Option<Self>, RouteError> {
        let text = text.trim();
        match text.len() {
            0 => Ok(None),
            1..=50 if text.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(Some(Self(text.to_owned()))),
            _ => Err(RouteError::UserId),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
