//! The papers of the practice NTS: its own certificate authority, a server certificate and one client certificate.
//!
//! Made together on first start and kept as PEM files. The authority's private key is never written: nobody can later
//! sign anything in its name, and when one file is missing or expired the whole set is made anew. `ca.pem` is removed
//! first and written last, so a set that was interrupted half-way is recognised as incomplete.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Datelike, FixedOffset, TimeDelta};
use ring::rand::{SecureRandom, SystemRandom};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

use crate::error::PracticeError;
use crate::folder_lock::lock;

mod client;
mod minting;

pub(crate) use client::ClientCertificate;

/// How long before the making a certificate is already valid: a client whose real clock is behind the practice clock.
const VALID_BEFORE_DAYS: i64 = 366;
const VALID_DAYS: i64 = 3_650;

/// Where the papers are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificates {
    /// The authority's certificate; trust this one and nothing else.
    pub ca: PathBuf,
    /// The server's certificate for `localhost` and `127.0.0.1` (ECDSA P-256).
    pub server: PathBuf,
    /// The server's private key (PKCS#8).
    pub server_key: PathBuf,
    /// The shop's certificate (RSA-2048); its common name is the business number.
    pub client: PathBuf,
    /// The shop's private key (PKCS#8).
    pub client_key: PathBuf,
    /// The file with the shop's API secret (64 hexadecimal digits).
    pub api_secret: PathBuf,
    /// The file with the key of the shop's text account (16 hexadecimal digits).
    pub text_key: PathBuf,
    /// The file with its secret (64 hexadecimal digits).
    pub text_secret: PathBuf,
    /// The file with the LinkID of the shop's Popbill partner (16 hexadecimal digits).
    pub popbill_link_id: PathBuf,
    /// The file with its secret key (Base64 of 32 bytes).
    pub popbill_secret_key: PathBuf,
    /// The file with the service key of the business-status API (Base64 of 32 bytes: it wants escaping in a query).
    pub odcloud_key: PathBuf,
}

/// Makes the papers in `dir` for a business number, or leaves them as they are when complete, valid at `now` and made
/// for the same number. Safe to call from several processes at once.
///
/// # Errors
/// [`PracticeError::File`], [`PracticeError::MakeCertificate`] or [`PracticeError::Random`].
pub fn ensure_certificates(
    dir: &Path,
    business_number: &str,
    now: DateTime<FixedOffset>,
) -> Result<Certificates, PracticeError> {
    fs::create_dir_all(dir).map_err(PracticeError::file(dir))?;
    let _one_at_a_time = lock(&dir.join("certificates.lock"))?;
    let papers = Certificates::in_folder(dir);
    if !papers.usable(business_number, now) {
        papers.make(business_number, now)?;
    }
    papers.make_secrets()?;
    Ok(papers)
}

/// Random bytes as lower-case hexadecimal digits.
pub(crate) fn random_hex(bytes: usize) -> Result<String, PracticeError> {
    Ok(hex(&random(bytes)?))
}

fn random(bytes: usize) -> Result<Vec<u8>, PracticeError> {
    let mut drawn = vec![0_u8; bytes];
    SystemRandom::new().fill(&mut drawn).map_err(|_| PracticeError::Random)?;
    Ok(drawn)
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Certificates {
    fn in_folder(dir: &Path) -> Self {
        Self {
            ca: dir.join("ca.pem"),
            server: dir.join("server.pem"),
            server_key: dir.join("server.key.pem"),
            client: dir.join("client.pem"),
            client_key: dir.join("client.key.pem"),
            api_secret: dir.join("api_secret"),
            text_key: dir.join("text_key"),
            text_secret: dir.join("text_secret"),
            popbill_link_id: dir.join("popbill_link_id"),
            popbill_secret_key: dir.join("popbill_secret_key"),
            odcloud_key: dir.join("odcloud_key"),
        }
    }

    /// Draws the secrets that are not there yet.
    fn make_secrets(&self) -> Result<(), PracticeError> {
        for (file, bytes) in
            [(&self.api_secret, 32), (&self.text_key, 8), (&self.text_secret, 32), (&self.popbill_link_id, 8)]
        {
            if !file.exists() {
                write_private(file, &random_hex(bytes)?)?;
            }
        }
        for file in [&self.popbill_secret_key, &self.odcloud_key] {
            if !file.exists() {
                write_private(file, &STANDARD.encode(random(32)?))?;
            }
        }
        Ok(())
    }

    fn usable(&self, business_number: &str, now: DateTime<FixedOffset>) -> bool {
        let valid = |path: &Path| valid_at(path, now).unwrap_or(false);
        let keyed = |path: &Path| PrivatePkcs8KeyDer::from_pem_file(path).is_ok();
        [&self.ca, &self.server, &self.client].into_iter().all(|path| valid(path))
            && [&self.server_key, &self.client_key].into_iter().all(|path| keyed(path))
            && ClientCertificate::read(&self.client).is_ok_and(|client| client.is_for(business_number))
    }

    fn make(&self, business_number: &str, now: DateTime<FixedOffset>) -> Result<(), PracticeError> {
        if self.ca.exists() {
            fs::remove_file(&self.ca).map_err(PracticeError::file(&self.ca))?;
        }
        let set = minting::mint(business_number, validity(now))?;
        for (path, pem) in [
            (&self.server_key, &set.server_key),
            (&self.server, &set.server),
            (&self.client_key, &set.client_key),
            (&self.client, &set.client),
            (&self.ca, &set.ca),
        ] {
            write_private(path, pem)?;
        }
        Ok(())
    }
}

fn validity(now: DateTime<FixedOffset>) -> (minting::Day, minting::Day) {
    let day = |at: DateTime<FixedOffset>| minting::Day {
        year: at.year(),
        month: u8::try_from(at.month()).unwrap_or(1),
        day: u8::try_from(at.day()).unwrap_or(1),
    };
    (day(now - TimeDelta::days(VALID_BEFORE_DAYS)), day(now + TimeDelta::days(VALID_DAYS)))
}

fn valid_at(path: &Path, now: DateTime<FixedOffset>) -> Result<bool, PracticeError> {
    let der = CertificateDer::from_pem_file(path).map_err(PracticeError::reading("a PEM file"))?;
    let (_, parsed) =
        x509_parser::parse_x509_certificate(&der).map_err(PracticeError::reading("a certificate"))?;
    let validity = parsed.validity();
    Ok((validity.not_before.timestamp()..validity.not_after.timestamp()).contains(&now.timestamp()))
}

/// Writes a file that only its owner can read, whole or not at all.
fn write_private(path: &Path, text: &str) -> Result<(), PracticeError> {
    let half_written = path.with_extension("part");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&half_written).map_err(PracticeError::file(&half_written))?;
    file.write_all(text.as_bytes()).map_err(PracticeError::file(&half_written))?;
    file.sync_all().map_err(PracticeError::file(&half_written))?;
    fs::rename(&half_written, path).map_err(PracticeError::file(path))
}
