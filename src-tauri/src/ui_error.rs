//! The one error shape that crosses to the window. A code exists only where a screen acts on it; the sentences live in
//! `ui/src/messages`.

mod causes;

use std::path::Path;

use keeper::PhraseError;
use office::OfficeError;
use serde::{Deserialize, Serialize};
use specta::Type;

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
            StartError::Keys(error) => causes::keys(&error),
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

    /// With words that belong to it.
    fn telling(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    fn of_fields(faults: impl Iterator<Item = Fault>) -> Self {
        Self { faults: faults.collect(), ..Self::new(UiErrorCode::Faults, Retry::Never) }
    }

    /// What a screen can act on.
    #[must_use]
    pub fn of(error: OfficeError) -> Self {
        use UiErrorCode as Code;
        match error {
            OfficeError::Faults(faults) => Self::of_fields(faults.iter().map(Fault::from)),
            OfficeError::Locked => Self::new(Code::Locked, Retry::Never),
            OfficeError::OwnerOnly => Self::new(Code::OwnerOnly, Retry::Never),
            OfficeError::WrongPin { seconds } => Self::wait(Code::WrongPin, seconds),
            OfficeError::PinWait { seconds } => Self::wait(Code::PinWait, seconds),
            OfficeError::NoShop => Self::new(Code::NoShop, Retry::Never),
            OfficeError::SimilarReceipt(key) => Self::about(Code::SimilarReceipt, &key),
            OfficeError::SimilarInvoice(key) => Self::about(Code::SimilarInvoice, &key),
            OfficeError::StatusUnknown(code) => {
                Self { detail: code, ..Self::new(Code::StatusUnknown, Retry::Later) }
            }
            OfficeError::NotTransmittable(key) => Self::about(Code::NothingToDo, &key),
            OfficeError::NotAmendable { key, why } => Self::about(Code::NotAmendable, &key).telling(why),
            OfficeError::TwinUnknown(key) => Self::about(Code::TwinUnknown, &key),
            OfficeError::NotFound(key) => Self::about(Code::NotFound, &key),
            OfficeError::NotCancellable(key) => Self::about(Code::NotCancellable, &key),
            OfficeError::NotPrintable(key) => Self::about(Code::NotPrintable, &key),
            OfficeError::AlreadyCancelled(key) => Self::about(Code::AlreadyCancelled, &key),
            OfficeError::PressReused(key) => Self::about(Code::PressReused, &key),
            OfficeError::OtherShop(key) => Self::about(Code::OtherShop, &key),
            OfficeError::NumberHidden(key) => Self::about(Code::NumberHidden, &key),
            OfficeError::RouteClosed(_) => Self::new(Code::RouteClosed, Retry::Later),
            OfficeError::Book(source) => causes::book(&source),
            OfficeError::AnswerNotBooked { key, .. } => Self::about(Code::AnswerNotBooked, &key),
            OfficeError::Paper { key, source } => causes::paper(&key, &source),
            OfficeError::Printer { key, .. } => {
                Self { retry: Retry::Now, ..Self::about(Code::PrintFailed, &key) }
            }
            OfficeError::NotCompared(cause) => Self::new(Code::NotCompared, Retry::Later).telling(cause),
            OfficeError::SaleElsewhere { sale, state } => {
                Self::about(Code::SaleElsewhere, &sale).telling(state)
            }
            OfficeError::NothingToDo(what) => Self::about(Code::NothingToDo, &what),
            OfficeError::Bundle { path, .. } => {
                Self::new(Code::BundleFailed, Retry::Later).telling(path.display().to_string())
            }
            OfficeError::MonthNotOver(month) => Self::about(Code::MonthNotOver, &month),
            OfficeError::NothingToClose(month) => Self::about(Code::NothingToClose, &month),
            OfficeError::Export { folder, why, .. } => Self::new(Code::ExportFailed, Retry::Later)
                .telling(format!("{}: {}", causes::obstacle(why), folder.display())),
            OfficeError::ExportCancelled => Self::new(Code::ExportCancelled, Retry::Now),
            OfficeError::FieldFaults(faults) => Self::of_fields(faults.iter().map(Fault::from)),
            OfficeError::UnreadableFile(why) => Self::new(Code::UnreadableFile, Retry::Never).telling(why),
            OfficeError::Certificate(source) => causes::certificate(source.code(), source.day()),
            OfficeError::CertificateNotKept(_) => Self::new(Code::CertificateNotKept, Retry::Later),
            OfficeError::Preview(source) => causes::preview(&source),
            OfficeError::HometaxForm(source) => causes::form(&source),
            OfficeError::CannotGoToHometax(documents) => causes::left_out(&documents),
            OfficeError::InAnotherFile { key, file } => causes::in_another_file(&key, file),
            OfficeError::NothingForHometax => Self::new(Code::NothingForHometax, Retry::Never),
            OfficeError::NotThatApproval(key) => Self::about(Code::NotThatApproval, &key),
            // Only the command line makes documents up, and it has its own sentence.
            // The commands of the certificate work on the real book.
            OfficeError::RealBook | OfficeError::PracticeBook => Self::new(Code::Internal, Retry::Never),
            OfficeError::MadeUp { key, .. } => Self::about(Code::Internal, &key),
            OfficeError::CannotReissue { key, .. } | OfficeError::IllegalStep { key, .. } => {
                Self::about(Code::Internal, &key)
            }
            OfficeError::Secrets(source) => causes::secrets(&source),
            OfficeError::Pin(_)
            | OfficeError::Mail(_)
            | OfficeError::CutOff(_)
            | OfficeError::Calendar(_)
            | OfficeError::NoRandomness
            | OfficeError::Hook(_) => Self::new(Code::Internal, Retry::Later),
        }
    }
}
