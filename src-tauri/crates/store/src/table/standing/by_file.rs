//! Part of the step that brought documents that go to Hometax in a file: the state `by_file`. It comes from `ready` and `held`
//! alone and leads to `approved` or back to `ready`, so that what stands in a file is never sent as well.
//!
//! The check that names every state cannot be changed in place, so the table is laid aside and written anew, with everything
//! that hangs on it. Triggers of other tables speak of `standing` by name; renaming would have SQLite look into them.

/// The table with the new state, its rows, and all its indexes and triggers.
pub(crate) const SCHEMA: &str = "
CREATE TABLE standing_aside AS SELECT * FROM standing;
DROP TABLE standing;
CREATE TABLE standing (
  document_id     INTEGER PRIMARY KEY REFERENCES document (id),
  trade_date      TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('ready', 'held', 'sending', 'approved', 'transmitted', 'confirmed',
                    'refused_later', 'rejected', 'unknown', 'conflict', 'check_by_hand', 'by_file')),
  approval_number TEXT,
  approved_at     TEXT,
  held_reason     TEXT,
  refusal_code    TEXT,
  refusal_field   TEXT,
  refusal_message TEXT,
  conflict        TEXT,
  updated_at      TEXT NOT NULL,
  attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at         TEXT,
  send_by         TEXT,
  attention       TEXT CHECK (attention IN ('conflict', 'check_by_hand', 'refused_later', 'rejected_behind', 'too_late',
                    'correction_stopped', 'transmission_late', 'amendment_stopped')),
  transmit_at     TEXT,
  sent_at         TEXT,
  CHECK ((approval_number IS NOT NULL) = (state IN ('approved', 'transmitted', 'confirmed', 'refused_later'))),
  CHECK ((approval_number IS NULL) = (approved_at IS NULL)),
  CHECK ((held_reason IS NOT NULL) = (state = 'held')),
  CHECK ((refusal_code IS NOT NULL) = (state IN ('rejected', 'refused_later'))),
  CHECK ((conflict IS NOT NULL) = (state = 'conflict')),
  CHECK (sent_at IS NOT NULL OR state <> 'transmitted'),
  CHECK (sent_at IS NULL OR state IN ('transmitted', 'confirmed', 'refused_later'))
) STRICT;
INSERT INTO standing (document_id, trade_date, state, approval_number, approved_at, held_reason, refusal_code,
  refusal_field, refusal_message, conflict, updated_at, attempts, next_at, send_by, attention, transmit_at, sent_at)
SELECT document_id, trade_date, state, approval_number, approved_at, held_reason, refusal_code,
  refusal_field, refusal_message, conflict, updated_at, attempts, next_at, send_by, attention, transmit_at, sent_at
  FROM standing_aside ORDER BY document_id;
DROP TABLE standing_aside;
CREATE UNIQUE INDEX standing_by_approval ON standing (approval_number, trade_date) WHERE approval_number IS NOT NULL;
CREATE INDEX standing_unfinished ON standing (state)
WHERE state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected');
CREATE INDEX standing_queue ON standing (send_by, document_id) WHERE state IN ('ready', 'held', 'unknown');
CREATE INDEX standing_unconfirmed ON standing (trade_date) WHERE state = 'approved';
CREATE INDEX standing_sent ON standing (trade_date) WHERE state = 'transmitted';
CREATE INDEX standing_transmissions ON standing (transmit_at, document_id)
WHERE state = 'approved' AND transmit_at IS NOT NULL;
CREATE INDEX standing_needs_person ON standing (document_id) WHERE attention IS NOT NULL;
CREATE TRIGGER standing_kept BEFORE DELETE ON standing
BEGIN SELECT RAISE(ABORT, 'a standing is never removed'); END;
CREATE TRIGGER standing_not_replaced BEFORE INSERT ON standing
WHEN EXISTS (SELECT 1 FROM standing WHERE document_id = NEW.document_id)
BEGIN SELECT RAISE(ABORT, 'a standing is never replaced'); END;
CREATE TRIGGER standing_of_its_document BEFORE INSERT ON standing
WHEN NEW.trade_date IS NOT (SELECT trade_date FROM document WHERE id = NEW.document_id)
BEGIN SELECT RAISE(ABORT, 'a standing has its document''s trade date'); END;
CREATE TRIGGER standing_stays BEFORE UPDATE ON standing
WHEN NEW.document_id IS NOT OLD.document_id OR NEW.trade_date IS NOT OLD.trade_date
BEGIN SELECT RAISE(ABORT, 'a standing stays with its document'); END;
CREATE TRIGGER standing_approval_fixed BEFORE UPDATE ON standing
WHEN OLD.approval_number IS NOT NULL
  AND (NEW.approval_number IS NOT OLD.approval_number OR NEW.approved_at IS NOT OLD.approved_at)
BEGIN SELECT RAISE(ABORT, 'an approval never changes'); END;
CREATE TRIGGER standing_sent_fixed BEFORE UPDATE ON standing
WHEN OLD.sent_at IS NOT NULL AND NEW.sent_at IS NOT OLD.sent_at
BEGIN SELECT RAISE(ABORT, 'a transmission never changes'); END;
CREATE TRIGGER standing_transmits_invoices BEFORE UPDATE ON standing
WHEN OLD.sent_at IS NULL AND OLD.transmit_at IS NULL AND (NEW.sent_at IS NOT NULL OR NEW.transmit_at IS NOT NULL)
  AND (SELECT act FROM document WHERE id = NEW.document_id) NOT IN ('invoice', 'amend')
BEGIN SELECT RAISE(ABORT, 'only an invoice is transmitted'); END;
CREATE TRIGGER standing_moves_on BEFORE UPDATE ON standing
WHEN NEW.state <> OLD.state AND (
     (OLD.state = 'approved' AND NEW.state NOT IN ('transmitted', 'confirmed', 'refused_later'))
  OR (OLD.state = 'transmitted' AND NEW.state NOT IN ('confirmed', 'refused_later'))
  OR (OLD.state = 'confirmed' AND NEW.state <> 'refused_later')
  OR (OLD.state = 'unknown' AND NEW.state IN ('ready', 'held'))
  OR (OLD.state = 'by_file' AND NEW.state NOT IN ('approved', 'ready'))
  OR (NEW.state = 'by_file' AND OLD.state NOT IN ('ready', 'held'))
  OR OLD.state IN ('rejected', 'refused_later'))
BEGIN SELECT RAISE(ABORT, 'this state does not lead to that one'); END;
CREATE INDEX standing_by_number_end ON standing (substr(approval_number, 17)) WHERE length(approval_number) = 24;
CREATE TRIGGER standing_begins_changing AFTER INSERT ON standing
BEGIN
  INSERT INTO document_change (seq, document_id)
  VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM document_change), NEW.document_id);
END;
CREATE TRIGGER standing_changes AFTER UPDATE OF state, held_reason, sent_at ON standing
WHEN NEW.state IS NOT OLD.state OR NEW.held_reason IS NOT OLD.held_reason OR NEW.sent_at IS NOT OLD.sent_at
BEGIN
  UPDATE document_change SET seq = (SELECT max(seq) + 1 FROM document_change) WHERE document_id = NEW.document_id;
END;
";
