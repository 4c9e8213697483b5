//! Mutual TLS: only callers with a certificate of the practice authority get as far as HTTP.

use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio_rustls::TlsAcceptor;

use crate::certificates::Certificates;
use crate::error::PracticeError;

/// An acceptor for TLS 1.2 and 1.3 that requires a client certificate.
pub(crate) fn acceptor(papers: &Certificates) -> Result<TlsAcceptor, PracticeError> {
    let provider = Arc::new(ring::default_provider());
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(trusted(papers)?), Arc::clone(&provider))
            .build()
            .map_err(PracticeError::reading("the authority"))?;
    let chain = vec![certificate(&papers.server)?];
    let key = PrivateKeyDer::from_pem_file(&papers.server_key)
        .map_err(PracticeError::reading("the server's key"))?;
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(PracticeError::reading("the TLS versions"))?
        .with_client_cert_verifier(verifier)
        .with_single_cert(chain, key)
        .map_err(PracticeError::reading("the server's certificate"))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn trusted(papers: &Certificates) -> Result<RootCertStore, PracticeError> {
    let mut roots = RootCertStore::empty();
    roots.add(certificate(&papers.ca)?).map_err(PracticeError::reading("the authority"))?;
    Ok(roots)
}

fn certificate(path: &std::path::Path) -> Result<CertificateDer<'static>, PracticeError> {
    CertificateDer::from_pem_file(path).map_err(PracticeError::reading("a certificate file"))
}
