//! Why an order cannot become a document.

use domain::Faults;

/// The reason and what goes with it.
#[derive(Debug)]
pub(crate) struct Stop {
    pub reason: &'static str,
    pub detail: Option<String>,
    pub faults: Vec<domain::Fault>,
}

impl Stop {
    pub(crate) const fn of(reason: &'static str) -> Self {
        Self { reason, detail: None, faults: Vec::new() }
    }
}

/// What the domain found wrong.
pub(crate) fn stop_of(faults: &Faults) -> Stop {
    let faults: Vec<domain::Fault> = faults.iter().copied().collect();
    let detail = faults.first().map(ToString::to_string);
    Stop { detail, faults, ..Stop::of("faults") }
}
