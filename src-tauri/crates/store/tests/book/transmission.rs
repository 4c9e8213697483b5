//! Transmissions: planned at issue, done once, remembered for good.

use chrono::{NaiveDateTime, TimeDelta};
use domain::{Attention, Refusal, State};
use store::{Book, BookError, DocumentId};

use crate::invoices::{approved_invoice, invoice, issued, transmitted};
use crate::support::{approved, at, book, book_on_disk, receipt, refusal, set, today};

fn due(book: &Book, now: i64, limit: u32) -> Vec<DocumentId> {
    let due = book.read(|r| r.due_transmissions(at(now), "hometax", limit)).unwrap();
    due.into_iter().map(|planned| planned.id).collect()
}

fn planned(book: &Book, last: u32, seconds: i64) -> DocumentId {
    let id = approved_invoice(book, &invoice("100,000"), last, at(i64::from(last)));
    assert!(book.write(|w| w.plan_transmission(id, at(seconds))).unwrap());
    id
}

fn sent_at(book: &Book, id: DocumentId) -> Option<NaiveDateTime> {
    book.read(|r| r.shelved_by_id(id)).unwrap().unwrap().standing.sent_at
}

#[test]
fn a_transmission_is_due_at_its_planned_moment_the_earliest_first() {
    let book = book();
    let [late, soon, soon_too] = [(1, 900), (2, 300), (3, 300)].map(|(last, by)| planned(&book, last, by));
    assert_eq!(book.read(|r| r.next_transmission()).unwrap(), Some(at(300)));
    assert!(due(&book, 299, 9).is_empty(), "not before its moment");
    assert_eq!((due(&book, 300, 9), due(&book, 900, 1)), (vec![soon, soon_too], vec![soon]));
    assert_eq!(due(&book, 900, 9), [soon, soon_too, late]);
    assert!(book.read(|r| r.due_transmissions(at(900), "popbill", 9)).unwrap().is_empty());
    let waiting = book.read(|r| r.transmissions_waiting(9)).unwrap();
    assert_eq!(waiting.iter().map(|row| row.transmit_at).collect::<Vec<_>>(), [at(300), at(300), at(900)]);
    assert_eq!((waiting[0].approved_at, waiting[0].written_on), (at(2), today()));
    assert!(book.write(|w| w.plan_transmission(late, at(10))).unwrap(), "at once after all");
    assert_eq!(due(&book, 10, 9), [late]);
}

#[test]
fn a_try_that_failed_waits_and_the_plan_stays() {
    let book = book();
    let id = planned(&book, 1, 300);
    book.write(|w| w.schedule(id, 1, Some(at(400)))).unwrap();
    assert!(due(&book, 399, 9).is_empty());
    assert_eq!(book.read(|r| r.next_transmission()).unwrap(), Some(at(400)));
    let row = book.read(|r| r.transmissions_waiting(9)).unwrap().remove(0);
    assert_eq!((row.transmit_at, row.attempts), (at(300), 1));
    book.write(|w| w.forget_waits()).unwrap();
    assert_eq!(due(&book, 300, 9), [id], "a clock that was moved makes the wait meaningless");
}

#[test]
fn late_ones_are_counted_by_their_plan_or_by_their_issue() {
    let book = book();
    // Planned for 300, 600 and 900; issued at 1, 2 and 3.
    let [first, ..] = [(1, 300), (2, 600), (3, 900)].map(|(last, by)| planned(&book, last, by));
    let late = |plan, issue| book.read(|r| r.late_transmission_count(at(plan), at(issue))).unwrap();
    assert_eq!([late(299, 1), late(300, 1), late(899, 1), late(900, 1)], [0, 1, 2, 3]);
    assert_eq!([late(299, 2), late(299, 4), late(300, 3)], [1, 3, 2], "either reason, each once");
    set(&book, first, &[transmitted(1, at(1), at(350))]);
    assert_eq!(late(900, 4), 2, "what was sent is not late");
}

#[test]
fn what_was_transmitted_is_planned_no_more_and_stays_transmitted() {
    let book = book();
    let id = planned(&book, 1, 300);
    set(&book, id, &[transmitted(1, at(1), at(350))]);
    assert_eq!((due(&book, 900, 9), book.read(|r| r.next_transmission()).unwrap()), (vec![], None));
    assert!(!book.write(|w| w.plan_transmission(id, at(999))).unwrap(), "it is done");
    let standing = || book.read(|r| r.shelved_by_id(id)).unwrap().unwrap().standing;
    assert_eq!(standing().state, transmitted(1, at(1), at(350)));
    assert_eq!((standing().transmit_at, standing().sent_at), (Some(at(300)), Some(at(350))));
    set(&book, id, &[State::Confirmed(issued(1, at(1)))]);
    assert_eq!(standing().state, State::Confirmed(issued(1, at(1))));
    assert_eq!(sent_at(&book, id), Some(at(350)), "what was sent stays sent");
}

#[test]
fn a_refusal_the_day_after_keeps_when_it_was_sent() {
    let book = book();
    let id = planned(&book, 1, 300);
    let refused = State::RefusedLater {
        approval: issued(1, at(1)),
        refusal: Refusal { code: "E2004".into(), field: None, message: String::new() },
    };
    set(&book, id, &[transmitted(1, at(1), at(350)), refused.clone()]);
    assert_eq!(book.read(|r| r.shelved_by_id(id)).unwrap().unwrap().standing.state, refused);
    assert_eq!(sent_at(&book, id), Some(at(350)));
}

#[test]
fn the_file_refuses_to_take_a_transmission_back_or_to_move_it() {
    let (_folder, path, book) = book_on_disk();
    let id = planned(&book, 1, 300);
    set(&book, id, &[transmitted(1, at(1), at(350))]);
    for state in [
        State::Approved(issued(1, at(1))),
        State::Unknown,
        transmitted(1, at(1), at(351)),
        transmitted(2, at(1), at(350)),
    ] {
        let refused = book.write(|w| w.set_standing(id, &state, at(400)));
        assert!(matches!(refused, Err(BookError::Rule { .. })), "{state:?}: {refused:?}");
    }
    for sql in
        ["sent_at = NULL", "sent_at = '2026-11-22T14:30:00.000'", "state = 'approved'", "state = 'ready'"]
    {
        refusal(&path, &format!("UPDATE standing SET {sql}"));
    }
    assert_eq!(sent_at(&book, id), Some(at(350)));
}

#[test]
fn a_receipt_is_never_transmitted() {
    let book = book();
    let (_, id) = approved(&book, &receipt(10_000, at(1)), "TB0000001");
    let planned = book.write(|w| w.plan_transmission(id, at(300)));
    assert!(matches!(planned, Err(BookError::Rule { .. })), "{planned:?}");
    let approval = crate::support::approval("TB0000001", at(1));
    let sent = State::Transmitted(domain::Transmission { approval, sent_at: at(2) });
    let refused = book.write(|w| w.set_standing(id, &sent, at(2)));
    assert!(matches!(refused, Err(BookError::Rule { .. })), "{refused:?}");
}

#[test]
fn only_an_approved_invoice_can_be_planned() {
    let book = book();
    let (_, id) = crate::invoices::issue_invoice(&book, &invoice("1,000"), at(1));
    assert!(!book.write(|w| w.plan_transmission(id, at(300))).unwrap());
    assert_eq!(book.read(|r| r.next_transmission()).unwrap(), None);
}

#[test]
fn days_whose_invoices_were_sent_and_not_confirmed_are_found_the_day_after() {
    let book = book();
    let id = planned(&book, 1, 300);
    let tomorrow = today() + TimeDelta::days(1);
    let days = |from, before| book.read(|r| r.sent_unconfirmed_days(tomorrow, at(from), at(before))).unwrap();
    assert!(days(1, 999).is_empty(), "not sent yet");
    set(&book, id, &[transmitted(1, at(1), at(350))]);
    assert_eq!((days(1, 350), days(1, 351)), (vec![], vec![today()]));
    assert_eq!((days(350, 999), days(351, 999)), (vec![today()], vec![]), "whatever its date");
    assert!(book.read(|r| r.sent_unconfirmed_days(today(), at(1), at(999))).unwrap().is_empty());
    set(&book, id, &[State::Confirmed(issued(1, at(1)))]);
    assert!(days(1, 999).is_empty());
}

#[test]
fn a_transmitted_invoice_is_no_open_document_but_may_call_a_person() {
    let book = book();
    let id = planned(&book, 1, 300);
    for why in [Attention::RefusedLater, Attention::AmendmentStopped] {
        book.write(|w| w.call_person(id, Some(why))).unwrap();
        assert_eq!(book.read(|r| r.shelved_by_id(id)).unwrap().unwrap().standing.attention, Some(why));
        assert_eq!(book.read(|r| r.attended_documents(9)).unwrap(), [id]);
    }
    book.write(|w| w.call_person(id, None)).unwrap();
    set(&book, id, &[transmitted(1, at(1), at(350))]);
    let open = book.read(|r| r.open_count()).unwrap();
    assert_eq!((open.waiting, open.unknown, open.attention), (0, 0, 0));
}
