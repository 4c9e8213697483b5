//! Use cases of the shop: issue, cancel, look up, reprint, find.
//!
//! This is the only room that writes the book, and the only one that decides what an answer of the NTS means for a
//! document. Invariants (`docs/decisions`, `ARCHITECTURE.md` "A lost answer"):
//!
//! 1. The intent, its key, its frozen bytes and the journal row are committed before a socket opens.
//! 2. No answer is `unknown`, never `failed`; an unknown document is asked for by its key, never simply sent again.
//! 3. One press is one document: a press carries an id, and the book keeps it unique.
//!
//! Three ports exist because there are really two of each: [`Clock`] (the machine's and a test's), [`Printer`] (a folder of
//! PDFs and a spooler) and [`Secrets`] (a private file now, the desktop's key store later).

mod amendment;
mod api;
mod attempt_log;
mod beside;
mod business;
mod calendar;
mod cancel;
mod certificate;
mod clock;
mod close;
mod connection;
mod correction;
mod courier;
mod deliver;
mod detail;
mod draft;
mod error;
mod export;
mod field_fault;
mod fill;
mod find;
mod gate;
mod hands;
mod hear;
mod hometax;
mod intent;
mod invoice;
mod invoice_detail;
mod invoice_paper;
mod issue;
mod jitter;
mod journal;
mod live;
mod mail;
mod office;
mod order;
mod order_import;
mod partner;
mod partner_import;
mod plan;
mod preview;
mod print;
mod printable;
mod proof;
mod reconcile;
mod recover;
mod results;
mod reveal;
mod sale;
mod settings;
mod settle;
mod shop;
mod slip;
mod staff;
mod tasks;
mod text;
mod told;
mod transmission;
mod under_way;
mod watch;

pub use self::certificate::{FoundCertificate, FoundCertificates, KeptCertificate};
pub use amendment::AmendPress;
pub use api::{ApiSettings, ApiTokenCard, CallBegun, NewApiToken};
pub use attempt_log::SavedBundle;
pub use business::KnownStatus;
pub use calendar::ShopCalendar;
pub use cancel::CancelPress;
pub use clock::{Clock, SystemClock};
pub use close::{Change, ChangeKind, CloseOverview, CloseState};
pub use connection::{Connection, ConnectionState};
pub use correction::CorrectPress;
pub use detail::{CorrectionParts, Detail};
pub use draft::KeptForm;
pub use error::OfficeError;
pub use export::{ExportPress, ExportProgress, Exported, Numbers};
pub use field_fault::FieldFault;
pub use fill::{FillOrder, Filled};
pub use find::{FoundPage, HistoryFilter, SearchBox};
pub use hands::{FoundByHand, ReissuePress, Settled};
pub use hometax::{
    HometaxCandidate, HometaxFile, HometaxFilled, HometaxListPress, HometaxPress, HometaxRead,
};
pub use hometax_form::{CannotGo, FormError, FormKind, ResultEntry, RowFault, RowFaultKind};
pub use invoice::InvoicePress;
pub use invoice_detail::{InvoiceDetail, InvoiceOutlook};
pub use invoice_paper::InvoicePaper;
pub use issue::IssuePress;
pub use live::{HometaxAccount, Live, LiveAccount, LiveForm, LiveRoute, ServiceHosts};
pub use mail::{MailForm, MailPress, MailTested, RememberedSecrets, Secrets};
pub use office::{Office, OfficeParts};
pub use order::{Order, OrderBuyer, OrderDocument, OrderItem, OrderOutcome, OrderStanding, Written};
pub use order_import::{
    ImportOverview, ImportProgress, LookedFile, LookedOrder, OrderColumn, OrderFault, OrderMapping, Taken,
    Undone,
};
pub use partner::{PartnerFacts, PartnerForm, PartnerList};
pub use partner_import::{ImportRow, ImportVerdict, PartnerImport};
pub use plan::{PlanForm, PlanOutlook, PlanTurn, PlanWhat, PlannedReceipt, PlannedRun, RanPlan};
pub use preview::Preview;
pub use print::{FolderPrinter, PrintJob, PrintedSheet, Printer, PrinterError};
pub use reconcile::Reconciled;
pub use recover::Recovered;
pub use results::{FileKind, ResultsForm, ResultsSaved, ResultsTested};
pub use sale::{
    DayEnd, DueKind, Duty, MonthlyBill, OpenSale, SaleForm, SaleOutcome, SalePress, SaleTarget, SalesDue,
};
pub use settings::{Language, Settings, Theme};
pub use staff::{Act, Desk, NewPin, Person, Pin, Right, by_itself};
pub use tasks::{Step, Task, Tasks};
pub use text::{TextForm, TextPress, TextTested};
pub use told::{ToldDocument, ToldPage, ToldRefusal};
