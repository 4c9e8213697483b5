//! The tables, one file each: schema, row, reads and writes together.

pub(crate) mod amendment;
pub(crate) mod api_call;
pub(crate) mod api_token;
pub(crate) mod attempt;
pub(crate) mod business_status;
pub(crate) mod change;
pub(crate) mod correction;
pub(crate) mod delivery;
pub(crate) mod difference;
pub(crate) mod document;
pub(crate) mod draft;
pub(crate) mod hometax_file;
pub(crate) mod import_layout;
pub(crate) mod import_order;
pub(crate) mod item;
pub(crate) mod journal;
pub(crate) mod month_close;
pub(crate) mod notice;
pub(crate) mod order_import;
pub(crate) mod order_stop;
pub(crate) mod partner;
pub(crate) mod phrase;
pub(crate) mod plan;
pub(crate) mod plan_run;
pub(crate) mod print;
pub(crate) mod queue;
pub(crate) mod reconciliation;
mod route_gate;
pub(crate) mod sale;
pub(crate) mod sale_issue;
mod sequence;
mod setting;
pub(crate) mod shop;
pub(crate) mod staff;
pub(crate) mod standing;
pub(crate) mod transmission;

/// Who this file is: written once, at creation.
const BOOK: &str = "
CREATE TABLE book (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  world      TEXT NOT NULL CHECK (world IN ('practice', 'real')),
  created_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER book_fixed BEFORE UPDATE ON book BEGIN SELECT RAISE(ABORT, 'a book stays in its world'); END;
CREATE TRIGGER book_kept BEFORE DELETE ON book BEGIN SELECT RAISE(ABORT, 'a book stays in its world'); END;
CREATE TABLE schema_note (
  version        INTEGER PRIMARY KEY,
  minimum_reader INTEGER NOT NULL,
  applied_at     TEXT NOT NULL
) STRICT;
";

/// Version 1 of the file. Released: a change is a new migration, never an edit of these statements.
pub(crate) const FIRST_SCHEMA: &[&str] = &[
    BOOK,
    shop::SCHEMA,
    setting::SCHEMA,
    sequence::SCHEMA,
    phrase::SCHEMA,
    document::schema::SCHEMA,
    standing::schema::SCHEMA,
    attempt::SCHEMA,
    print::SCHEMA,
    journal::SCHEMA,
];

/// Version 2: the courier. An older program would leave corrections half done and send past the gate, so it is kept out.
pub(crate) const COURIER_SCHEMA: &[&str] = &[
    queue::SCHEMA,
    route_gate::SCHEMA,
    correction::SCHEMA,
    difference::SCHEMA,
    reconciliation::SCHEMA,
    attempt::LOG_SCHEMA,
];

/// Version 3: tax invoices. The tables whose checks name every act and state are rebuilt, in the order in which nothing
/// refers to what is dropped; a connection that runs this has its foreign keys switched off. An older program would take
/// an invoice for a receipt, so it is kept out.
pub(crate) const INVOICE_SCHEMA: &[&str] = &[
    document::schema::INVOICE_COPY,
    standing::schema::INVOICE_COPY,
    document::schema::INVOICE_SWAP,
    standing::schema::INVOICE_SWAP,
    sequence::INVOICE_SCHEMA,
    reconciliation::INVOICE_SCHEMA,
    partner::SCHEMA,
    item::SCHEMA,
    business_status::SCHEMA,
    draft::SCHEMA,
    amendment::SCHEMA,
    notice::schema::SCHEMA,
    order_stop::SCHEMA,
    print::INVOICE_SCHEMA,
];

/// Version 4: closed months, and indexes for searching a large book. An older program closes none, uses the indexes without
/// knowing, and may go on.
pub(crate) const CLOSE_SCHEMA: &[&str] =
    &[month_close::SCHEMA, document::schema::SEARCH, standing::schema::SEARCH];

/// Version 5: orders, plans and messages that go out by themselves. An older program would take them for done, so it is
/// kept out.
pub(crate) const AUTOMATION_SCHEMA: &[&str] = &[
    notice::schema::TEXT_SCHEMA,
    change::SCHEMA,
    api_token::SCHEMA,
    api_call::SCHEMA,
    delivery::SCHEMA,
    plan::SCHEMA,
    plan_run::SCHEMA,
    sale::SCHEMA,
    sale_issue::SCHEMA,
    order_import::SCHEMA,
    import_order::SCHEMA,
    import_layout::SCHEMA,
];

/// The step of files for Hometax: a state that says so, and the files a document stood in. An older program would not know
/// the state, so it is kept out.
pub(crate) const HOMETAX_SCHEMA: &[&str] = &[standing::by_file::SCHEMA, hometax_file::SCHEMA];

/// The staff. An older program would let anybody at everything, so it is kept out.
pub(crate) const STAFF_SCHEMA: &[&str] = &[staff::SCHEMA];
