//! A shop with an account at the practice server, or at any other address with the same papers.

use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use domain::PhoneNumber;
use notice::{OwnId, Recipient, Secret, TextAccess, TextGateway, TextMessage, TextParts, TextTrust};
use practice_nts::{PRACTICE_BUSINESS_NUMBER, PracticeConfig, PracticeNts, ensure_certificates, start};
use tempfile::TempDir;

pub const KEY: &str = "a1b2c3d4e5f60718";
pub const SECRET: &str = "the-secret-of-the-account";
pub const PHONE: &str = "01012345678";
/// The moment of every call.
pub const NOW: i64 = 1_795_329_000;

/// The practice server's papers; making them takes a second, so one set serves all tests.
pub fn certificates() -> &'static Path {
    static PAPERS: OnceLock<TempDir> = OnceLock::new();
    PAPERS
        .get_or_init(|| {
            let folder = TempDir::new().unwrap();
            ensure_certificates(folder.path(), PRACTICE_BUSINESS_NUMBER, now()).unwrap();
            folder
        })
        .path()
}

pub fn now() -> DateTime<FixedOffset> {
    DateTime::from_timestamp(NOW, 0).unwrap().with_timezone(&FixedOffset::east_opt(9 * 3_600).unwrap())
}

pub async fn practice() -> (PracticeNts, TempDir) {
    let folder = TempDir::new().unwrap();
    for file in fs::read_dir(certificates()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let nts = start(PracticeConfig::new(folder.path().to_owned(), Arc::new(now))).await.unwrap();
    (nts, folder)
}

/// The account that the practice server knows.
pub fn account(nts: &PracticeNts) -> TextGateway {
    let ready = nts.ready();
    gateway_with(&ready.url, &ready.text_key, &ready.text_secret)
}

/// An account at some address.
pub fn gateway(url: &str) -> TextGateway {
    gateway_with(url, KEY, SECRET).with_patience(Duration::from_millis(500))
}

pub fn gateway_with(url: &str, key: &str, secret: &str) -> TextGateway {
    TextGateway::new(access(url, key, secret)).unwrap()
}

pub fn access(url: &str, key: &str, secret: &str) -> TextAccess {
    let read = |file: &str| fs::read(certificates().join(file)).unwrap();
    let identity_pem = [read("client.key.pem"), b"\n".to_vec(), read("client.pem")].concat();
    TextAccess {
        base_url: url.to_owned(),
        api_key: key.to_owned(),
        api_secret: Secret::new(secret.to_owned()),
        trust: TextTrust::Practice { authority_pem: read("ca.pem"), identity_pem },
    }
}

pub fn own_id() -> OwnId {
    OwnId::parse("R261122-01-000001.t.1234567891@practice").unwrap()
}

pub fn recipient() -> Recipient {
    Recipient::parse(PHONE).unwrap()
}

pub fn parts(text: &str) -> TextParts {
    TextParts {
        own_id: own_id(),
        to: recipient(),
        from: PhoneNumber::parse("02-1234-5678").unwrap(),
        subject: "[행복문구] 현금영수증".to_owned(),
        text: text.to_owned(),
    }
}

pub fn message() -> TextMessage {
    TextMessage::compose(parts("[행복문구] 현금영수증\n12,000원")).unwrap()
}
