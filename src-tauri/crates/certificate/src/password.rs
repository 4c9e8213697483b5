//! The password of a certificate.

use std::fmt;

use zeroize::{ZeroizeOnDrop, Zeroizing};

/// A certificate's password as it was typed. Wiped from memory when it is dropped, never shown.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes the text over. Hand in the only copy: others are not wiped.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The bytes that NPKI keys and PBES2 stretch: UTF-8 (domain.md §5.3).
    pub(crate) fn utf8(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The bytes that PKCS#12 stretches: UTF-16, high byte first, with a closing zero (RFC 7292 appendix B.1).
    pub(crate) fn utf16(&self) -> Zeroizing<Vec<u8>> {
        // Room for all of it at once: a buffer that grows leaves copies behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 * self.0.len() + 2));
        for unit in self.0.encode_utf16() {
            bytes.extend_from_slice(&unit.to_be_bytes());
        }
        bytes.extend_from_slice(&[0, 0]);
        bytes
    }
}

impl ZeroizeOnDrop for Password {}

/// `Password(…)`.
impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}
