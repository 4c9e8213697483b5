//! The shelf: a book that was there and is gone is missing, never replaced.

use std::fs;

use store::{BookError, BookFile, BookKey, Shelf, World};

use crate::support::{at, issue, receipt};

fn shelf() -> (tempfile::TempDir, Shelf) {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::new(folder.path().join("data"));
    (folder, shelf)
}

fn key() -> BookKey {
    BookKey::sealed(&[9; 32])
}

fn remove_book(shelf: &Shelf, world: World) {
    fs::remove_dir_all(shelf.book_path(world).parent().unwrap()).unwrap();
}

#[test]
fn a_book_is_made_once_and_found_again() {
    let (_folder, shelf) = shelf();
    let book = shelf.open(World::Practice, at(0)).unwrap();
    issue(&book, &receipt(10_000, at(1)));
    drop(book);
    let again = shelf.open(World::Practice, at(60)).unwrap();
    assert_eq!(again.read(|r| r.document_count()).unwrap(), 1);
}

#[test]
fn the_two_worlds_are_two_files() {
    let (_folder, shelf) = shelf();
    let practice = shelf.open(World::Practice, at(0)).unwrap();
    let real = shelf.open_with(World::Real, &key(), at(0)).unwrap();
    issue(&practice, &receipt(10_000, at(1)));
    assert_eq!(real.read(|r| r.document_count()).unwrap(), 0);
    assert!(shelf.book_path(World::Practice).ends_with("practice/book.db"));
    assert!(shelf.book_path(World::Real).ends_with("real/book.db"));
}

#[test]
fn a_lost_book_is_missing_and_never_replaced() {
    let (_folder, shelf) = shelf();
    drop(shelf.open(World::Practice, at(0)).unwrap());
    remove_book(&shelf, World::Practice);
    for _ in 0..2 {
        let error = shelf.open(World::Practice, at(60)).unwrap_err();
        assert!(matches!(error, BookError::Missing { .. }), "{error:?}");
        assert!(!shelf.book_path(World::Practice).exists());
    }
    shelf.open_with(World::Real, &key(), at(60)).unwrap();
}

#[test]
fn a_book_put_back_opens_again() {
    let (folder, shelf) = shelf();
    let book = shelf.open(World::Practice, at(0)).unwrap();
    issue(&book, &receipt(10_000, at(1)));
    drop(book);
    let aside = folder.path().join("aside.db");
    fs::rename(shelf.book_path(World::Practice), &aside).unwrap();
    assert!(shelf.open(World::Practice, at(60)).is_err());
    fs::rename(&aside, shelf.book_path(World::Practice)).unwrap();
    let again = shelf.open(World::Practice, at(61)).unwrap();
    assert_eq!(again.read(|r| r.document_count()).unwrap(), 1);
}

#[test]
fn a_crash_while_creating_does_not_lock_the_shop_out() {
    let (folder, shelf) = shelf();
    let list = folder.path().join("data/books.json");
    fs::create_dir_all(list.parent().unwrap()).unwrap();
    fs::write(&list, r#"{"books":[{"world":"practice","state":"creating"}]}"#).unwrap();
    drop(shelf.open(World::Practice, at(0)).unwrap());
    assert!(fs::read_to_string(&list).unwrap().contains("created"));
    remove_book(&shelf, World::Practice);
    assert!(shelf.open(World::Practice, at(60)).is_err());
}

#[test]
fn a_book_without_a_list_is_taken_up_not_overwritten() {
    let (folder, shelf) = shelf();
    let book = shelf.open(World::Practice, at(0)).unwrap();
    issue(&book, &receipt(10_000, at(1)));
    drop(book);
    fs::remove_file(folder.path().join("data/books.json")).unwrap();
    let again = shelf.open(World::Practice, at(60)).unwrap();
    assert_eq!(again.read(|r| r.document_count()).unwrap(), 1);
}

#[test]
fn a_practice_book_moved_to_the_real_place_is_refused() {
    let (_folder, shelf) = shelf();
    drop(shelf.open(World::Practice, at(0)).unwrap());
    let real = shelf.book_path(World::Real);
    fs::create_dir_all(real.parent().unwrap()).unwrap();
    fs::copy(shelf.book_path(World::Practice), &real).unwrap();
    let error = shelf.open_with(World::Real, &key(), at(60)).unwrap_err();
    assert!(matches!(error, BookError::OtherWorld { .. }), "{error:?}");
}

#[test]
fn a_list_that_does_not_read_back_is_named() {
    let (folder, shelf) = shelf();
    drop(shelf.open(World::Practice, at(0)).unwrap());
    fs::write(folder.path().join("data/books.json"), "{").unwrap();
    let error = shelf.open(World::Practice, at(60)).unwrap_err();
    assert!(matches!(error, BookError::Corrupt { table: "books.json", .. }), "{error:?}");
}

#[test]
fn a_book_lost_together_with_its_list_is_missing_too() {
    let (folder, shelf) = shelf();
    fs::create_dir_all(folder.path().join("data/practice/prints")).unwrap();
    let missing = shelf.open(World::Practice, at(0)).unwrap_err();
    assert!(matches!(missing, BookError::Missing { .. }), "{missing:?}");
    assert!(!shelf.book_path(World::Practice).exists());
}

#[test]
fn a_real_book_is_never_written_without_a_key() {
    let (_folder, shelf) = shelf();
    let refused = shelf.open(World::Real, at(0)).unwrap_err();
    assert!(matches!(refused, BookError::NoKey { .. }), "{refused:?}");
    assert!(!shelf.book_path(World::Real).exists());
}

#[test]
fn a_plain_practice_book_is_encrypted_once_there_is_a_key_and_then_wants_it() {
    let (_folder, shelf) = shelf();
    let book = shelf.open(World::Practice, at(0)).unwrap();
    issue(&book, &receipt(10_000, at(1)));
    drop(book);
    assert_eq!(shelf.look(World::Practice).unwrap(), BookFile::Plain);
    let sealed = shelf.open_with(World::Practice, &key(), at(60)).unwrap();
    assert_eq!(sealed.read(|r| r.document_count()).unwrap(), 1);
    drop(sealed);
    assert_eq!(shelf.look(World::Practice).unwrap(), BookFile::Sealed);
    assert!(shelf.open(World::Practice, at(60)).is_err());
}
