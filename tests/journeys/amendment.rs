//! Amended invoices: the right documents for each reason, never too much, never half a pair.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{AmendForm, AmendLine, AmendReason, Attention, DocumentKey, InvoiceForm, State};
use office::{AmendPress, OfficeError, ReissuePress, Step, Task};
use practice_nts::Dials;

use crate::behind::bring_through;
use crate::desk::{Desk, ISSUE, faults, form, line};
use crate::picky::Picky;

fn amend(key: &DocumentKey, form: AmendForm, press_id: &str) -> AmendPress {
    AmendPress { key: key.clone(), form, press_id: press_id.into(), mail: false }
}

/// So many of the first line came back.
fn returned(quantity: &str) -> AmendForm {
    let line = AmendLine { line: 0, quantity: quantity.into(), ..AmendLine::default() };
    AmendForm { lines: vec![line], ..AmendForm::new(AmendReason::Returned) }
}

fn price_changed(by: &str) -> AmendForm {
    let line = AmendLine { line: 0, supply: by.into(), ..AmendLine::default() };
    AmendForm { lines: vec![line], ..AmendForm::new(AmendReason::PriceChanged) }
}

/// It should have been nine reams and no chairs.
fn mistaken() -> AmendForm {
    let corrected = InvoiceForm { lines: vec![line("복사용지", "9", "30,000")], ..form() };
    AmendForm { corrected: Some(corrected), ..AmendForm::new(AmendReason::Mistake) }
}

fn totals(desk: &Desk) -> Vec<i64> {
    desk.ledger().iter().map(|row| row.paper.totals.total_amount).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_cannot_be_amended_before_it_is_transmitted() {
    let desk = Desk::open().await;
    let (key, _) = desk.issue(form()).await;
    let early = desk.office().issue_amendment(amend(&key, returned("1"), "a1")).await.unwrap_err();
    assert!(matches!(early, OfficeError::NotAmendable { why: "not_transmitted", .. }), "{early:?}");
    assert_eq!((desk.book().len(), desk.nts().requests_seen(ISSUE)), (1, 1), "nothing written, nothing sent");
    desk.office().transmit(&key).await.unwrap();
    desk.office().issue_amendment(amend(&key, returned("1"), "a1")).await.unwrap();
    assert_eq!(totals(&desk), [451_000, -33_000]);
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_come_back_in_parts_and_never_more_than_were_sold() {
    let desk = Desk::open().await;
    let key = desk.transmitted(form()).await;
    desk.pass(TimeDelta::days(2));
    let first = desk.office().issue_amendment(amend(&key, returned("4"), "a1")).await.unwrap();
    let said = desk.said(&first);
    assert_eq!((said.supply().get(), said.vat().get()), (-120_000, -12_000));
    assert_eq!(said.written_on(), desk.today(), "the day of the return");
    let again = desk.office().issue_amendment(amend(&key, returned("4"), "a1")).await.unwrap();
    assert_eq!(again, first, "the same press is the same return");
    let sent = desk.nts().requests_seen(ISSUE);
    let over = faults(desk.office().issue_amendment(amend(&key, returned("7"), "a2")).await);
    assert_eq!(over, ["lines[0].quantity: amend_over_remaining"]);
    let whole = AmendForm::new(AmendReason::ContractCancelled);
    let whole = faults(desk.office().issue_amendment(amend(&key, whole, "a3")).await);
    assert_eq!(whole, ["original: amend_over_remaining"]);
    assert_eq!((desk.book().len(), desk.nts().requests_seen(ISSUE)), (2, sent));

    let rest = AmendForm::new(AmendReason::Returned);
    desk.office().issue_amendment(amend(&key, rest.clone(), "a4")).await.unwrap();
    assert_eq!(totals(&desk).iter().sum::<i64>(), 0, "everything came back");
    let nothing = faults(desk.office().issue_amendment(amend(&key, rest, "a5")).await);
    assert_eq!(nothing, ["original: amend_nothing_left"]);
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_of_unknown_outcome_counts_against_what_is_left() {
    let desk = Desk::open().await;
    let key = desk.transmitted(form()).await;
    desk.turn(Dials { lose_answers: 1, ..Dials::default() });
    let lost = desk.office().issue_amendment(amend(&key, returned("10"), "a1")).await.unwrap();
    assert_eq!(desk.state(&lost), State::Unknown);
    let over = faults(desk.office().issue_amendment(amend(&key, returned("1"), "a2")).await);
    assert_eq!(over, ["lines[0].item: amend_nothing_left"]);
    bring_through(&desk.shop).await;
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_contract_and_an_invoice_issued_twice_take_everything_back() {
    let desk = Desk::open().await;
    let cancelled = desk.transmitted(form()).await;
    let other = InvoiceForm { lines: vec![line("의자", "1", "55,000")], ..form() };
    let twice = desk.transmitted(other).await;
    let written_on = desk.today();
    desk.pass(TimeDelta::days(1));
    let first = AmendForm::new(AmendReason::ContractCancelled);
    let first = desk.office().issue_amendment(amend(&cancelled, first, "a1")).await.unwrap();
    let second = AmendForm::new(AmendReason::IssuedTwice);
    let second = desk.office().issue_amendment(amend(&twice, second, "a2")).await.unwrap();
    assert_eq!(desk.said(&first).written_on(), desk.today(), "the day of the cancellation");
    assert_eq!(desk.said(&second).written_on(), written_on, "it was wrong from the beginning");
    assert_eq!(totals(&desk), [451_000, 60_500, -451_000, -60_500]);
    let codes: Vec<_> = desk.ledger().iter().filter_map(|row| row.paper.amends.clone()).collect();
    let codes: Vec<_> = codes.iter().map(|amends| amends.amend_reason).collect();
    assert_eq!(codes, [practice_nts::AmendReason::Cancellation, practice_nts::AmendReason::IssuedTwice]);
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_rose_or_fell_is_a_document_over_the_difference() {
    let desk = Desk::open().await;
    let key = desk.transmitted(form()).await;
    for (by, press_id) in [("-50,000", "a1"), ("20,000", "a2")] {
        let made = desk.office().issue_amendment(amend(&key, price_changed(by), press_id)).await.unwrap();
        assert!(matches!(desk.state(&made), State::Approved(_)), "{by}: {:?}", desk.state(&made));
    }
    assert_eq!(totals(&desk), [451_000, -55_000, 22_000]);
    let over = faults(desk.office().issue_amendment(amend(&key, price_changed("-250,001"), "a3")).await);
    assert_eq!(over, ["lines[0].supply: amend_over_remaining"]);
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_is_two_documents_and_the_second_follows_by_itself() {
    let desk = Desk::open().await;
    let key = desk.transmitted(form()).await;
    let written_on = desk.today();
    desk.pass(TimeDelta::days(3));
    let first = desk.office().issue_amendment(amend(&key, mistaken(), "a1")).await.unwrap();
    let second = desk.office().pair_of(&first).unwrap().expect("the second").document.key;
    assert!(matches!(desk.state(&second), State::Approved(_)), "{:?}", desk.state(&second));
    assert_eq!(totals(&desk), [451_000, -451_000, 297_000]);
    assert_eq!((desk.said(&first).written_on(), desk.said(&second).written_on()), (written_on, written_on));
    assert_eq!(desk.office().issue_amendment(amend(&key, mistaken(), "a1")).await.unwrap(), first);
    assert_eq!(desk.ledger().len(), 3);

    // The corrected one is an invoice like any other: transmitted, and amended under its own number.
    desk.office().transmit(&second).await.unwrap();
    desk.office().issue_amendment(amend(&second, returned("9"), "a2")).await.unwrap();
    assert_eq!(totals(&desk).iter().sum::<i64>(), 0);
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_whose_first_answer_is_lost_goes_on_after_a_crash() {
    let desk = Desk::open().await;
    let key = desk.transmitted(form()).await;
    desk.turn(Dials { lose_answers: 1, ..Dials::default() });
    let first = desk.office().issue_amendment(amend(&key, mistaken(), "a1")).await.unwrap();
    assert_eq!(desk.state(&first), State::Unknown);
    assert!(desk.office().pair_of(&first).unwrap().is_none(), "the second waits for the first");
    let desk = desk.restart();
    desk.shop.shell.recover().unwrap();
    bring_through(&desk.shop).await;
    assert_eq!(totals(&desk), [451_000, -451_000, 297_000]);
    assert!(desk.office().pair_of(&first).unwrap().is_some());
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_cut_off_while_its_second_is_on_its_way_is_completed_after_a_restart() {
    let desk = Desk::open().await;
    let key = desk.transmitted(form()).await;
    let (office, press) = (Arc::clone(desk.office()), amend(&key, mistaken(), "a1"));
    let amending = tokio::spawn(async move { office.issue_amendment(press).await });
    while desk.ledger().len() < 2 {
        tokio::task::yield_now().await;
    }
    amending.abort();
    // It may have been quicker than the power cut.
    let _cut_off = amending.await;
    let desk = desk.restart();
    desk.shop.shell.recover().unwrap();
    bring_through(&desk.shop).await;
    assert_eq!(totals(&desk), [451_000, -451_000, 297_000]);
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_whose_second_is_refused_is_a_task() {
    let desk = Desk::open().await;
    let key = desk.transmitted(form()).await;
    let number = desk.office().shop().unwrap().unwrap().number().clone();
    let route = jangbu_lib::practice::route(desk.nts(), &number).unwrap();
    // Only what replaces the original says 297,000.
    desk.office().connect(Arc::new(Picky { route, digits: "297000", code: "E2002" }));
    let first = desk.office().issue_amendment(amend(&key, mistaken(), "a1")).await.unwrap();
    bring_through(&desk.shop).await;
    let second = desk.office().pair_of(&first).unwrap().expect("the second");
    assert!(matches!(second.standing.state, State::Rejected(_)), "{:?}", second.standing.state);
    let tasks = desk.office().tasks().unwrap().tasks;
    let [Task::Document { shelved, why: Attention::AmendmentStopped, step: Step::Reissue, .. }] =
        tasks.as_slice()
    else {
        panic!("half a pair and nobody is told: {tasks:?}")
    };
    assert_eq!(shelved.document.key, second.document.key);

    desk.shop.connect();
    let press = ReissuePress {
        key: second.document.key,
        number: None,
        purpose: None,
        press_id: "r1".into(),
        print: false,
    };
    let again = desk.office().reissue(press.clone()).await.unwrap();
    assert_eq!(desk.office().reissue(press).await.unwrap(), again, "one press, one document");
    assert!(matches!(desk.state(&again), State::Approved(_)), "{:?}", desk.state(&again));
    assert_eq!(desk.office().task_count().unwrap(), 0);
    assert_eq!(totals(&desk), [451_000, -451_000, 297_000]);
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn while_an_amendment_is_on_its_way_no_second_one_is_issued_for_the_same_reason() {
    let desk = Desk::open().await;
    let key = desk.transmitted(form()).await;
    desk.turn(Dials { lose_answers: 1, ..Dials::default() });
    let first = desk.office().issue_amendment(amend(&key, returned("1"), "a1")).await.unwrap();
    assert_eq!(desk.state(&first), State::Unknown);
    let again = desk.office().issue_amendment(amend(&key, returned("1"), "a2")).await;
    assert!(matches!(again, Err(OfficeError::NotAmendable { why: "under_way", .. })), "{again:?}");
    bring_through(&desk.shop).await;
    desk.office().issue_amendment(amend(&key, returned("1"), "a3")).await.unwrap();
    assert_eq!(desk.ledger().len(), 3, "another return is another document");
    desk.assert_books_agree();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amendment_that_changes_nothing_or_cannot_be_is_refused_and_nothing_is_sent() {
    let desk = Desk::open().await;
    let key = desk.transmitted(form()).await;
    let sent = desk.nts().requests_seen(ISSUE);
    let dated = |date: &str| AmendForm { date: date.into(), ..returned("1") };
    let tomorrow = desk.today().succ_opt().unwrap().to_string();
    let yesterday = desk.today().pred_opt().unwrap().to_string();
    let unchanged = AmendForm { corrected: Some(form()), ..AmendForm::new(AmendReason::Mistake) };
    for (refused, form) in [
        ("lines[0].quantity: amend_over_remaining", returned("11")),
        ("amend.date: date_in_future", dated(&tomorrow)),
        ("amend.date: date_before_original", dated(&yesterday)),
        ("original: amend_unchanged", unchanged),
        ("amend.reason: corrected_missing", AmendForm::new(AmendReason::Mistake)),
        ("amend.lines: amend_lines_missing", AmendForm::new(AmendReason::PriceChanged)),
    ] {
        let found = faults(desk.office().issue_amendment(amend(&key, form, "a1")).await);
        assert!(found.iter().any(|fault| fault == refused), "{refused}: {found:?}");
    }
    assert_eq!((desk.book().len(), desk.nts().requests_seen(ISSUE)), (1, sent));
}
