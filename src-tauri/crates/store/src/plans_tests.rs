//! How SQLite means to answer: no question may read a whole table, however large the book grows.

use chrono::{NaiveDate, NaiveDateTime};
use domain::Won;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::book::Ask;
use crate::query::day;
use crate::query::history::Hits;
use crate::table::{attempt, correction, difference, document::shelved, journal, print, queue, standing};
use crate::{Book, BookError, Cursor, DocumentFilter, DocumentId, HistoryQuery, Term, Token, World};

fn noon() -> NaiveDateTime {
    today().and_hms_opt(12, 0, 0).unwrap()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// The lines of EXPLAIN QUERY PLAN.
fn plan(book: &Book, sql: &str, values: &[Value]) -> Vec<String> {
    let explain = format!("EXPLAIN QUERY PLAN {sql}");
    let ask = Ask { table: "plan", doing: "explaining", sql: &explain };
    book.read(|r| r.rows(&ask, params_from_iter(values), |cells| cells.get::<String>("detail"))).unwrap()
}

/// A scan of something stored that no index serves. `phrase` is small by design, `t…`/`h` may be a query's own rows.
fn is_full_scan(line: &str) -> bool {
    let stored = [
        "SCAN document",
        "SCAN d",
        "SCAN s",
        "SCAN c",
        "SCAN cs",
        "SCAN attempt",
        "SCAN print",
        "SCAN journal",
    ];
    stored.contains(&line)
}

fn search_plan(book: &Book, query: &HistoryQuery) -> Vec<String> {
    let cursor = query.after;
    let hits = Hits::of(query, cursor.as_ref());
    plan(book, &hits.sql, &hits.values)
}

fn word(term: Term) -> HistoryQuery {
    HistoryQuery { tokens: vec![Token { any_of: vec![term] }], limit: 50, ..HistoryQuery::default() }
}

#[test]
fn every_meaning_of_a_word_is_found_through_its_index() -> Result<(), BookError> {
    let book = Book::in_memory(World::Practice, noon())?;
    let won = Won::new(12_000).unwrap();
    let table = [
        (Term::Last4("5678".into()), "document_by_last4 (last4=?)"),
        (Term::Number("01012345678".into()), "document_by_last4 (last4=?)"),
        (Term::Approval("TB0000042".into()), "standing_by_approval (approval_number=?)"),
        (Term::Amount(won), "document_by_total (total=?)"),
        (Term::AmountBetween(Won::ZERO, won), "document_by_total (total>? AND total<?)"),
        (Term::Date(today()), "document_by_trade (traded_at>? AND traded_at<?)"),
        (Term::Key("R261122".into()), "(key>? AND key<?)"),
        (Term::Text("사무".into()), "document_by_phrase (phrase_id=?)"),
    ];
    for (term, index) in table {
        let lines = search_plan(&book, &word(term.clone()));
        assert!(
            lines.iter().any(|line| line.contains("SEARCH") && line.contains(index)),
            "{term:?}: {lines:#?}"
        );
        assert!(!lines.iter().any(|line| is_full_scan(line)), "{term:?}: {lines:#?}");
    }
    Ok(())
}

#[test]
fn several_words_and_filters_never_read_all_documents() -> Result<(), BookError> {
    let book = Book::in_memory(World::Practice, noon())?;
    let four_digits =
        vec![Term::Last4("2290".into()), Term::Amount(Won::new(2290).unwrap()), Term::Text("2290".into())];
    let tokens = vec![Token { any_of: four_digits }, Token { any_of: vec![Term::Date(today())] }];
    for filter in
        [DocumentFilter::All, DocumentFilter::Receipts, DocumentFilter::Cancels, DocumentFilter::Attention]
    {
        let after = Some(Cursor { traded_at: noon(), id: DocumentId(7) });
        let query = HistoryQuery {
            tokens: tokens.clone(),
            from: Some(today()),
            to: Some(today()),
            filter,
            after,
            limit: 50,
        };
        let lines = search_plan(&book, &query);
        assert!(!lines.iter().any(|line| is_full_scan(line)), "{filter:?}: {lines:#?}");
    }
    Ok(())
}

#[test]
fn without_words_the_newest_page_is_walked_in_trade_order() -> Result<(), BookError> {
    let book = Book::in_memory(World::Practice, noon())?;
    for filter in [DocumentFilter::All, DocumentFilter::Receipts] {
        let after = Some(Cursor { traded_at: noon(), id: DocumentId(7) });
        let lines = search_plan(&book, &HistoryQuery { filter, after, limit: 50, ..HistoryQuery::default() });
        assert!(lines.iter().any(|line| line.contains("document_by_trade")), "{lines:#?}");
        assert!(!lines.iter().any(|line| line.contains("TEMP B-TREE")), "nothing is sorted: {lines:#?}");
    }
    Ok(())
}

#[test]
fn no_other_question_reads_a_whole_table() -> Result<(), BookError> {
    let book = Book::in_memory(World::Practice, noon())?;
    let asks = [
        shelved::BY_KEY,
        shelved::BY_ID,
        shelved::CANCELS,
        shelved::PRESS,
        shelved::TWIN,
        shelved::OPEN_TWIN,
        standing::COUNT,
        queue::DUE,
        queue::WAITING,
        queue::ATTENDED,
        queue::NEXT,
        queue::SENDING,
        queue::AWAITED,
        queue::UNCONFIRMED,
        correction::BY_DOCUMENT,
        correction::REISSUE_KEY,
        difference::OPEN,
        attempt::OF_DOCUMENT,
        print::OF_DOCUMENT,
        print::WAITING,
        journal::OF_SUBJECT,
        day::SUMS,
        day::ROWS,
    ];
    for ask in asks {
        let values = vec![Value::Null; (1..=9).filter(|n| ask.sql.contains(&format!("?{n}"))).count()];
        let lines = plan(&book, ask.sql, &values);
        assert!(!lines.iter().any(|line| is_full_scan(line)), "{}: {lines:#?}", ask.doing);
    }
    Ok(())
}
