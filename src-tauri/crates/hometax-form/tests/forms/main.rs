//! Hometax's workbooks: templates built as Hometax lays them out, filled and read back; lists; and what belongs to what.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod filling;
mod fixture;
mod lists;
mod matching;
mod refusing;
mod rows;
