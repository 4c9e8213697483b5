//! What each way of failing proves.

use std::time::Duration;

use notice::{
    Checked, Delivery, MailServer, NotSentCause, Patience, Refusal, RefusedPart, Security, Step, check, send,
};
use serde_json::{Value, json};

use crate::mail_server::{MailServerProcess, PASSWORD, USER};
use crate::shop::{BUYER, SHOP, account, at, mail};

/// Long enough for a busy machine to answer, short enough to wait for once.
const STEP_MS: u64 = 2_000;

fn hasty(server: MailServer) -> MailServer {
    let (step, content) = (Duration::from_millis(STEP_MS), Duration::from_millis(100));
    server.with_patience(Patience { step, content })
}

async fn send_with(process: &MailServerProcess, dials: Value) -> Delivery {
    process.turn(&dials);
    send(&account(process, Security::StartTls), &mail()).await
}

fn refused(delivery: Delivery) -> Refusal {
    match delivery {
        Delivery::Refused(refusal) => refusal,
        Delivery::Accepted(_) | Delivery::NotSent(_) | Delivery::Unknown(_) => panic!("{delivery:?}"),
    }
}

fn not_sent(delivery: Delivery) -> NotSentCause {
    match delivery {
        Delivery::NotSent(cause) => cause,
        Delivery::Accepted(_) | Delivery::Refused(_) | Delivery::Unknown(_) => panic!("{delivery:?}"),
    }
}

#[tokio::test]
async fn a_wrong_password_is_a_refused_login() {
    let process = MailServerProcess::start();
    let server = at(process.ports().tls, Security::Tls, "wrong").with_authority(process.authority()).unwrap();
    let refusal = refused(send(&server, &mail()).await);
    assert_eq!((refusal.part, refusal.code), (RefusedPart::Login, 535));
    assert_eq!(check(&server).await, Checked::Refused(refusal));
    assert!(process.mails().is_empty());
}

#[tokio::test]
async fn a_final_no_says_to_what() {
    let process = MailServerProcess::start();
    for (step, part) in [
        ("sender", RefusedPart::Sender),
        ("recipient", RefusedPart::Recipient),
        ("data", RefusedPart::Content),
        ("content", RefusedPart::Content),
    ] {
        let refusal = refused(send_with(&process, json!({ "reply": { step: "554 5.7.1 no" } })).await);
        assert_eq!(refusal, Refusal { part, code: 554, text: "5.7.1 no".to_owned() }, "{step}");
    }
    assert!(process.mails().is_empty());
}

#[tokio::test]
async fn a_no_in_another_encoding_is_still_a_no() {
    let process = MailServerProcess::start();
    let refusal =
        refused(send_with(&process, json!({ "reply": { "content": "550 5.7.1 스팸 spam" } })).await);
    let text = "5.7.1 ???? spam".to_owned();
    assert_eq!(refusal, Refusal { part: RefusedPart::Content, code: 550, text });
}

#[tokio::test]
async fn a_server_without_a_login_is_told_apart() {
    let process = MailServerProcess::start();
    process.turn(&json!({ "without_login": true }));
    let checked = check(&account(&process, Security::Tls)).await;
    assert_eq!(checked, Checked::NotReached(NotSentCause::NoCommonLogin));
}

#[tokio::test]
async fn a_passing_no_is_not_sent_and_may_be_tried_again() {
    let process = MailServerProcess::start();
    for (dial, step) in [
        ("sender", Step::Sender),
        ("recipient", Step::Recipient),
        ("data", Step::Content),
        ("content", Step::Content),
    ] {
        let cause = not_sent(send_with(&process, json!({ "reply": { dial: "451 4.7.1 greylisted" } })).await);
        let text = "4.7.1 greylisted".to_owned();
        assert_eq!(cause, NotSentCause::Postponed { step, code: 451, text }, "{dial}");
        assert!(!cause.needs_a_person());
    }
    assert!(matches!(send_with(&process, json!({})).await, Delivery::Accepted(_)));
}

#[tokio::test]
async fn a_line_that_breaks_before_the_content_has_sent_nothing() {
    let process = MailServerProcess::start();
    for (dial, step) in
        [("greeting", Step::Greeting), ("sender", Step::Sender), ("recipient", Step::Recipient)]
    {
        let cause = not_sent(send_with(&process, json!({ "break_at": dial })).await);
        assert!(matches!(&cause, NotSentCause::Broken { step: at, .. } if *at == step), "{dial}: {cause:?}");
    }
    assert!(process.mails().is_empty());
}

#[tokio::test]
async fn a_line_that_breaks_after_the_content_proves_nothing() {
    let process = MailServerProcess::start();
    let delivery = send_with(&process, json!({ "break_at": "content" })).await;
    assert!(matches!(delivery, Delivery::Unknown(_)), "{delivery:?}");
    assert_eq!(process.mails().len(), 1, "it had arrived");
}

#[tokio::test]
async fn a_line_that_breaks_in_the_middle_of_the_content_proves_nothing() {
    let process = MailServerProcess::start();
    let delivery = send_with(&process, json!({ "break_at": "body" })).await;
    assert!(matches!(delivery, Delivery::Unknown(_)), "{delivery:?}");
}

#[tokio::test]
async fn a_tls_door_asked_for_starttls_says_nothing() {
    let process = MailServerProcess::start();
    let server = hasty(at(process.ports().tls, Security::StartTls, PASSWORD));
    let cause = not_sent(send(&server, &mail()).await);
    assert_eq!(cause, NotSentCause::Silent { step: Step::Greeting, limit_ms: STEP_MS });
}

#[tokio::test]
async fn a_yes_to_another_question_is_no_yes() {
    let process = MailServerProcess::start();
    for (dial, reply, step) in [
        ("sender", "354 go on", Step::Sender),
        ("recipient", "354 go on", Step::Recipient),
        ("data", "250 taken", Step::Content),
    ] {
        let cause = not_sent(send_with(&process, json!({ "reply": { dial: reply } })).await);
        assert!(matches!(&cause, NotSentCause::Broken { step: at, .. } if *at == step), "{dial}: {cause:?}");
    }
    let delivery = send_with(&process, json!({ "reply": { "content": "354 go on" } })).await;
    assert!(matches!(delivery, Delivery::Unknown(_)), "{delivery:?}");
}

#[tokio::test]
async fn silence_before_the_content_is_not_sent_and_after_it_unknown() {
    let process = MailServerProcess::start();
    let server = hasty(account(&process, Security::Tls));
    process.turn(&json!({ "silent_at": "recipient" }));
    let cause = not_sent(send(&server, &mail()).await);
    assert_eq!(cause, NotSentCause::Silent { step: Step::Recipient, limit_ms: STEP_MS });
    process.turn(&json!({ "silent_at": "content" }));
    let delivery = send(&server, &mail()).await;
    assert!(matches!(delivery, Delivery::Unknown(_)), "{delivery:?}");
}

#[tokio::test]
async fn nobody_at_the_port_is_not_sent() {
    let mut process = MailServerProcess::start();
    let server = account(&process, Security::Tls);
    process.stop();
    let cause = not_sent(send(&server, &mail()).await);
    assert!(matches!(cause, NotSentCause::ConnectionRefused(_)), "{cause:?}");
    process.restart();
    assert!(matches!(send(&server, &mail()).await, Delivery::Accepted(_)));
}

#[tokio::test]
async fn a_name_that_nobody_has_is_not_sent() {
    let nobody = MailServer::new(
        "mail.shop.invalid",
        465,
        Security::Tls,
        USER,
        notice::Secret::new(PASSWORD.to_owned()),
    );
    let cause = not_sent(send(&nobody.unwrap(), &mail()).await);
    assert!(matches!(cause, NotSentCause::DnsOrConnect(_)), "{cause:?}");
}

#[tokio::test]
async fn no_outcome_repeats_addresses_account_or_password() {
    let process = MailServerProcess::start();
    let gossip = format!("<{BUYER}> of {SHOP} ({USER}, {PASSWORD}) kim.buyer: 1234567890 no");
    for step in ["sender", "recipient", "data", "content"] {
        for code in ["451", "554"] {
            let reply = format!("{code} 5.1.1 {}", gossip.replace(PASSWORD, "pass"));
            let delivery = send_with(&process, json!({ "reply": { step: reply } })).await;
            let told = format!("{delivery:?}");
            for secret in ["@", "kim.buyer", "happy.phrase", "shop-account", "1234567890"] {
                assert!(!told.contains(secret), "{told}");
            }
            assert!(told.contains("no"), "{told}");
        }
    }
    let debug = format!("{:?} {:?}", account(&process, Security::Tls), mail());
    for secret in ["shop-account", "pass!word", "kim.buyer"] {
        assert!(!debug.contains(secret), "{debug}");
    }
}
