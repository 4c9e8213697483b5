//! The practice NTS from outside: real HTTPS with a client certificate, as the sending side sees it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod amending;
mod business;
mod business_status;
mod cancelling;
mod client;
mod day_after;
mod dials;
mod doors;
mod first_invoice;
mod first_receipt;
mod invoice_dials;
mod invoice_paper;
mod invoice_refusals;
mod keys;
mod older_ledger;
mod papers;
mod popbill_batch;
mod popbill_cashbill;
mod popbill_door;
mod popbill_taxinvoice;
mod refusals;
mod signed_calls;
mod specification;
mod texts;
mod tokens;
mod transmission;
