//! A tax invoice as the authority keeps and shows it.
//!
//! What the paper says is stored as one JSON text: the authority never computes with it, except for the two totals and
//! the number of the original, which have columns of their own.

use rusqlite::Row;
use serde::{Deserialize, Serialize};

use super::document::Document;
use crate::words::words;

words! {
    /// How far an invoice is (domain.md §2.2).
    InvoiceStatus {
        /// Taken; has an approval number (발급).
        Issued = "issued",
        /// With the National Tax Service (전송).
        Sent = "sent",
        /// Refused the day after it was sent.
        Rejected = "rejected",
    }
}

words! {
    /// A new invoice or one that amends another (domain.md §2.6).
    InvoiceType {
        /// New (일반).
        New = "01",
        /// Amended (수정).
        Amended = "02",
    }
}

words! {
    /// What is taxed, and how (domain.md §2.6). One invoice has one kind.
    InvoiceKind {
        /// Taxable (세금계산서).
        Taxable = "과세",
        /// Zero-rated (영세율세금계산서).
        ZeroRated = "영세",
        /// Exempt (계산서).
        Exempt = "면세",
    }
}

words! {
    /// Whether the money was received (domain.md §2.6).
    Billing {
        /// Received (영수).
        Paid = "영수",
        /// To be paid (청구).
        Charge = "청구",
    }
}

words! {
    /// Why an invoice is amended (domain.md §2.6).
    AmendReason {
        /// A mistake on the paper (기재사항의 착오·정정 등).
        Correction = "01",
        /// The supply value changed (공급가액 변동).
        PriceChange = "02",
        /// Goods came back (환입).
        Return = "03",
        /// The contract was cancelled (계약의 해제).
        Cancellation = "04",
        /// A letter of credit was opened afterwards (내국신용장 사후 개설).
        LetterOfCredit = "05",
        /// Issued twice, or where none was due (착오에 의한 이중발급 등).
        IssuedTwice = "06",
    }
}

/// An invoice of the ledger; serialises to the stored document of the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invoice {
    /// The sender's key, unique for ever.
    pub document_key: String,
    /// How far it is.
    pub status: InvoiceStatus,
    /// The approval number (승인번호), 24 characters, the first eight the 작성일자.
    pub invoice_id: String,
    /// `2026-11-22T15:30:00+09:00`.
    pub issued_at: String,
    /// None until it is sent.
    pub sent_at: Option<String>,
    /// What it says.
    #[serde(flatten)]
    pub paper: InvoicePaper,
}

/// What an invoice says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvoicePaper {
    /// New or amended.
    pub invoice_type: InvoiceType,
    /// Taxable, zero-rated or exempt.
    pub kind: InvoiceKind,
    /// Received or charged.
    pub purpose: Billing,
    /// 작성일자, `YYYYMMDD`.
    pub issue_date: String,
    /// Who supplies.
    pub supplier: Party,
    /// Who is supplied.
    pub buyer: Party,
    /// 1 to 99 lines.
    pub items: Vec<InvoiceItem>,
    /// How it was or will be paid, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Payment>,
    /// The sums of the lines.
    #[serde(flatten)]
    pub totals: Totals,
    /// 비고. A resident or alien number in it is masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// Only for an amended one.
    #[serde(flatten)]
    pub amends: Option<Amends>,
}

/// One of the two parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// By which number it is known.
    #[serde(flatten)]
    pub id: PartyId,
    /// 종사업장번호, four digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch_number: Option<String>,
    /// 상호 or, for a person, the name.
    pub business_name: String,
    /// 대표자.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceo_name: Option<String>,
    /// 사업장 주소.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// 업태.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_type: Option<String>,
    /// 종목.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_item: Option<String>,
    /// Where the paper is mailed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A second address; buyers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email2: Option<String>,
}

/// The number of a party (domain.md §2.10). The supplier always has a business number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PartyId {
    /// A registered business.
    Business {
        /// Ten digits.
        #[serde(rename = "businessNumber")]
        number: String,
    },
    /// A person, by a resident number of which only the birthday is kept.
    Resident {
        /// `900101*******`.
        #[serde(rename = "residentNumberMasked")]
        masked: String,
    },
    /// A foreigner, whose number is in the remark.
    Foreigner {
        /// Always true.
        foreigner: bool,
    },
}

/// A line of an invoice. Amounts are won.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvoiceItem {
    /// `YYYYMMDD`.
    pub date: String,
    /// 품목.
    pub name: String,
    /// 규격.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specification: Option<String>,
    /// 수량, a decimal with at most two places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// 단가, a decimal with at most two places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<String>,
    /// 공급가액.
    pub supply_amount: i64,
    /// 세액.
    pub tax_amount: i64,
    /// 비고.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// The means of payment; their sum is the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// 현금.
    pub cash: i64,
    /// 수표.
    pub check: i64,
    /// 어음.
    pub note: i64,
    /// 외상미수금.
    pub credit: i64,
}

/// The sums of an invoice in won, negative for most amendments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// 공급가액.
    pub total_supply_amount: i64,
    /// 세액.
    pub total_tax_amount: i64,
    /// 합계금액.
    pub total_amount: i64,
}

/// What an amended invoice amends, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Amends {
    /// The original's approval number (당초승인번호).
    pub original_invoice_id: String,
    /// 수정사유.
    pub amend_reason: AmendReason,
}

/// A document found under a key: keys are used once over receipts and invoices together.
#[derive(Debug)]
pub(crate) enum Stored {
    Receipt(Box<Document>),
    Invoice(Box<Invoice>),
}

/// A query for whole invoices with their `id`.
pub(super) fn select(condition: &str) -> String {
    format!(
        "SELECT id, document_key, status, invoice_id, issued_at, sent_at, paper FROM invoices {condition}"
    )
}

impl Invoice {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            document_key: row.get("document_key")?,
            status: row.get("status")?,
            invoice_id: row.get("invoice_id")?,
            issued_at: row.get("issued_at")?,
            sent_at: row.get("sent_at")?,
            paper: InvoicePaper::read(row.get_ref("paper")?.as_str()?)?,
        })
    }
}

impl InvoicePaper {
    fn read(text: &str) -> rusqlite::Result<Self> {
        serde_json::from_str(text).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
        })
    }

    pub(super) fn written(&self) -> rusqlite::Result<String> {
        serde_json::to_string(self).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }
}
