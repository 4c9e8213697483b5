//! Texts about receipts: a real book, real HTTPS to a practice server, and a clock that the test moves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod doubts;
mod sending;
mod settings;
mod shop;
