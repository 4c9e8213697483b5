//! Neither password nor mail goes to somebody who has not shown who he is.

use notice::{Checked, Delivery, MailServer, NotSentCause, RefusedPart, Security, Step, check, send};

use crate::mail_server::{MailServerProcess, PASSWORD};
use crate::scripted;
use crate::shop::{account, at, mail};

async fn cause(server: &MailServer) -> NotSentCause {
    match send(server, &mail()).await {
        Delivery::NotSent(cause) => cause,
        other @ (Delivery::Accepted(_) | Delivery::Refused(_) | Delivery::Unknown(_)) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_unknown_authority_is_refused() {
    let process = MailServerProcess::start();
    let stranger = MailServerProcess::start();
    for security in [Security::StartTls, Security::Tls] {
        let server = account(&process, security).with_authority(stranger.authority()).unwrap();
        let cause = cause(&server).await;
        assert!(matches!(cause, NotSentCause::Tls(_)) && cause.needs_a_person(), "{cause:?}");
    }
    let computers_own = at(process.ports().tls, Security::Tls, PASSWORD);
    let cause = cause(&computers_own).await;
    assert!(matches!(cause, NotSentCause::Tls(_)), "{cause:?}");
    assert!(process.mails().is_empty());
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let process = MailServerProcess::start_as(&["mail.elsewhere.test"]);
    for security in [Security::StartTls, Security::Tls] {
        let cause = cause(&account(&process, security)).await;
        assert!(matches!(&cause, NotSentCause::Tls(why) if why.contains("name")), "{cause:?}");
    }
}

#[tokio::test]
async fn a_server_without_encryption_hears_no_password() {
    let process = MailServerProcess::start();
    let server = at(process.ports().plain, Security::StartTls, PASSWORD);
    assert_eq!(cause(&server).await, NotSentCause::NoEncryption);

    let (port, heard) =
        scripted::line("220 hello\r\n", &["250-me\r\n250 AUTH PLAIN\r\n", "250 ok\r\n"]).await;
    assert_eq!(cause(&at(port, Security::StartTls, PASSWORD)).await, NotSentCause::NoEncryption);
    assert_eq!(heard.await.unwrap(), ["EHLO [127.0.0.1]"]);
}

#[tokio::test]
async fn tls_is_not_spoken_with_a_plain_door() {
    let process = MailServerProcess::start();
    let cause = cause(&at(process.ports().plain, Security::Tls, PASSWORD)).await;
    assert!(matches!(cause, NotSentCause::Tls(_)), "{cause:?}");
}

#[tokio::test]
async fn words_slipped_in_before_the_encryption_end_the_conversation() {
    let (port, _) =
        scripted::line("220 hello\r\n", &["250-me\r\n250 STARTTLS\r\n", "220 go\r\n250 AUTH PLAIN\r\n"])
            .await;
    let cause = cause(&at(port, Security::StartTls, PASSWORD)).await;
    assert!(matches!(&cause, NotSentCause::Tls(why) if why.contains("went on speaking")), "{cause:?}");
}

#[tokio::test]
async fn a_server_that_wants_nothing_from_us_says_so_before_the_encryption() {
    let (port, _) = scripted::line("554 5.7.1 not from your network\r\n", &[]).await;
    match check(&at(port, Security::StartTls, PASSWORD)).await {
        Checked::Refused(refusal) => assert_eq!((refusal.part, refusal.code), (RefusedPart::Session, 554)),
        other @ (Checked::Works(_) | Checked::NotReached(_)) => panic!("{other:?}"),
    }
    let (port, _) = scripted::line("220 hello\r\n", &["250 STARTTLS\r\n", ""]).await;
    let cause = cause(&at(port, Security::StartTls, PASSWORD)).await;
    assert_eq!(cause, NotSentCause::NoEncryption, "its own name is no offer");
}

#[tokio::test]
async fn what_is_no_mail_server_is_told_apart() {
    let endless: &'static str = Box::leak("220-more\r\n".repeat(10_000).into_boxed_str());
    for greeting in
        ["HTTP/1.1 400 Bad Request\r\n\r\n", "22\r\n", "220", "가나다\r\n", "220hello\r\n", endless]
    {
        let (port, _) = scripted::line(greeting, &[]).await;
        let cause = cause(&at(port, Security::StartTls, PASSWORD)).await;
        let greeted = matches!(cause, NotSentCause::Broken { step: Step::Greeting, .. });
        assert!(greeted, "{}: {cause:?}", greeting.lines().next().unwrap());
    }
}
