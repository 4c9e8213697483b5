//! Documents: written once, found by key and by press, never changed or removed.

use domain::{ReceiptForm, State, Taxation};
use store::{BookError, DocumentAct, NewDocument};

use crate::support::{
    approved, at, book, book_on_disk, cancel, checked, form, issue, issue_in, raw, receipt, refusal,
};

#[test]
fn a_document_reads_back_as_it_was_written() {
    let book = book();
    let full = ReceiptForm {
        service: "500".into(),
        item: "사무용품".into(),
        memo: "단골 할인".into(),
        taxation: Taxation::Exempt,
        ..form(12_000, "")
    };
    for sold in [receipt(10_000, at(1)), checked(&full, at(2)), checked(&form(1, "314-81-20001"), at(3))] {
        let (key, id) = issue(&book, &sold);
        let document = book.read(|r| r.document(&key)).unwrap().unwrap();
        assert_eq!(document.receipt().unwrap(), sold);
        assert_eq!((document.id, document.act, document.route.as_str()), (id, DocumentAct::Issue, "hometax"));
        assert!(document.body.as_str().contains(key.as_str()));
    }
}

#[test]
fn a_new_document_is_ready_until_its_state_is_written() {
    let book = book();
    let (key, _) = issue(&book, &receipt(10_000, at(1)));
    let shelved = book.read(|r| r.shelved(&key)).unwrap().unwrap();
    assert_eq!(shelved.standing.state, State::Ready);
}

#[test]
fn what_is_not_there_is_none() {
    let book = book();
    let (key, _) = issue(&book, &receipt(10_000, at(1)));
    let other = domain::DocumentKey::parse("R261122-01-000099").unwrap();
    book.read(|r| {
        assert!(r.document(&other)?.is_none());
        assert_eq!(r.key_of_press(&format!("press-{key}"))?, Some(key));
        assert_eq!(r.key_of_press("press-other")?, None);
        Ok(())
    })
    .unwrap();
}

#[test]
fn one_press_is_one_document() {
    let book = book();
    let sold = receipt(10_000, at(1));
    let (_, _) = issue(&book, &sold);
    let again = book.write(|w| {
        let key = w.next_key(domain::KeyKind::Receipt, at(1).date(), 1)?;
        w.insert_document(&NewDocument::issue(&key, &sold, "hometax", "{}", "press-R261122-01-000001"))
    });
    assert!(matches!(again, Err(BookError::Rule { .. })), "{again:?}");
    assert_eq!(book.read(|r| r.document_count()).unwrap(), 1);
}

#[test]
fn the_file_refuses_to_change_or_remove_a_document() {
    let (_folder, path, book) = book_on_disk();
    issue(&book, &receipt(10_000, at(1)));
    for sql in [
        "UPDATE document SET total = 1",
        "UPDATE document SET memo = 'x'",
        "DELETE FROM document",
        "INSERT OR REPLACE INTO document SELECT * FROM document",
        "UPDATE phrase SET text = 'x'",
    ] {
        if sql.contains("phrase") {
            issue(&book, &checked(&ReceiptForm { item: "풀".into(), ..form(1_000, "") }, at(2)));
        }
        assert!(refusal(&path, sql).contains("never"), "{sql}");
    }
}

#[test]
fn the_file_refuses_amounts_that_do_not_add_up_and_dates_that_disagree() {
    let (_folder, path, book) = book_on_disk();
    issue(&book, &receipt(10_000, at(1)));
    let copy = |change: &str| {
        format!(
            "CREATE TEMP TABLE t AS SELECT * FROM document;
             UPDATE t SET id = 9, key = 'R261122-01-000009', press_id = NULL, {change};
             INSERT INTO document SELECT * FROM t"
        )
    };
    raw(&path).execute_batch(&copy("memo = NULL")).unwrap();
    for change in
        ["total = total + 1", "supply = -1", "trade_date = '2026-11-23'", "act = 'cancel'", "original_id = 1"]
    {
        let words = refusal(&path, &copy(change).replace("= 9", "= 10").replace("000009", "000010"));
        assert!(
            words.contains("CHECK constraint failed") || words.contains("only an issued"),
            "{change}: {words}"
        );
    }
}

#[test]
fn a_cancel_points_at_an_issue_and_never_at_a_cancel() {
    let book = book();
    let (key, id) = approved(&book, &receipt(10_000, at(1)), "TB0000001");
    let (cancel_key, cancel_id) = cancel(&book, &key, Some(3_000), at(60));
    let shelved = book.read(|r| r.shelved(&cancel_key)).unwrap().unwrap();
    assert_eq!(shelved.document.act.original(), Some(id));
    assert_eq!(shelved.document.total().get(), 3_000);
    let cancel_of_cancel = NewDocument {
        key: domain::DocumentKey::parse("C261122-01-000077").unwrap(),
        press_id: None,
        act: DocumentAct::Cancel { original: cancel_id, reason: domain::CancelReason::Other },
        ..NewDocument::issue(&key, &receipt(3_000, at(61)), "hometax", "{}", "")
    };
    let refused = book.write(|w| w.insert_document(&cancel_of_cancel));
    assert!(matches!(refused, Err(BookError::Rule { .. })), "{refused:?}");
}

#[test]
fn only_approved_cancels_count_as_taken_back() {
    let book = book();
    let (key, id) = approved(&book, &receipt(10_000, at(1)), "TB0000001");
    let (_, first) = cancel(&book, &key, Some(3_000), at(60));
    cancel(&book, &key, Some(2_000), at(61));
    let cancelled = || book.read(|r| r.shelved(&key)).unwrap().unwrap().cancelled.get();
    assert_eq!(cancelled(), 0);
    let number = crate::support::approval("TB0000002", at(62));
    crate::support::set(&book, first, &[State::Sending, State::Approved(number)]);
    assert_eq!(cancelled(), 3_000);
    let cancels = book.read(|r| r.cancels_of(id)).unwrap();
    assert_eq!(cancels.iter().map(|c| c.standing.state.name()).collect::<Vec<_>>(), ["approved", "ready"]);
}

#[test]
fn a_twin_is_the_same_sale_and_an_open_one_comes_first() {
    let book = book();
    let sale = receipt(4_500, at(100));
    let twin = |since| {
        book.read(|r| r.twin_since(&sale, at(since))).unwrap().map(|(key, state)| (key, state.name()))
    };
    issue(&book, &receipt(4_501, at(50)));
    issue(&book, &checked(&form(4_500, "010-1111-2222"), at(51)));
    assert_eq!(twin(0), None, "another amount, another number");
    let (older, id) = issue(&book, &receipt(4_500, at(52)));
    crate::support::set(&book, id, &[State::Sending, State::Unknown]);
    let (newer, _) = approved(&book, &receipt(4_500, at(53)), "TB0000001");
    assert_eq!(twin(0), Some((older.clone(), "unknown")));
    assert_eq!(twin(54), Some((older, "unknown")), "however long ago, as long as it is open");
    let found = crate::support::approval("TB0000002", at(60));
    crate::support::set(&book, id, &[State::Approved(found)]);
    assert_eq!(twin(53), Some((newer, "approved")));
    assert_eq!(twin(54), None, "too long ago");
}

#[test]
fn a_sale_that_was_wholly_cancelled_is_no_twin() {
    let book = book();
    let sale = receipt(4_500, at(52));
    let (key, _) = approved(&book, &sale, "TB0000001");
    let (_, id) = cancel(&book, &key, None, at(60));
    crate::support::set(
        &book,
        id,
        &[State::Sending, State::Approved(crate::support::approval("TB0000002", at(61)))],
    );
    assert!(book.read(|r| r.twin_since(&sale, at(0))).unwrap().is_none());
}

#[test]
fn a_refused_sale_is_no_twin() {
    let book = book();
    let (_, id) = issue(&book, &receipt(4_500, at(52)));
    let refusal =
        domain::Refusal { code: "E2003".into(), field: None, message: "번호를 확인하세요".into() };
    crate::support::set(&book, id, &[State::Sending, State::Rejected(refusal)]);
    assert!(book.read(|r| r.twin_since(&receipt(4_500, at(100)), at(0))).unwrap().is_none());
}

#[test]
fn a_tampered_body_is_found_when_it_is_read() {
    let (_folder, path, book) = book_on_disk();
    let (key, _) = issue(&book, &receipt(10_000, at(1)));
    raw(&path).execute_batch("DROP TRIGGER document_fixed; UPDATE document SET body = body || ' '").unwrap();
    let error = book.read(|r| r.document(&key)).unwrap_err();
    let BookError::Corrupt { table, key: named, what } = &error else { panic!("{error:?}") };
    assert_eq!((*table, named.as_str()), ("document", key.as_str()));
    assert!(what.contains("body") && !error.to_string().contains("01012345678"));
}

#[test]
fn no_debug_text_shows_the_customer_s_number() {
    let book = book();
    let sold = receipt(10_000, at(1));
    let new =
        NewDocument::issue(&"R261122-01-000001".parse_key(), &sold, "hometax", r#"{"p":"01012345678"}"#, "p");
    let (key, _) = book.write(|w| issue_in(w, &sold)).unwrap();
    let shelved = book.read(|r| r.shelved(&key)).unwrap().unwrap();
    for text in [format!("{new:?}"), format!("{shelved:?}")] {
        assert!(!text.contains("12345678") && !text.contains("1234-5678"), "{text}");
    }
}

trait ParseKey {
    fn parse_key(&self) -> domain::DocumentKey;
}

impl ParseKey for str {
    fn parse_key(&self) -> domain::DocumentKey {
        domain::DocumentKey::parse(self).unwrap()
    }
}
