//! The signature of a token request (LinkHub 2.0, providers.md §1.3): an HMAC over the lines that say what is asked, when, and of
//! which service.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::DateTime;
use ring::{digest, hmac};

use crate::error::RouteError;
use crate::secret::Secret;

/// The version of the scheme; a line of the signed text and a header.
pub(super) const VERSION: &str = "2.0";

/// Signs token requests. No `Debug`: it holds the secret key.
pub(super) struct Signer(hmac::Key);

/// What is signed.
pub(super) struct Signed<'a> {
    /// The bytes of the body, exactly as they are sent.
    pub(super) body: &'a str,
    /// The text of `x-lh-date`.
    pub(super) date: &'a str,
    /// The text of `x-lh-forwarded`; without the header there is no line either.
    pub(super) forwarded: Option<&'a str>,
    /// `/{ServiceID}/Token`.
    pub(super) path: &'a str,
}

impl Signer {
    /// The key is what the Base64 stands for, not its text.
    ///
    /// # Errors
    /// [`RouteError::SecretKey`].
    pub(super) fn new(secret_key: &Secret) -> Result<Self, RouteError> {
        let key = STANDARD.decode(secret_key.expose().trim()).map_err(|_| RouteError::SecretKey)?;
        let key = zeroize::Zeroizing::new(key);
        if key.is_empty() {
            return Err(RouteError::SecretKey);
        }
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &key)))
    }

    /// The signature in Base64.
    pub(super) fn sign(&self, signed: &Signed<'_>) -> String {
        let body_digest = STANDARD.encode(digest::digest(&digest::SHA256, signed.body.as_bytes()));
        let lines = ["POST", &body_digest, signed.date].into_iter().chain(signed.forwarded);
        let text = lines.chain([VERSION, signed.path]).collect::<Vec<_>>().join("\n");
        STANDARD.encode(hmac::sign(&self.0, text.as_bytes()))
    }
}

/// The text of `x-lh-date`: UTC to the second.
pub(super) fn date_header(unix_s: i64) -> Option<String> {
    Some(DateTime::from_timestamp(unix_s, 0)?.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

#[cfg(test)]
mod signature_tests {
    //! The vectors of providers.md §1.3, which the official programs' signatures agree with.

    use super::{Signed, Signer, date_header};
    use crate::error::RouteError;
    use crate::secret::Secret;

    const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    const BODY: &str = r#"{"access_id":"1234567890","scope":["member","140","110"]}"#;

    fn signature(forwarded: Option<&str>) -> String {
        let signer = Signer::new(&Secret::new(KEY.to_owned())).unwrap();
        signer.sign(&Signed {
            body: BODY,
            date: "2026-05-06T00:00:00Z",
            forwarded,
            path: "/POPBILL_TEST/Token",
        })
    }

    #[test]
    fn the_published_vectors_come_out() {
        assert_eq!(signature(None), "BHr8vwQYyaRTd1nao/sODcxg+iWIqaDmzTevJk3G3tM=");
        assert_eq!(signature(Some("*")), "eqoBRMeaUe5h2icV57cTtTQp5PEsjMk5rwsLsA6Dys0=");
    }

    #[test]
    fn the_date_is_utc_to_the_second() {
        assert_eq!(date_header(1_778_025_600).as_deref(), Some("2026-05-06T00:00:00Z"));
    }

    #[test]
    fn a_key_that_is_no_base64_is_refused_before_anything_is_sent() {
        for broken in ["", "  ", "not base64!", "MDEyMzQ1Njc4OWFi*"] {
            let refused = Signer::new(&Secret::new(broken.to_owned())).err();
            assert!(matches!(refused, Some(RouteError::SecretKey)), "{broken}");
        }
        assert!(Signer::new(&Secret::new(format!(" {KEY}\n"))).is_ok(), "blanks around it come from copying");
    }
}
