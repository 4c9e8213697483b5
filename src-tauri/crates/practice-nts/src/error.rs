//! What can go wrong while preparing or keeping the practice NTS.
//!
//! Refusals of a document are answers (`answer::Refusal`), not errors; these are failures of the house itself.

use std::path::PathBuf;

/// A failure of the practice NTS itself, saying what it was doing.
#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    /// A file or folder of the practice data could not be read or written.
    #[error("using the practice file {path}")]
    File {
        /// The file or folder in question.
        path: PathBuf,
        /// The operating system's answer.
        #[source]
        source: std::io::Error,
    },
    /// A key or certificate could not be made.
    #[error("making the practice certificates: {step}")]
    MakeCertificate {
        /// What was being made.
        step: &'static str,
        /// The library's answer.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A certificate or key that is there could not be used.
    #[error("reading the practice certificates: {step}")]
    ReadCertificate {
        /// What was being read.
        step: &'static str,
        /// The library's answer.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The system gave no random bytes.
    #[error("drawing random bytes from the system")]
    Random,
    /// A port of the loopback interface could not be opened.
    #[error("listening on 127.0.0.1:{port}")]
    Listen {
        /// The wanted port, 0 for any.
        port: u16,
        /// The operating system's answer.
        #[source]
        source: std::io::Error,
    },
    /// The ledger could not be opened, read or written.
    #[error("keeping the practice ledger")]
    Ledger(#[from] rusqlite::Error),
    /// A dial file is not a JSON object of known dials.
    #[error("reading the dials from {path}")]
    DialFile {
        /// The file.
        path: PathBuf,
        /// The dial at fault, by name.
        #[source]
        source: crate::dials::DialError,
    },
    /// A background task ended before its work was done.
    #[error("waiting for a background task")]
    Task(#[source] tokio::task::JoinError),
}

impl PracticeError {
    /// Wraps an IO error with the path it happened on.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::File { path: path.into(), source }
    }

    /// Wraps a library's error while making a key or certificate.
    pub(crate) fn making<E>(step: &'static str) -> impl FnOnce(E) -> Self
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        move |source| Self::MakeCertificate { step, source: source.into() }
    }

    /// Wraps a library's error while reading a key or certificate.
    pub(crate) fn reading<E>(step: &'static str) -> impl FnOnce(E) -> Self
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        move |source| Self::ReadCertificate { step, source: source.into() }
    }
}
