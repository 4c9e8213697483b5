//! The book from outside: what a caller sees, and what the file refuses to anybody who opens it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod amendment;
mod attempt;
mod close;
mod day;
mod document;
mod history;
mod hometax;
mod invoice;
mod invoice_search;
mod invoices;
mod journal;
mod link;
mod matters;
mod notice;
mod older;
mod open;
mod order_stop;
mod partner;
mod period;
mod plan;
mod print;
mod queue;
mod sale;
mod sequence;
mod shelf;
mod shop;
mod staff;
mod standing;
mod support;
mod transaction;
mod transmission;
