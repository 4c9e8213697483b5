//! The shop (가맹점) whose book this is: one row. What it was before stands in the journal.

use domain::{Shop, ShopForm};

use crate::book::Ask;
use crate::{BookError, Reader, Writer};

pub(crate) const SCHEMA: &str = "
CREATE TABLE shop (
  one           INTEGER PRIMARY KEY CHECK (one = 1),
  number        TEXT NOT NULL,
  name          TEXT NOT NULL,
  owner         TEXT NOT NULL,
  address       TEXT NOT NULL,
  phone         TEXT NOT NULL,
  business_type TEXT NOT NULL,
  business_item TEXT NOT NULL
) STRICT;
";

const LOAD: Ask<'_> = Ask {
    table: "shop",
    doing: "reading the shop",
    sql: "SELECT one, number, name, owner, address, phone, business_type, business_item FROM shop",
};

impl Reader<'_> {
    /// The shop, once the form has been saved.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row no longer passes the form's own check.
    pub fn shop(&self) -> Result<Option<Shop>, BookError> {
        self.row(&LOAD, [], |cells| {
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
        })
    }
}

impl Writer<'_> {
    /// Saves the shop over the one before.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn save_shop(&mut self, shop: &Shop) -> Result<(), BookError> {
        let form = ShopForm::from(shop);
        self.run(
            "saving the shop",
            "INSERT INTO shop (one, number, name, owner, address, phone, business_type, business_item)
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (one) DO UPDATE SET number = ?1, name = ?2, owner = ?3, address = ?4, phone = ?5,
               business_type = ?6, business_item = ?7",
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
