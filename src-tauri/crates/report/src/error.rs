//! What can go wrong while files are written. No value of a document is ever in an error.

use std::io;

use rust_xlsxwriter::XlsxError;

/// Why a period's files could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A file could not be written.
    #[error("cannot write {name}")]
    File {
        /// Name of the file.
        name: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A number has more digits than its field in a record.
    #[error("a number does not fit into {name}")]
    DoesNotFit {
        /// Name of the file.
        name: String,
    },
    /// A workbook could not be written.
    #[error("cannot write the workbook {name}")]
    Workbook {
        /// Name of the file.
        name: String,
        /// Why.
        #[source]
        source: XlsxError,
    },
}

impl ReportError {
    /// What the system said, if it was the system.
    #[must_use]
    pub fn kind(&self) -> Option<io::ErrorKind> {
        match self {
            Self::File { source, .. } | Self::Workbook { source: XlsxError::IoError(source), .. } => {
                Some(source.kind())
            }
            Self::DoesNotFit { .. } | Self::Workbook { .. } => None,
        }
    }

    pub(crate) fn file(name: &str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File { name: name.to_owned(), source }
    }

    pub(crate) fn workbook(name: &str) -> impl FnOnce(XlsxError) -> Self {
        move |source| Self::Workbook { name: name.to_owned(), source }
    }
}
