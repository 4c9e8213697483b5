//! The tax invoice's form, what it means so far, and an issued one with everything known about it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::document::{DocumentDetail, DocumentRow};
use crate::ui_error::Fault;

/// What the invoice charges: VAT, none at zero rate, none at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceKind {
    /// 세금계산서
    Taxable,
    /// 영세율 세금계산서
    ZeroRated,
    /// 계산서 (면세)
    Exempt,
}

/// Whether the money has been received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Billing {
    /// 영수
    Paid,
    /// 청구
    Charge,
}

/// Who buys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum BuyerKind {
    /// By business registration number.
    Business,
    /// By resident registration number.
    Resident,
    /// By passport or alien number.
    Foreigner,
}

/// The buyer as typed.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct BuyerForm {
    /// Who buys.
    pub kind: BuyerKind,
    /// Business, resident, or passport or alien number.
    pub number: String,
    /// 종사업장번호
    pub branch: String,
    /// 상호
    pub name: String,
    /// 성명
    pub owner: String,
    /// 사업장 주소
    pub address: String,
    /// 업태
    pub business_type: String,
    /// 종목
    pub business_item: String,
    /// 이메일
    pub email: String,
    /// Second 이메일.
    pub email2: String,
}

/// Which amount of a line was typed last; the others follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LineTyped {
    /// None: quantity and unit price decide.
    QuantityAndPrice,
    /// 공급가액
    Supply,
    /// 세액, beside a supply value that stands.
    Vat,
    /// Total with VAT in it.
    Total,
}

/// A line as typed.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct LineForm {
    /// 월일, as typed: `11-22`, `22`, `어제`; blank is 작성일자.
    pub date: String,
    /// 품목
    pub item: String,
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
    /// Total of the line, when that was typed.
    pub total: String,
    /// 비고
    pub remark: String,
    /// Which amount was typed last.
    pub typed: LineTyped,
}

/// How it is or will be paid, as typed; all blank is not said.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct PaymentForm {
    /// 현금
    pub cash: String,
    /// 수표
    pub check: String,
    /// 어음
    pub note: String,
    /// 외상미수금
    pub credit: String,
}

/// The whole form as typed; see [`domain::InvoiceForm`].
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct InvoiceForm {
    /// Taxable, zero-rated or exempt.
    pub kind: InvoiceKind,
    /// 작성일자
    pub written_on: String,
    /// 영수 or 청구
    pub billing: Billing,
    /// 공급받는자
    pub buyer: BuyerForm,
    /// Lines; blank ones are left out.
    pub lines: Vec<LineForm>,
    /// How it is paid.
    pub payment: PaymentForm,
    /// 비고
    pub remark: String,
}

/// A line as far as it can be read, in won.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct LineReading {
    /// `2026-11-22`, once it can be read.
    pub date: Option<String>,
    /// 공급가액
    pub supply: Option<i64>,
    /// 세액
    pub vat: Option<i64>,
    /// Both.
    pub total: Option<i64>,
}

/// When something has to be done by, and how near that is.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Due {
    /// The last day, `2026-12-10`.
    pub until: String,
    /// Days left; 0 is today, negative is over.
    pub days_left: i32,
}

/// What the form means so far; computed by `domain` alone.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct InvoiceReading {
    /// `2026-11-22`, once 작성일자 can be read.
    pub written_on: Option<String>,
    /// One per line of the form.
    pub lines: Vec<LineReading>,
    /// Won.
    pub supply: i64,
    /// Won.
    pub vat: i64,
    /// Won.
    pub total: i64,
    /// 공란수 of the supply value's eleven boxes; `None` when it does not fit.
    pub blanks: Option<u8>,
    /// 일금 …원정
    pub amount_reading: Option<String>,
    /// Until when an invoice of this 작성일자 can be issued without a penalty.
    pub issue_by: Option<Due>,
    /// What issuing it today costs because it is late, won.
    pub penalty: Option<i64>,
    /// When it will be sent to the NTS if it is issued now, Korean local time.
    pub transmit_at: String,
    /// What would stop issuing.
    pub faults: Vec<Fault>,
    /// An invoice to the same buyer over the same total, not long ago.
    pub similar: Option<DocumentRow>,
    /// What is known of the buyer's number from the last look, if anything.
    pub buyer_status: Option<BuyerStatus>,
}

/// What the NTS says of a business number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum BusinessState {
    /// 계속사업자
    Continuing,
    /// 휴업자
    Suspended,
    /// 폐업자
    Closed,
    /// 미등록
    NotRegistered,
}

/// What a business's state means for issuing to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum StatusEffect {
    /// Go on.
    Fine,
    /// Go on, but look.
    Warn,
    /// It cannot be issued.
    Stop,
}

/// A business number as the NTS knew it at some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BuyerStatus {
    /// With hyphens.
    pub number: String,
    /// 계속, 휴업, 폐업, 미등록
    pub state: BusinessState,
    /// 일반과세자 …, in the NTS's own words.
    pub tax_type: String,
    /// Closing date, `2026-11-22`.
    pub closed_on: Option<String>,
    /// When it was looked up, Korean local time.
    pub checked_at: String,
    /// Younger than a day.
    pub fresh: bool,
    /// What it means for the invoice.
    pub effect: StatusEffect,
    /// Stable name of the reason behind `effect`: `suspended`, `simplified`, `closed`, `closed_later`, `not_registered` …
    pub reason: Option<String>,
}

/// One press of the issue button.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct InvoiceRequest {
    /// The form as it stood.
    pub form: InvoiceForm,
    /// Made by the window once per press.
    pub press_id: String,
    /// The person said that a similar invoice is another sale.
    pub allow_similar: bool,
    /// Send it to the NTS at once instead of at the set time.
    pub transmit_now: bool,
    /// Mail it to the buyer once it is issued.
    pub mail: bool,
    /// Key of the refused invoice this one is written in place of; its task is settled with it.
    pub instead_of: Option<String>,
}

/// Which paper of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum InvoicePaper {
    /// The e-invoice print, supplier's copy (공급자 보관용).
    Supplier,
    /// The e-invoice print, buyer's copy (공급받는자 보관용).
    Buyer,
    /// The statutory form 14 (별지 제14호서식), both copies on one sheet.
    Form14,
}

/// A paper to look at before it exists.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PaperPreview {
    /// One picture a page, as `data:image/png;base64,…`.
    pub pages: Vec<String>,
}

/// A form that was being typed when the window was left.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct Draft {
    /// The form.
    pub form: InvoiceForm,
    /// Korean local time.
    pub saved_at: String,
}

/// An item that was issued before.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct CatalogueItem {
    /// 품목
    pub name: String,
    /// 규격
    pub spec: String,
    /// 단가 as text with commas.
    pub unit_price: String,
}

/// What an invoice adds to a row of a list.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct InvoiceFacts {
    /// Taxable, zero-rated or exempt.
    pub kind: InvoiceKind,
    /// 영수 or 청구
    pub billing: Billing,
    /// 상호 of the buyer.
    pub buyer_name: String,
    /// Stable name of the reason, of an amended invoice.
    pub amend_reason: Option<String>,
    /// When it reached the NTS, Korean local time.
    pub sent_at: Option<String>,
    /// When it will be sent by itself, Korean local time.
    pub transmit_at: Option<String>,
    /// The last day to send it, `2026-11-23`, while it is not sent.
    pub transmit_by: Option<String>,
}

/// A line of an issued invoice.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct InvoiceLine {
    /// `2026-11-22`
    pub date: String,
    /// 품목
    pub item: String,
    /// 규격
    pub spec: Option<String>,
    /// 수량 as text.
    pub quantity: Option<String>,
    /// 단가 as text.
    pub unit_price: Option<String>,
    /// Won, signed.
    pub supply: i64,
    /// Won, signed.
    pub vat: i64,
    /// 비고
    pub remark: Option<String>,
}

/// One of the two parties, numbers masked where the law wants it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Party {
    /// 등록번호
    pub number: String,
    /// 종사업장번호
    pub branch: Option<String>,
    /// 상호
    pub name: String,
    /// 성명
    pub owner: String,
    /// 주소
    pub address: String,
    /// 업태
    pub business_type: Option<String>,
    /// 종목
    pub business_item: Option<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
}

/// An invoice as a paper, for looking at.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct InvoiceView {
    /// 전자세금계산서, 수정전자세금계산서 …
    pub title: String,
    /// Taxable, zero-rated or exempt.
    pub kind: InvoiceKind,
    /// 영수 or 청구
    pub billing: Billing,
    /// 작성일자, `2026-11-22`
    pub written_on: String,
    /// 공급자
    pub supplier: Party,
    /// 공급받는자
    pub buyer: Party,
    /// Lines.
    pub lines: Vec<InvoiceLine>,
    /// Won, signed.
    pub supply: i64,
    /// Won, signed.
    pub vat: i64,
    /// Won, signed.
    pub total: i64,
    /// 현금
    pub cash: i64,
    /// 수표
    pub check: i64,
    /// 어음
    pub note: i64,
    /// 외상미수금
    pub credit: i64,
    /// 비고
    pub remark: Option<String>,
    /// Stable name of the reason, of an amended one.
    pub amend_reason: Option<String>,
    /// `01` … `06`
    pub amend_code: Option<String>,
    /// 당초승인번호
    pub original_number: Option<String>,
}

/// An issued invoice with everything known about it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct InvoiceDetail {
    /// What every document has: row, timeline, attempts, prints …
    pub document: DocumentDetail,
    /// The paper.
    pub invoice: InvoiceView,
    /// Amendments of it, oldest first.
    pub amendments: Vec<DocumentRow>,
    /// The other document of a pair, once it is there.
    pub partner_document: Option<DocumentRow>,
    /// Whether it can be amended now.
    pub can_amend: bool,
    /// Why not: `not_transmitted`, `nothing_left` …
    pub cannot_amend: Option<String>,
    /// Whether it can be sent to the NTS now.
    pub can_transmit: bool,
}
