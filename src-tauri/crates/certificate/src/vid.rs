//! Whose certificate it is: the VID in the certificate against the R in the key (domain.md §5.4).
//!
//! `VID = H(H(SEQUENCE { PrintableString number, BIT STRING R }))`. Neither of the two alone says anything about the number.

use domain::BusinessNumber;
use hmac::digest::Digest;
use sha1::Sha1;
use sha2::Sha256;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::asn1::{Asn1Fault, Read, Reader, whole_sequence};
use crate::oid;
use crate::stretch::Hash;

/// Length of R in bytes.
pub const R_BYTES: usize = 20;

/// The random number R of a key. Wiped from memory when it is dropped, and without `Debug`.
#[derive(Clone)]
pub struct R(Zeroizing<[u8; R_BYTES]>);

/// What a certificate says about its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Vid {
    hash: Hash,
    digest: Vec<u8>,
}

/// Whether a certificate is that of a business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ownership {
    /// Proved to be.
    Belongs,
    /// Proved not to be.
    Foreign,
    /// The key carries no R, so nothing can be proved.
    NoR,
    /// The certificate carries no VID, so nothing can be proved.
    NoVid,
}

impl R {
    /// The twenty bytes. They go, in base64, to services that check the owner themselves.
    #[must_use]
    pub fn bytes(&self) -> &[u8; R_BYTES] {
        &self.0
    }

    /// R among the attributes of a key (`SET OF Attribute`), if it is there.
    pub(crate) fn among(mut attributes: Reader<'_>) -> Read<Option<Self>> {
        while let Some(attribute) = attributes.optional()? {
            let mut attribute = attribute.sequence()?;
            if attribute.oid()? != oid::R {
                continue;
            }
            let value = attribute.value()?.set()?.value()?;
            let bytes: [u8; R_BYTES] = value.bits()?.try_into().map_err(|_| Asn1Fault::Malformed)?;
            return Ok(Some(Self(Zeroizing::new(bytes))));
        }
        Ok(None)
    }
}

impl ZeroizeOnDrop for R {}

impl Vid {
    /// The VID in a subjectAltName, if it is there and its hash is known.
    pub(crate) fn in_alternative_name(value: &[u8]) -> Option<Self> {
        let mut names = whole_sequence(value).ok()?;
        while let Some(name) = names.optional().ok()? {
            let identity = name.context(0).and_then(|name| identify_data(name).ok().flatten());
            if identity.is_some() {
                return identity;
            }
        }
        None
    }

    /// Whether R and the business's number give this VID.
    pub(crate) fn is_of(&self, number: &BusinessNumber, r: &R) -> bool {
        virtual_id(self.hash, number.digits(), r).as_slice() == self.digest
    }
}

/// `SEQUENCE { UTF8String name, SEQUENCE OF SEQUENCE { OID, … } }`, inside an otherName.
fn identify_data(mut other_name: Reader<'_>) -> Read<Option<Vid>> {
    if other_name.oid()? != oid::IDENTIFY_DATA {
        return Ok(None);
    }
    let mut data = other_name.explicit(0)?.sequence()?;
    let _real_name = data.value()?;
    let mut attributes = data.sequence()?;
    while let Some(attribute) = attributes.optional()? {
        let mut attribute = attribute.sequence()?;
        if attribute.oid()? != oid::VID {
            continue;
        }
        let mut content = attribute.sequence()?;
        let hash = content.sequence()?.oid()?;
        let digest = content.explicit(0)?.octets()?.into_owned();
        let hash = match hash.as_str() {
            oid::SHA1 => Hash::Sha1,
            oid::SHA256 => Hash::Sha256,
            _ => return Ok(None),
        };
        return Ok(Some(Vid { hash, digest }));
    }
    Ok(None)
}

fn virtual_id(hash: Hash, number: &str, r: &R) -> Vec<u8> {
    let content = hash_content(number, r);
    match hash {
        Hash::Sha1 => Sha1::digest(Sha1::digest(&*content)).to_vec(),
        Hash::Sha256 => Sha256::digest(Sha256::digest(&*content)).to_vec(),
    }
}

/// The DER of number and R. Both are short, so every length is one byte.
fn hash_content(number: &str, r: &R) -> Zeroizing<Vec<u8>> {
    const SEQUENCE: u8 = 0x30;
    const PRINTABLE_STRING: u8 = 0x13;
    const BIT_STRING: u8 = 0x03;
    let length = |bytes: usize| u8::try_from(bytes).unwrap_or(u8::MAX);
    let mut content = Zeroizing::new(Vec::with_capacity(64));
    content.extend_from_slice(&[SEQUENCE, length(2 + number.len() + 3 + R_BYTES)]);
    content.extend_from_slice(&[PRINTABLE_STRING, length(number.len())]);
    content.extend_from_slice(number.as_bytes());
    content.extend_from_slice(&[BIT_STRING, length(1 + R_BYTES), 0]);
    content.extend_from_slice(r.bytes());
    content
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    fn counting() -> R {
        R(Zeroizing::new(std::array::from_fn(|index| u8::try_from(index).unwrap())))
    }

    #[test]
    fn the_vectors_of_the_virtual_id_come_out() {
        let content = hex(&hash_content("1248100998", &counting()));
        assert_eq!(content, "3023130a31323438313030393938031500000102030405060708090a0b0c0d0e0f10111213");
        let of = |hash| hex(&virtual_id(hash, "1248100998", &counting()));
        assert_eq!(of(Hash::Sha256), "597d8420a2ae9d4525983a972a841d5d239b57f2c9ba391202dff60c8cdc9584");
        assert_eq!(of(Hash::Sha1), "3e9f525e033c3ce4e98d4f5b30e24656af742f16");
    }
}
