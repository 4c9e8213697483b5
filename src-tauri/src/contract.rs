//! Shapes that cross to the web UI, and nothing else: plain data, typed by specta so that
//! `ui/src/backend/bindings.ts` cannot drift (`tests/bindings.rs`). Everything the person typed arrives as text and is
//! parsed by `domain`; everything that leaves is already masked.

pub mod amendment;
pub mod background;
pub mod calendar;
pub mod certificate;
pub mod close;
pub mod document;
pub mod history;
pub mod hometax;
pub mod invoice;
pub mod key;
pub mod link;
pub mod live;
pub mod log;
pub mod mail;
pub mod order_import;
pub mod partner;
pub mod plan;
pub mod receipt;
pub mod sale;
pub mod shop;
pub mod staff;
pub mod startup;
pub mod task;
pub mod text;
