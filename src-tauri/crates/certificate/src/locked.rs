//! Bytes behind a password: what an AlgorithmIdentifier asks for, and opening them (domain.md §5.3, RFC 8018, RFC 7292).

use cipher::block_padding::Pkcs7;
use cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyInit};
use rc2::Rc2;
use zeroize::Zeroizing;

use crate::asn1::{self, Asn1Fault, Read, Reader};
use crate::error::{CertificateError, Part};
use crate::oid;
use crate::password::Password;
use crate::seed::Seed;
use crate::stretch::{self, Effort, Hash, Purpose};

/// What the old seedCBC begins with, whatever the key.
const OLD_IV: &[u8; 16] = b"0123456789012345";
const SEED_KEY_BYTES: usize = 16;

/// How bytes are locked.
pub(crate) struct Lock {
    salt: Vec<u8>,
    rounds: u32,
    method: Method,
}

enum Method {
    /// SEED behind PBKDF1, the rest of which gives the IV.
    SeedWithSha1,
    /// SEED with a fixed IV, behind PBKDF1 or, by some programs, PBKDF2.
    OldSeed,
    Pbes2 {
        prf: Hash,
        cipher: Cipher,
        iv: Vec<u8>,
    },
    Pkcs12(Cipher),
}

#[derive(Clone, Copy)]
enum Cipher {
    Seed,
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
    Rc2Of128Bits,
    Rc2Of40Bits,
}

impl Lock {
    /// Reads an AlgorithmIdentifier.
    ///
    /// # Errors
    /// [`CertificateError::UnknownEncryption`], or that the part is cut off or damaged.
    pub(crate) fn read(mut algorithm: Reader<'_>, part: Part) -> Result<Self, CertificateError> {
        let damaged = CertificateError::reading(part, "how it is locked");
        let name = algorithm.oid().map_err(&damaged)?;
        let method = match name.as_str() {
            oid::PBES2 => return read_pbes2(algorithm, part),
            oid::SEED_CBC_WITH_SHA1 => Method::SeedWithSha1,
            oid::SEED_CBC => Method::OldSeed,
            oid::PKCS12_3DES => Method::Pkcs12(Cipher::TripleDes),
            oid::PKCS12_RC2_128 => Method::Pkcs12(Cipher::Rc2Of128Bits),
            oid::PKCS12_RC2_40 => Method::Pkcs12(Cipher::Rc2Of40Bits),
            _ => return Err(CertificateError::UnknownEncryption(name)),
        };
        let (salt, rounds) = algorithm.sequence().and_then(salt_and_rounds).map_err(&damaged)?;
        Ok(Self { salt, rounds, method })
    }

    /// Opens the bytes: one SEQUENCE, as everything is that keys and PFX files lock.
    ///
    /// # Errors
    /// [`CertificateError::WrongPassword`] when nothing like that comes out, [`CertificateError::TooMuchWork`].
    pub(crate) fn open(
        &self,
        locked: &[u8],
        password: &Password,
        effort: &mut Effort,
    ) -> Result<Zeroizing<Vec<u8>>, CertificateError> {
        effort.spend(self.rounds)?;
        let opened = match &self.method {
            Method::SeedWithSha1 => {
                let derived = stretch::pbkdf1(password.utf8(), &self.salt, self.rounds);
                let (key, seed_of_iv) = derived.split_at(SEED_KEY_BYTES);
                Cipher::Seed.open(key, &stretch::seed_iv(seed_of_iv), locked)
            }
            Method::OldSeed => return self.open_old_seed(locked, password, effort),
            Method::Pbes2 { prf, cipher, iv } => {
                let length = cipher.key_bytes();
                let key = stretch::pbkdf2(*prf, password.utf8(), &self.salt, self.rounds, length);
                cipher.open(&key, iv, locked)
            }
            Method::Pkcs12(cipher) => {
                effort.spend(self.rounds)?;
                let derive = |purpose, length| {
                    let password = password.utf16();
                    stretch::pkcs12(Hash::Sha1, purpose, &password, &self.salt, self.rounds, length)
                };
                let key = derive(Purpose::Key, cipher.key_bytes());
                cipher.open(&key, &derive(Purpose::Iv, 8), locked)
            }
        };
        opened.filter(is_a_sequence).ok_or(CertificateError::WrongPassword)
    }

    fn open_old_seed(
        &self,
        locked: &[u8],
        password: &Password,
        effort: &mut Effort,
    ) -> Result<Zeroizing<Vec<u8>>, CertificateError> {
        let derived = stretch::pbkdf1(password.utf8(), &self.salt, self.rounds);
        let (key, _) = derived.split_at(SEED_KEY_BYTES);
        if let Some(opened) = Cipher::Seed.open(key, OLD_IV, locked).filter(is_a_sequence) {
            return Ok(opened);
        }
        effort.spend(self.rounds)?;
        let key = stretch::pbkdf2(Hash::Sha1, password.utf8(), &self.salt, self.rounds, SEED_KEY_BYTES);
        let opened = Cipher::Seed.open(&key, OLD_IV, locked).filter(is_a_sequence);
        opened.ok_or(CertificateError::WrongPassword)
    }
}

impl Cipher {
    const fn key_bytes(self) -> usize {
        match self {
            Self::Rc2Of40Bits => 5,
            Self::Seed | Self::Aes128 | Self::Rc2Of128Bits => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
        }
    }

    /// `None` when what comes out is not padded as it should be.
    fn open(self, key: &[u8], iv: &[u8], locked: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        match self {
            Self::Seed => open_cbc(Seed::new_from_slice(key).ok()?, iv, locked),
            Self::Aes128 => open_cbc(aes::Aes128::new_from_slice(key).ok()?, iv, locked),
            Self::Aes192 => open_cbc(aes::Aes192::new_from_slice(key).ok()?, iv, locked),
            Self::Aes256 => open_cbc(aes::Aes256::new_from_slice(key).ok()?, iv, locked),
            Self::TripleDes => open_cbc(des::TdesEde3::new_from_slice(key).ok()?, iv, locked),
            Self::Rc2Of128Bits => open_cbc(Rc2::new_with_eff_key_len(key, 128), iv, locked),
            Self::Rc2Of40Bits => open_cbc(Rc2::new_with_eff_key_len(key, 40), iv, locked),
        }
    }
}

fn open_cbc<C: BlockCipherDecrypt>(cipher: C, iv: &[u8], locked: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mode = cbc::Decryptor::inner_iv_slice_init(cipher, iv).ok()?;
    let mut opened = Zeroizing::new(locked.to_vec());
    let length = mode.decrypt_padded::<Pkcs7>(&mut opened).ok()?.len();
    opened.truncate(length);
    Some(opened)
}

/// A wrong password gives noise, which passes for padding now and then, but not for a SEQUENCE of just this length.
fn is_a_sequence(opened: &Zeroizing<Vec<u8>>) -> bool {
    asn1::whole_sequence(opened).is_ok()
}

fn read_pbes2(mut algorithm: Reader<'_>, part: Part) -> Result<Lock, CertificateError> {
    let damaged = CertificateError::reading(part, "how it is locked");
    let mut parameters = algorithm.sequence().map_err(&damaged)?;
    let mut stretching = parameters.sequence().map_err(&damaged)?;
    let mut scheme = parameters.sequence().map_err(&damaged)?;
    let stretched_by = stretching.oid().map_err(&damaged)?;
    if stretched_by != oid::PBKDF2 {
        return Err(CertificateError::UnknownEncryption(stretched_by));
    }
    let (salt, rounds, prf) = stretching.sequence().and_then(pbkdf2_parameters).map_err(&damaged)?;
    let prf = match prf.as_str() {
        oid::HMAC_SHA1 => Hash::Sha1,
        oid::HMAC_SHA256 => Hash::Sha256,
        _ => return Err(CertificateError::UnknownEncryption(prf)),
    };
    let name = scheme.oid().map_err(&damaged)?;
    let (cipher, block) = match name.as_str() {
        oid::SEED_CBC => (Cipher::Seed, 16),
        oid::AES_128_CBC => (Cipher::Aes128, 16),
        oid::AES_192_CBC => (Cipher::Aes192, 16),
        oid::AES_256_CBC => (Cipher::Aes256, 16),
        oid::DES_EDE3_CBC => (Cipher::TripleDes, 8),
        _ => return Err(CertificateError::UnknownEncryption(name)),
    };
    let iv = scheme.octets().map_err(&damaged)?.into_owned();
    if iv.len() != block {
        return Err(damaged(Asn1Fault::Malformed));
    }
    Ok(Lock { salt, rounds, method: Method::Pbes2 { prf, cipher, iv } })
}

fn salt_and_rounds(mut parameters: Reader<'_>) -> Read<(Vec<u8>, u32)> {
    let salt = parameters.octets()?.into_owned();
    Ok((salt, at_least_once(parameters.number()?)?))
}

/// Salt, rounds and the name of the hash, which is HMAC-SHA1 when it is left out.
fn pbkdf2_parameters(mut parameters: Reader<'_>) -> Read<(Vec<u8>, u32, String)> {
    let salt = parameters.octets()?.into_owned();
    let rounds = at_least_once(parameters.number()?)?;
    let mut next = parameters.optional()?;
    if next.as_ref().is_some_and(asn1::Value::is_number) {
        // The length of the key, which the cipher knows as well.
        next = parameters.optional()?;
    }
    let prf = next.map_or(Ok(oid::HMAC_SHA1.to_owned()), |prf| prf.sequence()?.oid())?;
    Ok((salt, rounds, prf))
}

fn at_least_once(rounds: u32) -> Read<u32> {
    if rounds == 0 { Err(Asn1Fault::Malformed) } else { Ok(rounds) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::from_hex;

    #[test]
    fn the_seed_cbc_vector_opens() {
        let derived = stretch::pbkdf1(b"test1234!", &[1, 2, 3, 4, 5, 6, 7, 8], 2_048);
        let (key, rest) = derived.split_at(SEED_KEY_BYTES);
        let iv = stretch::seed_iv(rest);
        assert_eq!(crate::hex(&iv), "b6e6216113455d0bea4504cce402a145");
        let opened = Cipher::Seed.open(key, &iv, &from_hex("a2bc047dbb6d7170419eab776bfb2d43"));
        assert_eq!(opened.expect("padded").as_slice(), b"hello NPKI");
    }
}
