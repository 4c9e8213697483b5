//! The one place of the simulation that calls the office.

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use chrono::NaiveDate;
use domain::{CancelReason, DocumentKey, ReceiptForm, ShopForm, State};
use nts::Route;
use office::{
    CancelPress, Clock, CorrectPress, HistoryFilter, IssuePress, Office, OfficeError, OfficeParts, PrintJob,
    Printer, PrinterError, Reconciled, RememberedSecrets, SearchBox, Task,
};
use paper::FontFiles;
use store::{Book, Shelved, World};

const NO_FONTS: FontFiles = FontFiles { regular: &[], bold: &[], fallback: &[] };

/// Where the book is.
#[derive(Clone)]
pub enum Place {
    Memory,
    File(PathBuf),
}

/// One process of the shop: its office on the book.
#[derive(Clone)]
pub struct OfficeDriver(Arc<Office>);

impl OfficeDriver {
    pub fn open(place: &Place, clock: Arc<dyn Clock>) -> Self {
        let now = clock.now();
        let book = match place {
            Place::Memory => Book::in_memory(World::Practice, now).unwrap(),
            Place::File(path) => Book::open(path, World::Practice, now).unwrap(),
        };
        let parts = OfficeParts {
            book,
            clock,
            printer: Box::new(NoPaper),
            fonts: NO_FONTS,
            secrets: Arc::new(RememberedSecrets::default()),
        };
        Self(Arc::new(Office::new(parts)))
    }

    /// To see whether it is still there.
    pub fn watch(&self) -> Weak<Office> {
        Arc::downgrade(&self.0)
    }

    pub fn set_up_shop(&self) {
        if self.0.shop().unwrap().is_none() {
            self.0.save_shop(&ShopForm::practice()).unwrap();
        }
    }

    pub fn connect(&self, route: Arc<dyn Route>) {
        self.0.connect(route);
    }

    pub fn recover(&self) -> u32 {
        self.0.recover().unwrap().lost
    }

    pub async fn issue(
        &self,
        press: &str,
        amount: u32,
        number: &str,
        allow_similar: bool,
    ) -> Result<DocumentKey, OfficeError> {
        let form =
            ReceiptForm { amount: amount.to_string(), number: number.to_owned(), ..ReceiptForm::default() };
        let press = IssuePress { form, press_id: press.to_owned(), allow_similar, print: false };
        self.0.issue_receipt(press).await
    }

    /// Cancels all that is left, or a part.
    pub async fn cancel(
        &self,
        press: &str,
        key: &DocumentKey,
        amount: Option<i64>,
    ) -> Result<DocumentKey, OfficeError> {
        let press = CancelPress {
            key: key.clone(),
            amount: amount.map(|won| won.to_string()),
            reason: CancelReason::TransactionCancelled,
            press_id: press.to_owned(),
            print: false,
        };
        self.0.cancel_receipt(press).await
    }

    /// Cancels a receipt and issues it anew on another number.
    pub async fn correct(
        &self,
        press: &str,
        key: &DocumentKey,
        number: &str,
    ) -> Result<DocumentKey, OfficeError> {
        let press = CorrectPress {
            key: key.clone(),
            number: number.to_owned(),
            purpose: None,
            press_id: press.to_owned(),
            print: false,
        };
        self.0.correct_number(press).await
    }

    /// What the button does that looks after one document now.
    pub async fn settle(&self, key: &DocumentKey) -> Result<State, OfficeError> {
        self.0.settle(key).await
    }

    /// Keys of documents that wait or are unknown, oldest first.
    pub fn open_documents(&self) -> Vec<DocumentKey> {
        let all = self.all_documents();
        all.into_iter().filter(|row| row.standing.state.is_open()).map(|row| row.document.key).collect()
    }

    /// Compares a day with the authority; false when its list could not be read.
    pub async fn reconcile(&self, day: NaiveDate) -> Result<Reconciled, OfficeError> {
        self.0.reconcile(Some(day)).await
    }

    /// What a person has to see to.
    pub fn tasks(&self) -> Vec<Task> {
        self.0.tasks().unwrap().tasks
    }

    /// Brings open documents through, for as long as the process lives.
    pub async fn courier(self) {
        self.0.run_courier().await;
    }

    /// Whether nothing waits and nothing is unknown.
    pub fn is_settled(&self) -> bool {
        let open = self.0.open_count().unwrap();
        open.waiting == 0 && open.unknown == 0
    }

    /// Every document of the book, oldest first.
    pub fn all_documents(&self) -> Vec<Shelved> {
        let mut all = Vec::new();
        let mut after = None;
        loop {
            let asked =
                SearchBox { text: String::new(), month: None, filter: HistoryFilter::All, after, limit: 200 };
            let page = self.0.search(&asked).unwrap();
            all.extend(page.rows);
            after = page.next;
            if after.is_none() {
                all.sort_by_key(|row| row.document.id);
                return all;
            }
        }
    }

    pub fn verify_journal(&self) -> Result<(), OfficeError> {
        self.0.verify_journal().map(drop)
    }
}

/// A shop that prints nothing.
struct NoPaper;

impl Printer for NoPaper {
    fn print(&self, _job: &PrintJob<'_>) -> Result<String, PrinterError> {
        Ok(String::new())
    }
}
