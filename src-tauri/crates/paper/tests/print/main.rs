//! Slips and invoices from the data to the dots: what they say, where it stands, whether it has ink, what kind of file it is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod close;
mod content;
mod file;
mod form14;
mod from_domain;
mod ink;
mod invoice_content;
mod invoice_layout;
mod invoices;
mod layout;
mod previews;
mod samples;
