//! Faults of forms that are no document: the mail settings, a partner's card, an order. Names are stable like those of
//! [`domain::Fault`].

use domain::Faults;

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// Stable name of the field.
    pub field: &'static str,
    /// Stable name of the fault.
    pub code: &'static str,
}

impl FieldFault {
    /// A fault of `code` on `field`.
    #[must_use]
    pub const fn new(field: &'static str, code: &'static str) -> Self {
        Self { field, code }
    }

    /// Faults the domain found.
    pub(crate) fn all(faults: &Faults) -> Vec<Self> {
        faults.iter().map(|fault| Self::new(fault.field.as_str(), fault.code.as_str())).collect()
    }
}
