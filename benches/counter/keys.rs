//! A key at the counter → the next frame that can show it, in the real window, at rest and while it issues an import of ten
//! thousand orders.

use std::sync::Arc;
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use office::Taken;
use practice_nts::Dials;
use serde_json::Value;
use store::ImportState;

use crate::issue::Counter;
use crate::window_rig::Window;
use crate::{Spread, import, report};

/// Slow enough that the import outlasts the typing.
const LATENCY_MS: u64 = 20;
const ENOUGH: u32 = 10_000_000;
const AT_REST: usize = 300;
/// Faster than any clerk, slow enough that one key's frames are drawn before the next key.
const PACE: Duration = Duration::from_millis(80);

/// From the event's own time to the first task after the frame it led to. Not by a message port: those go through another process.
const WATCH: &str = "window.painted = []; \
    window.addEventListener('keydown', (event) => requestAnimationFrame(() => \
        setTimeout(() => window.painted.push(performance.now() - event.timeStamp), 0)), true);";

pub fn run() {
    tokio::runtime::Runtime::new().unwrap().block_on(keys());
}

async fn keys() {
    let counter = Counter::open().await;
    let ready = counter.folder.path().join("nts.json");
    std::fs::write(&ready, serde_json::to_string(counter.nts.ready()).unwrap()).unwrap();
    counter.nts.set_dials(Dials { latency_ms: LATENCY_MS, daily_limit: ENOUGH, ..Dials::default() });
    counter.shell.office.refresh_quota().await.unwrap();
    let office = Arc::clone(&counter.shell.office);
    let looked = office.look_at_orders("orders.csv", import::file().as_bytes(), None).unwrap();
    let Taken::In(id) = office.take_orders(&looked).unwrap() else { panic!("nothing was taken in") };

    let window = Window::on_nts(counter.folder.path(), &ready).await;
    window.wait_for_focus("amount").await;
    window.client.execute(WATCH, vec![]).await.unwrap();
    for _ in 0..AT_REST {
        type_one(&window).await;
    }
    let at_rest = Spread::of(painted(&window).await);

    window.press(Key::F7).await;
    window.find("orders-past").await.click().await.unwrap();
    window.find("orders-issue").await;
    window.press(Key::F9).await;
    window.press(Key::F1).await;
    window.wait_for_focus("amount").await;
    painted(&window).await;
    let began = Instant::now();
    loop {
        for _ in 0..20 {
            type_one(&window).await;
        }
        if office.import_overview(id).unwrap().orders(ImportState::Waiting) == 0 {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(120), "the import does not end");
    }
    let took = began.elapsed();
    let meanwhile = painted(&window).await;
    let issued = office.import_overview(id).unwrap().orders(ImportState::Issued);
    println!(
        "{:<28} {issued} orders in {:.1} s, {} keys meanwhile (goal p95 < 50 ms)",
        "import behind the counter",
        took.as_secs_f64(),
        meanwhile.len()
    );
    report("key → paint, import | rest", &Spread::of(meanwhile), &at_rest, "p95 < 50 ms");
    window.close().await;
}

async fn type_one(window: &Window) {
    for key in ['7', char::from(Key::Backspace)] {
        let next = tokio::time::Instant::now() + PACE;
        window.type_keys(&key.to_string()).await;
        tokio::time::sleep_until(next).await;
    }
}

/// What was measured since it was last asked.
async fn painted(window: &Window) -> Vec<Duration> {
    let measured = window.client.execute("return window.painted.splice(0);", vec![]).await.unwrap();
    let Value::Array(measured) = measured else { panic!("{measured}") };
    measured.iter().map(|ms| Duration::from_secs_f64(ms.as_f64().unwrap().max(0.0) / 1_000.0)).collect()
}
