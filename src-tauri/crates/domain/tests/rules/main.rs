//! The rules of the trade as tables and properties, one file per subject, in one test program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod amount_input;
mod amounts;
mod business_numbers;
mod calendar;
mod calendar_edits;
mod cancels;
mod consumer_numbers;
mod deadlines;
mod holiday_table;
mod keys_and_approvals;
mod life;
mod names;
mod phones;
mod reading;
mod receipt_form;
mod restoring;
mod secrecy;
mod shops;
mod texts;
mod trade_dates;
mod won;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{BusinessCalendar, BusinessNumber, FaultCode, Faults, Field, Won};

fn won(amount: i64) -> Won {
    Won::new(amount).unwrap()
}

fn shop() -> BusinessNumber {
    BusinessNumber::parse("123-45-67891").unwrap()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn afternoon() -> NaiveDateTime {
    day(2026, 11, 22).and_hms_opt(15, 30, 0).unwrap()
}

fn shipped_calendar() -> BusinessCalendar {
    serde_json::from_str(include_str!("../../../../../assets/nts/holidays.json")).unwrap()
}

fn pairs(faults: &Faults) -> Vec<(Field, FaultCode)> {
    faults.iter().map(|fault| (fault.field, fault.code)).collect()
}
