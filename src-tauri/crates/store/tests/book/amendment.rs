//! Pairs of amendments: begun once, completed once, found from either document.

use domain::{AmendReason, Refusal, State};
use store::{Book, BookError, DocumentId};

use crate::invoices::{amend, amended, approved_invoice, invoice, taken_back};
use crate::support::{at, book, book_on_disk, refusal, set};

/// An approved invoice and the first of a pair that corrects a mistake in it.
fn begun(book: &Book) -> (DocumentId, DocumentId) {
    let sold = invoice("100,000");
    let original = approved_invoice(book, &sold, 1, at(1));
    let first = amend(book, original, &taken_back(&sold, 1, AmendReason::Mistake), at(2)).unwrap();
    let second = amended(&sold, 1, AmendReason::Mistake, 1);
    book.write(|w| w.begin_amendment(first, original, AmendReason::Mistake, Some(&second), at(2))).unwrap();
    (original, first)
}

#[test]
fn a_pair_is_open_until_its_second_document_is_written() {
    let book = book();
    let (original, first) = begun(&book);
    let open = || book.read(|r| r.open_amendments()).unwrap();
    let saga = open().remove(0);
    let second = saga.second_content.unwrap();
    assert_eq!((saga.first, saga.original, saga.second), (first, original, None));
    assert_eq!((saga.reason, second.total().get(), saga.created_at), (AmendReason::Mistake, 110_000, at(2)));
    let written = amend(&book, original, &second, at(3)).unwrap();
    book.write(|w| w.complete_amendment(first, written)).unwrap();
    assert!(open().is_empty());
    for id in [first, written] {
        let found = book.read(|r| r.amendment_of(id)).unwrap().unwrap();
        assert_eq!((found.first, found.second), (first, Some(written)));
    }
    assert!(book.read(|r| r.amendment_of(original)).unwrap().is_none(), "the original may have several");
    assert_eq!(book.read(|r| r.amendments_of(original)).unwrap().len(), 1);
}

#[test]
fn a_pair_whose_first_was_refused_is_not_gone_on_with() {
    let book = book();
    let (_, first) = begun(&book);
    let refusal = Refusal { code: "E3005".into(), field: None, message: String::new() };
    set(&book, first, &[State::Sending, State::Rejected(refusal)]);
    assert!(book.read(|r| r.open_amendments()).unwrap().is_empty());
}

#[test]
fn an_amendment_of_one_document_is_never_open_and_takes_no_second() {
    let book = book();
    let sold = invoice("100,000");
    let original = approved_invoice(&book, &sold, 1, at(1));
    let back = taken_back(&sold, 1, AmendReason::ContractCancelled);
    let first = amend(&book, original, &back, at(2)).unwrap();
    book.write(|w| w.begin_amendment(first, original, AmendReason::ContractCancelled, None, at(2))).unwrap();
    assert!(book.read(|r| r.open_amendments()).unwrap().is_empty());
    let refused = book.write(|w| w.complete_amendment(first, original));
    assert!(matches!(refused, Err(BookError::Rule { .. })), "{refused:?}");
}

#[test]
fn the_file_refuses_to_complete_twice_to_change_or_to_remove() {
    let (_folder, path, book) = book_on_disk();
    let (original, first) = begun(&book);
    let second = book.read(|r| r.amendment_of(first)).unwrap().unwrap().second_content.unwrap();
    let astray = book.write(|w| w.begin_amendment(original, first, AmendReason::Mistake, None, at(3)));
    assert!(matches!(astray, Err(BookError::Rule { .. })), "the original amends nothing: {astray:?}");
    let twice = book.write(|w| w.begin_amendment(first, original, AmendReason::Mistake, None, at(3)));
    assert!(twice.is_err(), "{twice:?}");
    for sql in [
        "DELETE FROM amendment",
        "UPDATE amendment SET second_content = NULL",
        "UPDATE amendment SET reason = 'returned'",
    ] {
        refusal(&path, sql);
    }
    let written = amend(&book, original, &second, at(3)).unwrap();
    book.write(|w| w.complete_amendment(first, written)).unwrap();
    let another = amend(&book, original, &second, at(4)).unwrap();
    let again = book.write(|w| w.complete_amendment(first, another));
    assert!(matches!(again, Err(BookError::Rule { .. })), "{again:?}");
}
