//! Closing a month: what a period adds up to, what is open in it, and a close that stays as it was written.

use chrono::{Days, TimeDelta};
use domain::{Attention, InvoiceKind, Period, Purpose, Span, State, Won};
use store::{Book, DaySum, DocumentSet, MonthClose, OpenMatters, Sold};

use crate::invoices::{invoice, issue_invoice, issued, transmitted};
use crate::support::{
    approval, approved, at, book, book_on_disk, cancel, checked, form, issue, receipt, refusal, set, today,
};

fn november() -> Period {
    Period::of(today(), Span::Month)
}

fn days() -> store::Period {
    (november().first(), november().last())
}

fn sums(book: &Book) -> Vec<DaySum> {
    book.read(|r| r.sums_in(days())).unwrap()
}

#[test]
fn a_period_adds_up_by_day_and_kind_and_cancels_count_below_zero() {
    let book = book();
    let (first, _) = approved(&book, &receipt(11_000, at(1)), "TB0000001");
    approved(&book, &receipt(5_500, at(2)), "TB0000002");
    approved(&book, &checked(&form(2_200, ""), at(3)), "TB0000003");
    approved(&book, &receipt(99_000, at(0) + Days::new(9)), "TB0000004");
    let (_, unknown) = issue(&book, &receipt(500_000, at(4)));
    set(&book, unknown, &[State::Sending, State::Unknown]);
    let (_, back) = cancel(&book, &first, Some(1_100), at(0) + Days::new(1));
    set(&book, back, &[State::Sending, State::Approved(approval("TB0000005", at(9)))]);
    let (_, sold) = issue_invoice(&book, &invoice("100000"), at(5));
    set(&book, sold, &[State::Sending, State::Approved(issued(1, at(5)))]);
    let found: Vec<_> = sums(&book)
        .iter()
        .map(|sum| (sum.sold, sum.revises, sum.count, sum.total.get(), sum.vat.get()))
        .collect();
    let income = Sold::Receipt(Purpose::IncomeDeduction);
    assert_eq!(found.len(), 4, "{found:?}");
    for expected in [
        (income, false, 2, 16_500, 1_500),
        (Sold::SelfIssued, false, 1, 2_200, 200),
        (Sold::Invoice(InvoiceKind::Taxable), false, 1, 110_000, 10_000),
        (income, true, 1, -1_100, -100),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    let revised = sums(&book).into_iter().find(|sum| sum.revises).unwrap();
    assert_eq!((revised.day, revised.supply.get()), (today() + Days::new(1), -1_000));
}

#[test]
fn what_is_open_in_a_period_is_counted_once_and_only_there() {
    let book = book();
    approved(&book, &receipt(1_000, at(1)), "TB0000001");
    let (_, confirmed) = approved(&book, &receipt(2_000, at(2)), "TB0000002");
    set(&book, confirmed, &[State::Confirmed(approval("TB0000002", at(2)))]);
    let (_, unknown) = issue(&book, &receipt(3_000, at(3)));
    set(&book, unknown, &[State::Sending, State::Unknown]);
    let (_, stopped) = issue(&book, &receipt(4_000, at(4)));
    set(&book, stopped, &[State::Sending, State::Unknown, State::CheckByHand]);
    book.write(|w| w.call_person(stopped, Some(Attention::CheckByHand))).unwrap();
    let (_, waits) = issue_invoice(&book, &invoice("100000"), at(5));
    set(&book, waits, &[State::Sending, State::Approved(issued(1, at(5)))]);
    let (_, sent) = issue_invoice(&book, &invoice("200000"), at(5));
    set(&book, sent, &[State::Sending, State::Approved(issued(2, at(5))), transmitted(2, at(5), at(50))]);
    issue(&book, &receipt(9_000, at(0) + Days::new(9)));
    let expected =
        OpenMatters { attention: 1, undecided: 1, not_transmitted: 1, not_confirmed: 2, differences: 0 };
    assert_eq!(book.read(|r| r.open_matters(days())).unwrap(), expected);
}

#[test]
fn the_newest_close_counts_and_none_is_changed_or_removed() {
    let (_folder, path, book) = book_on_disk();
    let (_, id) = approved(&book, &receipt(1_000, at(1)), "TB0000001");
    let counted = book.read(|r| r.counted_set(days())).unwrap();
    assert_eq!(counted, [id].into_iter().collect::<DocumentSet>());
    let first = MonthClose { closed_at: at(100), total_won: 1_000, counted };
    let again = MonthClose { closed_at: at(200), total_won: -5, counted: DocumentSet::default() };
    assert_eq!(book.read(|r| r.month_close(november())).unwrap(), None);
    for close in [&first, &again] {
        book.write(|w| w.close_month(november(), close)).unwrap();
        assert_eq!(book.read(|r| r.month_close(november())).unwrap().as_ref(), Some(close));
    }
    assert_eq!(book.read(|r| r.month_close(november().before())).unwrap(), None);
    assert!(refusal(&path, "UPDATE month_close SET total = 0").contains("never changed"));
    assert!(refusal(&path, "DELETE FROM month_close").contains("never removed"));
}

#[test]
fn what_takes_a_month_back_later_is_found_if_it_came_after_the_close() {
    let book = book();
    let (first, _) = approved(&book, &receipt(10_000, at(1)), "TB0000001");
    let (second, _) = approved(&book, &receipt(20_000, at(2)), "TB0000002");
    let december = at(0) + Days::new(12);
    for (number, original, when) in [
        ("TB0000003", &first, december),
        ("TB0000004", &second, december + TimeDelta::days(2)),
        ("TB0000005", &first, at(9)),
    ] {
        let (_, back) = cancel(&book, original, Some(1_000), when);
        set(&book, back, &[State::Sending, State::Approved(approval(number, when))]);
    }
    let later = |since| {
        let found = book.read(|r| r.revised_later(days(), since, 9)).unwrap();
        found.iter().map(|shelved| shelved.document.total()).collect::<Vec<_>>()
    };
    let won = Won::new(1_000).unwrap();
    assert_eq!(later(december - TimeDelta::hours(1)), [won, won]);
    assert_eq!(later(december + TimeDelta::hours(1)), [won], "the first was there when it was closed");
    assert_eq!(book.read(|r| r.revised_later(days(), at(0), 1)).unwrap().len(), 1);
}
