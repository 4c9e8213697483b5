//! The tables of the practice ledger.

use rusqlite::{Transaction, params};

/// The steps by the version of the file each leads to; a step that was shipped is never changed.
const STEPS: [(u16, &str); 5] = [(1, RECEIPTS), (2, INVOICES), (3, TEXTS), (4, POPBILL), (5, WHAT_IS_DUE)];

/// `(transaction_date, approval_number)` is the key the shop will know a document by: an approval number alone is
/// unique only within its day (domain.md §1.5).
const RECEIPTS: &str = "
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    document_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    business_number TEXT NOT NULL,
    transaction_date TEXT NOT NULL,
    transaction_time TEXT NOT NULL,
    transaction_amount INTEGER NOT NULL,
    supply_amount INTEGER NOT NULL,
    tax_amount INTEGER NOT NULL,
    service_amount INTEGER NOT NULL,
    taxation TEXT NOT NULL,
    receipt_purpose TEXT NOT NULL,
    consumer_number_masked TEXT NOT NULL,
    item_name TEXT,
    approval_number TEXT NOT NULL,
    approved_at TEXT NOT NULL,
    original_approval_number TEXT,
    original_transaction_date TEXT,
    cancel_reason TEXT,
    request TEXT NOT NULL,
    UNIQUE (transaction_date, approval_number)
) STRICT;
CREATE INDEX documents_by_original ON documents (original_transaction_date, original_approval_number);
CREATE INDEX documents_by_approval_time ON documents (approved_at);
CREATE INDEX documents_waiting ON documents (approved_at) WHERE status = 'approved';
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO counters VALUES ('approval', 0), ('auto_key', 0);
";

/// `settled` is 1 once the day after the sending is over: from then on nothing refuses the invoice any more.
const INVOICES: &str = "
CREATE TABLE invoices (
    id INTEGER PRIMARY KEY,
    document_key TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    invoice_id TEXT NOT NULL UNIQUE,
    issue_date TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    sent_at TEXT,
    settled INTEGER NOT NULL DEFAULT 0,
    total_supply_amount INTEGER NOT NULL,
    total_tax_amount INTEGER NOT NULL,
    original_invoice_id TEXT,
    amend_reason TEXT,
    paper TEXT NOT NULL,
    request TEXT NOT NULL
) STRICT;
CREATE INDEX invoices_by_date ON invoices (issue_date);
CREATE INDEX invoices_by_issue_time ON invoices (issued_at);
CREATE INDEX invoices_by_original ON invoices (original_invoice_id) WHERE original_invoice_id IS NOT NULL;
CREATE INDEX invoices_waiting ON invoices (issued_at) WHERE settled = 0;
INSERT INTO counters VALUES ('invoice', 0);
";

/// A recipient stands as its mask and a keyed digest, so that it can be asked for without being kept. `arrives` is whether the
/// carrier reaches the phone, at `due_at`.
const TEXTS: &str = "
CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    group_id TEXT NOT NULL,
    type TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipient_masked TEXT NOT NULL,
    recipient_digest TEXT NOT NULL,
    subject TEXT,
    text TEXT NOT NULL,
    custom_fields TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    arrives INTEGER NOT NULL
) STRICT;
CREATE INDEX texts_by_recipient ON texts (recipient_digest);
INSERT INTO counters VALUES ('text', 0);
";

/// Documents of the Popbill dialect. Moments are `yyyyMMddHHmmss`, as the dialect writes them. The customer's number stands
/// as its mask, a keyed digest and a seal whose key is not in this file.
const POPBILL: &str = "
CREATE TABLE popbill_documents (
    id INTEGER PRIMARY KEY,
    product TEXT NOT NULL,
    mgt_key TEXT NOT NULL,
    item_key TEXT NOT NULL UNIQUE,
    state INTEGER NOT NULL,
    state_at TEXT NOT NULL,
    traded_at TEXT NOT NULL,
    trade_date TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    send_at TEXT NOT NULL,
    result_at TEXT NOT NULL,
    failure TEXT,
    transaction_amount INTEGER NOT NULL,
    supply_amount INTEGER NOT NULL,
    tax_amount INTEGER NOT NULL,
    service_amount INTEGER NOT NULL,
    original_number TEXT,
    original_date TEXT,
    counterpart_masked TEXT NOT NULL,
    counterpart_digest TEXT NOT NULL,
    counterpart_sealed TEXT NOT NULL,
    paper TEXT NOT NULL,
    UNIQUE (product, mgt_key),
    UNIQUE (product, trade_date, number)
) STRICT;
CREATE INDEX popbill_by_issue ON popbill_documents (issued_at);
CREATE INDEX popbill_by_original ON popbill_documents (original_number) WHERE original_number IS NOT NULL;
CREATE INDEX popbill_waiting ON popbill_documents (result_at) WHERE state IN (300, 303);
CREATE TABLE popbill_batches (
    product TEXT NOT NULL,
    submit_id TEXT NOT NULL,
    receipt_id TEXT NOT NULL,
    received_at TEXT NOT NULL,
    done_at TEXT NOT NULL,
    results TEXT NOT NULL,
    PRIMARY KEY (product, submit_id)
) STRICT;
INSERT INTO counters VALUES ('popbill_item', 0), ('popbill_batch', 0);
";

/// Each call asks whether a document's next day has come: of thousands that wait, those that are due are found at once.
const WHAT_IS_DUE: &str = "
DROP INDEX invoices_waiting;
CREATE INDEX invoices_to_send ON invoices (issued_at) WHERE status = 'issued';
CREATE INDEX invoices_to_settle ON invoices (sent_at) WHERE status = 'sent' AND settled = 0;
CREATE INDEX popbill_to_send ON popbill_documents (send_at) WHERE product = 'taxinvoice' AND state = 300;
";

/// Makes what is missing of the tables; rows that are there stay as they are.
pub(super) fn ensure(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let version: u16 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (reached, step) in STEPS.iter().filter(|(reached, _)| *reached > version) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", reached)?;
    }
    Ok(())
}

/// Takes the next number of a counter: 1, 2, 3 …
pub(super) fn next(transaction: &Transaction<'_>, counter: &str) -> rusqlite::Result<i64> {
    let sql = "UPDATE counters SET value = value + 1 WHERE name = ?1 RETURNING value";
    transaction.prepare_cached(sql)?.query_row(params![counter], |row| row.get(0))
}
