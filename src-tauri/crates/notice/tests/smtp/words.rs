//! The words of the mails.

use domain::Won;
use notice::{AmendmentFacts, InvoiceFacts, OneLine, World, invoice_mail, test_mail};

use crate::shop::facts;

fn whole(words: &notice::MailWords) -> String {
    format!("{}\n---\n{}---\n{}", words.subject, words.text, words.html)
}

#[test]
fn an_invoice_is_announced() {
    insta::assert_snapshot!(whole(&invoice_mail(&facts())));
}

#[test]
fn a_practice_invoice_says_first_that_it_is_not_real() {
    let words = invoice_mail(&InvoiceFacts { world: World::Practice, ..facts() });
    assert!(words.subject.starts_with("[연습] [행복문구]"), "{}", words.subject);
    assert!(words.text.starts_with("연습으로 보낸 메일이에요."), "{}", words.text);
    assert!(words.html.contains("연습으로 보낸 메일이에요."));
    assert!(!words.text.contains("원본은 국세청에 있어요"), "{}", words.text);
    insta::assert_snapshot!(words.text);
}

#[test]
fn an_amended_invoice_names_reason_and_original() {
    let amends = Some(AmendmentFacts { reason: "환입", original_number: "20261101410000120000wxyz" });
    let won = |won| Won::new(won).unwrap();
    let (supply, vat, total) = (won(-1_200_000), Some(won(-120_000)), won(-1_320_000));
    let words =
        invoice_mail(&InvoiceFacts {
            title: "수정전자세금계산서", supply, vat, total, amends, ..facts()
        });
    assert!(
        words.subject.contains("수정전자세금계산서가 발급됐어요 · 2026-11-22 · -1,320,000원"),
        "{}",
        words.subject
    );
    insta::assert_snapshot!(words.text);
}

#[test]
fn a_paper_without_vat_has_no_row_for_it() {
    let words = invoice_mail(&InvoiceFacts { title: "전자계산서", vat: None, ..facts() });
    assert!(!words.text.contains("세액") && !words.html.contains("세액"));
}

#[test]
fn typed_text_cannot_become_html() {
    let words = invoice_mail(&InvoiceFacts { item_summary: "<b>\"A&B\"'s</b>", ..facts() });
    assert!(words.html.contains("&lt;b&gt;&quot;A&amp;B&quot;&#39;s&lt;/b&gt;"), "{}", words.html);
    assert!(words.text.contains("<b>\"A&B\"'s</b>"));
}

#[test]
fn the_test_mail_says_what_it_is() {
    let words = test_mail("행복문구");
    assert!(OneLine::parse(&words.subject).is_ok());
    insta::assert_snapshot!(whole(&words));
}
