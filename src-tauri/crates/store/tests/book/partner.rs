//! Partners, items, statuses and the draft: what helps to write the next invoice.

use domain::{
    Billing, BusinessNumber, BusinessState, BusinessStatus, BuyerForm, BuyerKind, InvoiceForm, InvoiceKind,
    LineForm, TaxType, UnitPrice,
};
use store::{Book, PartnerCard, PartnerCursor, PartnerQuery};

use crate::invoices::{buyer, checked, form, invoice};
use crate::support::{at, book, today};

fn card(number: &str, name: &str) -> PartnerCard {
    PartnerCard { number: number.into(), name: name.into(), ..PartnerCard::default() }
}

/// Five cards; the second was used last.
fn cards() -> Book {
    let book = book();
    let names = [
        ("1234567891", "행복문구"),
        ("3148120001", "한빛상사"),
        ("2208162517", "㈜ 대한빛조명"),
        ("1018116293", "Kim & Lee"),
        ("2148160204", "까치상회"),
    ];
    for (number, name) in names {
        book.write(|w| w.save_partner(&card(number, name))).unwrap();
    }
    book.write(|w| w.use_partner(&invoice("1,000"), at(1))).unwrap();
    book
}

fn found(book: &Book, text: &str) -> Vec<String> {
    let partners = book.read(|r| r.find_partners(text, 9)).unwrap();
    partners.into_iter().map(|partner| partner.card.name).collect()
}

#[test]
fn a_card_reads_back_and_the_last_one_saved_counts() {
    let book = book();
    let full = PartnerCard {
        kind: BuyerKind::BusinessNumber,
        number: "3148120001".into(),
        name: "한빛상사".into(),
        owner: "이한빛".into(),
        address: "대전".into(),
        branch: "0001".into(),
        business_type: "도매".into(),
        business_item: "종이".into(),
        email: "a@example.com".into(),
        email2: "b@example.com".into(),
        phone: "042-123-4567".into(),
        contact: "박대리".into(),
        note: "월말 결제".into(),
        default_kind: Some(InvoiceKind::Exempt),
        default_billing: Some(Billing::Paid),
    };
    let id = book.write(|w| w.save_partner(&full)).unwrap();
    let read = || book.read(|r| r.partner(id)).unwrap().unwrap();
    assert_eq!((read().card, read().uses, read().last_used, read().archived), (full.clone(), 0, None, false));
    let moved = PartnerCard { address: "부산".into(), note: String::new(), ..full };
    assert_eq!(book.write(|w| w.save_partner(&moved)).unwrap(), id, "one number is one card");
    assert_eq!(book.read(|r| r.partner_by_number("3148120001")).unwrap().unwrap().card, moved);
    assert!(book.read(|r| r.partner_by_number("9999999999")).unwrap().is_none());
}

#[test]
fn an_invoice_makes_its_buyer_a_card_and_brings_an_old_one_up_to_date_but_blanks_nothing() {
    let book = book();
    let id = book.write(|w| w.use_partner(&invoice("1,000"), at(1))).unwrap();
    let read = || book.read(|r| r.partner(id)).unwrap().unwrap();
    assert_eq!((read().card.name.as_str(), read().card.email.as_str()), ("한빛상사", "hanbit@example.com"));
    assert_eq!((read().uses, read().last_used), (1, Some(at(1))));
    let noted = PartnerCard { note: "월말 결제".into(), phone: "042-1".into(), ..read().card };
    book.write(|w| w.save_partner(&noted)).unwrap();
    book.write(|w| w.archive_partner(id, true)).unwrap();
    let renamed =
        BuyerForm { name: "새한빛".into(), address: String::new(), email: String::new(), ..buyer() };
    let later = checked(&InvoiceForm { buyer: renamed, kind: InvoiceKind::ZeroRated, ..form("1,000") });
    assert_eq!(book.write(|w| w.use_partner(&later, at(2))).unwrap(), id);
    let card = read().card;
    assert_eq!((card.name.as_str(), card.default_kind), ("새한빛", Some(InvoiceKind::ZeroRated)));
    assert_eq!(
        (card.address.is_empty(), card.email.as_str()),
        (false, "hanbit@example.com"),
        "blank is no news"
    );
    assert_eq!((card.note.as_str(), card.phone.as_str()), ("월말 결제", "042-1"));
    assert_eq!((read().uses, read().archived), (2, false), "whoever gets an invoice is not put away");
    assert_eq!(found(&book, "ㅅㅎㅂ"), ["새한빛"], "it is found by its new name");
}

#[test]
fn partners_are_found_by_name_initials_and_digits_those_that_begin_so_first() {
    let book = cards();
    let table: [(&str, &[&str]); 12] = [
        ("빛", &["한빛상사", "㈜ 대한빛조명"]),
        ("한빛", &["한빛상사", "㈜ 대한빛조명"]),
        ("대한", &["㈜ 대한빛조명"]),
        ("ㅎㅂ", &["한빛상사", "행복문구", "㈜ 대한빛조명"]),
        ("ㅎㅂㅅㅅ", &["한빛상사"]),
        ("ㄲㅊ", &["까치상회"]),
        ("kim", &["Kim & Lee"]),
        ("314-81", &["한빛상사"]),
        ("81", &["한빛상사", "Kim & Lee", "까치상회", "㈜ 대한빛조명"]),
        ("없는", &[]),
        ("%", &[]),
        ("", &["한빛상사", "Kim & Lee", "㈜ 대한빛조명", "까치상회", "행복문구"]),
    ];
    for (text, expected) in table {
        let mut names = found(&book, text);
        let mut expected = expected.to_vec();
        assert_eq!(names.first().map(String::as_str), expected.first().copied(), "{text}");
        names.sort();
        expected.sort_unstable();
        assert_eq!(names, expected, "{text}");
    }
    assert_eq!(book.read(|r| r.find_partners("빛", 1)).unwrap().len(), 1);
}

#[test]
fn who_was_put_away_is_not_offered_and_stands_in_a_list_of_its_own() {
    let book = cards();
    let id = book.read(|r| r.partner_by_number("3148120001")).unwrap().unwrap().id;
    book.write(|w| w.archive_partner(id, true)).unwrap();
    assert_eq!(found(&book, "한빛"), ["㈜ 대한빛조명"]);
    assert!(found(&book, "31481").is_empty());
    let query = PartnerQuery { archived: true, limit: 9, ..PartnerQuery::default() };
    let away = book.read(|r| r.partners(&query)).unwrap();
    assert_eq!(away.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [id]);
    let counts = book.read(|r| Ok((r.partner_count(false)?, r.partner_count(true)?))).unwrap();
    assert_eq!(counts, (4, 1));
}

#[test]
fn the_list_goes_by_name_and_its_pages_neither_skip_nor_repeat() {
    let book = cards();
    book.write(|w| w.save_partner(&card("1208147521", "한빛상사"))).unwrap();
    let mut query = PartnerQuery { limit: 2, ..PartnerQuery::default() };
    let mut seen = Vec::new();
    for _ in 0..9 {
        let page = book.read(|r| r.partners(&query)).unwrap();
        seen.extend(page.rows.into_iter().map(|row| row.card.name));
        let Some(next) = page.next else { break };
        query.after = PartnerCursor::parse(&next.to_string());
        assert_eq!(query.after, Some(next));
    }
    assert_eq!(seen, ["Kim & Lee", "㈜ 대한빛조명", "까치상회", "한빛상사", "한빛상사", "행복문구"]);
    for (text, count) in [("ㅎㅂ", 4), ("상사", 2), ("8147", 1), ("x", 0)] {
        let page = book
            .read(|r| r.partners(&PartnerQuery { text: text.into(), limit: 9, ..PartnerQuery::default() }));
        assert_eq!(page.unwrap().rows.len(), count, "{text}");
    }
    assert_eq!(PartnerCursor::parse("x"), None);
}

#[test]
fn no_debug_text_of_a_card_shows_a_number() {
    let person =
        PartnerCard { kind: BuyerKind::Rrn, number: "9001011234568".into(), ..card("", "김개인") };
    assert!(!format!("{person:?}").contains("1234568"));
}

#[test]
fn items_are_offered_with_their_last_price_the_latest_first() {
    let book = book();
    let line = |item: &str, price: &str| LineForm {
        item: item.into(),
        spec: "A4".into(),
        quantity: "2".into(),
        unit_price: price.into(),
        ..LineForm::default()
    };
    let sold = |lines: Vec<LineForm>| checked(&InvoiceForm { lines, ..form("") });
    book.write(|w| w.use_items(&sold(vec![line("복사용지", "1,500.5"), line("볼펜", "300")]), at(1)))
        .unwrap();
    let unpriced =
        LineForm {
            item: "복사용지".into(), spec: "A4".into(), supply: "900".into(), ..LineForm::default()
        };
    book.write(|w| w.use_items(&sold(vec![unpriced]), at(2))).unwrap();
    let find = |text: &str| book.read(|r| r.find_items(text, 9)).unwrap();
    let names = |text: &str| find(text).into_iter().map(|item| item.name).collect::<Vec<_>>();
    assert_eq!(names(""), ["복사용지", "볼펜"]);
    assert_eq!(
        (names("ㅂㅅ"), names("펜"), names("없는")),
        (vec!["복사용지".to_owned()], vec!["볼펜".to_owned()], vec![])
    );
    let paper = find("복사").remove(0);
    assert_eq!((paper.uses, paper.spec.as_str(), paper.kind), (2, "A4", InvoiceKind::Taxable));
    assert_eq!(
        paper.unit_price.map(UnitPrice::hundredths),
        Some(150_050),
        "a line without a price forgets none"
    );
    assert_eq!(book.read(|r| r.find_items("", 1)).unwrap().len(), 1);
}

#[test]
fn a_status_is_kept_with_its_age_and_replaced() {
    let book = book();
    let number = BusinessNumber::parse("314-81-20001").unwrap();
    let read = || book.read(|r| r.business_status(&number)).unwrap();
    assert_eq!(read(), None);
    let states = [
        (BusinessState::Continuing, Some(TaxType::General)),
        (BusinessState::Suspended, None),
        (BusinessState::Closed { on: Some(today()) }, Some(TaxType::Simplified)),
        (BusinessState::Closed { on: None }, None),
        (BusinessState::NotRegistered, None),
    ];
    for (seconds, (state, tax_type)) in (1..).zip(states) {
        let status = BusinessStatus { state, tax_type };
        book.write(|w| w.save_business_status(&number, &status, at(seconds))).unwrap();
        assert_eq!(read().map(|checked| (checked.status, checked.checked_at)), Some((status, at(seconds))));
    }
}

#[test]
fn the_draft_is_the_last_one_saved_until_it_is_discarded() {
    let book = book();
    assert!(book.read(|r| r.invoice_draft()).unwrap().is_none());
    for (seconds, text) in [(1, "{\"a\":1}"), (2, "{\"buyer\":\"900101-1234568\"}")] {
        book.write(|w| w.save_invoice_draft(text, at(seconds))).unwrap();
        let draft = book.read(|r| r.invoice_draft()).unwrap().unwrap();
        assert_eq!((draft.form.as_str(), draft.updated_at), (text, at(seconds)));
        assert!(!format!("{draft:?}").contains("1234568"));
    }
    book.write(|w| w.discard_invoice_draft()).unwrap();
    assert!(book.read(|r| r.invoice_draft()).unwrap().is_none());
}
