//! What other programs rely on: the order of changes, tokens, named calls, and results that are not dropped.

use chrono::TimeDelta;
use domain::State;
use proptest::prelude::*;
use store::{ApiTokenId, BookError, Channel, DocumentId};

use crate::support::{approval, approved, at, book, book_on_disk, issue, receipt, refusal, set};

fn followed(book: &store::Book, since: i64) -> Vec<(i64, DocumentId)> {
    let changes = book.read(|r| r.changes_since(since, 100)).unwrap();
    changes.into_iter().map(|change| (change.seq, change.document)).collect()
}

proptest! {
    /// Whatever changes in which order, and whatever the clock says: whoever goes on from the last number he saw has
    /// afterwards seen the newest change of every document, and none twice.
    #[test]
    fn going_on_from_the_last_number_misses_nothing(steps in prop::collection::vec((0..4_usize, any::<bool>()), 1..40)) {
        let book = book();
        let ids: Vec<DocumentId> = (0..4).map(|n| issue(&book, &receipt(1000 + n, at(100 - n))).1).collect();
        let (mut since, mut seen) = (0, std::collections::HashMap::new());
        let mut ready = [true; 4];
        for (which, look) in steps {
            let next = if ready[which] { State::Held(domain::HeldReason::NoNetwork) } else { State::Ready };
            ready[which] = !ready[which];
            // The clock goes back at every step.
            let when = at(-(i64::try_from(seen.len()).unwrap()));
            book.write(|w| w.set_standing(ids[which], &next, when)).unwrap();
            if look {
                for (seq, document) in followed(&book, since) {
                    prop_assert!(seq > since);
                    since = seq;
                    seen.insert(document, seq);
                }
            }
        }
        for (seq, document) in followed(&book, since) {
            seen.insert(document, seq);
        }
        let standing: std::collections::HashMap<DocumentId, i64> =
            followed(&book, 0).into_iter().map(|(seq, document)| (document, seq)).collect();
        prop_assert_eq!(seen, standing);
    }
}

#[test]
fn a_state_written_again_as_it_was_is_no_change() {
    let book = book();
    let (_, id) = issue(&book, &receipt(1000, at(0)));
    set(&book, id, &[State::Sending, State::Unknown]);
    let before = book.read(|r| r.newest_change()).unwrap();
    book.write(|w| w.schedule(id, 3, Some(at(60)))).unwrap();
    set(&book, id, &[State::Unknown]);
    assert_eq!(book.read(|r| r.newest_change()).unwrap(), before);
    set(&book, id, &[State::Approved(approval("TB0000001", at(5)))]);
    let change = book.read(|r| r.change_of(id)).unwrap().unwrap();
    assert!(change.seq > before);
    assert!(change.press_id.is_some_and(|press| press.starts_with("press-")));
}

#[test]
fn the_file_refuses_to_forget_or_to_rewrite() {
    let (_folder, path, book) = book_on_disk();
    let (_, id) = approved(&book, &receipt(1000, at(0)), "TB0000001");
    let hash = "0".repeat(64);
    let token = book.write(|w| w.add_api_token("ERP", &hash, at(1))).unwrap();
    book.write(|w| {
        w.begin_api_call(token, "call", &hash, at(1))?;
        w.answer_api_call(token, "call", (201, "{}"))?;
        w.queue_delivery(Channel::Webhook, ("e-1", id, "{}"), at(1), at(2))
    })
    .unwrap();
    let said = refusal(&path, "UPDATE api_token SET hash = 'x'");
    assert!(said.contains("never changes"), "{said}");
    assert!(book.write(|w| w.revoke_api_token(token, at(2))).unwrap());
    assert!(!book.write(|w| w.revoke_api_token(token, at(3))).unwrap());
    let refused = [
        ("UPDATE document_change SET seq = 1", "only moves on"),
        ("DELETE FROM document_change", "never removed"),
        ("DELETE FROM api_token", "never removed"),
        ("UPDATE api_token SET revoked_at = NULL", "stays revoked"),
        ("UPDATE api_call SET answer = '[]'", "keeps its answer"),
        ("DELETE FROM delivery", "before it was delivered"),
        ("UPDATE delivery SET body = '[]'", "never changes"),
    ];
    for (sql, why) in refused {
        let said = refusal(&path, sql);
        assert!(said.contains(why), "{sql}: {said}");
    }
}

#[test]
fn a_named_call_keeps_its_first_answer_until_it_is_old() {
    let book = book();
    let hash = "0".repeat(64);
    let token = book.write(|w| w.add_api_token("ERP", &hash, at(0))).unwrap();
    book.write(|w| w.begin_api_call(token, "call", &hash, at(0))).unwrap();
    assert_eq!(book.read(|r| r.api_call(token, "call")).unwrap().unwrap().answer, None);
    for answer in ["first", "second"] {
        book.write(|w| w.answer_api_call(token, "call", (202, answer))).unwrap();
    }
    let call = book.read(|r| r.api_call(token, "call")).unwrap().unwrap();
    assert_eq!(call.answer, Some((202, "first".to_owned())));
    assert_eq!(book.read(|r| r.api_call(ApiTokenId::of(9), "call")).unwrap(), None);
    assert_eq!(book.write(|w| w.forget_api_calls(at(1))).unwrap(), 1);
    assert_eq!(book.read(|r| r.api_call(token, "call")).unwrap(), None);
}

#[test]
fn a_result_is_taken_by_one_and_given_up_or_delivered_for_good() {
    let book = book();
    let (_, id) = approved(&book, &receipt(1000, at(0)), "TB0000001");
    let queue = |event: &str| {
        book.write(|w| w.queue_delivery(Channel::Webhook, (event, id, event), at(1), at(100))).unwrap();
    };
    queue("e-1");
    queue("e-1");
    queue("e-2");
    let due = |now| book.read(|r| r.due_deliveries(Channel::Webhook, now, 10)).unwrap();
    assert_eq!((due(at(1)).len(), due(at(0)).len()), (2, 0));
    let first = due(at(1)).remove(0);
    let take = || book.write(|w| w.take_delivery(&first, at(50), at(2))).unwrap();
    assert!(take());
    assert!(!take(), "somebody has it");
    assert_eq!(due(at(2)).len(), 1);
    book.write(|w| w.finish_delivery(first.id, at(3))).unwrap();
    let second = due(at(3)).remove(0);
    book.write(|w| w.put_delivery_off(second.id, Some(at(60)), "refused (500)", at(3))).unwrap();
    assert_eq!(book.read(|r| r.next_delivery(Channel::Webhook)).unwrap(), Some(at(60)));
    assert_eq!(book.read(|r| r.next_delivery(Channel::Folder)).unwrap(), None);
    assert_eq!(book.read(|r| r.given_up_deliveries()).unwrap(), None);
    book.write(|w| w.put_delivery_off(second.id, None, "refused (501)", at(60))).unwrap();
    let given_up = book.read(|r| r.given_up_deliveries()).unwrap().unwrap();
    assert_eq!(
        (given_up.count, given_up.since, given_up.last_error.as_deref()),
        (1, at(60), Some("refused (501)"))
    );
    assert_eq!(book.write(|w| w.deliver_anew(at(70), at(200))).unwrap(), 1);
    assert_eq!(due(at(70)).remove(0).give_up_at, at(200));
    assert_eq!(
        book.write(|w| w.forget_deliveries(at(70) + TimeDelta::days(1))).unwrap(),
        1,
        "only the delivered one"
    );
    let of_day = book.read(|r| r.deliveries_of_day(Channel::Webhook, at(1).date())).unwrap();
    assert_eq!(of_day.len(), 1);
}

#[test]
fn a_call_has_a_name_and_a_token() {
    let book = book();
    let hash = "0".repeat(64);
    let nobody = book.write(|w| w.begin_api_call(ApiTokenId::of(1), "call", &hash, at(0)));
    assert!(matches!(nobody, Err(BookError::Rule { .. })), "{nobody:?}");
}
