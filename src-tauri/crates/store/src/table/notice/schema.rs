//! The file's side of a notice.

/// Part of migration 3. `asked_at` is a person's word that a mail be sent (again) or that it arrived: the only way out of
/// `unknown`, where the program itself cannot know. `settled_at` is a person's word that nothing more is to be done.
pub(crate) const SCHEMA: &str = "
CREATE TABLE notice (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER REFERENCES document (id),
  kind        TEXT NOT NULL,
  recipient   TEXT NOT NULL,
  copy_to     TEXT,
  message_id  TEXT NOT NULL UNIQUE,
  state       TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'failed', 'unknown')),
  attempts    INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at     TEXT,
  last_error  TEXT,
  created_at  TEXT NOT NULL,
  updated_at  TEXT NOT NULL,
  sent_at     TEXT,
  asked_at    TEXT,
  settled_at  TEXT,
  CHECK ((sent_at IS NOT NULL) = (state = 'sent')),
  CHECK (next_at IS NULL OR state = 'queued')
) STRICT;
CREATE INDEX notice_queue ON notice (id) WHERE state = 'queued';
CREATE INDEX notice_sending ON notice (id) WHERE state = 'sending';
CREATE INDEX notice_needs_person ON notice (id) WHERE state IN ('refused', 'failed', 'unknown') AND settled_at IS NULL;
CREATE INDEX notice_by_document ON notice (document_id) WHERE document_id IS NOT NULL;
CREATE TRIGGER notice_kept BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'a notice is never removed'); END;
CREATE TRIGGER notice_begins BEFORE INSERT ON notice WHEN NEW.state <> 'queued'
BEGIN SELECT RAISE(ABORT, 'a notice begins in the queue'); END;
CREATE TRIGGER notice_not_replaced BEFORE INSERT ON notice
WHEN EXISTS (SELECT 1 FROM notice WHERE id = NEW.id OR message_id = NEW.message_id)
BEGIN SELECT RAISE(ABORT, 'a notice is never replaced'); END;
CREATE TRIGGER notice_stays BEFORE UPDATE ON notice
WHEN NEW.id IS NOT OLD.id OR NEW.document_id IS NOT OLD.document_id OR NEW.kind IS NOT OLD.kind
  OR NEW.recipient IS NOT OLD.recipient OR NEW.copy_to IS NOT OLD.copy_to OR NEW.message_id IS NOT OLD.message_id
  OR NEW.created_at IS NOT OLD.created_at OR NEW.attempts < OLD.attempts
BEGIN SELECT RAISE(ABORT, 'a notice stays what it is'); END;
CREATE TRIGGER notice_sent BEFORE UPDATE ON notice WHEN OLD.state = 'sent'
BEGIN SELECT RAISE(ABORT, 'a sent notice stays sent'); END;
CREATE TRIGGER notice_moves_on BEFORE UPDATE ON notice
WHEN NEW.state <> OLD.state AND (
     (OLD.state = 'queued' AND NEW.state NOT IN ('sending', 'failed'))
  OR (OLD.state IN ('refused', 'failed', 'unknown')
      AND (NEW.state NOT IN ('queued', 'sent') OR NEW.asked_at IS NULL OR NEW.asked_at IS OLD.asked_at)))
BEGIN SELECT RAISE(ABORT, 'this state does not lead to that one'); END;
";
