//! Opening: other worlds, newer, foreign and damaged files are refused and left as they are.

use std::fs;
use std::path::Path;

use store::{Book, BookError, World};

use crate::support::{approved, at, book_on_disk, issue, raw, receipt, refusal};

fn open(path: &Path) -> Result<Book, BookError> {
    Book::open(path, World::Practice, at(60))
}

#[test]
fn a_book_keeps_what_was_written_when_it_is_opened_again() {
    let (_folder, path, book) = book_on_disk();
    let (key, _) = approved(&book, &receipt(10_000, at(1)), "TB0000001");
    drop(book);
    let again = open(&path).unwrap();
    let shelved = again.read(|r| r.shelved(&key)).unwrap().unwrap();
    assert_eq!(shelved.standing.state.name(), "approved");
    assert_eq!(again.world(), World::Practice);
}

#[test]
fn the_file_is_set_up_to_survive_a_power_cut() {
    let (_folder, path, _book) = book_on_disk();
    let file = raw(&path);
    let pragma = |name: &str| -> String {
        file.query_row(&format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"), [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!((pragma("journal_mode"), pragma("user_version")), ("wal".into(), "7".into()));
    assert_eq!(pragma("application_id"), 0x4a41_4e47.to_string());
}

#[test]
fn practice_and_real_never_open_each_other() {
    let (_folder, path, book) = book_on_disk();
    drop(book);
    let before = fs::read(&path).unwrap();
    let error = Book::open(&path, World::Real, at(60)).unwrap_err();
    assert!(
        matches!(error, BookError::OtherWorld { file: World::Practice, wanted: World::Real, .. }),
        "{error:?}"
    );
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(refusal(&path, "UPDATE book SET world = 'real'").contains("stays in its world"));
}

#[test]
fn a_newer_book_is_refused_and_not_touched() {
    let (_folder, path, book) = book_on_disk();
    issue(&book, &receipt(10_000, at(1)));
    drop(book);
    raw(&path).execute_batch("PRAGMA user_version = 8; INSERT INTO schema_note VALUES (8, 8, '')").unwrap();
    let before = fs::read(&path).unwrap();
    let error = open(&path).unwrap_err();
    assert!(matches!(error, BookError::Newer { file: 8, program: 7 }), "{error:?}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_a_crash_left_beside_a_refused_book_stays_there() {
    let (folder, path, book) = book_on_disk();
    issue(&book, &receipt(10_000, at(1)));
    raw(&path).execute_batch("PRAGMA user_version = 8; INSERT INTO schema_note VALUES (8, 8, '')").unwrap();
    let copy = folder.path().join("copy.db");
    let beside = |file: &Path| file.with_extension("db-wal");
    fs::copy(&path, &copy).unwrap();
    fs::copy(beside(&path), beside(&copy)).unwrap();
    let both = || (fs::read(&copy).unwrap(), fs::read(beside(&copy)).unwrap());
    let before = both();
    let error = open(&copy).unwrap_err();
    assert!(matches!(error, BookError::Newer { file: 8, program: 7 }), "{error:?}");
    assert!(both() == before, "closing must not fold the log into the file");
}

#[test]
fn a_newer_book_that_only_added_is_opened() {
    let (_folder, path, book) = book_on_disk();
    let (key, _) = issue(&book, &receipt(10_000, at(1)));
    drop(book);
    raw(&path)
        .execute_batch(
            "PRAGMA user_version = 8; INSERT INTO schema_note VALUES (8, 1, ''); CREATE TABLE annex (id INTEGER)",
        )
        .unwrap();
    let book = open(&path).unwrap();
    assert!(book.read(|r| r.document(&key)).unwrap().is_some());
    issue(&book, &receipt(20_000, at(2)));
}

#[test]
fn other_files_are_foreign_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("letter.txt");
    fs::write(&text, "안녕하세요. ".repeat(500)).unwrap();
    let other = folder.path().join("other.db");
    raw(&other).execute_batch("CREATE TABLE note (text TEXT)").unwrap();
    for path in [text, other] {
        let before = fs::read(&path).unwrap();
        let error = open(&path).unwrap_err();
        assert!(matches!(error, BookError::Foreign { .. }), "{error:?}");
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let (_folder, path, book) = book_on_disk();
    issue(&book, &receipt(10_000, at(1)));
    drop(book);
    let mut bytes = fs::read(&path).unwrap();
    for byte in &mut bytes[100..4096] {
        *byte = 0xA5;
    }
    fs::write(&path, bytes).unwrap();
    let error = open(&path).unwrap_err();
    assert!(matches!(error, BookError::Corrupt { table: "file", .. }), "{error:?}");
}

#[test]
fn a_half_made_book_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    fs::write(&path, b"").unwrap();
    issue(&open(&path).unwrap(), &receipt(10_000, at(1)));
}

#[test]
fn an_existing_book_must_exist() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    for blank in [false, true] {
        if blank {
            fs::write(&path, b"").unwrap();
        }
        let error = Book::open_existing(&path, World::Practice, at(0)).unwrap_err();
        assert!(matches!(error, BookError::Missing { .. }), "{error:?}");
    }
}

#[test]
fn two_programs_may_have_the_book_open_and_neither_loses_a_document() {
    let (_folder, path, one) = book_on_disk();
    let two = open(&path).unwrap();
    let keys: Vec<_> = (0..6)
        .map(|n| issue(if n % 2 == 0 { &one } else { &two }, &receipt(1_000, at(n))).0.to_string())
        .collect();
    assert_eq!(keys.iter().collect::<std::collections::BTreeSet<_>>().len(), 6, "{keys:?}");
    assert_eq!(one.read(|r| r.document_count()).unwrap(), 6);
}
