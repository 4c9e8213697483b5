//! A day in the shop through the office: real SQLite, real HTTPS to a real practice NTS.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "journeys/amendment.rs"]
mod amendment;
#[path = "journeys/behind.rs"]
mod behind;
#[path = "journeys/by_hand.rs"]
mod by_hand;
#[path = "journeys/certificate.rs"]
mod certificate;
#[path = "journeys/day_end.rs"]
mod day_end;
#[path = "journeys/desk.rs"]
mod desk;
#[path = "journeys/hobbled.rs"]
mod hobbled;
#[path = "journeys/imports.rs"]
mod imports;
#[path = "journeys/invoice.rs"]
mod invoice;
#[path = "journeys/live.rs"]
mod live;
#[path = "journeys/made_up.rs"]
mod made_up;
#[path = "journeys/mail.rs"]
mod mail;
#[path = "support/mail_server.rs"]
mod mail_server;
#[path = "support/minted.rs"]
mod minted;
#[path = "journeys/orders.rs"]
mod orders;
#[path = "journeys/own_certificate.rs"]
mod own_certificate;
#[path = "journeys/partners.rs"]
mod partners;
#[path = "support/picky.rs"]
mod picky;
#[path = "journeys/plans.rs"]
mod plans;
#[path = "support/shop.rs"]
mod shop;
#[path = "journeys/staff.rs"]
mod staff;
#[path = "journeys/text.rs"]
mod text;

use domain::{CancelReason, DocumentKey, FaultCode, State};
use office::{CancelPress, HistoryFilter, OfficeError, SearchBox};
use practice_nts::Dials;
use shop::{OpenShop, press};

fn cancel(key: &DocumentKey, amount: Option<&str>, press_id: &str) -> CancelPress {
    CancelPress {
        key: key.clone(),
        amount: amount.map(Into::into),
        reason: CancelReason::TransactionCancelled,
        press_id: press_id.into(),
        print: false,
    }
}

fn find(shop: &OpenShop, text: &str) -> Vec<String> {
    let asked =
        SearchBox { text: text.into(), month: None, filter: HistoryFilter::All, after: None, limit: 50 };
    let page = shop.shell.office.search(&asked).unwrap();
    page.rows.iter().map(|row| row.document.key.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_approved_with_the_number_the_nts_has() {
    let shop = OpenShop::open().await;
    let (key, state) = shop.issue("12,000원", "010-1234-5678").await;
    let State::Approved(approval) = state else { panic!("{state:?}") };
    let documents = shop.nts.ledger().documents().unwrap();
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].document_key, key.as_str());
    assert_eq!(documents[0].approval_number, approval.number.as_str());
    assert_eq!((documents[0].amounts.supply_amount, documents[0].amounts.tax_amount), (10_910, 1_090));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_press_issues_once_even_when_it_arrives_twice_at_once() {
    let shop = OpenShop::open().await;
    let twice = press("5000", "");
    let (first, second) =
        tokio::join!(shop.shell.office.issue_receipt(twice.clone()), shop.shell.office.issue_receipt(twice));
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_equal_receipt_within_three_minutes_asks_first() {
    let shop = OpenShop::open().await;
    let (first, _) = shop.issue("4500", "01012345678").await;
    let mut again = press("4500", "01012345678");
    let asked = shop.shell.office.issue_receipt(again.clone()).await.unwrap_err();
    assert!(matches!(asked, OfficeError::SimilarReceipt(key) if key == first));
    again.allow_similar = true;
    shop.shell.office.issue_receipt(again).await.unwrap();
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 2, "two equal coffees are two sales");
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_writes_and_sends_nothing() {
    let shop = OpenShop::open().await;
    for (amount, number, code) in [
        ("0", "", FaultCode::AmountZero),
        ("-100", "", FaultCode::AmountNegative),
        ("990000001", "", FaultCode::AmountOverLimit),
        ("만이천개", "", FaultCode::AmountNotANumber),
        ("100", "123-45-67890", FaultCode::BusinessNumberCheckDigit),
        ("100", "123-45-67891", FaultCode::OwnBusinessNumber),
    ] {
        let refused = shop.shell.office.issue_receipt(press(amount, number)).await.unwrap_err();
        let OfficeError::Faults(faults) = refused else { panic!("{amount} {number}: {refused:?}") };
        assert!(faults.iter().any(|fault| fault.code == code), "{amount} {number}: {faults:?}");
    }
    assert!(shop.shell.office.today().unwrap().rows.is_empty());
    assert!(shop.nts.ledger().documents().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_looked_up_not_resent() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials { lose_answers: 1, ..Dials::default() });
    let (key, state) = shop.issue("33000", "01055556666").await;
    assert_eq!(state, State::Unknown, "no answer is unknown, never failed");
    let sent_before = shop.nts.requests_seen("/api/v1/cashReceipt/issue");
    let settled = shop.shell.office.settle(&key).await.unwrap();
    let State::Approved(approval) = settled else { panic!("{settled:?}") };
    let documents = shop.nts.ledger().documents().unwrap();
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].approval_number, approval.number.as_str());
    assert_eq!(shop.nts.requests_seen("/api/v1/cashReceipt/issue"), sent_before, "asked, not resent");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_before_the_nts_took_it_is_resent_once_absence_is_proven() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials { reset_before_commit: 1, ..Dials::default() });
    let (key, state) = shop.issue("33000", "01055556666").await;
    assert_eq!(state, State::Unknown);
    let mut state = shop.shell.office.settle(&key).await.unwrap();
    while state == State::Unknown {
        // The quiet period of the route (data, 1.5 s) must pass before absence is proof.
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        state = shop.shell.office.settle(&key).await.unwrap();
    }
    assert!(matches!(state, State::Approved(_)), "{state:?}");
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_whose_twin_is_unknown_is_stopped() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials { lose_answers: 1, ..Dials::default() });
    let (first, _) = shop.issue("7000", "01055556666").await;
    let stopped = shop.shell.office.issue_receipt(press("7000", "01055556666")).await.unwrap_err();
    assert!(matches!(stopped, OfficeError::TwinUnknown(key) if key == first));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_cancel_counts_against_what_remains() {
    let mut shop = OpenShop::open().await;
    let (key, _) = shop.issue("10000", "01012345678").await;
    take_the_line_down(&mut shop).await;
    let office = &shop.shell.office;
    let held = office.cancel_receipt(cancel(&key, Some("3000"), "c1")).await.unwrap();
    assert!(matches!(shop.state(&held), State::Held(_)));
    assert_eq!(office.detail(&key).unwrap().remaining.total().get(), 7_000, "it will be sent by itself");
    assert_eq!(office.shelved(&key).unwrap().remaining().get(), 7_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_number_given_twice_is_a_conflict_for_a_person() {
    let shop = OpenShop::open().await;
    let (first, state) = shop.issue("1000", "").await;
    assert!(matches!(state, State::Approved(_)));
    shop.nts.set_dials(Dials { wrong_approval_number: 1, ..Dials::default() });
    let (second, state) = shop.issue("2000", "").await;
    let (State::Conflict(_) | State::Approved(_)) = state else { panic!("{state:?}") };
    assert!(matches!(shop.state(&first), State::Approved(_)), "the first keeps its number");
    assert!(!shop.shell.office.detail(&second).unwrap().attempts.is_empty(), "the exchange is on record");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_id_used_for_another_sale_is_refused() {
    let shop = OpenShop::open().await;
    let first = press("100", "");
    shop.shell.office.issue_receipt(first.clone()).await.unwrap();
    let other = office::IssuePress { form: shop::form("990", "01012340001"), ..first };
    let refused = shop.shell.office.issue_receipt(other).await.unwrap_err();
    assert!(matches!(refused, OfficeError::PressReused(_)), "{refused:?}");
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reprint_carries_the_shop_of_its_day() {
    let shop = OpenShop::open().await;
    let (key, _) = shop.issue("12000", "").await;
    let first = shop.shell.office.print_document(&key).unwrap();
    let moved = domain::ShopForm { name: "새이름문구".into(), ..domain::ShopForm::practice() };
    shop.shell.office.save_shop(&moved).unwrap();
    let again = shop.shell.office.print_document(&key).unwrap();
    for sheet in [first, again] {
        assert!(pdf_extract::extract_text(&sheet.target).unwrap().contains("행복문구"), "{}", sheet.target);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_approved_late_still_gets_its_paper() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials { lose_answers: 1, ..Dials::default() });
    let wanted = office::IssuePress { print: true, ..press("5000", "") };
    let key = shop.shell.office.issue_receipt(wanted).await.unwrap();
    assert!(
        shop.shell.office.print_if_owed(&key).unwrap().is_none(),
        "nothing is printed before the approval"
    );
    shop.shell.office.settle(&key).await.unwrap();
    assert_eq!(shop.shell.office.print_if_owed(&key).unwrap().map(|sheet| sheet.copy_no), Some(0));
    assert!(shop.shell.office.print_if_owed(&key).unwrap().is_none(), "and only once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_receipt_found_refused_the_day_after_keeps_its_approval_number() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials { lose_answers: 1, ..Dials::default() });
    let (key, state) = shop.issue("33000", "01055556666").await;
    assert_eq!(state, State::Unknown);
    shop.nts.set_dials(Dials { reject_next_day: [key.to_string()].into(), ..Dials::default() });
    shop.nts.advance_clock(chrono::TimeDelta::days(1));
    let settled = shop.shell.office.settle(&key).await.unwrap();
    let State::RefusedLater { approval, refusal } = settled else { panic!("{settled:?}") };
    assert!(!approval.number.as_str().is_empty() && !refusal.code.is_empty(), "{refusal:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_number_is_never_shown_in_full() {
    let shop = OpenShop::open().await;
    let (key, state) = shop.issue("5000", "900101-1234568").await;
    assert!(matches!(state, State::Approved(_)), "{state:?}");
    assert!(matches!(shop.shell.office.reveal_number(&key), Err(OfficeError::NumberHidden(_))));
}

/// Nobody listens any more where the route points.
async fn take_the_line_down(shop: &mut OpenShop) {
    let dir = shop.shell.data.practice_nts().join("elsewhere");
    let number = shop.shell.office.shop().unwrap().unwrap().number().clone();
    let elsewhere = jangbu_lib::practice::start(dir, &number).await.unwrap();
    std::mem::replace(&mut shop.nts, elsewhere).stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cancels_take_back_part_and_then_the_rest_and_no_more() {
    let shop = OpenShop::open().await;
    let (key, _) = shop.issue("10000", "01012345678").await;
    let office = &shop.shell.office;
    let over = office.cancel_receipt(cancel(&key, Some("10001"), "c0")).await.unwrap_err();
    assert!(matches!(over, OfficeError::Faults(_)), "{over:?}");
    let part = office.cancel_receipt(cancel(&key, Some("3,000"), "c1")).await.unwrap();
    assert!(matches!(shop.state(&part), State::Approved(_)));
    assert_eq!(office.detail(&key).unwrap().remaining.total().get(), 7_000);
    let rest = office.cancel_receipt(cancel(&key, None, "c2")).await.unwrap();
    assert_eq!(office.shelved(&rest).unwrap().document.total().get(), 7_000);
    let nothing = office.cancel_receipt(cancel(&key, None, "c3")).await.unwrap_err();
    assert!(matches!(nothing, OfficeError::AlreadyCancelled(_)));
    let signed = |d: practice_nts::Document| match d.kind {
        practice_nts::Kind::Issue => d.amounts.tax_amount,
        practice_nts::Kind::Cancel => -d.amounts.tax_amount,
    };
    let vat: i64 = shop.nts.ledger().documents().unwrap().into_iter().map(signed).sum();
    assert_eq!(vat, 0, "the cancels' VAT adds up to the receipt's");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_of_unknown_outcome_counts_against_what_remains() {
    let shop = OpenShop::open().await;
    let (key, _) = shop.issue("10000", "01012345678").await;
    shop.nts.set_dials(Dials { lose_answers: 1, ..Dials::default() });
    let lost = shop.shell.office.cancel_receipt(cancel(&key, None, "c1")).await.unwrap();
    assert_eq!(shop.state(&lost), State::Unknown);
    let second = shop.shell.office.cancel_receipt(cancel(&key, None, "c2")).await.unwrap_err();
    assert!(matches!(second, OfficeError::AlreadyCancelled(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_line_is_down_the_receipt_is_held_and_sent_later() {
    let mut shop = OpenShop::open().await;
    let dir = shop.shell.data.practice_nts();
    let number = shop.shell.office.shop().unwrap().unwrap().number().clone();
    take_the_line_down(&mut shop).await;
    let (key, state) = shop.issue("15000", "01012345678").await;
    assert!(matches!(state, State::Held(_)), "nothing left this machine, so it waits: {state:?}");
    let elsewhere =
        std::mem::replace(&mut shop.nts, jangbu_lib::practice::start(dir, &number).await.unwrap());
    elsewhere.stop().await;
    shop.connect();
    let sent = shop.shell.office.settle(&key).await.unwrap();
    assert!(matches!(sent, State::Approved(_)), "{sent:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_in_the_middle_of_sending_leaves_unknown_and_the_nts_is_asked() {
    let shop = OpenShop::open().await;
    shop.nts.set_dials(Dials { latency_ms: 60_000, ..Dials::default() });
    let office = std::sync::Arc::clone(&shop.shell.office);
    let sending = tokio::spawn(async move { office.issue_receipt(press("21000", "01012345678")).await });
    while shop.shell.office.today().unwrap().rows.is_empty() {
        tokio::task::yield_now().await;
    }
    sending.abort();
    assert!(sending.await.unwrap_err().is_cancelled());
    shop.nts.set_dials(Dials::default());

    let shop = shop.restart();
    let recovered = shop.shell.recover().unwrap();
    assert_eq!(recovered.lost, 1);
    let key = shop.shell.office.today().unwrap().rows[0].document.key.clone();
    assert_eq!(shop.state(&key), State::Unknown, "nothing goes back to not sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn history_finds_by_end_of_number_amount_approval_date_and_memo() {
    let shop = OpenShop::open().await;
    let mut noted = press("12000", "01012342290");
    noted.form.memo = "단골 박씨".into();
    let key = shop.shell.office.issue_receipt(noted).await.unwrap();
    shop.issue("9900", "01099998888").await;
    let State::Approved(approval) = shop.state(&key) else { panic!("not approved") };
    for text in [
        "2290",
        "12,000",
        "12000원",
        approval.number.as_str(),
        "박씨",
        "010-1234-2290",
        "오늘 2290",
        key.as_str(),
    ] {
        assert_eq!(find(&shop, text), [key.to_string()], "{text}");
    }
    assert_eq!(find(&shop, "오늘").len(), 2);
    assert!(find(&shop, "0000").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn paper_says_what_was_issued_and_a_reprint_says_so() {
    let shop = OpenShop::open().await;
    let (key, state) = shop.issue("12000", "01012345678").await;
    let State::Approved(approval) = state else { panic!("{state:?}") };
    let original = shop.shell.office.print_document(&key).unwrap();
    let again = shop.shell.office.print_document(&key).unwrap();
    assert_eq!((original.copy_no, again.copy_no), (0, 1));
    let text = |target: &str| pdf_extract::extract_text(target).unwrap();
    let (first, second) = (text(&original.target), text(&again.target));
    for fact in [approval.number.as_str(), "12,000", "10,910", "1,090", "010-****-5678", "행복문구", "연습"]
    {
        assert!(first.contains(fact) && second.contains(fact), "{fact}\n{first}");
    }
    assert!(!first.contains("재발행") && second.contains("재발행 1회차"), "{second}");
    let prints = shop.shell.office.detail(&key).unwrap().prints;
    assert_eq!(prints.len(), 2);
    assert!(shop.shell.office.verify_journal().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_character_no_font_has_fails_the_print_and_not_the_approval() {
    let shop = OpenShop::open().await;
    let mut odd = press("1000", "");
    odd.form.item = "커피 \u{1F600}".into();
    let key = shop.shell.office.issue_receipt(odd).await.unwrap();
    assert!(matches!(shop.shell.office.print_document(&key), Err(OfficeError::Paper { .. })));
    assert!(matches!(shop.state(&key), State::Approved(_)));
    assert!(!shop.prints().join(format!("{key}.pdf")).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_identifier_is_in_attempts_or_journal() {
    let shop = OpenShop::open().await;
    let (key, _) = shop.issue("12000", "01077778888").await;
    let cancelled = shop.shell.office.cancel_receipt(cancel(&key, None, "c1")).await.unwrap();
    for key in [key, cancelled] {
        let detail = shop.shell.office.detail(&key).unwrap();
        assert!(!detail.attempts.is_empty());
        let told: String = detail
            .attempts
            .iter()
            .map(|attempt| format!("{}{}", attempt.request, attempt.response))
            .chain(detail.journal.iter().map(|entry| entry.content.clone()))
            .collect();
        assert!(!told.contains("01077778888") && !told.contains("7777-8888"), "{told}");
    }
}
