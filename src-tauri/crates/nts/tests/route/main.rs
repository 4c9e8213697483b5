//! The routes, `hometax` and `popbill`, against the practice NTS over real HTTPS, and against servers that behave as no NTS should.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod codes;
mod connecting;
mod documents;
mod invoices;
mod lost_answers;
mod popbill;
mod register;
mod scripted;
mod shop;
mod tokens;
