//! What can be wrong with a certificate, so that a person learns which of it.
//!
//! No error carries a path, a name, a password or any byte of a key: folders of joint certificates are named after people.

use std::io;

use chrono::NaiveDate;

use crate::asn1::Asn1Fault;
use crate::usage::Usage;

/// Which file is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// `signCert.der`.
    Certificate,
    /// `signPri.key`.
    Key,
    /// A `.pfx` or `.p12` file.
    Pfx,
}

/// Why a certificate cannot be used. Whatever it is, nothing was stored and nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// The path is no certificate folder and no certificate file.
    #[error("there are no certificate files in this place")]
    NoFiles,
    /// One of the two files of a folder is not there.
    #[error("the {} is missing", .0.as_str())]
    Missing(Part),
    /// The file is larger than any such file can be; it was not read.
    #[error("the {} is larger than {limit_bytes} bytes", .part.as_str())]
    TooLarge {
        /// Which file.
        part: Part,
        /// The largest size that is read.
        limit_bytes: u64,
    },
    /// The file is there and could not be read.
    #[error("reading the {}", .part.as_str())]
    Unreadable {
        /// Which file.
        part: Part,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// It is no X.509 certificate.
    #[error("this is no certificate")]
    NotACertificate,
    /// The file ends too early.
    #[error("the {} was cut off", .0.as_str())]
    Truncated(Part),
    /// The file is not what its name says, or some of it was changed.
    #[error("the {} is damaged: {why}", .part.as_str())]
    Damaged {
        /// Which file.
        part: Part,
        /// What was being read.
        why: &'static str,
    },
    /// The key is locked in a way that is not understood; with the object identifier of what is not.
    #[error("the key is locked with {0}, which is not understood")]
    UnknownEncryption(String),
    /// Opening it would take more rounds of hashing than any honest file asks for.
    #[error("the file asks for too many rounds of hashing")]
    TooMuchWork,
    /// The password does not open it. Damage to the locked bytes can look the same.
    #[error("the password is wrong")]
    WrongPassword,
    /// The PFX holds no private key.
    #[error("the file holds no private key")]
    NoKey,
    /// The PFX holds no certificate.
    #[error("the file holds no certificate")]
    NoCertificate,
    /// The key is no RSA key of 2048 to 4096 bits.
    #[error("the key is of an unsupported kind")]
    UnsupportedKey,
    /// The key opened, and belongs to another certificate.
    #[error("the key does not belong to the certificate")]
    KeyDoesNotMatch,
    /// Without R nobody can prove whose certificate it is (domain.md §5.4).
    #[error("the key file holds no R value")]
    NoR,
    /// The certificate names no owner to compare with (domain.md §5.4).
    #[error("the certificate holds no VID")]
    NoVid,
    /// It is the certificate of another business or person.
    #[error("the certificate belongs to somebody else")]
    Foreign,
    /// Its time is over.
    #[error("the certificate expired on {since}")]
    Expired {
        /// The day of its last moment, in Korea.
        since: NaiveDate,
    },
    /// Its time has not begun.
    #[error("the certificate is valid only from {from}")]
    NotYetValid {
        /// The day of its first moment, in Korea.
        from: NaiveDate,
    },
    /// Its kind may not sign tax invoices (domain.md §5.2).
    #[error("a certificate of this kind may not sign tax invoices ({})", .0.as_str())]
    NotForTaxInvoices(Usage),
    /// The computer could not sign: it gave no random numbers.
    #[error("the signature could not be made")]
    NotSigned,
}

impl Part {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certificate => "certificate file",
            Self::Key => "key file",
            Self::Pfx => "PFX file",
        }
    }
}

impl CertificateError {
    /// Stable name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoFiles => "no_files",
            Self::Missing(Part::Key) => "key_missing",
            Self::Missing(Part::Certificate | Part::Pfx) => "certificate_missing",
            Self::TooLarge { .. } => "too_large",
            Self::Unreadable { .. } => "unreadable",
            Self::NotACertificate => "not_a_certificate",
            Self::Truncated(_) => "truncated",
            Self::Damaged { .. } => "damaged",
            Self::UnknownEncryption(_) => "unknown_encryption",
            Self::TooMuchWork => "too_much_work",
            Self::WrongPassword => "wrong_password",
            Self::NoKey => "no_key",
            Self::NoCertificate => "no_certificate",
            Self::UnsupportedKey => "unsupported_key",
            Self::KeyDoesNotMatch => "key_does_not_match",
            Self::NoR => "no_r",
            Self::NoVid => "no_vid",
            Self::Foreign => "foreign",
            Self::Expired { .. } => "expired",
            Self::NotYetValid { .. } => "not_yet_valid",
            Self::NotForTaxInvoices(_) => "not_for_tax_invoices",
            Self::NotSigned => "not_signed",
        }
    }

    /// The day that belongs to it: since when it is over, or from when it is valid.
    #[must_use]
    pub const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Expired { since: day } | Self::NotYetValid { from: day } => Some(*day),
            Self::NoFiles
            | Self::Missing(_)
            | Self::TooLarge { .. }
            | Self::Unreadable { .. }
            | Self::NotACertificate
            | Self::Truncated(_)
            | Self::Damaged { .. }
            | Self::UnknownEncryption(_)
            | Self::TooMuchWork
            | Self::WrongPassword
            | Self::NoKey
            | Self::NoCertificate
            | Self::UnsupportedKey
            | Self::KeyDoesNotMatch
            | Self::NoR
            | Self::NoVid
            | Self::Foreign
            | Self::NotForTaxInvoices(_)
            | Self::NotSigned => None,
        }
    }

    /// A reading of this part failed at this place.
    pub(crate) fn reading(part: Part, why: &'static str) -> impl Fn(Asn1Fault) -> Self {
        move |fault| match fault {
            Asn1Fault::Truncated => Self::Truncated(part),
            Asn1Fault::Malformed => Self::Damaged { part, why },
        }
    }
}
