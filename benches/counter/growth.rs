//! The same program over a larger and larger book: what the start reads, and Enter → approved. Neither may grow with it.

use std::time::{Duration, Instant};

use crate::Spread;
use crate::books::{Books, open};
use crate::issue::Counter;

const SIZES: [u64; 4] = [1_000, 10_000, 100_000, 1_000_000];
const STARTS: u32 = 40;
const WARM_UP: u32 = 20;
const PRESSES: u32 = 200;

pub fn run(books: &mut Books) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for size in SIZES {
        let folder = books.with(size);
        let start = Spread::of((0..STARTS).map(|_| start(&folder)).collect());
        let issue = runtime.block_on(async {
            let counter = Counter::over(open(folder.clone()), tempfile::tempdir().unwrap()).await;
            let mut times = Vec::new();
            for nth in 0..WARM_UP + PRESSES {
                let took = counter.press(nth).await;
                if nth >= WARM_UP {
                    times.push(took);
                }
            }
            Spread::of(times)
        });
        println!(
            "{:<28} {size:>9} documents: book open and first screen p50 {:6.2} ms  p95 {:6.2} ms | Enter → approved p50 {:6.2} ms  p95 {:6.2} ms",
            "growth", start.p50, start.p95, issue.p50, issue.p95
        );
    }
}

/// Opens the book, makes good what the last process left, and reads what the first screen shows.
fn start(folder: &std::path::Path) -> Duration {
    let began = Instant::now();
    let shell = open(folder.to_owned());
    shell.recover().unwrap();
    let office = &shell.office;
    let (shop, _settings) = (office.shop().unwrap(), office.settings().unwrap());
    let (_line, _open, _tasks) =
        (office.connection().unwrap(), office.open_count().unwrap(), office.task_count().unwrap());
    let day = office.today().unwrap();
    let took = began.elapsed();
    assert!(shop.is_some() && day.rows.len() <= 200);
    took
}
