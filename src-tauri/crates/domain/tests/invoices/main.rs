//! The rules of tax invoices as tables and properties, one file per subject, in one test program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod amend_chains;
mod amend_limits;
mod amend_table;
mod bad_input;
mod business_status;
mod buyers;
mod dates;
mod deadlines;
mod form;
mod lines;
mod numbers;
mod reading;
mod restoring;
mod wording;

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    BusinessCalendar, BuyerForm, Faults, Invoice, InvoiceForm, InvoiceNumber, LineForm, ShopForm, Supplier,
    Won,
};

fn won(amount: i64) -> Won {
    Won::new(amount).unwrap()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn noon(date: NaiveDate) -> NaiveDateTime {
    date.and_hms_opt(12, 0, 0).unwrap()
}

/// 2026-11-22, a Sunday.
fn today() -> NaiveDateTime {
    noon(day(2026, 11, 22))
}

static CALENDAR: LazyLock<BusinessCalendar> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../../../assets/nts/holidays.json")).unwrap());

fn calendar() -> &'static BusinessCalendar {
    &CALENDAR
}

fn supplier() -> Supplier {
    Supplier::of(&ShopForm::practice().check().unwrap(), "", "").unwrap()
}

fn buyer() -> BuyerForm {
    BuyerForm {
        number: "214-86-00016".into(),
        name: "한빛상사".into(),
        owner: "이한빛".into(),
        ..BuyerForm::default()
    }
}

fn line(item: &str, quantity: &str, unit_price: &str) -> LineForm {
    LineForm {
        item: item.into(),
        quantity: quantity.into(),
        unit_price: unit_price.into(),
        ..LineForm::default()
    }
}

/// 복사용지, 10 × 30,000 = 300,000 + 30,000, of 2026-10-05.
fn form() -> InvoiceForm {
    InvoiceForm {
        written_on: "20261005".into(),
        buyer: buyer(),
        lines: vec![line("복사용지", "10", "30,000")],
        ..InvoiceForm::default()
    }
}

fn check(form: &InvoiceForm) -> Result<Invoice, Faults> {
    form.check(&supplier(), None, today())
}

/// The faults as `path: code`.
fn faults(form: &InvoiceForm) -> Vec<String> {
    check(form).unwrap_err().iter().map(ToString::to_string).collect()
}

fn number_of(invoice: &Invoice) -> InvoiceNumber {
    InvoiceNumber::parse(&format!("{}4199999900000001", invoice.written_on().format("%Y%m%d"))).unwrap()
}
