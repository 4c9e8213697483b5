//! The access token: signed for with the client certificate's key and kept until two minutes before it ends.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::BusinessNumber;
use reqwest::Method;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use x509_parser::prelude::{FromDer, X509Certificate};

use super::answers;
use super::wire::TokenBody;
use super::{HometaxConfig, UnixClock};
use crate::error::RouteError;
use crate::exchange::Exchange;
use crate::http::{Call, Fault, Pool};
use crate::token::{Granted, NoToken, Token, TokenShelf, token_call};

const PATH: &str = "/api/v1/auth/token";

/// Fetches and keeps the token of one certificate.
pub(super) struct TokenKeeper {
    signer: Signer,
    clock: UnixClock,
    shelf: TokenShelf,
}

impl TokenKeeper {
    /// Reads the certificate and its key.
    ///
    /// # Errors
    /// [`RouteError::Certificate`], [`RouteError::Key`].
    pub(super) fn new(config: &HometaxConfig, clock: UnixClock) -> Result<Self, RouteError> {
        Ok(Self { signer: Signer::new(config)?, clock, shelf: TokenShelf::default() })
    }

    /// The kept token, or a new one.
    pub(super) async fn current(&self, pool: &Pool, log: &mut Vec<Exchange>) -> Result<Token, NoToken> {
        let now_s = (self.clock)();
        self.shelf.current(now_s, self.fetch(pool, now_s, log)).await
    }

    /// Forgets `refused`, unless another caller has replaced it already.
    pub(super) async fn forget(&self, refused: &Token) {
        self.shelf.forget(refused).await;
    }

    async fn fetch(&self, pool: &Pool, now_s: i64, log: &mut Vec<Exchange>) -> Result<Granted, NoToken> {
        let body = self.signer.body(now_s).ok_or_else(|| token_call("the request could not be signed"))?;
        let call = Call {
            name: "token",
            method: Method::POST,
            path: PATH,
            query: &[],
            secret_query: None,
            bearer: None,
            headers: &[],
            body: &body,
        };
        let (result, exchange) = pool.call(&call).await;
        log.push(exchange);
        match result {
            // Counted from before the call: the token's life began on the server, not when we read the answer.
            Ok(answer) => answers::granted(&answer, now_s),
            Err(Fault::NotSent(cause)) => Err(NoToken::NotSent(cause)),
            Err(Fault::Lost(lost)) => Err(token_call(&lost.cause)),
        }
    }
}

struct Signer {
    business_number: BusinessNumber,
    certificate_serial: String,
    key: RsaKeyPair,
}

impl Signer {
    fn new(config: &HometaxConfig) -> Result<Self, RouteError> {
        Ok(Self {
            business_number: config.business_number.clone(),
            certificate_serial: serial_hex(&config.client_cert_pem)?,
            key: rsa_key(&config.client_key_pem)?,
        })
    }

    fn body(&self, now_s: i64) -> Option<String> {
        let timestamp = now_s.to_string();
        let signed_text = format!("{}\n{timestamp}", self.business_number.digits());
        let mut signature = vec![0; self.key.public().modulus_len()];
        self.key
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed_text.as_bytes(), &mut signature)
            .ok()?;
        serde_json::to_string(&TokenBody {
            business_number: self.business_number.digits(),
            certificate_serial: &self.certificate_serial,
            timestamp: &timestamp,
            signature: &STANDARD.encode(signature),
        })
        .ok()
    }
}

/// The serial number in lower-case hex, without leading zeros.
fn serial_hex(pem: &[u8]) -> Result<String, RouteError> {
    let der =
        CertificateDer::from_pem_slice(pem).map_err(|error| RouteError::Certificate(error.to_string()))?;
    let (_, certificate) =
        X509Certificate::from_der(&der).map_err(|error| RouteError::Certificate(error.to_string()))?;
    Ok(format!("{:x}", certificate.tbs_certificate.serial))
}

fn rsa_key(pem: &[u8]) -> Result<RsaKeyPair, RouteError> {
    let not_a_key = |error: String| RouteError::Key(error);
    let key = PrivateKeyDer::from_pem_slice(pem).map_err(|error| not_a_key(error.to_string()))?;
    let PrivateKeyDer::Pkcs8(der) = &key else {
        return Err(not_a_key("it is not in PKCS#8".to_owned()));
    };
    RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()).map_err(|error| not_a_key(error.to_string()))
}
