//! Whom a certificate must come from.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;

use crate::server::MailServer;

/// TLS 1.2 and 1.3, verified against the server's own authorities if the settings name some, else against this computer's.
pub(super) fn tls_config(server: &MailServer) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let verified = match &server.authorities {
        Some(authorities) => builder.with_root_certificates(Arc::clone(authorities)),
        None => builder.with_platform_verifier()?,
    };
    Ok(verified.with_no_client_auth())
}
