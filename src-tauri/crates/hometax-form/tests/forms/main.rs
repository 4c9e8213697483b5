//! Hometax's workbooks: templates built as Hometax lays them out, filled and read back; lists; and what belongs to what.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod filling;
mod fixture;
mod lists;
mod matching;
mod refusing;
mod rows;
