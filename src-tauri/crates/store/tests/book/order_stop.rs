//! Stopped orders: one matter each, until somebody has seen to it.

use store::{Book, World};

use crate::support::{at, book, book_on_disk};

#[test]
fn the_same_order_stopped_again_is_one_matter_with_the_newer_reason() {
    let book = book();
    for (minute, reason) in [(1, "buyer_closed"), (2, "status_unknown")] {
        book.write(|w| w.stop_order(("A-1", "한빛유통"), (reason, None), at(minute))).unwrap();
    }
    let open = book.read(|r| r.open_order_stops(10)).unwrap();
    assert_eq!((open.len(), book.read(|r| r.open_order_stop_count()).unwrap()), (1, 1));
    assert_eq!((open[0].reason.as_str(), open[0].stopped_at), ("status_unknown", at(2)));
}

#[test]
fn a_settled_one_stays_settled_over_a_restart_and_a_new_stop_is_a_new_matter() {
    let (_folder, path, book) = book_on_disk();
    book.write(|w| w.stop_order(("A-1", "한빛유통"), ("buyer_closed", None), at(1))).unwrap();
    let first = book.read(|r| r.open_order_stops(10)).unwrap()[0].id;
    drop(book);
    let book = Book::open(&path, World::Practice, at(60)).unwrap();
    let settled = book.write(|w| w.settle_order_stop(first, at(2))).unwrap();
    assert_eq!(settled.as_deref(), Some("A-1"));
    assert_eq!(book.write(|w| w.settle_order_stop(first, at(3))).unwrap(), None, "only once");
    book.write(|w| w.stop_order(("A-1", "한빛유통"), ("buyer_closed", None), at(4))).unwrap();
    let open = book.read(|r| r.open_order_stops(10)).unwrap();
    assert_eq!(open.len(), 1);
    assert_ne!(open[0].id, first);
    book.write(|w| w.close_order_stop("A-1", at(5))).unwrap();
    assert!(book.read(|r| r.open_order_stops(10)).unwrap().is_empty());
    assert_eq!(book.read(|r| r.open_order_stop_count()).unwrap(), 0);
}
