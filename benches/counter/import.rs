//! An import of ten thousand orders: how fast it is looked at, taken in and issued against the courier's batch, and what a press
//! at the counter costs while it runs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use office::{IssuePress, Taken};
use practice_nts::Dials;
use store::ImportState;

use crate::Spread;
use crate::issue::{Counter, form};

const ORDERS: u32 = 10_000;
const LATENCY_MS: u64 = 20;
const ENOUGH: u32 = 10_000_000;
/// A clerk presses so seldom at most; between presses the import has the machine.
const BETWEEN_PRESSES_MS: u64 = 50;

pub fn run() {
    tokio::runtime::Runtime::new().unwrap().block_on(import());
}

async fn import() {
    let counter = Counter::open().await;
    counter.nts.set_dials(Dials { latency_ms: LATENCY_MS, daily_limit: ENOUGH, ..Dials::default() });
    let office = Arc::clone(&counter.shell.office);
    office.refresh_quota().await.unwrap();
    let text = file();
    let began = Instant::now();
    let looked = office.look_at_orders("orders.csv", text.as_bytes(), None).unwrap();
    let looking = began.elapsed();
    let began = Instant::now();
    let Taken::In(id) = office.take_orders(&looked).unwrap() else { panic!("nothing was taken in") };
    println!(
        "{:<28} looked at in {:.2} s, taken in in {:.2} s",
        format!("import of {ORDERS} orders"),
        looking.as_secs_f64(),
        began.elapsed().as_secs_f64()
    );
    let over = Arc::new(AtomicBool::new(false));
    let clerk = tokio::spawn(presses(Arc::clone(&office), Arc::clone(&over)));
    let began = Instant::now();
    let overview = office.issue_import(id, &|_| ()).await.unwrap();
    let took = began.elapsed();
    over.store(true, Ordering::Relaxed);
    let pressed = clerk.await.unwrap();
    assert_eq!(overview.orders(ImportState::Issued), ORDERS);
    println!(
        "{:<28} {:7.0} documents/s at {LATENCY_MS} ms (compare with the batch)",
        "import issued",
        f64::from(ORDERS) / took.as_secs_f64()
    );
    let count = pressed.len();
    let spread = Spread::of(pressed);
    println!(
        "{:<28} p50 {:.1} ms  p95 {:.1} ms over {count} presses, {LATENCY_MS} ms of them the line",
        "press meanwhile", spread.p50, spread.p95
    );
}

/// A clerk who goes on issuing receipts until the import is over.
async fn presses(office: Arc<office::Office>, over: Arc<AtomicBool>) -> Vec<std::time::Duration> {
    let mut pressed = Vec::new();
    for nth in 0.. {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let press = IssuePress {
            form: form(1_000 + nth),
            press_id: format!("clerk-{nth}"),
            allow_similar: true,
            print: false,
        };
        let began = Instant::now();
        office.issue_receipt(press).await.unwrap();
        pressed.push(began.elapsed());
        tokio::time::sleep(std::time::Duration::from_millis(BETWEEN_PRESSES_MS)).await;
    }
    pressed
}

/// Half invoices, half receipts.
pub fn file() -> String {
    let mut text = "주문번호,상호,대표자,사업자번호,휴대폰,품목,수량,공급가액\n".to_owned();
    for nth in 0..ORDERS {
        let whose = if nth % 2 == 0 {
            "(주)한빛유통,이한빛,314-81-20001,".to_owned()
        } else {
            format!("김손님,,,010-1234-{:04}", nth % 10_000)
        };
        text.push_str(&format!("B-{nth},{whose},공책,10,{}\n", 10_000 + nth));
    }
    text
}
