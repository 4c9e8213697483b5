//! The one error shape that crosses to the window. A code exists only where a screen acts on it; the sentences live in
//! `ui/src/messages`.

use std::io;
use std::path::Path;

use chrono::NaiveDate;
use domain::DocumentKey;
use keeper::{KeeperError, PhraseError};
use office::{CannotGo, FormError, OfficeError};
use paper::PaperError;
use serde::{Deserialize, Serialize};
use specta::Type;
use store::BookError;

use crate::cli::answer::whole_story;
use crate::keys::StartError;

/// A field and what is wrong with it; both are the stable names of [`domain::Field`] and [`domain::FaultCode`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Fault {
    /// Stable name of the field.
    pub field: String,
    /// Stable name of the fault.
    pub code: String,
    /// Which line of an invoice, from 0.
    pub line: Option<u8>,
}

impl From<&domain::Fault> for Fault {
    fn from(fault: &domain::Fault) -> Self {
        Self { field: fault.field.as_str().into(), code: fault.code.as_str().into(), line: fault.line }
    }
}

impl From<&office::FieldFault> for Fault {
    fn from(fault: &office::FieldFault) -> Self {
        Self { field: fault.field.into(), code: fault.code.into(), line: None }
    }
}

impl From<&office::OrderFault> for Fault {
    fn from(fault: &office::OrderFault) -> Self {
        Self { field: fault.field.clone(), code: fault.code.clone(), line: fault.line }
    }
}

/// What a screen can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum UiErrorCode {
    /// Field faults; nothing was changed.
    Faults,
    /// The shop form has not been filled in.
    NoShop,
    /// An equal receipt was issued within three minutes: ask. `reference` is its key.
    SimilarReceipt,
    /// An invoice to the same buyer over the same total was issued within days: ask. `reference` is its key.
    SimilarInvoice,
    /// The NTS did not say what it knows of the buyer, and nothing is known from before. `detail` is its code.
    StatusUnknown,
    /// The invoice cannot be amended; `detail` says why: `not_transmitted`, `nothing_left`.
    NotAmendable,
    /// The file cannot be read as a list of partners; nothing was changed. `detail` says why.
    UnreadableFile,
    /// Its twin's outcome is unknown: a stop that only "다른 거래예요" passes. `reference` is its key.
    TwinUnknown,
    /// No such document.
    NotFound,
    /// The document is not approved, so there is nothing to cancel.
    NotCancellable,
    /// The document is not approved, so there is nothing to print.
    NotPrintable,
    /// The same press id came again with other content; nothing was sent.
    PressReused,
    /// Issued under another business number, so it cannot be cancelled under this one.
    OtherShop,
    /// A resident registration number is never shown in full.
    NumberHidden,
    /// Nothing is left to cancel.
    AlreadyCancelled,
    /// The sale stands in a document already; another one needs a reason. `detail` is `receipted` or `invoiced`.
    SaleElsewhere,
    /// A character no shipped font has; `detail` is the character.
    NoGlyph,
    /// The paper did not come out; the approval is untouched.
    PrintFailed,
    /// The book could not be read or written (a full disk, mostly); nothing was sent.
    Book,
    /// The request may have been taken, but the answer could not be written. `reference` is the document's key.
    AnswerNotBooked,
    /// The book or its folder cannot be written to; nothing was sent.
    BookReadOnly,
    /// Another program holds the book; nothing was sent.
    BookBusy,
    /// The book is damaged, not ours, or belongs to the other world; it was left untouched.
    BookDamaged,
    /// The way to the NTS is not open; nothing was sent.
    RouteClosed,
    /// The two books could not be compared, or the NTS did not answer; nothing was changed. `detail` is the cause.
    NotCompared,
    /// Somebody has acted already, or it settled itself.
    NothingToDo,
    /// The support bundle could not be written; `detail` is the path.
    BundleFailed,
    /// The program could not be entered among those that start with the desktop session; nothing was changed.
    AutostartFailed,
    /// The month is not over yet, so it cannot be closed.
    MonthNotOver,
    /// Nothing has changed since the month was closed.
    NothingToClose,
    /// A period's files could not be written, and none stands under its final name; `detail` is why and the folder:
    /// `disk_full: …`, `not_writable: …`, `no_folder: …`, `file_open: …`, `other: …`.
    ExportFailed,
    /// The export was called off; the folder and the book are as they were.
    ExportCancelled,
    /// A workbook of Hometax's cannot be used; nothing was written or changed. `detail` says why, and of a moved column
    /// which: `moved_column: C | found | expected`.
    HometaxForm,
    /// Documents cannot go to Hometax in this file; `detail` is how many, `reference` the first of them.
    CannotGoToHometax,
    /// The document stands in another file for Hometax already; `detail` is the file, `reference` the document.
    InAnotherFile,
    /// No document can go into this form now.
    NothingForHometax,
    /// The approval number that was chosen cannot be that of the document.
    NotThatApproval,
    /// The certificate cannot be used, and nothing was stored; `detail` is its stable name, with a day where one belongs to
    /// it: `wrong_password`, `expired:2026-12-31`.
    Certificate,
    /// The certificate's files could not be kept (a full disk, mostly); nothing was stored.
    CertificateNotKept,
    /// The book was written by a newer program.
    NewerBook,
    /// The book's file is gone.
    MissingBook,
    /// The vault wants its passphrase before the book opens.
    PassphraseNeeded,
    /// The passphrase is wrong; nothing was changed.
    WrongPassphrase,
    /// A new passphrase is shorter than eight characters.
    ShortPassphrase,
    /// The vault wants the key file it was made with; `detail` is the one that is not it, if one was named.
    KeyFileNeeded,
    /// The operating system's key store is locked or does not answer.
    KeyStoreClosed,
    /// The vault is damaged or newer than this program; `detail` is its path.
    VaultDamaged,
    /// The encrypted book's key is missing: only the recovery phrase opens it.
    KeyMissing,
    /// The key does not open the book; nothing was changed.
    WrongKey,
    /// The recovery phrase is mistyped; `detail` says where: `group:5`, `length:64`, `whole`.
    PhraseWrong,
    /// There is no place for secrets on this computer yet; nothing was kept.
    NoKeyPlace,
    /// Nobody is at the desk; nothing was read or written.
    Locked,
    /// Only the owner may do this; nothing was read or written.
    OwnerOnly,
    /// The PIN is not this person's. `detail` is how many seconds the next try has to wait, `0` if none.
    WrongPin,
    /// The PIN was not looked at after too many wrong ones. `detail` is how many seconds are left.
    PinWait,
    /// Anything else; `reference` finds it in the log.
    Internal,
}

/// Whether pressing again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// Not without changing something.
    Never,
    /// At once.
    Now,
    /// Later.
    Later,
}

/// An error as the window gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct UiError {
    /// What the screen acts on.
    pub code: UiErrorCode,
    /// Field faults, for [`UiErrorCode::Faults`].
    pub faults: Vec<Fault>,
    /// Whether pressing again can help.
    pub retry: Retry,
    /// A document key or a log reference.
    pub reference: Option<String>,
    /// A small fact for the sentence; never an identifier.
    pub detail: Option<String>,
}

impl UiError {
    pub(crate) fn new(code: UiErrorCode, retry: Retry) -> Self {
        Self { code, faults: Vec::new(), retry, reference: None, detail: None }
    }

    fn wait(code: UiErrorCode, seconds: u64) -> Self {
        Self { detail: Some(seconds.to_string()), ..Self::new(code, Retry::Later) }
    }

    fn about(code: UiErrorCode, key: &impl ToString) -> Self {
        Self { reference: Some(key.to_string()), ..Self::new(code, Retry::Never) }
    }
}

impl From<OfficeError> for UiError {
    /// For the window: the cause goes to the log, what a screen can act on goes to the screen.
    fn from(error: OfficeError) -> Self {
        if !matches!(
            error,
            OfficeError::Faults(_)
                | OfficeError::FieldFaults(_)
                | OfficeError::SimilarReceipt(_)
                | OfficeError::ExportCancelled
                | OfficeError::Certificate(_)
                | OfficeError::NoShop
                | OfficeError::WrongPin { .. }
                | OfficeError::PinWait { .. }
        ) {
            tracing::warn!(error = whole_story(&error), "a command did not happen");
        }
        Self::of(error)
    }
}

impl UiError {
    /// Why the book could not be opened, with the place of its file: whoever restores a backup has to know where.
    #[must_use]
    pub fn of_start(error: StartError, book: &Path) -> Self {
        tracing::warn!(error = whole_story(&error), "the book was not opened");
        let error = Self::of_unopened(error);
        Self { detail: error.detail.or_else(|| Some(book.display().to_string())), ..error }
    }

    /// What a screen or the command line can do about a book that did not open.
    #[must_use]
    pub fn of_unopened(error: StartError) -> Self {
        match error {
            StartError::Office(error) => Self::of(error),
            StartError::Keys(error) => keys(&error),
            StartError::KeyMissing { .. } => Self::new(UiErrorCode::KeyMissing, Retry::Never),
            StartError::Phrase(error) => {
                let at = match error {
                    PhraseError::Group { group } | PhraseError::Character { group } => {
                        format!("group:{group}")
                    }
                    PhraseError::Length { found } => format!("length:{found}"),
                    PhraseError::Whole => "whole".to_owned(),
                };
                Self { detail: Some(at), ..Self::new(UiErrorCode::PhraseWrong, Retry::Never) }
            }
            StartError::Both | StartError::PassphraseFile { .. } => {
                Self::new(UiErrorCode::PassphraseNeeded, Retry::Never)
            }
        }
    }

    /// The book is not open yet.
    #[must_use]
    pub fn starting() -> Self {
        Self::new(UiErrorCode::Internal, Retry::Later)
    }

    fn of_fields(faults: impl Iterator<Item = Fault>) -> Self {
        Self { faults: faults.collect(), ..Self::new(UiErrorCode::Faults, Retry::Never) }
    }

    /// What a screen can act on.
    #[must_use]
    pub fn of(error: OfficeError) -> Self {
        match error {
            OfficeError::Faults(faults) => Self::of_fields(faults.iter().map(Fault::from)),
            OfficeError::Locked => Self::new(UiErrorCode::Locked, Retry::Never),
            OfficeError::OwnerOnly => Self::new(UiErrorCode::OwnerOnly, Retry::Never),
            OfficeError::WrongPin { seconds } => Self::wait(UiErrorCode::WrongPin, seconds),
            OfficeError::PinWait { seconds } => Self::wait(UiErrorCode::PinWait, seconds),
            OfficeError::NoShop => Self::new(UiErrorCode::NoShop, Retry::Never),
            OfficeError::SimilarReceipt(key) => Self::about(UiErrorCode::SimilarReceipt, &key),
            OfficeError::SimilarInvoice(key) => Self::about(UiErrorCode::SimilarInvoice, &key),
            OfficeError::StatusUnknown(code) => {
                Self { detail: code, ..Self::new(UiErrorCode::StatusUnknown, Retry::Later) }
            }
            OfficeError::NotTransmittable(key) => Self::about(UiErrorCode::NothingToDo, &key),
            OfficeError::NotAmendable { key, why } => {
                Self { detail: Some(why.to_owned()), ..Self::about(UiErrorCode::NotAmendable, &key) }
            }
            OfficeError::TwinUnknown(key) => Self::about(UiErrorCode::TwinUnknown, &key),
            OfficeError::NotFound(key) => Self::about(UiErrorCode::NotFound, &key),
            OfficeError::NotCancellable(key) => Self::about(UiErrorCode::NotCancellable, &key),
            OfficeError::NotPrintable(key) => Self::about(UiErrorCode::NotPrintable, &key),
            OfficeError::AlreadyCancelled(key) => Self::about(UiErrorCode::AlreadyCancelled, &key),
            OfficeError::PressReused(key) => Self::about(UiErrorCode::PressReused, &key),
            OfficeError::OtherShop(key) => Self::about(UiErrorCode::OtherShop, &key),
            OfficeError::NumberHidden(key) => Self::about(UiErrorCode::NumberHidden, &key),
            OfficeError::RouteClosed(_) => Self::new(UiErrorCode::RouteClosed, Retry::Later),
            OfficeError::Book(source) => book(&source),
            OfficeError::AnswerNotBooked { key, .. } => Self::about(UiErrorCode::AnswerNotBooked, &key),
            OfficeError::Paper { key, source } => paper(&key, &source),
            OfficeError::Printer { key, .. } => {
                Self { retry: Retry::Now, ..Self::about(UiErrorCode::PrintFailed, &key) }
            }
            OfficeError::NotCompared(cause) => {
                Self { detail: Some(cause), ..Self::new(UiErrorCode::NotCompared, Retry::Later) }
            }
            OfficeError::SaleElsewhere { sale, state } => {
                Self { detail: Some(state.to_owned()), ..Self::about(UiErrorCode::SaleElsewhere, &sale) }
            }
            OfficeError::NothingToDo(what) => Self::about(UiErrorCode::NothingToDo, &what),
            OfficeError::Bundle { path, .. } => Self {
                detail: Some(path.display().to_string()),
                ..Self::new(UiErrorCode::BundleFailed, Retry::Later)
            },
            OfficeError::MonthNotOver(month) => Self::about(UiErrorCode::MonthNotOver, &month),
            OfficeError::NothingToClose(month) => Self::about(UiErrorCode::NothingToClose, &month),
            OfficeError::Export { folder, why, .. } => Self {
                detail: Some(format!("{}: {}", obstacle(why), folder.display())),
                ..Self::new(UiErrorCode::ExportFailed, Retry::Later)
            },
            OfficeError::ExportCancelled => Self::new(UiErrorCode::ExportCancelled, Retry::Now),
            OfficeError::FieldFaults(faults) => Self::of_fields(faults.iter().map(Fault::from)),
            OfficeError::UnreadableFile(why) => {
                Self { detail: Some(why.into()), ..Self::new(UiErrorCode::UnreadableFile, Retry::Never) }
            }
            OfficeError::Certificate(source) => certificate(source.code(), source.day()),
            OfficeError::CertificateNotKept(_) => Self::new(UiErrorCode::CertificateNotKept, Retry::Later),
            OfficeError::Preview(source) => preview(&source),
            OfficeError::HometaxForm(source) => form(&source),
            OfficeError::CannotGoToHometax(documents) => left_out(&documents),
            OfficeError::InAnotherFile { key, file } => in_another_file(&key, file),
            OfficeError::NothingForHometax => Self::new(UiErrorCode::NothingForHometax, Retry::Never),
            OfficeError::NotThatApproval(key) => Self::about(UiErrorCode::NotThatApproval, &key),
            // Only the command line makes documents up, and it has its own sentence.
            // The commands of the certificate work on the real book.
            OfficeError::RealBook | OfficeError::PracticeBook => {
                Self::new(UiErrorCode::Internal, Retry::Never)
            }
            OfficeError::MadeUp { key, .. } => Self::about(UiErrorCode::Internal, &key),
            OfficeError::CannotReissue { key, .. } | OfficeError::IllegalStep { key, .. } => {
                Self::about(UiErrorCode::Internal, &key)
            }
            OfficeError::Secrets(source) => secrets(&source),
            OfficeError::Pin(_)
            | OfficeError::Mail(_)
            | OfficeError::CutOff(_)
            | OfficeError::Calendar(_)
            | OfficeError::NoRandomness
            | OfficeError::Hook(_) => Self::new(UiErrorCode::Internal, Retry::Later),
        }
    }
}

fn book(error: &BookError) -> UiError {
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
fn certificate(code: &str, day: Option<NaiveDate>) -> UiError {
    let day = day.map(|day| format!(":{day}")).unwrap_or_default();
    UiError { detail: Some(format!("{code}{day}")), ..UiError::new(UiErrorCode::Certificate, Retry::Never) }
}

/// Why a workbook of Hometax's cannot be used: a stable name, and of a moved column where and what.
fn form(error: &FormError) -> UiError {
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

fn left_out(documents: &[(DocumentKey, Vec<CannotGo>)]) -> UiError {
    UiError {
        reference: documents.first().map(|(key, _)| key.to_string()),
        detail: Some(documents.len().to_string()),
        ..UiError::new(UiErrorCode::CannotGoToHometax, Retry::Never)
    }
}

fn in_another_file(key: &DocumentKey, file: String) -> UiError {
    UiError { detail: Some(file), ..UiError::about(UiErrorCode::InAnotherFile, key) }
}

/// A use case met the place of the keys.
fn secrets(error: &io::Error) -> UiError {
    let keeper = error.get_ref().and_then(|inner| inner.downcast_ref::<KeeperError>());
    keeper.map_or_else(|| UiError::new(UiErrorCode::Internal, Retry::Later), keys)
}

fn keys(error: &KeeperError) -> UiError {
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
const fn obstacle(why: Option<io::ErrorKind>) -> &'static str {
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
fn no_space(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

fn preview(error: &PaperError) -> UiError {
    if let PaperError::MissingGlyph { character, .. } = error {
        UiError { detail: Some(character.to_string()), ..UiError::new(UiErrorCode::NoGlyph, Retry::Never) }
    } else {
        UiError::new(UiErrorCode::PrintFailed, Retry::Never)
    }
}

fn paper(key: &DocumentKey, error: &PaperError) -> UiError {
    if let PaperError::MissingGlyph { character, .. } = error {
        UiError { detail: Some(character.to_string()), ..UiError::about(UiErrorCode::NoGlyph, key) }
    } else {
        UiError::about(UiErrorCode::PrintFailed, key)
    }
}
