//! The shop's certificate as the server knows it: the one certificate it has on its register.

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::hex;
use crate::error::PracticeError;

/// The registered client certificate.
pub(crate) struct ClientCertificate {
    der: CertificateDer<'static>,
    serial: String,
    business_number: String,
    public_key: Vec<u8>,
    validity: (i64, i64),
}

impl ClientCertificate {
    /// Reads the certificate from its PEM file.
    pub(crate) fn read(path: &Path) -> Result<Self, PracticeError> {
        let der =
            CertificateDer::from_pem_file(path).map_err(PracticeError::reading("the shop's certificate"))?;
        let (_, parsed) = x509_parser::parse_x509_certificate(&der)
            .map_err(PracticeError::reading("the shop's certificate"))?;
        let names = parsed.subject().iter_common_name().filter_map(|name| name.as_str().ok());
        let business_number = names.collect();
        let serial = normal_serial(&hex(parsed.raw_serial()));
        let public_key = parsed.public_key().subject_public_key.data.to_vec();
        let validity = parsed.validity();
        let validity = (validity.not_before.timestamp(), validity.not_after.timestamp());
        Ok(Self { serial, business_number, public_key, validity, der })
    }

    /// Whether it was made for this business number (its common name).
    pub(crate) fn is_for(&self, business_number: &str) -> bool {
        self.business_number == business_number
    }

    /// Whether a caller means this certificate by its hexadecimal serial, in any spelling.
    pub(crate) fn has_serial(&self, serial: &str) -> bool {
        normal_serial(serial) == self.serial
    }

    /// From when on it is valid, in Korean time.
    pub(crate) fn begins(&self) -> DateTime<FixedOffset> {
        korean(self.validity.0)
    }

    /// Until when it is valid, in Korean time.
    pub(crate) fn ends(&self) -> DateTime<FixedOffset> {
        korean(self.validity.1)
    }

    /// Whether this is the certificate a TLS peer showed.
    pub(crate) fn is_peer(&self, peer: &CertificateDer<'_>) -> bool {
        self.der == *peer
    }

    /// Whether the certificate's key signed the message (RSA-SHA256, PKCS#1 v1.5).
    pub(crate) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.public_key)
            .verify(message, signature)
            .is_ok()
    }
}

fn korean(unix_seconds: i64) -> DateTime<FixedOffset> {
    let utc = DateTime::from_timestamp(unix_seconds, 0).unwrap_or_default();
    FixedOffset::east_opt(9 * 3_600).map_or_else(|| utc.fixed_offset(), |korea| utc.with_timezone(&korea))
}

fn normal_serial(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_hexdigit).collect();
    digits.trim_start_matches('0').to_ascii_lowercase()
}
