//! The file's side of a document. Each version stands as it was released; a change is a new migration.

/// Version 1: receipts and their cancels. The indexes end in `traded_at`, so that a search sorts and cuts its hits without
/// reading one document. The insert trigger refuses REPLACE, which would otherwise remove a row without asking the delete
/// trigger.
pub(crate) const SCHEMA: &str = "
CREATE TABLE document (
  id            INTEGER PRIMARY KEY,
  key           TEXT NOT NULL UNIQUE,
  press_id      TEXT UNIQUE,
  shop_id       INTEGER REFERENCES shop (id),
  print_wanted  INTEGER NOT NULL CHECK (print_wanted IN (0, 1)),
  act           TEXT NOT NULL CHECK (act IN ('issue', 'cancel')),
  original_id   INTEGER REFERENCES document (id),
  cancel_reason TEXT,
  trade_date    TEXT NOT NULL,
  traded_at     TEXT NOT NULL,
  supply        INTEGER NOT NULL CHECK (supply >= 0),
  vat           INTEGER NOT NULL CHECK (vat >= 0),
  service       INTEGER NOT NULL CHECK (service >= 0),
  total         INTEGER NOT NULL CHECK (total > 0),
  taxation      TEXT NOT NULL,
  number_kind   TEXT NOT NULL,
  number_digits TEXT NOT NULL,
  last4         TEXT NOT NULL,
  purpose       TEXT NOT NULL,
  item          TEXT,
  memo          TEXT,
  phrase_id     INTEGER REFERENCES phrase (id),
  route         TEXT NOT NULL,
  body          TEXT NOT NULL,
  content_hash  TEXT NOT NULL,
  created_at    TEXT NOT NULL,
  CHECK (supply + vat + service = total),
  CHECK (trade_date = substr(traded_at, 1, 10)),
  CHECK ((act = 'issue' AND original_id IS NULL AND cancel_reason IS NULL)
      OR (act = 'cancel' AND original_id IS NOT NULL AND cancel_reason IS NOT NULL))
) STRICT;
CREATE INDEX document_by_trade ON document (traded_at);
CREATE INDEX document_by_last4 ON document (last4, traded_at);
CREATE INDEX document_by_total ON document (total, traded_at);
CREATE INDEX document_by_phrase ON document (phrase_id, traded_at) WHERE phrase_id IS NOT NULL;
CREATE INDEX document_by_original ON document (original_id, traded_at) WHERE original_id IS NOT NULL;
CREATE TRIGGER document_fixed BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;
CREATE TRIGGER document_kept BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'a document is never removed'); END;
CREATE TRIGGER document_not_replaced BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE id = NEW.id OR key = NEW.key OR press_id = NEW.press_id)
BEGIN SELECT RAISE(ABORT, 'a document is never replaced'); END;
CREATE TRIGGER document_cancels_issued BEFORE INSERT ON document
WHEN NEW.act = 'cancel' AND (SELECT act FROM document WHERE id = NEW.original_id) IS NOT 'issue'
BEGIN SELECT RAISE(ABORT, 'only an issued receipt can be cancelled'); END;
";

/// Part of migration 3, first half: invoices and amendments beside receipts. A check cannot be altered, so the rows move to
/// a new table; [`INVOICE_SWAP`] puts it in the old one's place once nothing speaks of the old one any more.
///
/// `content` is the whole invoice as JSON; what is searched for stands in columns of its own as well. Amounts are negative
/// only where an amendment takes back.
pub(crate) const INVOICE_COPY: &str = "
CREATE TABLE document_next (
  id            INTEGER PRIMARY KEY,
  key           TEXT NOT NULL UNIQUE,
  press_id      TEXT UNIQUE,
  shop_id       INTEGER REFERENCES shop (id),
  print_wanted  INTEGER NOT NULL CHECK (print_wanted IN (0, 1)),
  mail_wanted   INTEGER NOT NULL DEFAULT 0 CHECK (mail_wanted IN (0, 1)),
  at_once       INTEGER NOT NULL DEFAULT 0 CHECK (at_once IN (0, 1)),
  act           TEXT NOT NULL CHECK (act IN ('issue', 'cancel', 'invoice', 'amend')),
  original_id   INTEGER REFERENCES document (id),
  reason        TEXT,
  trade_date    TEXT NOT NULL,
  traded_at     TEXT NOT NULL,
  supply        INTEGER NOT NULL,
  vat           INTEGER NOT NULL,
  service       INTEGER NOT NULL,
  total         INTEGER NOT NULL,
  taxation      TEXT NOT NULL,
  number_kind   TEXT NOT NULL,
  number_digits TEXT NOT NULL,
  last4         TEXT NOT NULL,
  purpose       TEXT NOT NULL,
  item          TEXT,
  memo          TEXT,
  phrase_id     INTEGER REFERENCES phrase (id),
  content       TEXT,
  route         TEXT NOT NULL,
  body          TEXT NOT NULL,
  content_hash  TEXT NOT NULL,
  created_at    TEXT NOT NULL,
  CHECK (supply + vat + service = total),
  CHECK (act = 'amend' OR (supply >= 0 AND vat >= 0 AND service >= 0 AND total > 0)),
  CHECK (act IN ('issue', 'cancel') OR service = 0),
  CHECK (trade_date = substr(traded_at, 1, 10)),
  CHECK ((content IS NOT NULL) = (act IN ('invoice', 'amend'))),
  CHECK ((original_id IS NOT NULL) = (act IN ('cancel', 'amend'))),
  CHECK ((reason IS NOT NULL) = (act IN ('cancel', 'amend'))),
  CHECK (act IN ('issue', 'cancel') OR number_kind IN ('business_number', 'rrn', 'foreigner')),
  CHECK (act IN ('issue', 'cancel') OR purpose IN ('paid', 'charge'))
) STRICT;
INSERT INTO document_next (id, key, press_id, shop_id, print_wanted, act, original_id, reason, trade_date, traded_at,
  supply, vat, service, total, taxation, number_kind, number_digits, last4, purpose, item, memo, phrase_id, route, body,
  content_hash, created_at)
SELECT id, key, press_id, shop_id, print_wanted, act, original_id, cancel_reason, trade_date, traded_at,
  supply, vat, service, total, taxation, number_kind, number_digits, last4, purpose, item, memo, phrase_id, route, body,
  content_hash, created_at FROM document ORDER BY id;
";

/// Part of migration 3, second half. The partial indexes cost a receipt nothing.
pub(crate) const INVOICE_SWAP: &str = "
DROP TABLE document;
ALTER TABLE document_next RENAME TO document;
CREATE INDEX document_by_trade ON document (traded_at);
CREATE INDEX document_by_last4 ON document (last4, traded_at);
CREATE INDEX document_by_total ON document (total, traded_at);
CREATE INDEX document_by_phrase ON document (phrase_id, traded_at) WHERE phrase_id IS NOT NULL;
CREATE INDEX document_by_original ON document (original_id, traded_at) WHERE original_id IS NOT NULL;
CREATE INDEX document_cancels ON document (traded_at) WHERE act = 'cancel';
CREATE INDEX document_invoices ON document (traded_at) WHERE act IN ('invoice', 'amend');
CREATE INDEX document_amendments ON document (traded_at) WHERE act = 'amend';
CREATE INDEX document_by_buyer ON document (number_digits, traded_at) WHERE act IN ('invoice', 'amend');
CREATE TRIGGER document_fixed BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;
CREATE TRIGGER document_kept BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'a document is never removed'); END;
CREATE TRIGGER document_not_replaced BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE id = NEW.id OR key = NEW.key OR press_id = NEW.press_id)
BEGIN SELECT RAISE(ABORT, 'a document is never replaced'); END;
CREATE TRIGGER document_cancels_issued BEFORE INSERT ON document
WHEN NEW.act = 'cancel' AND (SELECT act FROM document WHERE id = NEW.original_id) IS NOT 'issue'
BEGIN SELECT RAISE(ABORT, 'only an issued receipt can be cancelled'); END;
CREATE TRIGGER document_amends_invoices BEFORE INSERT ON document
WHEN NEW.act = 'amend'
  AND coalesce((SELECT act FROM document WHERE id = NEW.original_id), '') NOT IN ('invoice', 'amend')
BEGIN SELECT RAISE(ABORT, 'only an invoice can be amended'); END;
";

/// Part of migration 4. Every index that lists documents in trade order holds everything a search looks at in a document, so
/// that it reads none before it shows it; `id` stands in them so that two of the same moment keep their order.
pub(crate) const SEARCH: &str = "
DROP INDEX document_by_trade;
DROP INDEX document_by_last4;
DROP INDEX document_by_total;
DROP INDEX document_by_phrase;
DROP INDEX document_cancels;
DROP INDEX document_invoices;
DROP INDEX document_amendments;
CREATE INDEX document_by_trade ON document (traded_at, id, total, last4, act, phrase_id);
CREATE INDEX document_by_last4 ON document (last4, traded_at, id, total, act, phrase_id);
CREATE INDEX document_by_total ON document (total, traded_at, id, last4, act, phrase_id);
CREATE INDEX document_by_phrase ON document (phrase_id, traded_at, id, total, last4, act) WHERE phrase_id IS NOT NULL;
CREATE INDEX document_cancels ON document (traded_at, id, total, last4, act, phrase_id) WHERE act = 'cancel';
CREATE INDEX document_invoices ON document (traded_at, id, total, last4, act, phrase_id)
WHERE act IN ('invoice', 'amend');
CREATE INDEX document_amendments ON document (traded_at, id, total, last4, act, phrase_id) WHERE act = 'amend';
";
