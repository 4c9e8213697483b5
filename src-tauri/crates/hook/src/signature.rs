//! The signature: whoever gets a result can tell that it came from this shop and when, and refuse an old one played again.

use std::fmt::{self, Write as _};

use ring::hmac;
use zeroize::Zeroizing;

/// What both sides know. `Debug` does not show it, and it is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a secret.
    #[must_use]
    pub fn new(secret: String) -> Self {
        Self(Zeroizing::new(secret))
    }

    /// Takes one that is wiped already when dropped.
    #[must_use]
    pub const fn kept(secret: Zeroizing<String>) -> Self {
        Self(secret)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// `t=1764000000,v1=…`: HMAC-SHA256 in hex over the seconds since 1970, a dot, and the body.
#[must_use]
pub fn signature(secret: &Secret, unix_s: i64, body: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.0.as_bytes());
    let tag = hmac::sign(&key, format!("{unix_s}.{body}").as_bytes());
    tag.as_ref().iter().fold(format!("t={unix_s},v1="), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_what_any_other_program_computes() {
        // printf '1764000000.{"a":1}' | openssl dgst -sha256 -hmac s3cret
        let said = signature(&Secret::new("s3cret".into()), 1_764_000_000, "{\"a\":1}");
        assert_eq!(
            said,
            concat!("t=1764000000,v1=", "ece4ac47663d3ad88bb0892d55cacbb8177c0af8203f4a4e2e1e25c47ec628d5")
        );
    }
}
