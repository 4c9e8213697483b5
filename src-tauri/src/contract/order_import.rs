//! 주문 가져오기: a file that is looked at, imports in the book, and their orders in pages.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ui_error::Fault;

/// What the columns of a file mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OrderMapping {
    /// By column the stable name of what it holds; `None` is not read.
    pub columns: Vec<Option<String>>,
    /// Where the orders come from, if no column says it.
    pub source: String,
}

/// What becomes, or became, of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// 발급할 것
    Waiting,
    /// 확인 필요: held back until it is put right.
    Faulty,
    /// 건너뜀: it needs no document, or is no order.
    Skipped,
    /// 멈춤: it was to be issued and could not be.
    Stopped,
    /// 발급함: it is a document.
    Issued,
    /// 이미 있음: it was here before.
    Known,
    /// 되돌림
    Undone,
}

/// How many orders are in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportCount {
    /// Which state.
    pub state: ImportState,
    /// Orders.
    pub orders: u32,
    /// Rows of the file they stand in.
    pub rows: u32,
    /// Of these orders, those a person has put right.
    pub repaired: u32,
}

/// A file that was looked at; nothing is changed by it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct LookedFile {
    /// Its name.
    pub file_name: String,
    /// The header's words, by column.
    pub header: Vec<String>,
    /// The first rows under it.
    pub samples: Vec<Vec<String>>,
    /// What the columns mean.
    pub mapping: OrderMapping,
    /// Every meaning there is, by stable name.
    pub meanings: Vec<String>,
    /// A person said so before.
    pub remembered: bool,
    /// Meanings that no column has and without which nothing can be issued: then there are no orders.
    pub missing: Vec<String>,
    /// Rows below the header.
    pub rows: u32,
    /// What would become of them.
    pub counts: Vec<ImportCount>,
    /// It brings orders that are not here already.
    pub brings_news: bool,
}

/// How far issuing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportRun {
    /// Orders of this run that are seen to.
    pub done: u32,
    /// Orders of this run.
    pub of: u32,
    /// It was paused; what is written still goes out.
    pub pausing: bool,
}

/// Documents of an import in a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportDocuments {
    /// Name of the document's state.
    pub state: String,
    /// How many.
    pub count: u32,
}

/// An import in the book.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct OrderImport {
    /// Its number.
    pub id: u32,
    /// The file's name.
    pub file_name: String,
    /// When it was taken in, Korean local time.
    pub imported_at: String,
    /// It was taken back.
    pub undone: bool,
    /// Rows of the file below its header.
    pub rows: u32,
    /// Its orders by state; together they are all rows.
    pub counts: Vec<ImportCount>,
    /// Its documents by state.
    pub documents: Vec<ImportDocuments>,
    /// While it is being issued.
    pub running: Option<ImportRun>,
}

/// What taking a file in came to.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct TakenOrders {
    /// The import, new or from before; `None` when all of its orders are here already.
    pub import: Option<OrderImport>,
    /// The same file was taken in before: nothing was changed.
    pub before: bool,
}

/// One look at orders.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ImportedQuery {
    /// Which import; `None` for the file that was looked at last.
    pub import: Option<u32>,
    /// Only those in this state.
    pub state: Option<ImportState>,
    /// Where the last page ended.
    pub cursor: Option<String>,
}

/// An order of a file.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ImportedRow {
    /// Its number; of a file that was only looked at, its place.
    pub id: u32,
    /// Row numbers in the file, with commas.
    pub lines: String,
    /// Where it comes from.
    pub source: String,
    /// 주문번호
    pub order_no: String,
    /// `invoice`, `receipt` or `none`.
    pub becomes: String,
    /// Who ordered, by name.
    pub buyer: String,
    /// What it comes to, won, as far as it can be read.
    pub total: Option<i64>,
    /// What becomes, or became, of it.
    pub state: ImportState,
    /// Why, as a stable name.
    pub reason: Option<String>,
    /// What is wrong with which field.
    pub faults: Vec<Fault>,
    /// Its document's key.
    pub document: Option<String>,
    /// Name of its document's state.
    pub document_state: Option<String>,
    /// A person has put it right.
    pub repaired: bool,
}

/// A page of orders.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ImportedPage {
    /// In the file's order.
    pub rows: Vec<ImportedRow>,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// A line of an order as text.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct OrderItemForm {
    /// 품목
    pub name: String,
    /// 규격
    pub spec: String,
    /// 수량
    pub quantity: String,
    /// 단가
    pub unit_price: String,
    /// 공급가액
    pub supply: String,
    /// 세액
    pub vat: String,
    /// 합계
    pub total: String,
}

/// An order as text, to be put right.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct OrderForm {
    /// 판매처
    pub source: String,
    /// 주문번호
    pub order_no: String,
    /// Blank (by its numbers), `invoice` or `receipt`.
    pub document: String,
    /// 주문일
    pub ordered_on: String,
    /// 등록번호
    pub business_number: String,
    /// 상호
    pub name: String,
    /// 대표자
    pub owner: String,
    /// 이메일
    pub email: String,
    /// 현금영수증 번호
    pub customer_number: String,
    /// The lines.
    pub items: Vec<OrderItemForm>,
    /// 합계
    pub total: String,
    /// 비고
    pub remark: String,
}

/// An imported order with what it says.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct ImportedOrder {
    /// Its row.
    pub row: ImportedRow,
    /// What it says.
    pub form: OrderForm,
}

/// What taking an import back came to.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct UndoneImport {
    /// Orders that were taken back.
    pub undone: u32,
    /// Orders that are documents and stay.
    pub issued: u32,
    /// The import as it is now.
    pub import: OrderImport,
}
