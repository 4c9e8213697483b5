//! Handing a result to another program (웹훅): one signed POST, and what it proved.
//!
//! Knows neither the book nor the trade. Invariants:
//!
//! 1. Nothing leaves this computer unencrypted: `https`, or `http` to this computer itself.
//! 2. A redirect is not followed: it would carry the result to where nobody allowed it to go.
//! 3. "Taken" is a 2xx and nothing else; no text of the other side goes into a log.

mod address;
mod post;
mod signature;

pub use address::{Address, AddressFault};
pub use post::{Hook, HookError, Problem};
pub use signature::{Secret, signature};
