//! Against the practice server, which was written from the dialect on its own.

use notice::{
    TextBalance, TextDelivery, TextLookedUp, TextRefusedPart, TextStatus, look_up_text, send_text,
    text_balance,
};
use practice_nts::{Dials, TextKind};

use crate::shop::{NOW, account, gateway_with, message, own_id, parts, practice, recipient};

#[tokio::test]
async fn a_message_arrives_once_and_is_found_by_our_own_id() {
    let (nts, _folder) = practice().await;
    let gateway = account(&nts);
    assert_eq!(look_up_text(&gateway, &own_id(), &recipient(), NOW).await, TextLookedUp::NotThere);
    let sent = send_text(&gateway, &message(), NOW).await;
    let TextDelivery::Accepted(taken) = sent else { panic!("{sent:?}") };
    let texts = nts.texts().unwrap();
    assert_eq!((texts.len(), texts[0].kind, texts[0].text.as_str()), (1, TextKind::Sms, message().text()));
    let found = look_up_text(&gateway, &own_id(), &recipient(), NOW).await;
    let TextLookedUp::Found(found) = found else { panic!("{found:?}") };
    assert_eq!((found.message_id, found.status), (taken.message_id, TextStatus::Delivered));
    let long = notice::TextMessage::compose(parts(&"가".repeat(500))).unwrap();
    assert!(matches!(send_text(&gateway, &long, NOW).await, TextDelivery::Accepted(_)));
    assert_eq!(nts.texts().unwrap()[1].subject.as_deref(), Some("[행복문구] 현금영수증"));
}

#[tokio::test]
async fn a_lost_answer_is_unknown_and_the_look_up_says_what_happened() {
    for (dials, was_taken) in [
        (Dials { lose_text_answers: 1, ..Dials::default() }, true),
        (Dials { text_errors_after_commit: 1, ..Dials::default() }, true),
        (Dials { reset_text_before_commit: 1, ..Dials::default() }, false),
        (Dials { text_errors: 1, ..Dials::default() }, false),
    ] {
        let (nts, _folder) = practice().await;
        nts.set_dials(dials);
        let gateway = account(&nts);
        let sent = send_text(&gateway, &message(), NOW).await;
        assert!(matches!(sent, TextDelivery::Unknown(_)), "{sent:?}");
        let found = look_up_text(&gateway, &own_id(), &recipient(), NOW).await;
        assert_eq!(matches!(found, TextLookedUp::Found(_)), was_taken, "{found:?}");
        assert_eq!(found == TextLookedUp::NotThere, !was_taken);
    }
}

#[tokio::test]
async fn a_no_says_what_was_refused() {
    let (nts, _folder) = practice().await;
    let gateway = account(&nts);
    let refused = async |dials: Dials| {
        nts.set_dials(dials);
        let sent = send_text(&gateway, &message(), NOW).await;
        let TextDelivery::Refused(refusal) = sent else { panic!("{sent:?}") };
        (refusal.part, refusal.code)
    };
    let stranger = Dials { text_senders: ["0311112222".to_owned()].into(), ..Dials::default() };
    assert_eq!(refused(stranger).await, (TextRefusedPart::Sender, "1062".to_owned()));
    let poor = Dials { text_balance_won: 0, ..Dials::default() };
    assert_eq!(refused(poor).await, (TextRefusedPart::Balance, "1030".to_owned()));
    nts.set_dials(Dials::default());
    let thief = gateway_with(&nts.ready().url, &nts.ready().text_key, "guessed");
    let sent = send_text(&thief, &message(), NOW).await;
    let TextDelivery::Refused(refusal) = sent else { panic!("{sent:?}") };
    assert_eq!((refusal.part, refusal.code.as_str()), (TextRefusedPart::Login, "SignatureDoesNotMatch"));
    let late = send_text(&gateway, &message(), NOW - 901).await;
    assert_eq!(late, TextDelivery::NotSent(notice::TextNotSent::ClockOff));
    assert!(nts.texts().unwrap().is_empty());
}

#[tokio::test]
async fn the_balance_proves_that_the_account_is_good() {
    let (nts, _folder) = practice().await;
    assert_eq!(text_balance(&account(&nts), NOW).await, TextBalance::Left { won: 100_000 });
    let thief = gateway_with(&nts.ready().url, "NOBODY", &nts.ready().text_secret);
    let refused = text_balance(&thief, NOW).await;
    assert!(matches!(&refused, TextBalance::Refused(no) if no.part == TextRefusedPart::Login), "{refused:?}");
    assert!(nts.texts().unwrap().is_empty());
}
