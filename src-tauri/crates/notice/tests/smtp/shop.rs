//! A shop that writes to a buyer, and its account at the test server.

use chrono::{DateTime, NaiveDate};
use domain::Won;
use notice::{
    Address, Attachment, InvoiceFacts, Letter, Mail, MailServer, MessageId, OneLine, Secret, Security,
    Sender, World, invoice_mail,
};

use crate::mail_server::{MailServerProcess, PASSWORD, USER};

pub const SHOP: &str = "happy.phrase@shop.test";
pub const BUYER: &str = "kim.buyer@naver.test";
pub const COPY: &str = "books.of.shop@shop.test";

/// A PDF for our purposes: bytes of every value, lines that begin with a dot, no line end at the end.
pub fn pdf() -> Vec<u8> {
    let all: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    [b"%PDF-1.7\r\n.\r\n..\r\n".as_slice(), &all].concat()
}

pub fn letter() -> Letter {
    let words = invoice_mail(&facts());
    Letter {
        message_id: MessageId::parse("T261122-01-000042.1@jangbu.invalid").unwrap(),
        date: DateTime::parse_from_rfc3339("2026-11-22T10:05:07+09:00").unwrap(),
        from: Sender {
            name: Some(OneLine::parse("행복문구").unwrap()),
            address: Address::parse(SHOP).unwrap(),
        },
        to: Address::parse(BUYER).unwrap(),
        copy_to: None,
        subject: OneLine::parse(&words.subject).unwrap(),
        text: words.text,
        html: Some(words.html),
        attachments: vec![Attachment::pdf("전자세금계산서_행복문구_20261122.pdf", pdf()).unwrap()],
    }
}

pub fn mail() -> Mail {
    Mail::compose(&letter()).unwrap()
}

pub fn mail_with_copy() -> Mail {
    Mail::compose(&Letter { copy_to: Some(Address::parse(COPY).unwrap()), ..letter() }).unwrap()
}

pub fn facts() -> InvoiceFacts<'static> {
    let won = |won| Won::new(won).unwrap();
    InvoiceFacts {
        world: World::Real,
        title: "전자세금계산서",
        supplier_name: "행복문구",
        supplier_number: "123-45-67891",
        buyer_name: "주식회사 가람",
        written_on: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        item_summary: "복사용지 외 1건",
        supply: won(1_200_000),
        vat: Some(won(120_000)),
        total: won(1_320_000),
        approval_number: "20261122410000120000abcd",
        amends: None,
    }
}

/// The account at `process`, its authority trusted.
pub fn account(process: &MailServerProcess, security: Security) -> MailServer {
    let port = match security {
        Security::StartTls => process.ports().starttls,
        Security::Tls => process.ports().tls,
    };
    at(port, security, PASSWORD).with_authority(process.authority()).unwrap()
}

/// An account at a port of this computer.
pub fn at(port: u16, security: Security, password: &str) -> MailServer {
    MailServer::new("127.0.0.1", port, security, USER, Secret::new(password.to_owned())).unwrap()
}
