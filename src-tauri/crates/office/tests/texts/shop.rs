//! A shop with texts switched on, its practice server, and one clock for both.

use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};
use domain::{CancelReason, DocumentKey, ReceiptForm, ShopForm, State, Taxation};
use notice::{Secret, TextAccess, TextGateway, TextTrust};
use nts::{HometaxConfig, HometaxRoute};
use office::{
    CancelPress, Clock, IssuePress, Office, OfficeParts, PrintJob, Printer, PrinterError, RememberedSecrets,
    Step, Task, TextForm,
};
use paper::FontFiles;
use practice_nts::{PRACTICE_BUSINESS_NUMBER, PracticeConfig, PracticeNts, Text, ensure_certificates, start};
use store::{Book, Notice, NoticeChannel, World};
use tempfile::TempDir;

pub const CUSTOMER: &str = "010-1234-5678";
pub const SEND: &str = "/messages/v4/send";
pub const LIST: &str = "/messages/v4/list";

/// Sunday 2026-11-22, 15:30 in Korea, plus whatever a test adds.
#[derive(Clone, Default)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn korean(&self) -> DateTime<FixedOffset> {
        let start = DateTime::parse_from_rfc3339("2026-11-22T15:30:00+09:00").unwrap();
        start + TimeDelta::seconds(self.0.load(Ordering::SeqCst))
    }

    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> NaiveDateTime {
        self.korean().naive_local()
    }
}

struct NoPrinter;

impl Printer for NoPrinter {
    fn print(&self, _: &PrintJob<'_>) -> Result<String, PrinterError> {
        Ok(String::new())
    }
}

pub struct Shop {
    pub office: Arc<Office>,
    pub nts: PracticeNts,
    pub clock: TestClock,
    pub folder: TempDir,
}

impl Shop {
    /// Texts are on, and "not there" is proof at once.
    pub async fn open() -> Self {
        let (folder, clock) = (folder_with_papers(), TestClock::default());
        let now = clock.clone();
        let config = PracticeConfig::new(folder.path().to_owned(), Arc::new(move || now.korean()));
        let nts = start(config).await.unwrap();
        let office = office(folder.path(), &clock);
        office.save_shop(&ShopForm::practice()).unwrap();
        let shop = Self { office, nts, clock, folder };
        shop.connect(Duration::ZERO);
        let form = TextForm { enabled: true, ..shop.office.text_settings().unwrap() };
        shop.office.save_text_settings(&form).unwrap();
        shop
    }

    /// Closes the program as a power cut would and opens it again on the same book.
    pub fn restart(self) -> Self {
        let Self { office, nts, clock, folder } = self;
        drop(office);
        let shop = Self { office: self::office(folder.path(), &clock), nts, clock, folder };
        shop.connect(Duration::ZERO);
        shop
    }

    pub fn connect(&self, quiet_period: Duration) {
        let ready = self.nts.ready();
        let read = |file: &Path| std::fs::read(file).unwrap();
        let clock = self.clock.clone();
        let config = HometaxConfig {
            base_url: ready.url.clone(),
            business_number: self.office.shop().unwrap().unwrap().number().clone(),
            ca_pem: Some(read(&ready.ca)),
            client_cert_pem: read(&ready.client_cert),
            client_key_pem: read(&ready.client_key),
            api_secret: ready.api_secret.clone(),
            connect_timeout_ms: HometaxConfig::CONNECT_TIMEOUT_MS,
            total_timeout_ms: HometaxConfig::TOTAL_TIMEOUT_MS,
        };
        let route = HometaxRoute::new(config, Arc::new(move || clock.unix_seconds())).unwrap();
        self.office.connect(Arc::new(route));
        self.office.practise_texts(gateway(&self.nts).with_quiet_period(quiet_period));
    }

    pub async fn issue(&self, won: &str, number: &str) -> DocumentKey {
        let key = self.office.issue_receipt(press(won, number)).await.unwrap();
        let state = self.office.shelved(&key).unwrap().standing.state;
        assert!(matches!(state, State::Approved(_)), "{state:?}");
        key
    }

    pub async fn cancel(&self, key: &DocumentKey) -> DocumentKey {
        let press = CancelPress {
            key: key.clone(),
            amount: None,
            reason: CancelReason::TransactionCancelled,
            press_id: format!("cancel-{key}"),
            print: false,
        };
        self.office.cancel_receipt(press).await.unwrap()
    }

    pub async fn round(&self) -> u32 {
        self.office.deliver_texts().await.unwrap()
    }

    /// A round after so long that every question is due.
    pub async fn later_round(&self) -> u32 {
        self.clock.advance(TimeDelta::minutes(11));
        self.round().await
    }

    pub fn texts_of(&self, key: &DocumentKey) -> Vec<Notice> {
        let mut notices = self.office.notices(key).unwrap();
        notices.retain(|notice| notice.mail.channel == NoticeChannel::Text);
        notices
    }

    /// The names of the states of a document's texts.
    pub fn states(&self, key: &DocumentKey) -> Vec<&'static str> {
        self.texts_of(key).iter().map(|notice| notice.state.name()).collect()
    }

    pub fn arrived(&self) -> Vec<Text> {
        self.nts.texts().unwrap()
    }

    pub fn tasks(&self) -> Vec<(Notice, Step)> {
        let tasks = self.office.tasks().unwrap().tasks;
        let text =
            |task| if let Task::Mail { notice, step, .. } = task { Some((notice, step)) } else { None };
        tasks.into_iter().filter_map(text).collect()
    }
}

pub fn press(won: &str, number: &str) -> IssuePress {
    static PRESSES: AtomicU32 = AtomicU32::new(0);
    let form = ReceiptForm {
        amount: won.into(),
        service: String::new(),
        number: number.into(),
        purpose: None,
        taxation: Taxation::Taxable,
        item: "사무용품".into(),
        memo: String::new(),
    };
    let press_id = format!("text-{}", PRESSES.fetch_add(1, Ordering::Relaxed));
    IssuePress { form, press_id, allow_similar: true, print: false }
}

fn gateway(nts: &PracticeNts) -> TextGateway {
    let ready = nts.ready();
    let read = |file: &Path| std::fs::read(file).unwrap();
    let identity_pem = [read(&ready.client_key), b"\n".to_vec(), read(&ready.client_cert)].concat();
    TextGateway::new(TextAccess {
        base_url: ready.url.clone(),
        api_key: ready.text_key.clone(),
        api_secret: Secret::new(ready.text_secret.clone()),
        trust: TextTrust::Practice { authority_pem: read(&ready.ca), identity_pem },
    })
    .unwrap()
}

fn office(folder: &Path, clock: &TestClock) -> Arc<Office> {
    office_of(World::Practice, &folder.join("book.db"), clock)
}

pub fn office_of(world: World, book: &Path, clock: &TestClock) -> Arc<Office> {
    Arc::new(Office::new(OfficeParts {
        book: Book::open(book, world, clock.now()).unwrap(),
        clock: Arc::new(clock.clone()),
        printer: Box::new(NoPrinter),
        fonts: FontFiles { regular: &[], bold: &[], fallback: &[] },
        secrets: Arc::new(RememberedSecrets::default()),
    }))
}

/// Making the papers takes a second, so one set serves all tests.
fn folder_with_papers() -> TempDir {
    static PAPERS: OnceLock<TempDir> = OnceLock::new();
    let made = PAPERS.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let now = TestClock::default().korean();
        ensure_certificates(folder.path(), PRACTICE_BUSINESS_NUMBER, now).unwrap();
        folder
    });
    let folder = TempDir::new().unwrap();
    for file in std::fs::read_dir(made.path()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    folder
}
