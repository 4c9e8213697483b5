//! Attempts: every call to the NTS is kept, in order, and never changed.

use store::{AttemptFilter, BookError, NewAttempt};

use crate::support::{at, book_on_disk, issue, receipt, refusal};

fn call(name: &str, http_status: Option<u16>) -> NewAttempt {
    NewAttempt {
        route: "hometax".into(),
        call: name.into(),
        request: r#"{"consumerPhone":"*******5678"}"#.into(),
        response: String::new(),
        http_status,
        result_code: http_status.map(|_| "0000".to_owned()),
        elapsed_ms: 412,
        outcome: "approved".into(),
    }
}

#[test]
fn attempts_read_back_in_the_order_they_were_made() {
    let (_folder, path, book) = book_on_disk();
    let (_, id) = issue(&book, &receipt(10_000, at(1)));
    let made = [call("token", Some(200)), call("issue", None), call("look_up", Some(404))];
    for (attempt, seconds) in made.iter().zip(2..) {
        book.write(|w| w.record_attempt(id, at(seconds), attempt)).unwrap();
    }
    let read = book.read(|r| r.attempts_of(id)).unwrap();
    assert_eq!(read.iter().map(|a| a.call.as_str()).collect::<Vec<_>>(), ["token", "issue", "look_up"]);
    assert_eq!((read[1].http_status, read[1].result_code.clone(), read[1].elapsed_ms), (None, None, 412));
    assert_eq!((read[2].http_status, read[2].at), (Some(404), at(4)));
    for sql in [
        "UPDATE attempt SET outcome = 'x'",
        "DELETE FROM attempt",
        "INSERT OR REPLACE INTO attempt SELECT * FROM attempt",
    ] {
        assert!(refusal(&path, sql).contains("never"), "{sql}");
    }
}

#[test]
fn failures_alone_leave_out_what_ended_well_with_or_without_a_code() {
    let (_folder, _path, book) = book_on_disk();
    let (_, id) = issue(&book, &receipt(10_000, at(1)));
    let token = NewAttempt { result_code: None, ..call("token", Some(200)) };
    let refused = NewAttempt { result_code: Some("E2003".into()), ..call("issue", Some(200)) };
    for attempt in [token, call("issue", Some(200)), refused, call("look_up", None)] {
        book.write(|w| w.record_attempt(id, at(2), &attempt)).unwrap();
    }
    let failed = AttemptFilter { only_failed: true, limit: 10, ..AttemptFilter::default() };
    let (rows, next) = book.read(|r| r.attempt_log(&failed)).unwrap();
    let found: Vec<_> = rows.iter().map(|row| (row.attempt.call.as_str(), row.attempt.http_status)).collect();
    assert_eq!(found, [("look_up", None), ("issue", Some(200))]);
    assert!(next.is_none());
}

#[test]
fn an_attempt_belongs_to_a_document() {
    let (_folder, path, book) = book_on_disk();
    let (_, id) = issue(&book, &receipt(10_000, at(1)));
    let other = crate::support::book();
    let refused = other.write(|w| w.record_attempt(id, at(2), &call("issue", None)));
    assert!(matches!(refused, Err(BookError::Rule { .. })), "{refused:?}");
    assert!(path.exists());
}
