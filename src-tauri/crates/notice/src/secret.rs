//! The password of the mail account.

use zeroize::Zeroizing;

/// A password that cannot be printed or written out, and whose memory is wiped when it is dropped. The wire needs copies of it
/// (lettre's credentials, the login command); those are dropped at once, but nobody wipes them.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the password over.
    #[must_use]
    pub fn new(password: String) -> Self {
        Self(Zeroizing::new(password))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}
