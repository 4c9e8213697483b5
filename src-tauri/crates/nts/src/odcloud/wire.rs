//! What is asked, and what an answer says of one business (providers.md §8.1, §8.2).

use std::fmt;

use chrono::NaiveDate;
use domain::{BusinessNumber, BusinessState, BusinessStatus, TaxType};
use serde::Serialize;
use serde_json::{Value, json};

use crate::said::{date_text, parse_date, text};

/// A business as somebody claims it to be.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisterQuestion {
    /// 사업자등록번호
    pub number: BusinessNumber,
    /// 개업일자
    pub opened_on: NaiveDate,
    /// 대표자성명
    pub owner: String,
    /// 상호, if it is to be compared too.
    pub name: Option<String>,
}

/// Whether a claim holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validated {
    /// It does; with the business's state where the answer has one.
    Matches(Option<BusinessStatus>),
    /// The register knows no such business.
    Differs,
}

/// Whose business it is, is nobody's business.
impl fmt::Debug for RegisterQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegisterQuestion").field("number", &self.number).finish_non_exhaustive()
    }
}

/// The body that asks for states.
pub(super) fn status_body(numbers: &[BusinessNumber]) -> String {
    let numbers: Vec<&str> = numbers.iter().map(BusinessNumber::digits).collect();
    json!({ "b_no": numbers }).to_string()
}

/// The body that asks whether claims hold.
pub(super) fn validate_body(questions: &[RegisterQuestion]) -> String {
    let businesses: Vec<Claim<'_>> = questions.iter().map(Claim::of).collect();
    json!({ "businesses": businesses }).to_string()
}

/// The state in one row; `None` when it does not say one we know.
pub(super) fn read_status(row: &Value) -> Option<BusinessStatus> {
    let closed_on = text(row, "end_dt").and_then(parse_date);
    let state = BusinessState::from_wire(text(row, "b_stt_cd")?, closed_on)?;
    // The tables of codes conflict, so the words go first (domain.md §3.6).
    let named = |name| text(row, name).and_then(TaxType::from_wire);
    Some(BusinessStatus { state, tax_type: named("tax_type").or_else(|| named("tax_type_cd")) })
}

/// Whether the claim of one row holds; `None` when it does not say.
pub(super) fn read_validated(row: &Value) -> Option<Validated> {
    match text(row, "valid")? {
        "01" => Some(Validated::Matches(row.get("status").and_then(read_status))),
        "02" => Some(Validated::Differs),
        _ => None,
    }
}

#[derive(Serialize)]
struct Claim<'a> {
    b_no: &'a str,
    start_dt: String,
    p_nm: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    b_nm: Option<&'a str>,
}

impl<'a> Claim<'a> {
    fn of(question: &'a RegisterQuestion) -> Self {
        Self {
            b_no: question.number.digits(),
            start_dt: date_text(question.opened_on),
            p_nm: &question.owner,
            b_nm: question.name.as_deref(),
        }
    }
}
