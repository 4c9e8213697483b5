//! From a cause to the code that the window knows: the book, the keys, a certificate, a workbook, a paper.

use std::io;

use chrono::NaiveDate;
use domain::DocumentKey;
use keeper::KeeperError;
use office::{CannotGo, FormError};
use paper::PaperError;
use store::BookError;

use super::{Retry, UiError, UiErrorCode};

pub(super) fn book(error: &BookError) -> UiError {
    let (code, retry) = match error {
        BookError::Newer { .. } => (UiErrorCode::NewerBook, Retry::Never),
        BookError::Missing { .. } => (UiErrorCode::MissingBook, Retry::Never),
        BookError::File { source, .. } if no_space(source) => (UiErrorCode::Book, Retry::Later),
        BookError::ReadOnly { .. } | BookError::File { .. } => (UiErrorCode::BookReadOnly, Retry::Later),
        BookError::Busy { .. } => (UiErrorCode::BookBusy, Retry::Now),
        BookError::Corrupt { .. }
        | BookError::Foreign { .. }
        | BookError::OtherWorld { .. }
        | BookError::JournalBroken { .. } => (UiErrorCode::BookDamaged, Retry::Never),
        BookError::WrongKey { .. } => (UiErrorCode::WrongKey, Retry::Never),
        BookError::NoKey { .. } => (UiErrorCode::NoKeyPlace, Retry::Never),
        BookError::OtherKind { .. } => (UiErrorCode::NotFound, Retry::Never),
        BookError::DiskFull { .. }
        | BookError::Twice { .. }
        | BookError::Rule { .. }
        | BookError::NoKeyLeft
        | BookError::KeyNotTaken
        | BookError::NotSealed { .. }
        | BookError::Fraction
        | BookError::Sqlite { .. } => (UiErrorCode::Book, Retry::Later),
    };
    UiError::new(code, retry)
}

/// Why a certificate cannot be used, with the day that belongs to it.
pub(super) fn certificate(code: &str, day: Option<NaiveDate>) -> UiError {
    let day = day.map(|day| format!(":{day}")).unwrap_or_default();
    UiError { detail: Some(format!("{code}{day}")), ..UiError::new(UiErrorCode::Certificate, Retry::Never) }
}

/// Why a workbook of Hometax's cannot be used: a stable name, and of a moved column where and what.
pub(super) fn form(error: &FormError) -> UiError {
    let detail = match error {
        FormError::MovedColumn { column, found, expected, .. } => {
            format!("{}: {column} | {} | {expected}", error.as_str(), found.replace('\n', " "))
        }
        FormError::NotEmpty { row } => format!("{}: {row}", error.as_str()),
        FormError::NoColumn(column) => format!("{}: {column}", error.as_str()),
        FormError::OldFormat
        | FormError::Unreadable(_)
        | FormError::Damaged(_)
        | FormError::Archive(_)
        | FormError::Xml(_)
        | FormError::NoUploadSheet
        | FormError::OtherForm { .. }
        | FormError::UnknownForm
        | FormError::TooManyRows { .. }
        | FormError::OtherRow
        | FormError::UnknownList => error.as_str().to_owned(),
    };
    UiError { detail: Some(detail), ..UiError::new(UiErrorCode::HometaxForm, Retry::Never) }
}

pub(super) fn left_out(documents: &[(DocumentKey, Vec<CannotGo>)]) -> UiError {
    UiError {
        reference: documents.first().map(|(key, _)| key.to_string()),
        detail: Some(documents.len().to_string()),
        ..UiError::new(UiErrorCode::CannotGoToHometax, Retry::Never)
    }
}

pub(super) fn in_another_file(key: &DocumentKey, file: String) -> UiError {
    UiError { detail: Some(file), ..UiError::about(UiErrorCode::InAnotherFile, key) }
}

/// A use case met the place of the keys.
pub(super) fn secrets(error: &io::Error) -> UiError {
    let keeper = error.get_ref().and_then(|inner| inner.downcast_ref::<KeeperError>());
    keeper.map_or_else(|| UiError::new(UiErrorCode::Internal, Retry::Later), keys)
}

pub(super) fn keys(error: &KeeperError) -> UiError {
    let (code, retry) = match error {
        KeeperError::NoPlace => (UiErrorCode::NoKeyPlace, Retry::Never),
        KeeperError::NoStore(_) | KeeperError::StoreLocked => (UiErrorCode::KeyStoreClosed, Retry::Now),
        KeeperError::PassphraseNeeded => (UiErrorCode::PassphraseNeeded, Retry::Never),
        KeeperError::WrongPassphrase => (UiErrorCode::WrongPassphrase, Retry::Never),
        KeeperError::ShortPassphrase => (UiErrorCode::ShortPassphrase, Retry::Never),
        KeeperError::KeyFileNeeded | KeeperError::WrongKeyFile { .. } => {
            (UiErrorCode::KeyFileNeeded, Retry::Never)
        }
        KeeperError::Damaged { .. } | KeeperError::Newer { .. } => (UiErrorCode::VaultDamaged, Retry::Never),
        KeeperError::File { .. } => (UiErrorCode::BookReadOnly, Retry::Later),
        KeeperError::NotText { .. } | KeeperError::NoRandomness | KeeperError::NoMemory => {
            (UiErrorCode::Internal, Retry::Later)
        }
    };
    UiError { detail: error.path().map(|path| path.display().to_string()), ..UiError::new(code, retry) }
}

/// Why files could not be written into a folder: a stable name for the sentence.
pub(super) const fn obstacle(why: Option<io::ErrorKind>) -> &'static str {
    match why {
        Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge) => {
            "disk_full"
        }
        Some(io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => "not_writable",
        Some(io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => "no_folder",
        Some(
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy | io::ErrorKind::IsADirectory,
        ) => "file_open",
        Some(_) | None => "other",
    }
}

/// A file could not grow: the disk, the user's quota or the file's own limit has been reached.
pub(super) fn no_space(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

pub(super) fn preview(error: &PaperError) -> UiError {
    if let PaperError::MissingGlyph { character, .. } = error {
        UiError { detail: Some(character.to_string()), ..UiError::new(UiErrorCode::NoGlyph, Retry::Never) }
    } else {
        UiError::new(UiErrorCode::PrintFailed, Retry::Never)
    }
}

pub(super) fn paper(key: &DocumentKey, error: &PaperError) -> UiError {
    if let PaperError::MissingGlyph { character, .. } = error {
        UiError { detail: Some(character.to_string()), ..UiError::about(UiErrorCode::NoGlyph, key) }
    } else {
        UiError::about(UiErrorCode::PrintFailed, key)
    }
}
