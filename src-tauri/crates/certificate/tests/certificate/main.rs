//! The joint certificate from the outside: files in, an open certificate or a clear reason out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod fixture;

mod finding;
mod forged;
mod judging;
mod opening;
mod refusing;
mod secrecy;
mod tls;
