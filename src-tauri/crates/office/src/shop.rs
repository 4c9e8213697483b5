//! The shop itself (공급자): whose number is on every document.

use domain::{Shop, ShopForm, Supplier};
use serde_json::json;
use store::JournalAct;

use crate::settings::read_settings;
use crate::{Office, OfficeError, Settings};

impl Office {
    /// The shop, once its form has been saved.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn shop(&self) -> Result<Option<Shop>, OfficeError> {
        Ok(self.book.read(|r| r.shop())?)
    }

    /// Whose number a press goes out under, and the till's number for its key.
    ///
    /// # Errors
    /// [`OfficeError::NoShop`], [`OfficeError::Book`].
    pub(crate) fn till(&self) -> Result<(Shop, u8), OfficeError> {
        let (shop, settings) = self.book.read(|r| Ok((r.shop()?, read_settings(r)?)))?;
        Ok((shop.ok_or(OfficeError::NoShop)?, settings.counter_number))
    }

    /// Checks and saves the shop together with what only invoices say of it: its branch (종사업장번호) and e-mail.
    ///
    /// # Errors
    /// [`OfficeError::Faults`]; nothing is changed then. [`OfficeError::Book`].
    pub fn save_supplier(&self, form: &ShopForm, branch: &str, email: &str) -> Result<Shop, OfficeError> {
        Supplier::of(&form.check()?, branch, email)?;
        let shop = self.save_shop(form)?;
        let (shop_branch, shop_email) = (branch.trim().to_owned(), email.trim().to_owned());
        self.save_settings(Settings { shop_branch, shop_email, ..self.settings()? })?;
        Ok(shop)
    }

    /// Checks and saves the shop. Papers printed from now on carry it; documents already issued do not change.
    ///
    /// # Errors
    /// [`OfficeError::Faults`] with every field that is wrong; nothing is changed then.
    pub fn save_shop(&self, form: &ShopForm) -> Result<Shop, OfficeError> {
        let shop = form.check()?;
        let at = self.clock.now();
        self.book.write(|w| {
            w.save_shop(&shop)?;
            let facts = json!({ "number": shop.number().formatted(), "name": shop.name() });
            Ok::<_, OfficeError>(w.journal(at, JournalAct::ShopSaved, "", &facts)?)
        })?;
        Ok(shop)
    }
}
