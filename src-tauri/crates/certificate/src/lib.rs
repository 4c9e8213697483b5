//! The shop's joint certificate (공동인증서): finding it, opening it, judging it and signing with it (domain.md §5).
//!
//! [`find`] looks through folders and says what is there; [`open`] takes files and a password and gives an
//! [`OpenCertificate`], whose key has been proved to belong to its certificate; [`OpenCertificate::check`] says whether the
//! shop may issue with it now. Nothing here writes a file, asks a clock or opens a connection.
//!
//! The files are a stranger's: none is read beyond the length such files have, none may ask for endless hashing, and whatever
//! is wrong with one is a [`CertificateError`] that says what. Password, key and R are wiped from memory when dropped and
//! stand in no `Debug` and no error.

mod asn1;
mod error;
mod expiry;
mod facts;
mod files;
mod find;
mod locked;
mod oid;
mod open;
mod password;
mod pfx;
mod places;
mod private_key;
mod seed;
mod stretch;
mod usage;
mod vid;

pub use error::{CertificateError, Part};
pub use expiry::{Expiry, WARNING_DAYS};
pub use facts::Facts;
pub use files::{Files, MAX_DER_BYTES, MAX_PFX_BYTES};
pub use find::{Found, Limits, Reading, Search, find};
pub use open::{OpenCertificate, Sealed, open};
pub use password::Password;
pub use places::usual_places;
pub use usage::{Suitability, Usage};
pub use vid::{Ownership, R, R_BYTES};

#[cfg(test)]
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
fn from_hex(text: &str) -> Vec<u8> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    text.as_bytes().chunks(2).map(byte).collect()
}
