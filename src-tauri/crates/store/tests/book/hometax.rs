//! Documents that stand in a file for Hometax.

use domain::{HeldReason, State};
use store::{Book, BookError, DocumentId, HandOverEnd};

use crate::support::{approved, at, book, book_on_disk, issue, receipt, refusal, set};

fn hand_over(book: &Book, id: DocumentId, file: &str) -> Result<(), BookError> {
    book.write(|w| {
        w.set_standing(id, &State::ByFile, at(10))?;
        w.note_hand_over(id, file, 7, at(10))
    })
}

#[test]
fn what_is_not_sent_and_what_stands_in_a_file_are_candidates_in_the_order_of_their_writing() {
    let book = book();
    let (ready, _) = issue(&book, &receipt(1_000, at(1)));
    let (held, held_id) = issue(&book, &receipt(2_000, at(2)));
    set(&book, held_id, &[State::Held(HeldReason::NoNetwork)]);
    let (_, unknown) = issue(&book, &receipt(3_000, at(3)));
    set(&book, unknown, &[State::Sending, State::Unknown]);
    approved(&book, &receipt(4_000, at(4)), "TB0000001");
    let (filed, filed_id) = issue(&book, &receipt(5_000, at(5)));
    hand_over(&book, filed_id, "a.xlsx").unwrap();
    let found = book.read(|r| r.hometax_candidates(10)).unwrap();
    let keys: Vec<_> = found.into_iter().map(|shelved| shelved.document.key).collect();
    assert_eq!(keys, [ready, held, filed]);
    assert_eq!(book.read(|r| r.hometax_candidates(2)).unwrap().len(), 2);
}

#[test]
fn a_document_stands_in_one_file_at_a_time_and_every_file_is_remembered() {
    let book = book();
    let (_, id) = issue(&book, &receipt(1_000, at(1)));
    assert_eq!(book.read(|r| r.hand_over_of(id)).unwrap(), None);
    hand_over(&book, id, "a.xlsx").unwrap();
    assert!(book.write(|w| w.note_hand_over(id, "b.xlsx", 8, at(11))).is_err());
    assert!(book.write(|w| w.end_hand_over(id, HandOverEnd::Replaced, at(12))).unwrap());
    book.write(|w| w.note_hand_over(id, "b.xlsx", 8, at(12))).unwrap();
    let newest = book.read(|r| r.hand_over_of(id)).unwrap().unwrap();
    assert_eq!((newest.file.as_str(), newest.line, newest.end), ("b.xlsx", 8, None));
    assert!(book.write(|w| w.end_hand_over(id, HandOverEnd::Issued, at(13))).unwrap());
    assert!(!book.write(|w| w.end_hand_over(id, HandOverEnd::TakenBack, at(14))).unwrap());
    let newest = book.read(|r| r.hand_over_of(id)).unwrap().unwrap();
    assert_eq!(newest.end, Some((HandOverEnd::Issued, at(13))));
}

#[test]
fn the_file_itself_forgets_no_hand_over_and_lets_the_courier_have_none() {
    let (_folder, path, book) = book_on_disk();
    let (_, id) = issue(&book, &receipt(1_000, at(1)));
    hand_over(&book, id, "a.xlsx").unwrap();
    assert_eq!(book.read(|r| r.due_documents(at(20), "hometax", 10)).unwrap().len(), 0);
    assert!(refusal(&path, "UPDATE standing SET state = 'sending'").contains("does not lead"));
    assert!(refusal(&path, "DELETE FROM hometax_file").contains("never forgotten"));
    assert!(refusal(&path, "UPDATE hometax_file SET file = 'x'").contains("ends once"));
}
