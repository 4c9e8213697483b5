//! `make bench`: our counter beside the barest thing that could do the same, in one run, as ratios of medians. Nothing
//! here is asserted; the numbers go into the closing notes and the README.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    clippy::string_slice,
    missing_docs,
    reason = "a bench stops by panicking"
)]

#[path = "counter/batch.rs"]
mod batch;
#[path = "counter/books.rs"]
mod books;
#[path = "counter/export.rs"]
mod export;
#[path = "counter/growth.rs"]
mod growth;
#[path = "counter/history.rs"]
mod history;
#[path = "counter/import.rs"]
mod import;
#[path = "counter/invoice.rs"]
mod invoice;
#[path = "counter/issue.rs"]
mod issue;
#[path = "counter/keys.rs"]
mod keys;
#[path = "counter/slip.rs"]
mod slip;
#[path = "counter/start.rs"]
mod start;
#[path = "../tests/support/window_rig.rs"]
#[expect(dead_code, reason = "the journeys use more of it")]
mod window_rig;

use std::time::Duration;

use books::Books;

fn main() {
    if export::is_child() {
        return;
    }
    // `cargo bench -- issue slip` runs only those.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let runs = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    if runs("slip") {
        slip::run();
    }
    if runs("invoice") {
        invoice::run();
    }
    if runs("export") {
        export::run();
    }
    if runs("issue") {
        issue::run();
    }
    if runs("batch") {
        batch::run();
    }
    if runs("import") {
        import::run();
    }
    if runs("keys") {
        keys::run();
    }
    if runs("start") {
        start::run();
    }
    let mut books = Books::none();
    if runs("history") {
        history::run(&mut books);
    }
    if runs("growth") {
        growth::run(&mut books);
    }
}

/// Median and 95th percentile in milliseconds.
struct Spread {
    p50: f64,
    p95: f64,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1_000.0;
        Self { p50: at(50), p95: at(95) }
    }
}

/// One line per measurement: ours, the bare thing, and the ratio.
fn report(what: &str, ours: &Spread, bare: &Spread, goal: &str) {
    println!(
        "{what:<28} ours p50 {:8.2} ms  p95 {:8.2} ms | bare p50 {:8.2} ms  p95 {:8.2} ms | ratio p50 {:.2}  p95 {:.2}  (goal {goal})",
        ours.p50,
        ours.p95,
        bare.p50,
        bare.p95,
        ours.p50 / bare.p50,
        ours.p95 / bare.p95
    );
}
