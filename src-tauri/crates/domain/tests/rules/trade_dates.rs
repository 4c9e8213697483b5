//! How late a sale may be sent.

use chrono::NaiveDateTime;
use domain::{FaultCode, Field, check_trade_date};

use crate::{afternoon, day};

fn at(date: u32, hour: u32) -> NaiveDateTime {
    day(2026, 11, date).and_hms_opt(hour, 0, 0).unwrap()
}

#[test]
fn a_day_counts_from_midnight_to_midnight() {
    let now = afternoon();
    assert_eq!(check_trade_date(at(22, 0), now, 0), Ok(()));
    assert_eq!(check_trade_date(at(21, 23), now, 0).unwrap_err().code, FaultCode::DateTooOld);
    assert_eq!(check_trade_date(at(21, 0), now, 1), Ok(()));
    assert_eq!(check_trade_date(at(20, 23), now, 1).unwrap_err().code, FaultCode::DateTooOld);
    assert_eq!(check_trade_date(at(17, 0), now, 5), Ok(()));
}

#[test]
fn the_future_is_refused_to_the_second() {
    let now = afternoon();
    assert_eq!(check_trade_date(now, now, 1), Ok(()));
    let fault = check_trade_date(now + chrono::TimeDelta::seconds(1), now, 1).unwrap_err();
    assert_eq!((fault.field, fault.code), (Field::Date, FaultCode::DateInFuture));
}
