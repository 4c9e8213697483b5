//! The file's side of a standing. Each version stands as it was released; a change is a new migration. What migration 2
//! added stands in [`queue`](crate::table::queue).

/// Version 1. `trade_date` is copied from the document because an approval number is unique only within it
/// (domain.md §1.5).
pub(crate) const SCHEMA: &str = "
CREATE TABLE standing (
  document_id     INTEGER PRIMARY KEY REFERENCES document (id),
  trade_date      TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('ready', 'held', 'sending', 'approved', 'confirmed', 'refused_later',
                    'rejected', 'unknown', 'conflict', 'check_by_hand')),
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
  CHECK ((approval_number IS NOT NULL) = (state IN ('approved', 'confirmed', 'refused_later'))),
  CHECK ((approval_number IS NULL) = (approved_at IS NULL)),
  CHECK ((held_reason IS NOT NULL) = (state = 'held')),
  CHECK ((refusal_code IS NOT NULL) = (state IN ('rejected', 'refused_later'))),
  CHECK ((conflict IS NOT NULL) = (state = 'conflict'))
) STRICT;
CREATE UNIQUE INDEX standing_by_approval ON standing (approval_number, trade_date) WHERE approval_number IS NOT NULL;
CREATE INDEX standing_unfinished ON standing (state) WHERE state NOT IN ('approved', 'confirmed', 'rejected');
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
CREATE TRIGGER standing_moves_on BEFORE UPDATE ON standing
WHEN NEW.state <> OLD.state AND (
     (OLD.state = 'approved' AND NEW.state NOT IN ('confirmed', 'refused_later'))
  OR (OLD.state = 'confirmed' AND NEW.state <> 'refused_later')
  OR (OLD.state = 'unknown' AND NEW.state IN ('ready', 'held'))
  OR OLD.state IN ('rejected', 'refused_later'))
BEGIN SELECT RAISE(ABORT, 'this state does not lead to that one'); END;
";

/// Part of migration 3, first half: an invoice is transmitted (전송) between its approval and the NTS's last word.
/// `transmit_at` is when the program means to do it, `sent_at` when it was done. Afterwards nothing speaks of the old
/// `standing` and `document` any more, so that both can be swapped.
pub(crate) const INVOICE_COPY: &str = "
CREATE TABLE standing_next (
  document_id     INTEGER PRIMARY KEY REFERENCES document (id),
  trade_date      TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('ready', 'held', 'sending', 'approved', 'transmitted', 'confirmed',
                    'refused_later', 'rejected', 'unknown', 'conflict', 'check_by_hand')),
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
INSERT INTO standing_next (document_id, trade_date, state, approval_number, approved_at, held_reason, refusal_code,
  refusal_field, refusal_message, conflict, updated_at, attempts, next_at, send_by, attention)
SELECT document_id, trade_date, state, approval_number, approved_at, held_reason, refusal_code,
  refusal_field, refusal_message, conflict, updated_at, attempts, next_at, send_by, attention
  FROM standing ORDER BY document_id;
DROP TABLE standing;
";

/// Part of migration 3, second half.
pub(crate) const INVOICE_SWAP: &str = "
ALTER TABLE standing_next RENAME TO standing;
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
  OR OLD.state IN ('rejected', 'refused_later'))
BEGIN SELECT RAISE(ABORT, 'this state does not lead to that one'); END;
";

/// Part of migration 4: the history shows the last eight characters of an invoice's number, so they can be searched for.
pub(crate) const SEARCH: &str = "
CREATE INDEX standing_by_number_end ON standing (substr(approval_number, 17)) WHERE length(approval_number) = 24;
";
