//! Text messages over real HTTPS: to the practice server, and to servers that behave as none should.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod composing;
mod outcomes;
mod practising;
#[allow(dead_code, reason = "shared with the tests of the way to the NTS, which use all of it")]
#[path = "../../../nts/tests/route/scripted.rs"]
mod scripted;
mod shop;
