//! A secret in memory: wiped when it is dropped, and never shown.

use std::fmt;

use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use crate::KeeperError;

/// Bytes that must not be seen. No `Debug` of the content, no `Display`, no serialisation; wiped when dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Fewer characters than this are no passphrase.
    pub const SHORTEST_PASSPHRASE: usize = 8;

    /// Takes the bytes over.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Takes a text over.
    #[must_use]
    pub fn from_text(text: String) -> Self {
        Self::new(text.into_bytes())
    }

    /// A passphrase as it was typed or read from a file: line ends are no part of it.
    #[must_use]
    pub fn from_line(mut text: String) -> Self {
        while text.ends_with(['\n', '\r']) {
            text.pop();
        }
        Self::from_text(text)
    }

    /// The bytes, for as long as they are used.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// Whether it may stand as a passphrase.
    pub(crate) fn check_passphrase(&self) -> Result<(), KeeperError> {
        let long = self.text().is_some_and(|text| text.chars().count() >= Self::SHORTEST_PASSPHRASE);
        if long { Ok(()) } else { Err(KeeperError::ShortPassphrase) }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A key of 32 random bytes, such as the book's.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; Self::LEN]>);

impl Key {
    /// Bytes of a key.
    pub const LEN: usize = 32;

    /// A new key from the machine's own randomness.
    ///
    /// # Errors
    /// [`KeeperError::NoRandomness`].
    pub fn random() -> Result<Self, KeeperError> {
        let mut key = Zeroizing::new([0; Self::LEN]);
        fill(key.as_mut())?;
        Ok(Self(key))
    }

    /// The key of these bytes; `None` unless there are 32.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        <[u8; Self::LEN]>::try_from(bytes).ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// The bytes, for as long as they are used.
    #[must_use]
    pub fn expose(&self) -> &[u8; Self::LEN] {
        &self.0
    }

    /// As something to be kept.
    #[must_use]
    pub fn to_secret(&self) -> Secret {
        Secret::new(self.0.to_vec())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Fills a buffer with random bytes.
pub(crate) fn fill(buffer: &mut [u8]) -> Result<(), KeeperError> {
    SystemRandom::new().fill(buffer).map_err(|_| KeeperError::NoRandomness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_shows_what_a_secret_is() {
        let secret = Secret::from_text("hunter2hunter2".into());
        let key = Key::of(&[0xAB; 32]).unwrap();
        let shown = format!("{secret:?} {key:?} {:?}", Some(&secret));
        assert!(
            !shown.contains("hunter2") && !shown.to_lowercase().contains("ab, ") && !shown.contains("171")
        );
    }

    #[test]
    fn the_end_of_a_line_is_no_part_of_a_passphrase() {
        let text = |line: &str| Secret::from_line(line.into()).text().unwrap().to_owned();
        assert_eq!(text("비밀 번호 여덟\r\n"), "비밀 번호 여덟");
        assert_eq!(text(" spaces stay "), " spaces stay ");
    }

    #[test]
    fn a_passphrase_is_counted_in_characters() {
        assert!(Secret::from_text("가나다라마바사아".into()).check_passphrase().is_ok());
        assert!(Secret::from_text("가나다라마바사".into()).check_passphrase().is_err());
    }
}
