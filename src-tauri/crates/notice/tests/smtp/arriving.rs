//! Mails that arrive, read by Python's mail parser.

use notice::{
    Acceptance, Address, Checked, Copy, Delivery, Letter, Mail, MailServer, OneLine, Secret, Security,
    Sender, check, send,
};
use serde_json::json;

use crate::mail_server::{MailServerProcess, PASSWORD, USER};
use crate::shop::{BUYER, COPY, SHOP, account, letter, mail, mail_with_copy, pdf};

pub fn accepted(delivery: Delivery) -> Acceptance {
    match delivery {
        Delivery::Accepted(acceptance) => acceptance,
        Delivery::NotSent(_) | Delivery::Refused(_) | Delivery::Unknown(_) => panic!("{delivery:?}"),
    }
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let mut process = MailServerProcess::start();
    for security in [Security::StartTls, Security::Tls] {
        let acceptance = accepted(send(&account(&process, security), &mail()).await);
        assert!(acceptance.reply.starts_with("2.0.0 OK queued as"), "{acceptance:?}");
        let arrived = process.next_mail().await;
        let letter = letter();
        assert_eq!(arrived.header("Subject"), letter.subject.as_str());
        assert_eq!(arrived.header("From"), format!("행복문구 <{SHOP}>"));
        assert_eq!(arrived.header("To"), BUYER);
        assert_eq!(arrived.header("Message-ID"), "<T261122-01-000042.1@jangbu.invalid>");
        assert_eq!(arrived.header("Date"), "Sun, 22 Nov 2026 01:05:07 +0000");
        assert_eq!(arrived.text(), letter.text);
        assert_eq!(arrived.html(), letter.html.unwrap());
        assert_eq!(arrived.attachments(), [("전자세금계산서_행복문구_20261122.pdf".to_owned(), pdf())]);
        assert_eq!(arrived.read["defects"], json!([]));
        assert_eq!(arrived.read["envelope_from"], json!(SHOP));
        assert_eq!(arrived.read["envelope_to"], json!([BUYER]));
    }
}

#[tokio::test]
async fn a_mail_that_is_sent_again_is_the_same_mail() {
    let process = MailServerProcess::start();
    for _ in 0..2 {
        accepted(send(&account(&process, Security::Tls), &mail()).await);
    }
    let [first, second] = &process.mails()[..] else { panic!("two mails") };
    assert_eq!(first.bytes, second.bytes);
}

#[tokio::test]
async fn the_copy_goes_along_unseen() {
    let mut process = MailServerProcess::start();
    let acceptance = accepted(send(&account(&process, Security::StartTls), &mail_with_copy()).await);
    assert_eq!(acceptance.copy, Copy::Taken);
    let arrived = process.next_mail().await;
    assert_eq!(arrived.read["envelope_to"], json!([BUYER, COPY]));
    assert!(!String::from_utf8(arrived.bytes).unwrap().contains(COPY));
}

#[tokio::test]
async fn a_copy_that_nobody_takes_does_not_hold_up_the_buyers_mail() {
    let mut process = MailServerProcess::start();
    for reply in ["550 5.1.1 <books.of.shop@shop.test> unknown", "451 4.7.1 later"] {
        process.turn(&json!({ "recipients": { COPY: reply } }));
        let acceptance = accepted(send(&account(&process, Security::StartTls), &mail_with_copy()).await);
        let Copy::NotTaken { code, text } = acceptance.copy else { panic!("{:?}", acceptance.copy) };
        assert!(reply.starts_with(&code.to_string()), "{code}");
        assert!(!text.contains("books.of.shop"), "{text}");
        assert_eq!(process.next_mail().await.read["envelope_to"], json!([BUYER]));
    }
}

#[tokio::test]
async fn a_copy_to_the_buyers_own_mailbox_is_not_sent_twice() {
    let mut process = MailServerProcess::start();
    let copy_to = Some(Address::parse(&BUYER.to_uppercase()).unwrap());
    let mail = Mail::compose(&Letter { copy_to, ..letter() }).unwrap();
    assert_eq!(accepted(send(&account(&process, Security::Tls), &mail).await).copy, Copy::NotWanted);
    assert_eq!(process.next_mail().await.read["envelope_to"], json!([BUYER]));
}

#[tokio::test]
async fn a_name_with_everything_in_it_stays_a_name() {
    let mut process = MailServerProcess::start();
    let name = r#"㈜"행복" 문구, 본점 <사장@없음.kr>; =?utf-8?q?x?="#;
    let from = Sender { name: Some(OneLine::parse(name).unwrap()), ..letter().from };
    let mail = Mail::compose(&Letter { from, ..letter() }).unwrap();
    accepted(send(&account(&process, Security::Tls), &mail).await);
    // Python puts a blank between encoded words after a full stop.
    let header = process.next_mail().await.header("From").replace(' ', "");
    assert_eq!(header, format!(r#""㈜\"행복\"문구,본점<사장@없음.kr>;=?utf-8?q?x?="<{SHOP}>"#));
    assert_eq!(process.mails()[0].read["envelope_from"], json!(SHOP));
}

#[tokio::test]
async fn the_test_button_logs_in_and_sends_nothing() {
    let process = MailServerProcess::start();
    for security in [Security::StartTls, Security::Tls] {
        let checked = check(&account(&process, security)).await;
        let Checked::Works(welcome) = checked else { panic!("{checked:?}") };
        assert_eq!(welcome.encryption, "TLS 1.3");
    }
    assert!(process.mails().is_empty());
}

#[tokio::test]
async fn a_server_is_found_by_its_name() {
    let process = MailServerProcess::start();
    let password = Secret::new(PASSWORD.to_owned());
    let port = process.ports().tls;
    let server = MailServer::new("localhost", port, Security::Tls, USER, password).unwrap();
    accepted(send(&server.with_authority(process.authority()).unwrap(), &mail()).await);
}
