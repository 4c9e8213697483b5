//! A made-up book: what fills it, and that the history finds everything in it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod fill;
mod plain;
mod recall;
mod shop;
