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

/// Part of migration 5: text messages beside mails. A check cannot be altered, so the rows move to a new table; nothing points at
/// them. `outside_id` and `outside_status` are the gateway's own words for a text, `looks` how often it was asked about it.
///
/// A mail leaves `unknown` by a person's word alone. A text leaves it by a look-up: the gateway can be asked, so nobody has to
/// guess. A text that was refused or never came is not sent again as the same one: the next is a row of its own, so that one id
/// is never two messages. `next_at` of a text in doubt, or taken and not yet delivered, is the time of the next look-up.
pub(crate) const TEXT_SCHEMA: &str = "
CREATE TABLE notice_next (
  id             INTEGER PRIMARY KEY,
  document_id    INTEGER REFERENCES document (id),
  channel        TEXT NOT NULL CHECK (channel IN ('mail', 'text')),
  kind           TEXT NOT NULL,
  recipient      TEXT NOT NULL,
  copy_to        TEXT,
  message_id     TEXT NOT NULL UNIQUE,
  state          TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'refused',
                                                'failed', 'unknown')),
  attempts       INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  looks          INTEGER NOT NULL DEFAULT 0 CHECK (looks >= 0),
  next_at        TEXT,
  last_error     TEXT,
  created_at     TEXT NOT NULL,
  updated_at     TEXT NOT NULL,
  sent_at        TEXT,
  asked_at       TEXT,
  settled_at     TEXT,
  outside_id     TEXT,
  outside_status TEXT,
  CHECK ((sent_at IS NOT NULL) = (state IN ('sent', 'delivered', 'undelivered'))),
  CHECK (next_at IS NULL OR state = 'queued' OR (channel = 'text' AND state IN ('unknown', 'sent'))),
  CHECK (channel = 'text' OR (state NOT IN ('delivered', 'undelivered') AND outside_id IS NULL)),
  CHECK (channel = 'mail' OR copy_to IS NULL)
) STRICT;
INSERT INTO notice_next (id, document_id, channel, kind, recipient, copy_to, message_id, state, attempts, next_at,
  last_error, created_at, updated_at, sent_at, asked_at, settled_at)
SELECT id, document_id, 'mail', kind, recipient, copy_to, message_id, state, attempts, next_at,
  last_error, created_at, updated_at, sent_at, asked_at, settled_at FROM notice;
DROP TABLE notice;
ALTER TABLE notice_next RENAME TO notice;
CREATE INDEX notice_queue ON notice (channel, id) WHERE state = 'queued';
CREATE INDEX notice_sending ON notice (channel, id) WHERE state = 'sending';
CREATE INDEX notice_to_ask ON notice (next_at) WHERE channel = 'text' AND state IN ('unknown', 'sent');
CREATE INDEX notice_needs_person ON notice (id)
WHERE state IN ('refused', 'failed', 'unknown', 'undelivered') AND settled_at IS NULL;
CREATE INDEX notice_by_document ON notice (document_id) WHERE document_id IS NOT NULL;
CREATE TRIGGER notice_kept BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'a notice is never removed'); END;
CREATE TRIGGER notice_begins BEFORE INSERT ON notice WHEN NEW.state <> 'queued'
BEGIN SELECT RAISE(ABORT, 'a notice begins in the queue'); END;
CREATE TRIGGER notice_not_replaced BEFORE INSERT ON notice
WHEN EXISTS (SELECT 1 FROM notice WHERE id = NEW.id OR message_id = NEW.message_id)
BEGIN SELECT RAISE(ABORT, 'a notice is never replaced'); END;
CREATE TRIGGER notice_stays BEFORE UPDATE ON notice
WHEN NEW.id IS NOT OLD.id OR NEW.document_id IS NOT OLD.document_id OR NEW.channel IS NOT OLD.channel
  OR NEW.kind IS NOT OLD.kind OR NEW.recipient IS NOT OLD.recipient OR NEW.copy_to IS NOT OLD.copy_to
  OR NEW.message_id IS NOT OLD.message_id OR NEW.created_at IS NOT OLD.created_at
  OR NEW.attempts < OLD.attempts OR NEW.looks < OLD.looks
  OR (OLD.sent_at IS NOT NULL AND NEW.sent_at IS NOT OLD.sent_at)
  OR (OLD.outside_id IS NOT NULL AND NEW.outside_id IS NOT OLD.outside_id)
BEGIN SELECT RAISE(ABORT, 'a notice stays what it is'); END;
CREATE TRIGGER notice_sent BEFORE UPDATE ON notice
WHEN OLD.state = 'delivered' OR (OLD.state = 'sent' AND OLD.channel = 'mail')
BEGIN SELECT RAISE(ABORT, 'a sent notice stays sent'); END;
CREATE TRIGGER notice_moves_on BEFORE UPDATE ON notice
WHEN NEW.state <> OLD.state AND (
     (OLD.state = 'queued' AND NEW.state NOT IN ('sending', 'failed'))
  OR (OLD.channel = 'mail' AND OLD.state IN ('refused', 'failed', 'unknown')
      AND (NEW.state NOT IN ('queued', 'sent') OR NEW.asked_at IS NULL OR NEW.asked_at IS OLD.asked_at)))
BEGIN SELECT RAISE(ABORT, 'this state does not lead to that one'); END;
CREATE TRIGGER notice_text_moves_on BEFORE UPDATE ON notice
WHEN NEW.state <> OLD.state AND OLD.channel = 'text' AND (
     OLD.state IN ('refused', 'failed', 'undelivered')
  OR (OLD.state = 'sent' AND NEW.state NOT IN ('delivered', 'undelivered'))
  OR (OLD.state = 'unknown'
      AND (NEW.state NOT IN ('queued', 'sent', 'delivered', 'undelivered', 'refused') OR NEW.looks = OLD.looks)))
BEGIN SELECT RAISE(ABORT, 'only a look-up moves a text on'); END;
";
