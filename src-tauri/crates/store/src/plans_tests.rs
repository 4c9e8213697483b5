//! How SQLite means to answer: no question may read a whole table, however large the book grows.

use chrono::{NaiveDate, NaiveDateTime};
use domain::Won;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::book::Ask;
use crate::query::history::Hits;
use crate::query::{day, period, sums};
use crate::table::document::{invoices, shelved};
use crate::table::partner::{self, find, page};
use crate::table::{
    amendment, attempt, business_status, correction, difference, draft, item, journal, month_close, notice,
    order_stop, print, queue, standing, transmission,
};
use crate::{Book, BookError, Cursor, DocumentFilter, DocumentId, HistoryQuery, Term, Token, World};

/// Every question but the history's own.
const OTHERS: &[Ask<'static>] = &[
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
    queue::LONG_UNKNOWN,
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
    day::INVOICES,
    period::COUNTED,
    period::HOW_MANY,
    period::UNDECIDED,
    sums::SUMS,
    sums::COUNTED_SET,
    sums::OPEN,
    sums::CANCELLED_LATER,
    sums::AMENDED_LATER,
    month_close::NEWEST,
    invoices::AMENDED,
    invoices::OF_BUYER,
    invoices::TWIN,
    transmission::DUE,
    transmission::WAITING,
    transmission::NEXT,
    transmission::LATE,
    transmission::UNCONFIRMED,
    amendment::BY_DOCUMENT,
    amendment::OF_ORIGINAL,
    amendment::OPEN,
    partner::BY_ID,
    partner::BY_NUMBER,
    find::FIND,
    find::BY_DIGITS,
    page::LIST,
    item::FIND,
    business_status::ONE,
    draft::ONE,
    notice::ONE,
    notice::OF_DOCUMENT,
    notice::DUE,
    notice::NEXT,
    notice::ATTENDED,
    notice::COUNT,
    notice::SENDING,
    notice::text::TO_ASK,
    notice::text::NEXT_TO_ASK,
    order_stop::OPEN,
    order_stop::COUNT,
];

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
        "SCAN a",
        "SCAN t",
        "SCAN amendment",
        "SCAN notice",
        "SCAN order_stop",
        "SCAN partner",
        "SCAN item",
        "SCAN business_status",
        "SCAN draft",
        "SCAN month_close",
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
    for filter in [
        DocumentFilter::All,
        DocumentFilter::Receipts,
        DocumentFilter::Cancels,
        DocumentFilter::Invoices,
        DocumentFilter::Amendments,
        DocumentFilter::Attention,
    ] {
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
    let table = [
        (DocumentFilter::All, "document_by_trade"),
        (DocumentFilter::Receipts, "document_by_trade"),
        (DocumentFilter::Cancels, "document_cancels"),
        (DocumentFilter::Invoices, "document_invoices"),
        (DocumentFilter::Amendments, "document_amendments"),
    ];
    for (filter, index) in table {
        let after = Some(Cursor { traded_at: noon(), id: DocumentId(7) });
        let lines = search_plan(&book, &HistoryQuery { filter, after, limit: 50, ..HistoryQuery::default() });
        assert!(lines.iter().any(|line| line.contains(index)), "{filter:?}: {lines:#?}");
        assert!(!lines.iter().any(|line| line.contains("TEMP B-TREE")), "nothing is sorted: {lines:#?}");
    }
    Ok(())
}

#[test]
fn no_other_question_reads_a_whole_table() -> Result<(), BookError> {
    let book = Book::in_memory(World::Practice, noon())?;
    for ask in OTHERS {
        let values = vec![Value::Null; (1..=9).filter(|n| ask.sql.contains(&format!("?{n}"))).count()];
        let lines = plan(&book, ask.sql, &values);
        assert!(!lines.iter().any(|line| is_full_scan(line)), "{}: {lines:#?}", ask.doing);
    }
    Ok(())
}

#[test]
fn questions_about_invoices_take_the_index_made_for_them_and_pages_are_not_sorted() -> Result<(), BookError> {
    let book = Book::in_memory(World::Practice, noon())?;
    let table = [
        (invoices::AMENDED, "document_by_original (original_id=?)", false),
        (invoices::OF_BUYER, "document_by_buyer (number_digits=?", true),
        (period::COUNTED, "document_by_trade (traded_at>? AND traded_at<?)", true),
        (period::HOW_MANY, "document_by_trade (traded_at>? AND traded_at<?)", true),
        (period::UNDECIDED, "document_by_trade (traded_at>? AND traded_at<?)", true),
        (sums::SUMS, "document_by_trade (traded_at>? AND traded_at<?)", false),
        (sums::OPEN, "standing_needs_person", true),
        (sums::OPEN, "standing_unconfirmed (trade_date>? AND trade_date<?)", true),
        (sums::OPEN, "standing_sent (trade_date>? AND trade_date<?)", true),
        (sums::CANCELLED_LATER, "document_cancels (traded_at>?)", true),
        (sums::AMENDED_LATER, "document_amendments (traded_at>?)", true),
        (month_close::NEWEST, "month_close_newest (month=?)", true),
        (day::INVOICES, "document_invoices (traded_at>? AND traded_at<?)", true),
        (invoices::TWIN, "document_by_buyer (number_digits=?", false),
        (transmission::DUE, "standing_transmissions (transmit_at>? AND transmit_at<?)", true),
        (transmission::WAITING, "standing_transmissions", true),
        (transmission::NEXT, "standing_transmissions", true),
        (transmission::LATE, "standing_transmissions", true),
        (transmission::UNCONFIRMED, "standing_sent (trade_date<?)", true),
        (amendment::OPEN, "amendment_open", true),
        (page::LIST, "partner_by_name (archived=? AND folded>?)", true),
        (item::FIND, "item_by_use", true),
        (notice::OF_DOCUMENT, "notice_by_document (document_id=?)", true),
        (notice::DUE, "notice_queue", true),
        (notice::ATTENDED, "notice_needs_person", true),
        (notice::COUNT, "notice_needs_person", true),
        (notice::SENDING, "notice_sending", true),
        (notice::text::TO_ASK, "notice_to_ask", true),
        (notice::text::NEXT_TO_ASK, "notice_to_ask", true),
        (order_stop::COUNT, "order_stop_open", true),
    ];
    for (ask, index, in_its_order) in table {
        let values = vec![Value::Null; (1..=9).filter(|n| ask.sql.contains(&format!("?{n}"))).count()];
        let lines = plan(&book, ask.sql, &values);
        assert!(lines.iter().any(|line| line.contains(index)), "{}: {lines:#?}", ask.doing);
        let sorted = lines.iter().any(|line| line.contains("TEMP B-TREE"));
        assert!(!(in_its_order && sorted), "{}: {lines:#?}", ask.doing);
    }
    Ok(())
}
