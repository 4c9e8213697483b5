//! The desk at which invoices are written: a shop whose clock and whose NTS's clock are moved together.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering::SeqCst};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::{BuyerForm, DocumentKey, Invoice, InvoiceForm, LineForm, State};
use jangbu_lib::fonts;
use office::{
    Clock, HistoryFilter, InvoicePress, Office, OfficeError, OfficeParts, PrintJob, Printer, PrinterError,
    RememberedSecrets, SearchBox, SystemClock,
};
use practice_nts::{Dials, PracticeNts};
use store::{Shelf, Shelved, World};

use crate::shop::{self, OpenShop};

pub const ISSUE: &str = "/etax/issue";
pub const TRANSMIT: &str = "/etax/invoices/{documentKey}/transmit";

/// In business according to the practice NTS.
pub const BUYER: &str = "214-86-00016";

/// The shop, at ten in the morning.
pub struct Desk {
    pub shop: OpenShop,
    clock: Arc<MovedClock>,
}

impl Desk {
    pub async fn open() -> Self {
        let clock = Arc::new(MovedClock::default());
        let mut shop = OpenShop::open().await;
        shop.shell.office = office(&shop, Arc::clone(&clock));
        shop.connect();
        let desk = Self { shop, clock };
        // Forwards: a clock that is set back is another story.
        let tomorrow = desk.today().succ_opt().unwrap();
        desk.wait_until(tomorrow.and_time(time(10, 0)));
        desk
    }

    /// Closes the program as a power cut would and opens it again on the same folder.
    pub fn restart(self) -> Self {
        let Self { shop: OpenShop { shell, nts, folder }, clock } = self;
        drop(shell);
        let mut shop = OpenShop { shell: shop::shell(&folder), nts, folder };
        shop.shell.office = office(&shop, Arc::clone(&clock));
        shop.connect();
        Self { shop, clock }
    }

    pub fn office(&self) -> &Arc<Office> {
        &self.shop.shell.office
    }

    pub fn nts(&self) -> &PracticeNts {
        &self.shop.nts
    }

    pub fn now(&self) -> NaiveDateTime {
        self.clock.now()
    }

    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }

    /// Time passes for the shop and for the NTS.
    pub fn pass(&self, by: TimeDelta) {
        self.clock.ahead_s.fetch_add(by.num_seconds(), SeqCst);
        self.nts().advance_clock(by);
    }

    pub fn wait_until(&self, moment: NaiveDateTime) {
        self.pass(moment - self.now() + TimeDelta::seconds(1));
    }

    /// Waits until the day after at this time.
    pub fn wait_until_tomorrow(&self, hour: u32, minute: u32) {
        self.wait_until(self.today().succ_opt().unwrap().and_time(time(hour, minute)));
    }

    /// A press of its own for each call, dated today if the form has no date.
    pub fn press(&self, form: InvoiceForm) -> InvoicePress {
        static PRESSES: AtomicU32 = AtomicU32::new(0);
        let press_id = format!("invoice-{}", PRESSES.fetch_add(1, SeqCst));
        let today = || self.today().to_string();
        let written_on = Some(form.written_on).filter(|date| !date.is_empty()).unwrap_or_else(today);
        let form = InvoiceForm { written_on, ..form };
        InvoicePress {
            form,
            press_id,
            allow_similar: false,
            transmit_now: false,
            mail: false,
            instead_of: None,
            from_draft: true,
        }
    }

    /// Issues what the form says and answers its key and state.
    pub async fn issue(&self, form: InvoiceForm) -> (DocumentKey, State) {
        let key = self.office().issue_invoice(self.press(form)).await.unwrap();
        let state = self.state(&key);
        (key, state)
    }

    /// Issues what the form says and transmits it, so that it can be amended.
    pub async fn transmitted(&self, form: InvoiceForm) -> DocumentKey {
        let (key, _) = self.issue(form).await;
        let state = self.office().transmit(&key).await.unwrap();
        assert!(matches!(state, State::Transmitted(_)), "{state:?}");
        key
    }

    pub fn state(&self, key: &DocumentKey) -> State {
        self.shop.state(key)
    }

    pub fn shelved(&self, key: &DocumentKey) -> Shelved {
        self.office().shelved(key).unwrap()
    }

    pub fn said(&self, key: &DocumentKey) -> Invoice {
        self.shelved(key).document.invoice().unwrap().clone()
    }

    /// The authority's own book.
    pub fn ledger(&self) -> Vec<practice_nts::Invoice> {
        self.nts().ledger().invoices().unwrap()
    }

    /// Every invoice of the shop's book, oldest first.
    pub fn book(&self) -> Vec<Shelved> {
        let asked = SearchBox {
            text: String::new(),
            month: None,
            filter: HistoryFilter::Invoices,
            after: None,
            limit: 200,
        };
        let mut rows = self.office().search(&asked).unwrap().rows;
        rows.sort_by_key(|row| row.document.id);
        rows
    }

    pub fn turn(&self, dials: Dials) {
        self.nts().set_dials(dials);
    }

    /// Each row of the authority's ledger is a document of the book, and each document but a refused one is there.
    pub fn assert_books_agree(&self) {
        let ledger = self.ledger();
        let standing =
            self.book().into_iter().filter(|row| !matches!(row.standing.state, State::Rejected(_)));
        assert_eq!(standing.count(), ledger.len(), "as many documents here as there");
        for theirs in ledger {
            let ours = self.shelved(&DocumentKey::parse(&theirs.document_key).unwrap());
            let key = &ours.document.key;
            let approval = ours.standing.state.approval().unwrap_or_else(|| panic!("{key}: {ours:?}"));
            assert_eq!(approval.number.as_str(), theirs.invoice_id, "{key}");
            assert_eq!(ours.standing.sent_at.map(stamp), theirs.sent_at, "{key}");
            let (said, paper) = (ours.document.invoice().unwrap(), &theirs.paper);
            assert_eq!(said.written_on().format("%Y%m%d").to_string(), paper.issue_date, "{key}");
            let sums = (said.supply().get(), said.vat().get(), said.total().get());
            let totals = &paper.totals;
            let theirs_sums = (totals.total_supply_amount, totals.total_tax_amount, totals.total_amount);
            assert_eq!(sums, theirs_sums, "{key}");
            assert_eq!(said.lines().len(), paper.items.len(), "{key}");
            let (amends, amended) = (said.amends(), paper.amends.as_ref());
            assert_eq!(
                amends.map(|amends| amends.original.as_str()),
                amended.map(|amends| amends.original_invoice_id.as_str()),
                "{key}"
            );
        }
    }

    /// Nothing was written and nothing was sent.
    pub fn assert_untouched(&self, what: &str) {
        assert!(self.book().is_empty(), "{what}: written");
        assert_eq!(self.nts().requests_seen(ISSUE), 0, "{what}: sent");
    }
}

/// A moment as the NTS writes it.
fn stamp(at: NaiveDateTime) -> String {
    format!("{}+09:00", at.format("%Y-%m-%dT%H:%M:%S"))
}

pub fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

pub fn buyer(number: &str) -> BuyerForm {
    BuyerForm {
        number: number.into(),
        name: "한빛상사".into(),
        owner: "이한빛".into(),
        email: "buyer@example.com".into(),
        ..BuyerForm::default()
    }
}

pub fn line(item: &str, quantity: &str, unit_price: &str) -> LineForm {
    LineForm {
        item: item.into(),
        quantity: quantity.into(),
        unit_price: unit_price.into(),
        ..LineForm::default()
    }
}

/// Ten reams of paper at 30,000 won and two chairs at 55,000.
pub fn form() -> InvoiceForm {
    InvoiceForm {
        buyer: buyer(BUYER),
        lines: vec![line("복사용지", "10", "30,000"), line("의자", "2", "55,000")],
        ..InvoiceForm::default()
    }
}

/// Why nothing was issued, as `path: code`.
pub fn faults(refused: Result<DocumentKey, OfficeError>) -> Vec<String> {
    match refused {
        Err(OfficeError::Faults(faults)) => faults.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

fn office(shop: &OpenShop, clock: Arc<MovedClock>) -> Arc<Office> {
    let shell = &shop.shell;
    let book =
        Shelf::new(shell.data.root()).open_with(World::Practice, &shell.keys.book, clock.now()).unwrap();
    let secrets = Arc::new(RememberedSecrets::default());
    Arc::new(Office::new(OfficeParts {
        book,
        clock,
        printer: Box::new(NoPaper),
        fonts: fonts::FILES,
        secrets,
    }))
}

/// The machine's clock, so many seconds ahead.
#[derive(Default)]
struct MovedClock {
    ahead_s: AtomicI64,
}

impl Clock for MovedClock {
    fn now(&self) -> NaiveDateTime {
        SystemClock.now() + TimeDelta::seconds(self.ahead_s.load(SeqCst))
    }
}

pub struct NoPaper;

impl Printer for NoPaper {
    fn print(&self, _job: &PrintJob<'_>) -> Result<String, PrinterError> {
        Ok(String::new())
    }
}
