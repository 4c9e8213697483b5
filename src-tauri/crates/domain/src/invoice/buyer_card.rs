//! A buyer's particulars on a partner's card (거래처): the same rules as on an invoice, but a card may know less.

use crate::fault::{Fault, FaultCode, Field};
use crate::faults::{Faults, Findings, OnField};
use crate::invoice::buyer_id::BuyerId;
use crate::invoice::email::Email;
use crate::invoice::form::BuyerForm;
use crate::invoice::party::{Address, Branch, Business, Name, Owner};

impl BuyerForm {
    /// The particulars as a card keeps them: number without separators, no blanks around the words. Number and name must be
    /// there; what is not blank must be such that an invoice takes it.
    ///
    /// # Errors
    /// The faults of all fields at once, in form order.
    pub fn check_card(&self) -> Result<Self, Faults> {
        let mut found = Findings::default();
        let id = found.take(BuyerId::parse(self.kind, &self.number).at(Field::BuyerNumber));
        found.take(Name::required(&self.name).at(Field::BuyerName));
        found.take(Owner::optional(&self.owner).at(Field::BuyerOwner));
        found.take(Address::optional(&self.address).at(Field::BuyerAddress));
        found.take(Branch::optional(&self.branch).at(Field::BuyerBranch));
        found.take(Business::optional(&self.business_type).at(Field::BuyerBusinessType));
        found.take(Business::optional(&self.business_item).at(Field::BuyerBusinessItem));
        let email = found.take(Email::optional(&self.email).at(Field::BuyerEmail)).flatten();
        let email2 = found.take(Email::optional(&self.email2).at(Field::BuyerEmail2)).flatten();
        if email.is_some() && email == email2 {
            found.add(Fault::new(Field::BuyerEmail2, FaultCode::EmailTwice));
        }
        let trimmed = |text: &str| text.trim().to_owned();
        found.end(id.map(|id| Self {
            kind: self.kind,
            number: id.number().to_owned(),
            name: trimmed(&self.name),
            owner: trimmed(&self.owner),
            address: trimmed(&self.address),
            branch: trimmed(&self.branch),
            business_type: trimmed(&self.business_type),
            business_item: trimmed(&self.business_item),
            email: trimmed(&self.email),
            email2: trimmed(&self.email2),
        }))
    }
}
