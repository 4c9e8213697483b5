//! The one place of the simulation that calls the office.

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    AmendForm, AmendLine, AmendReason, BuyerForm, CancelReason, DocumentKey, InvoiceForm, LineForm,
    ReceiptForm, ShopForm, State,
};
use nts::Route;
use office::{
    AmendPress, CancelPress, Clock, CorrectPress, HistoryFilter, InvoicePress, IssuePress, Office,
    OfficeError, OfficeParts, PrintJob, Printer, PrinterError, Reconciled, RememberedSecrets, SearchBox,
    Taken, Task,
};
use paper::FontFiles;
use store::{Book, ImportState, Shelved, World};

use crate::script::Amendment;

const NO_FONTS: FontFiles = FontFiles { regular: &[], bold: &[], fallback: &[] };

/// Supply of one ream.
pub const REAM: u32 = 30_000;

/// Where the book is.
#[derive(Clone)]
pub enum Place {
    Memory,
    File(PathBuf),
}

/// One process of the shop: its office on the book.
#[derive(Clone)]
pub struct OfficeDriver {
    office: Arc<Office>,
    clock: Arc<dyn Clock>,
}

impl OfficeDriver {
    pub fn open(place: &Place, clock: Arc<dyn Clock>) -> Self {
        let now = clock.now();
        let book = match place {
            Place::Memory => Book::in_memory(World::Practice, now).unwrap(),
            Place::File(path) => Book::open(path, World::Practice, now).unwrap(),
        };
        let parts = OfficeParts {
            book,
            clock: Arc::clone(&clock),
            printer: Box::new(NoPaper),
            fonts: NO_FONTS,
            secrets: Arc::new(RememberedSecrets::default()),
        };
        Self { office: Arc::new(Office::new(parts)), clock }
    }

    /// The office itself, for what issues by itself.
    pub fn office(&self) -> Arc<Office> {
        Arc::clone(&self.office)
    }

    fn clock_says(&self) -> NaiveDateTime {
        self.clock.now()
    }

    /// To see whether it is still there.
    pub fn watch(&self) -> Weak<Office> {
        Arc::downgrade(&self.office)
    }

    pub fn set_up_shop(&self) {
        if self.office.shop().unwrap().is_none() {
            self.office.save_shop(&ShopForm::practice()).unwrap();
        }
    }

    pub fn connect(&self, route: Arc<dyn Route>) {
        self.office.connect(route);
    }

    pub fn recover(&self) -> u32 {
        self.office.recover().unwrap().lost
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
        self.office.issue_receipt(press).await
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
        self.office.cancel_receipt(press).await
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
        self.office.correct_number(press).await
    }

    /// Issues an invoice dated as the shop's clock says.
    pub async fn invoice(
        &self,
        press: &str,
        (reams, buyer): (u32, &str),
        at_once: bool,
        allow_similar: bool,
    ) -> Result<DocumentKey, OfficeError> {
        let today = self.clock_says().date().to_string();
        let press = InvoicePress {
            form: InvoiceForm { written_on: today, ..reams_for(reams, buyer) },
            press_id: press.to_owned(),
            allow_similar,
            transmit_now: at_once,
            mail: false,
            instead_of: None,
            from_draft: false,
        };
        self.office.issue_invoice(press).await
    }

    pub async fn amend(
        &self,
        press: &str,
        key: &DocumentKey,
        how: Amendment,
    ) -> Result<DocumentKey, OfficeError> {
        let form = self.amend_form(key, how)?;
        let press = AmendPress { key: key.clone(), form, press_id: press.to_owned(), mail: false };
        self.office.issue_amendment(press).await
    }

    fn amend_form(&self, key: &DocumentKey, how: Amendment) -> Result<AmendForm, OfficeError> {
        let lines = |quantity: String, supply: String| {
            vec![AmendLine { line: 0, quantity, supply, vat: String::new() }]
        };
        Ok(match how {
            Amendment::Returned(reams) => AmendForm {
                lines: lines(reams.to_string(), String::new()),
                ..AmendForm::new(AmendReason::Returned)
            },
            Amendment::Cancelled => AmendForm::new(AmendReason::ContractCancelled),
            Amendment::PriceChanged(by) => AmendForm {
                lines: lines(String::new(), by.to_string()),
                ..AmendForm::new(AmendReason::PriceChanged)
            },
            Amendment::Mistake(reams) => {
                let original = self.office.shelved(key)?;
                let buyer = original.document.invoice().unwrap().buyer().id().number().to_owned();
                let corrected = Some(reams_for(reams, &buyer));
                AmendForm { corrected, ..AmendForm::new(AmendReason::Mistake) }
            }
            Amendment::IssuedTwice => AmendForm::new(AmendReason::IssuedTwice),
        })
    }

    /// What the button does that transmits an invoice now.
    pub async fn transmit(&self, key: &DocumentKey) -> Result<State, OfficeError> {
        self.office.transmit(key).await
    }

    /// The other document of a pair.
    pub fn pair_of(&self, key: &DocumentKey) -> Option<Shelved> {
        self.office.pair_of(key).unwrap()
    }

    /// Takes in a file of orders, if it was not before, and issues what waits. Answers how many orders still wait.
    pub async fn import(&self, file: &str) -> Result<u32, OfficeError> {
        let looked = self.office.look_at_orders("orders.csv", file.as_bytes(), None)?;
        let id = match self.office.take_orders(&looked)? {
            Taken::In(id) | Taken::Before(id) => id,
            Taken::NothingNew => return Ok(0),
        };
        Ok(self.office.issue_import(id, &|_| ()).await?.orders(ImportState::Waiting))
    }

    /// What the button does that looks after one document now.
    pub async fn settle(&self, key: &DocumentKey) -> Result<State, OfficeError> {
        self.office.settle(key).await
    }

    /// Keys of documents that wait or are unknown, oldest first.
    pub fn open_documents(&self) -> Vec<DocumentKey> {
        let all = self.all_documents();
        all.into_iter().filter(|row| row.standing.state.is_open()).map(|row| row.document.key).collect()
    }

    /// Compares a day with the authority; false when its list could not be read.
    pub async fn reconcile(&self, day: NaiveDate) -> Result<Reconciled, OfficeError> {
        self.office.reconcile(Some(day)).await
    }

    /// What a person has to see to.
    pub fn tasks(&self) -> Vec<Task> {
        self.office.tasks().unwrap().tasks
    }

    /// Brings open documents through, for as long as the process lives.
    pub async fn courier(self) {
        self.office.run_courier().await;
    }

    /// Whether nothing waits and nothing is unknown.
    pub fn is_settled(&self) -> bool {
        let open = self.office.open_count().unwrap();
        open.waiting == 0 && open.unknown == 0
    }

    /// Every document of the book, oldest first.
    pub fn all_documents(&self) -> Vec<Shelved> {
        let mut all = Vec::new();
        let mut after = None;
        loop {
            let asked =
                SearchBox { text: String::new(), month: None, filter: HistoryFilter::All, after, limit: 200 };
            let page = self.office.search(&asked).unwrap();
            all.extend(page.rows);
            after = page.next;
            if after.is_none() {
                all.sort_by_key(|row| row.document.id);
                return all;
            }
        }
    }

    pub fn verify_journal(&self) -> Result<(), OfficeError> {
        self.office.verify_journal().map(drop)
    }
}

/// So many reams of paper for a buyer.
fn reams_for(reams: u32, buyer: &str) -> InvoiceForm {
    let line = LineForm {
        item: "복사용지".to_owned(),
        quantity: reams.to_string(),
        unit_price: REAM.to_string(),
        ..LineForm::default()
    };
    let buyer = BuyerForm {
        number: buyer.to_owned(),
        name: "한빛상사".to_owned(),
        owner: "이한빛".to_owned(),
        ..BuyerForm::default()
    };
    InvoiceForm { buyer, lines: vec![line], ..InvoiceForm::default() }
}

/// A shop that prints nothing.
struct NoPaper;

impl Printer for NoPaper {
    fn print(&self, _job: &PrintJob<'_>) -> Result<String, PrinterError> {
        Ok(String::new())
    }
}
