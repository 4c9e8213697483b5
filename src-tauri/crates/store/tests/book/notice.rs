//! Notices: a mail is a row before it is a mail, and what may have arrived is not sent again by itself.

use store::{Book, BookError, HeardOfText, NewNotice, NoticeChannel, NoticeId, NoticeState, OutsideText};

use crate::invoices::{approved_invoice, invoice};
use crate::support::{at, book, book_on_disk, refusal};

fn mail(id: &str) -> NewNotice {
    NewNotice {
        channel: NoticeChannel::Mail,
        document: None,
        kind: "test".into(),
        recipient: "buyer@example.com".into(),
        copy_to: Some("shop@example.com".into()),
        message_id: id.into(),
    }
}

fn queued(book: &Book, id: &str) -> NoticeId {
    book.write(|w| w.queue_notice(&mail(id), at(1))).unwrap()
}

fn set(book: &Book, id: NoticeId, states: &[NoticeState]) {
    book.write(|w| states.iter().try_for_each(|state| w.set_notice(id, state, None, at(9)))).unwrap();
}

fn state(book: &Book, id: NoticeId) -> &'static str {
    book.read(|r| r.notice(id)).unwrap().unwrap().state.name()
}

fn due(book: &Book, now: i64) -> Vec<NoticeId> {
    book.read(|r| r.due_notices(NoticeChannel::Mail, at(now), 9))
        .unwrap()
        .into_iter()
        .map(|notice| notice.id)
        .collect()
}

const SENT: fn(i64) -> NoticeState = |seconds| NoticeState::Sent { at: at(seconds) };

#[test]
fn a_mail_reads_back_with_its_document_and_its_tries() {
    let book = book();
    let document = approved_invoice(&book, &invoice("1,000"), 1, at(1));
    let new = NewNotice { document: Some(document), ..mail("<a@jangbu>") };
    let id = book.write(|w| w.queue_notice(&new, at(1))).unwrap();
    queued(&book, "<other@jangbu>");
    book.write(|w| w.set_notice(id, &NoticeState::Sending, None, at(2))).unwrap();
    let again = NoticeState::Queued { next_at: Some(at(60)) };
    book.write(|w| w.set_notice(id, &again, Some("451 later"), at(3))).unwrap();
    let read = book.read(|r| r.notices_of(document)).unwrap().remove(0);
    assert_eq!((read.id, &read.mail, &read.state), (id, &new, &again));
    assert_eq!((read.attempts, read.last_error.as_deref()), (1, Some("451 later")));
    assert_eq!((read.created_at, read.updated_at, read.settled), (at(1), at(3), false));
    set(&book, id, &[NoticeState::Sending, SENT(70)]);
    let sent = book.read(|r| r.notice(id)).unwrap().unwrap();
    assert_eq!((&sent.state, sent.attempts), (&SENT(70), 2));
    assert!(!format!("{sent:?}").contains("buyer@"), "no address in a log");
}

#[test]
fn mails_are_due_in_their_order_and_not_before_their_time() {
    let book = book();
    let [first, second] = ["<a>", "<b>"].map(|id| queued(&book, id));
    assert_eq!(
        (due(&book, 1), book.read(|r| r.next_notice(NoticeChannel::Mail)).unwrap()),
        (vec![first, second], Some(None))
    );
    set(&book, first, &[NoticeState::Sending, NoticeState::Queued { next_at: Some(at(60)) }]);
    assert_eq!((due(&book, 59), due(&book, 60)), (vec![second], vec![first, second]));
    set(&book, second, &[NoticeState::Sending, SENT(10)]);
    assert_eq!(book.read(|r| r.next_notice(NoticeChannel::Mail)).unwrap(), Some(Some(at(60))));
    set(&book, first, &[NoticeState::Sending, NoticeState::Refused]);
    assert_eq!((due(&book, 99), book.read(|r| r.next_notice(NoticeChannel::Mail)).unwrap()), (vec![], None));
}

#[test]
fn a_mail_that_was_on_its_way_when_the_program_died_is_unknown_and_only_a_person_sends_it_again() {
    let book = book();
    let [lost, waits] = ["<a>", "<b>"].map(|id| queued(&book, id));
    set(&book, lost, &[NoticeState::Sending]);
    assert_eq!(book.write(|w| w.lose_sending_notices(at(20))).unwrap(), 1);
    assert_eq!((state(&book, lost), state(&book, waits)), ("unknown", "queued"));
    assert_eq!(due(&book, 99), [waits]);
    for by_itself in
        [NoticeState::Queued { next_at: None }, NoticeState::Sending, SENT(30), NoticeState::Failed]
    {
        let refused = book.write(|w| w.set_notice(lost, &by_itself, None, at(30)));
        assert!(matches!(refused, Err(BookError::Rule { .. })), "{by_itself:?}: {refused:?}");
    }
    assert!(book.write(|w| w.resend_notice(lost, at(40))).unwrap());
    assert_eq!(due(&book, 99), [lost, waits]);
    set(&book, lost, &[NoticeState::Sending, NoticeState::Unknown]);
    let by_itself = book.write(|w| w.set_notice(lost, &NoticeState::Queued { next_at: None }, None, at(50)));
    assert!(by_itself.is_err(), "one word of a person is one sending");
    assert!(book.write(|w| w.accept_notice(lost, at(60))).unwrap());
    assert_eq!(book.read(|r| r.notice(lost)).unwrap().unwrap().state, SENT(60));
    assert!(!book.write(|w| w.resend_notice(lost, at(70))).unwrap(), "what arrived is not sent again");
}

#[test]
fn a_mail_that_has_been_on_its_way_too_long_is_unknown_and_a_younger_one_stays() {
    let book = book();
    let [old, young, waits] = ["<a>", "<b>", "<c>"].map(|id| queued(&book, id));
    for (id, seconds) in [(old, 100), (young, 101)] {
        book.write(|w| w.set_notice(id, &NoticeState::Sending, None, at(seconds))).unwrap();
    }
    let sending = |since| book.read(|r| r.sending_notice_count(NoticeChannel::Mail, at(since))).unwrap();
    assert_eq!((sending(99), sending(100), sending(101)), (0, 1, 2));
    assert_eq!(
        book.write(|w| w.lose_notices_sending_since(NoticeChannel::Mail, at(100), at(700))).unwrap(),
        1
    );
    assert_eq!([old, young, waits].map(|id| state(&book, id)), ["unknown", "sending", "queued"]);
}

#[test]
fn what_did_not_arrive_calls_a_person_until_somebody_settles_it() {
    let book = book();
    let ends = [NoticeState::Refused, NoticeState::Failed, NoticeState::Unknown, SENT(9)];
    let ids: Vec<_> = ends
        .iter()
        .enumerate()
        .map(|(n, end)| {
            let id = queued(&book, &format!("<{n}>"));
            set(&book, id, &[NoticeState::Sending, end.clone()]);
            id
        })
        .collect();
    let attended = || -> Vec<_> {
        book.read(|r| r.attended_notices(9)).unwrap().into_iter().map(|notice| notice.id).collect()
    };
    let count = || book.read(|r| r.attended_notice_count()).unwrap();
    assert_eq!((attended().as_slice(), count()), (&ids[..3], 3));
    assert!(book.write(|w| w.settle_notice(ids[0], at(20))).unwrap());
    assert!(!book.write(|w| w.settle_notice(ids[0], at(21))).unwrap());
    assert!(!book.write(|w| w.settle_notice(ids[3], at(21))).unwrap(), "nothing to settle");
    assert!(book.write(|w| w.resend_notice(ids[1], at(22))).unwrap());
    assert_eq!((attended(), count()), (vec![ids[2]], 1));
    assert!(book.read(|r| r.notice(ids[0])).unwrap().unwrap().settled);
}

#[test]
fn the_file_refuses_to_forget_a_mail_or_to_make_it_another() {
    let (_folder, path, book) = book_on_disk();
    let id = queued(&book, "<a>");
    set(&book, id, &[NoticeState::Sending, SENT(9)]);
    let twice = book.write(|w| w.queue_notice(&mail("<a>"), at(2)));
    assert!(matches!(twice, Err(BookError::Rule { .. })), "{twice:?}");
    queued(&book, "<b>");
    for sql in [
        "DELETE FROM notice",
        "UPDATE notice SET state = 'queued', sent_at = NULL WHERE id = 1",
        "UPDATE notice SET last_error = 'x' WHERE id = 1",
        "UPDATE notice SET recipient = 'x' WHERE id = 2",
        "UPDATE notice SET message_id = '<c>' WHERE id = 2",
        "UPDATE notice SET state = 'sent', sent_at = '' WHERE id = 2",
        "INSERT OR REPLACE INTO notice SELECT * FROM notice",
    ] {
        refusal(&path, sql);
    }
}

fn text(book: &Book, id: &str) -> NoticeId {
    let text = NewNotice {
        channel: NoticeChannel::Text,
        recipient: "01012345678".into(),
        copy_to: None,
        ..mail(id)
    };
    book.write(|w| w.queue_notice(&text, at(1))).unwrap()
}

fn heard(state: NoticeState, ask_at: Option<i64>) -> HeardOfText {
    let taken = matches!(state, NoticeState::Sent { .. } | NoticeState::Delivered | NoticeState::Undelivered);
    let outside = taken.then(|| OutsideText { id: "M1".into(), status: "2000".into() });
    HeardOfText { state, outside, ask_at: ask_at.map(at), error: None }
}

fn to_ask(book: &Book, now: i64) -> Vec<NoticeId> {
    book.read(|r| r.texts_to_ask_about(at(now), 9)).unwrap().into_iter().map(|notice| notice.id).collect()
}

#[test]
fn mails_and_texts_wait_in_lines_of_their_own() {
    let book = book();
    let (mail, text) = (queued(&book, "<a>"), text(&book, "a"));
    let texts = book.read(|r| r.due_notices(NoticeChannel::Text, at(9), 9)).unwrap();
    assert_eq!((due(&book, 9), texts.iter().map(|notice| notice.id).collect()), (vec![mail], vec![text]));
    set(&book, text, &[NoticeState::Sending]);
    assert_eq!(book.read(|r| r.next_notice(NoticeChannel::Text)).unwrap(), None);
    assert_eq!(book.write(|w| w.lose_notices_sending_since(NoticeChannel::Mail, at(9), at(20))).unwrap(), 0);
    assert_eq!(book.write(|w| w.lose_notices_sending_since(NoticeChannel::Text, at(9), at(20))).unwrap(), 1);
    assert!(!format!("{:?}", texts[0]).contains("0101234"), "no number in a log");
}

#[test]
fn a_text_in_doubt_is_moved_on_by_a_look_up_alone() {
    let book = book();
    let lost = text(&book, "a");
    set(&book, lost, &[NoticeState::Sending, NoticeState::Unknown]);
    assert_eq!(
        (to_ask(&book, 9), book.read(|r| r.next_text_to_ask_about()).unwrap()),
        (vec![lost], Some(None))
    );
    assert!(!book.write(|w| w.resend_notice(lost, at(10))).unwrap(), "not even a person sends it blindly");
    assert!(!book.write(|w| w.accept_notice(lost, at(10))).unwrap());
    for by_itself in [NoticeState::Queued { next_at: None }, SENT(10), NoticeState::Delivered] {
        let refused = book.write(|w| w.hear_of_text(lost, &heard(by_itself, None), at(10)));
        assert!(matches!(refused, Err(BookError::Rule { .. })), "{refused:?}");
    }
    book.write(|w| w.look_up_text(lost, &heard(NoticeState::Unknown, Some(60)), at(11))).unwrap();
    assert_eq!((to_ask(&book, 59), to_ask(&book, 60)), (vec![], vec![lost]));
    assert!(book.write(|w| w.ask_about_text_now(lost)).unwrap());
    assert_eq!(to_ask(&book, 12), [lost]);
    let before = book.read(|r| r.notice(lost)).unwrap().unwrap();
    assert_eq!((before.looks, before.updated_at), (1, at(9)), "a look-up that brings nothing new is no news");
    book.write(|w| w.look_up_text(lost, &heard(NoticeState::Queued { next_at: None }, None), at(13)))
        .unwrap();
    assert_eq!((state(&book, lost), to_ask(&book, 99)), ("queued", vec![]));
}

#[test]
fn a_text_that_was_taken_is_asked_about_until_it_is_delivered_and_never_sent_again() {
    let book = book();
    let [reached, missed] = ["a", "b"].map(|id| text(&book, id));
    for id in [reached, missed] {
        set(&book, id, &[NoticeState::Sending]);
        book.write(|w| w.hear_of_text(id, &heard(SENT(5), Some(60)), at(5))).unwrap();
    }
    assert_eq!((to_ask(&book, 59), to_ask(&book, 60)), (vec![], vec![reached, missed]));
    let taken = book.read(|r| r.notice(reached)).unwrap().unwrap();
    assert_eq!((taken.state, taken.outside.map(|outside| outside.id)), (SENT(5), Some("M1".into())));
    for wrong in [NoticeState::Queued { next_at: None }, NoticeState::Sending, NoticeState::Unknown] {
        let refused = book.write(|w| w.look_up_text(reached, &heard(wrong, None), at(61)));
        assert!(matches!(refused, Err(BookError::Rule { .. })), "{refused:?}");
    }
    book.write(|w| w.look_up_text(reached, &heard(NoticeState::Delivered, None), at(62))).unwrap();
    book.write(|w| w.look_up_text(missed, &heard(NoticeState::Undelivered, None), at(62))).unwrap();
    assert_eq!((state(&book, reached), state(&book, missed)), ("delivered", "undelivered"));
    assert_eq!((to_ask(&book, 99), book.read(|r| r.next_text_to_ask_about()).unwrap()), (vec![], None));
    let attended = book.read(|r| r.attended_notices(9)).unwrap();
    assert_eq!(attended.iter().map(|notice| notice.id).collect::<Vec<_>>(), [missed]);
    assert!(book.write(|w| w.settle_notice(missed, at(70))).unwrap());
    assert_eq!(book.read(|r| r.attended_notice_count()).unwrap(), 0);
}

#[test]
fn the_file_keeps_what_the_gateway_called_a_text() {
    let (_folder, path, book) = book_on_disk();
    let id = text(&book, "a");
    set(&book, id, &[NoticeState::Sending]);
    book.write(|w| w.hear_of_text(id, &heard(SENT(5), Some(60)), at(5))).unwrap();
    for sql in [
        "UPDATE notice SET outside_id = 'M2'",
        "UPDATE notice SET sent_at = 'x'",
        "UPDATE notice SET channel = 'mail'",
        "UPDATE notice SET state = 'queued', sent_at = NULL, looks = looks + 1",
        "UPDATE notice SET copy_to = 'x'",
        "UPDATE notice SET looks = -1",
    ] {
        refusal(&path, sql);
    }
}
