//! Object identifiers, by the names of domain.md §5 and of RFC 7292 and 8018.

/// seedCBCWithSHA1: SEED behind PBKDF1, the usual lock of a joint certificate's key.
pub(crate) const SEED_CBC_WITH_SHA1: &str = "1.2.410.200004.1.15";
/// seedCBC: an old lock of keys, and a cipher of PBES2.
pub(crate) const SEED_CBC: &str = "1.2.410.200004.1.4";
pub(crate) const PBES2: &str = "1.2.840.113549.1.5.13";
pub(crate) const PBKDF2: &str = "1.2.840.113549.1.5.12";
pub(crate) const HMAC_SHA1: &str = "1.2.840.113549.2.7";
pub(crate) const HMAC_SHA256: &str = "1.2.840.113549.2.9";
pub(crate) const AES_128_CBC: &str = "2.16.840.1.101.3.4.1.2";
pub(crate) const AES_192_CBC: &str = "2.16.840.1.101.3.4.1.22";
pub(crate) const AES_256_CBC: &str = "2.16.840.1.101.3.4.1.42";
pub(crate) const DES_EDE3_CBC: &str = "1.2.840.113549.3.7";
pub(crate) const PKCS12_3DES: &str = "1.2.840.113549.1.12.1.3";
pub(crate) const PKCS12_RC2_128: &str = "1.2.840.113549.1.12.1.5";
pub(crate) const PKCS12_RC2_40: &str = "1.2.840.113549.1.12.1.6";

pub(crate) const SHA1: &str = "1.3.14.3.2.26";
pub(crate) const SHA256: &str = "2.16.840.1.101.3.4.2.1";
pub(crate) const RSA: &str = "1.2.840.113549.1.1.1";

pub(crate) const DATA: &str = "1.2.840.113549.1.7.1";
pub(crate) const ENCRYPTED_DATA: &str = "1.2.840.113549.1.7.6";
pub(crate) const KEY_BAG: &str = "1.2.840.113549.1.12.10.1.1";
pub(crate) const LOCKED_KEY_BAG: &str = "1.2.840.113549.1.12.10.1.2";
pub(crate) const CERTIFICATE_BAG: &str = "1.2.840.113549.1.12.10.1.3";
pub(crate) const X509_CERTIFICATE: &str = "1.2.840.113549.1.9.22.1";

pub(crate) const SUBJECT_ALT_NAME: &str = "2.5.29.17";
/// Whose certificate it is, in the alternative name (IdentifyData).
pub(crate) const IDENTIFY_DATA: &str = "1.2.410.200004.10.1.1";
pub(crate) const VID: &str = "1.2.410.200004.10.1.1.1";
/// The random number R among the attributes of the key.
pub(crate) const R: &str = "1.2.410.200004.10.1.1.3";
