//! The journal: a chain that shows where it was touched, and holds no identifier.

use proptest::prelude::*;
use serde_json::json;
use store::{Book, BookError, JournalAct, World};

use crate::support::{at, book, book_on_disk, raw, refusal};

fn write_rows(book: &Book, rows: i64) {
    for n in 0..rows {
        let content = json!({ "total": n, "purpose": "소득공제" });
        book.write(|w| w.journal(at(n), JournalAct::ReceiptIntended, "R261122-01-000001", &content)).unwrap();
    }
}

#[test]
fn an_empty_journal_is_whole() {
    let proof = book().read(|r| r.verify_journal()).unwrap();
    assert_eq!((proof.rows, proof.head), (0, "0".repeat(64)));
}

#[test]
fn the_chain_goes_on_after_reopening() {
    let (_folder, path, book) = book_on_disk();
    write_rows(&book, 3);
    let before = book.read(|r| r.verify_journal()).unwrap();
    drop(book);
    let book = Book::open(&path, World::Practice, at(60)).unwrap();
    write_rows(&book, 2);
    let after = book.read(|r| r.verify_journal()).unwrap();
    assert_eq!((before.rows, after.rows), (3, 5));
    assert_ne!(before.head, after.head);
}

#[test]
fn the_hash_can_be_recomputed_by_hand() {
    use sha2::{Digest, Sha256};
    let book = book();
    book.write(|w| w.journal(at(0), JournalAct::Printed, "R261122-01-000001", &json!({ "copy": 0 })))
        .unwrap();
    let text =
        format!("1\n2026-11-22T14:30:00.000\nprinted\nR261122-01-000001\n{{\"copy\":0}}\n{}", "0".repeat(64));
    let by_hand: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(book.read(|r| r.verify_journal()).unwrap().head, by_hand);
}

#[test]
fn the_file_refuses_to_change_shorten_or_fork_the_journal() {
    let (_folder, path, book) = book_on_disk();
    write_rows(&book, 2);
    for sql in [
        "UPDATE journal SET content = '{}'",
        "DELETE FROM journal WHERE seq = 2",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal",
        "INSERT INTO journal SELECT 9, at, act, subject, content, prev_hash, hash FROM journal WHERE seq = 2",
        "INSERT INTO journal SELECT 3, at, act, subject, content, 'made up', hash FROM journal WHERE seq = 2",
    ] {
        assert!(refusal(&path, sql).contains("the journal"), "{sql}");
    }
}

#[test]
fn tampering_is_found_at_its_row() {
    let changes = [
        "UPDATE journal SET content = '{\"total\":999}' WHERE seq = 3",
        "UPDATE journal SET act = 'printed' WHERE seq = 3",
        "UPDATE journal SET at = '2026-11-22T00:00:00.000' WHERE seq = 3",
        "UPDATE journal SET subject = 'R261122-01-000002' WHERE seq = 3",
        "UPDATE journal SET hash = prev_hash WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
    ];
    for change in changes {
        let (_folder, path, book) = book_on_disk();
        write_rows(&book, 5);
        let drop_triggers = "DROP TRIGGER journal_fixed; DROP TRIGGER journal_kept;";
        raw(&path).execute_batch(&format!("{drop_triggers} {change}")).unwrap();
        let found = book.read(|r| r.verify_journal());
        assert!(matches!(found, Err(BookError::JournalBroken { seq: 3 })), "{change}: {found:?}");
    }
}

#[test]
fn a_document_s_journal_reads_back_in_order() {
    let book = book();
    write_rows(&book, 2);
    book.write(|w| w.journal(at(5), JournalAct::ShopSaved, "", &json!({ "phone": "031-1234-5678" })))
        .unwrap();
    book.write(|w| {
        w.journal(at(6), JournalAct::Revealed, "R261122-01-000001", &json!({ "b": 1, "a": null }))
    })
    .unwrap();
    let rows = book.read(|r| r.journal_of("R261122-01-000001")).unwrap();
    assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), [1, 2, 4]);
    assert_eq!(
        (rows[2].act, rows[2].at, rows[2].content.as_str()),
        (JournalAct::Revealed, at(6), r#"{"a":null,"b":1}"#)
    );
    assert!(book.read(|r| r.journal_of("")).unwrap().is_empty(), "the book's own acts are no document's");
}

#[test]
fn a_fraction_has_no_canonical_form_and_nothing_is_written() {
    let book = book();
    let refused = book.write(|w| w.journal(at(0), JournalAct::Answered, "", &json!({ "rate": 0.1 })));
    assert!(matches!(refused, Err(BookError::Fraction)), "{refused:?}");
    assert_eq!(book.read(|r| r.verify_journal()).unwrap().rows, 0);
}

#[test]
fn a_customer_s_number_does_not_reach_the_journal() {
    let (_folder, path, book) = book_on_disk();
    let content = json!({ "message": "번호 010-1234-5678 확인", "deep": [{ "card": "9410123412341234" }] });
    book.write(|w| w.journal(at(0), JournalAct::Answered, "R261122-01-000001", &content)).unwrap();
    let written: String = raw(&path).query_row("SELECT content FROM journal", [], |row| row.get(0)).unwrap();
    assert_eq!(written, r#"{"deep":[{"card":"****************"}],"message":"번호 ***-****-**** 확인"}"#);
}

#[test]
fn every_act_s_word_reads_back_and_is_its_own() {
    let words: std::collections::BTreeSet<_> = JournalAct::ALL.iter().map(|act| act.as_str()).collect();
    assert_eq!(words.len(), JournalAct::ALL.len());
    for act in JournalAct::ALL {
        assert_eq!(JournalAct::from_word(act.as_str()), Some(*act));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_written_the_chain_holds(texts in proptest::collection::vec(".{0,40}", 1..6)) {
        let book = book();
        for text in &texts {
            let content = json!({ "text": text, "list": [text, 1, null] });
            book.write(|w| w.journal(at(1), JournalAct::Answered, text, &content)).unwrap();
        }
        prop_assert_eq!(book.read(|r| r.verify_journal()).unwrap().rows, texts.len() as u64);
    }
}
