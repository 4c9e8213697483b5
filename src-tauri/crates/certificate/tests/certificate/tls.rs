//! The certificate does what it is for: a server that demands one lets it in, and no other.

use std::sync::Arc;
use std::time::Duration;

use certificate::OpenCertificate;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{
    ClientConfig, DigitallySignedStruct, DistinguishedName, RootCertStore, ServerConfig, SignatureScheme,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{TlsAcceptor, TlsConnector};

use crate::fixture::{bytes, open_pair, open_pfx};

/// 2026-06-01, when the certificates of the fixtures are good, whatever the day of this test.
const NOW_S: u64 = 1_780_272_000;

#[tokio::test]
async fn a_server_that_demands_a_certificate_sees_ours() {
    for opened in [open_pair("signCert.der", "signPri.key"), open_pfx("r.pfx")] {
        let shown = greet(&opened.expect("opens")).await.expect("let in");
        assert_eq!(shown, bytes("signCert.der"));
    }
}

/// The route to the NTS takes certificate and key as PEM, into this client.
#[test]
fn the_http_client_takes_certificate_and_key_as_pem() {
    let _ = ring::default_provider().install_default();
    let opened = open_pair("signCert.der", "signPri.key").expect("opens");
    let client = |pem: String| {
        let identity = reqwest::Identity::from_pem(pem.as_bytes())?;
        let authority = reqwest::Certificate::from_der(&bytes("testCA.der"))?;
        reqwest::Client::builder().identity(identity).tls_certs_only([authority]).build()
    };
    client(format!("{}{}", &*opened.key_pem(), opened.chain_pem())).expect("taken");
    let of_another = open_pfx("tool-aes.pfx").expect("opens").chain_pem();
    assert!(client(format!("{}{of_another}", &*opened.key_pem())).is_err());
}

#[tokio::test]
async fn the_same_server_turns_a_strangers_away() {
    // A certificate over the same key, by an authority that the server does not trust.
    let stranger = open_pair("no-vid.der", "signPri.key").expect("opens");
    assert!(greet(&stranger).await.is_none());
}

/// Connects with the certificate and says hello; gives the certificate that the server saw if it answered.
async fn greet(opened: &OpenCertificate) -> Option<Vec<u8>> {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a server certificate");
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
    let acceptor = TlsAcceptor::from(Arc::new(server(cert.der().clone(), key)));
    let connector = TlsConnector::from(Arc::new(client(cert.der().clone(), opened)));

    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let serving = async {
        let (stream, _) = listener.accept().await.expect("a caller");
        let mut stream = acceptor.accept(stream).await.ok()?;
        let shown = stream.get_ref().1.peer_certificates()?.first()?.to_vec();
        let mut hello = [0; 5];
        stream.read_exact(&mut hello).await.ok()?;
        stream.write_all(&hello).await.ok()?;
        stream.shutdown().await.ok()?;
        Some(shown)
    };
    let calling = async {
        let stream = TcpStream::connect(address).await.expect("connected");
        let name = ServerName::try_from("localhost").expect("a name");
        let mut stream = connector.connect(name, stream).await.ok()?;
        stream.write_all(b"hello").await.ok()?;
        let mut answer = [0; 5];
        stream.read_exact(&mut answer).await.ok()?;
        (answer == *b"hello").then_some(())
    };
    let both = async { tokio::join!(serving, calling) };
    let (shown, answered) = tokio::time::timeout(Duration::from_secs(60), both).await.expect("ends");
    answered.and(shown)
}

fn client(server: CertificateDer<'static>, opened: &OpenCertificate) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(server).expect("a root");
    ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_client_auth_cert(opened.tls_chain(), opened.tls_key())
        .expect("rustls takes certificate and key")
}

fn server(certificate: CertificateDer<'static>, key: PrivateKeyDer<'static>) -> ServerConfig {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(bytes("testCA.der"))).expect("a root");
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider()).build().expect("a verifier");
    ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_client_cert_verifier(Arc::new(OnThatDay(verifier)))
        .with_single_cert(vec![certificate], key)
        .expect("a server")
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// rustls's own verifier, with its clock stopped at [`NOW_S`].
#[derive(Debug)]
struct OnThatDay(Arc<dyn ClientCertVerifier>);

impl ClientCertVerifier for OnThatDay {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.0.root_hint_subjects()
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        let now = UnixTime::since_unix_epoch(Duration::from_secs(NOW_S));
        self.0.verify_client_cert(end_entity, intermediates, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
