//! The shop's mail server as the settings describe it. There is no setting without encryption.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls::RootCertStore;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};

use crate::error::NoticeError;
use crate::one_line::disturbs_the_line;
use crate::secret::Secret;

/// How the line to the server becomes encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Security {
    /// TLS from the first byte, usually port 465.
    Tls,
    /// A plain greeting, then `STARTTLS`, usually port 587. A server that does not offer it gets neither password nor mail.
    StartTls,
}

impl Security {
    /// Stable name for the book and the settings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
        }
    }

    /// Reads [`Security::as_str`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Tls, Self::StartTls].into_iter().find(|security| security.as_str() == name)
    }

    /// The usual port.
    #[must_use]
    pub const fn default_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
        }
    }
}

/// How long to wait for the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For each step up to the mail itself: connecting, TLS, login, sender, recipient.
    pub step: Duration,
    /// For taking the mail. Servers read it for spam before they answer, and giving up early means not knowing.
    pub content: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { step: Duration::from_secs(30), content: Duration::from_mins(5) }
    }
}

/// A mail server and an account at it.
#[derive(Clone)]
pub struct MailServer {
    host: String,
    pub(crate) name: ServerName<'static>,
    port: u16,
    security: Security,
    user: String,
    pub(crate) password: Secret,
    pub(crate) authorities: Option<Arc<RootCertStore>>,
    pub(crate) patience: Patience,
}

impl MailServer {
    /// Reads the settings. The certificate must be from an authority that this computer trusts.
    ///
    /// # Errors
    /// [`NoticeError::Host`], [`NoticeError::Port`], [`NoticeError::User`], [`NoticeError::Password`].
    pub fn new(
        host: &str,
        port: u16,
        security: Security,
        user: &str,
        password: Secret,
    ) -> Result<Self, NoticeError> {
        let (host, user) = (host.trim(), user.trim());
        let name = ServerName::try_from(host.to_owned()).map_err(|_| NoticeError::Host)?;
        if port == 0 {
            return Err(NoticeError::Port);
        }
        if user.is_empty() || user.chars().any(disturbs_the_line) {
            return Err(NoticeError::User);
        }
        if password.expose().is_empty() || password.expose().contains('\0') {
            return Err(NoticeError::Password);
        }
        let (host, user) = (host.to_owned(), user.to_owned());
        let patience = Patience::default();
        Ok(Self { host, name, port, security, user, password, authorities: None, patience })
    }

    /// Trusts these authorities (PEM) and no others: for a shop with a mail server of its own.
    ///
    /// # Errors
    /// [`NoticeError::Authority`].
    pub fn with_authority(self, pem: &[u8]) -> Result<Self, NoticeError> {
        let mut store = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| NoticeError::Authority(error.to_string()))?;
            store.add(certificate).map_err(|error| NoticeError::Authority(error.to_string()))?;
        }
        if store.is_empty() {
            return Err(NoticeError::Authority("no certificate in it".to_owned()));
        }
        Ok(Self { authorities: Some(Arc::new(store)), ..self })
    }

    /// Waits otherwise than [`Patience::default`].
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// Name or IP address.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// TCP port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// How the line becomes encrypted.
    #[must_use]
    pub const fn security(&self) -> Security {
        self.security
    }

    /// The account's name.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("MailServer");
        out.field("host", &self.host).field("port", &self.port).field("security", &self.security);
        out.finish_non_exhaustive()
    }
}
