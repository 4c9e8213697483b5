//! A shop that writes invoices, in few words.

use chrono::NaiveDateTime;
use domain::{
    AmendReason, Approval, ApprovalNumber, BuyerForm, BuyerKind, Invoice, InvoiceForm, KeyKind, LineForm,
    ShopForm, State, Supplier, Transmission,
};
use serde_json::{Value, json};
use store::{Book, BookError, DocumentId, NewDocument, Writer};

use crate::support::{at, set};

pub fn buyer() -> BuyerForm {
    BuyerForm {
        kind: BuyerKind::BusinessNumber,
        number: "314-81-20001".into(),
        name: "한빛상사".into(),
        owner: "이한빛".into(),
        address: "대전광역시 유성구 대학로 99".into(),
        business_type: "도매".into(),
        email: "hanbit@example.com".into(),
        ..BuyerForm::default()
    }
}

pub fn foreigner() -> BuyerForm {
    BuyerForm { kind: BuyerKind::Foreigner, number: "M12345678".into(), name: "Kim Ann".into(), ..buyer() }
}

pub fn person() -> BuyerForm {
    BuyerForm { kind: BuyerKind::Rrn, number: "900101-1234568".into(), name: "김개인".into(), ..buyer() }
}

/// A form of one line over this supply value, dated today.
pub fn form(supply: &str) -> InvoiceForm {
    InvoiceForm {
        written_on: "2026-11-22".into(),
        buyer: buyer(),
        lines: vec![LineForm {
            item: "복사용지".into(),
            spec: "A4".into(),
            supply: supply.into(),
            ..LineForm::default()
        }],
        ..InvoiceForm::default()
    }
}

pub fn checked(form: &InvoiceForm) -> Invoice {
    let shop = ShopForm::practice().check().unwrap();
    let supplier = Supplier::of(&shop, "", "").unwrap();
    form.check(&supplier, None, at(0)).unwrap()
}

pub fn invoice(supply: &str) -> Invoice {
    checked(&form(supply))
}

/// The 24 characters of an invoice's approval.
pub fn number(last: u32) -> String {
    format!("2026112241999999{last:08}")
}

pub fn issued(last: u32, when: NaiveDateTime) -> Approval {
    Approval { number: ApprovalNumber::parse(&number(last)).unwrap(), at: when }
}

pub fn transmitted(last: u32, when: NaiveDateTime, sent_at: NaiveDateTime) -> State {
    State::Transmitted(Transmission { approval: issued(last, when), sent_at })
}

/// An amendment that takes the whole of an invoice back.
pub fn taken_back(original: &Invoice, last: u32, reason: AmendReason) -> Invoice {
    amended(original, last, reason, -1)
}

/// An amendment with the invoice's amounts, times `sign`.
pub fn amended(original: &Invoice, last: u32, reason: AmendReason, sign: i64) -> Invoice {
    let mut json = serde_json::to_value(original).unwrap();
    for part in ["supply", "vat", "total"] {
        turn(&mut json, part, sign);
    }
    for line in json["lines"].as_array_mut().unwrap() {
        for part in ["supply", "vat", "quantity"] {
            turn(line, part, sign);
        }
    }
    json["amends"] = json!({
        "reason": reason.as_str(),
        "original": number(last),
        "original_written_on": original.written_on(),
    });
    serde_json::from_value(json).unwrap()
}

fn turn(value: &mut Value, part: &str, sign: i64) {
    if let Some(amount) = value[part].as_i64() {
        value[part] = json!(amount * sign);
    }
}

pub fn issue_invoice_in(
    w: &mut Writer<'_>,
    invoice: &Invoice,
    when: NaiveDateTime,
) -> Result<(domain::DocumentKey, DocumentId), BookError> {
    let key = w.next_key(KeyKind::Invoice, when.date(), 1)?;
    let body = format!(r#"{{"documentKey":"{key}"}}"#);
    let new = NewDocument::invoice(&key, invoice, when, "hometax", &body, &format!("press-{key}"));
    let id = w.insert_document(&new)?;
    Ok((key, id))
}

pub fn issue_invoice(
    book: &Book,
    invoice: &Invoice,
    when: NaiveDateTime,
) -> (domain::DocumentKey, DocumentId) {
    book.write(|w| issue_invoice_in(w, invoice, when)).unwrap()
}

/// Issues an invoice and has it approved.
pub fn approved_invoice(book: &Book, invoice: &Invoice, last: u32, when: NaiveDateTime) -> DocumentId {
    let (_, id) = issue_invoice(book, invoice, when);
    set(book, id, &[State::Sending, State::Approved(issued(last, when))]);
    id
}

pub fn amend(
    book: &Book,
    original: DocumentId,
    invoice: &Invoice,
    when: NaiveDateTime,
) -> Result<DocumentId, BookError> {
    let reason = invoice.amends().unwrap().reason;
    book.write(|w| {
        let key = w.next_key(KeyKind::Amendment, when.date(), 1)?;
        let new = NewDocument::invoice(&key, invoice, when, "hometax", "{}", &format!("press-{key}"));
        w.insert_document(&new.amending(original, reason))
    })
}
