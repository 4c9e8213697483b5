//! From the bytes of `POST /etax/issue` to a draft for the ledger (domain.md §2.1, §2.6, §2.7).
//!
//! The order of the checks is that of the contract's codes: present and readable (`E2001`), amounts (`E2002`), numbers
//! (`E2003`, `E2004`), date (`E2006`). What an amendment may take from its original only the ledger knows.

use chrono::NaiveDate;
use serde_json::Value;

use super::fields::Fields;
use super::{Asking, document_key, word};
use crate::answer::Refusal;
use crate::ledger::{AmendReason, Amends, Billing, InvoiceDraft, InvoiceKind, InvoicePaper, InvoiceType};
use crate::result_code::ResultCode;

mod decimal;
mod lines;
mod party;
mod sums;

use party::Buyer;

const REMARK_LENGTH: usize = 150;

/// Reads `POST /etax/issue`, a new invoice or an amended one.
pub(crate) fn invoice(body: &[u8], asking: Asking<'_>) -> Result<InvoiceDraft, Refusal> {
    let fields = Fields::parse(body)?;
    let document_key = document_key(fields.text("documentKey")?)?;
    let invoice_type = word(&fields, "invoiceType", InvoiceType::parse)?;
    let kind = word(&fields, "kind", InvoiceKind::parse)?;
    let purpose = word(&fields, "purpose", Billing::parse)?;
    let (date, issue_date) = day(&fields, "issueDate")?;
    let amends = amends(&fields, invoice_type)?;
    let supplier = party::supplier(&fields.part("supplier")?)?;
    let buyer_fields = fields.part("buyer")?;
    let buyer = Buyer::read(&buyer_fields)?;
    let remark = remark(&fields, &buyer)?;
    let paper = InvoicePaper {
        items: lines::read(&fields, kind, &issue_date)?,
        totals: sums::totals(&fields, kind)?,
        payment: sums::payment(&fields)?,
        buyer: buyer.party(),
        invoice_type,
        kind,
        purpose,
        issue_date,
        supplier,
        remark,
        amends,
    };
    sums::refuse_disagreeing(&paper)?;
    party::refuse_wrong_supplier(&paper, asking)?;
    buyer.refuse_wrong_number(&paper, asking)?;
    if date > asking.now.date_naive() {
        return Err(Refusal::at(ResultCode::DateOutOfRange, "issueDate"));
    }
    let request = redacted(body, paper.remark.as_deref())?;
    Ok(InvoiceDraft { document_key, paper, request })
}

/// A day written `YYYYMMDD` that must be there, and its text.
fn day(fields: &Fields, name: &str) -> Result<(NaiveDate, String), Refusal> {
    let text = fields.text(name)?;
    let all_digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let read = all_digits.then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok()).flatten();
    let date = read.ok_or_else(|| fields.refuse(ResultCode::FieldMissing, name))?;
    Ok((date, text.to_owned()))
}

/// An amended invoice names its original and the reason; a new one must not.
fn amends(fields: &Fields, invoice_type: InvoiceType) -> Result<Option<Amends>, Refusal> {
    match invoice_type {
        InvoiceType::New => {
            for name in ["originalInvoiceId", "amendReason"] {
                if fields.optional_text(name)?.is_some() {
                    return Err(Refusal::at(ResultCode::FieldMissing, name));
                }
            }
            Ok(None)
        }
        InvoiceType::Amended => Ok(Some(Amends {
            original_invoice_id: fields.text("originalInvoiceId")?.to_owned(),
            amend_reason: word(fields, "amendReason", AmendReason::parse)?,
        })),
    }
}

/// A foreigner's number stands in the remark: it must be there, and is masked.
fn remark(fields: &Fields, buyer: &Buyer<'_>) -> Result<Option<String>, Refusal> {
    let remark = fields.optional_line("remark", REMARK_LENGTH)?;
    if !buyer.is_foreigner() {
        return Ok(remark);
    }
    let remark = remark.ok_or_else(|| Refusal::at(ResultCode::FieldMissing, "remark"))?;
    Ok(Some(party::masked_within(&remark)))
}

/// The request as JSON with the buyer's number starred out, for the ledger.
fn redacted(body: &[u8], remark: Option<&str>) -> Result<String, Refusal> {
    let mut request: Value = serde_json::from_slice(body).map_err(|_| ResultCode::FieldMissing)?;
    if let Some(number) = request.pointer_mut("/buyer/residentNumber") {
        *number = Value::from("*".repeat(number.as_str().map_or(1, |text| text.chars().count())));
    }
    if let (Some(kept), Some(given)) = (remark, request.pointer_mut("/remark")) {
        *given = Value::from(kept);
    }
    Ok(request.to_string())
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;
    use chrono::DateTime;
    use serde_json::json;

    use super::invoice;
    use crate::request::Asking;

    fn status_of(supplier: &str, kind: &str, tax: i64, issue_date: &str) -> u16 {
        let paper = json!({
            "documentKey": "T1", "invoiceType": "01", "kind": kind, "purpose": "청구", "issueDate": issue_date,
            "supplier": { "businessNumber": supplier, "businessName": "장부상회", "ceoName": "김장부" },
            "buyer": { "businessNumber": "2148600016", "businessName": "한빛상사", "ceoName": "이한빛" },
            "items": [{ "name": "쌀", "supplyAmount": 60_000, "taxAmount": tax }],
            "totalSupplyAmount": 60_000, "totalTaxAmount": tax, "totalAmount": 60_000 + tax,
        });
        let now = DateTime::parse_from_rfc3339("2026-11-22T15:30:00+09:00").unwrap();
        let read = invoice(paper.to_string().as_bytes(), Asking { business_number: supplier, now });
        read.map_or_else(|refusal| refusal.into_response().status().as_u16(), |_draft| 200)
    }

    #[test]
    fn exempt_and_simplified_suppliers_give_exempt_invoices_only() {
        for (supplier, taxable, exempt) in [
            ("1234567891", 200, 200),
            ("6170181230", 200, 200),
            ("1019000003", 400, 200),
            ("3333333336", 400, 200),
        ] {
            assert_eq!(status_of(supplier, "과세", 6_000, "20261122"), taxable, "{supplier}");
            assert_eq!(status_of(supplier, "면세", 0, "20261122"), exempt, "{supplier}");
        }
    }

    #[test]
    fn a_closed_supplier_bills_up_to_its_last_day() {
        assert_eq!(status_of("1111111119", "과세", 6_000, "20260630"), 200);
        assert_eq!(status_of("1111111119", "과세", 6_000, "20260701"), 400);
    }
}
