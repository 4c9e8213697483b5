//! Documents (문서): what was issued, cancelled or amended, exactly as it was meant to be sent. Never changed, never removed.
//!
//! The frozen request body is kept byte for byte, with its hash, because an unknown document is sent again with the same
//! bytes or not at all. What became of a document is not here but in [`standing`](super::standing).
//!
//! Receipts and tax invoices are rows of one table, because they share one machine; what only one of them says is
//! [`Content`].

mod act;
mod body;
mod content;
pub(crate) mod invoices;
mod new;
mod read;
pub(crate) mod schema;
pub(crate) mod shelved;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{CashReceipt, DocumentKey, Invoice, ReceiptParts, Won};

use crate::BookError;

use super::shop::ShopId;

pub use act::{ActKind, DocumentAct};
pub use body::Body;
pub(crate) use body::sha256_hex;
pub use content::{Content, ReceiptContent};
pub use new::NewDocument;
pub(crate) use read::{read_act_kind, read_body};
pub use shelved::Shelved;
pub(crate) use shelved::{read_shelved, select_shelved};

/// A document's row number; smaller is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub(crate) i64);

impl DocumentId {
    /// A row number that was written down before.
    #[must_use]
    pub const fn known(number: i64) -> Self {
        Self(number)
    }

    /// The row number itself.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
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
    /// Of an invoice: its press asked for a mail to the buyer as well.
    pub mail_wanted: bool,
    /// Of an invoice: its press asked for the transmission (전송) at once.
    pub at_once: bool,
    /// The key under which the NTS knows it.
    pub key: DocumentKey,
    /// What it does.
    pub act: DocumentAct,
    /// Korean time of the sale or of the cancel; of an invoice its 작성일자 at the time of day of the press.
    pub traded_at: NaiveDateTime,
    /// What it says.
    pub content: Content,
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

    /// Won; of a cancel what is taken back, positive; of an amendment what it adds, negative where it takes back.
    #[must_use]
    pub fn total(&self) -> Won {
        self.content.total()
    }

    /// The invoice, if it is one.
    #[must_use]
    pub fn invoice(&self) -> Option<&Invoice> {
        self.content.invoice()
    }

    /// What a receipt or a cancel says.
    ///
    /// # Errors
    /// [`BookError::OtherKind`] for an invoice.
    pub fn sale(&self) -> Result<&ReceiptContent, BookError> {
        self.content.receipt().ok_or_else(|| BookError::OtherKind { key: self.key.to_string() })
    }

    /// What was sold to whom, as the domain's own type; of a cancel, with the amounts taken back.
    ///
    /// # Errors
    /// [`BookError::OtherKind`] for an invoice, [`BookError::Corrupt`] when the parts cannot have come from a checked
    /// receipt.
    pub fn receipt(&self) -> Result<CashReceipt, BookError> {
        let sale = self.sale()?;
        let parts = ReceiptParts {
            amounts: sale.amounts,
            taxation: sale.taxation,
            number: sale.number.clone(),
            purpose: sale.purpose,
            item: sale.item.clone(),
            memo: sale.memo.clone(),
            traded_at: self.traded_at,
        };
        CashReceipt::restore(parts).map_err(|disagree| BookError::Corrupt {
            table: "document",
            key: self.key.to_string(),
            what: disagree.to_string(),
        })
    }
}
