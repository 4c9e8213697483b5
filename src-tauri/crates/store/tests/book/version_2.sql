-- A book as version 2 of the program left it: one of everything. Made by that program, not by hand.
BEGIN TRANSACTION;
CREATE TABLE attempt (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  at          TEXT NOT NULL,
  route       TEXT NOT NULL,
  call        TEXT NOT NULL,
  request     TEXT NOT NULL,
  response    TEXT NOT NULL,
  http_status INTEGER,
  result_code TEXT,
  elapsed_ms  INTEGER NOT NULL CHECK (elapsed_ms >= 0),
  outcome     TEXT NOT NULL
) STRICT;
INSERT INTO "attempt" VALUES(1,1,'2026-11-22T14:30:02.000','hometax','issue','{}','{"a":"가"}',200,'0000',412,'approved');
INSERT INTO "attempt" VALUES(2,1,'2026-11-22T14:30:02.000','hometax','look_up','{}','{"a":"가"}',NULL,NULL,412,'approved');
CREATE TABLE book (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  world      TEXT NOT NULL CHECK (world IN ('practice', 'real')),
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO "book" VALUES(1,'practice','2026-11-22T14:30:00.000');
CREATE TABLE correction (
  cancel_id     INTEGER PRIMARY KEY REFERENCES document (id),
  original_id   INTEGER NOT NULL REFERENCES document (id),
  reissue_id    INTEGER UNIQUE REFERENCES document (id),
  number_kind   TEXT NOT NULL,
  number_digits TEXT NOT NULL,
  purpose       TEXT NOT NULL,
  print_wanted  INTEGER NOT NULL CHECK (print_wanted IN (0, 1)),
  begun_at      TEXT NOT NULL
) STRICT;
INSERT INTO "correction" VALUES(4,3,5,'phone','01099998888','income_deduction',1,'2026-11-22T14:30:06.000');
CREATE TABLE difference (
  id           INTEGER PRIMARY KEY,
  route        TEXT NOT NULL,
  trade_date   TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('only_ours', 'only_theirs', 'differs')),
  subject      TEXT NOT NULL,
  document_id  INTEGER REFERENCES document (id),
  their_number TEXT,
  their_total  INTEGER,
  fields       TEXT NOT NULL,
  found_at     TEXT NOT NULL,
  asked_at     TEXT,
  settled_at   TEXT,
  settled_how  TEXT,
  UNIQUE (route, trade_date, kind, subject),
  CHECK ((settled_at IS NULL) = (settled_how IS NULL))
) STRICT;
INSERT INTO "difference" VALUES(1,'hometax','2026-11-22','only_ours','R261122-01-000001',1,'TB0000001',12290,'','2026-11-22T14:30:20.000',NULL,NULL,NULL);
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
INSERT INTO "document" VALUES(1,'R261122-01-000001','press-R261122-01-000001',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:01.000',11173,1117,0,12290,'taxable','phone','01012345678','5678','income_deduction','볼펜 A4','단골 Kim',1,'hometax','{"documentKey":"R261122-01-000001","consumerPhone":"01012345678"}','9fe4988053ca1f70e808ecb9ed468fa47d4aa2a9335c12510a898b0621938ee8','2026-11-22T14:30:01.000');
INSERT INTO "document" VALUES(2,'C261122-01-000001','press-C261122-01-000001',1,0,'cancel',1,'1','2026-11-22','2026-11-22T14:30:03.000',2082,208,0,2290,'taxable','phone','01012345678','5678','income_deduction','볼펜 A4','단골 Kim',1,'hometax','{}','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a','2026-11-22T14:30:03.000');
INSERT INTO "document" VALUES(3,'R261122-01-000002','press-R261122-01-000002',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:05.000',4546,454,0,5000,'taxable','phone','01099990000','0000','income_deduction',NULL,NULL,NULL,'hometax','{"documentKey":"R261122-01-000002","consumerPhone":"01099990000"}','4368fa6663c9ccdefcd12c4711f96096b174ac78b60192d533241df2a192b9b9','2026-11-22T14:30:05.000');
INSERT INTO "document" VALUES(4,'C261122-01-000002','press-C261122-01-000002',1,0,'cancel',3,'1','2026-11-22','2026-11-22T14:30:06.000',4546,454,0,5000,'taxable','phone','01099990000','0000','income_deduction',NULL,NULL,NULL,'hometax','{}','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a','2026-11-22T14:30:06.000');
INSERT INTO "document" VALUES(5,'R261122-01-000003','press-R261122-01-000003',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:08.000',4546,454,0,5000,'taxable','phone','01099998888','8888','income_deduction',NULL,NULL,NULL,'hometax','{"documentKey":"R261122-01-000003","consumerPhone":"01099998888"}','4ea6c16d519d8fdca90d3d58d2361e0be30ba78cc048e4d7546f8e0c87ca1ce1','2026-11-22T14:30:08.000');
INSERT INTO "document" VALUES(6,'R261122-01-000004','press-R261122-01-000004',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:10.000',919,91,0,1010,'taxable','business_number','3148120001','0001','expense_proof',NULL,NULL,NULL,'hometax','{"documentKey":"R261122-01-000004","consumerPhone":"3148120001"}','ce6833b6fe776819b8be2101360a30839cccb75f2458977fdbc77bd53c197643','2026-11-22T14:30:10.000');
INSERT INTO "document" VALUES(7,'R261122-01-000005','press-R261122-01-000005',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:11.000',920,91,0,1011,'taxable','business_number','3148120001','0001','expense_proof',NULL,NULL,NULL,'hometax','{"documentKey":"R261122-01-000005","consumerPhone":"3148120001"}','ae97aa12e83c81d455b7b17bda841a473e888aca3127b34dca5c9de960d4e439','2026-11-22T14:30:11.000');
INSERT INTO "document" VALUES(8,'R261122-01-000006','press-R261122-01-000006',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:12.000',920,92,0,1012,'taxable','business_number','3148120001','0001','expense_proof',NULL,NULL,NULL,'hometax','{"documentKey":"R261122-01-000006","consumerPhone":"3148120001"}','f2aa12c9188f04c19fddbaca47a677301a76650d566639635b356a583ac8ab3d','2026-11-22T14:30:12.000');
INSERT INTO "document" VALUES(9,'R261122-01-000007','press-R261122-01-000007',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:13.000',921,92,0,1013,'taxable','business_number','3148120001','0001','expense_proof',NULL,NULL,NULL,'hometax','{"documentKey":"R261122-01-000007","consumerPhone":"3148120001"}','f2414363a1dcd0a980b4ec95953206fc30e891e455ab9e10e1f51b117b3304ae','2026-11-22T14:30:13.000');
INSERT INTO "document" VALUES(10,'R261122-01-000008','press-R261122-01-000008',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:14.000',922,92,0,1014,'taxable','business_number','3148120001','0001','expense_proof',NULL,NULL,NULL,'hometax','{"documentKey":"R261122-01-000008","consumerPhone":"3148120001"}','b15f63dca94a8a7cca28426ea601c07881c165c31fbe6cdb71f71653d93781ef','2026-11-22T14:30:14.000');
INSERT INTO "document" VALUES(11,'R261122-01-000009','press-R261122-01-000009',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:15.000',923,92,0,1015,'taxable','business_number','3148120001','0001','expense_proof',NULL,NULL,NULL,'hometax','{"documentKey":"R261122-01-000009","consumerPhone":"3148120001"}','dea0a84cd2986eada7a9289feedeafea0a2327df0e70510443b8e28b67c239a0','2026-11-22T14:30:15.000');
INSERT INTO "document" VALUES(12,'R261122-01-000010','press-R261122-01-000010',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:16.000',924,92,0,1016,'taxable','business_number','3148120001','0001','expense_proof',NULL,NULL,NULL,'hometax','{"documentKey":"R261122-01-000010","consumerPhone":"3148120001"}','028de64b4b8b057a1e28c6e8b2dcde5e6509bdd889b38f1661577618683d827d','2026-11-22T14:30:16.000');
INSERT INTO "document" VALUES(13,'R261122-01-000011','press-R261122-01-000011',1,0,'issue',NULL,NULL,'2026-11-22','2026-11-22T14:30:17.000',925,92,0,1017,'taxable','business_number','3148120001','0001','expense_proof',NULL,NULL,NULL,'hometax','{"documentKey":"R261122-01-000011","consumerPhone":"3148120001"}','acd1db6d1e878bbf516a55e970a7bcb729ce3240e29df7b1b48c5ca10d63a80f','2026-11-22T14:30:17.000');
CREATE TABLE journal (
  seq       INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  act       TEXT NOT NULL,
  subject   TEXT NOT NULL,
  content   TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash      TEXT NOT NULL
) STRICT;
INSERT INTO "journal" VALUES(1,'2026-11-22T14:30:01.000','receipt_intended','R261122-01-000001','{"total":12290}','0000000000000000000000000000000000000000000000000000000000000000','9ae9a6db1b9d1fc5a6ba651244141f5041befa57026ac27678f3441475a080c4');
INSERT INTO "journal" VALUES(2,'2026-11-22T14:30:02.000','approved','R261122-01-000001','{"approval":"TB0000001"}','9ae9a6db1b9d1fc5a6ba651244141f5041befa57026ac27678f3441475a080c4','68862418a3c089d39c3c3773afcb65269f7a29eff4c7dc7db3df64a7b8700ecd');
CREATE TABLE phrase (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "phrase" VALUES(1,'볼펜 a4
단골 kim');
CREATE TABLE print (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  copy_no     INTEGER NOT NULL CHECK (copy_no >= 0),
  printed_at  TEXT NOT NULL,
  target      TEXT,
  state       TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
  cause       TEXT,
  UNIQUE (document_id, copy_no),
  CHECK ((state = 'done') = (target IS NOT NULL)),
  CHECK ((state = 'failed') = (cause IS NOT NULL))
) STRICT;
INSERT INTO "print" VALUES(1,1,0,'2026-11-22T14:30:03.000','slip.pdf','done',NULL);
INSERT INTO "print" VALUES(2,1,1,'2026-11-22T14:30:04.000',NULL,'queued',NULL);
CREATE TABLE reconciliation (
  route      TEXT NOT NULL,
  trade_date TEXT NOT NULL,
  ran_at     TEXT NOT NULL,
  PRIMARY KEY (route, trade_date)
) STRICT, WITHOUT ROWID;
INSERT INTO "reconciliation" VALUES('hometax','2026-11-22','2026-11-22T14:30:30.000');
CREATE TABLE route_gate (
  route      TEXT PRIMARY KEY,
  facts      TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "route_gate" VALUES('hometax','{"a":1}','2026-11-22T14:30:31.000');
CREATE TABLE schema_note (
  version        INTEGER PRIMARY KEY,
  minimum_reader INTEGER NOT NULL,
  applied_at     TEXT NOT NULL
) STRICT;
INSERT INTO "schema_note" VALUES(1,1,'2026-11-22T14:30:00.000');
INSERT INTO "schema_note" VALUES(2,2,'2026-11-22T14:30:00.000');
CREATE TABLE sequence (
  kind    TEXT NOT NULL CHECK (kind IN ('R', 'C')),
  date    TEXT NOT NULL,
  counter INTEGER NOT NULL CHECK (counter BETWEEN 1 AND 99),
  last    INTEGER NOT NULL CHECK (last BETWEEN 1 AND 999999),
  PRIMARY KEY (kind, date, counter)
) STRICT, WITHOUT ROWID;
INSERT INTO "sequence" VALUES('C','2026-11-22',1,2);
INSERT INTO "sequence" VALUES('R','2026-11-22',1,11);
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "setting" VALUES('theme','dark');
CREATE TABLE shop (
  id            INTEGER PRIMARY KEY,
  number        TEXT NOT NULL,
  name          TEXT NOT NULL,
  owner         TEXT NOT NULL,
  address       TEXT NOT NULL,
  phone         TEXT NOT NULL,
  business_type TEXT NOT NULL,
  business_item TEXT NOT NULL
) STRICT;
INSERT INTO "shop" VALUES(1,'123-45-67891','행복문구','김행복','서울특별시 중구 세종대로 110','02-123-4567','도소매','문구·사무용품');
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
  next_at         TEXT, send_by TEXT, attention TEXT CHECK (attention IN ('conflict', 'check_by_hand', 'refused_later',
  'rejected_behind', 'too_late', 'correction_stopped')),
  CHECK ((approval_number IS NOT NULL) = (state IN ('approved', 'confirmed', 'refused_later'))),
  CHECK ((approval_number IS NULL) = (approved_at IS NULL)),
  CHECK ((held_reason IS NOT NULL) = (state = 'held')),
  CHECK ((refusal_code IS NOT NULL) = (state IN ('rejected', 'refused_later'))),
  CHECK ((conflict IS NOT NULL) = (state = 'conflict'))
) STRICT;
INSERT INTO "standing" VALUES(1,'2026-11-22','approved','TB0000001','2026-11-22T14:30:01.000',NULL,NULL,NULL,NULL,NULL,'2026-11-22T14:30:09.000',0,NULL,NULL,NULL);
INSERT INTO "standing" VALUES(2,'2026-11-22','confirmed','TB0000002','2026-11-22T14:30:04.000',NULL,NULL,NULL,NULL,NULL,'2026-11-22T14:30:09.000',0,NULL,NULL,NULL);
INSERT INTO "standing" VALUES(3,'2026-11-22','approved','TB0000003','2026-11-22T14:30:05.000',NULL,NULL,NULL,NULL,NULL,'2026-11-22T14:30:09.000',0,NULL,NULL,NULL);
INSERT INTO "standing" VALUES(4,'2026-11-22','approved','TB0000004','2026-11-22T14:30:07.000',NULL,NULL,NULL,NULL,NULL,'2026-11-22T14:30:09.000',0,NULL,NULL,NULL);
INSERT INTO "standing" VALUES(5,'2026-11-22','approved','TB0000005','2026-11-22T14:30:08.000',NULL,NULL,NULL,NULL,NULL,'2026-11-22T14:30:09.000',0,NULL,NULL,NULL);
INSERT INTO "standing" VALUES(6,'2026-11-22','held',NULL,NULL,'no_network',NULL,NULL,NULL,NULL,'2026-11-22T14:30:09.000',2,'2026-11-22T14:45:00.000',NULL,NULL);
INSERT INTO "standing" VALUES(7,'2026-11-22','sending',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-22T14:30:09.000',2,'2026-11-22T14:45:00.000',NULL,NULL);
INSERT INTO "standing" VALUES(8,'2026-11-22','unknown',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-22T14:30:09.000',2,'2026-11-22T14:45:00.000',NULL,NULL);
INSERT INTO "standing" VALUES(9,'2026-11-22','rejected',NULL,NULL,NULL,'E2003','consumerPhone','번호가 맞지 않아요',NULL,'2026-11-22T14:30:09.000',2,'2026-11-22T14:45:00.000',NULL,NULL);
INSERT INTO "standing" VALUES(10,'2026-11-22','conflict',NULL,NULL,NULL,NULL,NULL,NULL,'total','2026-11-22T14:30:09.000',2,'2026-11-22T14:45:00.000',NULL,'conflict');
INSERT INTO "standing" VALUES(11,'2026-11-22','check_by_hand',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-22T14:30:09.000',2,'2026-11-22T14:45:00.000',NULL,'conflict');
INSERT INTO "standing" VALUES(12,'2026-11-22','refused_later','TB0000006','2026-11-22T14:30:09.000',NULL,'E2003','consumerPhone','번호가 맞지 않아요',NULL,'2026-11-22T14:30:09.000',2,'2026-11-22T14:45:00.000',NULL,'conflict');
INSERT INTO "standing" VALUES(13,'2026-11-22','approved','TB0000007','2026-11-22T14:30:09.000',NULL,NULL,NULL,NULL,NULL,'2026-11-22T14:30:09.000',2,'2026-11-22T14:45:00.000',NULL,NULL);
CREATE TRIGGER book_fixed BEFORE UPDATE ON book BEGIN SELECT RAISE(ABORT, 'a book stays in its world'); END;
CREATE TRIGGER book_kept BEFORE DELETE ON book BEGIN SELECT RAISE(ABORT, 'a book stays in its world'); END;
CREATE TRIGGER shop_fixed BEFORE UPDATE ON shop
BEGIN SELECT RAISE(ABORT, 'the shop''s particulars are added, not changed'); END;
CREATE TRIGGER shop_kept BEFORE DELETE ON shop
BEGIN SELECT RAISE(ABORT, 'the shop''s particulars are never removed'); END;
CREATE TRIGGER sequence_grows BEFORE UPDATE ON sequence
WHEN NEW.last <= OLD.last OR NEW.kind IS NOT OLD.kind OR NEW.date IS NOT OLD.date OR NEW.counter IS NOT OLD.counter
BEGIN SELECT RAISE(ABORT, 'a document key is given out once'); END;
CREATE TRIGGER sequence_kept BEFORE DELETE ON sequence
BEGIN SELECT RAISE(ABORT, 'a document key is given out once'); END;
CREATE TRIGGER phrase_fixed BEFORE UPDATE ON phrase BEGIN SELECT RAISE(ABORT, 'a phrase is never changed'); END;
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
CREATE INDEX attempt_by_document ON attempt (document_id);
CREATE TRIGGER attempt_fixed BEFORE UPDATE ON attempt BEGIN SELECT RAISE(ABORT, 'an attempt is never changed'); END;
CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt BEGIN SELECT RAISE(ABORT, 'an attempt is never removed'); END;
CREATE TRIGGER attempt_not_replaced BEFORE INSERT ON attempt
WHEN EXISTS (SELECT 1 FROM attempt WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an attempt is never replaced'); END;
CREATE INDEX print_waiting ON print (id) WHERE state = 'queued';
CREATE TRIGGER print_done BEFORE UPDATE ON print WHEN OLD.state = 'done'
BEGIN SELECT RAISE(ABORT, 'a printed copy stays printed'); END;
CREATE TRIGGER print_kept BEFORE DELETE ON print BEGIN SELECT RAISE(ABORT, 'a print job is never removed'); END;
CREATE INDEX journal_by_subject ON journal (subject) WHERE subject <> '';
CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
CREATE TRIGGER journal_continues BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  OR (NEW.seq > 1 AND NEW.prev_hash IS NOT (SELECT hash FROM journal WHERE seq = NEW.seq - 1))
BEGIN SELECT RAISE(ABORT, 'the journal only continues'); END;
CREATE INDEX standing_queue ON standing (send_by, document_id) WHERE state IN ('ready', 'held', 'unknown');
CREATE INDEX standing_unconfirmed ON standing (trade_date) WHERE state = 'approved';
CREATE INDEX standing_needs_person ON standing (document_id) WHERE attention IS NOT NULL;
CREATE INDEX correction_by_original ON correction (original_id);
CREATE TRIGGER correction_kept BEFORE DELETE ON correction
BEGIN SELECT RAISE(ABORT, 'a correction is never removed'); END;
CREATE TRIGGER correction_reissues_once BEFORE UPDATE ON correction
WHEN OLD.reissue_id IS NOT NULL OR NEW.cancel_id <> OLD.cancel_id OR NEW.original_id <> OLD.original_id
  OR NEW.number_digits <> OLD.number_digits OR NEW.number_kind <> OLD.number_kind OR NEW.purpose <> OLD.purpose
BEGIN SELECT RAISE(ABORT, 'a correction reissues once'); END;
CREATE INDEX difference_open ON difference (id) WHERE settled_at IS NULL;
CREATE INDEX attempt_failed ON attempt (id)
WHERE result_code IS NOT '0000' AND NOT (result_code IS NULL AND http_status IS 200);
COMMIT;
PRAGMA application_id = 1245793863;
PRAGMA user_version = 2;
