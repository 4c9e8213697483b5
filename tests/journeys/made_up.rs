//! A practice book full of made-up documents is one in which the day goes on as in any other.

use chrono::Days;
use domain::State;
use office::{Clock, FillOrder, SystemClock};

use crate::shop::OpenShop;

#[tokio::test(flavor = "multi_thread")]
async fn a_filled_book_issues_as_before_and_no_comparison_misses_what_was_made_up() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    office.fill(&FillOrder { documents: 2_000, seed: 1 }, |_| {}).unwrap();
    let (key, state) = shop.issue("12,000", "010-1234-5678").await;
    assert!(matches!(state, State::Approved(_)), "{state:?}");
    for back in [0, 1, 2, 3] {
        let day = SystemClock.now().date() - Days::new(back);
        let compared = office.reconcile(Some(day)).await.unwrap();
        assert_eq!((compared.only_ours, compared.only_theirs, compared.differs), (0, 0, 0), "{day}");
    }
    assert!(matches!(shop.state(&key), State::Approved(_) | State::Confirmed(_)));
    assert_eq!(office.open_count().unwrap().waiting, 0);
    office.verify_journal().unwrap();
}
