//! What a certificate says of itself, readable without any password.

use std::fmt;

use chrono::{DateTime, FixedOffset, Utc};
use encoding_rs::EUC_KR;
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

use crate::error::CertificateError;
use crate::expiry::Expiry;
use crate::oid;
use crate::usage::{Suitability, Usage};
use crate::vid::Vid;

const KOREA_AHEAD_S: i32 = 9 * 3_600;

/// The readable part of a certificate. Its claims are not proved: whether the issuer really signed it, the NTS checks.
#[derive(Clone, PartialEq, Eq)]
pub struct Facts {
    /// The owner's common name (CN) as issued, often `상호()00001234…`. May be a person's name: not for logs.
    pub common_name: String,
    /// The issuer's organisation (`yessign`, `SignKorea` …), or its common name when it names none.
    pub issuer: String,
    /// The serial number in lower-case hexadecimal digits, without leading zeros.
    pub serial: String,
    /// Its first moment, in Korean time.
    pub valid_from: DateTime<FixedOffset>,
    /// Its last moment, in Korean time.
    pub valid_to: DateTime<FixedOffset>,
    /// What it is for.
    pub usage: Usage,
    /// The key in it (SubjectPublicKeyInfo's bits), for the comparison with a private key.
    pub(crate) public_key: Vec<u8>,
    /// Its name and its issuer's as they are encoded: one certificate's issuer is the next one's name.
    pub(crate) subject: Vec<u8>,
    pub(crate) issued_by: Vec<u8>,
    /// Whether its key may sign documents (key usage), as far as it says.
    pub(crate) may_sign: bool,
    /// Whose it is.
    pub(crate) vid: Option<Vid>,
}

impl Facts {
    /// Reads a certificate (DER).
    ///
    /// # Errors
    /// [`CertificateError::NotACertificate`].
    pub fn of(der: &[u8]) -> Result<Self, CertificateError> {
        let not_one = |_| CertificateError::NotACertificate;
        let (rest, certificate) = X509Certificate::from_der(der).map_err(not_one)?;
        if !rest.is_empty() {
            return Err(CertificateError::NotACertificate);
        }
        let moment = |timestamp| korean_time(timestamp).ok_or(CertificateError::NotACertificate);
        let issuer = certificate.issuer();
        Ok(Self {
            common_name: last(certificate.subject().iter_common_name()).unwrap_or_default(),
            issuer: last(issuer.iter_organization()).or_else(|| common_name(issuer)).unwrap_or_default(),
            serial: format!("{:x}", certificate.tbs_certificate.serial),
            valid_from: moment(certificate.validity().not_before.timestamp())?,
            valid_to: moment(certificate.validity().not_after.timestamp())?,
            usage: usage(&certificate),
            subject: certificate.subject().as_raw().to_vec(),
            issued_by: issuer.as_raw().to_vec(),
            public_key: certificate.public_key().subject_public_key.data.to_vec(),
            may_sign: may_sign(&certificate),
            vid: vid(&certificate),
        })
    }

    /// The owner's name without the number that issuers append to it.
    #[must_use]
    pub fn owner(&self) -> &str {
        let whole = self.common_name.as_str();
        let without_number = whole.trim_end_matches(|c: char| c.is_ascii_digit());
        // The last brackets are the issuer's; earlier ones may be the name's own, as in `(주)가나()0001`.
        let name = without_number.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
        match name {
            Some((name, _)) if without_number.len() < whole.len() && !name.is_empty() => name.trim_end(),
            _ => whole,
        }
    }

    /// Where a moment stands in its time.
    #[must_use]
    pub fn expiry(&self, now: &DateTime<FixedOffset>) -> Expiry {
        Expiry::at(&self.valid_from, &self.valid_to, now)
    }

    /// Whether it may sign tax invoices.
    #[must_use]
    pub const fn suitability(&self) -> Suitability {
        self.usage.suitability()
    }

    /// Whether it carries a VID to compare a business's number with.
    #[must_use]
    pub const fn has_vid(&self) -> bool {
        self.vid.is_some()
    }
}

/// Without the owner's name, which may be a person's with the number of an account.
impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts")
            .field("issuer", &self.issuer)
            .field("serial", &self.serial)
            .field("valid_from", &self.valid_from)
            .field("valid_to", &self.valid_to)
            .field("usage", &self.usage)
            .finish_non_exhaustive()
    }
}

/// A moment in Korean time.
pub(crate) fn korean_time(timestamp: i64) -> Option<DateTime<FixedOffset>> {
    let korea = FixedOffset::east_opt(KOREA_AHEAD_S)?;
    DateTime::<Utc>::from_timestamp(timestamp, 0).map(|time| time.with_timezone(&korea))
}

fn common_name(name: &X509Name<'_>) -> Option<String> {
    last(name.iter_common_name())
}

/// The most special of several values: names go from the country down.
fn last<'a>(values: impl Iterator<Item = &'a AttributeTypeAndValue<'a>>) -> Option<String> {
    values.last().map(|value| text(value.attr_value().data, value.attr_value().tag().0))
}

/// The text of a name in any of the encodings that issuers have used.
fn text(bytes: &[u8], tag: u32) -> String {
    const BMP_STRING: u32 = 30;
    if tag == BMP_STRING {
        let units =
            bytes.chunks_exact(2).map(|pair| pair.iter().fold(0_u16, |unit, b| unit << 8 | u16::from(*b)));
        return char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    std::str::from_utf8(bytes)
        .map_or_else(|_| EUC_KR.decode_without_bom_handling(bytes).0.into_owned(), str::to_owned)
}

/// By the first policy on our list, or the first one at all.
fn usage(certificate: &X509Certificate<'_>) -> Usage {
    let mut usages = certificate.extensions().iter().flat_map(|extension| {
        let ParsedExtension::CertificatePolicies(policies) = extension.parsed_extension() else {
            return Vec::new();
        };
        policies.iter().map(|policy| Usage::of_policy(policy.policy_id.to_id_string())).collect()
    });
    let first = usages.next().unwrap_or(Usage::Other(None));
    std::iter::once(first.clone())
        .chain(usages)
        .find(|usage| !matches!(usage, Usage::Other(_)))
        .unwrap_or(first)
}

/// A certificate that does not say what its key is for may do anything.
fn may_sign(certificate: &X509Certificate<'_>) -> bool {
    certificate.key_usage().ok().flatten().is_none_or(|usage| usage.value.digital_signature())
}

fn vid(certificate: &X509Certificate<'_>) -> Option<Vid> {
    let mut extensions = certificate.extensions().iter();
    let alternative = extensions.find(|extension| extension.oid.to_id_string() == oid::SUBJECT_ALT_NAME)?;
    Vid::in_alternative_name(alternative.value)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_name_is_read_in_each_encoding_that_issuers_have_used() {
        let (utf8_string, t61_string, bmp_string) = (12, 20, 30);
        assert_eq!(text("시험상사".as_bytes(), utf8_string), "시험상사");
        assert_eq!(text(b"\xbd\xc3\xc7\xe8", t61_string), "시험", "CP949");
        assert_eq!(text(b"\xc2\xdc\xd5\xd8", bmp_string), "시험", "UTF-16");
    }
}
