//! The access token: signed for with the client certificate's key, kept until two minutes before it ends, fetched by one
//! caller at a time while the others wait for the same one.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::BusinessNumber;
use reqwest::Method;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::sync::Mutex;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::answers::{self, Granted};
use super::client::{Call, Client, Fault};
use super::wire::TokenBody;
use super::{HometaxConfig, UnixClock};
use crate::error::RouteError;
use crate::exchange::Exchange;
use crate::outcome::{NotNow, NotSentCause, RouteStop};

const PATH: &str = "/api/v1/auth/token";
const REFRESH_BEFORE_EXPIRY_S: i64 = 120;

/// A token's text. No `Debug` and no `Display`: it opens the shop's door.
pub(super) type Token = Arc<str>;

/// Why there is no token. Whatever the reason, no document was sent.
pub(super) enum NoToken {
    NotSent(NotSentCause),
    NotNow(NotNow),
    Stopped(RouteStop),
}

/// Fetches and keeps the token of one certificate.
pub(super) struct TokenKeeper {
    signer: Signer,
    clock: UnixClock,
    kept: Mutex<Option<Kept>>,
}

struct Kept {
    token: Token,
    refresh_at_s: i64,
}

impl TokenKeeper {
    /// Reads the certificate and its key.
    ///
    /// # Errors
    /// [`RouteError::Certificate`], [`RouteError::Key`].
    pub(super) fn new(config: &HometaxConfig, clock: UnixClock) -> Result<Self, RouteError> {
        Ok(Self { signer: Signer::new(config)?, clock, kept: Mutex::new(None) })
    }

    /// The kept token, or a new one. Callers queue here, so that a stale token causes one token call and not one each.
    pub(super) async fn current(&self, client: &Client, log: &mut Vec<Exchange>) -> Result<Token, NoToken> {
        let mut kept = self.kept.lock().await;
        let now_s = (self.clock)();
        if let Some(kept) = kept.as_ref().filter(|kept| now_s < kept.refresh_at_s) {
            return Ok(Arc::clone(&kept.token));
        }
        *kept = None;
        let granted = self.fetch(client, now_s, log).await?;
        let token = granted.token;
        // Counted from before the call: the token's life began on the server, not when we read the answer.
        let refresh_at_s = now_s.saturating_add(granted.expires_in_s).saturating_sub(REFRESH_BEFORE_EXPIRY_S);
        *kept = Some(Kept { token: Arc::clone(&token), refresh_at_s });
        Ok(token)
    }

    /// Forgets `refused`, unless another caller has replaced it already.
    pub(super) async fn forget(&self, refused: &Token) {
        let mut kept = self.kept.lock().await;
        if kept.as_ref().is_some_and(|kept| Arc::ptr_eq(&kept.token, refused)) {
            *kept = None;
        }
    }

    async fn fetch(&self, client: &Client, now_s: i64, log: &mut Vec<Exchange>) -> Result<Granted, NoToken> {
        let body = self.signer.body(now_s).ok_or_else(|| token_call("the request could not be signed"))?;
        let call = Call {
            name: "token",
            method: Method::POST,
            path: PATH,
            query: &[],
            bearer: None,
            stamp: None,
            body: &body,
        };
        let (result, exchange) = client.call(&call).await;
        log.push(exchange);
        match result {
            Ok(answer) => answers::granted(&answer),
            Err(Fault::NotSent(cause)) => Err(NoToken::NotSent(cause)),
            Err(Fault::Lost(lost)) => Err(token_call(&lost.cause)),
        }
    }
}

/// A token call that failed after connecting.
pub(super) fn token_call(cause: &str) -> NoToken {
    NoToken::NotSent(NotSentCause::TokenCall { cause: cause.to_owned() })
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
