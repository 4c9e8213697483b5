//! The files of a month, quarter or half-year: what they add up to, what changed, and what is left when they cannot be written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod closing;
mod files;
mod read;
mod shop;
mod sql;
mod totals;
