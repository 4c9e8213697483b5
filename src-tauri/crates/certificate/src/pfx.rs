//! PFX files (PKCS#12, RFC 7292): a sealed box of bags with keys and certificates.
//!
//! General libraries drop the attributes of a key, and with them R; here they are kept. Some exporters put R on the bag
//! instead of the key, so both places are looked at.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::asn1::{Asn1Fault, Read, Reader, whole_sequence};
use crate::error::{CertificateError, Part};
use crate::facts::Facts;
use crate::locked::Lock;
use crate::oid;
use crate::password::Password;
use crate::private_key::PrivateKey;
use crate::stretch::{self, Effort, Hash, Purpose};
use crate::vid::R;

/// More of either is no shop's export.
const MAX_KEYS: usize = 8;
const MAX_CERTIFICATES: usize = 32;

/// The key of a PFX with its certificates.
pub(crate) struct OpenPfx {
    pub(crate) key: PrivateKey,
    pub(crate) facts: Facts,
    /// The key's own certificate first.
    pub(crate) chain: Vec<Vec<u8>>,
}

/// Opens a PFX file.
///
/// # Errors
/// See [`CertificateError`].
pub(crate) fn open(bytes: &[u8], password: &Password) -> Result<OpenPfx, CertificateError> {
    let mut effort = Effort::whole();
    let mut outer = whole_sequence(bytes).map_err(damaged("the outermost layer"))?;
    let content = content_of(&mut outer).map_err(damaged("the outermost layer"))?;
    if let Some(seal) = Seal::read(&mut outer)? {
        seal.check(&content, password, &mut effort)?;
    }
    let mut bags = Bags { keys: Vec::new(), certificates: Vec::new() };
    let mut safes = whole_sequence(&content).map_err(damaged("the list of contents"))?;
    while let Some(safe) = safes.optional().map_err(damaged("the list of contents"))? {
        let safe = safe.sequence().map_err(damaged("the list of contents"))?;
        bags.add_safe(safe, password, &mut effort)?;
    }
    bags.pair()
}

/// Version and ContentInfo of the outermost layer.
fn content_of(outer: &mut Reader<'_>) -> Read<Vec<u8>> {
    outer.number()?;
    let mut content = outer.sequence()?;
    if content.oid()? != oid::DATA {
        return Err(Asn1Fault::Malformed);
    }
    Ok(content.explicit(0)?.octets()?.into_owned())
}

fn damaged(why: &'static str) -> impl Fn(Asn1Fault) -> CertificateError {
    CertificateError::reading(Part::Pfx, why)
}

/// The seal over everything (MacData). Without one, the locks alone prove the password.
struct Seal {
    hash: Hash,
    expected: Vec<u8>,
    salt: Vec<u8>,
    rounds: u32,
}

impl Seal {
    fn read(outer: &mut Reader<'_>) -> Result<Option<Self>, CertificateError> {
        let damaged = damaged("the seal");
        let Some(seal) = outer.optional().map_err(&damaged)? else {
            return Ok(None);
        };
        let (hash, expected, salt, rounds) = seal.sequence().and_then(seal_parts).map_err(&damaged)?;
        let hash = match hash.as_str() {
            oid::SHA1 => Hash::Sha1,
            oid::SHA256 => Hash::Sha256,
            _ => return Err(CertificateError::UnknownEncryption(hash)),
        };
        if rounds == 0 {
            return Err(damaged(Asn1Fault::Malformed));
        }
        Ok(Some(Self { hash, expected, salt, rounds }))
    }

    fn check(
        &self,
        content: &[u8],
        password: &Password,
        effort: &mut Effort,
    ) -> Result<(), CertificateError> {
        effort.spend(self.rounds)?;
        let length = match self.hash {
            Hash::Sha1 => 20,
            Hash::Sha256 => 32,
        };
        let password = password.utf16();
        let key = stretch::pkcs12(self.hash, Purpose::Mac, &password, &self.salt, self.rounds, length);
        let is_right = match self.hash {
            Hash::Sha1 => Hmac::<Sha1>::new_from_slice(&key)
                .is_ok_and(|mac| mac.chain_update(content).verify_slice(&self.expected).is_ok()),
            Hash::Sha256 => Hmac::<Sha256>::new_from_slice(&key)
                .is_ok_and(|mac| mac.chain_update(content).verify_slice(&self.expected).is_ok()),
        };
        if is_right { Ok(()) } else { Err(CertificateError::WrongPassword) }
    }
}

/// Hash, digest, salt and rounds, which are one when they are left out.
fn seal_parts(mut seal: Reader<'_>) -> Read<(String, Vec<u8>, Vec<u8>, u32)> {
    let mut info = seal.sequence()?;
    let hash = info.sequence()?.oid()?;
    let expected = info.octets()?.into_owned();
    let salt = seal.octets()?.into_owned();
    let rounds = seal.optional()?.map_or(Ok(1), |rounds| rounds.number())?;
    Ok((hash, expected, salt, rounds))
}

/// What was found in the bags.
struct Bags {
    keys: Vec<PrivateKey>,
    certificates: Vec<Vec<u8>>,
}

impl Bags {
    /// One ContentInfo: bags as they are, or locked.
    fn add_safe(
        &mut self,
        mut safe: Reader<'_>,
        password: &Password,
        effort: &mut Effort,
    ) -> Result<(), CertificateError> {
        let damaged = damaged("a content");
        let kind = safe.oid().map_err(&damaged)?;
        let mut content = safe.explicit(0).map_err(&damaged)?;
        match kind.as_str() {
            oid::DATA => {
                let bags = Zeroizing::new(content.octets().map_err(&damaged)?.into_owned());
                self.add_bags(&bags, password, effort)
            }
            oid::ENCRYPTED_DATA => {
                let mut data = content.sequence().map_err(&damaged)?;
                data.number().map_err(&damaged)?;
                let mut info = data.sequence().map_err(&damaged)?;
                info.oid().map_err(&damaged)?;
                let lock = Lock::read(info.sequence().map_err(&damaged)?, Part::Pfx)?;
                let locked = info.value().and_then(|value| value.octets_inside()).map_err(&damaged)?;
                let bags = lock.open(&locked, password, effort)?;
                self.add_bags(&bags, password, effort)
            }
            // Locked with somebody's public key instead of a password.
            _ => Err(CertificateError::UnknownEncryption(kind)),
        }
    }

    fn add_bags(
        &mut self,
        bags: &[u8],
        password: &Password,
        effort: &mut Effort,
    ) -> Result<(), CertificateError> {
        let damaged = damaged("a bag");
        let mut bags = whole_sequence(bags).map_err(&damaged)?;
        while let Some(bag) = bags.optional().map_err(&damaged)? {
            let mut bag = bag.sequence().map_err(&damaged)?;
            let kind = bag.oid().map_err(&damaged)?;
            let mut inside = bag.explicit(0).map_err(&damaged)?;
            match kind.as_str() {
                oid::LOCKED_KEY_BAG | oid::KEY_BAG => {
                    let mut key = open_key(&kind, inside, password, effort)?;
                    if key.r.is_none() {
                        let attributes = bag.optional().map_err(&damaged)?;
                        let attributes = attributes.map(|set| set.set()).transpose().map_err(&damaged)?;
                        key.r = attributes.map(R::among).transpose().map_err(&damaged)?.flatten();
                    }
                    self.keys.push(key);
                }
                oid::CERTIFICATE_BAG => {
                    self.certificates.extend(certificate(&mut inside).map_err(&damaged)?);
                }
                // Lists of revoked certificates, secrets of other programs.
                _ => {}
            }
            if self.keys.len() > MAX_KEYS || self.certificates.len() > MAX_CERTIFICATES {
                return Err(damaged(Asn1Fault::Malformed));
            }
        }
        Ok(())
    }

    /// A key with its certificate. An export may hold a second pair that locks letters; the one that signs goes first.
    fn pair(mut self) -> Result<OpenPfx, CertificateError> {
        if self.keys.is_empty() {
            return Err(CertificateError::NoKey);
        }
        if self.certificates.is_empty() {
            return Err(CertificateError::NoCertificate);
        }
        let readable: Vec<(Facts, Vec<u8>)> = self.certificates.into_iter().filter_map(with_facts).collect();
        if readable.is_empty() {
            return Err(CertificateError::NotACertificate);
        }
        let pairs = self.keys.iter().enumerate().flat_map(|(at, key)| {
            let own = readable.iter().filter(|(facts, _)| key.is_of(facts));
            own.map(move |(facts, der)| (at, facts, der))
        });
        let (at, facts, der) =
            pairs.max_by_key(|(_, facts, _)| facts.may_sign).ok_or(CertificateError::KeyDoesNotMatch)?;
        let (facts, chain) = (facts.clone(), chain(facts, der, &readable));
        Ok(OpenPfx { key: self.keys.swap_remove(at), facts, chain })
    }
}

/// A certificate of an issuer may be of a kind that cannot be read; the shop's own then still can.
fn with_facts(der: Vec<u8>) -> Option<(Facts, Vec<u8>)> {
    Some((Facts::of(&der).ok()?, der))
}

/// A certificate, its issuer's, that one's issuer's and so on, as far as they are there.
fn chain(own: &Facts, der: &[u8], all: &[(Facts, Vec<u8>)]) -> Vec<Vec<u8>> {
    let mut chain = vec![der.to_vec()];
    let mut last = own;
    // No longer than all of them: names may go round in circles.
    while last.issued_by != last.subject && chain.len() < all.len() {
        let Some((issuer, der)) = all.iter().find(|(facts, _)| facts.subject == last.issued_by) else {
            break;
        };
        chain.push(der.clone());
        last = issuer;
    }
    chain
}

fn open_key(
    kind: &str,
    mut inside: Reader<'_>,
    password: &Password,
    effort: &mut Effort,
) -> Result<PrivateKey, CertificateError> {
    let damaged = damaged("the key");
    if kind == oid::KEY_BAG {
        let key = inside.encoded().map_err(damaged)?;
        return PrivateKey::read(Zeroizing::new(key.to_vec()), Part::Pfx);
    }
    PrivateKey::unlock(inside.sequence().map_err(damaged)?, password, effort, Part::Pfx)
}

/// The certificate of a bag, if it is an X.509 one.
fn certificate(inside: &mut Reader<'_>) -> Read<Option<Vec<u8>>> {
    let mut bag = inside.sequence()?;
    if bag.oid()? != oid::X509_CERTIFICATE {
        return Ok(None);
    }
    Ok(Some(bag.explicit(0)?.octets()?.into_owned()))
}
