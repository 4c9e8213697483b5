//! Documents (문서): what was issued or cancelled, exactly as it was meant to be sent. Never changed, never removed.
//!
//! The frozen request body is kept byte for byte, with its hash, because an unknown document is sent again with the same
//! bytes or not at all. What became of a document is not here but in [`standing`](super::standing).

mod body;
mod new;
mod read;
pub(crate) mod shelved;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    Amounts, CancelReason, CashReceipt, ConsumerNumber, DocumentKey, ItemName, Memo, Purpose, ReceiptParts,
    Taxation,
};

use crate::BookError;

use super::shop::ShopId;

pub use body::Body;
pub(crate) use body::sha256_hex;
pub use new::NewDocument;
pub(crate) use read::read_body;
pub use shelved::Shelved;
pub(crate) use shelved::{read_shelved, select_shelved};

/// The indexes end in `traded_at`, so that a search sorts and cuts its hits without reading one document. The insert
/// trigger refuses REPLACE, which would otherwise remove a row without asking the delete trigger.
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

/// A document's row number; smaller is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub(crate) i64);

impl DocumentId {
    /// The row number itself.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// What the document does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentAct {
    /// Issues a cash receipt (승인거래).
    Issue,
    /// Takes a receipt back, wholly or in part (취소거래).
    Cancel {
        /// The receipt taken back.
        original: DocumentId,
        /// Why.
        reason: CancelReason,
    },
}

impl DocumentAct {
    /// The stable word in the file: `issue`, `cancel`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Cancel { .. } => "cancel",
        }
    }

    /// Of a cancel, the receipt it takes back.
    #[must_use]
    pub const fn original(self) -> Option<DocumentId> {
        match self {
            Self::Issue => None,
            Self::Cancel { original, .. } => Some(original),
        }
    }
}

/// A document as it stands in the book. `Debug` shows neither the customer's number nor the body.
#[derive(Debug, Clone)]
pub struct Document {
    /// Row number.
    pub id: DocumentId,
    /// The version of the shop's particulars it was issued under.
    pub shop: Option<ShopId>,
    /// The press asked for paper as well.
    pub print_wanted: bool,
    /// The key under which the NTS knows it.
    pub key: DocumentKey,
    /// Issue or cancel.
    pub act: DocumentAct,
    /// Korean time of the sale or of the cancel.
    pub traded_at: NaiveDateTime,
    /// Won; of a cancel the amounts taken back, positive.
    pub amounts: Amounts,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// Whose receipt it is.
    pub number: ConsumerNumber,
    /// Income deduction or expense proof.
    pub purpose: Purpose,
    /// What was sold.
    pub item: Option<ItemName>,
    /// The shop's own note.
    pub memo: Option<Memo>,
    /// Which way to the NTS it was frozen for.
    pub route: String,
    /// The frozen request.
    pub body: Body,
    /// When the intent was written.
    pub created_at: NaiveDateTime,
}

impl Document {
    /// The trade date (거래일자), under which an approval number is unique.
    #[must_use]
    pub fn trade_date(&self) -> NaiveDate {
        self.traded_at.date()
    }

    /// What was sold to whom, as the domain's own type; of a cancel, with the amounts taken back.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the parts cannot have come from a checked receipt.
    pub fn receipt(&self) -> Result<CashReceipt, BookError> {
        let parts = ReceiptParts {
            amounts: self.amounts,
            taxation: self.taxation,
            number: self.number.clone(),
            purpose: self.purpose,
            item: self.item.clone(),
            memo: self.memo.clone(),
            traded_at: self.traded_at,
        };
        CashReceipt::restore(parts).map_err(|disagree| BookError::Corrupt {
            table: "document",
            key: self.key.to_string(),
            what: disagree.to_string(),
        })
    }
}
