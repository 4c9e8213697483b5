//! Sales that have no document yet (발급 전 거래): kept at the counter to be issued later, in the day-end batch (하루 마감) or in
//! the month's invoice of a partner (월합계).
//!
//! What was sold never changes; what became of it stands in `sale_issue` beside it.

use chrono::NaiveDateTime;
use domain::{Purpose, Taxation, Won};
use rusqlite::named_params;

use super::partner::PartnerId;
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 5. `number` is the customer's as typed, blank for none (자진발급).
pub(crate) const SCHEMA: &str = "
CREATE TABLE sale (
  id          INTEGER PRIMARY KEY,
  press_id    TEXT NOT NULL UNIQUE,
  sold_at     TEXT NOT NULL,
  amount      INTEGER NOT NULL CHECK (amount > 0),
  taxation    TEXT NOT NULL CHECK (taxation IN ('taxable', 'exempt')),
  item        TEXT NOT NULL,
  number      TEXT NOT NULL,
  purpose     TEXT,
  paid        TEXT NOT NULL CHECK (paid IN ('cash', 'credit')),
  partner_id  INTEGER REFERENCES partner (id),
  state       TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'receipted', 'invoiced', 'dropped')),
  dropped_why TEXT,
  CHECK (paid = 'cash' OR partner_id IS NOT NULL),
  CHECK ((state = 'dropped') = (dropped_why IS NOT NULL))
) STRICT;
CREATE INDEX sale_open ON sale (paid, sold_at, id) WHERE state = 'open';
CREATE TRIGGER sale_kept BEFORE DELETE ON sale BEGIN SELECT RAISE(ABORT, 'a sale is dropped, never removed'); END;
CREATE TRIGGER sale_fixed
BEFORE UPDATE OF press_id, sold_at, amount, taxation, item, number, purpose, paid, partner_id ON sale
BEGIN SELECT RAISE(ABORT, 'what was sold never changes'); END;
CREATE TRIGGER sale_dropped BEFORE UPDATE ON sale WHEN OLD.state = 'dropped'
BEGIN SELECT RAISE(ABORT, 'a dropped sale stays dropped'); END;
";

/// A sale's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SaleId(pub(crate) i64);

impl SaleId {
    /// The row number itself.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// A row number as a screen sent it back.
    #[must_use]
    pub const fn of(number: i64) -> Self {
        Self(number)
    }
}

/// How it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paid {
    /// In cash: a receipt.
    Cash,
    /// On credit (외상): the partner's invoice of the month.
    Credit,
}

impl Paid {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Credit => "credit",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Cash, Self::Credit].into_iter().find(|paid| paid.as_str() == name)
    }
}

/// What became of a sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SaleState {
    /// Nothing yet.
    Open,
    /// It stands, or is about to stand, in a receipt.
    Receipted,
    /// It stands, or is about to stand, in an invoice.
    Invoiced,
    /// It needs no document.
    Dropped,
}

impl SaleState {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Receipted => "receipted",
            Self::Invoiced => "invoiced",
            Self::Dropped => "dropped",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Open, Self::Receipted, Self::Invoiced, Self::Dropped];
        all.into_iter().find(|state| state.as_str() == name)
    }
}

/// What was sold. `Debug` leaves out the customer's number.
#[derive(Clone, PartialEq, Eq)]
pub struct SaleParts {
    /// When.
    pub sold_at: NaiveDateTime,
    /// Total, with VAT in it.
    pub amount: Won,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// What; may be blank.
    pub item: String,
    /// The customer's number as typed; blank is none.
    pub number: String,
    /// Purpose, if it was chosen.
    pub purpose: Option<Purpose>,
    /// How it was paid.
    pub paid: Paid,
    /// To whom; on credit always known.
    pub partner: Option<PartnerId>,
}

impl std::fmt::Debug for SaleParts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SaleParts({} at {}, {})", self.amount, self.sold_at, self.paid.as_str())
    }
}

/// A sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sale {
    /// Row number.
    pub id: SaleId,
    /// What was sold.
    pub parts: SaleParts,
    /// What became of it.
    pub state: SaleState,
}

pub(crate) const ONE: Ask<'_> =
    Ask { table: "sale", doing: "reading a sale", sql: "SELECT * FROM sale WHERE id = ?1" };

pub(crate) const OF_PRESS: Ask<'_> =
    Ask { table: "sale", doing: "looking for a sale's press", sql: "SELECT * FROM sale WHERE press_id = ?1" };

pub(crate) const OPEN: Ask<'_> = Ask {
    table: "sale",
    doing: "reading the open sales",
    sql: "SELECT * FROM sale INDEXED BY sale_open WHERE state = 'open' AND paid = ?1 ORDER BY sold_at, id",
};

impl Reader<'_> {
    /// One sale.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn sale(&self, id: SaleId) -> Result<Option<Sale>, BookError> {
        self.row(&ONE, [id.0], read_sale)
    }

    /// The sale that a press has kept.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn sale_of_press(&self, press_id: &str) -> Result<Option<Sale>, BookError> {
        self.row(&OF_PRESS, [press_id], read_sale)
    }

    /// Sales without a document, the oldest first.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn open_sales(&self, paid: Paid) -> Result<Vec<Sale>, BookError> {
        self.rows(&OPEN, [paid.as_str()], read_sale)
    }
}

impl Writer<'_> {
    /// Keeps a sale.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn add_sale(&mut self, parts: &SaleParts, press_id: &str) -> Result<SaleId, BookError> {
        self.run(
            "keeping a sale",
            "INSERT INTO sale (press_id, sold_at, amount, taxation, item, number, purpose, paid, partner_id)
             VALUES (:press, :at, :amount, :taxation, :item, :number, :purpose, :paid, :partner)",
            named_params! {
                ":press": press_id,
                ":at": time_text(parts.sold_at),
                ":amount": parts.amount.get(),
                ":taxation": parts.taxation.as_str(),
                ":item": parts.item,
                ":number": parts.number,
                ":purpose": parts.purpose.map(Purpose::as_str),
                ":paid": parts.paid.as_str(),
                ":partner": parts.partner.map(PartnerId::get),
            },
        )?;
        Ok(SaleId(self.last_id()))
    }

    /// The sale needs no document; false when it is not open any more.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn drop_sale(&mut self, id: SaleId, why: &str) -> Result<bool, BookError> {
        let dropped = self.run(
            "dropping a sale",
            "UPDATE sale SET state = 'dropped', dropped_why = ?2 WHERE id = ?1 AND state = 'open'",
            (id.0, why),
        )?;
        Ok(dropped > 0)
    }
}

pub(crate) fn read_sale(cells: &Cells<'_>) -> Result<Sale, BookError> {
    let amount: i64 = cells.get("amount")?;
    let partner: Option<i64> = cells.get("partner_id")?;
    Ok(Sale {
        id: SaleId(cells.get("id")?),
        parts: SaleParts {
            sold_at: cells.time("sold_at")?,
            amount: Won::new(amount).map_err(|_| cells.corrupt("amount"))?,
            taxation: cells.named("taxation", Taxation::from_name)?,
            item: cells.get("item")?,
            number: cells.get("number")?,
            purpose: cells.parsed_if_any("purpose", |name| Purpose::from_name(name).ok_or(()))?,
            paid: cells.named("paid", Paid::from_name)?,
            partner: partner.map(PartnerId::of),
        },
        state: cells.named("state", SaleState::from_name)?,
    })
}
