//! The rules of the house (ARCHITECTURE.md) as far as a machine can judge them. Each failure names file and line and
//! says what to do instead. Plain text reading, no parser: quick, and nothing to keep up to date.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "tidy/manifest.rs"]
mod manifest;
#[path = "tidy/rooms.rs"]
mod rooms;
#[path = "tidy/rust.rs"]
mod rust;
#[path = "tidy/rust_text.rs"]
mod rust_text;
#[path = "tidy/tree.rs"]
mod tree;
#[path = "tidy/web_ui.rs"]
mod web_ui;
#[path = "tidy/words.rs"]
mod words;

use tree::File;

#[track_caller]
fn assert_none(offences: &[String], advice: &str) {
    assert!(offences.is_empty(), "{advice}\n{}", offences.join("\n"));
}

fn too_long(files: &[File], limit: usize) -> Vec<String> {
    let lines = |file: &File| file.text.lines().count();
    files
        .iter()
        .filter(|f| lines(f) > limit)
        .map(|f| f.at(limit + 1, format!("{} lines", lines(f))))
        .collect()
}
