//! The service key (인증키) of the open API. The portal shows it twice: as *encoding* key, already escaped for an address, and as
//! *decoding* key. Either may be typed; it is kept plain and escaped exactly once, on its way out.

use percent_encoding::percent_decode_str;

use crate::error::RouteError;
use crate::secret::Secret;

/// A key as it is meant, not as it is escaped. `Debug` shows nothing of it.
#[derive(Debug, Clone)]
pub struct ServiceKey(Secret);

impl ServiceKey {
    /// Reads the encoding or the decoding key. A plain key is Base64 and never has a `%`, so one that has is escaped.
    ///
    /// # Errors
    /// [`RouteError::ServiceKeyBlank`] for a blank anywhere in it: one at the end comes with copying, would be escaped as part of the
    /// key, and the gateway would call the key unknown. [`RouteError::ServiceKey`] for nothing, and for what is neither key.
    pub fn parse(text: &str) -> Result<Self, RouteError> {
        if text.trim().is_empty() {
            return Err(RouteError::ServiceKey);
        }
        if text.chars().any(char::is_whitespace) {
            return Err(RouteError::ServiceKeyBlank);
        }
        let plain = percent_decode_str(text).decode_utf8().map_err(|_| RouteError::ServiceKey)?;
        // Escaped twice, or not escaped at all where it should be: no guess.
        let sound =
            plain.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'-' | b'_'));
        if sound { Ok(Self(Secret::new(plain.into_owned()))) } else { Err(RouteError::ServiceKey) }
    }

    /// The key to be escaped once.
    pub(super) fn plain(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(test)]
mod key_tests {
    //! Both keys of the portal are one key, and what is broken is refused with a word of its own.

    use super::ServiceKey;
    use crate::error::RouteError;

    const DECODING: &str = "Ab3+d/9fGh==";
    const ENCODING: &str = "Ab3%2Bd%2F9fGh%3D%3D";

    #[test]
    fn the_encoding_and_the_decoding_key_are_one_key() {
        for typed in [DECODING, ENCODING, "Ab3%2bd%2f9fGh%3d%3d"] {
            assert_eq!(ServiceKey::parse(typed).unwrap().plain(), DECODING, "{typed}");
        }
    }

    #[test]
    fn a_blank_is_refused_and_named() {
        for typed in
            [format!("{DECODING} "), format!(" {DECODING}"), format!("{ENCODING}\n"), "a b".to_owned()]
        {
            let refused = ServiceKey::parse(&typed).unwrap_err();
            assert!(matches!(refused, RouteError::ServiceKeyBlank), "{typed:?}");
            assert!(!refused.to_string().contains("Ab3"), "an error never carries the key");
        }
    }

    #[test]
    fn nothing_and_what_is_escaped_twice_is_refused() {
        for typed in ["", "   ", "Ab3%252Bd", "Ab3%2", "Ab3%zz", "키", "a&b=c?"] {
            assert!(matches!(ServiceKey::parse(typed), Err(RouteError::ServiceKey)), "{typed}");
        }
    }

    #[test]
    fn a_key_never_shows_itself() {
        assert_eq!(format!("{:?}", ServiceKey::parse(DECODING).unwrap()), "ServiceKey(Secret(..))");
    }
}
