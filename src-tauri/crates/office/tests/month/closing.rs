//! Closing a month: an act that is written down once, and what changes afterwards.

use domain::{Approval, ApprovalNumber, Period, State};
use office::{ChangeKind, CloseOverview, CloseState, OfficeError};
use store::{Book, JournalAct, World};

use crate::shop::{Sale, Shop, day, refused};

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

fn sale(on: u64, won: i64) -> Sale {
    Sale { on, won, kind: 0, fate: 0, revised: None, rest: None }
}

fn changes(overview: &CloseOverview) -> Vec<(ChangeKind, i64)> {
    overview.changes.iter().map(|change| (change.kind, change.total.get())).collect()
}

fn closes(shop: &Shop, month: &str) -> usize {
    let book =
        Book::open(&shop.book_path(), World::Practice, day(130).and_hms_opt(12, 0, 0).unwrap()).unwrap();
    let entries = book.read(|r| r.journal_of(month)).unwrap();
    entries.iter().filter(|entry| entry.act == JournalAct::MonthClosed).count()
}

#[test]
fn a_month_is_closed_once_and_again_only_when_something_has_changed() {
    let shop = Shop::open();
    // The office's clock stands on 9 January 2027; November is days 61 to 90.
    shop.keep(&[sale(61, 11_000), sale(70, 22_000), Sale { fate: 4, ..sale(75, 33_000) }]);
    let november = period("2026-11");
    let before = shop.office.close_overview(november).unwrap();
    assert_eq!((before.state, before.can_close, before.closed_at), (CloseState::Open, true, None));
    assert_eq!(before.open.undecided, 1);

    let closed = shop.office.close_month(november).unwrap();
    assert_eq!((closed.state, closed.can_close, closed.change_count), (CloseState::Closed, false, 0));
    let again = shop.office.close_month(november).unwrap_err();
    assert!(matches!(again, OfficeError::NothingToClose(month) if month == november), "{again:?}");
    assert_eq!(closes(&shop, "2026-11"), 1);

    // What was unknown turns out to be issued, one is refused the day after, and a sale is added late.
    let number = |id: i64| ApprovalNumber::parse(&format!("TB{id:07}")).unwrap();
    let at = |on: u64| day(on).and_hms_opt(14, 30, 0).unwrap();
    shop.set(3, &State::Approved(Approval { number: number(3), at: at(75) }));
    let approval = Approval { number: number(2), at: at(70) };
    shop.set(2, &State::RefusedLater { approval, refusal: refused() });
    shop.keep(&[sale(80, 44_000)]);
    let changed = shop.office.close_overview(november).unwrap();
    assert_eq!((changed.state, changed.can_close), (CloseState::Changed, true));
    assert_eq!(
        changes(&changed),
        [(ChangeKind::Added, 44_000), (ChangeKind::Added, 33_000), (ChangeKind::Removed, 22_000)]
    );

    let closed_again = shop.office.close_month(november).unwrap();
    assert_eq!((closed_again.state, closed_again.change_count), (CloseState::Closed, 0));
    assert_eq!(closes(&shop, "2026-11"), 2);
}

#[test]
fn a_cancel_in_a_later_month_is_told_but_does_not_open_the_close_again() {
    let shop = Shop::open();
    shop.keep(&[sale(61, 11_000)]);
    let november = period("2026-11");
    shop.office.close_month(november).unwrap();
    // Sold in November, taken back 75 days later, in January, after the close at noon.
    shop.keep(&[Sale { revised: Some((69, 0)), ..sale(61, 10_001) }]);
    let told = shop.office.close_overview(november).unwrap();
    assert_eq!(changes(&told), [(ChangeKind::Added, 10_001), (ChangeKind::RevisedLater, -10_001)]);
    shop.office.close_month(november).unwrap();
    let sums: i64 = told.sums.iter().map(|sum| sum.total.get()).sum();
    assert_eq!(sums, 21_001, "November keeps what was sold in it");
}

#[test]
fn what_is_not_over_or_no_month_is_not_closed() {
    let shop = Shop::open();
    for running in ["2027-01", "2027-02", "2027-Q1"] {
        let refused = shop.office.close_month(period(running)).unwrap_err();
        assert!(matches!(refused, OfficeError::MonthNotOver(_)), "{running}: {refused:?}");
    }
    let refused = shop.office.close_month(period("2026-Q4")).unwrap_err();
    assert!(matches!(refused, OfficeError::NothingToClose(_)), "{refused:?}");
    let quarter = shop.office.close_overview(period("2026-Q4")).unwrap();
    assert_eq!((quarter.state, quarter.can_close), (CloseState::Open, false));
    assert_eq!(quarter.return_due.to_string(), "2027-01-25");
    let running = shop.office.close_overview(period("2027-01")).unwrap();
    assert_eq!((running.state, running.can_close), (CloseState::Running, false));
}

#[test]
fn a_quarter_is_its_three_months() {
    let shop = Shop::open();
    let sales: Vec<Sale> = (30..122)
        .map(|on| Sale {
            kind: u8::try_from(on % 7).unwrap(),
            ..sale(on, 1_100 * i64::try_from(on).unwrap())
        })
        .collect();
    shop.keep(&sales);
    let total = |text: &str| -> i64 {
        let overview = shop.office.close_overview(period(text)).unwrap();
        overview.sums.iter().map(|sum| sum.total.get()).sum()
    };
    let months: i64 = ["2026-10", "2026-11", "2026-12"].into_iter().map(total).sum();
    assert_eq!(total("2026-Q4"), months);
    assert_eq!(total("2026-H2"), months, "nothing was sold before October");
    let before = shop.office.close_overview(period("2026-12")).unwrap().sums_before;
    assert_eq!(before, shop.office.close_overview(period("2026-11")).unwrap().sums);
}
