//! The self-made certificates of `tests/fixtures`; its README says what each is.

use std::fs;
use std::path::PathBuf;

use certificate::{CertificateError, OpenCertificate, Password, Sealed};
use chrono::{DateTime, FixedOffset};
use domain::BusinessNumber;

pub const R_HEX: &str = "b4caec0bf53f08b16864b47a18ae048ad7c5f9cf";

pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

pub fn bytes(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub fn password() -> Password {
    Password::new("test1234!".to_owned())
}

pub fn pair(certificate: &str, key: &str) -> Sealed {
    Sealed::npki(bytes(certificate), bytes(key)).expect("small files")
}

pub fn pfx(name: &str) -> Sealed {
    Sealed::pfx(bytes(name)).expect("a small file")
}

pub fn open_pair(certificate: &str, key: &str) -> Result<OpenCertificate, CertificateError> {
    pair(certificate, key).open(&password())
}

pub fn open_pfx(name: &str) -> Result<OpenCertificate, CertificateError> {
    pfx(name).open(&password())
}

/// The number behind the VID of the fixtures.
pub fn shop() -> BusinessNumber {
    BusinessNumber::parse("1234567891").expect("a right check digit")
}

pub fn somebody_else() -> BusinessNumber {
    BusinessNumber::parse("1111111119").expect("a right check digit")
}

pub fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("a time")
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
