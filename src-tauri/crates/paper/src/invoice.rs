//! Tax invoices on paper (domain.md §2.15): the print of an electronic one on A4, and statutory form 14.
//!
//! An [`InvoiceSheet`] holds everything ready to print: numbers already masked, the words of the law already chosen. Both
//! papers are laid out from the same sheet, so they cannot say different things. Red is the supplier's copy and blue the
//! buyer's; data is always black.

mod billing;
mod carried;
mod eprint;
mod form14;
mod of;

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{Billing, InvoiceKind, Payment, Won};

use crate::Ink;
pub use eprint::{lay_out_invoice, render_invoice};
pub use form14::{lay_out_form14, render_form14};
pub use of::InvoiceFacts;

/// What the paper of an invoice says.
#[derive(Clone, PartialEq, Eq)]
pub struct InvoiceSheet {
    /// Taxable, zero-rated or exempt.
    pub kind: InvoiceKind,
    /// Whose copy the e-print is; form 14 has both on one page.
    pub copy: InvoiceCopy,
    /// From the practice NTS: marked so that nobody can take it for a real invoice.
    pub practice: bool,
    /// When it was issued, Korean time: the date of the file. Of a preview, when it was written.
    pub made_at: NaiveDateTime,
    /// Our own number of the document (관리번호).
    pub key: Option<String>,
    /// Approval number of the NTS, grouped (승인번호). None before it is issued.
    pub approval_number: Option<String>,
    /// What it amends, if it does.
    pub amendment: Option<AmendmentNote>,
    /// Date of writing (작성일자).
    pub written_on: NaiveDate,
    /// Who sells.
    pub supplier: PartyLines,
    /// Who buys.
    pub buyer: PartyLines,
    /// What is sold.
    pub lines: Vec<SheetLine>,
    /// Supply value (공급가액).
    pub supply: Won,
    /// VAT (세액).
    pub vat: Won,
    /// Total (합계금액).
    pub total: Won,
    /// Means of payment; all zero leaves the cells empty.
    pub payment: Payment,
    /// Paid or charged (영수, 청구).
    pub billing: Billing,
    /// Remark (비고).
    pub remark: Option<String>,
}

/// Whose copy it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceCopy {
    /// The supplier's, red (공급자 보관용).
    Supplier,
    /// The buyer's, blue (공급받는자 보관용).
    Buyer,
}

/// What an amended invoice says about the one it amends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmendmentNote {
    /// Why, in the words of the law (수정사유).
    pub reason_text: String,
    /// Approval number of the amended invoice, grouped (당초승인번호).
    pub original_number: String,
}

/// One of the two parties. Empty lines leave their cell empty.
#[derive(Clone, PartialEq, Eq)]
pub struct PartyLines {
    /// Number as printed: `123-45-67891`, `900101-*******` or thirteen nines (등록번호).
    pub number: String,
    /// Trade name (상호).
    pub name: String,
    /// Representative (성명).
    pub owner: String,
    /// Address (사업장 주소).
    pub address: String,
    /// Place of business under one registration, four digits (종사업장번호).
    pub branch: String,
    /// Business type (업태).
    pub business_type: String,
    /// Business item (종목).
    pub business_item: String,
    /// E-mail; the buyer may have two.
    pub emails: Vec<String>,
}

/// One thing that is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// When it was supplied.
    pub supplied_on: NaiveDate,
    /// What (품목).
    pub item: String,
    /// Its size or make (규격).
    pub spec: String,
    /// How many, with commas (수량).
    pub quantity: String,
    /// Price of one, with commas (단가).
    pub unit_price: String,
    /// Supply value (공급가액).
    pub supply: Won,
    /// VAT (세액).
    pub vat: Won,
    /// Remark (비고).
    pub remark: String,
}

impl InvoiceCopy {
    const fn ink(self) -> Ink {
        match self {
            Self::Supplier => Ink { red: 0xD4, green: 0x47, blue: 0x47 },
            Self::Buyer => Ink { red: 0x36, green: 0x3E, blue: 0x86 },
        }
    }
}

impl InvoiceSheet {
    /// `[수정][영세율]` before the title.
    fn marks(&self) -> String {
        let amended = if self.amendment.is_some() { "[수정]" } else { "" };
        let zero_rated = match self.kind {
            InvoiceKind::ZeroRated => "[영세율]",
            InvoiceKind::Taxable | InvoiceKind::Exempt => "",
        };
        format!("{amended}{zero_rated}")
    }

    /// The title in the window of a PDF reader.
    fn pdf_title(&self, name: &str) -> String {
        let world = if self.practice { "[연습용] " } else { "" };
        let number = self.approval_number.as_deref().unwrap_or("발급 전");
        format!("{world}{}{name} {number} {}", self.marks(), self.written_on)
    }
}

impl fmt::Debug for InvoiceSheet {
    /// Leaves out the parties and the remark, which can hold a foreigner's number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InvoiceSheet")
            .field("key", &self.key)
            .field("approval_number", &self.approval_number)
            .field("kind", &self.kind)
            .field("copy", &self.copy)
            .field("practice", &self.practice)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for PartyLines {
    /// Leaves out who it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartyLines").finish_non_exhaustive()
    }
}
