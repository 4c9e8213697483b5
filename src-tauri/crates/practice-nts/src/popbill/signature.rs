//! The signature of a token request, version 2.0 (providers.md §1.3).

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::{digest, hmac};

use super::PopbillRefusal;

const VERSION: &str = "2.0";
const UNSIGNED: PopbillRefusal = PopbillRefusal::door(-99_010_005, "서명이 없습니다.");
const WRONG: PopbillRefusal = PopbillRefusal::door(-99_010_007, "서명이 올바르지 않습니다.");

/// Who signed, and with what.
pub(super) struct Signed<'a> {
    pub(super) link_id: &'a str,
    signature: Vec<u8>,
}

impl<'a> Signed<'a> {
    /// Reads `Authorization: LINKHUB {LinkID} {Signature}`.
    pub(super) fn read(headers: &'a HeaderMap) -> Result<Self, PopbillRefusal> {
        let value = text(headers, "authorization").ok_or(UNSIGNED)?;
        let mut parts = value.split(' ');
        let (Some("LINKHUB"), Some(link_id), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(WRONG);
        };
        Ok(Self { link_id, signature: STANDARD.decode(signature).map_err(|_| WRONG)? })
    }

    /// Whether the key signed this body, sent to this path with these headers.
    pub(super) fn check(
        &self,
        key: &hmac::Key,
        headers: &HeaderMap,
        path: &str,
        body: &[u8],
    ) -> Result<(), PopbillRefusal> {
        if text(headers, "x-lh-version") != Some(VERSION) {
            return Err(WRONG);
        }
        let digest = STANDARD.encode(digest::digest(&digest::SHA256, body));
        let date = text(headers, "x-lh-date").unwrap_or_default();
        let forwarded = text(headers, "x-lh-forwarded");
        let lines = ["POST", digest.as_str(), date].into_iter().chain(forwarded).chain([VERSION, path]);
        let message = lines.collect::<Vec<_>>().join("\n");
        hmac::verify(key, message.as_bytes(), &self.signature).map_err(|_| WRONG)
    }
}

pub(super) fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use ring::hmac;

    use super::Signed;

    /// The vectors of providers.md §1.3, which the provider's own SDKs agree with.
    const BODY: &[u8] = br#"{"access_id":"1234567890","scope":["member","140","110"]}"#;

    fn accepted(signature: &str, forwarded: Option<&'static str>) -> bool {
        let secret = STANDARD.decode("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=").unwrap();
        let mut headers = HeaderMap::new();
        let authorization = format!("LINKHUB TESTER {signature}");
        headers.insert("authorization", HeaderValue::from_str(&authorization).unwrap());
        headers.insert("x-lh-date", HeaderValue::from_static("2026-05-06T00:00:00Z"));
        headers.insert("x-lh-version", HeaderValue::from_static("2.0"));
        if let Some(forwarded) = forwarded {
            headers.insert("x-lh-forwarded", HeaderValue::from_static(forwarded));
        }
        let key = hmac::Key::new(hmac::HMAC_SHA256, &secret);
        Signed::read(&headers).unwrap().check(&key, &headers, "/POPBILL_TEST/Token", BODY).is_ok()
    }

    #[test]
    fn the_published_vectors_are_accepted_each_with_its_own_headers_only() {
        let (plain, forwarded) =
            ("BHr8vwQYyaRTd1nao/sODcxg+iWIqaDmzTevJk3G3tM=", "eqoBRMeaUe5h2icV57cTtTQp5PEsjMk5rwsLsA6Dys0=");
        assert!(accepted(plain, None) && accepted(forwarded, Some("*")));
        assert!(!accepted(plain, Some("*")) && !accepted(forwarded, None));
    }
}
