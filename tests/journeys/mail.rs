//! Mail about invoices: a real mail server, and every way in which a mail can fail without touching its invoice.

use domain::{BuyerForm, BuyerKind, DocumentKey, InvoiceForm, LineForm, LineTyped, State};
use office::{FieldFault, InvoicePress, MailForm, MailPress, MailTested, OfficeError, Step, Task};
use serde_json::json;
use store::{Notice, NoticeState};

use crate::mail_server::{MailServerProcess, PASSWORD, USER};
use crate::shop::OpenShop;

const BUYER: &str = "tax@hanbit.example";

/// An invoice over a number of reams of paper.
pub fn invoice_form(reams: u32) -> InvoiceForm {
    let line = LineForm {
        item: "복사용지 A4".into(),
        quantity: reams.to_string(),
        unit_price: "23,500".into(),
        typed: LineTyped::Price,
        ..LineForm::default()
    };
    let buyer = BuyerForm {
        kind: BuyerKind::BusinessNumber,
        number: "214-86-00016".into(),
        name: "(주)한빛유통".into(),
        owner: "이한빛".into(),
        email: BUYER.into(),
        ..BuyerForm::default()
    };
    InvoiceForm { written_on: "오늘".into(), buyer, lines: vec![line], ..InvoiceForm::default() }
}

fn press(reams: u32) -> InvoicePress {
    InvoicePress {
        form: invoice_form(reams),
        press_id: format!("mail-{reams}"),
        allow_similar: false,
        transmit_now: false,
        mail: true,
        instead_of: None,
        from_draft: true,
    }
}

fn settings(shop: &OpenShop, server: &MailServerProcess) -> MailForm {
    let authority = shop.folder.path().join("authority.pem");
    std::fs::write(&authority, server.authority()).unwrap();
    MailForm {
        enabled: true,
        host: "127.0.0.1".into(),
        port: server.ports().starttls.to_string(),
        security: notice::Security::StartTls,
        user: USER.into(),
        password: Some(PASSWORD.into()),
        has_password: false,
        from: "shop@mail.test".into(),
        copy_to_shop: true,
        extra_ca: authority.display().to_string(),
    }
}

async fn open() -> (OpenShop, MailServerProcess) {
    let (shop, server) = (OpenShop::open().await, MailServerProcess::start());
    shop.shell.office.save_mail_settings(&settings(&shop, &server)).unwrap();
    (shop, server)
}

async fn issue(shop: &OpenShop, reams: u32) -> DocumentKey {
    let key = shop.shell.office.issue_invoice(press(reams)).await.unwrap();
    assert!(matches!(shop.state(&key), State::Approved(_)), "{:?}", shop.state(&key));
    key
}

fn mail_of(shop: &OpenShop, key: &DocumentKey) -> Notice {
    let mut notices = shop.shell.office.notices(key).unwrap();
    assert_eq!(notices.len(), 1);
    notices.remove(0)
}

fn mail_tasks(shop: &OpenShop) -> Vec<(NoticeState, Step)> {
    let tasks = shop.shell.office.tasks().unwrap().tasks;
    let mail =
        |task| if let Task::Mail { notice, step, .. } = task { Some((notice.state, step)) } else { None };
    tasks.into_iter().filter_map(mail).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_buyer_gets_one_mail_with_the_pdf_and_the_shop_a_copy() {
    let (shop, server) = open().await;
    let key = issue(&shop, 3).await;
    for _ in 0..2 {
        shop.shell.office.deliver_mail().await.unwrap();
    }
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    assert_eq!(mail.read["envelope_to"], json!([BUYER, "shop@mail.test"]));
    assert!(mail.header("Subject").starts_with("[연습] [행복문구] 전자세금계산서가 발급됐어요"));
    let attachments = mail.attachments();
    assert_eq!(attachments[0].0, format!("전자세금계산서_{key}.pdf"));
    let text = pdf_extract::extract_text_from_mem(&attachments[0].1).unwrap();
    assert!(text.contains("한빛유통"), "{text}");
    assert!(matches!(mail_of(&shop, &key).state, NoticeState::Sent { .. }));
    assert!(mail_tasks(&shop).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_under_way_when_the_program_died_is_in_doubt_and_only_a_person_sends_it_again() {
    let (shop, mut server) = open().await;
    let key = issue(&shop, 4).await;
    server.turn(&json!({ "silent_at": "content" }));
    let office = shop.shell.office.clone();
    let sending = tokio::spawn(async move { office.deliver_mail().await });
    let first = server.next_mail().await;
    sending.abort();
    let _ended = sending.await;
    server.turn(&json!({}));

    let shop = shop.restart();
    assert_eq!(shop.shell.recover().unwrap().lost_mails, 1);
    assert_eq!(shop.shell.office.deliver_mail().await.unwrap(), 0, "it may lie in the mailbox");
    let lost = mail_of(&shop, &key);
    assert_eq!(mail_tasks(&shop), [(NoticeState::Unknown, Step::MailAgain)]);
    assert!(matches!(shop.state(&key), State::Approved(_)), "the invoice is untouched");

    shop.shell.office.resend_mail(lost.id).unwrap();
    shop.shell.office.deliver_mail().await.unwrap();
    let again = server.next_mail().await;
    assert_eq!(
        again.header("Message-ID"),
        first.header("Message-ID"),
        "mailboxes can see that it is the same"
    );
    assert_eq!(again.bytes, first.bytes);
    assert!(mail_tasks(&shop).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_address_calls_a_person_and_a_mail_to_another_one_settles_it() {
    let (shop, server) = open().await;
    server.turn(&json!({ "recipients": { BUYER: "550 5.1.1 no such user" } }));
    let key = issue(&shop, 5).await;
    for _ in 0..2 {
        shop.shell.office.deliver_mail().await.unwrap();
    }
    assert_eq!(mail_tasks(&shop), [(NoticeState::Refused, Step::Acknowledge)]);
    assert_eq!(shop.shell.office.task_count().unwrap(), 1);

    let press = MailPress { key: key.clone(), to: "new@hanbit.example".into(), press_id: "again-1".into() };
    for _ in 0..2 {
        shop.shell.office.mail_again(&press).unwrap();
        shop.shell.office.deliver_mail().await.unwrap();
    }
    assert_eq!(server.mails().len(), 1, "one press is one mail");
    assert!(mail_tasks(&shop).is_empty());
    let wrong = MailPress { to: "no address".into(), press_id: "again-2".into(), ..press };
    let refused = shop.shell.office.mail_again(&wrong).unwrap_err();
    let OfficeError::FieldFaults(faults) = refused else { panic!("{refused:?}") };
    assert_eq!(faults, [FieldFault { field: "to", code: "email_invalid" }]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_is_away_is_tried_again_and_nobody_is_called() {
    let (shop, mut server) = open().await;
    let key = issue(&shop, 6).await;
    server.stop();
    assert_eq!(shop.shell.office.deliver_mail().await.unwrap(), 1);
    let waiting = mail_of(&shop, &key);
    assert!(matches!(waiting.state, NoticeState::Queued { next_at: Some(_) }), "{:?}", waiting.state);
    assert!(mail_tasks(&shop).is_empty());
    assert_eq!(shop.shell.office.deliver_mail().await.unwrap(), 0, "not before its time");

    server.restart();
    let shop = shop.restart();
    shop.shell.recover().unwrap();
    assert_eq!(
        shop.shell.office.deliver_mail().await.unwrap(),
        1,
        "a program that has just started tries at once"
    );
    assert_eq!(server.mails().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_issued_without_mail_when_mail_is_off_or_was_not_wanted() {
    let shop = OpenShop::open().await;
    let off = issue(&shop, 7).await;
    let server = MailServerProcess::start();
    shop.shell.office.save_mail_settings(&settings(&shop, &server)).unwrap();
    let unwanted = InvoicePress { mail: false, ..press(8) };
    let unwanted = shop.shell.office.issue_invoice(unwanted).await.unwrap();
    for key in [off, unwanted] {
        assert!(shop.shell.office.notices(&key).unwrap().is_empty());
    }
    assert_eq!(shop.shell.office.deliver_mail().await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_test_button_says_what_is_wrong_and_the_password_never_comes_back() {
    let (shop, server) = open().await;
    let office = &shop.shell.office;
    let good = settings(&shop, &server);
    assert_eq!(office.test_mail(&good).await.unwrap(), MailTested::Taken);
    assert_eq!(server.mails()[0].read["envelope_to"], json!(["shop@mail.test"]));

    let wrong = MailForm { password: Some("wrong".into()), ..good.clone() };
    let login = office.test_mail(&wrong).await.unwrap();
    assert!(matches!(login, MailTested::Failed { problem: "login", .. }), "{login:?}");
    let untrusted = MailForm { extra_ca: String::new(), ..good.clone() };
    let untrusted = office.test_mail(&untrusted).await.unwrap();
    assert!(matches!(untrusted, MailTested::Failed { problem: "not_trusted", .. }), "{untrusted:?}");
    let blank = MailForm { host: " ".into(), port: "0".into(), from: "shop".into(), ..good };
    let Err(OfficeError::FieldFaults(faults)) = office.test_mail(&blank).await else { panic!() };
    let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(fields, ["mail_host", "mail_port", "mail_from"]);

    let kept = office.mail_settings().unwrap();
    assert!(kept.has_password && kept.password.is_none());
    assert_eq!(office.test_mail(&kept).await.unwrap(), MailTested::Taken, "the kept password is used");
    let book = std::fs::read(shop.shell.data.book(store::World::Practice)).unwrap();
    let holds = |bytes: &[u8]| bytes.windows(PASSWORD.len()).any(|window| window == PASSWORD.as_bytes());
    assert!(!holds(&book), "the book is copied and handed on");
}
