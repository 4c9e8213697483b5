//! The counter's day: what counts, what is subtracted, what is shown.

use chrono::TimeDelta;
use domain::State;

use crate::support::{approval, approved, at, book, cancel, issue, receipt, set, today};

#[test]
fn only_what_was_approved_counts_and_cancels_subtract() {
    let book = book();
    let (first, _) = approved(&book, &receipt(10_000, at(1)), "TB0000001");
    approved(&book, &receipt(20_000, at(2)), "TB0000002");
    let (_, cancel_id) = cancel(&book, &first, Some(4_000), at(3));
    let (_, unknown) = issue(&book, &receipt(500_000, at(4)));
    set(&book, unknown, &[State::Sending, State::Unknown]);
    let day = |rows| book.read(|r| r.day(today(), rows)).unwrap();
    assert_eq!((day(50).count, day(50).total.get(), day(50).cancelled_count), (2, 30_000, 0));
    set(&book, cancel_id, &[State::Sending, State::Approved(approval("TB0000003", at(5)))]);
    assert_eq!((day(50).count, day(50).total.get(), day(50).cancelled_count), (2, 26_000, 1));
    let totals: Vec<_> = day(3).rows.iter().map(|row| row.document.total().get()).collect();
    assert_eq!(totals, [500_000, 4_000, 20_000], "newest first, as many as asked for");
}

#[test]
fn a_day_ends_at_midnight() {
    let book = book();
    let midnight = (today().succ_opt().unwrap()).and_hms_opt(0, 0, 0).unwrap();
    approved(&book, &receipt(1_000, midnight - TimeDelta::milliseconds(1)), "TB0000001");
    approved(&book, &receipt(2_000, midnight), "TB0000001");
    let total = |date| book.read(|r| r.day(date, 50)).unwrap().total.get();
    assert_eq!((total(today()), total(midnight.date())), (1_000, 2_000));
}

#[test]
fn a_day_of_returns_is_negative() {
    let book = book();
    let (key, _) = approved(&book, &receipt(10_000, at(1)), "TB0000001");
    let tomorrow = at(0) + TimeDelta::days(1);
    let (_, id) = cancel(&book, &key, None, tomorrow);
    set(&book, id, &[State::Sending, State::Approved(approval("TB0000001", tomorrow))]);
    let day = book.read(|r| r.day(tomorrow.date(), 50)).unwrap();
    assert_eq!((day.count, day.total.get(), day.cancelled_count), (0, -10_000, 1));
}

#[test]
fn an_empty_day_is_zero() {
    let day = book().read(|r| r.day(today(), 50)).unwrap();
    assert_eq!((day.count, day.total.get(), day.cancelled_count, day.rows.len()), (0, 0, 0, 0));
}
