//! What can go wrong in a use case, said so that a screen can act on it. Each says what happened to the money.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use domain::{DocumentKey, Faults, Period};

/// Why a use case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// Nobody is at the desk; nothing was read or written.
    #[error("the desk is locked")]
    Locked,
    /// Only the owner may do this; nothing was read or written.
    #[error("only the owner may do this")]
    OwnerOnly,
    /// The PIN is not this person's.
    #[error("the PIN is wrong; the next one is looked at in {seconds} s")]
    WrongPin {
        /// Until the next try.
        seconds: u64,
    },
    /// Too many wrong PINs in a row; this one was not looked at.
    #[error("no PIN is looked at for another {seconds} s")]
    PinWait {
        /// Until the next try.
        seconds: u64,
    },
    /// A PIN could not be hashed; nothing was changed.
    #[error("the PIN could not be kept")]
    Pin(#[source] argon2::password_hash::Error),
    /// The form has faults; nothing was written or sent.
    #[error("the form has faults")]
    Faults(#[from] Faults),
    /// The shop form has not been filled in yet.
    #[error("the shop is not set up")]
    NoShop,
    /// Made-up documents belong into a practice book; nothing was written.
    #[error("this is a real book")]
    RealBook,
    /// A certificate belongs to the real book; nothing was stored.
    #[error("this is a practice book")]
    PracticeBook,
    /// The certificate cannot be used. While it was being added, nothing was stored.
    #[error("the certificate cannot be used")]
    Certificate(#[from] certificate::CertificateError),
    /// The certificate's files could not be kept; nothing was stored.
    #[error("the files of the certificate could not be kept")]
    CertificateNotKept(#[source] io::Error),
    /// A made-up document is none that the NTS could have approved: a bug, its transaction was undone.
    #[error("the made-up document {key} cannot be approved: {cause}")]
    MadeUp {
        /// Which document.
        key: DocumentKey,
        /// Why.
        cause: String,
    },
    /// An equal receipt was issued within three minutes; nothing was written or sent.
    #[error("an equal receipt {0} was issued a moment ago")]
    SimilarReceipt(DocumentKey),
    /// An equal receipt's outcome is unknown; nothing was written or sent.
    #[error("the outcome of the equal receipt {0} is unknown")]
    TwinUnknown(DocumentKey),
    /// An invoice to the same buyer over the same total was issued within days; nothing was written or sent.
    #[error("a similar invoice {0} was issued some days ago")]
    SimilarInvoice(DocumentKey),
    /// The NTS did not say what it knows of a business number, and nothing is known from before. With its code, if it gave one.
    #[error("the state of the business is not known ({0:?})")]
    StatusUnknown(Option<String>),
    /// It is no issued invoice that waits for its transmission; nothing was changed.
    #[error("{0} does not wait to be transmitted")]
    NotTransmittable(DocumentKey),
    /// The invoice cannot be amended now; nothing was written or sent.
    #[error("{key} cannot be amended: {why}")]
    NotAmendable {
        /// Which invoice.
        key: DocumentKey,
        /// Stable name of the reason: `not_issued`, `not_transmitted`, `refused`, `negative`, `nothing_left`.
        why: &'static str,
    },
    /// No document has this key.
    #[error("no document {0}")]
    NotFound(String),
    /// Only an approved receipt can be cancelled.
    #[error("{0} is not an approved receipt")]
    NotCancellable(DocumentKey),
    /// Everything has been taken back already.
    #[error("nothing of {0} is left to cancel")]
    AlreadyCancelled(DocumentKey),
    /// There is no approval to print.
    #[error("{0} has no approval to print")]
    NotPrintable(DocumentKey),
    /// The way to the NTS is not open; nothing was written or sent.
    #[error("the route to the NTS is not open")]
    RouteClosed(#[source] Option<nts::RouteError>),
    /// This press has already made a document with other content; nothing was written or sent.
    #[error("the press has already made {0} with other content")]
    PressReused(DocumentKey),
    /// The original was issued under another business number; only that number's shop could cancel it.
    #[error("{0} was issued under another business number")]
    OtherShop(DocumentKey),
    /// A resident registration number is never shown in full.
    #[error("the number of {0} is never shown in full")]
    NumberHidden(DocumentKey),
    /// The book could not be read or written; nothing was sent.
    #[error("the book could not be used")]
    Book(#[from] store::BookError),
    /// The request may have been taken, but its answer could not be written. The document stands as `sending` and will be
    /// looked up; it must not be issued again.
    #[error("the answer for {key} could not be written down")]
    AnswerNotBooked {
        /// Which document.
        key: DocumentKey,
        /// Why.
        #[source]
        source: Box<OfficeError>,
    },
    /// The parts of a document do not make a receipt any more; nothing was written or sent.
    #[error("{key} cannot be issued again: {cause}")]
    CannotReissue {
        /// Which document.
        key: DocumentKey,
        /// Why.
        cause: String,
    },
    /// The two books could not be compared; nothing was changed.
    #[error("the day could not be compared: {0}")]
    NotCompared(String),
    /// Somebody has acted on the matter already, or it has settled itself; nothing was changed.
    #[error("nothing is left to do about {0}")]
    NothingToDo(String),
    /// The shipped table of holidays cannot be read: a damaged program.
    #[error("the table of holidays cannot be read")]
    Calendar(#[source] serde_json::Error),
    /// The support bundle could not be written.
    #[error("cannot write {path}")]
    Bundle {
        /// Where to.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The month is not over yet; nothing was changed.
    #[error("{0} is not over")]
    MonthNotOver(Period),
    /// Nothing has changed since the month was closed; nothing was changed.
    #[error("{0} is closed and nothing has changed since")]
    NothingToClose(Period),
    /// The export was called off; the folder and the book are as they were.
    #[error("the export was called off")]
    ExportCancelled,
    /// A period's files could not be written; none stands under its final name.
    #[error("cannot write the files of the period into {folder}")]
    Export {
        /// Where to.
        folder: PathBuf,
        /// What the system said, if it was the system.
        why: Option<io::ErrorKind>,
        /// Why.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// A sale stands in a document already; nothing was changed.
    #[error("{sale} is {state} already")]
    SaleElsewhere {
        /// Which sale.
        sale: String,
        /// Stable name of what became of it: `receipted`, `invoiced`.
        state: &'static str,
    },
    /// Fields that are no document's have faults; nothing was changed.
    #[error("{} fields have faults", .0.len())]
    FieldFaults(Vec<crate::FieldFault>),
    /// The file cannot be read as a list; nothing was changed. With the stable name of the reason.
    #[error("the file cannot be read as a list: {0}")]
    UnreadableFile(&'static str),
    /// A workbook of Hometax's cannot be used; nothing was written or changed.
    #[error("the workbook of Hometax cannot be used")]
    HometaxForm(#[from] hometax_form::FormError),
    /// Documents that were named cannot go to Hometax in this file, each with its reasons; nothing was written.
    #[error("{} documents cannot go to Hometax in a file", .0.len())]
    CannotGoToHometax(Vec<(DocumentKey, Vec<hometax_form::CannotGo>)>),
    /// A document stands in another file for Hometax already, and might be issued twice; nothing was written.
    #[error("{key} stands in {file} already")]
    InAnotherFile {
        /// Which document.
        key: DocumentKey,
        /// The name of the file.
        file: String,
    },
    /// No document can go into this form now; nothing was written.
    #[error("no document can go into this form")]
    NothingForHometax,
    /// An approval number was given to a document that it cannot belong to; nothing was changed.
    #[error("the approval number cannot be that of {0}")]
    NotThatApproval(DocumentKey),
    /// The password of the mail account could not be kept or read.
    #[error("the password of the mail account could not be kept or read")]
    Secrets(#[source] io::Error),
    /// The mail could not be built.
    #[error("the mail could not be built")]
    Mail(#[from] notice::NoticeError),
    /// Work in the background ended without an answer: a bug, or the program is ending. Nothing was written by it.
    #[error("the work in the background was cut off")]
    CutOff(#[source] tokio::task::JoinError),
    /// No result can be sent to another program from this computer.
    #[error("results cannot be sent")]
    Hook(#[source] hook::HookError),
    /// The machine gives no random bytes, so no secret can be made.
    #[error("the machine gives no random bytes")]
    NoRandomness,
    /// The paper of a form could not be drawn.
    #[error("the preview could not be drawn")]
    Preview(#[source] paper::PaperError),
    /// The paper could not be drawn or did not come out.
    #[error("printing {key} failed")]
    Paper {
        /// Which document.
        key: DocumentKey,
        /// Why.
        #[source]
        source: paper::PaperError,
    },
    /// The printer refused the sheet; the job stays in the book.
    #[error("the printer refused {key}")]
    Printer {
        /// Which document.
        key: DocumentKey,
        /// Why.
        #[source]
        source: crate::PrinterError,
    },
    /// A stored transition is not allowed by the life cycle: a bug, nothing was changed.
    #[error("{key} cannot take this step")]
    IllegalStep {
        /// Which document.
        key: DocumentKey,
        /// Which step.
        #[source]
        source: domain::IllegalTransition,
    },
}
