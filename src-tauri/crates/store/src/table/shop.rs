//! The shop (가맹점) whose book this is. Particulars are added, never changed: each document points at the version it was
//! issued under, so that a reprint years later still carries the name and address of its day. The newest counts.

use domain::{Shop, ShopForm};

use crate::book::Ask;
use crate::cells::Cells;
use crate::{BookError, Reader, Writer};

pub(crate) const SCHEMA: &str = "
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
CREATE TRIGGER shop_fixed BEFORE UPDATE ON shop
BEGIN SELECT RAISE(ABORT, 'the shop''s particulars are added, not changed'); END;
CREATE TRIGGER shop_kept BEFORE DELETE ON shop
BEGIN SELECT RAISE(ABORT, 'the shop''s particulars are never removed'); END;
";

/// A version of the shop's particulars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ShopId(pub(crate) i64);

const LOAD: Ask<'_> = Ask {
    table: "shop",
    doing: "reading the shop",
    sql: "SELECT number, name, owner, address, phone, business_type, business_item FROM shop ORDER BY id DESC LIMIT 1",
};
const VERSION: Ask<'_> = Ask {
    table: "shop",
    doing: "reading the shop of a document",
    sql: "SELECT number, name, owner, address, phone, business_type, business_item FROM shop WHERE id = ?1",
};

impl Reader<'_> {
    /// The shop, once the form has been saved.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row no longer passes the form's own check.
    pub fn shop(&self) -> Result<Option<Shop>, BookError> {
        self.row(&LOAD, [], read_shop)
    }

    /// The particulars that a document was issued under.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row no longer passes the form's own check.
    pub fn shop_version(&self, id: ShopId) -> Result<Option<Shop>, BookError> {
        self.row(&VERSION, [id.0], read_shop)
    }
}

impl Writer<'_> {
    /// Adds the shop's particulars as the newest version.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn save_shop(&mut self, shop: &Shop) -> Result<(), BookError> {
        let form = ShopForm::from(shop);
        self.run(
            "saving the shop",
            "INSERT INTO shop (number, name, owner, address, phone, business_type, business_item)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                form.number,
                form.name,
                form.owner,
                form.address,
                form.phone,
                form.business_type,
                form.business_item,
            ),
        )?;
        Ok(())
    }
}

fn read_shop(cells: &Cells<'_>) -> Result<Shop, BookError> {
    let form = ShopForm {
        number: cells.get("number")?,
        name: cells.get("name")?,
        owner: cells.get("owner")?,
        address: cells.get("address")?,
        phone: cells.get("phone")?,
        business_type: cells.get("business_type")?,
        business_item: cells.get("business_item")?,
    };
    form.check().map_err(|_| cells.corrupt("shop"))
}
