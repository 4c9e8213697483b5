-- A ledger as version 1 of the schema left it, with one confirmed receipt.
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
UPDATE counters SET value = 1 WHERE name = 'approval';
INSERT INTO documents VALUES (
    1, 'R261122-01-000001', 'issue', 'confirmed', '1234567891', '20261122', '153000', 10000, 9091, 909, 0,
    '과세', '소득공제', '010****5678', '사무용품', 'TB0000001', '2026-11-22T15:30:00+09:00', NULL, NULL, NULL, '{}'
);
PRAGMA user_version = 1;
