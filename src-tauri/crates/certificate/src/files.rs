//! The files of a certificate, read no further than such files can be long.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use encoding_rs::EUC_KR;

use crate::error::{CertificateError, Part};

/// No larger certificate or key file is read.
pub const MAX_DER_BYTES: u64 = 64 * 1024;
/// No larger PFX file is read.
pub const MAX_PFX_BYTES: u64 = 256 * 1024;

/// The name of a joint certificate in its folder (domain.md §5.1).
pub(crate) const CERTIFICATE_NAME: &str = "signCert.der";
/// The name of its key.
pub(crate) const KEY_NAME: &str = "signPri.key";
/// The name under which a PFX file is kept.
pub(crate) const PFX_NAME: &str = "signCert.pfx";
const PFX_ENDINGS: [&str; 2] = ["pfx", "p12"];

/// Where a certificate is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Files {
    /// A folder of the NPKI kind (공동인증서 폴더).
    Npki {
        /// `signCert.der`.
        certificate: PathBuf,
        /// `signPri.key`.
        key: PathBuf,
    },
    /// An exported file, `.pfx` or `.p12`.
    Pfx(PathBuf),
}

impl Files {
    /// The files that a person means by a path: a certificate's folder, one of the two files in it, a PFX
    /// file, or a folder with one PFX file in it.
    ///
    /// # Errors
    /// [`CertificateError::NoFiles`], [`CertificateError::Missing`] when only one of the two is there,
    /// [`CertificateError::Unreadable`].
    pub fn at(path: &Path) -> Result<Self, CertificateError> {
        if is_pfx(path) && path.is_file() {
            return Ok(Self::Pfx(path.to_owned()));
        }
        let is_of_a_pair = has_name(path, CERTIFICATE_NAME) || has_name(path, KEY_NAME);
        let folder = if is_of_a_pair && !path.is_dir() { path.parent() } else { Some(path) };
        Self::in_folder(folder.ok_or(CertificateError::NoFiles)?)
    }

    fn in_folder(folder: &Path) -> Result<Self, CertificateError> {
        let entries = fs::read_dir(folder).map_err(|source| {
            if matches!(source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) {
                return CertificateError::NoFiles;
            }
            CertificateError::Unreadable { part: Part::Certificate, source }
        })?;
        // Names are compared without case: on a USB stick they may all be upper-case.
        let names: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        let named = |name| names.iter().find(|path| has_name(path, name)).cloned();
        match (named(CERTIFICATE_NAME), named(KEY_NAME)) {
            (Some(certificate), Some(key)) => Ok(Self::Npki { certificate, key }),
            (Some(_), None) => Err(CertificateError::Missing(Part::Key)),
            (None, Some(_)) => Err(CertificateError::Missing(Part::Certificate)),
            (None, None) => match &names.into_iter().filter(|path| is_pfx(path)).collect::<Vec<_>>()[..] {
                [only] => Ok(Self::Pfx(only.clone())),
                _ => Err(CertificateError::NoFiles),
            },
        }
    }

    /// The place as a person can read it, also where a folder's name is CP949.
    #[must_use]
    pub fn shown(&self) -> String {
        let place = match self {
            Self::Npki { certificate, .. } => certificate.parent().unwrap_or(certificate),
            Self::Pfx(path) => path,
        };
        place.components().map(|part| text(part.as_os_str())).collect::<PathBuf>().display().to_string()
    }
}

fn text(name: &OsStr) -> String {
    let korean = || EUC_KR.decode_without_bom_handling(name.as_encoded_bytes()).0.into_owned();
    name.to_str().map_or_else(korean, str::to_owned)
}

/// Whether the path ends in this name, upper- or lower-case.
pub(crate) fn has_name(path: &Path, name: &str) -> bool {
    path.file_name().is_some_and(|own| own.eq_ignore_ascii_case(name))
}

/// Whether the path is named as a PFX file.
pub(crate) fn is_pfx(path: &Path) -> bool {
    path.extension().is_some_and(|ending| PFX_ENDINGS.iter().any(|pfx| ending.eq_ignore_ascii_case(pfx)))
}

/// Reads a file whole.
///
/// # Errors
/// [`CertificateError::TooLarge`] before anything is read, [`CertificateError::Missing`], [`CertificateError::Unreadable`].
pub(crate) fn read(path: &Path, part: Part) -> Result<Vec<u8>, CertificateError> {
    let limit_bytes = limit(part);
    let failed = |source: io::Error| {
        if source.kind() == ErrorKind::NotFound {
            return CertificateError::Missing(part);
        }
        CertificateError::Unreadable { part, source }
    };
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        // Opening a pipe would wait for somebody to write into it.
        return Err(failed(ErrorKind::InvalidInput.into()));
    }
    check_size(metadata.len(), part)?;
    let mut bytes = Vec::new();
    // One byte more than allowed shows a file that has grown since.
    File::open(path).map_err(failed)?.take(limit_bytes + 1).read_to_end(&mut bytes).map_err(failed)?;
    check_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX), part)?;
    Ok(bytes)
}

/// # Errors
/// [`CertificateError::TooLarge`].
pub(crate) fn check_size(bytes: u64, part: Part) -> Result<(), CertificateError> {
    let limit_bytes = limit(part);
    if bytes > limit_bytes { Err(CertificateError::TooLarge { part, limit_bytes }) } else { Ok(()) }
}

const fn limit(part: Part) -> u64 {
    match part {
        Part::Certificate | Part::Key => MAX_DER_BYTES,
        Part::Pfx => MAX_PFX_BYTES,
    }
}
