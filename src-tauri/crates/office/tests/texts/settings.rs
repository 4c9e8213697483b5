//! The account: what can be saved, what never comes back, and that a practice book knows one way only.

use std::net::TcpListener;

use office::{FieldFault, OfficeError, TextForm, TextTested};
use practice_nts::Dials;
use rusqlite::Connection;
use store::World;
use tempfile::TempDir;

use crate::shop::{CUSTOMER, Shop, TestClock, office_of};

const KEY: &str = "NCSKEY00112233";
const SECRET: &str = "SECRETOFTHEACCOUNT";

#[tokio::test]
async fn a_practice_book_sends_to_the_practice_server_whatever_its_settings_say() {
    let shop = Shop::open().await;
    let stranger = TcpListener::bind("127.0.0.1:0").unwrap();
    stranger.set_nonblocking(true).unwrap();
    let address = format!("https://{}", stranger.local_addr().unwrap());
    let typed = TextForm {
        base_url: address.clone(),
        api_key: Some(KEY.into()),
        api_secret: Some(SECRET.into()),
        ..shop.office.text_settings().unwrap()
    };
    let saved = shop.office.save_text_settings(&typed).unwrap();
    assert_eq!((saved.base_url.as_str(), saved.practice), (shop.nts.ready().url.as_str(), true));
    assert_eq!(shop.office.test_texts(&typed).await.unwrap(), TextTested::Good { balance_won: 100_000 });
    let book = Connection::open(shop.folder.path().join("book.db")).unwrap();
    let real = format!(r#"{{"enabled":true,"from":"02-123-4567","base_url":"{address}"}}"#);
    book.execute("UPDATE setting SET value = ?1 WHERE name = 'text.gateway'", [real]).unwrap();
    let shop = shop.restart();
    shop.issue("12,000", CUSTOMER).await;
    shop.round().await;
    shop.later_round().await;
    assert_eq!(shop.arrived().len(), 1);
    assert!(stranger.accept().is_err(), "nobody called");
}

#[tokio::test]
async fn while_the_practice_server_is_not_up_texts_wait() {
    let shop = Shop::open().await;
    shop.issue("12,000", CUSTOMER).await;
    let alone = office_of(World::Practice, &shop.folder.path().join("book.db"), &shop.clock);
    assert_eq!(alone.deliver_texts().await.unwrap(), 0);
    let form = alone.text_settings().unwrap();
    assert!(matches!(alone.test_texts(&form).await, Err(OfficeError::RouteClosed(None))));
    assert_eq!(shop.round().await, 1);
}

#[tokio::test]
async fn trying_the_account_says_what_is_wrong() {
    let shop = Shop::open().await;
    let form = shop.office.text_settings().unwrap();
    shop.nts.set_dials(Dials { clock_skew_s: 3_600, ..Dials::default() });
    let off = shop.office.test_texts(&form).await.unwrap();
    assert!(matches!(off, TextTested::Failed { problem: "clock_off", .. }), "{off:?}");
    let nobody = TextForm { from: "1".into(), ..form };
    let refused = shop.office.test_texts(&nobody).await.unwrap_err();
    let OfficeError::FieldFaults(faults) = refused else { panic!("{refused:?}") };
    assert_eq!(faults, [FieldFault { field: "text_from", code: "phone_invalid" }]);
    assert!(shop.arrived().is_empty());
}

#[test]
fn a_real_book_needs_an_account_and_keeps_its_secret_outside() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::default());
    let path = folder.path().join("book.db");
    let office = office_of(World::Real, &path, &clock);
    let blank = office.text_settings().unwrap();
    assert_eq!(
        (blank.base_url.as_str(), blank.enabled, blank.practice),
        ("https://api.solapi.com", false, false)
    );
    let faults_of = |form: &TextForm| match office.save_text_settings(form) {
        Err(OfficeError::FieldFaults(faults)) => {
            faults.iter().map(|fault| (fault.field, fault.code)).collect::<Vec<_>>()
        }
        Err(error) => panic!("{error:?}"),
        Ok(_) => Vec::new(),
    };
    let unfinished = TextForm { enabled: true, ..blank.clone() };
    assert_eq!(
        faults_of(&unfinished),
        [
            ("text_from", "required_missing"),
            ("text_api_key", "required_missing"),
            ("text_api_secret", "required_missing")
        ]
    );
    assert!(
        faults_of(&TextForm { enabled: false, from: "x".into(), ..blank.clone() }).is_empty(),
        "switched off it may be unfinished"
    );
    let good = TextForm {
        enabled: true,
        from: "02-123-4567".into(),
        api_key: Some(KEY.into()),
        api_secret: Some(SECRET.into()),
        ..blank
    };
    let plain = TextForm { base_url: "http://api.solapi.com".into(), ..good.clone() };
    assert_eq!(faults_of(&plain), [("text_base_url", "url_invalid")]);
    let broken = TextForm { api_key: Some("a b".into()), ..good.clone() };
    assert_eq!(faults_of(&broken), [("text_api_key", "key_invalid")]);
    let saved = office.save_text_settings(&good).unwrap();
    assert!(saved.has_key && saved.has_secret && saved.api_key.is_none() && saved.api_secret.is_none());
    let kept = office.save_text_settings(&saved).unwrap();
    assert!(kept.has_secret, "what is not typed stays");
    drop(office);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in [KEY, SECRET] {
            assert!(
                !bytes.windows(secret.len()).any(|window| window == secret.as_bytes()),
                "the book is copied"
            );
        }
    }
}
