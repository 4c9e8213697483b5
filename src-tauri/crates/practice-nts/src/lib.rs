//! The NTS one can practise on: a real HTTPS server with its own ledger and fault dials.
//!
//! It is part of the product: practice mode talks to it on loopback exactly as the `hometax` route would talk to the
//! authority, over mutual TLS, and developers can point any HTTP tool at it. It is also what the tests of the sending
//! side run against, because it can lose answers, reset connections, deliver twice and move its clock on request.
//!
//! Invariants:
//! - A document key is used once, and its row is committed to disk **before** the first byte of the answer is written,
//!   also when two processes serve the same ledger.
//! - Nothing here is shared with the sending side: every check is written a second time from the contract, so that
//!   the two sides check each other.
//! - A consumer's or a buyer's resident number, and a phone that a text goes to, is masked before it reaches the ledger; no log, error or `Debug` output can hold it.
//!   The Popbill dialect gives a customer's other numbers back whole, so there they stand sealed.

mod answer;
mod api;
mod authority;
mod business_status;
mod certificates;
mod clock;
mod connection;
mod delivery;
mod dials;
mod error;
mod fault;
mod folder_lock;
mod ledger;
mod popbill;
mod request;
mod result_code;
mod server;
mod texts;
mod tls;
mod tokens;
mod words;

pub use certificates::{Certificates, ensure_certificates};
pub use clock::Now;
pub use dials::{DialError, Dials, Maintenance};
pub use error::PracticeError;
pub use ledger::{
    AmendReason, Amends, Amounts, Billing, Document, Invoice, InvoiceItem, InvoiceKind, InvoicePaper,
    InvoiceStatus, InvoiceType, Kind, Ledger, Original, Party, PartyId, Payment, PopbillDocument,
    PopbillProduct, PopbillState, Purpose, Status, Taxation, Text, TextKind, TextStatus, Totals,
};
pub use server::{PRACTICE_BUSINESS_NUMBER, PracticeConfig, PracticeNts, ReadyLine, start};
