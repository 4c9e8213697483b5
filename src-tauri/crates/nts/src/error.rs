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
    /// The partner's name (LinkID) is none.
    #[error("the LinkID cannot be used: it is letters, digits, hyphens and underscores")]
    LinkId,
    /// The secret key is not Base64, or nothing.
    #[error("the secret key cannot be used: copy it whole, as the service shows it")]
    SecretKey,
    /// The login name at the service cannot be sent.
    #[error("the user id cannot be used: it is up to 50 letters, digits and signs")]
    UserId,
    /// The service key of the open API has a blank in it.
    #[error("the service key has a blank in it: copy it again without blanks or line breaks")]
    ServiceKeyBlank,
    /// The service key of the open API is nothing, or broken.
    #[error("the service key cannot be used: copy the encoding key or the decoding key whole")]
    ServiceKey,
    /// The document is another business's than the route was set up for.
    #[error("{key} belongs to another business than this route was set up for")]
    OtherShop {
        /// The document's key.
        key: DocumentKey,
    },
    /// A batch of no document, of too many, or of documents that do not go together.
    #[error("a batch takes 1 to 100 documents of one kind")]
    Batch,
    /// The name of a batch cannot be used.
    #[error("a batch is named with 1 to 36 letters, digits and hyphens")]
    SubmitId,
}
