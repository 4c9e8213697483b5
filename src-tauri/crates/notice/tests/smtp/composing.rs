//! The bytes of a mail, before any server sees them.

use notice::{Attachment, Letter, Mail, NoticeError, OneLine, Sender};
use proptest::prelude::*;

use crate::shop::letter;

#[test]
fn the_head_of_a_mail() {
    let (said, html) = ("안녕하세요.\n".to_owned(), Some("<p>안녕하세요.</p>\n".to_owned()));
    let mail = Mail::compose(&Letter { text: said, html, ..letter() }).unwrap();
    let text = String::from_utf8(mail.bytes().to_vec()).unwrap();
    let (head, _) = text.split_once("JVBER").unwrap(); // where the PDF begins
    insta::assert_snapshot!(head.replace('\r', ""));
}

#[test]
fn no_line_is_longer_than_mail_allows() {
    let long = "가".repeat(200);
    let letter = Letter {
        subject: OneLine::parse(&long).unwrap(),
        from: Sender { name: Some(OneLine::parse(&long).unwrap()), ..letter().from },
        attachments: vec![Attachment::pdf(&long, vec![0; 10]).unwrap()],
        ..letter()
    };
    let mail = Mail::compose(&letter).unwrap();
    let longest = mail.bytes().split(|byte| *byte == b'\n').map(<[u8]>::len).max();
    assert!(longest < Some(200), "{longest:?}");
}

#[test]
fn a_line_break_cannot_start_a_header() {
    for text in ["a\r\nBcc: x@y.kr", "a\nb", "a\rb", "a\0b", "a\u{2028}b", "a\u{85}b", "a\u{202E}b", "", "  "]
    {
        assert_eq!(OneLine::parse(text), Err(NoticeError::Line), "{text:?}");
        assert_eq!(Attachment::pdf(text, Vec::new()), Err(NoticeError::Line), "{text:?}");
    }
    for name in ["../x.pdf", "a\\b.pdf", "a\"b.pdf"] {
        assert_eq!(Attachment::pdf(name, Vec::new()), Err(NoticeError::Line), "{name}");
    }
    assert_eq!(OneLine::parse(&"가".repeat(201)), Err(NoticeError::Line));
}

proptest! {
    /// Whatever a line may hold, the head keeps exactly the headers that we wrote.
    #[test]
    fn typed_text_adds_no_header(subject in "\\PC{1,60}", name in "\\PC{1,60}", file in "\\PC{1,60}") {
        let (Ok(subject), Ok(name)) = (OneLine::parse(&subject), OneLine::parse(&name)) else { return Ok(()) };
        let Ok(attachment) = Attachment::pdf(&file, vec![1, 2, 3]) else { return Ok(()) };
        let from = Sender { name: Some(name), ..letter().from };
        let mail = Mail::compose(&Letter { subject, from, attachments: vec![attachment], ..letter() }).unwrap();
        let text = String::from_utf8(mail.bytes().to_vec()).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        let names: Vec<&str> = head
            .split("\r\n")
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        prop_assert_eq!(
            names,
            ["Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type"]
        );
    }
}
