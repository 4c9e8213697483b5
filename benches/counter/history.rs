//! One page of the history with its count, over a small book and one a hundred times as large: the same kinds of questions,
//! made from documents of the book itself.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chrono::{Datelike, NaiveDate};
use office::{Clock, HistoryFilter, Office, SearchBox, SystemClock};
use store::{Cursor, Shelved};

use crate::Spread;
use crate::books::{Books, open};

const SMALL: u64 = 10_000;
const LARGE: u64 = 1_000_000;
const SAMPLES: usize = 40;
/// As many as the window asks for.
const PAGE: u32 = 100;

pub fn run(books: &mut Books) {
    let small = times(books, SMALL);
    let large = times(books, LARGE);
    for (kind, times) in &large {
        let (large, small) = (Spread::of(times.clone()), Spread::of(small[kind].clone()));
        println!(
            "{:<28} {kind:<24} 10k p50 {:6.2} ms  p95 {:6.2} ms | 1M p50 {:6.2} ms  p95 {:6.2} ms",
            "history", small.p50, small.p95, large.p50, large.p95
        );
    }
    let all = |of: &BTreeMap<&str, Vec<Duration>>| Spread::of(of.values().flatten().copied().collect());
    let (small, large) = (all(&small), all(&large));
    println!(
        "{:<28} {LARGE} documents p50 {:.2} ms  p95 {:.2} ms | {SMALL} documents p50 {:.2} ms  p95 {:.2} ms | ratio p95 {:.2}  (goal p95 ≤ 50 ms, ratio ≤ 3)",
        "history, every kind",
        large.p50,
        large.p95,
        small.p50,
        small.p95,
        large.p95 / small.p95
    );
}

fn times(books: &mut Books, size: u64) -> BTreeMap<&'static str, Vec<Duration>> {
    let shell = open(books.with(size));
    let office = &shell.office;
    let first = ask(office, &asked("한빛"));
    let questions = questions(&samples(office));
    println!("{:<28} {size} documents: the first search for a word {:.1} ms", "history", ms(first));
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for (kind, question) in &questions {
        times.entry(kind).or_default().push(ask(office, question));
    }
    times
}

fn ask(office: &Office, question: &SearchBox) -> Duration {
    let began = Instant::now();
    office.search(question).unwrap();
    began.elapsed()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn asked(text: &str) -> SearchBox {
    SearchBox { text: text.to_owned(), month: None, filter: HistoryFilter::All, after: None, limit: PAGE }
}

/// Documents from all over the three years.
fn samples(office: &Office) -> Vec<Shelved> {
    let today = SystemClock.now().date();
    let mut found = Vec::new();
    for nth in 0..SAMPLES as u64 {
        let day = today - chrono::Days::new(3 + nth * 26);
        let on_that_day = office.search(&asked(&format!("{day}~{today}"))).unwrap();
        let mut page = office.search(&SearchBox { month: day.with_day(1), ..asked("") }).unwrap();
        page.rows.extend(on_that_day.rows);
        let at = (nth as usize * 7) % page.rows.len();
        found.push(page.rows.swap_remove(at));
    }
    found
}

/// Questions of every kind about these documents.
fn questions(samples: &[Shelved]) -> Vec<(&'static str, SearchBox)> {
    let today = SystemClock.now().date();
    let mut all = Vec::new();
    let chips = [
        HistoryFilter::Receipts,
        HistoryFilter::Revisions,
        HistoryFilter::Invoices,
        HistoryFilter::Attention,
    ];
    let common = ["볼펜", "복사", "단골", "배달", "한빛", "(주)", "유통", "1234", "12000", "3000"];
    let initials = ["ㅂ", "ㅅ", "ㅎㅂ", "ㅂㅍ", "ㅎㅂㅇ", "ㅂㅅㅇㅈ", "ㅋ", "ㄱㅇ"];
    let days =
        ["어제", "지난주 화", "이번주", "지난달", "11월", "3월", "작년 12월", "11/3", "작년", "금요일"];
    let ranges = ["1만~3만", "12000±500", ">10만", "10만 이상", "500만 이상", "-5천~-1만", "-12000", "~1000"];
    for (nth, row) in samples.iter().enumerate() {
        let text = |kind: &'static str, text: String| (kind, asked(&text));
        let number = row.document.content.receipt().map_or_else(
            || row.document.invoice().unwrap().buyer().id().number().to_owned(),
            |sale| sale.number.digits().to_owned(),
        );
        let last4 = number.get(number.len() - 4..).unwrap();
        let item = words(row);
        let month = row.document.trade_date().with_day(1);
        all.push(("nothing typed", asked("")));
        all.push(("chip", SearchBox { filter: chips[nth % chips.len()], ..asked("") }));
        all.push(("month", SearchBox { month, ..asked("") }));
        all.push(("deep page", SearchBox { after: Some(Cursor::after(&row.document)), ..asked("") }));
        all.push((
            "deep page of a chip",
            SearchBox {
                after: Some(Cursor::after(&row.document)),
                filter: chips[nth % chips.len()],
                ..asked("")
            },
        ));
        all.push(text("last four digits", last4.to_owned()));
        all.push((
            "last four digits in a month",
            SearchBox { month, filter: HistoryFilter::Receipts, ..asked(last4) },
        ));
        all.push(text("whole number", number.clone()));
        all.push(text("amount", row.document.total().get().abs().to_string()));
        all.push(text("range of amounts", ranges[nth % ranges.len()].to_owned()));
        all.push(text("key", row.document.key.to_string()));
        all.push(text(
            "beginning of a key",
            row.document.key.as_str().get(..7 - nth % 4).unwrap().to_owned(),
        ));
        if let Some(approval) = row.standing.state.approval() {
            all.push(text("approval number", approval.number.to_string()));
        }
        all.push(text("days", days[nth % days.len()].to_owned()));
        all.push(text("common word", common[nth % common.len()].to_owned()));
        all.push(text("initials", initials[nth % initials.len()].to_owned()));
        all.push(text("part of a name or item", part(&item)));
        all.push(text("two words", format!("{} {}", part(&item), row.document.total())));
        all.push(text(
            "word and days",
            format!("{} {}", common[nth % common.len()], date_word(row.document.trade_date(), today)),
        ));
        all.push(text("nothing there", format!("없는말{nth}")));
        all.push((
            "deep page of a word",
            SearchBox { after: Some(Cursor::after(&row.document)), ..asked(common[nth % common.len()]) },
        ));
    }
    all
}

fn words(row: &Shelved) -> String {
    let of_invoice = row.document.invoice().map(|invoice| invoice.buyer().name().to_owned());
    let item = row.document.content.receipt().and_then(|sale| sale.item.as_ref()).map(ToString::to_string);
    of_invoice.or(item).unwrap_or_else(|| "종이컵".to_owned())
}

/// Two letters of the first word, from where a person may remember it.
fn part(text: &str) -> String {
    let letters: Vec<char> = text.split(' ').next_back().unwrap().chars().collect();
    letters.iter().skip(letters.len().saturating_sub(3) / 2).take(2).collect()
}

fn date_word(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { format!("{}/{}", day.month(), day.day()) } else { day.to_string() }
}
