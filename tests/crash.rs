//! The real program, headless, against the real practice NTS in a process of its own: killed, out of disk, locked out of
//! its book. Whatever happens, the two ledgers agree in the end, and at no moment does the NTS hold a document that the
//! book has not written down.
//!
//! `ROUNDS=2000 SEED=7 cargo test --workspace --test crash kill` makes more of it and begins with the same dice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "crash/bad_files.rs"]
mod bad_files;
#[path = "crash/batch.rs"]
mod batch;
#[path = "crash/close_on_full_disk.rs"]
mod close_on_full_disk;
#[path = "crash/desk.rs"]
mod desk;
#[path = "crash/dice.rs"]
mod dice;
#[path = "crash/full_disk.rs"]
mod full_disk;
#[path = "crash/keys.rs"]
mod keys;
#[path = "crash/kill.rs"]
mod kill;
#[path = "crash/ledgers.rs"]
mod ledgers;
#[path = "crash/nts_process.rs"]
mod nts_process;
#[path = "crash/planted.rs"]
mod planted;
#[path = "crash/serving.rs"]
mod serving;
#[path = "crash/shop.rs"]
mod shop;
#[path = "crash/small_disk.rs"]
mod small_disk;
