//! `POST /etax/validate/business`: what is asked, and the answer as the domain's own type.

use domain::{BusinessNumber, BusinessState, BusinessStatus, TaxType};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::said::parse_date;

/// The body that asks for `number`.
pub(super) fn body(number: &BusinessNumber) -> String {
    json!({ "business_number": number.digits() }).to_string()
}

/// The state in an answer; `None` when it does not say one we know.
pub(super) fn read(body: &Value) -> Option<BusinessStatus> {
    let answer = Answer::deserialize(body).ok()?;
    let closed_on = match answer.closed_on.as_deref() {
        Some(date) => Some(parse_date(date)?),
        None => None,
    };
    Some(BusinessStatus {
        state: BusinessState::from_wire(&answer.status, closed_on)?,
        tax_type: answer.tax_type.as_deref().and_then(TaxType::from_wire),
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    status: String,
    tax_type: Option<String>,
    closed_on: Option<String>,
}
