//! Documents that go to Hometax in a file: a real book, the real practice NTS beside it, and a clock that the test moves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod filling;
mod lists;
mod shop;
