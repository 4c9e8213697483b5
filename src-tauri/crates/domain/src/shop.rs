//! The shop that issues, as printed on every paper.

use serde::{Deserialize, Serialize};

use crate::fault::{FaultCode, Field};
use crate::faults::{Beside, Faults, OnField};
use crate::number::BusinessNumber;
use crate::phone::PhoneNumber;
use crate::text::{Limit, optional_text, required_text};

const NAME: Limit = Limit { chars: 70, bytes: 210 };
const ADDRESS: Limit = Limit { chars: 150, bytes: 450 };
const BUSINESS: Limit = Limit { chars: 40, bytes: 120 };

/// What the owner typed about the shop, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopForm {
    /// Business number (사업자등록번호).
    pub number: String,
    /// Name (상호), up to 70 characters.
    pub name: String,
    /// Representative (대표자), up to 70 characters.
    pub owner: String,
    /// Address (사업장 주소), up to 150 characters.
    pub address: String,
    /// Phone (전화); may be blank.
    pub phone: String,
    /// Business type (업태), up to 40 characters; may be blank.
    pub business_type: String,
    /// Business item (종목), up to 40 characters; may be blank.
    pub business_item: String,
}

impl ShopForm {
    /// The shop of practice mode: a made-up business with a right check digit.
    #[must_use]
    pub fn practice() -> Self {
        Self {
            number: "123-45-67891".to_owned(),
            name: "행복문구".to_owned(),
            owner: "김행복".to_owned(),
            address: "서울특별시 중구 세종대로 110".to_owned(),
            phone: "02-123-4567".to_owned(),
            business_type: "도소매".to_owned(),
            business_item: "문구·사무용품".to_owned(),
        }
    }

    /// Makes a shop of it.
    ///
    /// # Errors
    /// The faults of all fields at once, in form order.
    pub fn check(&self) -> Result<Shop, Faults> {
        let number = required_number(&self.number).at(Field::ShopNumber);
        let name = required_text(&self.name, NAME).at(Field::ShopName);
        let owner = required_text(&self.owner, NAME).at(Field::ShopOwner);
        let address = required_text(&self.address, ADDRESS).at(Field::ShopAddress);
        let phone = optional_phone(&self.phone).at(Field::ShopPhone);
        let business_type = optional_text(&self.business_type, BUSINESS).at(Field::ShopBusinessType);
        let business_item = optional_text(&self.business_item, BUSINESS).at(Field::ShopBusinessItem);
        let who = number.beside(name).beside(owner.beside(address));
        let more = phone.beside(business_type.beside(business_item));
        let (((number, name), (owner, address)), (phone, (business_type, business_item))) =
            who.beside(more)?;
        Ok(Shop { number, name, owner, address, phone, business_type, business_item })
    }
}

/// A shop whose every field was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ShopForm", into = "ShopForm")]
pub struct Shop {
    number: BusinessNumber,
    name: String,
    owner: String,
    address: String,
    phone: Option<PhoneNumber>,
    business_type: Option<String>,
    business_item: Option<String>,
}

impl Shop {
    /// Business number (사업자등록번호).
    #[must_use]
    pub const fn number(&self) -> &BusinessNumber {
        &self.number
    }

    /// Name (상호).
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Representative (대표자).
    #[must_use]
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// Address (사업장 주소).
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Phone (전화).
    #[must_use]
    pub const fn phone(&self) -> Option<&PhoneNumber> {
        self.phone.as_ref()
    }

    /// Business type (업태).
    #[must_use]
    pub fn business_type(&self) -> Option<&str> {
        self.business_type.as_deref()
    }

    /// Business item (종목).
    #[must_use]
    pub fn business_item(&self) -> Option<&str> {
        self.business_item.as_deref()
    }
}

/// The form filled in with what was checked, numbers with their hyphens.
impl From<&Shop> for ShopForm {
    fn from(shop: &Shop) -> Self {
        Self {
            number: shop.number.formatted(),
            name: shop.name.clone(),
            owner: shop.owner.clone(),
            address: shop.address.clone(),
            phone: shop.phone.as_ref().map(PhoneNumber::formatted).unwrap_or_default(),
            business_type: shop.business_type.clone().unwrap_or_default(),
            business_item: shop.business_item.clone().unwrap_or_default(),
        }
    }
}

impl From<Shop> for ShopForm {
    fn from(shop: Shop) -> Self {
        Self::from(&shop)
    }
}

impl TryFrom<ShopForm> for Shop {
    type Error = Faults;

    fn try_from(form: ShopForm) -> Result<Self, Faults> {
        form.check()
    }
}

fn required_number(text: &str) -> Result<BusinessNumber, FaultCode> {
    match BusinessNumber::parse(text) {
        Err(FaultCode::NumberMissing) => Err(FaultCode::RequiredMissing),
        parsed => parsed,
    }
}

fn optional_phone(text: &str) -> Result<Option<PhoneNumber>, FaultCode> {
    if text.trim().is_empty() { Ok(None) } else { PhoneNumber::parse(text).map(Some) }
}
