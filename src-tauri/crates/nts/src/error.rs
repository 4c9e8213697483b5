//! What can go wrong before anything is sent: setting the route up and freezing a document.

use domain::DocumentKey;

use crate::route::Act;

/// A route that cannot be set up, or a document that cannot be frozen. What happens on the wire is an outcome, not an error.
#[derive(Debug, thiserror::Error)]
pub enum RouteError {
    /// The address is not a usable `https://` address.
    #[error("the address of the NTS cannot be used: {0}")]
    Address(&'static str),
    /// The client certificate is not a PEM certificate.
    #[error("reading the client certificate: {0}")]
    Certificate(String),
    /// The key is not an RSA key in PEM (PKCS#8), or does not belong to the certificate.
    #[error("reading the client key: {0}")]
    Key(String),
    /// The practice CA is not a PEM certificate.
    #[error("reading the certificate authority: {0}")]
    Authority(String),
    /// The HTTP client refused its settings.
    #[error("setting up the HTTP client")]
    Client(#[source] reqwest::Error),
    /// A receipt's key was given for a cancel, or the other way round.
    #[error("{key} is not the key of a document that does `{}`", act.as_str())]
    WrongKeyKind {
        /// The key.
        key: DocumentKey,
        /// What was to be frozen.
        act: Act,
    },
    /// The body could not be written.
    #[error("freezing a document")]
    Freeze(#[source] serde_json::Error),
}
