//! Hometax's own workbooks: what can go, what was written, what a list says.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::document::DocumentRow;
use super::partner::PartnerFile;

/// Which of Hometax's forms; see [`office::FormKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HometaxForm {
    /// 세금계산서등록양식(일반)
    TaxInvoices,
    /// 계산서등록양식(일반)
    ExemptInvoices,
    /// 현금영수증 일괄발급 양식
    Receipts,
}

/// Why a document cannot go; see [`office::CannotGo`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HometaxReason {
    /// Stable name: `too_long`, `not_today`, `service_charge`, `vat_not_a_tenth`, `not_new`, `day_of_other_month`.
    pub code: String,
    /// Of a text that is too long, its column.
    pub column: Option<String>,
    /// The most bytes, as the form counts them.
    pub limit: Option<u32>,
}

/// A document that is not issued yet.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct HometaxDocument {
    /// The document.
    pub row: DocumentRow,
    /// The form it belongs into.
    pub form: HometaxForm,
    /// Why it cannot go; empty when it can.
    pub reasons: Vec<HometaxReason>,
    /// The file it stands in, waiting for its approval number.
    pub file: Option<String>,
    /// Since when it stands there.
    pub handed_at: Option<String>,
}

/// What is not issued yet.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct HometaxDesk {
    /// The documents, oldest first.
    pub documents: Vec<HometaxDocument>,
    /// The folder that is suggested for files.
    pub folder: String,
}

/// A press of the button that fills a template.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct HometaxFillRequest {
    /// The template.
    pub template: PartnerFile,
    /// The folder for the files.
    pub folder: String,
    /// Put the document's key behind its remark.
    pub reference: bool,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HometaxFile {
    /// Its name.
    pub name: String,
    /// How many documents stand in it.
    pub documents: u32,
}

/// What was written.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct HometaxFilled {
    /// Which form.
    pub form: HometaxForm,
    /// Where to.
    pub folder: String,
    /// The files.
    pub files: Vec<HometaxFile>,
    /// What is not issued yet, now.
    pub desk: HometaxDesk,
}

/// A choice of a person among several that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HometaxChoice {
    /// The document.
    pub key: String,
    /// Its approval number (승인번호).
    pub approval_number: String,
}

/// A list that was fetched from Hometax.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct HometaxListRequest {
    /// The list.
    pub file: PartnerFile,
    /// Take down what belongs together.
    pub commit: bool,
    /// What a person chose.
    pub chosen: Vec<HometaxChoice>,
}

/// Several that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HometaxAlike {
    /// Our documents.
    pub keys: Vec<String>,
    /// The list's approval numbers.
    pub approval_numbers: Vec<String>,
}

/// What a list says.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct HometaxList {
    /// Documents in the list.
    pub entries: u32,
    /// Those whose approval number stands in the book already.
    pub known: u32,
    /// What belongs together beyond doubt.
    pub matched: Vec<HometaxChoice>,
    /// What a person has to choose.
    pub alike: Vec<HometaxAlike>,
    /// Documents in files that the list does not have.
    pub ours_left: Vec<String>,
    /// Approval numbers that no document of ours fits.
    pub theirs_left: Vec<String>,
    /// Rows that could not be used, as Excel numbers them.
    pub unusable_rows: Vec<u32>,
    /// Whether it was taken down.
    pub booked: bool,
    /// What is not issued yet, now.
    pub desk: HometaxDesk,
}
