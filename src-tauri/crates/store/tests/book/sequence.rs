//! Document keys: given out once, whatever is rolled back or reopened.

use domain::KeyKind;
use store::{Book, BookError, World};

use crate::support::{at, book, book_on_disk, refusal, today};

fn next(book: &Book, kind: KeyKind, counter: u8) -> String {
    book.write(|w| w.next_key(kind, today(), counter)).unwrap().to_string()
}

#[test]
fn keys_count_per_kind_date_and_counter() {
    let book = book();
    assert_eq!(next(&book, KeyKind::Receipt, 1), "R261122-01-000001");
    assert_eq!(next(&book, KeyKind::Receipt, 1), "R261122-01-000002");
    assert_eq!(next(&book, KeyKind::Cancel, 1), "C261122-01-000001");
    assert_eq!(next(&book, KeyKind::Receipt, 2), "R261122-02-000001");
    let tomorrow = today().succ_opt().unwrap();
    let key = book.write(|w| w.next_key(KeyKind::Receipt, tomorrow, 1)).unwrap();
    assert_eq!(key.as_str(), "R261123-01-000001");
}

#[test]
fn a_committed_key_is_never_given_out_again() {
    let (_folder, path, book) = book_on_disk();
    assert_eq!(next(&book, KeyKind::Receipt, 1), "R261122-01-000001");
    let undone = book.write(|w| {
        w.next_key(KeyKind::Receipt, today(), 1)?;
        Err::<(), _>(BookError::NoKeyLeft)
    });
    assert!(undone.is_err());
    assert_eq!(
        next(&book, KeyKind::Receipt, 1),
        "R261122-01-000002",
        "the undone one never left this process"
    );
    drop(book);
    let reopened = Book::open(&path, World::Practice, at(60)).unwrap();
    assert_eq!(next(&reopened, KeyKind::Receipt, 1), "R261122-01-000003");
}

#[test]
fn a_panic_gives_the_key_back_and_leaves_the_book_usable() {
    let book = book();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        book.write(|w| -> Result<(), BookError> {
            w.next_key(KeyKind::Receipt, today(), 1)?;
            panic!("the till fell over")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(next(&book, KeyKind::Receipt, 1), "R261122-01-000001");
}

#[test]
fn a_counter_out_of_range_has_no_keys() {
    let book = book();
    for counter in [0, 100] {
        let refused = book.write(|w| w.next_key(KeyKind::Receipt, today(), counter));
        assert!(matches!(refused, Err(BookError::NoKeyLeft)), "{counter}: {refused:?}");
    }
}

#[test]
fn the_last_key_of_a_day_is_the_last() {
    let (_folder, path, book) = book_on_disk();
    let full = "INSERT INTO sequence VALUES ('R', '2026-11-22', 1, 999998)";
    crate::support::raw(&path).execute_batch(full).unwrap();
    assert_eq!(next(&book, KeyKind::Receipt, 1), "R261122-01-999999");
    let refused = book.write(|w| w.next_key(KeyKind::Receipt, today(), 1));
    assert!(matches!(refused, Err(BookError::NoKeyLeft)), "{refused:?}");
}

#[test]
fn the_file_refuses_to_count_backwards() {
    let (_folder, path, book) = book_on_disk();
    next(&book, KeyKind::Receipt, 1);
    for sql in [
        "UPDATE sequence SET last = last",
        "UPDATE sequence SET date = '2026-11-21', last = 9",
        "DELETE FROM sequence",
    ] {
        assert!(refusal(&path, sql).contains("given out once"), "{sql}");
    }
}
