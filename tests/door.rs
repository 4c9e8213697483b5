//! The door for other programs, over real HTTP, in front of a real book and the practice NTS.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "door/caller.rs"]
mod caller;
#[path = "door/guard.rs"]
mod guard;
#[path = "door/orders.rs"]
mod orders;
#[path = "support/picky.rs"]
mod picky;
#[path = "door/receiver.rs"]
mod receiver;
#[path = "door/results.rs"]
mod results;
#[path = "support/shop.rs"]
#[allow(dead_code, reason = "shared with the journeys, which use all of it")]
mod shop;
