//! Who asks: the header that every call carries (providers.md §9).

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat};
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use crate::secret::Secret;

const SALT_BYTES: usize = 16;

/// The value of `Authorization` at a moment. The salt is new each time: the gateway takes one signature once.
///
/// # Errors
/// In words, when the machine gives no random bytes.
pub(super) fn authorization(key: &str, secret: &Secret, unix_seconds: i64) -> Result<String, &'static str> {
    let mut salt = [0_u8; SALT_BYTES];
    SystemRandom::new().fill(&mut salt).map_err(|_| "the machine gives no random bytes")?;
    let (date, salt) = (date(unix_seconds), hex(&salt));
    let signature = signature(secret, &date, &salt);
    Ok(format!("HMAC-SHA256 apiKey={key}, date={date}, salt={salt}, signature={signature}"))
}

/// Lower-case hexadecimal HMAC-SHA256 of date and salt under the secret's text.
fn signature(secret: &Secret, date: &str, salt: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes());
    hex(hmac::sign(&key, format!("{date}{salt}").as_bytes()).as_ref())
}

fn date(unix_seconds: i64) -> String {
    DateTime::from_timestamp(unix_seconds, 0).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vector_comes_out() {
        let secret = Secret::new("TESTSECRET".to_owned());
        let date = date(1_778_025_600);
        assert_eq!(date, "2026-05-06T00:00:00Z");
        assert_eq!(
            signature(&secret, &date, "0123456789abcdef0123456789abcdef"),
            "79be5127304acada3302b5d3fd00d3ec796c1c27637bb0d6cfd82e14c4d8c29b"
        );
    }

    #[test]
    fn no_two_calls_of_one_second_are_signed_alike() {
        let secret = Secret::new("TESTSECRET".to_owned());
        let [first, second] = [0, 0].map(|_| authorization("KEY", &secret, 1_778_025_600).unwrap());
        assert_ne!(first, second);
        assert!(first.starts_with("HMAC-SHA256 apiKey=KEY, date=2026-05-06T00:00:00Z, salt="), "{first}");
        assert!(!first.contains("TESTSECRET"));
    }
}
