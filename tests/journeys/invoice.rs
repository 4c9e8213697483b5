//! Tax invoices: issued once, transmitted in time by themselves, confirmed or refused the day after.

use std::sync::Arc;

use chrono::{Days, Months, TimeDelta};
use domain::{
    Attention, BuyerKind, FaultCode, InvoiceForm, InvoiceKind, LineForm, PaymentForm, ShopForm, State, Won,
};
use office::{InvoicePress, OfficeError, Step, Task};
use practice_nts::Dials;

use crate::behind::bring_through;
use crate::desk::{BUYER, Desk, ISSUE, TRANSMIT, buyer, faults, form, line, time};
use crate::take_the_line_down;

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_issued_with_the_number_the_nts_has() {
    let desk = Desk::open().await;
    let (key, state) = desk.issue(form()).await;
    let State::Approved(approval) = state else { panic!("{state:?}") };
    assert_eq!(approval.number.as_str().len(), 24);
    let ledger = desk.ledger();
    assert_eq!(ledger.len(), 1);
    assert_eq!((ledger[0].document_key.as_str(), ledger[0].sent_at.as_ref()), (key.as_str(), None));
    let totals = &ledger[0].paper.totals;
    assert_eq!(
        (totals.total_supply_amount, totals.total_tax_amount, totals.total_amount),
        (410_000, 41_000, 451_000)
    );
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_press_issues_one_invoice_even_when_it_arrives_twice_at_once() {
    let desk = Desk::open().await;
    let twice = desk.press(form());
    let (first, second) =
        tokio::join!(desk.office().issue_invoice(twice.clone()), desk.office().issue_invoice(twice.clone()));
    let key = first.unwrap();
    assert_eq!(second.unwrap(), key);
    assert_eq!(desk.ledger().len(), 1);
    let other = InvoicePress {
        form: InvoiceForm { lines: vec![line("의자", "1", "1")], ..twice.form.clone() },
        ..twice
    };
    let reused = desk.office().issue_invoice(other).await.unwrap_err();
    assert!(matches!(reused, OfficeError::PressReused(before) if before == key));
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_invoice_answer_is_looked_up_not_resent() {
    let desk = Desk::open().await;
    desk.turn(Dials { lose_answers: 1, ..Dials::default() });
    let (key, state) = desk.issue(form()).await;
    assert_eq!(state, State::Unknown, "no answer is unknown, never failed");
    let twin = desk.office().issue_invoice(desk.press(form())).await.unwrap_err();
    assert!(matches!(twin, OfficeError::TwinUnknown(unknown) if unknown == key));
    let settled = desk.office().settle(&key).await.unwrap();
    assert!(matches!(settled, State::Approved(_)), "{settled:?}");
    assert_eq!(desk.nts().requests_seen(ISSUE), 1, "asked, not resent");
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_that_never_arrived_is_sent_again_once_absence_is_proven() {
    let desk = Desk::open().await;
    desk.turn(Dials { reset_before_commit: 1, ..Dials::default() });
    let (key, state) = desk.issue(form()).await;
    assert_eq!(state, State::Unknown);
    bring_through(&desk.shop).await;
    assert!(matches!(desk.state(&key), State::Approved(_)));
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_similar_invoice_within_a_week_asks_first() {
    let desk = Desk::open().await;
    let (first, _) = desk.issue(form()).await;
    desk.pass(TimeDelta::days(7));
    let asked = desk.office().issue_invoice(desk.press(form())).await.unwrap_err();
    assert!(matches!(asked, OfficeError::SimilarInvoice(key) if key == first));
    let other = InvoiceForm { buyer: buyer("220-81-62517"), ..form() };
    desk.issue(other).await;
    let again = InvoicePress { allow_similar: true, ..desk.press(form()) };
    desk.office().issue_invoice(again).await.unwrap();
    assert_eq!(desk.ledger().len(), 3, "two equal sales are two invoices");
    desk.pass(TimeDelta::days(8));
    desk.issue(form()).await;
    assert_eq!(desk.ledger().len(), 4, "last week's are long ago");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_or_unregistered_buyer_is_stopped_before_sending_and_a_suspended_one_is_not() {
    let desk = Desk::open().await;
    for (number, code) in [("111-11-11119", "buyer_closed"), ("555-55-00005", "buyer_not_registered")] {
        desk.office().check_business(number).await.unwrap();
        let to = InvoiceForm { buyer: buyer(number), ..form() };
        let found = faults(desk.office().issue_invoice(desk.press(to)).await);
        assert_eq!(found, [format!("buyer.number: {code}")]);
    }
    desk.assert_untouched("a stopped buyer");
    let suspended = "222-22-22227";
    desk.office().check_business(suspended).await.unwrap();
    let (_, state) = desk.issue(InvoiceForm { buyer: buyer(suspended), ..form() }).await;
    assert!(matches!(state, State::Approved(_)), "{state:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_gives_receipts_only_is_stopped_before_sending_once_the_nts_said_so() {
    let desk = Desk::open().await;
    let simplified = ShopForm { number: "333-33-33336".into(), ..ShopForm::practice() };
    desk.office().save_shop(&simplified).unwrap();
    desk.office().check_business(BUYER).await.unwrap();
    let found = faults(desk.office().issue_invoice(desk.press(form())).await);
    assert_eq!(found, ["kind: kind_not_for_shop"]);
    let read = desk.office().read_invoice(&desk.press(form()).form).unwrap().faults;
    assert_eq!(read.unwrap().codes().collect::<Vec<_>>(), [FaultCode::KindNotForShop]);
    desk.assert_untouched("a shop that gives receipts only");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_being_late_costs_is_said_before_the_press() {
    let desk = Desk::open().await;
    assert_eq!(desk.office().read_invoice(&form()).unwrap().penalty, None);
    let two_months_ago = desk.today() - Months::new(2);
    let late = InvoiceForm { written_on: two_months_ago.format("%Y%m%d").to_string(), ..form() };
    let penalty = desk.office().read_invoice(&late).unwrap().penalty.map(Won::get);
    assert!(
        matches!(penalty, Some(4_100 | 8_200)),
        "1 % of 410,000 won until the return of the half-year is due, 2 % after: {penalty:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_line_the_last_known_state_of_a_business_counts_with_its_age() {
    let mut desk = Desk::open().await;
    let asked_at = desk.office().check_business(BUYER).await.unwrap().checked.checked_at;
    let seen = desk.nts().requests_seen("/etax/validate/business");
    assert!(desk.office().check_business(BUYER).await.unwrap().fresh);
    assert_eq!(desk.nts().requests_seen("/etax/validate/business"), seen, "once a day is enough");
    take_the_line_down(&mut desk.shop).await;
    desk.pass(TimeDelta::days(3));
    let known = desk.office().check_business(BUYER).await.unwrap();
    assert_eq!((known.fresh, known.checked.checked_at), (false, asked_at));
    let unknown = desk.office().check_business("220-81-62517").await.unwrap_err();
    assert!(matches!(unknown, OfficeError::StatusUnknown(None)), "{unknown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_transmitted_at_once_when_somebody_wants_it() {
    let desk = Desk::open().await;
    let (key, _) = desk.issue(form()).await;
    let state = desk.office().transmit(&key).await.unwrap();
    let State::Transmitted(transmission) = state else { panic!("{state:?}") };
    assert_eq!(transmission.sent_at.date(), desk.today());
    let again = desk.office().transmit(&key).await.unwrap_err();
    assert!(matches!(again, OfficeError::NotTransmittable(_)), "{again:?}");

    let other = InvoiceForm { buyer: buyer("220-81-62517"), ..form() };
    let at_once = InvoicePress { transmit_now: true, ..desk.press(other) };
    let key = desk.office().issue_invoice(at_once).await.unwrap();
    desk.office().drain().await.unwrap();
    assert!(matches!(desk.state(&key), State::Transmitted(_)), "the press said so");
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_courier_transmits_by_itself_when_the_moment_has_come_and_once_only() {
    let desk = Desk::open().await;
    let (key, _) = desk.issue(form()).await;
    desk.wait_until_tomorrow(13, 58);
    desk.office().drain().await.unwrap();
    // With a fresh token every call that is seen is a transmission.
    desk.office().refresh_quota().await.unwrap();
    assert!(matches!(desk.state(&key), State::Approved(_)), "not before its time");
    assert_eq!(desk.nts().requests_seen(TRANSMIT), 0);

    desk.turn(Dials { lose_transmit_answers: 1, ..Dials::default() });
    desk.wait_until(desk.today().and_time(time(14, 0)));
    desk.office().drain().await.unwrap();
    let sent_at = desk.ledger()[0].sent_at.clone();
    assert!(sent_at.is_some(), "the NTS has it");
    assert!(matches!(desk.state(&key), State::Approved(_)), "and nobody has told us");
    assert_eq!(desk.office().task_count().unwrap(), 0, "which is no matter for a person yet");

    desk.pass(TimeDelta::minutes(10));
    desk.office().drain().await.unwrap();
    assert!(matches!(desk.state(&key), State::Transmitted(_)));
    assert_eq!(desk.nts().requests_seen(TRANSMIT), 2, "asked once more");
    assert_eq!(desk.ledger()[0].sent_at, sent_at, "it was transmitted the first time");
    desk.pass(TimeDelta::minutes(30));
    desk.office().drain().await.unwrap();
    assert_eq!(desk.nts().requests_seen(TRANSMIT), 2, "and never again");
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transmission_later_than_planned_is_a_task_until_it_is_done() {
    let desk = Desk::open().await;
    let (key, _) = desk.issue(form()).await;
    desk.turn(Dials { transmit_errors: 1, ..Dials::default() });
    desk.wait_until_tomorrow(14, 0);
    desk.office().drain().await.unwrap();
    assert_eq!(desk.office().task_count().unwrap(), 0, "it has just begun to try");
    desk.pass(TimeDelta::minutes(61));
    let tasks = desk.office().tasks().unwrap().tasks;
    let [Task::TransmissionLate { shelved, by }] = tasks.as_slice() else { panic!("{tasks:?}") };
    assert_eq!((&shelved.document.key, by.date()), (&key, desk.today()));
    assert_eq!(desk.office().task_count().unwrap(), 1);
    desk.office().drain().await.unwrap();
    assert!(matches!(desk.state(&key), State::Transmitted(_)));
    assert_eq!(desk.office().task_count().unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_nts_transmitted_by_itself_is_learnt_not_sent_again() {
    let desk = Desk::open().await;
    let (key, _) = desk.issue(form()).await;
    let day = desk.today();
    desk.wait_until_tomorrow(19, 0);
    desk.office().reconcile(Some(day)).await.unwrap();
    let State::Transmitted(transmission) = desk.state(&key) else { panic!("{:?}", desk.state(&key)) };
    assert_eq!(transmission.sent_at, desk.today().and_time(time(17, 0)), "by itself, at five");
    desk.office().drain().await.unwrap();
    assert_eq!(desk.nts().requests_seen(TRANSMIT), 0);
    assert_eq!(desk.office().task_count().unwrap(), 0);
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_found_the_next_morning_is_transmitted_by_the_law_s_day_and_not_a_day_after() {
    let desk = Desk::open().await;
    desk.turn(Dials { lose_answers: 1, ..Dials::default() });
    let (key, _) = desk.issue(form()).await;
    assert_eq!(desk.state(&key), State::Unknown);
    desk.wait_until_tomorrow(9, 0);
    desk.office().drain().await.unwrap();
    assert!(matches!(desk.state(&key), State::Approved(_)), "{:?}", desk.state(&key));
    let planned = desk.shelved(&key).standing.transmit_at.unwrap();
    assert_eq!(planned, desk.today().and_time(time(14, 0)), "counted from the issue, not from the finding");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_invoice_is_written_anew_with_its_days_and_its_task_is_settled_by_the_new_one() {
    let desk = Desk::open().await;
    let bad = desk.transmitted(form()).await;
    desk.turn(Dials { reject_next_day: [bad.to_string()].into(), ..Dials::default() });
    let day = desk.today();
    desk.wait_until_tomorrow(9, 31);
    desk.office().reconcile(Some(day)).await.unwrap();
    assert_eq!(desk.office().task_count().unwrap(), 1);

    let anew = desk.office().copy_invoice(&bad, true).unwrap();
    assert_eq!(anew.written_on, day.to_string(), "the sale was on that day");
    let copy = desk.office().copy_invoice(&bad, false).unwrap();
    assert_eq!(copy.written_on, desk.today().to_string(), "another sale is of today");
    let press = InvoicePress { instead_of: Some(bad.clone()), ..desk.press(anew) };
    let new = desk.office().issue_invoice(press).await.unwrap();
    assert!(matches!(desk.state(&new), State::Approved(_)), "{:?}", desk.state(&new));
    assert_eq!(desk.office().task_count().unwrap(), 0);
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_can_say_for_an_hour_is_told_to_a_person_who_may_ask_again() {
    let desk = Desk::open().await;
    desk.turn(Dials { lose_answers: 1, ..Dials::default() });
    let (key, _) = desk.issue(form()).await;
    assert_eq!(desk.office().task_count().unwrap(), 0, "a moment is nobody's business");
    desk.pass(TimeDelta::minutes(61));
    let tasks = desk.office().tasks().unwrap().tasks;
    let [Task::LongUnknown { shelved }] = tasks.as_slice() else { panic!("{tasks:?}") };
    assert_eq!((&shelved.document.key, desk.office().task_count().unwrap()), (&key, 1));
    desk.office().settle(&key).await.unwrap();
    assert!(matches!(desk.state(&key), State::Approved(_)), "{:?}", desk.state(&key));
    assert_eq!(desk.office().task_count().unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_comparison_brings_up_what_the_nts_transmitted_days_ago() {
    let desk = Desk::open().await;
    let (key, _) = desk.issue(form()).await;
    let day = desk.today();
    desk.wait_until_tomorrow(18, 0);
    desk.wait_until_tomorrow(9, 31);
    assert_eq!(desk.office().reconcile(Some(day)).await.unwrap().confirmed, 1);
    assert!(matches!(desk.state(&key), State::Confirmed(_)), "{:?}", desk.state(&key));
    let sent_at = desk.shelved(&key).standing.sent_at.unwrap();
    assert_eq!(sent_at.time(), time(17, 0), "and when it was sent is not lost");
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_morning_after_confirms_or_refuses_and_calls_a_person() {
    let desk = Desk::open().await;
    let good = desk.transmitted(form()).await;
    let bad = desk.transmitted(InvoiceForm { buyer: buyer("220-81-62517"), ..form() }).await;
    desk.turn(Dials { reject_next_day: [bad.to_string()].into(), ..Dials::default() });
    let day = desk.today();
    assert_eq!(desk.office().reconcile(Some(day)).await.unwrap().confirmed, 0, "nothing is certain today");
    desk.wait_until_tomorrow(9, 31);
    let mut news = desk.office().news();
    let courier = tokio::spawn(Arc::clone(desk.office()).run_courier());
    for _ in 0..2 {
        news.recv().await.unwrap();
    }
    courier.abort();
    assert!(courier.await.unwrap_err().is_cancelled());
    assert!(matches!(desk.state(&good), State::Confirmed(_)), "{:?}", desk.state(&good));
    let State::RefusedLater { refusal, .. } = desk.state(&bad) else { panic!("{:?}", desk.state(&bad)) };
    assert_eq!(refusal.code, "ERR002");
    let tasks = desk.office().tasks().unwrap().tasks;
    let [Task::Document { shelved, why: Attention::RefusedLater, step: Step::WriteAnew, .. }] =
        tasks.as_slice()
    else {
        panic!("{tasks:?}")
    };
    assert_eq!(shelved.document.key, bad);
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_issued_without_a_line_waits_and_its_transmission_is_planned_when_it_is_issued() {
    let mut desk = Desk::open().await;
    let dir = desk.shop.shell.data.practice_nts();
    let number = desk.office().shop().unwrap().unwrap().number().clone();
    take_the_line_down(&mut desk.shop).await;
    let (key, state) = desk.issue(form()).await;
    assert!(matches!(state, State::Held(_)), "{state:?}");
    assert_eq!(desk.shelved(&key).standing.transmit_at, None);
    let dead =
        std::mem::replace(&mut desk.shop.nts, jangbu_lib::practice::start(dir, &number).await.unwrap());
    dead.stop().await;
    let ahead = desk.now() - office::Clock::now(&office::SystemClock);
    desk.nts().advance_clock(ahead + TimeDelta::seconds(1));
    desk.shop.connect();
    bring_through(&desk.shop).await;
    let planned = desk.shelved(&key).standing.transmit_at.unwrap();
    assert_eq!(planned, desk.today().checked_add_days(Days::new(1)).unwrap().and_time(time(14, 0)));
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_invoices_are_refused_with_field_and_code_and_nothing_is_written_or_sent() {
    let desk = Desk::open().await;
    let tomorrow = desk.today().succ_opt().unwrap().to_string();
    for (path, code, bad) in bad_forms(&tomorrow) {
        let refused = desk.office().issue_invoice(desk.press(bad)).await;
        assert!(refused.is_err(), "{path}: {code}");
        let found = faults(refused);
        assert!(found.contains(&format!("{path}: {code}")), "{path}: {code}: {found:?}");
        desk.assert_untouched(code);
    }
}

fn bad_forms(tomorrow: &str) -> Vec<(&'static str, &'static str, InvoiceForm)> {
    let with_line = |line: LineForm| InvoiceForm { lines: vec![line], ..form() };
    let to = |edit: fn(&mut domain::BuyerForm)| {
        let mut buyer = buyer(BUYER);
        edit(&mut buyer);
        InvoiceForm { buyer, ..form() }
    };
    let reams = || line("복사용지", "10", "30,000");
    let paid = PaymentForm { cash: "1".into(), ..PaymentForm::default() };
    vec![
        ("total", "sums_disagree", InvoiceForm { total: "451,001".into(), ..form() }),
        ("lines[0].total", "sums_disagree", with_line(LineForm { total: "330,001".into(), ..reams() })),
        ("payment", "payment_differs", InvoiceForm { payment: paid, ..form() }),
        ("written_on", "date_in_future", InvoiceForm { written_on: tomorrow.into(), ..form() }),
        ("written_on", "date_invalid", InvoiceForm { written_on: "2026-02-30".into(), ..form() }),
        ("lines", "lines_too_many", InvoiceForm { lines: vec![reams(); 100], ..form() }),
        ("lines", "required_missing", InvoiceForm { lines: Vec::new(), ..form() }),
        ("lines[0].item", "text_has_unsupported_characters", with_line(line("복사용지🎉", "1", "100"))),
        // The NTS would take it, our fonts cannot print it.
        (
            "lines[0].spec",
            "text_has_unsupported_characters",
            with_line(LineForm { spec: "10∼20".into(), ..reams() }),
        ),
        ("lines[0].item", "text_has_control_characters", with_line(line("복사\u{7}용지", "1", "100"))),
        ("lines[0].item", "text_too_long", with_line(line(&"가".repeat(101), "1", "100"))),
        ("lines[0].quantity", "too_many_decimals", with_line(line("복사용지", "1.234", "100"))),
        (
            "lines[0].vat",
            "vat_not_allowed",
            InvoiceForm {
                kind: InvoiceKind::Exempt,
                ..with_line(LineForm { vat: "10".into(), ..line("책", "1", "100") })
            },
        ),
        ("buyer.name", "text_too_long", to(|buyer| buyer.name = "가".repeat(71))),
        ("buyer.name", "required_missing", to(|buyer| buyer.name = "  ".into())),
        ("buyer.name", "text_has_unsupported_characters", to(|buyer| buyer.name = "한빛🏢".into())),
        ("buyer.owner", "text_too_long", to(|buyer| buyer.owner = "가".repeat(31))),
        ("buyer.email", "email_too_long", to(|buyer| buyer.email = format!("{}@a.kr", "a".repeat(36)))),
        ("buyer.email", "email_invalid", to(|buyer| buyer.email = "한빛".into())),
        ("buyer.number", "business_number_check_digit", to(|buyer| buyer.number = "214-86-00017".into())),
        ("buyer.number", "own_business_number", to(|buyer| buyer.number = "123-45-67891".into())),
        ("buyer.number", "number_length", to(|buyer| buyer.kind = BuyerKind::Rrn)),
        (
            "buyer.number",
            "rrn_invalid",
            to(|buyer| (buyer.kind, buyer.number) = (BuyerKind::Rrn, "991301-1234567".into())),
        ),
    ]
}
