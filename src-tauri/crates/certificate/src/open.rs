//! An open certificate: the one thing that connects, signs and proves whose it is.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset};
use domain::BusinessNumber;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use zeroize::Zeroizing;

use crate::asn1::whole_sequence;
use crate::error::{CertificateError, Part};
use crate::expiry::Expiry;
use crate::facts::Facts;
use crate::files::{self, CERTIFICATE_NAME, Files, KEY_NAME, PFX_NAME};
use crate::password::Password;
use crate::pfx;
use crate::private_key::PrivateKey;
use crate::stretch::Effort;
use crate::usage::Suitability;
use crate::vid::{Ownership, R};

/// The bytes of a certificate's files, still locked and within the limits of size. Good for keeping: no key
/// in it is open (unless somebody exported it without a password).
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Bytes);

#[derive(Clone, PartialEq, Eq)]
enum Bytes {
    Npki { certificate: Vec<u8>, key: Vec<u8> },
    Pfx(Vec<u8>),
}

/// A certificate with its private key. That the two belong together has been proved.
pub struct OpenCertificate {
    facts: Facts,
    /// DER, the certificate itself first.
    chain: Vec<Vec<u8>>,
    key: PrivateKey,
}

/// Reads and opens the files of a certificate. Nothing is stored.
///
/// # Errors
/// See [`CertificateError`]; whether it is the shop's and still good is another question, see [`OpenCertificate::check`].
pub fn open(files: &Files, password: &Password) -> Result<OpenCertificate, CertificateError> {
    Sealed::read(files)?.open(password)
}

impl Sealed {
    /// Reads the files.
    ///
    /// # Errors
    /// [`CertificateError::TooLarge`], [`CertificateError::Missing`], [`CertificateError::Unreadable`].
    pub fn read(files: &Files) -> Result<Self, CertificateError> {
        match files {
            Files::Npki { certificate, key } => {
                Self::npki(files::read(certificate, Part::Certificate)?, files::read(key, Part::Key)?)
            }
            Files::Pfx(path) => Self::pfx(files::read(path, Part::Pfx)?),
        }
    }

    /// The two files of a folder: `signCert.der` and `signPri.key`.
    ///
    /// # Errors
    /// [`CertificateError::TooLarge`].
    pub fn npki(certificate: Vec<u8>, key: Vec<u8>) -> Result<Self, CertificateError> {
        files::check_size(certificate.len() as u64, Part::Certificate)?;
        files::check_size(key.len() as u64, Part::Key)?;
        Ok(Self(Bytes::Npki { certificate, key }))
    }

    /// A PFX file.
    ///
    /// # Errors
    /// [`CertificateError::TooLarge`].
    pub fn pfx(bytes: Vec<u8>) -> Result<Self, CertificateError> {
        files::check_size(bytes.len() as u64, Part::Pfx)?;
        Ok(Self(Bytes::Pfx(bytes)))
    }

    /// The bytes with the names under which [`Files::at`] finds them again in a folder.
    #[must_use]
    pub fn named(&self) -> Vec<(&'static str, &[u8])> {
        match &self.0 {
            Bytes::Npki { certificate, key } => vec![(CERTIFICATE_NAME, certificate), (KEY_NAME, key)],
            Bytes::Pfx(bytes) => vec![(PFX_NAME, bytes)],
        }
    }

    /// Opens it.
    ///
    /// # Errors
    /// See [`CertificateError`].
    pub fn open(&self, password: &Password) -> Result<OpenCertificate, CertificateError> {
        match &self.0 {
            Bytes::Npki { certificate, key } => {
                let facts = Facts::of(certificate)?;
                let damaged = CertificateError::reading(Part::Key, "the locked key");
                let info = whole_sequence(key).map_err(damaged)?;
                let key = PrivateKey::unlock(info, password, &mut Effort::whole(), Part::Key)?;
                if !key.is_of(&facts) {
                    return Err(CertificateError::KeyDoesNotMatch);
                }
                Ok(OpenCertificate { facts, chain: vec![certificate.clone()], key })
            }
            Bytes::Pfx(bytes) => {
                let pfx::OpenPfx { key, facts, chain } = pfx::open(bytes, password)?;
                Ok(OpenCertificate { facts, chain, key })
            }
        }
    }
}

impl OpenCertificate {
    /// What the certificate says of itself.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The certificate and, from a PFX, those of its issuers, for TLS.
    #[must_use]
    pub fn tls_chain(&self) -> Vec<CertificateDer<'static>> {
        self.chain.iter().map(|der| CertificateDer::from(der.clone())).collect()
    }

    /// A copy of the private key (PKCS#8), for TLS. The caller's copy is not wiped unless the caller does it.
    #[must_use]
    pub fn tls_key(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::from(PrivatePkcs8KeyDer::from(self.key.pkcs8.to_vec()))
    }

    /// The certificate and those of its issuers as PEM.
    #[must_use]
    pub fn chain_pem(&self) -> String {
        self.chain.iter().map(|der| pem("CERTIFICATE", der).to_string()).collect()
    }

    /// The private key (PKCS#8) as PEM.
    #[must_use]
    pub fn key_pem(&self) -> Zeroizing<String> {
        pem("PRIVATE KEY", &self.key.pkcs8)
    }

    /// Signs: RSA-SHA256, PKCS#1 v1.5.
    ///
    /// # Errors
    /// [`CertificateError::NotSigned`].
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, CertificateError> {
        self.key.sign(message)
    }

    /// The random number R, if the key carries it.
    #[must_use]
    pub const fn r(&self) -> Option<&R> {
        self.key.r.as_ref()
    }

    /// Whether it is the certificate of this business, by its VID.
    #[must_use]
    pub fn belongs_to(&self, number: &BusinessNumber) -> Ownership {
        match (&self.facts.vid, &self.key.r) {
            (None, _) => Ownership::NoVid,
            (Some(_), None) => Ownership::NoR,
            (Some(vid), Some(r)) if vid.is_of(number, r) => Ownership::Belongs,
            (Some(_), Some(_)) => Ownership::Foreign,
        }
    }

    /// Whether this business can issue with it at this moment: its time, its kind and its owner, in this order.
    ///
    /// A kind that is not on our list passes: certificates for one service have policies of their own, and the NTS has the
    /// last word.
    ///
    /// # Errors
    /// [`CertificateError::NotYetValid`], [`CertificateError::Expired`], [`CertificateError::NotForTaxInvoices`],
    /// [`CertificateError::NoVid`], [`CertificateError::NoR`], [`CertificateError::Foreign`].
    pub fn check(
        &self,
        number: &BusinessNumber,
        now: &DateTime<FixedOffset>,
    ) -> Result<Expiry, CertificateError> {
        let expiry = self.facts.expiry(now);
        match expiry {
            Expiry::NotYet { from } => return Err(CertificateError::NotYetValid { from }),
            Expiry::Expired { since } => return Err(CertificateError::Expired { since }),
            Expiry::Valid { .. } | Expiry::Soon { .. } => {}
        }
        if self.facts.suitability() == Suitability::Unsuitable {
            return Err(CertificateError::NotForTaxInvoices(self.facts.usage.clone()));
        }
        match self.belongs_to(number) {
            Ownership::Belongs => Ok(expiry),
            Ownership::Foreign => Err(CertificateError::Foreign),
            Ownership::NoR => Err(CertificateError::NoR),
            Ownership::NoVid => Err(CertificateError::NoVid),
        }
    }
}

/// What the certificate says of itself; nothing of the key.
impl fmt::Debug for OpenCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenCertificate").field("facts", &self.facts).finish_non_exhaustive()
    }
}

/// The kind of files; nothing of their bytes.
impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Bytes::Npki { .. } => "Sealed(Npki)",
            Bytes::Pfx(_) => "Sealed(Pfx)",
        })
    }
}

/// DER in the form of RFC 7468. Written into one buffer of the final size, so that no copy of a key is left behind.
fn pem(label: &str, der: &[u8]) -> Zeroizing<String> {
    const LINE_BYTES: usize = 48;
    let mut text = Zeroizing::new(String::with_capacity(der.len() * 3 / 2 + 128));
    text.push_str("-----BEGIN ");
    text.push_str(label);
    text.push_str("-----\n");
    for line in der.chunks(LINE_BYTES) {
        STANDARD.encode_string(line, &mut text);
        text.push('\n');
    }
    text.push_str("-----END ");
    text.push_str(label);
    text.push_str("-----\n");
    text
}
