//! A shop with a book on disk and an office over it, and documents that stand in the book as if they had been issued.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::{
    AmendReason, Approval, ApprovalNumber, BuyerForm, BuyerKind, CancelReason, Cancellation, CashReceipt,
    HeldReason, Invoice, InvoiceForm, InvoiceKind, KeyKind, LineForm, OriginalReceipt, Period, ReceiptForm,
    Refusal, Remaining, ShopForm, State, Supplier, Taxation, Transmission,
};
use office::{
    Clock, ExportPress, ExportProgress, Exported, Numbers, Office, OfficeError, OfficeParts, PrintJob,
    Printer, PrinterError, RememberedSecrets,
};
use paper::FontFiles;
use serde_json::{Value, json};
use store::{Book, BookError, DocumentId, NewDocument, World, Writer};
use tempfile::TempDir;

pub struct Shop {
    pub office: Office,
    pub folder: TempDir,
}

struct Noon;

impl Clock for Noon {
    fn now(&self) -> NaiveDateTime {
        day(130).and_hms_opt(12, 0, 0).unwrap()
    }
}

struct NoPrinter;

impl Printer for NoPrinter {
    fn print(&self, _: &PrintJob<'_>) -> Result<String, PrinterError> {
        Ok(String::new())
    }
}

/// So many days after the first of September 2026.
pub fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + Days::new(after)
}

/// One sale, and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct Sale {
    pub on: u64,
    pub won: i64,
    /// 0–3 receipts, 4–6 invoices.
    pub kind: u8,
    /// 0–3 counts (3: an invoice is handed over late), 4 unknown, 5 refused, 6 refused the day after, 7 held, 8 by hand.
    pub fate: u8,
    /// Days until it is cancelled or amended; the fate of that.
    pub revised: Option<(u64, u8)>,
    /// Days from there until what a partial cancel has left is cancelled as well; the fate of that.
    pub rest: Option<(u64, u8)>,
}

impl Shop {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shop = Self { office: office(&folder.path().join("book.db")), folder };
        shop.office.save_shop(&ShopForm::practice()).unwrap();
        shop
    }

    pub fn book_path(&self) -> PathBuf {
        self.folder.path().join("book.db")
    }

    /// Writes the sales past the office, as the book of another process.
    pub fn keep(&self, sales: &[Sale]) {
        let book = Book::open(&self.book_path(), World::Practice, Noon.now()).unwrap();
        book.write(|w| sales.iter().try_for_each(|sale| keep(w, sale))).unwrap();
    }

    /// What the newest row of the journal says.
    pub fn last_journal_facts(&self) -> String {
        let connection = rusqlite::Connection::open(self.book_path()).unwrap();
        let newest = "SELECT content FROM journal ORDER BY seq DESC LIMIT 1";
        connection.query_row(newest, [], |row| row.get(0)).unwrap()
    }

    pub fn set(&self, id: i64, state: &State) {
        let book = Book::open(&self.book_path(), World::Practice, Noon.now()).unwrap();
        book.write(|w| w.set_standing(DocumentId::known(id), state, Noon.now())).unwrap();
    }

    pub fn export(&self, period: &str, folder: &Path, numbers: Numbers) -> Result<Exported, OfficeError> {
        self.export_watched(period, folder, numbers, &|_| ControlFlow::Continue(()))
    }

    pub fn export_watched(
        &self,
        period: &str,
        folder: &Path,
        numbers: Numbers,
        watch: &dyn Fn(ExportProgress) -> ControlFlow<()>,
    ) -> Result<Exported, OfficeError> {
        let period = Period::parse(period).unwrap();
        self.office.export(&ExportPress { period, folder: folder.to_owned(), numbers }, watch)
    }
}

fn office(path: &Path) -> Office {
    let book = Book::open(path, World::Practice, Noon.now()).unwrap();
    Office::new(OfficeParts {
        book,
        clock: Arc::new(Noon),
        printer: Box::new(NoPrinter),
        fonts: FontFiles {
            regular: include_bytes!("../../../../../assets/fonts/Pretendard-Regular.ttf"),
            bold: include_bytes!("../../../../../assets/fonts/Pretendard-Bold.ttf"),
            fallback: include_bytes!("../../../../../assets/fonts/Fallback.ttf"),
        },
        secrets: Arc::new(RememberedSecrets::default()),
    })
}

pub fn refused() -> Refusal {
    Refusal { code: "E2003".into(), field: None, message: String::new() }
}

fn keep(w: &mut Writer<'_>, sale: &Sale) -> Result<(), BookError> {
    if sale.kind < 4 { keep_receipt(w, sale) } else { keep_invoice(w, sale) }
}

fn keep_receipt(w: &mut Writer<'_>, sale: &Sale) -> Result<(), BookError> {
    let at = day(sale.on).and_hms_opt(14, 30, 0).unwrap();
    let number = if sale.kind.is_multiple_of(2) { "010-1234-5678" } else { "314-81-20001" };
    let taxation = if sale.kind < 2 { Taxation::Taxable } else { Taxation::Exempt };
    let service = if sale.won > 50_000 { "5,000" } else { "" };
    let form = ReceiptForm {
        amount: sale.won.to_string(),
        number: number.into(),
        taxation,
        service: service.into(),
        item: "=1+1".into(),
        ..ReceiptForm::default()
    };
    let receipt = form.check(ShopForm::practice().check().unwrap().number(), at).unwrap();
    let key = w.next_key(KeyKind::Receipt, at.date(), 1)?;
    let new = NewDocument::issue(&key, &receipt, "hometax", "{}", &format!("press-{key}"));
    let id = w.insert_document(&new)?;
    let approval = receipt_approval(id, at);
    settle(w, id, sale.fate, &approval, false)?;
    let (Some((after, fate)), true) = (sale.revised, sale.fate < 4) else { return Ok(()) };
    let at = day(sale.on + after).and_hms_opt(15, 0, 0).unwrap();
    let facts =
        OriginalReceipt { key, approval: approval.number.clone(), trade_date: receipt.traded_at().date() };
    let (left, reason) = (Remaining::of(receipt.amounts(), []), CancelReason::TransactionCancelled);
    let is_partial = sale.won % 2 == 0 && service.is_empty();
    let cancellation = if is_partial {
        let part = domain::Won::new(sale.won / 2).unwrap();
        Cancellation::partial(&receipt, facts.clone(), &left, reason, at, part).unwrap()
    } else {
        Cancellation::full(&receipt, facts.clone(), &left, reason, at).unwrap()
    };
    keep_cancel(w, id, &cancellation, &receipt, fate)?;
    let (Some((later, rest_fate)), true) = (sale.rest, is_partial && fate < 4) else { return Ok(()) };
    let left = Remaining::of(receipt.amounts(), [cancellation.amounts()]);
    let at = at + Days::new(later);
    let rest = Cancellation::full(&receipt, facts, &left, reason, at).unwrap();
    keep_cancel(w, id, &rest, &receipt, rest_fate)
}

fn keep_cancel(
    w: &mut Writer<'_>,
    original: DocumentId,
    cancellation: &Cancellation,
    receipt: &CashReceipt,
    fate: u8,
) -> Result<(), BookError> {
    let at = cancellation.traded_at();
    let key = w.next_key(KeyKind::Cancel, at.date(), 1)?;
    let press = format!("press-{key}");
    let new = NewDocument::cancel(&key, original, cancellation, receipt, "hometax", "{}", &press);
    let id = w.insert_document(&new)?;
    settle(w, id, fate, &receipt_approval(id, at), false)
}

fn keep_invoice(w: &mut Writer<'_>, sale: &Sale) -> Result<(), BookError> {
    let kind =
        [InvoiceKind::Taxable, InvoiceKind::ZeroRated, InvoiceKind::Exempt][usize::from(sale.kind - 4)];
    let sold = invoice(sale, kind);
    let id = write_invoice(w, &sold, day(sale.on), None)?;
    settle(w, id, sale.fate, &invoice_approval(id, day(sale.on)), true)?;
    let (Some((after, fate)), true) = (sale.revised, sale.fate < 4) else { return Ok(()) };
    // Dated by its cause, or by the original: then it changes a month that is past.
    let on = if sale.won % 2 == 0 { day(sale.on + after) } else { day(sale.on) };
    let back = taken_back(&sold, id, on);
    let id = write_invoice(w, &back, on, Some(id))?;
    settle(w, id, fate, &invoice_approval(id, on), true)
}

fn write_invoice(
    w: &mut Writer<'_>,
    invoice: &Invoice,
    on: NaiveDate,
    original: Option<DocumentId>,
) -> Result<DocumentId, BookError> {
    let at = on.and_hms_opt(10, 0, 0).unwrap();
    let kind = if original.is_some() { KeyKind::Amendment } else { KeyKind::Invoice };
    let key = w.next_key(kind, on, 1)?;
    let new = NewDocument::invoice(&key, invoice, at, "hometax", "{}", &format!("press-{key}"));
    match (original, invoice.amends()) {
        (Some(original), Some(amends)) => w.insert_document(&new.amending(original, amends.reason)),
        _ => w.insert_document(&new),
    }
}

fn invoice(sale: &Sale, kind: InvoiceKind) -> Invoice {
    let buyers = [
        (BuyerKind::BusinessNumber, "314-81-20001", "한빛상사"),
        (BuyerKind::BusinessNumber, "214-86-00016", "@상사, \"주\""),
        (BuyerKind::Rrn, "900101-1234568", "김개인"),
    ];
    let (buyer_kind, number, name) = buyers[usize::try_from(sale.won % 3).unwrap()];
    let buyer = BuyerForm {
        kind: buyer_kind,
        number: number.into(),
        name: name.into(),
        owner: "이한빛".into(),
        address: "대전광역시 유성구 대학로 99".into(),
        email: "hanbit@example.com".into(),
        ..BuyerForm::default()
    };
    let line = LineForm { item: "복사용지".into(), supply: sale.won.to_string(), ..LineForm::default() };
    let form = InvoiceForm {
        kind,
        written_on: day(sale.on).to_string(),
        buyer,
        lines: vec![line],
        ..InvoiceForm::default()
    };
    let supplier = Supplier::of(&ShopForm::practice().check().unwrap(), "", "").unwrap();
    form.check(&supplier, None, day(sale.on).and_hms_opt(10, 0, 0).unwrap()).unwrap()
}

fn taken_back(sold: &Invoice, id: DocumentId, on: NaiveDate) -> Invoice {
    let mut json = serde_json::to_value(sold).unwrap();
    turn(&mut json, &["supply", "vat", "total"]);
    for line in json["lines"].as_array_mut().unwrap() {
        turn(line, &["supply", "vat", "quantity"]);
    }
    json["written_on"] = json!(on);
    json["amends"] = json!({
        "reason": AmendReason::ContractCancelled.as_str(),
        "original": invoice_approval(id, sold.written_on()).number,
        "original_written_on": sold.written_on(),
    });
    serde_json::from_value(json).unwrap()
}

fn turn(value: &mut Value, parts: &[&str]) {
    for part in parts {
        if let Some(amount) = value[part].as_i64() {
            value[part] = json!(-amount);
        }
    }
}

fn settle(
    w: &mut Writer<'_>,
    id: DocumentId,
    fate: u8,
    approval: &Approval,
    invoice: bool,
) -> Result<(), BookError> {
    let (approved, at) = (State::Approved(approval.clone()), approval.at);
    let later = State::RefusedLater { approval: approval.clone(), refusal: refused() };
    let sent_at = at + Days::new(if fate == 3 { 100 } else { 1 });
    let sent = State::Transmitted(Transmission { approval: approval.clone(), sent_at });
    let states = match (fate, invoice) {
        (0, _) => vec![approved],
        (1..=3, false) => vec![approved, State::Confirmed(approval.clone())],
        (1, true) => vec![approved, sent],
        (2..=3, true) => vec![approved, sent, State::Confirmed(approval.clone())],
        (4, _) => vec![State::Unknown],
        (5, _) => vec![State::Rejected(refused())],
        (7, _) => vec![State::Held(HeldReason::NoNetwork)],
        (8, _) => vec![State::Unknown, State::CheckByHand],
        (_, false) => vec![approved, later],
        (_, true) => vec![approved, sent, later],
    };
    std::iter::once(&State::Sending).chain(&states).try_for_each(|state| w.set_standing(id, state, at))
}

fn receipt_approval(id: DocumentId, at: NaiveDateTime) -> Approval {
    Approval { number: ApprovalNumber::parse(&format!("TB{:07}", id.get())).unwrap(), at }
}

fn invoice_approval(id: DocumentId, on: NaiveDate) -> Approval {
    let text = format!("{}41999999{:08}", on.format("%Y%m%d"), id.get());
    Approval { number: ApprovalNumber::parse(&text).unwrap(), at: on.and_hms_opt(10, 0, 1).unwrap() }
}
