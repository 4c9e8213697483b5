//! A day in the shop through the office: real SQLite, real HTTPS to a real practice NTS.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "journeys/mail.rs"]
mod mail;
#[path = "support/mail_server.rs"]
mod mail_server;
#[path = "journeys/orders.rs"]
mod orders;
#[path = "journeys/partners.rs"]
mod partners;
#[path = "support/shop.rs"]
mod shop;
