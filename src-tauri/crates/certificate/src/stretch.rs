//! From a password to a key: PBKDF1 (NPKI), PBKDF2 (PBES2) and the derivation of PKCS#12.
//!
//! How many rounds are hashed is written in the file, so a forged one could keep the program busy for days. [`Effort`] is
//! what one file may ask for, all its parts together.

use hmac::digest::Digest;
use sha1::Sha1;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::CertificateError;

/// Rounds of one file. Honest files ask for two thousand to some hundred thousand, once per part.
const MAX_ROUNDS: u32 = 3_000_000;

/// What is left of the rounds that a file may ask for.
pub(crate) struct Effort(u32);

/// A hash by which keys are derived and files are sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha1,
    Sha256,
}

/// The purpose of bytes that PKCS#12 derives (RFC 7292 appendix B.3).
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    Key = 1,
    Iv = 2,
    Mac = 3,
}

impl Effort {
    /// All of it.
    pub(crate) const fn whole() -> Self {
        Self(MAX_ROUNDS)
    }

    /// Takes rounds away.
    ///
    /// # Errors
    /// [`CertificateError::TooMuchWork`] when there are not as many left.
    pub(crate) fn spend(&mut self, rounds: u32) -> Result<(), CertificateError> {
        self.0 = self.0.checked_sub(rounds).ok_or(CertificateError::TooMuchWork)?;
        Ok(())
    }
}

/// PBKDF1 with SHA-1: twenty bytes.
pub(crate) fn pbkdf1(password: &[u8], salt: &[u8], rounds: u32) -> Zeroizing<[u8; 20]> {
    let mut derived = Zeroizing::new([0; 20]);
    *derived = Sha1::new().chain_update(password).chain_update(salt).finalize().into();
    for _ in 1..rounds {
        *derived = Sha1::digest(*derived).into();
    }
    derived
}

/// The IV of seedCBCWithSHA1, from the bytes of [`pbkdf1`] that are not the key.
pub(crate) fn seed_iv(rest: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut iv = Zeroizing::new(Sha1::digest(rest).to_vec());
    iv.truncate(16);
    iv
}

/// PBKDF2 with HMAC over the hash.
pub(crate) fn pbkdf2(
    hash: Hash,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let mut derived = Zeroizing::new(vec![0; length]);
    match hash {
        Hash::Sha1 => ::pbkdf2::pbkdf2_hmac::<Sha1>(password, salt, rounds, &mut derived),
        Hash::Sha256 => ::pbkdf2::pbkdf2_hmac::<Sha256>(password, salt, rounds, &mut derived),
    }
    derived
}

/// The derivation of PKCS#12 (RFC 7292 appendix B.2). `password` is [`crate::Password::utf16`].
pub(crate) fn pkcs12(
    hash: Hash,
    purpose: Purpose,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    match hash {
        Hash::Sha1 => pkcs12_with::<Sha1>(purpose, password, salt, rounds, length),
        Hash::Sha256 => pkcs12_with::<Sha256>(purpose, password, salt, rounds, length),
    }
}

/// The block of bytes that both hashes work on; v of the RFC.
const HASH_BLOCK: usize = 64;

fn pkcs12_with<D: Digest>(
    purpose: Purpose,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let diversifier = [purpose as u8; HASH_BLOCK];
    let mut input = Zeroizing::new(Vec::with_capacity(filled(salt.len()) + filled(password.len())));
    input.extend(salt.iter().cycle().take(filled(salt.len())));
    input.extend(password.iter().cycle().take(filled(password.len())));
    let mut derived = Zeroizing::new(Vec::with_capacity(length + <D as Digest>::output_size()));
    loop {
        let mut digest =
            Zeroizing::new(D::new().chain_update(diversifier).chain_update(&*input).finalize().to_vec());
        for _ in 1..rounds {
            let next = D::digest(&*digest);
            digest.copy_from_slice(&next);
        }
        derived.extend_from_slice(&digest);
        if derived.len() >= length {
            derived.truncate(length);
            return derived;
        }
        input.chunks_mut(HASH_BLOCK).for_each(|block| add_one_and(block, &digest));
    }
}

/// The length rounded up to whole blocks of the hash.
fn filled(length: usize) -> usize {
    length.div_ceil(HASH_BLOCK) * HASH_BLOCK
}

/// `block += addend, repeated to the block's length, + 1`, as numbers with the high byte first.
fn add_one_and(block: &mut [u8], addend: &[u8]) {
    let mut repeated: Zeroizing<Vec<u8>> =
        Zeroizing::new(addend.iter().cycle().take(block.len()).copied().collect());
    let mut carry = 1_u16;
    for (byte, add) in block.iter_mut().rev().zip(repeated.iter_mut().rev()) {
        carry += u16::from(*byte) + u16::from(*add);
        *byte = carry.to_be_bytes()[1];
        carry >>= 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    const PASSWORD: &[u8] = b"test1234!";
    const SALT: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

    #[test]
    fn pbkdf1_gives_the_vectors() {
        assert_eq!(hex(&*pbkdf1(PASSWORD, &SALT, 1)), "5e8badd66ed9951baf504a18a420a642f4672090");
        assert_eq!(hex(&*pbkdf1(PASSWORD, &SALT, 2_048)), "6be16b5f0d565f4712a39490ac3c1a4f7bad811a");
    }

    #[test]
    fn pbkdf2_gives_the_vector() {
        let derived = pbkdf2(Hash::Sha1, PASSWORD, &SALT, 2_048, 16);
        assert_eq!(hex(&derived), "4062d6f30d27d80b05e167fd61e5ac54");
    }

    #[test]
    fn a_file_may_ask_for_some_rounds_and_not_for_any_number() {
        let mut effort = Effort::whole();
        assert!(effort.spend(2_000_000).is_ok());
        assert!(matches!(effort.spend(2_000_000), Err(CertificateError::TooMuchWork)));
    }
}
