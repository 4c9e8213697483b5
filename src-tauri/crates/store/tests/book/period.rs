//! A period: what counts, in which order, in pages.

use chrono::{Days, TimeDelta};
use domain::State;
use store::Cursor;

use crate::support::{approval, approved, at, book, cancel, issue, receipt, set, today};

#[test]
fn a_period_is_what_counts_on_its_days_oldest_first_in_pages_without_gap_or_repeat() {
    let book = book();
    let month_end = TimeDelta::days(8);
    let (first, _) = approved(&book, &receipt(10_000, at(5)), "TB0000001");
    approved(&book, &receipt(20_000, at(5)), "TB0000002");
    approved(&book, &receipt(30_000, at(1)), "TB0000003");
    approved(&book, &receipt(40_000, at(0) + month_end + TimeDelta::days(1)), "TB0000004");
    let (_, unknown) = issue(&book, &receipt(500_000, at(4)));
    set(&book, unknown, &[State::Sending, State::Unknown]);
    let (_, back) = cancel(&book, &first, Some(4_000), at(9));
    set(&book, back, &[State::Sending, State::Approved(approval("TB0000005", at(9)))]);
    let period = (today(), today() + Days::new(8));
    for limit in [1, 2, 50] {
        let mut totals = Vec::new();
        let mut after = None;
        loop {
            let page = book.read(|r| r.counted_in(period, after, limit)).unwrap();
            totals.extend(page.iter().map(|row| row.document.total().get()));
            let Some(last) = page.last() else { break };
            after = Some(Cursor::after(&last.document));
        }
        assert_eq!(totals, [30_000, 10_000, 20_000, 4_000], "pages of {limit}");
    }
    assert_eq!(book.read(|r| r.undecided_in(period)).unwrap(), 1);
}
