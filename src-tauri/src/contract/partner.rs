//! 거래처: whom the shop sells to, with what was learnt about them.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::document::DocumentRow;
use super::invoice::{Billing, BuyerForm, BuyerStatus, InvoiceKind};
use crate::ui_error::Fault;

/// A partner in a list.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PartnerRow {
    /// Stays the same.
    pub id: u32,
    /// Registration number, masked where it is a person's.
    pub number: String,
    /// 상호
    pub name: String,
    /// 성명
    pub owner: String,
    /// First e-mail address.
    pub email: Option<String>,
    /// Documents issued to it.
    pub uses: u32,
    /// Day of the last one, `2026-11-22`.
    pub last_used: Option<String>,
    /// What the NTS said at the last look.
    pub status: Option<BuyerStatus>,
    /// Not offered any more.
    pub archived: bool,
}

/// A partner as typed.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct PartnerForm {
    /// `None` for a new one.
    pub id: Option<u32>,
    /// What an invoice to it says.
    pub buyer: BuyerForm,
    /// Telephone.
    pub phone: String,
    /// Contact person (담당자).
    pub contact: String,
    /// For the shop only.
    pub note: String,
    /// Kind a new invoice begins with.
    pub default_kind: InvoiceKind,
    /// 영수 or 청구 a new invoice begins with.
    pub default_billing: Billing,
}

/// A partner with everything known about it.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct PartnerDetail {
    /// The row of the list.
    pub row: PartnerRow,
    /// The form, for changing it.
    pub form: PartnerForm,
    /// Its newest documents, at most 50.
    pub documents: Vec<DocumentRow>,
}

/// One page of partners.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PartnerPage {
    /// By name.
    pub rows: Vec<PartnerRow>,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
    /// All of them.
    pub total: u32,
}

/// One look into the list.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PartnerQuery {
    /// Part of the name, 초성 or digits.
    pub text: String,
    /// Archived ones as well.
    pub archived: bool,
    /// Where the last page ended.
    pub cursor: Option<String>,
}

/// A file to read partners from.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct PartnerFile {
    /// Its name; the ending says what it is: `.xlsx`, `.csv`.
    pub name: String,
    /// Its bytes in base64; at most 8 MiB.
    pub content: String,
}

/// What became of a row of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportVerdict {
    /// New.
    New,
    /// Known; its particulars will be replaced.
    Update,
    /// Known and the same.
    Same,
    /// Cannot be taken; `faults` say why.
    Faulty,
}

/// A row of the file.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ImportRow {
    /// Its row number in the sheet.
    pub line: u32,
    /// 등록번호 as it stands there.
    pub number: String,
    /// 상호 as it stands there.
    pub name: String,
    /// What will become of it.
    pub verdict: ImportVerdict,
    /// Why it cannot be taken.
    pub faults: Vec<Fault>,
}

/// What a file would bring, or has brought.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PartnerImport {
    /// The columns that were understood, in the words of the file.
    pub columns: Vec<String>,
    /// Every row.
    pub rows: Vec<ImportRow>,
    /// Written (false: only looked at).
    pub done: bool,
}
