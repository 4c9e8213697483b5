//! What goes on behind the counter: the courier, corrections, the comparison of the morning after, tasks.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{Attention, DocumentKey, HeldReason, NumberKind, State};
use office::{ConnectionState, CorrectPress, IssuePress, OfficeError, ReissuePress, Step, Task};
use practice_nts::{Dials, Kind, Maintenance};
use store::AttemptFilter;

use crate::shop::{OpenShop, press};
use crate::{cancel, find, take_the_line_down};

pub fn correct(key: &DocumentKey, number: &str, press_id: &str) -> CorrectPress {
    CorrectPress {
        key: key.clone(),
        number: number.into(),
        purpose: None,
        press_id: press_id.into(),
        print: false,
    }
}

pub fn reissue(key: &DocumentKey, press_id: &str) -> ReissuePress {
    ReissuePress { key: key.clone(), number: None, purpose: None, press_id: press_id.into(), print: false }
}

/// Lets the courier work until nothing is open; each pass is its own.
pub async fn bring_through(shop: &OpenShop) {
    let office = &shop.shell.office;
    while office.open_count().unwrap().waiting + office.open_count().unwrap().unknown > 0 {
        office.drain().await.unwrap();
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_down_is_found_once_and_then_nobody_waits_for_it() {
    let mut shop = OpenShop::open().await;
    take_the_line_down(&mut shop).await;
    let (_, first) = shop.issue("1000", "").await;
    assert_eq!(first, State::Held(HeldReason::RouteDown), "nobody listens there, our line works");
    let tried = shop.shell.office.attempt_log(&every()).unwrap().0.len();
    let (_, second) = shop.issue("2000", "").await;
    assert_eq!(second, State::Held(HeldReason::RouteDown));
    assert_eq!(
        shop.shell.office.attempt_log(&every()).unwrap().0.len(),
        tried,
        "the gate is shut: no socket"
    );
    let connection = shop.shell.office.connection().unwrap();
    assert_eq!(connection.state, ConnectionState::RouteDown);

    let shop = shop.restart();
    let seen = shop.shell.office.connection().unwrap().state;
    assert_eq!(seen, ConnectionState::RouteDown, "what is known of the line survives a restart");
    bring_through(&shop).await;
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 2);
}

fn every() -> AttemptFilter {
    AttemptFilter { limit: 100, ..AttemptFilter::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counter_is_free_after_three_seconds_and_the_answer_arrives_behind() {
    let shop = OpenShop::open().await;
    let mut news = shop.shell.office.news();
    shop.nts.set_dials(Dials { latency_ms: 4_000, ..Dials::default() });
    let (key, state) = shop.issue("7000", "01012345678").await;
    assert_eq!(state, State::Sending, "the customer is not kept waiting");
    assert_eq!(news.recv().await.unwrap(), key, "whoever listens is told");
    assert!(matches!(shop.state(&key), State::Approved(_)));
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_answers_and_resets_are_brought_through_without_anybody() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials {
        lose_answers: 2,
        reset_before_commit: 2,
        truncate_body: 1,
        server_errors_after_commit: 1,
        ..Dials::default()
    });
    for n in 1..=8 {
        shop.issue(&format!("{n}000"), "").await;
    }
    bring_through(&shop).await;
    let documents = shop.nts.ledger().documents().unwrap();
    assert_eq!(documents.len(), 8, "each press is one document");
    for document in documents {
        let key = DocumentKey::parse(&document.document_key).unwrap();
        let State::Approved(approval) = shop.state(&key) else { panic!("{key}") };
        assert_eq!(approval.number.as_str(), document.approval_number);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spent_quota_holds_back_before_sending() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials { daily_limit: 2, ..Dials::default() });
    shop.shell.office.refresh_quota().await.unwrap();
    for n in 1..=2 {
        assert!(matches!(shop.issue(&format!("{n}000"), "").await.1, State::Approved(_)));
    }
    let seen = shop.nts.requests_seen("/api/v1/cashReceipt/issue");
    assert_eq!(shop.issue("3000", "").await.1, State::Held(HeldReason::Quota));
    assert_eq!(shop.nts.requests_seen("/api/v1/cashReceipt/issue"), seen, "nothing was sent");
    assert_eq!(shop.shell.office.connection().unwrap().quota_left, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn maintenance_is_waited_for_and_a_busy_nts_is_given_time() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials { too_many_requests: 1, retry_after_s: 1, ..Dials::default() });
    assert_eq!(shop.issue("1000", "").await.1, State::Held(HeldReason::TooManyRequests));
    assert_eq!(shop.issue("2000", "").await.1, State::Held(HeldReason::TooManyRequests));
    bring_through(&shop).await;
    shop.nts.set_dials(Dials { maintenance: Maintenance::Calls(1), retry_after_s: 1, ..Dials::default() });
    assert_eq!(shop.issue("3000", "").await.1, State::Held(HeldReason::RouteDown));
    bring_through(&shop).await;
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_approved_just_before_the_power_went_gets_its_paper_once_at_the_next_start() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials { maintenance: Maintenance::Calls(1), retry_after_s: 1, ..Dials::default() });
    let office = &shop.shell.office;
    let wanted = office.issue_receipt(IssuePress { print: true, ..press("3000", "") }).await.unwrap();
    assert_eq!(shop.state(&wanted), State::Held(HeldReason::RouteDown));
    bring_through(&shop).await;
    let (unwanted, _) = shop.issue("4000", "").await;
    let sheets = |shop: &OpenShop, key: &DocumentKey| shop.shell.office.detail(key).unwrap().prints.len();
    assert_eq!(sheets(&shop, &wanted), 0, "approved, and nobody was there to print it");
    let mut shop = shop;
    for _start in 0..2 {
        shop = shop.restart();
        shop.shell.recover().unwrap();
        assert_eq!((sheets(&shop, &wanted), sheets(&shop, &unwanted)), (1, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_number_is_cancelled_and_issued_again_as_one_matter() {
    let shop = OpenShop::open().await;
    let (key, _) = shop.issue("12000", "010-1111-2222").await;
    let office = &shop.shell.office;
    let new = office.correct_number(correct(&key, "010-3333-4444", "w1")).await.unwrap();
    let shelved = office.shelved(&new).unwrap();
    assert!(matches!(shelved.standing.state, State::Approved(_)));
    assert_eq!(
        (shelved.document.sale().unwrap().number.digits(), shelved.document.total().get()),
        ("01033334444", 12_000)
    );
    let documents = shop.nts.ledger().documents().unwrap();
    assert_eq!(
        documents.iter().map(|d| d.kind).collect::<Vec<_>>(),
        [Kind::Issue, Kind::Cancel, Kind::Issue]
    );
    let again = office.correct_number(correct(&key, "010-3333-4444", "w1")).await.unwrap();
    assert_eq!(again, new, "the same press is the same correction");
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_whose_cancel_answer_is_lost_goes_on_after_a_crash() {
    let shop = OpenShop::open().await;
    let (key, _) = shop.issue("12000", "010-1111-2222").await;
    shop.nts.set_dials(Dials { lose_answers: 1, ..Dials::default() });
    let pending = shop.shell.office.correct_number(correct(&key, "010-3333-4444", "w1")).await.unwrap();
    assert_eq!(shop.state(&pending), State::Unknown, "the cancel's outcome is not known yet");
    let shop = shop.restart();
    shop.shell.recover().unwrap();
    bring_through(&shop).await;
    let found = find(&shop, "4444");
    assert_eq!(found.len(), 1, "the new receipt followed by itself");
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 3);
    assert_eq!(shop.shell.office.detail(&key).unwrap().remaining.total().get(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_that_changes_nothing_or_is_wrong_changes_nothing() {
    let shop = OpenShop::open().await;
    let (key, _) = shop.issue("12000", "010-1111-2222").await;
    for number in ["010-1111-2222", "123-45-67890", "123-45-67891"] {
        let refused = shop.shell.office.correct_number(correct(&key, number, "w1")).await.unwrap_err();
        assert!(matches!(refused, OfficeError::Faults(_)), "{number}: {refused:?}");
    }
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 1);
    assert_eq!(shop.shell.office.today().unwrap().rows.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_morning_after_confirms_refuses_and_finds_what_only_one_book_has() {
    let shop = OpenShop::open().await;
    let (good, _) = shop.issue("1000", "").await;
    let (bad, _) = shop.issue("2000", "010-1111-2222").await;
    let day = shop.shell.office.shelved(&good).unwrap().document.trade_date();
    shop.issue_elsewhere(9_000).await;
    shop.nts.set_dials(Dials { reject_next_day: [bad.to_string()].into(), ..Dials::default() });
    shop.nts.advance_clock(TimeDelta::days(1));
    let office = &shop.shell.office;
    let found = office.reconcile(Some(day)).await.unwrap();
    assert_eq!((found.equal, found.confirmed, found.refused), (2, 1, 1));
    assert_eq!((found.only_ours, found.only_theirs, found.differs), (0, 1, 0));
    assert!(matches!(shop.state(&good), State::Confirmed(_)));
    assert!(matches!(shop.state(&bad), State::RefusedLater { .. }));

    let tasks = office.tasks().unwrap().tasks;
    assert_eq!(office.task_count().unwrap(), 2);
    let [
        Task::Document { why: Attention::RefusedLater, step: Step::ReissueWithNumber, .. },
        Task::Difference { difference, step: Step::Acknowledge, .. },
    ] = tasks.as_slice()
    else {
        panic!("{tasks:?}")
    };
    office.settle_difference(difference.id, Step::Acknowledge).await.unwrap();
    let again = office.reconcile(Some(day)).await.unwrap();
    assert_eq!(again.only_theirs, 1, "it is still only theirs");
    assert_eq!(office.task_count().unwrap(), 1, "but it is settled");
    assert!(matches!(
        office.settle_difference(difference.id, Step::Acknowledge).await,
        Err(OfficeError::NothingToDo(_))
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_refused_later_is_issued_again_once() {
    let shop = OpenShop::open().await;
    let (bad, _) = shop.issue("2000", "010-1111-2222").await;
    let day = shop.shell.office.shelved(&bad).unwrap().document.trade_date();
    shop.nts.set_dials(Dials { reject_next_day: [bad.to_string()].into(), ..Dials::default() });
    shop.nts.advance_clock(TimeDelta::days(1));
    let office = &shop.shell.office;
    office.reconcile(Some(day)).await.unwrap();
    shop.nts.advance_clock(TimeDelta::days(-1));
    let new = office.reissue(reissue(&bad, "again-1")).await.unwrap();
    assert!(matches!(shop.state(&new), State::Approved(_)), "{:?}", shop.state(&new));
    assert_eq!(office.reissue(reissue(&bad, "again-1")).await.unwrap(), new);
    let twice = office.reissue(reissue(&bad, "again-2")).await.unwrap_err();
    assert!(matches!(twice, OfficeError::NothingToDo(_)), "{twice:?}");
    assert_eq!(office.task_count().unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_certificate_stops_the_route_and_is_a_task_and_nothing_is_lost() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials { certificate_expired: true, ..Dials::default() });
    let (key, state) = shop.issue("1000", "").await;
    assert_eq!(state, State::Held(HeldReason::RouteStopped));
    let tasks = shop.shell.office.tasks().unwrap();
    let [Task::RouteStopped { code }] = tasks.tasks.as_slice() else { panic!("{:?}", tasks.tasks) };
    assert_eq!(code.as_deref(), Some("E1001"));
    assert_eq!((tasks.waiting_count, tasks.waiting[0].document.key.clone()), (1, key.clone()));
    shop.nts.set_dials(Dials::default());
    shop.shell.office.refresh_quota().await.unwrap();
    bring_through(&shop).await;
    assert!(matches!(shop.state(&key), State::Approved(_)));
    assert_eq!(shop.shell.office.task_count().unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_can_send_what_waits_although_the_line_seemed_down() {
    let mut shop = OpenShop::open().await;
    let dir = shop.shell.data.practice_nts();
    let number = shop.shell.office.shop().unwrap().unwrap().number().clone();
    take_the_line_down(&mut shop).await;
    let (key, state) = shop.issue("15000", "").await;
    assert_eq!(state, State::Held(HeldReason::RouteDown));
    shop.nts = jangbu_lib::practice::start(dir, &number).await.unwrap();
    shop.connect();
    assert!(matches!(shop.shell.office.settle(&key).await.unwrap(), State::Approved(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_support_bundle_tells_everything_and_nobody() {
    let shop = OpenShop::open().await;
    for (amount, number) in [("5000", "010-7777-8888"), ("6000", "900101-1234568"), ("7000", "220-81-62517")]
    {
        let (key, _) = shop.issue(amount, number).await;
        shop.shell.office.cancel_receipt(cancel(&key, None, &format!("c{amount}"))).await.unwrap();
    }
    let folder = shop.folder.path().join("support");
    let saved = shop.shell.office.save_support_bundle(&folder, "0.0.0").unwrap();
    let text = std::fs::read_to_string(&saved.path).unwrap();
    assert_eq!(u64::try_from(text.len()).unwrap(), saved.bytes);
    assert_eq!(text.lines().count(), usize::try_from(saved.attempts).unwrap() + 1);
    assert!(text.contains("\"call\":\"issue\"") && text.contains("\"call\":\"cancel\""), "{text}");
    let bare: String = text.chars().filter(char::is_ascii_digit).collect();
    for identifier in ["01077778888", "9001011234568", "2208162517", "1234567891"] {
        assert!(!bare.contains(identifier), "{identifier}");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "no half file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_book_that_is_settled_by_two_offices_at_once_sends_each_document_once() {
    let mut shop = OpenShop::open().await;
    let dir = shop.shell.data.practice_nts();
    let number = shop.shell.office.shop().unwrap().unwrap().number().clone();
    take_the_line_down(&mut shop).await;
    for n in 1..=20 {
        shop.issue(&format!("{n}00"), "").await;
    }
    shop.nts = jangbu_lib::practice::start(dir, &number).await.unwrap();
    let beside = shop.another_office();
    beside.connect(jangbu_lib::practice::route(&shop.nts, &number).unwrap());
    shop.connect();
    let (a, b) = (Arc::clone(&shop.shell.office), Arc::clone(&beside));
    let (first, second) = tokio::join!(
        tokio::spawn(async move { a.drain().await }),
        tokio::spawn(async move { b.drain().await })
    );
    first.unwrap().unwrap();
    second.unwrap().unwrap();
    bring_through(&shop).await;
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 20);
    let sent = shop.nts.requests_seen("/api/v1/cashReceipt/issue");
    assert_eq!(sent, 20, "no document was sent twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_is_the_table_and_what_the_shop_changed() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let day = chrono::NaiveDate::from_ymd_opt(2027, 3, 3).unwrap();
    let before = office.calendar().unwrap();
    assert!(before.calendar.is_business_day(day) && before.calendar.covers(2026));
    let mut edits = before.edits;
    edits.add(day, domain::HolidayName::parse("대통령 선거일").unwrap());
    office.save_calendar(&edits).unwrap();
    let shop = shop.restart();
    let kept = shop.shell.office.calendar().unwrap();
    assert!(!kept.calendar.is_business_day(day));
    assert_eq!(kept.edits, edits);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_self_issued_receipt_can_be_given_to_its_customer() {
    let shop = OpenShop::open().await;
    let (key, _) = shop.issue("100000", "").await;
    let new = shop.shell.office.correct_number(correct(&key, "010-2345-6789", "w1")).await.unwrap();
    let shelved = shop.shell.office.shelved(&new).unwrap();
    assert_eq!(shelved.document.sale().unwrap().number.kind(), NumberKind::Phone);
    assert!(matches!(shelved.standing.state, State::Approved(_)));
}
