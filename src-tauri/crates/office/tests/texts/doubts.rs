//! Lost answers and power cuts: asked about before anything is sent again, and never two messages for one text.

use std::time::Duration;

use office::Step;
use practice_nts::Dials;
use store::NoticeState;

use crate::shop::{CUSTOMER, LIST, SEND, Shop};

#[tokio::test]
async fn a_lost_answer_is_looked_up_not_resent() {
    for dials in [
        Dials { lose_text_answers: 1, ..Dials::default() },
        Dials { text_errors_after_commit: 1, ..Dials::default() },
    ] {
        let shop = Shop::open().await;
        shop.nts.set_dials(dials);
        let key = shop.issue("12,000", CUSTOMER).await;
        shop.round().await;
        assert_eq!((shop.states(&key), shop.arrived().len()), (vec!["unknown"], 1));
        assert_eq!(shop.tasks().iter().map(|(_, step)| *step).collect::<Vec<_>>(), [Step::AskText]);
        shop.round().await;
        assert_eq!(shop.states(&key), ["delivered"]);
        assert_eq!((shop.nts.requests_seen(SEND), shop.arrived().len()), (1, 1), "asked, not resent");
        assert!(shop.tasks().is_empty());
        let text = shop.texts_of(&key).remove(0);
        assert_eq!(text.outside.unwrap().id, shop.arrived()[0].message_id);
    }
}

#[tokio::test]
async fn what_never_arrived_is_sent_again_under_the_same_id_once_that_is_proven() {
    for dials in [
        Dials { reset_text_before_commit: 1, ..Dials::default() },
        Dials { text_errors: 1, ..Dials::default() },
    ] {
        let shop = Shop::open().await;
        shop.nts.set_dials(dials);
        let key = shop.issue("12,000", CUSTOMER).await;
        shop.round().await;
        assert_eq!((shop.states(&key), shop.arrived().len()), (vec!["unknown"], 0));
        shop.round().await;
        assert_eq!(
            (shop.states(&key), shop.arrived().len(), shop.nts.requests_seen(SEND)),
            (vec!["sent"], 1, 2)
        );
        let own_id = &shop.texts_of(&key)[0].mail.message_id;
        assert_eq!(shop.arrived()[0].custom_fields["jangbu"], *own_id);
    }
}

#[tokio::test]
async fn not_there_is_no_proof_before_the_quiet_period_is_over() {
    let shop = Shop::open().await;
    shop.connect(Duration::from_secs(3_600));
    shop.nts.set_dials(Dials { reset_text_before_commit: 1, ..Dials::default() });
    let key = shop.issue("12,000", CUSTOMER).await;
    for _ in 0..3 {
        shop.round().await;
    }
    assert_eq!((shop.states(&key), shop.nts.requests_seen(SEND)), (vec!["unknown"], 1));
    assert_eq!(shop.nts.requests_seen(LIST), 1, "asking again before the time would bring the same");
    let text = shop.texts_of(&key).remove(0);
    shop.office.resend_mail(text.id).unwrap();
    shop.round().await;
    assert_eq!(
        (shop.states(&key), shop.nts.requests_seen(LIST)),
        (vec!["unknown"], 2),
        "a person asks, and sends nothing blindly"
    );
    assert!(shop.arrived().is_empty());
}

#[tokio::test]
async fn a_text_under_way_when_the_program_died_is_asked_about_and_arrives_once() {
    for (dials, taken) in [
        (Dials { latency_ms: 60_000, ..Dials::default() }, 1),
        (Dials { reset_text_before_commit: 1, ..Dials::default() }, 0),
    ] {
        let shop = Shop::open().await;
        let key = shop.issue("12,000", CUSTOMER).await;
        if taken == 1 {
            shop.nts.set_dials(dials);
            let office = shop.office.clone();
            let sending = tokio::spawn(async move { office.deliver_texts().await });
            while shop.arrived().is_empty() {
                tokio::task::yield_now().await;
            }
            sending.abort();
            let _ended = sending.await;
        } else {
            // The book says `sending`, and nothing ever left.
            let file = rusqlite::Connection::open(shop.folder.path().join("book.db")).unwrap();
            file.execute("UPDATE notice SET state = 'sending', attempts = 1", []).unwrap();
        }
        shop.nts.set_dials(Dials::default());
        assert_eq!(shop.states(&key), ["sending"]);

        let shop = shop.restart();
        assert_eq!(shop.office.recover().unwrap().lost_mails, 1);
        assert_eq!((shop.states(&key), shop.arrived().len()), (vec!["unknown"], taken));
        shop.round().await;
        shop.later_round().await;
        assert_eq!((shop.states(&key), shop.arrived().len()), (vec!["delivered"], 1));
    }
}

#[tokio::test]
async fn while_the_gateway_does_not_answer_the_doubt_stays_and_a_second_text_by_hand_waits_for_it() {
    let shop = Shop::open().await;
    shop.nts.set_dials(Dials { lose_text_answers: 1, clock_skew_s: 0, ..Dials::default() });
    let key = shop.issue("12,000", CUSTOMER).await;
    shop.round().await;
    shop.nts.set_dials(Dials { clock_skew_s: 3_600, ..Dials::default() });
    shop.round().await;
    let text = shop.texts_of(&key).remove(0);
    assert_eq!(text.state, NoticeState::Unknown);
    assert!(text.last_error.as_deref().unwrap().contains("RequestTimeTooSkewed"), "{:?}", text.last_error);
    let press = office::TextPress { key: key.clone(), to: String::new(), press_id: "again".into() };
    shop.office.send_text(&press).unwrap();
    shop.nts.set_dials(Dials::default());
    shop.round().await;
    assert_eq!((shop.states(&key), shop.arrived().len()), (vec!["delivered"], 1));
}

#[tokio::test]
async fn an_answer_older_than_another_offices_sending_says_nothing() {
    let shop = Shop::open().await;
    shop.nts.set_dials(Dials { reset_text_before_commit: 1, ..Dials::default() });
    let key = shop.issue("12,000", CUSTOMER).await;
    shop.round().await;
    let other =
        crate::shop::office_of(store::World::Practice, &shop.folder.path().join("book.db"), &shop.clock);
    // Both ask at once; whoever is first sends, and the other one's "not there" is older than that.
    let beside = Shop { office: other, nts: shop.nts, clock: shop.clock.clone(), folder: shop.folder };
    beside.connect(Duration::ZERO);
    let (first, second) = tokio::join!(shop.office.deliver_texts(), beside.office.deliver_texts());
    assert_eq!(first.unwrap() + second.unwrap(), 1);
    assert_eq!((beside.states(&key), beside.arrived().len()), (vec!["sent"], 1));
}
