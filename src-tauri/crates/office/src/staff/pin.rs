//! A PIN: four to twelve digits. Wiped from memory when done with, and never shown by `Debug`.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use crate::{FieldFault, OfficeError};

/// Digits of a PIN.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=12;
/// The shortest part that a PIN must not merely repeat: 1212 is one PIN of two digits.
const REPEATED: usize = 2;

/// A PIN that somebody typed to show who they are.
pub struct Pin(Zeroizing<String>);

/// A PIN that somebody chose: not one that is guessed first.
pub struct NewPin(Pin);

impl Pin {
    /// What was typed; a PIN that could never have been chosen is simply a wrong one.
    #[must_use]
    pub fn typed(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// Whether this is the PIN behind a hash. Takes a noticeable time and memory: not for a thread that others wait for.
    /// A hash that cannot be read fits no PIN.
    #[must_use]
    pub(super) fn fits(&self, hash: &str) -> bool {
        PasswordHash::new(hash).is_ok_and(|hash| hasher().verify_password(self.0.as_bytes(), &hash).is_ok())
    }
}

impl NewPin {
    /// Checks what was chosen; `field` is what the form calls it.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] with `pin_invalid` for anything but 4–12 digits and `pin_weak` for one digit repeated,
    /// digits in a row (either way, also past 9) and a pair repeated.
    pub fn chosen(field: &'static str, text: Zeroizing<String>) -> Result<Self, OfficeError> {
        let fault = |code| OfficeError::FieldFaults(vec![FieldFault::new(field, code)]);
        if !LENGTH.contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(fault("pin_invalid"));
        }
        if is_weak(text.as_bytes()) {
            return Err(fault("pin_weak"));
        }
        Ok(Self(Pin(text)))
    }

    /// Its Argon2id hash with a salt of its own, in PHC form; as slow as [`Pin::fits`].
    ///
    /// # Errors
    /// [`OfficeError::NoRandomness`] when the system gives none.
    pub(super) fn hash(&self) -> Result<String, OfficeError> {
        let mut salt = [0_u8; 16];
        SystemRandom::new().fill(&mut salt).map_err(|_| OfficeError::NoRandomness)?;
        let hasher = hasher();
        let hash: PasswordHash =
            hasher.hash_password_with_salt(self.0.0.as_bytes(), &salt).map_err(OfficeError::Pin)?;
        Ok(hash.to_string())
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

impl std::fmt::Debug for NewPin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPin(…)")
    }
}

/// 19 MiB and two passes: what OWASP names for Argon2id. It slows a thief of the book down; ten thousand PINs of four
/// digits it cannot protect, a longer one it can.
fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

fn is_weak(digits: &[u8]) -> bool {
    let step = |up: u8| {
        digits.windows(2).all(|pair| match pair {
            [before, after] => (before - b'0' + up) % 10 == after - b'0',
            _ => false,
        })
    };
    let pair_again = digits.chunks(REPEATED).all(|part| digits.starts_with(part));
    step(0) || step(1) || step(9) || pair_again
}

#[cfg(test)]
mod pin_tests {
    use super::*;

    fn chosen(text: &str) -> Result<NewPin, &'static str> {
        NewPin::chosen("pin", Zeroizing::new(text.to_owned())).map_err(|error| {
            if let OfficeError::FieldFaults(faults) = error { faults[0].code } else { "other" }
        })
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for weak in ["0000", "1234", "4321", "7890", "0987", "123456789012", "1212", "909090", "777777"] {
            assert_eq!(chosen(weak).err(), Some("pin_weak"), "{weak}");
        }
        for wrong in ["", "835", "8351264920713", "83a1", "８３５１", "83 51"] {
            assert_eq!(chosen(wrong).err(), Some("pin_invalid"), "{wrong}");
        }
        for good in ["8351", "1235", "1221", "83512649", "120212"] {
            assert!(chosen(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn only_the_pin_itself_fits_its_hash_and_no_two_hashes_are_alike() {
        let pin = chosen("8351").ok().unwrap();
        let (one, other) = (pin.hash().unwrap(), pin.hash().unwrap());
        assert_ne!(one, other);
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        let typed = |text: &str| Pin::typed(Zeroizing::new(text.to_owned()));
        assert!(typed("8351").fits(&one) && typed("8351").fits(&other));
        assert!(!typed("8352").fits(&one) && !typed("").fits(&one) && !typed("8351").fits("no hash"));
        assert_eq!(format!("{:?} {pin:?}", typed("8351")), "Pin(…) NewPin(…)");
    }
}
