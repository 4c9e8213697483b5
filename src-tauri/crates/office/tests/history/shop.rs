//! An office over a book in memory, on a Sunday in November.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use domain::ShopForm;
use office::{
    Clock, FillOrder, Office, OfficeParts, PrintJob, Printer, PrinterError, RememberedSecrets, SearchBox,
};
use paper::FontFiles;
use store::{Book, Shelved, World};

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
    Office::new(OfficeParts {
        book: Book::in_memory(world, Noon.now()).unwrap(),
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
