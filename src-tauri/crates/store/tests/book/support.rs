//! A shop's day in few words.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::{
    Approval, ApprovalNumber, BusinessNumber, CancelReason, Cancellation, CashReceipt, DocumentKey, KeyKind,
    OriginalReceipt, ReceiptForm, Remaining, State,
};
use rusqlite::Connection;
use store::{Book, BookError, DocumentId, NewDocument, World, Writer};
use tempfile::TempDir;

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// So many seconds after half past two.
pub fn at(seconds: i64) -> NaiveDateTime {
    today().and_hms_opt(14, 30, 0).unwrap() + TimeDelta::seconds(seconds)
}

pub fn book() -> Book {
    Book::in_memory(World::Practice, at(0)).unwrap()
}

/// A practice book in a folder of its own.
pub fn book_on_disk() -> (TempDir, PathBuf, Book) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let book = Book::open(&path, World::Practice, at(0)).unwrap();
    (folder, path, book)
}

/// Opens the file as anybody could, without the book's own settings.
pub fn raw(path: &PathBuf) -> Connection {
    Connection::open(path).unwrap()
}

/// Runs SQL past the book and gives SQLite's words.
pub fn refusal(path: &PathBuf, sql: &str) -> String {
    raw(path).execute_batch(sql).expect_err(sql).to_string()
}

pub fn form(amount: i64, number: &str) -> ReceiptForm {
    ReceiptForm { amount: amount.to_string(), number: number.to_owned(), ..ReceiptForm::default() }
}

pub fn checked(form: &ReceiptForm, traded_at: NaiveDateTime) -> CashReceipt {
    let shop = BusinessNumber::parse("123-45-67891").unwrap();
    form.check(&shop, traded_at).unwrap()
}

pub fn receipt(amount: i64, traded_at: NaiveDateTime) -> CashReceipt {
    checked(&form(amount, "010-1234-5678"), traded_at)
}

pub fn approval(number: &str, when: NaiveDateTime) -> Approval {
    Approval { number: ApprovalNumber::parse(number).unwrap(), at: when }
}

/// Draws a key and writes an issue.
pub fn issue_in(w: &mut Writer<'_>, receipt: &CashReceipt) -> Result<(DocumentKey, DocumentId), BookError> {
    let key = w.next_key(KeyKind::Receipt, receipt.traded_at().date(), 1)?;
    let body = format!(r#"{{"documentKey":"{key}","consumerPhone":"{}"}}"#, receipt.number().digits());
    let new = NewDocument::issue(&key, receipt, "hometax", &body, &format!("press-{key}"));
    Ok((key, w.insert_document(&new)?))
}

pub fn issue(book: &Book, receipt: &CashReceipt) -> (DocumentKey, DocumentId) {
    book.write(|w| issue_in(w, receipt)).unwrap()
}

pub fn set(book: &Book, id: DocumentId, states: &[State]) {
    book.write(|w| states.iter().try_for_each(|state| w.set_standing(id, state, at(9)))).unwrap();
}

/// Issues and has it approved under this number.
pub fn approved(book: &Book, receipt: &CashReceipt, number: &str) -> (DocumentKey, DocumentId) {
    let (key, id) = issue(book, receipt);
    set(book, id, &[State::Sending, State::Approved(approval(number, receipt.traded_at()))]);
    (key, id)
}

/// Writes a cancel of `amount` won (`None`: all) of an approved receipt.
pub fn cancel(
    book: &Book,
    original: &DocumentKey,
    amount: Option<i64>,
    when: NaiveDateTime,
) -> (DocumentKey, DocumentId) {
    let shelved = book.read(|r| r.shelved(original)).unwrap().unwrap();
    let receipt = shelved.document.receipt().unwrap();
    let facts = OriginalReceipt {
        key: original.clone(),
        approval: shelved.standing.state.approval().unwrap().number.clone(),
        trade_date: shelved.document.trade_date(),
    };
    let left = Remaining::of(receipt.amounts(), []);
    let reason = CancelReason::TransactionCancelled;
    let cancellation = match amount {
        None => Cancellation::full(&receipt, facts, &left, reason, when).unwrap(),
        Some(won) => {
            let won = domain::Won::new(won).unwrap();
            Cancellation::partial(&receipt, facts, &left, reason, when, won).unwrap()
        }
    };
    book.write(|w| {
        let key = w.next_key(KeyKind::Cancel, when.date(), 1)?;
        let new = NewDocument::cancel(
            &key,
            shelved.document.id,
            &cancellation,
            &receipt,
            "hometax",
            "{}",
            &format!("press-{key}"),
        );
        let id = w.insert_document(&new)?;
        Ok::<_, BookError>((key, id))
    })
    .unwrap()
}
