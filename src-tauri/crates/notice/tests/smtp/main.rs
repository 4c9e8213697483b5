//! Mails over real SMTP: to a server process with STARTTLS, TLS and login, and to lines that behave as no server should.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod arriving;
mod composing;
mod encryption;
#[path = "../../../../../tests/support/mail_server.rs"]
mod mail_server;
mod outcomes;
mod parsing;
mod scripted;
mod shop;
mod words;
