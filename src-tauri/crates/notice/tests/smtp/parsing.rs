//! Settings and addresses as people type them.

use notice::{Address, MailServer, MessageId, NoticeError, Secret, Security};
use proptest::prelude::*;

#[test]
fn addresses_are_taken_as_typed() {
    for text in ["kim@naver.com", " a.b+c@sub.shop.co.kr ", "o'neil_1@x-y.kr", "A@B.KR"] {
        assert_eq!(Address::parse(text).unwrap().as_str(), text.trim());
    }
}

#[test]
fn what_is_no_address_is_not_taken() {
    let long = format!("{}@x.kr", "a".repeat(65));
    for text in [
        "",
        "kim",
        "kim@",
        "@naver.com",
        "kim@naver",
        "kim@@naver.com",
        "kim naver@x.kr",
        "kim@-x.kr",
        "kim@x-.kr",
        "kim@x..kr",
        ".kim@x.kr",
        "kim.@x.kr",
        "k..m@x.kr",
        "김@x.kr",
        "kim@한국.kr",
        "a@b.kr,c@d.kr",
        "<a@b.kr>",
        "a@b.kr\r\nRCPT TO:<c@d.kr>",
        "a\n@b.kr",
        "\"a b\"@c.kr",
        "a@[127.0.0.1]",
        &long,
    ] {
        assert_eq!(Address::parse(text), Err(NoticeError::Address), "{text:?}");
    }
}

#[test]
fn an_address_is_not_shown_by_debug() {
    assert_eq!(format!("{:?}", Address::parse("kim@naver.com").unwrap()), "Address(***@naver.com)");
}

#[test]
fn message_ids_have_two_plain_sides() {
    assert_eq!(
        MessageId::parse("T261122-01-000042.1@jangbu.kr").unwrap().as_str(),
        "T261122-01-000042.1@jangbu.kr"
    );
    for text in ["", "a", "a@", "@b", "a@b@c", "<a@b>", "a b@c", "a@b\r\nX: y"] {
        assert_eq!(MessageId::parse(text), Err(NoticeError::MessageId), "{text:?}");
    }
}

#[test]
fn settings_that_cannot_work_are_refused_with_their_field() {
    let new = |host, port, user, password: &str| {
        MailServer::new(host, port, Security::Tls, user, Secret::new(password.to_owned()))
            .map(|s| s.host().to_owned())
    };
    assert_eq!(new(" smtp.naver.com ", 465, "kim", "pw"), Ok("smtp.naver.com".to_owned()));
    for host in ["", "smtp naver", "smtp.naver.com/", "http://x.kr", "네이버.kr"] {
        assert_eq!(new(host, 465, "kim", "pw"), Err(NoticeError::Host), "{host:?}");
    }
    assert_eq!(new("x.kr", 0, "kim", "pw"), Err(NoticeError::Port));
    for user in ["", " ", "a\r\nb"] {
        assert_eq!(new("x.kr", 465, user, "pw"), Err(NoticeError::User), "{user:?}");
    }
    for password in ["", "a\0b"] {
        assert_eq!(new("x.kr", 465, "kim", password), Err(NoticeError::Password));
    }
}

#[test]
fn an_authority_must_be_a_certificate() {
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for pem in ["", "text", broken] {
        let server =
            MailServer::new("x.kr", 465, Security::Tls, "kim", Secret::new("pw".to_owned())).unwrap();
        assert!(matches!(server.with_authority(pem.as_bytes()), Err(NoticeError::Authority(_))), "{pem}");
    }
}

#[test]
fn kinds_of_security_keep_their_names() {
    for security in [Security::Tls, Security::StartTls] {
        assert_eq!(Security::from_name(security.as_str()), Some(security));
    }
    assert_eq!(Security::from_name("plain"), None);
}

proptest! {
    /// Whatever is taken can stand between `<` and `>` in a command of its own.
    #[test]
    fn a_taken_address_cannot_break_a_command(text in "[ -~\r\n가]{0,12}@[ -~\r\n.]{1,12}") {
        if let Ok(address) = Address::parse(&text) {
            let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ',' | ';' | ':' | '"' | '(' | ')');
            prop_assert!(address.as_str().chars().all(plain), "{}", address.as_str());
        }
    }
}
