//! What is texted to whom, by itself and by hand, and what becomes of it.

use chrono::TimeDelta;
use office::{CorrectPress, OfficeError, Step, TextPress};
use practice_nts::{Dials, TextKind};
use store::NoticeState;

use crate::shop::{CUSTOMER, SEND, Shop, press};

fn by_hand(key: &domain::DocumentKey, to: &str, press_id: &str) -> TextPress {
    TextPress { key: key.clone(), to: to.into(), press_id: press_id.into() }
}

#[tokio::test]
async fn the_customer_gets_one_text_with_the_receipts_facts_and_then_it_is_delivered() {
    let shop = Shop::open().await;
    let key = shop.issue("12,000", CUSTOMER).await;
    for _ in 0..2 {
        shop.round().await;
    }
    let arrived = shop.arrived();
    assert_eq!(
        (arrived.len(), arrived[0].kind, arrived[0].to_masked.as_str()),
        (1, TextKind::Sms, "010-****-5678")
    );
    let approval = shop.office.shelved(&key).unwrap().standing.state.approval().unwrap().number.to_string();
    assert_eq!(
        arrived[0].text,
        format!(
            "[연습] [행복문구] 현금영수증\n12,000원 소득공제\n승인번호 {approval}\n2026-11-22\n010-****-5678"
        )
    );
    assert_eq!((shop.states(&key), shop.tasks().len()), (vec!["sent"], 0));
    shop.later_round().await;
    assert_eq!((shop.states(&key), shop.arrived().len()), (vec!["delivered"], 1));
    let asked = shop.nts.requests_seen("/messages/v4/list");
    shop.later_round().await;
    assert_eq!(shop.nts.requests_seen("/messages/v4/list"), asked, "what has arrived is not asked about");
}

#[tokio::test]
async fn a_cancel_is_told_and_the_cancel_inside_a_correction_is_not() {
    let shop = Shop::open().await;
    let key = shop.issue("3,000", CUSTOMER).await;
    let cancel = shop.cancel(&key).await;
    shop.round().await;
    assert!(shop.arrived()[1].text.contains("현금영수증 취소\n3,000원"), "{}", shop.arrived()[1].text);
    assert_eq!(shop.states(&cancel), ["sent"]);

    let wrong = shop.issue("5,000", "010-9999-0000").await;
    let correction = CorrectPress {
        key: wrong.clone(),
        number: CUSTOMER.into(),
        purpose: None,
        press_id: "correct".into(),
        print: false,
    };
    shop.office.correct_number(correction).await.unwrap();
    shop.office.drain().await.unwrap();
    shop.round().await;
    let phones: Vec<_> = shop.arrived().into_iter().map(|text| text.to_masked).collect();
    assert_eq!(phones, ["010-****-5678", "010-****-5678", "010-****-0000", "010-****-5678"]);
}

#[tokio::test]
async fn only_a_mobile_number_is_texted_by_itself_and_only_while_it_is_on() {
    let shop = Shop::open().await;
    for number in ["", "214-86-00016", "900101-1234568", "1544-2020-1234-567890"] {
        let key = shop.issue("1,000", number).await;
        assert!(shop.texts_of(&key).is_empty(), "{number}");
    }
    let form = office::TextForm { enabled: false, ..shop.office.text_settings().unwrap() };
    shop.office.save_text_settings(&form).unwrap();
    let off = shop.issue("2,000", CUSTOMER).await;
    assert!(shop.texts_of(&off).is_empty());
    let refused = shop.office.send_text(&by_hand(&off, "", "off")).unwrap_err();
    assert!(
        matches!(&refused, OfficeError::FieldFaults(faults) if faults[0].field == "text_enabled"),
        "{refused:?}"
    );
    assert_eq!((shop.round().await, shop.arrived().len()), (0, 0));
}

#[tokio::test]
async fn by_hand_a_text_goes_to_a_typed_number_and_names_no_resident_number() {
    let shop = Shop::open().await;
    let key = shop.issue("7,000", "900101-1234568").await;
    for (to, code) in [("", "required_missing"), ("02-123-4567", "mobile_invalid"), ("abc", "mobile_invalid")]
    {
        let refused = shop.office.send_text(&by_hand(&key, to, to)).unwrap_err();
        let OfficeError::FieldFaults(faults) = refused else { panic!("{refused:?}") };
        assert_eq!((faults[0].field, faults[0].code), ("text_to", code), "{to}");
    }
    for _ in 0..2 {
        shop.office.send_text(&by_hand(&key, "010-7777-8888", "press-1")).unwrap();
        shop.round().await;
    }
    let arrived = shop.arrived();
    assert_eq!((arrived.len(), arrived[0].to_masked.as_str()), (1, "010-****-8888"), "one press is one text");
    assert!(
        arrived[0].text.ends_with("\n주민등록번호") && !arrived[0].text.contains("900101"),
        "{}",
        arrived[0].text
    );
    shop.office.send_text(&by_hand(&key, "010-7777-8888", "press-2")).unwrap();
    shop.round().await;
    assert_eq!(shop.arrived().len(), 2, "a person who asks again gets another");
}

#[tokio::test]
async fn an_unregistered_sender_calls_a_person_and_after_it_is_put_right_another_text_goes() {
    let shop = Shop::open().await;
    shop.nts.set_dials(Dials { text_senders: ["0311112222".into()].into(), ..Dials::default() });
    let key = shop.issue("4,000", CUSTOMER).await;
    for _ in 0..2 {
        shop.later_round().await;
    }
    let tasks = shop.tasks();
    assert_eq!((tasks.len(), &tasks[0].0.state, tasks[0].1), (1, &NoticeState::Refused, Step::TextAgain));
    assert!(
        tasks[0].0.last_error.as_deref().unwrap().starts_with("sender: 1062"),
        "{:?}",
        tasks[0].0.last_error
    );
    assert_eq!(
        (shop.office.task_count().unwrap(), shop.nts.requests_seen(SEND)),
        (1, 1),
        "a no is not tried again"
    );

    shop.nts.set_dials(Dials::default());
    shop.office.resend_mail(tasks[0].0.id).unwrap();
    assert!(matches!(shop.office.resend_mail(tasks[0].0.id), Err(OfficeError::NothingToDo(_))));
    shop.round().await;
    assert_eq!((shop.states(&key), shop.arrived().len()), (vec!["refused", "sent"], 1));
    assert!(shop.tasks().is_empty());
}

#[tokio::test]
async fn a_phone_that_is_not_reached_calls_a_person_who_may_try_another_number() {
    let shop = Shop::open().await;
    shop.nts.set_dials(Dials { unreachable_phones: ["01012345678".into()].into(), ..Dials::default() });
    let key = shop.issue("4,000", CUSTOMER).await;
    shop.round().await;
    shop.later_round().await;
    assert_eq!(shop.states(&key), ["undelivered"]);
    assert_eq!(shop.tasks().iter().map(|(_, step)| *step).collect::<Vec<_>>(), [Step::Acknowledge]);
    shop.office.send_text(&by_hand(&key, "010-7777-8888", "other")).unwrap();
    shop.round().await;
    assert_eq!((shop.states(&key), shop.tasks().len()), (vec!["undelivered", "sent"], 0));
}

#[tokio::test]
async fn a_gateway_that_is_away_is_tried_again_and_after_a_day_a_person_is_told() {
    let shop = Shop::open().await;
    let key = shop.issue("6,000", CUSTOMER).await;
    let Shop { office, nts, clock, folder: _folder } = shop;
    nts.stop().await;
    assert_eq!(office.deliver_texts().await.unwrap(), 1);
    let waiting = office.notices(&key).unwrap().remove(0);
    assert!(matches!(waiting.state, NoticeState::Queued { next_at: Some(_) }), "{:?}", waiting.state);
    assert_eq!(office.deliver_texts().await.unwrap(), 0, "not before its time");
    clock.advance(TimeDelta::hours(25));
    office.deliver_texts().await.unwrap();
    let given_up = office.notices(&key).unwrap().remove(0);
    assert_eq!(
        (given_up.state, given_up.attempts),
        (NoticeState::Failed, 1),
        "yesterday's text would only puzzle"
    );
    assert_eq!(office.task_count().unwrap(), 1);
}

#[tokio::test]
async fn a_receipt_that_was_refused_is_not_texted() {
    let shop = Shop::open().await;
    shop.nts.set_dials(Dials { server_errors: 1, ..Dials::default() });
    let key = shop.office.issue_receipt(press("9,000", CUSTOMER)).await.unwrap();
    assert!(!shop.office.shelved(&key).unwrap().standing.state.counts_as_issued());
    shop.round().await;
    assert!(shop.texts_of(&key).is_empty() && shop.arrived().is_empty());
    let early = shop.office.send_text(&by_hand(&key, "", "early")).unwrap_err();
    assert!(matches!(early, OfficeError::NotPrintable(_)), "{early:?}");
}
