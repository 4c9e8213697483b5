//! How SQLite means to answer: no question may read a whole table, however large the book grows.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::book::Ask;
use crate::query::history::{APPROVED_AS, ATTENTION, Listed, NUMBER_ENDS, OF_DAYS, OF_PHRASE, Range, WALK};
use crate::query::{day, period, sums};
use crate::table::document::{invoices, shelved};
use crate::table::partner::{self, find, page};
use crate::table::phrase::NEW;
use crate::table::{
    amendment, api_call, api_token, attempt, business_status, change, correction, delivery, difference,
    draft, hometax_file, import_layout, import_order, item, journal, month_close, notice, order_import,
    order_stop, plan as plans, plan_run, print, queue, sale, sale_issue, staff, standing, transmission,
};
use crate::{Book, BookError, World};

/// Every question but the history's own.
const OTHERS: &[Ask<'static>] = &[
    shelved::BY_KEY,
    shelved::BY_ID,
    shelved::CANCELS,
    shelved::PRESS,
    shelved::TWIN,
    shelved::OPEN_TWIN,
    hometax_file::CANDIDATES,
    hometax_file::NEWEST,
    hometax_file::AWAITED,
    hometax_file::OF_APPROVAL,
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
    print::OWED,
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
    order_stop::OF_ORDER,
    order_stop::COUNT,
    change::SINCE,
    change::OF_DOCUMENT,
    change::NEWEST,
    api_token::ONE,
    staff::ONE,
    api_call::ONE,
    Ask { table: "api_call", doing: "forgetting old calls", sql: api_call::OLD },
    delivery::DUE,
    delivery::NEXT,
    delivery::OF_DAY,
    delivery::GIVEN_UP,
    Ask { table: "delivery", doing: "forgetting delivered results", sql: delivery::OLD },
    plans::ONE,
    plans::ALIVE,
    plan_run::ONE,
    plan_run::OF_PLAN,
    plan_run::BEGUN,
    plan_run::STOPPED,
    plan_run::COUNT,
    sale::ONE,
    sale::OF_PRESS,
    sale::OPEN,
    sale_issue::BEGUN,
    sale_issue::OF_SALE,
    sale_issue::OF_DOCUMENT,
    order_import::ONE,
    order_import::BY_FILE,
    order_import::NEWEST,
    order_import::COUNTS,
    import_order::ONE,
    import_order::BY_NAME,
    import_order::PAGE,
    import_order::PAGE_OF_STATE,
    import_order::ISSUED,
    import_layout::ONE,
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
        "SCAN document_change",
        "SCAN api_token",
        "SCAN api_call",
        "SCAN delivery",
        "SCAN plan",
        "SCAN plan_run",
        "SCAN r",
        "SCAN sale",
        "SCAN sale_issue",
        "SCAN i",
        "SCAN order_import",
        "SCAN import_order",
        "SCAN o",
    ];
    stored.contains(&line)
}

/// One for each `?`, numbered or not.
fn blanks(sql: &str) -> Vec<Value> {
    vec![Value::Null; sql.matches('?').count()]
}

/// What the plan of a list in trade order has to be: through its index, without a sort.
fn in_trade_order(book: &Book, sql: &str, index: &str) {
    let lines = plan(book, sql, &blanks(sql));
    assert!(lines.iter().any(|line| line.contains("SEARCH") && line.contains(index)), "{sql}: {lines:#?}");
    assert!(!lines.iter().any(|line| line.contains("TEMP B-TREE")), "nothing is sorted: {lines:#?}");
}

#[test]
fn every_list_of_documents_is_read_in_trade_order_from_where_the_page_begins() -> Result<(), BookError> {
    let book = Book::in_memory(World::Practice, noon())?;
    let table = [
        (
            Listed::Last4("5678".into()).question().0,
            "document_by_last4 (last4=? AND traded_at>? AND traded_at<?)",
        ),
        (
            Listed::Number("01012345678".into()).question().0,
            "document_by_last4 (last4=? AND traded_at>? AND traded_at<?)",
        ),
        (Listed::Total(12_000).question().0, "document_by_total (total=? AND traded_at>? AND traded_at<?)"),
        (Listed::Cancels.question().0, "document_cancels (traded_at>? AND traded_at<?)"),
        (
            Listed::CancelsOf(1, 2).question().0,
            "COVERING INDEX document_cancels (traded_at>? AND traded_at<?)",
        ),
        (Listed::Invoices.question().0, "document_invoices (traded_at>? AND traded_at<?)"),
        (Listed::Amendments.question().0, "document_amendments (traded_at>? AND traded_at<?)"),
        (OF_PHRASE, "document_by_phrase (phrase_id=? AND traded_at>? AND traded_at<?)"),
    ];
    for (sql, index) in table {
        in_trade_order(&book, sql, index);
    }
    // Walking reads no document at all: the index holds whatever a search looks at.
    for sql in [OF_DAYS, WALK.sql] {
        in_trade_order(&book, sql, "COVERING INDEX document_by_trade (traded_at>? AND traded_at<?)");
    }
    Ok(())
}

#[test]
fn what_stands_in_another_order_is_found_through_its_index_all_the_same() -> Result<(), BookError> {
    let book = Book::in_memory(World::Practice, noon())?;
    let table = [
        (Range::Totals(1, 2).question().0, "document_by_total (total>? AND total<?)"),
        (Range::Keys("R2611".into()).question().0, "(key>? AND key<?)"),
        (APPROVED_AS.sql, "standing_by_approval (approval_number=?)"),
        (NUMBER_ENDS.sql, "standing_by_number_end (<expr>=?)"),
        (ATTENTION.sql, "standing_needs_person"),
        (NEW.sql, "INTEGER PRIMARY KEY"),
    ];
    for (sql, index) in table {
        let lines = plan(&book, sql, &blanks(sql));
        assert!(lines.iter().any(|line| line.contains(index)), "{sql}: {lines:#?}");
        assert!(!lines.iter().any(|line| is_full_scan(line)), "{sql}: {lines:#?}");
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
        (order_stop::OF_ORDER, "order_stop_open (order_no=?)", true),
        (hometax_file::CANDIDATES, "standing_unfinished", false),
        (hometax_file::AWAITED, "standing_unfinished", false),
        (hometax_file::NEWEST, "hometax_file_of (document_id=?)", true),
        (change::SINCE, "INTEGER PRIMARY KEY (rowid>?)", true),
        (delivery::DUE, "delivery_queue (channel=? AND next_at<?)", true),
        (delivery::NEXT, "delivery_queue (channel=?)", true),
        (delivery::OF_DAY, "delivery_by_day (channel=? AND created_on=?)", true),
        (plan_run::BEGUN, "plan_run_begun", true),
        (plan_run::STOPPED, "plan_run_stopped", true),
        (sale::OPEN, "sale_open (paid=?)", true),
        (sale_issue::BEGUN, "sale_issue_begun", true),
        (sale_issue::OF_SALE, "sale_issue_once (sale_id=?)", true),
        (sale_issue::OF_DOCUMENT, "sale_issue_by_document (document_id=?)", false),
        (order_import::BY_FILE, "order_import_by_file (sha256=?)", true),
        (order_import::COUNTS, "import_order_by_state (import_id=?)", true),
        (import_order::BY_NAME, "import_order_once (source=? AND order_no=?)", true),
        (import_order::PAGE, "import_order_by_import (import_id=? AND id>?)", true),
        (import_order::PAGE_OF_STATE, "import_order_by_state (import_id=? AND state=?", true),
        (import_order::ISSUED, "import_order_by_state (import_id=? AND state=?)", false),
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
