//! An office over a book in memory, on a Sunday in November.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{KeyKind, ReceiptForm, ShopForm};
use office::{
    Clock, FillOrder, Office, OfficeParts, PrintJob, Printer, PrinterError, RememberedSecrets, SearchBox,
};
use paper::FontFiles;
use store::{Book, BookError, NewDocument, Shelved, World};
use tempfile::TempDir;

struct Noon;

impl Clock for Noon {
    fn now(&self) -> NaiveDateTime {
        today().and_hms_opt(12, 0, 0).unwrap()
    }
}

struct NoPrinter;

impl Printer for NoPrinter {
    fn print(&self, _: &PrintJob<'_>) -> Result<String, PrinterError> {
        Ok(String::new())
    }
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

pub fn office(world: World) -> Office {
    office_over(Book::in_memory(world, Noon.now()).unwrap())
}

fn office_over(book: Book) -> Office {
    Office::new(OfficeParts {
        book,
        clock: Arc::new(Noon),
        printer: Box::new(NoPrinter),
        fonts: FontFiles { regular: &[], bold: &[], fallback: &[] },
        secrets: Arc::new(RememberedSecrets::default()),
    })
}

pub fn filled(documents: u64, seed: u64) -> Office {
    let office = office(World::Practice);
    office.save_shop(&ShopForm::practice()).unwrap();
    office.fill(&FillOrder { documents, seed }, |_| {}).unwrap();
    office
}

/// The same, and as many documents of one moment as there are pages' ends to fall among them: each is `1500` in every way a
/// number can be meant.
pub fn filled_with_ties(documents: u64, seed: u64, ties: u32) -> (TempDir, Office) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let office = office_over(Book::open(&path, World::Practice, Noon.now()).unwrap());
    let shop = office.save_shop(&ShopForm::practice()).unwrap();
    office.fill(&FillOrder { documents, seed }, |_| {}).unwrap();
    let form = ReceiptForm {
        amount: "1500".into(),
        number: "010-5555-1500".into(),
        item: "볼펜".into(),
        memo: "1500원 할인".into(),
        ..ReceiptForm::default()
    };
    let book = Book::open(&path, World::Practice, Noon.now()).unwrap();
    let written = book.write(|w| {
        (0..ties).try_for_each(|nth| {
            // Three moments, so that the documents before and behind a moment have neighbours as well.
            let at = today().and_hms_opt(9, nth % 3, 0).unwrap();
            let receipt = form.check(shop.number(), at).unwrap();
            let key = w.next_key(KeyKind::Receipt, today(), 1)?;
            let document = NewDocument::issue(&key, &receipt, "hometax", "{}", &format!("tie-{nth}"));
            w.insert_document(&document).map(|_| ())
        })
    });
    written.map_err(|error: BookError| error).unwrap();
    (folder, office)
}

/// Every page of an answer, one after the other.
pub fn all_pages(office: &Office, asked: &SearchBox) -> Vec<Shelved> {
    let mut asked = asked.clone();
    let mut found = Vec::new();
    loop {
        let page = office.search(&asked).unwrap();
        found.extend(page.rows);
        asked.after = page.next;
        if asked.after.is_none() {
            return found;
        }
    }
}
