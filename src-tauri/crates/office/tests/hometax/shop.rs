//! A shop whose line is down, its template and Hometax's lists.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};
use domain::{ApprovalNumber, BuyerForm, DocumentKey, InvoiceForm, LineForm, ReceiptForm, ShopForm, State};
use hometax_form::{FormKind, columns};
use nts::{HometaxConfig, HometaxRoute};
use office::{
    Clock, HometaxFilled, HometaxListPress, HometaxPress, HometaxRead, InvoicePress, IssuePress, Office,
    OfficeError, OfficeParts, PrintJob, Printer, PrinterError, RememberedSecrets, Task,
};
use paper::FontFiles;
use practice_nts::{
    Dials, Maintenance, PRACTICE_BUSINESS_NUMBER, PracticeConfig, PracticeNts, ensure_certificates, start,
};
use rust_xlsxwriter::Workbook;
use store::{Book, HometaxAwaited, World};
use tempfile::TempDir;

pub const PHONE: &str = "010-4412-0009";

/// Sunday 2026-11-22, 15:30 in Korea, plus whatever a test adds.
#[derive(Clone, Default)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    fn korean(&self) -> DateTime<FixedOffset> {
        let start = DateTime::parse_from_rfc3339("2026-11-22T15:30:00+09:00").unwrap();
        start + TimeDelta::seconds(self.0.load(Ordering::SeqCst))
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
    /// The NTS is in maintenance, so whatever is pressed waits.
    pub async fn open() -> Self {
        let (folder, clock) = (folder_with_papers(), TestClock::default());
        let now = clock.clone();
        let config = PracticeConfig::new(folder.path().to_owned(), Arc::new(move || now.korean()));
        let nts = start(config).await.unwrap();
        let office = Arc::new(Office::new(OfficeParts {
            book: Book::open(&folder.path().join("book.db"), World::Practice, clock.now()).unwrap(),
            clock: Arc::new(clock.clone()),
            printer: Box::new(NoPrinter),
            fonts: FontFiles {
                regular: include_bytes!("../../../../../assets/fonts/Pretendard-Regular.ttf"),
                bold: include_bytes!("../../../../../assets/fonts/Pretendard-Bold.ttf"),
                fallback: include_bytes!("../../../../../assets/fonts/Fallback.ttf"),
            },
            secrets: Arc::new(RememberedSecrets::default()),
        }));
        office.save_shop(&ShopForm::practice()).unwrap();
        let shop = Self { office, nts, clock, folder };
        let until = shop.clock.korean() + TimeDelta::days(30);
        shop.nts.set_dials(Dials { maintenance: Maintenance::Until(until), ..Dials::default() });
        shop.connect();
        shop
    }

    /// The line comes back and the courier brings through whatever it may.
    pub async fn line_comes_back(&self) {
        self.nts.set_dials(Dials::default());
        self.connect();
        for _ in 0..3 {
            self.pass(TimeDelta::minutes(10));
            self.office.drain().await.unwrap();
        }
    }

    pub fn pass(&self, by: TimeDelta) {
        self.clock.0.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }

    pub fn issued_at_the_nts(&self) -> usize {
        self.nts.ledger().documents().unwrap().len()
    }

    fn connect(&self) {
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
    }

    pub async fn sell(&self, won: &str) -> DocumentKey {
        self.sell_as(ReceiptForm { amount: won.into(), number: PHONE.into(), ..ReceiptForm::default() }).await
    }

    pub async fn sell_as(&self, form: ReceiptForm) -> DocumentKey {
        let press = IssuePress { form, press_id: press(), allow_similar: true, print: false };
        self.office.issue_receipt(press).await.unwrap()
    }

    pub async fn bill(&self, items: usize, won: u32) -> DocumentKey {
        let line = |n: usize| LineForm {
            item: format!("품목 {}", n + 1),
            supply: won.to_string(),
            ..LineForm::default()
        };
        let form = InvoiceForm {
            written_on: "20261120".into(),
            buyer: BuyerForm {
                number: "214-86-00016".into(),
                name: "한빛상사".into(),
                owner: "이한빛".into(),
                ..BuyerForm::default()
            },
            lines: (0..items).map(line).collect(),
            ..InvoiceForm::default()
        };
        let press = InvoicePress {
            form,
            press_id: press(),
            allow_similar: true,
            transmit_now: false,
            mail: false,
            instead_of: None,
            from_draft: false,
        };
        self.office.issue_invoice(press).await.unwrap()
    }

    pub fn state(&self, key: &DocumentKey) -> State {
        self.office.shelved(key).unwrap().standing.state
    }

    /// What 확인할 일 says of files that wait; the badge counts it as one.
    pub fn awaited(&self) -> Option<HometaxAwaited> {
        let tasks = self.office.tasks().unwrap().tasks;
        assert_eq!(usize::try_from(self.office.task_count().unwrap()), Ok(tasks.len()));
        tasks.into_iter().find_map(|task| if let Task::HometaxAwaited(it) = task { Some(it) } else { None })
    }

    pub fn out(&self) -> PathBuf {
        self.folder.path().join("홈택스")
    }

    pub fn press(&self, kind: FormKind) -> HometaxPress {
        HometaxPress {
            template: template(kind),
            of_invoices: None,
            folder: self.out(),
            only: None,
            again: false,
            reference: false,
        }
    }

    pub fn fill(&self, kind: FormKind) -> Result<HometaxFilled, OfficeError> {
        self.office.fill_hometax_template(&self.press(kind))
    }

    pub fn read(&self, rows: &[Vec<String>], commit: bool) -> HometaxRead {
        self.office.read_hometax_results(&list(rows, commit)).unwrap()
    }

    /// Names of the files in the folder that a person sees.
    pub fn files(&self) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.out()) else { return Vec::new() };
        let mut names: Vec<String> =
            folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub fn journalled(&self, act: &str) -> i64 {
        let file = rusqlite::Connection::open(self.folder.path().join("book.db")).unwrap();
        let sql = "SELECT count(*) FROM journal WHERE act = ?1";
        file.query_row(sql, [act], |row| row.get(0)).unwrap()
    }
}

fn press() -> String {
    static PRESSES: AtomicU32 = AtomicU32::new(0);
    format!("hometax-{}", PRESSES.fetch_add(1, Ordering::Relaxed))
}

/// An empty template: its title and its header.
pub fn template(kind: FormKind) -> Vec<u8> {
    let header: Vec<String> = columns(kind).iter().map(|column| column.name().to_owned()).collect();
    with_header(&header)
}

pub fn with_header(header: &[String]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("엑셀업로드양식").unwrap();
    sheet.write_string(0, 0, "엑셀 업로드 양식").unwrap();
    for (column, name) in (0_u16..).zip(header) {
        sheet.write_string(5, column, name).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// Hometax's list of these rows, the header among them.
pub fn list(rows: &[Vec<String>], commit: bool) -> HometaxListPress {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (number, row) in (0_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(row) {
            sheet.write_string(number, column, text).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    HometaxListPress { name: "목록.xlsx".into(), bytes, commit, chosen: Vec::new() }
}

fn texts(row: &[&str]) -> Vec<String> {
    row.iter().map(|text| (*text).to_owned()).collect()
}

pub fn invoice_head() -> Vec<String> {
    texts(&[
        "작성일자",
        "승인번호",
        "발급일자",
        "전송일자",
        "공급받는자사업자등록번호",
        "합계금액",
        "세액",
        "비고",
        "품목명",
    ])
}

/// A row of 매출전자세금계산서목록; `sent` is its 전송일자.
pub fn invoice_row(serial: u32, total: u32, item: &str, sent: &str) -> Vec<String> {
    let (approval, sums) = (approval_of(serial), [total.to_string(), (total / 11).to_string()]);
    texts(&["2026-11-20", &approval, "2026-11-22", sent, "214-86-00016", &sums[0], &sums[1], "", item])
}

pub fn approval_of(serial: u32) -> String {
    format!("2026112010250410{serial:08}")
}

pub fn receipt_head() -> Vec<String> {
    texts(&["거래구분", "매출일시", "발급수단번호", "총금액", "승인번호"])
}

pub fn receipt_row(number: &str, total: u32, approval: &str) -> Vec<String> {
    texts(&["승인거래", "2026-11-22 15:40:00", number, &total.to_string(), approval])
}

pub fn approval(text: &str) -> ApprovalNumber {
    ApprovalNumber::parse(text).unwrap()
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
