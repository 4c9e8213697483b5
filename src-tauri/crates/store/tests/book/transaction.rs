//! Transactions: whole or not at all, one writer at a time.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use domain::State;
use serde_json::json;
use store::{Book, BookError, JournalAct, NewAttempt, World};

use crate::support::{approval, at, book, book_on_disk, issue, issue_in, raw, receipt, set};

/// Everything one receipt costs: the intent, then the answer.
fn issue_one(book: &Book, seconds: i64) {
    let (key, id) = book
        .write(|w| {
            let (key, id) = issue_in(w, &receipt(10_000, at(seconds)))?;
            w.set_standing(id, &State::Sending, at(seconds))?;
            w.journal(at(seconds), JournalAct::ReceiptIntended, key.as_str(), &json!({ "total": 10_000 }))?;
            Ok::<_, BookError>((key, id))
        })
        .unwrap();
    let attempt = NewAttempt {
        route: "hometax".into(),
        call: "issue".into(),
        request: "{}".into(),
        response: "{}".into(),
        http_status: Some(200),
        result_code: Some("0000".into()),
        elapsed_ms: 12,
        outcome: "approved".into(),
    };
    let number = format!("TB{seconds:07}");
    book.write(|w| {
        w.record_attempt(id, at(seconds), &attempt)?;
        w.set_standing(id, &State::Approved(approval(&number, at(seconds))), at(seconds))?;
        w.journal(at(seconds), JournalAct::Approved, key.as_str(), &json!({ "approval": number }))
    })
    .unwrap();
}

/// Commits in a WAL: frames whose header names the size of the database after them.
fn commits_in(wal: &Path) -> usize {
    let bytes = fs::read(wal).unwrap();
    let page = usize::try_from(u32::from_be_bytes(bytes[8..12].try_into().unwrap())).unwrap();
    bytes[32..].chunks_exact(24 + page).filter(|frame| frame[4..8] != [0; 4]).count()
}

#[test]
fn one_issued_receipt_costs_two_commits() {
    let (_folder, path, book) = book_on_disk();
    let wal = path.with_extension("db-wal");
    let before = commits_in(&wal);
    issue_one(&book, 1);
    issue_one(&book, 2);
    assert_eq!(commits_in(&wal) - before, 4);
}

#[test]
fn reading_commits_nothing() {
    let (_folder, path, book) = book_on_disk();
    issue_one(&book, 1);
    let wal = path.with_extension("db-wal");
    let before = fs::read(&wal).unwrap();
    book.read(|r| Ok((r.day(at(1).date(), 50)?, r.open_count()?, r.verify_journal()?))).unwrap();
    assert_eq!(fs::read(&wal).unwrap(), before);
}

#[test]
fn what_fails_leaves_nothing_behind() {
    let book = book();
    let undone = book.write(|w| {
        let (key, id) = issue_in(w, &receipt(10_000, at(1)))?;
        w.queue_print(id, at(1))?;
        w.journal(at(1), JournalAct::ReceiptIntended, key.as_str(), &json!({}))?;
        assert!(w.shelved(&key)?.is_some(), "the transaction sees its own writing");
        Err::<(), _>(BookError::NoKeyLeft)
    });
    assert!(matches!(undone, Err(BookError::NoKeyLeft)));
    book.read(|r| {
        assert_eq!((r.document_count()?, r.verify_journal()?.rows, r.waiting_prints()?.len()), (0, 0, 0));
        Ok(())
    })
    .unwrap();
}

#[test]
fn a_reader_sees_one_moment_while_somebody_writes() {
    let (_folder, _path, book) = book_on_disk();
    issue_one(&book, 1);
    book.read(|r| {
        assert_eq!(r.document_count()?, 1);
        issue_one(&book, 2);
        assert_eq!(r.document_count()?, 1, "the snapshot was taken before");
        Ok(())
    })
    .unwrap();
    assert_eq!(book.read(|r| r.document_count()).unwrap(), 2);
}

#[test]
fn wherever_the_power_is_cut_the_book_opens_whole() {
    let (folder, path, book) = book_on_disk();
    for seconds in 1..=4 {
        issue_one(&book, seconds);
    }
    let (_, unknown) = issue(&book, &receipt(3_000, at(5)));
    set(&book, unknown, &[State::Sending, State::Unknown]);
    let (db, wal) = (fs::read(&path).unwrap(), fs::read(path.with_extension("db-wal")).unwrap());
    let mut lengths = BTreeSet::new();
    for cut in (0..=wal.len()).step_by(wal.len() / 37) {
        let copy = folder.path().join(format!("cut-{cut}.db"));
        fs::write(&copy, &db).unwrap();
        fs::write(copy.with_extension("db-wal"), &wal[..cut]).unwrap();
        let book = Book::open(&copy, World::Practice, at(60)).unwrap();
        let (documents, proof) = book.read(|r| Ok((r.document_count()?, r.verify_journal()?))).unwrap();
        let checked: String = raw(&copy).query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        let standings: i64 =
            raw(&copy).query_row("SELECT count(*) FROM standing", [], |row| row.get(0)).unwrap();
        assert_eq!((checked.as_str(), u64::try_from(standings).unwrap()), ("ok", documents));
        assert!(proof.rows <= 2 * documents && proof.rows + 2 >= documents);
        lengths.insert(documents);
    }
    assert!(lengths.len() > 3, "the cuts fall between documents: {lengths:?}");
}

#[test]
fn a_writer_holds_the_file_from_its_first_read() {
    let (_folder, path, book) = book_on_disk();
    let other = raw(&path);
    other.busy_timeout(std::time::Duration::ZERO).unwrap();
    book.write(|w| {
        w.document_count()?;
        assert!(
            other.execute_batch("BEGIN IMMEDIATE").is_err(),
            "what was read must still be true when written"
        );
        Ok::<_, BookError>(())
    })
    .unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
}

#[test]
fn a_writer_elsewhere_makes_the_book_busy_not_broken() {
    let (_folder, path, book) = book_on_disk();
    let other = raw(&path);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waited = std::thread::scope(|scope| {
        let writing = scope.spawn(|| book.write(|w| w.save_setting("theme", "dark")));
        other.execute_batch("COMMIT").unwrap();
        writing.join().unwrap()
    });
    waited.unwrap();
}
