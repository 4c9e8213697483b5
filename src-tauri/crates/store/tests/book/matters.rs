//! What hangs together over several rows: corrections, differences, the gate, the log.

use domain::{ConsumerNumber, Purpose, Won};
use store::{
    AttemptFilter, BookError, Correction, DifferenceKind, Ledger, NewAttempt, NewDifference, TheirSide,
};

use crate::support::{approved, at, book, cancel, issue, receipt, today};

#[test]
fn a_correction_reissues_once_and_is_found_from_each_of_its_documents() {
    let book = book();
    let (key, original) = approved(&book, &receipt(10_000, at(1)), "TB0000001");
    let (cancel_key, cancel) = cancel(&book, &key, None, at(2));
    let correction = Correction {
        original,
        cancel,
        reissue: None,
        number: ConsumerNumber::recognise("010-9999-8888").unwrap(),
        purpose: Purpose::IncomeDeduction,
        print_wanted: true,
    };
    book.write(|w| w.begin_correction(&correction, at(2))).unwrap();
    assert_eq!(book.read(|r| r.reissue_after(&cancel_key)).unwrap(), None);
    let (reissue_key, reissue) = issue(&book, &receipt(10_000, at(3)));
    book.write(|w| w.complete_correction(cancel, reissue)).unwrap();
    for id in [original, cancel, reissue] {
        let found = book.read(|r| r.correction_of(id)).unwrap().unwrap();
        assert_eq!((found.cancel, found.reissue), (cancel, Some(reissue)));
        assert_eq!(found.number.digits(), "01099998888");
    }
    assert_eq!(book.read(|r| r.reissue_after(&cancel_key)).unwrap(), Some(reissue_key));
    let (_, another) = issue(&book, &receipt(10_000, at(4)));
    let twice = book.write(|w| w.complete_correction(cancel, another));
    assert!(matches!(twice, Err(BookError::Rule { .. })), "{twice:?}");
}

#[test]
fn a_difference_is_one_matter_however_often_it_is_found() {
    let book = book();
    let found = NewDifference {
        trade_date: today(),
        kind: DifferenceKind::OnlyTheirs,
        subject: "TB0000009".into(),
        document: None,
        theirs: Some(TheirSide { approval_number: "TB0000009".into(), total: Won::new(5_000).unwrap() }),
        fields: String::new(),
    };
    for _ in 0..2 {
        book.write(|w| w.note_difference("hometax", &found, at(1))).unwrap();
    }
    let open = book.read(|r| r.open_differences()).unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].found.theirs, found.theirs);
    let settle = || book.write(|w| w.settle_difference(open[0].id, "acknowledged", at(2))).unwrap();
    assert!(settle());
    assert!(!settle(), "a settled matter stays as it was settled");
    book.write(|w| w.note_difference("hometax", &found, at(3))).unwrap();
    assert_eq!(book.read(|r| r.open_difference_count()).unwrap(), 0, "and is not raised again");
}

#[test]
fn that_a_difference_was_asked_for_is_kept_until_it_is_settled() {
    let book = book();
    let found = NewDifference {
        trade_date: today(),
        kind: DifferenceKind::OnlyOurs,
        subject: "R261122-01-000001".into(),
        document: None,
        theirs: None,
        fields: String::new(),
    };
    book.write(|w| w.note_difference("hometax", &found, at(1))).unwrap();
    let open = || book.read(|r| r.open_differences()).unwrap();
    let id = open()[0].id;
    assert_eq!(open()[0].asked_at, None);
    assert!(book.write(|w| w.note_asked(id, at(2))).unwrap());
    book.write(|w| w.note_difference("hometax", &found, at(3))).unwrap();
    assert_eq!(open()[0].asked_at, Some(at(2)), "finding it again does not forget it");
    assert!(book.write(|w| w.settle_difference(id, "checked_by_hand", at(4))).unwrap());
    assert!(!book.write(|w| w.note_asked(id, at(5))).unwrap(), "a settled matter is not asked for");
}

#[test]
fn the_newest_day_compared_is_the_newest_trade_date() {
    let book = book();
    assert_eq!(book.read(|r| r.newest_reconciled_day(Ledger::Receipts)).unwrap(), None);
    let before = today().pred_opt().unwrap();
    for (route, day, ran) in [("hometax", today(), at(1)), ("popbill", before, at(2))] {
        book.write(|w| w.note_reconciled(route, Ledger::Receipts, day, ran)).unwrap();
    }
    assert_eq!(book.read(|r| r.newest_reconciled_day(Ledger::Receipts)).unwrap(), Some(today()));
    assert_eq!(book.read(|r| r.newest_reconciled_day(Ledger::Invoices)).unwrap(), None);
    book.write(|w| w.note_reconciled("hometax", Ledger::Invoices, before, at(3))).unwrap();
    let ran = |ledger, day| book.read(|r| r.reconciled_at("hometax", ledger, day)).unwrap();
    assert_eq!((ran(Ledger::Invoices, before), ran(Ledger::Invoices, today())), (Some(at(3)), None));
    assert_eq!((ran(Ledger::Receipts, before), ran(Ledger::Receipts, today())), (None, Some(at(1))));
}

#[test]
fn what_is_known_of_a_route_is_kept_and_replaced() {
    let book = book();
    assert_eq!(book.read(|r| r.route_gate("hometax")).unwrap(), None);
    for facts in ["{\"a\":1}", "{\"a\":2}"] {
        book.write(|w| w.save_route_gate("hometax", facts, at(1))).unwrap();
        assert_eq!(book.read(|r| r.route_gate("hometax")).unwrap().as_deref(), Some(facts));
    }
    assert_eq!(book.read(|r| r.route_gate("popbill")).unwrap(), None);
}

#[test]
fn the_log_is_paged_newest_first_and_filtered() {
    let book = book();
    let (key, id) = issue(&book, &receipt(10_000, at(1)));
    for (n, (call, code)) in (1..).zip([
        ("issue", Some("0000")),
        ("issue", None),
        ("look_up", Some("E3002")),
        ("issue", Some("0000")),
    ]) {
        let attempt = NewAttempt {
            route: "hometax".into(),
            call: call.into(),
            request: n.to_string(),
            response: String::new(),
            http_status: None,
            result_code: code.map(Into::into),
            elapsed_ms: 1,
            outcome: "unknown".into(),
        };
        book.write(|w| w.record_attempt(id, at(n), &attempt)).unwrap();
    }
    let asked = |filter: AttemptFilter| {
        let (rows, next) = book.read(|r| r.attempt_log(&filter)).unwrap();
        assert!(rows.iter().all(|row| row.key == key));
        (rows.into_iter().map(|row| row.attempt.request).collect::<Vec<_>>().concat(), next)
    };
    let all = AttemptFilter { limit: 3, ..AttemptFilter::default() };
    let (first, next) = asked(all.clone());
    let (rest, end) = asked(AttemptFilter { after: next, ..all.clone() });
    assert_eq!((first.as_str(), rest.as_str(), end), ("432", "1", None));
    let only = |filter: AttemptFilter| asked(AttemptFilter { limit: 9, ..filter }).0;
    assert_eq!(only(AttemptFilter { only_failed: true, ..AttemptFilter::default() }), "32");
    assert_eq!(only(AttemptFilter { call: Some("look_up".into()), ..AttemptFilter::default() }), "3");
    assert_eq!(only(AttemptFilter { text: "E3002".into(), ..AttemptFilter::default() }), "3");
    assert_eq!(only(AttemptFilter { text: "R261122".into(), ..AttemptFilter::default() }), "4321");
    assert_eq!(only(AttemptFilter { outcome: Some("approved".into()), ..AttemptFilter::default() }), "");
}
