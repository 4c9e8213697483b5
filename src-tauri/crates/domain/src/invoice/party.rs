//! The two parties of an invoice: the supplier (공급자) and the buyer (공급받는자).

use serde::{Deserialize, Serialize};

use crate::fault::{FaultCode, Field};
use crate::faults::{Beside, Faults, OnField};
use crate::invoice::buyer_id::BuyerId;
use crate::invoice::email::Email;
use crate::invoice::wording::Wording;
use crate::number::{BusinessNumber, normalise_digits};
use crate::shop::Shop;

pub(crate) type Name = Wording<70>;
pub(crate) type Owner = Wording<30>;
pub(crate) type Address = Wording<150>;
pub(crate) type Business = Wording<40>;

/// The shop as it stands on an invoice, in the lengths the NTS takes (domain.md §4.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplier {
    number: BusinessNumber,
    name: Name,
    owner: Owner,
    address: Address,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    branch: Option<Branch>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    business_type: Option<Business>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    business_item: Option<Business>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<Email>,
}

/// The four digits of a place of business under one registration (종사업장번호).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Branch(String);

/// The buyer as it stands on an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    pub(super) id: BuyerId,
    pub(super) name: Name,
    pub(super) owner: Owner,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) address: Option<Address>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) branch: Option<Branch>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) business_type: Option<Business>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) business_item: Option<Business>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) emails: Vec<Email>,
}

impl Supplier {
    /// The shop as supplier. Its branch and e-mail are not part of [`Shop`]; blank is none.
    ///
    /// # Errors
    /// Every field of the shop that is longer than an invoice takes or has characters it does not carry, and
    /// [`Field::ShopBranch`], [`Field::ShopEmail`].
    pub fn of(shop: &Shop, branch: &str, email: &str) -> Result<Self, Faults> {
        let name = Name::required(shop.name()).at(Field::ShopName);
        let owner = Owner::required(shop.owner()).at(Field::ShopOwner);
        let address = Address::required(shop.address()).at(Field::ShopAddress);
        let optional = |text: Option<&str>| Business::optional(text.unwrap_or_default());
        let business_type = optional(shop.business_type()).at(Field::ShopBusinessType);
        let business_item = optional(shop.business_item()).at(Field::ShopBusinessItem);
        let branch = Branch::optional(branch).at(Field::ShopBranch);
        let email = Email::optional(email).at(Field::ShopEmail);
        let (((name, owner), (address, business_type)), ((business_item, branch), email)) = name
            .beside(owner)
            .beside(address.beside(business_type))
            .beside(business_item.beside(branch).beside(email))?;
        let number = shop.number().clone();
        Ok(Self { number, name, owner, address, branch, business_type, business_item, email })
    }

    /// Business number (등록번호).
    #[must_use]
    pub const fn number(&self) -> &BusinessNumber {
        &self.number
    }

    /// Name (상호).
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Representative (성명).
    #[must_use]
    pub fn owner(&self) -> &str {
        self.owner.as_str()
    }

    /// Address (사업장 주소).
    #[must_use]
    pub fn address(&self) -> &str {
        self.address.as_str()
    }

    /// Place of business (종사업장번호), four digits.
    #[must_use]
    pub fn branch(&self) -> Option<&str> {
        self.branch.as_ref().map(Branch::as_str)
    }

    /// Business type (업태).
    #[must_use]
    pub fn business_type(&self) -> Option<&str> {
        self.business_type.as_ref().map(Wording::as_str)
    }

    /// Business item (종목).
    #[must_use]
    pub fn business_item(&self) -> Option<&str> {
        self.business_item.as_ref().map(Wording::as_str)
    }

    /// E-mail.
    #[must_use]
    pub const fn email(&self) -> Option<&Email> {
        self.email.as_ref()
    }
}

impl Buyer {
    /// The buyer's number.
    #[must_use]
    pub const fn id(&self) -> &BuyerId {
        &self.id
    }

    /// Name (상호, 성명).
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Representative (성명); a person's own name.
    #[must_use]
    pub fn owner(&self) -> &str {
        self.owner.as_str()
    }

    /// Address (사업장 주소).
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.address.as_ref().map(Wording::as_str)
    }

    /// Place of business (종사업장번호), four digits.
    #[must_use]
    pub fn branch(&self) -> Option<&str> {
        self.branch.as_ref().map(Branch::as_str)
    }

    /// Business type (업태).
    #[must_use]
    pub fn business_type(&self) -> Option<&str> {
        self.business_type.as_ref().map(Wording::as_str)
    }

    /// Business item (종목).
    #[must_use]
    pub fn business_item(&self) -> Option<&str> {
        self.business_item.as_ref().map(Wording::as_str)
    }

    /// Where the invoice is sent to; none, one or two.
    #[must_use]
    pub fn emails(&self) -> &[Email] {
        &self.emails
    }
}

impl Branch {
    /// Reads four digits; blank is none.
    ///
    /// # Errors
    /// [`FaultCode::BranchInvalid`].
    pub fn optional(text: &str) -> Result<Option<Self>, FaultCode> {
        if text.trim().is_empty() { Ok(None) } else { Self::parse(text).map(Some) }
    }

    /// Reads four digits.
    ///
    /// # Errors
    /// [`FaultCode::BranchInvalid`].
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        let digits = normalise_digits(text).map_err(|_| FaultCode::BranchInvalid)?;
        if digits.len() == 4 { Ok(Self(digits)) } else { Err(FaultCode::BranchInvalid) }
    }

    /// The four digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Branch {
    type Error = FaultCode;

    fn try_from(text: String) -> Result<Self, FaultCode> {
        Self::parse(&text)
    }
}

impl From<Branch> for String {
    fn from(branch: Branch) -> Self {
        branch.0
    }
}
