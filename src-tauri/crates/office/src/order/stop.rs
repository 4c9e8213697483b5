//! Why an order cannot become an invoice.

/// The reason and what goes with it.
#[derive(Debug)]
pub(super) struct Stop {
    pub reason: &'static str,
    pub detail: Option<String>,
    pub faults: Vec<domain::Fault>,
}

impl Stop {
    pub(super) const fn of(reason: &'static str) -> Self {
        Self { reason, detail: None, faults: Vec::new() }
    }
}
