//! What only a person can bring to its end: a number that the NTS does not take, a receipt that it does not know.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use domain::{DocumentKey, FaultCode, HeldReason, Purpose, State};
use office::{OfficeError, ReissuePress, Settled, Step, Task};
use practice_nts::Dials;
use store::{DifferenceId, JournalAct};

use crate::behind::{bring_through, reissue};
use crate::picky::Picky;
use crate::shop::OpenShop;

const WRONG: &str = "010-1111-2222";

/// A receipt that was sent while nobody looked, and refused with this code.
async fn refused_behind(shop: &OpenShop, code: &'static str) -> DocumentKey {
    shop.nts.set_dials(Dials { too_many_requests: 1, retry_after_s: 1, ..Dials::default() });
    let (key, state) = shop.issue("12000", WRONG).await;
    assert_eq!(state, State::Held(HeldReason::TooManyRequests));
    let office = &shop.shell.office;
    let route = jangbu_lib::practice::route(&shop.nts, office.shop().unwrap().unwrap().number()).unwrap();
    office.connect(Arc::new(Picky { route, digits: "01011112222", code }));
    bring_through(shop).await;
    assert!(matches!(shop.state(&key), State::Rejected(_)), "{:?}", shop.state(&key));
    key
}

fn only_step(shop: &OpenShop) -> (DocumentKey, Step, Option<NaiveDate>) {
    let tasks = shop.shell.office.tasks().unwrap().tasks;
    let [Task::Document { shelved, step, reissue_by, .. }] = tasks.as_slice() else { panic!("{tasks:?}") };
    (shelved.document.key.clone(), *step, *reissue_by)
}

fn renumbered(key: &DocumentKey, number: &str, press_id: &str) -> ReissuePress {
    ReissuePress { number: Some(number.into()), ..reissue(key, press_id) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_refused_for_its_number_is_issued_again_under_another_one() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let key = refused_behind(&shop, "E2003").await;
    let sold_on = office.shelved(&key).unwrap().document.trade_date();
    let lawful = sold_on.checked_add_days(Days::new(5));
    assert_eq!(only_step(&shop), (key.clone(), Step::ReissueWithNumber, lawful));

    for (number, code) in [
        (WRONG, FaultCode::NumberUnchanged),
        ("123-45-67890", FaultCode::BusinessNumberCheckDigit),
        ("010-12", FaultCode::NumberLength),
    ] {
        let refused = office.reissue(renumbered(&key, number, "wrong")).await.unwrap_err();
        let OfficeError::Faults(faults) = refused else { panic!("{number}: {refused:?}") };
        assert!(faults.iter().any(|fault| fault.code == code), "{number}: {faults:?}");
    }
    assert_eq!(office.today().unwrap().rows.len(), 1, "nothing was changed");
    assert_eq!(only_step(&shop).0, key);

    let new = office.reissue(renumbered(&key, "010-3333-4444", "right")).await.unwrap();
    assert!(matches!(shop.state(&new), State::Approved(_)), "{:?}", shop.state(&new));
    let document = office.shelved(&new).unwrap().document;
    assert_eq!((document.sale().unwrap().number.digits(), document.total().get()), ("01033334444", 12_000));
    assert_eq!(office.task_count().unwrap(), 0);
    assert_eq!(office.reissue(renumbered(&key, "010-3333-4444", "right")).await.unwrap(), new);
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_does_not_fit_its_purpose_keeps_the_number_under_another_purpose() {
    let shop = OpenShop::open().await;
    let key = refused_behind(&shop, "E2005").await;
    assert_eq!(only_step(&shop).1, Step::ReissueWithNumber);
    let office = &shop.shell.office;
    shop.connect();
    let press = ReissuePress { purpose: Some(Purpose::ExpenseProof), ..reissue(&key, "p") };
    let new = office.shelved(&office.reissue(press).await.unwrap()).unwrap();
    assert!(matches!(new.standing.state, State::Approved(_)));
    let sale = new.document.sale().unwrap();
    assert_eq!((sale.number.digits(), sale.purpose), ("01011112222", Purpose::ExpenseProof));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_again_is_a_task_again() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let key = refused_behind(&shop, "E2003").await;
    let again = office.reissue(reissue(&key, "same-content")).await.unwrap();
    assert!(matches!(shop.state(&again), State::Rejected(_)), "the same content, the same answer");
    let (still, step, _) = only_step(&shop);
    assert_eq!((still, step), (again, Step::ReissueWithNumber), "nobody saw the answer, so it is not lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shop_s_own_number_is_mended_in_the_settings_and_not_in_the_dialog() {
    let shop = OpenShop::open().await;
    let key = refused_behind(&shop, "E2004").await;
    assert_eq!(only_step(&shop), (key.clone(), Step::Reissue, only_step(&shop).2));
    shop.connect();
    let new = shop.shell.office.reissue(reissue(&key, "p")).await.unwrap();
    assert!(matches!(shop.state(&new), State::Approved(_)));
}

/// A receipt of ours that the NTS of today knows nothing of. Answers also the NTS that knows it.
async fn only_ours(shop: &mut OpenShop) -> (DocumentKey, NaiveDate, practice_nts::PracticeNts) {
    let (key, _) = shop.issue("7000", "010-1234-5678").await;
    let number = shop.shell.office.shop().unwrap().unwrap().number().clone();
    let empty = jangbu_lib::practice::start(shop.folder.path().join("empty-nts"), &number).await.unwrap();
    let knows = std::mem::replace(&mut shop.nts, empty);
    shop.connect();
    let day = shop.shell.office.shelved(&key).unwrap().document.trade_date();
    assert_eq!(shop.shell.office.reconcile(Some(day)).await.unwrap().only_ours, 1);
    (key, day, knows)
}

fn only_difference(shop: &OpenShop) -> (DifferenceId, Step) {
    let tasks = shop.shell.office.tasks().unwrap().tasks;
    let [Task::Difference { difference, step, .. }] = tasks.as_slice() else { panic!("{tasks:?}") };
    (difference.id, *step)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_nts_still_does_not_have_is_closed_by_a_person_who_checked_elsewhere() {
    let mut shop = OpenShop::open().await;
    let (key, day, _knows) = only_ours(&mut shop).await;
    let (id, step) = only_difference(&shop);
    assert_eq!(step, Step::AskAgain);
    let office = &shop.shell.office;
    let early = office.settle_difference(id, Step::Acknowledge).await;
    assert!(matches!(early, Err(OfficeError::NothingToDo(_))), "the NTS is asked first: {early:?}");

    assert_eq!(office.settle_difference(id, Step::AskAgain).await.unwrap(), Settled::StillAbsent);
    assert_eq!(only_difference(&shop), (id, Step::Acknowledge), "it stays, with another next step");
    let shop = shop.restart();
    let office = &shop.shell.office;
    office.reconcile(Some(day)).await.unwrap();
    assert_eq!(only_difference(&shop), (id, Step::Acknowledge), "the book remembers that it was asked");
    let stale = office.settle_difference(id, Step::AskAgain).await;
    assert!(matches!(stale, Err(OfficeError::NothingToDo(_))), "a press for the old step closes nothing");
    assert_eq!(office.task_count().unwrap(), 1);

    assert_eq!(office.settle_difference(id, Step::Acknowledge).await.unwrap(), Settled::Closed);
    assert_eq!(office.task_count().unwrap(), 0);
    let told = office.detail(&key).unwrap().journal;
    let told: Vec<_> = told.iter().map(|entry| (entry.act, entry.content.as_str())).collect();
    let asked = (JournalAct::DifferenceAsked, r#"{"how":"still_absent","kind":"only_ours"}"#);
    let closed = (JournalAct::DifferenceSettled, r#"{"how":"checked_by_hand","kind":"only_ours"}"#);
    assert!(told.ends_with(&[asked, closed]), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_nts_has_after_all_is_closed_by_asking() {
    let mut shop = OpenShop::open().await;
    let (_, _, knows) = only_ours(&mut shop).await;
    let (id, _) = only_difference(&shop);
    std::mem::replace(&mut shop.nts, knows).stop().await;
    let unreachable = shop.shell.office.settle_difference(id, Step::AskAgain).await;
    assert!(matches!(unreachable, Err(OfficeError::NotCompared(_))), "{unreachable:?}");
    assert_eq!(only_difference(&shop), (id, Step::AskAgain), "no answer is not a no");
    shop.connect();
    let office = &shop.shell.office;
    assert_eq!(office.settle_difference(id, Step::AskAgain).await.unwrap(), Settled::Closed);
    assert_eq!(office.task_count().unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_comparison_is_shown_with_its_day_also_after_a_weekend() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    assert_eq!(office.newest_comparison().unwrap(), None);
    let (key, _) = shop.issue("1000", "").await;
    let today = office.shelved(&key).unwrap().document.trade_date();
    let days_ago = |days| today.checked_sub_days(Days::new(days)).unwrap();
    let friday = office.reconcile(Some(days_ago(3))).await.unwrap();
    office.reconcile(Some(days_ago(5))).await.unwrap();
    assert_eq!(office.newest_comparison().unwrap(), Some(friday), "the newest day, not the last one run");
    let newest = office.reconcile(Some(today)).await.unwrap();
    assert_eq!((newest.day, newest.equal), (today, 1));
    assert_eq!(office.newest_comparison().unwrap(), Some(newest));
}
