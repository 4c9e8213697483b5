//! The courier's batch: receipts that waited, sent to a practice NTS 20 ms away, against a loop of bare POSTs with one
//! commit each. Then the same with more and more documents in the book: the cost of one must not grow.

use std::time::{Duration, Instant};

use chrono::{NaiveDateTime, TimeDelta};
use domain::{Approval, ApprovalNumber, KeyKind, ReceiptForm, State, Taxation};
use practice_nts::Dials;
use store::{Book, NewDocument, World};

use crate::issue::{Bare, Counter, form};

const LATENCY_MS: u64 = 20;
const BATCH: u32 = 10_000;
const BARE_POSTS: u32 = 300;
/// A smaller batch on books of growing size.
const PROBE: u32 = 1_000;
const BOOKS: [u32; 3] = [1_000, 10_000, 100_000];
const ENOUGH: u32 = 10_000_000;

pub fn run() {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let counter = Counter::open().await;
        let bare = bare_per_second(&counter).await;
        let ours = drained_per_second(&counter, BATCH).await;
        println!(
            "{:<28} ours {ours:7.0} documents/s | bare loop {bare:6.1} documents/s | ratio {:.1}  (goal ≥ 10)",
            format!("batch of {BATCH} at {LATENCY_MS} ms"),
            ours / bare
        );
        for documents in BOOKS {
            let counter = Counter::open().await;
            fill(&counter, documents);
            let per_second = drained_per_second(&counter, PROBE).await;
            println!(
                "{:<28} {:.2} ms a document with {documents} in the book",
                "batch cost",
                1_000.0 / per_second
            );
        }
    });
}

async fn bare_per_second(counter: &Counter) -> f64 {
    far_away(counter, ENOUGH);
    let mut bare = Bare::connect(&counter.nts, counter.folder.path(), counter.route.as_ref()).await;
    let mut took = Duration::ZERO;
    for nth in 0..BARE_POSTS {
        took += bare.post(nth).await;
    }
    f64::from(BARE_POSTS) / took.as_secs_f64()
}

/// Receipts wait because the day's quota is spent; then it is not spent any more.
async fn drained_per_second(counter: &Counter, documents: u32) -> f64 {
    let office = &counter.shell.office;
    far_away(counter, 0);
    office.refresh_quota().await.unwrap();
    for nth in 0..documents {
        let press = office::IssuePress {
            form: form(1_000 + nth),
            press_id: format!("batch-{nth}"),
            allow_similar: true,
            print: false,
        };
        office.issue_receipt(press).await.unwrap();
    }
    assert_eq!(office.open_count().unwrap().waiting, documents);
    far_away(counter, ENOUGH);
    office.refresh_quota().await.unwrap();
    let began = Instant::now();
    while office.open_count().unwrap().waiting > 0 {
        office.drain().await.unwrap();
    }
    let took = began.elapsed();
    assert_eq!(office.open_count().unwrap().unknown, 0);
    f64::from(documents) / took.as_secs_f64()
}

fn far_away(counter: &Counter, daily_limit: u32) {
    counter.nts.set_dials(Dials { latency_ms: LATENCY_MS, daily_limit, ..Dials::default() });
}

/// Documents of past days, approved, as they would be there after months.
fn fill(counter: &Counter, documents: u32) {
    let path = counter.shell.data.root().join(World::Practice.as_str()).join("book.db");
    let now = counter.now();
    let book = Book::open_existing_sealed(&path, &counter.shell.keys.book, World::Practice, now).unwrap();
    let shop = counter.shell.office.shop().unwrap().unwrap();
    for thousand in 0..documents.div_ceil(1_000) {
        let day = now - TimeDelta::days(2 + i64::from(thousand));
        book.write(|w| {
            for nth in 0..1_000.min(documents) {
                approved(w, shop.number(), day, thousand * 1_000 + nth)?;
            }
            Ok::<_, store::BookError>(())
        })
        .unwrap();
    }
}

fn approved(
    w: &mut store::Writer<'_>,
    shop: &domain::BusinessNumber,
    at: NaiveDateTime,
    nth: u32,
) -> Result<(), store::BookError> {
    let form = ReceiptForm {
        amount: (1_000 + nth % 90_000).to_string(),
        number: format!("010{:08}", 10_000_000 + nth),
        taxation: Taxation::Taxable,
        ..ReceiptForm::default()
    };
    let receipt = form.check(shop, at).unwrap();
    let key = w.next_key(KeyKind::Receipt, at.date(), 1)?;
    let id =
        w.insert_document(&NewDocument::issue(&key, &receipt, "hometax", "{}", &format!("old-{nth}")))?;
    let number = ApprovalNumber::parse(&format!("TB{nth:07}")).unwrap();
    w.set_standing(id, &State::Sending, at)?;
    w.set_standing(id, &State::Confirmed(Approval { number, at }), at)
}
