//! Standings: what the file lets a document's state lead to.

use domain::{Attention, DocumentKey, HeldReason, Refusal, State};
use store::{Book, BookError, OpenCount};

use crate::support::{approval, approved, at, book, book_on_disk, issue, receipt, refusal, set};

fn no() -> Refusal {
    Refusal {
        code: "E2003".into(),
        field: Some("consumerPhone".into()),
        message: "번호가 맞지 않아요".into(),
    }
}

fn every_state() -> Vec<State> {
    let approval = approval("TB0000001", at(5));
    vec![
        State::Ready,
        State::Held(HeldReason::NoNetwork),
        State::Sending,
        State::Approved(approval.clone()),
        State::Confirmed(approval.clone()),
        State::RefusedLater { approval, refusal: no() },
        State::Rejected(no()),
        State::Unknown,
        State::Conflict("total".into()),
        State::CheckByHand,
        State::ByFile,
    ]
}

#[test]
fn every_state_reads_back_as_it_was_written() {
    for state in every_state() {
        let book = book();
        let (key, id) = issue(&book, &receipt(10_000, at(1)));
        set(&book, id, std::slice::from_ref(&state));
        let shelved = book.read(|r| r.shelved(&key)).unwrap().unwrap();
        assert_eq!(shelved.standing.state, state);
        assert_eq!(shelved.standing.updated_at, at(9));
    }
}

#[test]
fn the_file_allows_every_step_of_the_life_cycle() {
    let step = |from: &State, to: &State| -> bool {
        let (from, approval) = (from.clone(), approval("TB0000001", at(5)));
        let reached = match to {
            State::Ready => from.take_back(),
            State::ByFile => from.hand_over(),
            State::Held(reason) => from.hold(*reason),
            State::Sending => from.clone().send().or_else(|_| from.resend()),
            State::Approved(_) => from.approve(approval),
            State::Transmitted(sent) => from.transmit(sent.sent_at),
            State::Confirmed(_) => from.confirm(),
            State::RefusedLater { .. } => from.refuse_later(no()),
            State::Rejected(_) => from.reject(no()),
            State::Unknown => from.lose_answer(),
            State::Conflict(text) => from.conflict(text.clone()),
            State::CheckByHand => from.cannot_look_up(),
        };
        reached.is_ok()
    };
    let mut allowed = 0;
    for from in every_state() {
        for to in every_state().iter().filter(|to| step(&from, to)) {
            let book = book();
            let (_, id) = issue(&book, &receipt(10_000, at(1)));
            set(&book, id, &[from.clone(), to.clone()]);
            allowed += 1;
        }
    }
    assert!(allowed >= 12, "the life cycle has at least its drawn arrows: {allowed}");
}

#[test]
fn the_file_refuses_to_lose_what_was_proved() {
    let approval_of = |number| State::Approved(approval(number, at(5)));
    let confirmed = State::Confirmed(approval("TB0000001", at(5)));
    let lost = [
        (approval_of("TB0000001"), State::Unknown),
        (approval_of("TB0000001"), State::Ready),
        (approval_of("TB0000001"), State::Rejected(no())),
        (approval_of("TB0000001"), approval_of("TB0000002")),
        (approval_of("TB0000001"), State::Confirmed(approval("TB0000002", at(5)))),
        (approval_of("TB0000001"), State::Approved(approval("TB0000001", at(6)))),
        (confirmed, approval_of("TB0000001")),
        (State::Unknown, State::Ready),
        (State::Unknown, State::Held(HeldReason::NoNetwork)),
        (State::Rejected(no()), State::Sending),
        (State::ByFile, State::Sending),
        (State::ByFile, State::Held(HeldReason::NoNetwork)),
        (State::Unknown, State::ByFile),
        (State::Sending, State::ByFile),
        (
            State::RefusedLater { approval: approval("TB0000001", at(5)), refusal: no() },
            approval_of("TB0000001"),
        ),
    ];
    for (from, to) in lost {
        let book = book();
        let (key, id) = issue(&book, &receipt(10_000, at(1)));
        set(&book, id, std::slice::from_ref(&from));
        let refused = book.write(|w| w.set_standing(id, &to, at(10)));
        assert!(
            matches!(refused, Err(BookError::Rule { .. })),
            "{} → {}: {refused:?}",
            from.name(),
            to.name()
        );
        assert_eq!(book.read(|r| r.shelved(&key)).unwrap().unwrap().standing.state, from);
    }
}

#[test]
fn the_file_refuses_raw_changes_of_an_approval() {
    let (_folder, path, book) = book_on_disk();
    approved(&book, &receipt(10_000, at(1)), "TB0000001");
    for sql in [
        "UPDATE standing SET approval_number = 'TB0000009'",
        "UPDATE standing SET state = 'unknown', approval_number = NULL, approved_at = NULL",
        "UPDATE standing SET trade_date = '2026-11-23'",
        "DELETE FROM standing",
        "INSERT OR REPLACE INTO standing SELECT * FROM standing",
    ] {
        let words = refusal(&path, sql);
        assert!(
            ["never", "stays", "does not lead"].iter().any(|rule| words.contains(rule)),
            "{sql}: {words}"
        );
    }
}

#[test]
fn an_approval_number_is_unique_within_its_trade_date_only() {
    let book = book();
    let tomorrow = at(0) + chrono::TimeDelta::days(1);
    approved(&book, &receipt(10_000, at(1)), "TB0000001");
    approved(&book, &receipt(10_000, tomorrow), "TB0000001");
    let (_, id) = issue(&book, &receipt(10_000, at(2)));
    let refused = book.write(|w| w.set_standing(id, &State::Approved(approval("TB0000001", at(3))), at(3)));
    assert!(matches!(refused, Err(BookError::Twice { .. })), "{refused:?}");
}

/// A document in each state, oldest first.
fn one_in_each_state(book: &Book) -> Vec<(DocumentKey, State)> {
    let renumbered = |mut state: State, number: &str| {
        if let State::Approved(own) | State::Confirmed(own) | State::RefusedLater { approval: own, .. } =
            &mut state
        {
            *own = approval(number, at(5));
        }
        state
    };
    let mut documents = Vec::new();
    for (seconds, state) in (1..).zip(every_state()) {
        let state = renumbered(state, &format!("TB{seconds:07}"));
        let (key, id) = issue(book, &receipt(10_000, at(seconds)));
        set(book, id, std::slice::from_ref(&state));
        documents.push((key, state));
    }
    documents
}

#[test]
fn open_documents_are_counted_by_what_they_wait_for() {
    let book = book();
    let documents = one_in_each_state(&book);
    let count =
        |is: fn(&State) -> bool| u32::try_from(documents.iter().filter(|(_, s)| is(s)).count()).unwrap();
    let expected = OpenCount {
        waiting: count(|state| state.is_open() && !state.may_have_happened()),
        unknown: count(|state| state.is_open() && state.may_have_happened()),
        attention: 0,
        earliest: None,
    };
    assert_eq!((expected.waiting, expected.unknown), (2, 2));
    assert_eq!(book.read(|r| r.open_count()).unwrap(), expected);
    let (key, _) = documents.iter().find(|(_, state)| state.needs_person()).unwrap();
    let id = book.read(|r| r.awaited(key)).unwrap().unwrap().id;
    book.write(|w| w.call_person(id, Some(Attention::Conflict))).unwrap();
    assert_eq!(book.read(|r| r.open_count()).unwrap().attention, 1);
    book.write(|w| w.call_person(id, None)).unwrap();
    assert_eq!(book.read(|r| r.open_count()).unwrap().attention, 0, "somebody has acted");
}

#[test]
fn a_retry_is_scheduled_and_forgotten_with_the_state() {
    let book = book();
    let (key, id) = issue(&book, &receipt(10_000, at(1)));
    let standing = || book.read(|r| r.shelved(&key)).unwrap().unwrap().standing;
    set(&book, id, &[State::Held(HeldReason::NoNetwork)]);
    book.write(|w| w.schedule(id, 3, Some(at(90)))).unwrap();
    assert_eq!((standing().attempts, standing().next_at), (3, Some(at(90))));
    set(&book, id, &[State::Sending]);
    assert_eq!((standing().attempts, standing().next_at), (3, None));
}
