//! The courier's queue: the most urgent first, nothing before its time.

use domain::{HeldReason, KeyKind, State};
use store::{Book, DocumentId, NewDocument};

use crate::support::{approval, at, book, issue, receipt, set, today};

fn issue_by(book: &Book, seconds: i64, send_by: i64) -> DocumentId {
    let receipt = receipt(10_000, at(seconds));
    book.write(|w| {
        let key = w.next_key(KeyKind::Receipt, today(), 1)?;
        let new = NewDocument::issue(&key, &receipt, "hometax", "{}", &format!("press-{key}"));
        let new = NewDocument { send_by: Some(at(send_by)), ..new };
        w.insert_document_as(&new, &State::Held(HeldReason::NoNetwork))
    })
    .unwrap()
}

fn due(book: &Book, now: i64, limit: u32) -> Vec<DocumentId> {
    let due = book.read(|r| r.due_documents(at(now), "hometax", limit)).unwrap();
    due.into_iter().map(|queued| queued.id).collect()
}

#[test]
fn what_is_due_comes_by_its_last_moment_and_then_by_age() {
    let book = book();
    let [late, soon, soon_too] = [(1, 900), (2, 300), (3, 300)].map(|(s, by)| issue_by(&book, s, by));
    assert_eq!(due(&book, 10, 9), [soon, soon_too, late]);
    assert_eq!(due(&book, 10, 1), [soon], "a claim takes no more than it asks for");
    assert_eq!(book.read(|r| r.open_count()).unwrap().earliest, Some(at(300)));
}

#[test]
fn a_document_waits_for_its_time_and_holds_up_no_other() {
    let book = book();
    let [first, second] = [300, 900].map(|by| issue_by(&book, 1, by));
    book.write(|w| w.schedule(first, 1, Some(at(60)))).unwrap();
    assert_eq!(due(&book, 59, 9), [second]);
    assert_eq!(due(&book, 60, 9), [first, second]);
    assert_eq!(book.read(|r| r.next_try()).unwrap(), Some(None), "the second one is due at once");
    book.write(|w| w.schedule(second, 1, Some(at(90)))).unwrap();
    assert_eq!(book.read(|r| r.next_try()).unwrap(), Some(Some(at(60))));
    book.write(|w| w.forget_waits()).unwrap();
    assert_eq!(due(&book, 0, 9), [first, second], "a clock that was moved makes every wait meaningless");
}

#[test]
fn only_what_can_be_sent_or_asked_for_is_in_the_queue_and_only_for_its_route() {
    let book = book();
    let [held, unknown, sending, approved] = [1, 2, 3, 4].map(|n| issue_by(&book, n, 900));
    set(&book, unknown, &[State::Sending, State::Unknown]);
    set(&book, sending, &[State::Sending]);
    set(&book, approved, &[State::Sending, State::Approved(approval("TB0000001", at(5)))]);
    assert_eq!(due(&book, 10, 9), [held, unknown]);
    assert!(book.read(|r| r.due_documents(at(10), "popbill", 9)).unwrap().is_empty());
    let since = |when| {
        let found = book.read(|r| r.sending_since(when)).unwrap();
        found.into_iter().map(|(_, awaited)| awaited.id).collect::<Vec<_>>()
    };
    assert_eq!((since(Some(at(9))), since(None)), (vec![sending], vec![sending]));
    assert!(since(Some(at(8))).is_empty(), "not long enough on its way");
}

#[test]
fn days_with_approvals_that_nobody_confirmed_are_found() {
    let book = book();
    let (_, id) = issue(&book, &receipt(10_000, at(1)));
    set(&book, id, &[State::Sending, State::Approved(approval("TB0000001", at(5)))]);
    let days = |from, to| book.read(|r| r.unconfirmed_days(from, to)).unwrap();
    let tomorrow = today().succ_opt().unwrap();
    assert_eq!(days(today(), tomorrow), [today()]);
    assert!(days(today(), today()).is_empty(), "today is not over");
    set(&book, id, &[State::Confirmed(approval("TB0000001", at(5)))]);
    assert!(days(today(), tomorrow).is_empty());
}
