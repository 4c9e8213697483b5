//! Looking for certificates in folders.
//!
//! Folders of joint certificates are named after their owner, in CP949 or UTF-8; the names are walked through as they are and
//! never read. The walk follows no link below the folder it was given, so it cannot go round in circles or leave it, and it
//! stops at a depth and a number of entries, so that a whole disk costs a moment and not a morning.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::{CertificateError, Part};
use crate::facts::Facts;
use crate::files::{self, CERTIFICATE_NAME, Files, KEY_NAME};

/// How far a search goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Folders below the one given: `NPKI/yessign/USER/cn=…` is three.
    pub depth: usize,
    /// Entries looked at, over all the folders together.
    pub entries: usize,
    /// Certificates found.
    pub found: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 6, entries: 50_000, found: 200 }
    }
}

/// What a search found, in the order of the paths.
#[derive(Debug)]
pub struct Search {
    /// The certificates.
    pub found: Vec<Found>,
    /// Whether a limit ended the search before all was seen.
    pub cut_short: bool,
}

/// Files that look like a certificate.
#[derive(Debug)]
pub struct Found {
    /// Where it is.
    pub files: Files,
    /// What is known of it without a password.
    pub reading: Reading,
}

/// What is known of a found certificate without a password.
#[derive(Debug)]
pub enum Reading {
    /// It can be read.
    Facts(Box<Facts>),
    /// A PFX says nothing before its password is given.
    Locked,
    /// It cannot be used, and why.
    Faulty(CertificateError),
}

/// Searches folders, with everything below them.
#[must_use]
pub fn find(folders: &[PathBuf], limits: Limits) -> Search {
    let mut walk = Walk { limits, entries: 0, seen: BTreeMap::new(), cut_short: false };
    for folder in folders {
        walk.through(folder);
    }
    walk.result()
}

struct Walk {
    limits: Limits,
    entries: usize,
    /// Files by where they are, a folder's two under the folder: a place that was given twice is found once.
    seen: BTreeMap<PathBuf, Pieces>,
    cut_short: bool,
}

#[derive(Default)]
struct Pieces {
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    pfx: bool,
}

impl Walk {
    fn through(&mut self, folder: &Path) {
        let walk = WalkDir::new(folder).max_depth(self.limits.depth + 1).follow_links(false);
        // A folder that may not be entered hides what is in it, and nothing else.
        for entry in walk.into_iter().filter_map(Result::ok) {
            self.entries += 1;
            if self.entries > self.limits.entries || self.seen.len() > self.limits.found {
                self.cut_short = true;
                return;
            }
            if entry.file_type().is_file() {
                self.note(entry.into_path());
            } else if entry.file_type().is_dir() && entry.depth() > self.limits.depth {
                self.cut_short = true;
            }
        }
    }

    fn note(&mut self, path: PathBuf) {
        let Some(folder) = path.parent().map(Path::to_owned) else { return };
        if files::has_name(&path, CERTIFICATE_NAME) {
            self.seen.entry(folder).or_default().certificate = Some(path);
        } else if files::has_name(&path, KEY_NAME) {
            self.seen.entry(folder).or_default().key = Some(path);
        } else if files::is_pfx(&path) {
            self.seen.entry(path).or_default().pfx = true;
        }
    }

    fn result(self) -> Search {
        let limit = self.limits.found;
        let cut_short = self.cut_short || self.seen.len() > limit;
        let found = self.seen.into_iter().take(limit).map(|(place, pieces)| pieces.found(place)).collect();
        Search { found, cut_short }
    }
}

impl Pieces {
    fn found(self, place: PathBuf) -> Found {
        if self.pfx {
            let reading = match files::read(&place, Part::Pfx) {
                Ok(_) => Reading::Locked,
                Err(error) => Reading::Faulty(error),
            };
            return Found { files: Files::Pfx(place), reading };
        }
        let certificate = self.certificate.unwrap_or_else(|| place.join(CERTIFICATE_NAME));
        let key = self.key.unwrap_or_else(|| place.join(KEY_NAME));
        let reading = match facts_of_pair(&certificate, &key) {
            Ok(facts) => Reading::Facts(Box::new(facts)),
            Err(error) => Reading::Faulty(error),
        };
        Found { files: Files::Npki { certificate, key }, reading }
    }
}

/// The key is read as well: one that is missing or far too large is better known before a password is typed.
fn facts_of_pair(certificate: &Path, key: &Path) -> Result<Facts, CertificateError> {
    let facts = Facts::of(&files::read(certificate, Part::Certificate)?)?;
    files::read(key, Part::Key)?;
    Ok(facts)
}
