//! The private key behind a certificate: PKCS#8 with R among its attributes (domain.md §5.3).

use ring::rand::SystemRandom;
use ring::signature::{KeyPair, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::asn1::{Read, Reader, whole_sequence};
use crate::error::{CertificateError, Part};
use crate::facts::Facts;
use crate::locked::Lock;
use crate::oid;
use crate::password::Password;
use crate::stretch::Effort;
use crate::vid::R;

/// What is signed to see that a key and a certificate belong together. No protocol uses this text.
const PROBE: &[u8] = b"jangbu: does this key belong to this certificate?";

/// An open private key. The PKCS#8 bytes and R are wiped when it is dropped; ring's own numbers are not, and live no longer.
pub(crate) struct PrivateKey {
    pub(crate) pkcs8: Zeroizing<Vec<u8>>,
    pub(crate) r: Option<R>,
    signer: RsaKeyPair,
}

/// Only fields that wipe themselves hold something secret, apart from the signer's.
const _: () = {
    const fn is_wiped<T: ZeroizeOnDrop>() {}
    is_wiped::<Password>();
    is_wiped::<Zeroizing<Vec<u8>>>();
    is_wiped::<R>();
};

impl PrivateKey {
    /// Opens a locked key (what is inside EncryptedPrivateKeyInfo).
    ///
    /// # Errors
    /// Those of [`Lock`], and that the key is cut off, damaged or no RSA key.
    pub(crate) fn unlock(
        mut info: Reader<'_>,
        password: &Password,
        effort: &mut Effort,
        part: Part,
    ) -> Result<Self, CertificateError> {
        let damaged = CertificateError::reading(part, "the locked key");
        let lock = Lock::read(info.sequence().map_err(&damaged)?, part)?;
        let locked = info.octets().map_err(&damaged)?;
        Self::read(lock.open(&locked, password, effort)?, part)
    }

    /// Reads an open key (PrivateKeyInfo, DER).
    ///
    /// # Errors
    /// [`CertificateError::Damaged`], [`CertificateError::UnsupportedKey`].
    pub(crate) fn read(pkcs8: Zeroizing<Vec<u8>>, part: Part) -> Result<Self, CertificateError> {
        // Once the password has proved right, an end that comes too early is damage and no cut.
        let damaged = |_| CertificateError::Damaged { part, why: "the key" };
        let (algorithm, r) = algorithm_and_r(&pkcs8).map_err(damaged)?;
        if algorithm != oid::RSA {
            return Err(CertificateError::UnsupportedKey);
        }
        let signer =
            RsaKeyPair::from_pkcs8(&pkcs8).map_err(|rejected| match rejected.to_string().as_str() {
                "TooSmall" | "TooLarge" => CertificateError::UnsupportedKey,
                _ => CertificateError::Damaged { part, why: "the key" },
            })?;
        Ok(Self { pkcs8, r, signer })
    }

    /// Whether the certificate is this key's: it names the same key, and verifies what this one signs.
    pub(crate) fn is_of(&self, certificate: &Facts) -> bool {
        let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &certificate.public_key);
        self.signer.public_key().as_ref() == certificate.public_key
            && self.sign(PROBE).is_ok_and(|signature| public.verify(PROBE, &signature).is_ok())
    }

    /// RSA-SHA256, PKCS#1 v1.5.
    ///
    /// # Errors
    /// [`CertificateError::NotSigned`].
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, CertificateError> {
        let mut signature = vec![0; self.signer.public().modulus_len()];
        self.signer
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| CertificateError::NotSigned)?;
        Ok(signature)
    }
}

/// `SEQUENCE { version, AlgorithmIdentifier, OCTET STRING, [0] IMPLICIT SET OF Attribute OPTIONAL }`.
fn algorithm_and_r(pkcs8: &[u8]) -> Read<(String, Option<R>)> {
    let mut info = whole_sequence(pkcs8)?;
    info.number()?;
    let algorithm = info.sequence()?.oid()?;
    info.octets()?;
    let attributes = info.optional()?.and_then(|attributes| attributes.context(0));
    Ok((algorithm, attributes.map(R::among).transpose()?.flatten()))
}
