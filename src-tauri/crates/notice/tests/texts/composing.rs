//! What a text says and how it travels, and settings that cannot be used.

use chrono::NaiveDate;
use domain::Won;
use notice::{
    NoticeError, OwnId, ReceiptDeal, ReceiptFacts, Recipient, TextGateway, TextKind, TextMessage, World,
    receipt_text,
};
use proptest::prelude::*;

use crate::shop::{KEY, PHONE, SECRET, access, gateway, message, parts};

fn facts(shop_name: &str, world: World, deal: ReceiptDeal) -> ReceiptFacts<'_> {
    ReceiptFacts {
        world,
        deal,
        shop_name,
        total: Won::new(12_000).unwrap(),
        purpose: "소득공제",
        approval_number: "TB0000253",
        traded_on: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        number_masked: "010-****-5678",
    }
}

#[test]
fn the_customer_reads_the_receipts_facts_and_a_practice_text_says_so_first() {
    let real = receipt_text(&facts("행복문구", World::Real, ReceiptDeal::Issued));
    assert_eq!(
        real.text,
        "[행복문구] 현금영수증\n12,000원 소득공제\n승인번호 TB0000253\n2026-11-22\n010-****-5678"
    );
    let practice = receipt_text(&facts("행복문구", World::Practice, ReceiptDeal::Cancelled));
    assert!(practice.text.starts_with("[연습] [행복문구] 현금영수증 취소\n12,000원"), "{}", practice.text);
    assert_eq!(practice.subject, "[연습] [행복문구] 현금영수증 취소");
}

#[test]
fn a_usual_receipt_is_one_short_message_and_a_longer_one_gets_a_subject() {
    let compose = |shop: &str| {
        let words = receipt_text(&facts(shop, World::Practice, ReceiptDeal::Issued));
        TextMessage::compose(notice::TextParts { subject: words.subject, ..parts(&words.text) }).unwrap()
    };
    assert_eq!(compose("행복문구").kind(), TextKind::Short);
    assert_eq!(compose("행복한 우리동네 문구와 팬시 전문점").kind(), TextKind::Long);
}

#[test]
fn a_message_is_as_long_as_its_bytes_in_euc_kr() {
    let kind = |text: &str| TextMessage::compose(parts(text)).map(|message| message.kind());
    assert_eq!(kind(&"가".repeat(45)), Ok(TextKind::Short));
    assert_eq!(kind(&"가".repeat(46)), Ok(TextKind::Long));
    assert_eq!(kind(&"뷁".repeat(1_000)), Ok(TextKind::Long));
    assert_eq!(kind(&"뷁".repeat(1_001)), Err(NoticeError::TextLength));
    assert_eq!(kind(" \n"), Err(NoticeError::TextLength));
}

#[test]
fn what_no_phone_shows_is_left_out() {
    let message = TextMessage::compose(parts("행복\u{1F600}문구\u{7}\r\n12,000원")).unwrap();
    assert_eq!(message.text(), "행복문구\n12,000원");
}

#[test]
fn only_a_mobile_number_gets_a_text() {
    for typed in ["010-1234-5678", " 01012345678 ", "011 123 4567"] {
        assert!(Recipient::parse(typed).is_ok(), "{typed}");
    }
    for typed in ["", "02-123-4567", "010-000-1234", "123-45-67891", "900101-1234568", "abc"] {
        assert_eq!(Recipient::parse(typed), Err(NoticeError::Recipient), "{typed}");
    }
}

#[test]
fn an_address_without_encryption_and_a_key_that_could_end_a_header_are_refused() {
    for url in ["http://api.solapi.com", "https://", "https://a:b@host.kr", "https://host.kr/?a=b", "host.kr"]
    {
        assert!(matches!(TextGateway::new(access(url, KEY, SECRET)), Err(NoticeError::Gateway)), "{url}");
    }
    for key in ["", "a b", "a,b", "a\r\nb", "키"] {
        let gateway = TextGateway::new(access("https://host.kr", key, SECRET));
        assert!(matches!(gateway, Err(NoticeError::ApiKey)), "{key}");
    }
    let without = TextGateway::new(access("https://host.kr", KEY, ""));
    assert!(matches!(without, Err(NoticeError::ApiSecret)));
}

#[test]
fn nothing_that_is_printed_shows_a_number_or_the_account() {
    let shown = format!("{:?} {:?} {:?}", message(), gateway("https://host.kr"), Recipient::parse(PHONE));
    for secret in [PHONE, "1234-5678", KEY, SECRET, "12,000"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    assert!(OwnId::parse("a b").is_err() && OwnId::parse(&"x".repeat(101)).is_err());
}

proptest! {
    #[test]
    fn whatever_a_shop_is_called_its_text_can_be_sent(name in "\\PC{0,80}") {
        let words = receipt_text(&facts(&name, World::Practice, ReceiptDeal::Issued));
        let message = TextMessage::compose(notice::TextParts { subject: words.subject, ..parts(&words.text) });
        prop_assert!(message.is_ok());
    }
}
