//! The tables of the practice ledger.

use rusqlite::{Transaction, params};

const VERSION: i64 = 1;

/// `(transaction_date, approval_number)` is the key the shop will know a document by: an approval number alone is
/// unique only within its day (domain.md §1.5).
const TABLES: &str = "
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

/// Makes the tables in a new file; a file that has them stays as it is.
pub(super) fn ensure(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == 0 {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(())
}

/// Takes the next number of a counter: 1, 2, 3 …
pub(super) fn next(transaction: &Transaction<'_>, counter: &str) -> rusqlite::Result<i64> {
    let sql = "UPDATE counters SET value = value + 1 WHERE name = ?1 RETURNING value";
    transaction.query_row(sql, params![counter], |row| row.get(0))
}
