//! A gateway and an account at it. There is no setting without encryption.

use std::fmt;
use std::time::Duration;

use reqwest::{Certificate, Identity, Url, redirect, retry, tls};

use crate::error::NoticeError;
use crate::secret::Secret;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TOTAL_TIMEOUT: Duration = Duration::from_secs(30);
const IDLE_CONNECTION_TTL: Duration = Duration::from_secs(15);
/// How long a message that is not in the gateway's list may still turn up there.
const QUIET_PERIOD: Duration = Duration::from_secs(60);
/// The same of the practice server, which writes before it answers: only a call still on the way is waited for.
const PRACTICE_QUIET_PERIOD: Duration = Duration::from_millis(1_500);

/// How to get in. No `Debug`: it holds the secret.
pub struct TextAccess {
    /// `https://api.solapi.com`.
    pub base_url: String,
    /// The account's key.
    pub api_key: String,
    /// Its secret.
    pub api_secret: Secret,
    /// Whom to believe.
    pub trust: TextTrust,
}

/// Whose certificate is believed.
pub enum TextTrust {
    /// Authorities that this computer trusts.
    System,
    /// The practice server's own authority and no other; it also asks who calls.
    Practice {
        /// The authority (PEM).
        authority_pem: Vec<u8>,
        /// The shop's certificate and key (PEM).
        identity_pem: Vec<u8>,
    },
}

/// A gateway that can be asked. `Debug` shows its host only.
#[derive(Clone)]
pub struct TextGateway {
    pub(super) http: reqwest::Client,
    pub(super) base: Url,
    pub(super) key: String,
    pub(super) secret: Secret,
    pub(super) patience: Duration,
    quiet_period: Duration,
}

impl TextGateway {
    /// Reads the settings; nothing is contacted.
    ///
    /// # Errors
    /// [`NoticeError::Gateway`], [`NoticeError::ApiKey`], [`NoticeError::ApiSecret`], [`NoticeError::Authority`].
    pub fn new(access: TextAccess) -> Result<Self, NoticeError> {
        let base = parse_base(access.base_url.trim())?;
        let key = access.api_key.trim().to_owned();
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(NoticeError::ApiKey);
        }
        if access.api_secret.expose().is_empty() {
            return Err(NoticeError::ApiSecret);
        }
        let quiet_period = match access.trust {
            TextTrust::System => QUIET_PERIOD,
            TextTrust::Practice { .. } => PRACTICE_QUIET_PERIOD,
        };
        let http = client(access.trust)?;
        let secret = access.api_secret;
        Ok(Self { http, base, key, secret, patience: TOTAL_TIMEOUT, quiet_period })
    }

    /// Waits otherwise for an answer.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Waits otherwise before "not there" counts as proof.
    #[must_use]
    pub fn with_quiet_period(self, quiet_period: Duration) -> Self {
        Self { quiet_period, ..self }
    }

    /// How long after a lost answer "not there" is no proof yet.
    #[must_use]
    pub const fn quiet_period(&self) -> Duration {
        self.quiet_period
    }

    /// Where it is.
    #[must_use]
    pub fn address(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }
}

impl fmt::Debug for TextGateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextGateway").field("host", &self.base.host_str()).finish_non_exhaustive()
    }
}

/// Redirects, proxies and retries would blur what a call proved: they are off.
fn client(trust: TextTrust) -> Result<reqwest::Client, NoticeError> {
    // An error only says that a provider is installed already, by us or by the program around us.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("jangbu/", env!("CARGO_PKG_VERSION")))
        .https_only(true)
        .tls_version_min(tls::Version::TLS_1_2)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .no_proxy()
        .connect_timeout(CONNECT_TIMEOUT)
        .pool_idle_timeout(IDLE_CONNECTION_TTL);
    let refused = |error: reqwest::Error| NoticeError::Authority(error.to_string());
    if let TextTrust::Practice { authority_pem, identity_pem } = trust {
        let authorities = Certificate::from_pem_bundle(&authority_pem).map_err(refused)?;
        if authorities.is_empty() {
            return Err(NoticeError::Authority("no certificate in it".to_owned()));
        }
        let identity = Identity::from_pem(&identity_pem).map_err(refused)?;
        builder = builder.tls_certs_only(authorities).identity(identity);
    }
    builder.build().map_err(refused)
}

fn parse_base(text: &str) -> Result<Url, NoticeError> {
    let url = Url::parse(text).map_err(|_| NoticeError::Gateway)?;
    let plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
        && url.host_str().is_some();
    if url.scheme() == "https" && plain { Ok(url) } else { Err(NoticeError::Gateway) }
}
