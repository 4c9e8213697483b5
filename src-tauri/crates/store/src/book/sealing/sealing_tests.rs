//! A plain book becomes an encrypted one, whenever the power goes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use tempfile::TempDir;

use super::*;
use crate::{Book, JournalAct};

const PLANTED: &str = "010-9876-5432 planted";

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

fn key() -> BookKey {
    BookKey::sealed(&[0x5A; 32])
}

fn plain_book() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let book = Book::open(&path, World::Practice, now()).unwrap();
    book.write(|w| {
        for n in 0..300 {
            w.save_setting(&format!("planted-{n}"), &PLANTED.repeat(20))?;
        }
        w.journal(now(), JournalAct::SettingChanged, "planted", &serde_json::json!({}))
    })
    .unwrap();
    (folder, path)
}

fn open(path: &Path) -> Book {
    Book::open_sealed(path, &key(), World::Practice, now()).unwrap()
}

/// The book is whole and encrypted, and no file beside it holds what is in it.
fn is_sealed_and_whole(path: &Path) {
    let book = open(path);
    for n in 0..300 {
        let kept = book.read(|r| r.setting(&format!("planted-{n}"))).unwrap();
        assert_eq!(kept.as_deref(), Some(PLANTED.repeat(20).as_str()));
    }
    assert_eq!(book.read(|r| r.verify_journal()).unwrap().rows, 1);
    for (name, bytes) in folder(path) {
        assert!(!holds(&bytes, "planted"), "{name} holds plain text");
    }
}

fn folder(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(path.parent().unwrap()).unwrap().map(Result::unwrap);
    files.map(|f| (f.file_name().into_string().unwrap(), fs::read(f.path()).unwrap())).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_plain_book_is_encrypted_in_its_place_and_nothing_plain_is_left() {
    let (_folder, path) = plain_book();
    assert!(holds(&fs::read(&path).unwrap(), "planted"), "the test would find it");
    is_sealed_and_whole(&path);
    let names: Vec<String> = folder(&path).into_keys().filter(|name| !name.starts_with("book.db-")).collect();
    assert_eq!(names, ["book.db"]);
    assert!(!folder(&path).contains_key("book.db-plain") && !folder(&path).contains_key("book.db-sealing"));
}

#[test]
fn whenever_the_power_goes_one_whole_book_stands_and_the_next_start_finishes() {
    for last in [Step::Alone, Step::Copied, Step::Compared, Step::Linked, Step::Renamed] {
        let (_folder, path) = plain_book();
        seal(&path, &key(), World::Practice, &|step| step != last).unwrap();
        let standing = BookFile::at(&path).unwrap();
        let expected = if last == Step::Renamed { BookFile::Sealed } else { BookFile::Plain };
        assert_eq!(standing, expected, "after {last:?}");
        is_sealed_and_whole(&path);
        assert!(!folder(&path).contains_key("book.db-plain"), "after {last:?}");
    }
}

#[test]
fn half_a_copy_from_a_power_cut_is_thrown_away() {
    let (_folder, path) = plain_book();
    fs::write(path.with_file_name("book.db-sealing"), vec![7; 9_000]).unwrap();
    fs::write(path.with_file_name("book.db-sealing-journal"), "half").unwrap();
    is_sealed_and_whole(&path);
    assert!(!folder(&path).contains_key("book.db-sealing"));
}

#[test]
fn a_book_that_somebody_else_has_open_is_not_encrypted_under_his_feet() {
    let (_folder, path) = plain_book();
    let beside = Connection::open(&path).unwrap();
    beside.execute_batch("BEGIN; SELECT * FROM setting;").unwrap();
    beside.query_row("SELECT count(*) FROM setting", [], |row| row.get::<_, i64>(0)).unwrap();
    let refused = Book::open_sealed(&path, &key(), World::Practice, now()).unwrap_err();
    assert!(matches!(refused, BookError::Busy { .. }), "{refused:?}");
    assert_eq!(BookFile::at(&path).unwrap(), BookFile::Plain);
    drop(beside);
    is_sealed_and_whole(&path);
}

#[test]
fn what_is_not_ours_or_of_the_other_world_is_refused_and_not_touched() {
    let (_folder, path) = plain_book();
    let other_world = |path: &Path| Book::open_sealed(path, &key(), World::Real, now()).unwrap_err();
    let before = folder(&path);
    assert!(matches!(other_world(&path), BookError::OtherWorld { .. }));
    assert_eq!(folder(&path).get("book.db"), before.get("book.db"));
    let foreign = path.with_file_name("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    let bytes = fs::read(&foreign).unwrap();
    assert!(matches!(other_world(&foreign), BookError::Foreign { .. }));
    assert_eq!(fs::read(&foreign).unwrap(), bytes);
}

#[test]
fn the_wrong_key_says_so_and_changes_nothing_not_even_the_log() {
    let (_folder, path) = plain_book();
    let book = open(&path);
    // A log that no checkpoint has emptied, as after a power cut.
    let other = path.with_file_name("elsewhere/book.db");
    fs::create_dir(other.parent().unwrap()).unwrap();
    book.write(|w| w.save_setting("later", PLANTED)).unwrap();
    for suffix in ["", "-wal"] {
        let name = format!("book.db{suffix}");
        fs::copy(path.with_file_name(&name), other.with_file_name(&name)).unwrap();
    }
    let said = |path: &Path| -> Vec<(String, Vec<u8>)> {
        folder(path).into_iter().filter(|(name, _)| !name.ends_with("-shm")).collect()
    };
    let before = said(&other);
    assert!(before.iter().any(|(name, bytes)| name.ends_with("-wal") && !bytes.is_empty()));
    for wrong in [BookKey::sealed(&[0x5B; 32]), BookKey::sealed(&[0; 32])] {
        let error = Book::open_sealed(&other, &wrong, World::Practice, now()).unwrap_err();
        assert!(matches!(error, BookError::WrongKey { .. }), "{error:?}");
        assert!(said(&other) == before, "something was changed");
    }
    let none = Book::open(&other, World::Practice, now()).unwrap_err();
    assert!(matches!(none, BookError::Foreign { .. }), "{none:?}");
    assert!(said(&other) == before, "something was changed");
    let right = Book::open_sealed(&other, &key(), World::Practice, now()).unwrap();
    assert_eq!(right.read(|r| r.setting("later")).unwrap().as_deref(), Some(PLANTED));
}

#[test]
fn a_new_book_is_encrypted_from_its_first_byte_and_the_key_shows_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let book = open(&path);
    book.write(|w| w.save_setting("later", PLANTED)).unwrap();
    for (name, bytes) in self::folder(&path) {
        assert!(
            !holds(&bytes, "planted") && !holds(&bytes, "CREATE TABLE") && !holds(&bytes, "5a5a5a"),
            "{name}"
        );
    }
    assert!(!format!("{:?} {book:?}", key()).to_lowercase().contains("5a5a"));
}
