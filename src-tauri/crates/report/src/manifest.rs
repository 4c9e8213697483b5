//! The manifest (목록): what was written, with hashes, and what changed since the last export of the same period.

use std::fs::{self, OpenOptions};
use std::io::Read;
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{PeriodTotals, ReportError};

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256, 64 lower-case hex digits.
    pub sha256: String,
    /// Not to be handed in as it is.
    pub draft: bool,
}

/// A document that counts now and did not, or the reverse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedDocument {
    /// Its key.
    pub key: String,
    /// What it is, in Korean.
    pub title: String,
    /// Its trade date.
    pub date: String,
    /// Won, as it counts.
    pub total_won: i64,
}

/// What changed since the last export of the period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// When that was; none when this is the first.
    pub since: Option<String>,
    /// The total then.
    pub total_won_then: Option<i64>,
    /// Documents that count now and did not then.
    pub added: Vec<MovedDocument>,
    /// Documents that counted then and do not now.
    pub removed: Vec<MovedDocument>,
}

/// The whole of it.
#[derive(Debug, Clone, Serialize)]
pub struct Manifest {
    /// Which period: `2026-11`, `2026-Q4`, `2026-H2`.
    pub period: String,
    /// Whether customers' numbers are masked.
    pub masked: bool,
    /// Whether the documents are only practice.
    pub practice: bool,
    /// Documents of the period that may yet come to count, and are in none of the files.
    pub undecided: u32,
    /// The sums.
    pub totals: PeriodTotals,
    /// Every other file.
    pub files: Vec<FileEntry>,
    /// Since the last export.
    pub changes: Changes,
}

impl Manifest {
    /// Its name for a period.
    #[must_use]
    pub fn name(period: &str) -> String {
        format!("{period}_manifest.json")
    }

    /// Writes it into a folder.
    ///
    /// # Errors
    /// [`ReportError::File`].
    pub fn write(&self, folder: &Path) -> Result<String, ReportError> {
        let name = Self::name(&self.period);
        let text = serde_json::to_string_pretty(self).map_err(|error| error.into());
        let written = text.and_then(|text| fs::write(folder.join(&name), text + "\n"));
        written.map_err(ReportError::file(&name))?;
        Ok(name)
    }
}

impl FileEntry {
    /// Writes a file that was made elsewhere.
    ///
    /// # Errors
    /// [`ReportError::File`].
    pub fn keep(folder: &Path, name: &str, bytes: &[u8]) -> Result<Self, ReportError> {
        fs::write(folder.join(name), bytes).map_err(ReportError::file(name))?;
        Self::of(folder, name)
    }

    /// Of a file that is whole, after it is safe on the disk.
    pub(crate) fn of(folder: &Path, name: &str) -> Result<Self, ReportError> {
        let (bytes, sha256) = hashed(&folder.join(name)).map_err(ReportError::file(name))?;
        Ok(Self { name: name.to_owned(), bytes, sha256, draft: false })
    }
}

fn hashed(path: &Path) -> std::io::Result<(u64, String)> {
    // Also writable, because Windows flushes only such a file.
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    file.sync_all()?;
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut part = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut part)?;
        if read == 0 {
            break;
        }
        hash.update(part.get(..read).unwrap_or_default());
        bytes += u64::try_from(read).unwrap_or(0);
    }
    let hex = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((bytes, hex))
}
