//! What is wrong with a form, as stable names that the screen turns into sentences.
//!
//! Texts typed by a person never travel inside a fault: they may be somebody's phone or resident number.

mod code;
mod field;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use code::FaultCode;
pub use field::Field;

/// One fault on one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fault {
    /// Where.
    pub field: Field,
    /// What.
    pub code: FaultCode,
    /// On which line of the document, counted from 0; none for a field that is no line's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u8>,
}

impl Fault {
    /// A fault of `code` on `field`.
    #[must_use]
    pub const fn new(field: Field, code: FaultCode) -> Self {
        Self { field, code, line: None }
    }

    /// A fault on a field of the line at `index`, counted from 0.
    #[must_use]
    pub fn on_line(index: usize, field: Field, code: FaultCode) -> Self {
        Self { line: u8::try_from(index).ok(), ..Self::new(field, code) }
    }

    /// The path of the field in its form, as in JSON: `lines[2].quantity` (the third line), `buyer.number`, `amount`.
    #[must_use]
    pub fn path(&self) -> String {
        match self.line {
            Some(line) => format!("lines[{line}].{}", self.field.path()),
            None => self.field.path().to_owned(),
        }
    }
}

impl std::error::Error for Fault {}

/// `lines[2].quantity: too_many_decimals`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path(), self.code.as_str())
    }
}
