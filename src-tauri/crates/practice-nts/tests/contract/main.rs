//! The practice NTS from outside: real HTTPS with a client certificate, as the sending side sees it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod cancelling;
mod client;
mod day_after;
mod dials;
mod doors;
mod first_receipt;
mod keys;
mod papers;
mod refusals;
mod specification;
mod tokens;
