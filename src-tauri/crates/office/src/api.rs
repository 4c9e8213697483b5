//! What the door for other programs (연결) stands on: whether it is open and where, who may come in, and which calls have
//! been made already. The door itself knows HTTP; this knows the book.

mod call;
mod settings;
mod token;

pub use call::CallBegun;
pub use settings::ApiSettings;
pub use token::{ApiTokenCard, NewApiToken};

use std::fmt::Write as _;

/// SHA-256 in hex.
fn sha256(bytes: &[u8]) -> String {
    hex(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref())
}

/// Bytes in hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}
