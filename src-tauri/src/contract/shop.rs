//! The shop form and the settings, as the window shows them.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The shop as typed; see [`domain::ShopForm`].
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ShopForm {
    /// Business registration number (사업자등록번호), with or without hyphens.
    pub number: String,
    /// Trade name (상호).
    pub name: String,
    /// Representative (대표자).
    pub owner: String,
    /// Address (주소).
    pub address: String,
    /// Telephone; may be blank.
    pub phone: String,
    /// Kind of business (업태).
    pub business_type: String,
    /// Line of goods (종목).
    pub business_item: String,
    /// 종사업장번호; may be blank.
    pub branch: String,
    /// E-mail address on invoices; may be blank.
    pub email: String,
}

impl From<ShopForm> for domain::ShopForm {
    fn from(form: ShopForm) -> Self {
        let ShopForm { number, name, owner, address, phone, business_type, business_item, .. } = form;
        Self { number, name, owner, address, phone, business_type, business_item }
    }
}

impl From<domain::ShopForm> for ShopForm {
    fn from(form: domain::ShopForm) -> Self {
        let domain::ShopForm { number, name, owner, address, phone, business_type, business_item } = form;
        let (branch, email) = Default::default();
        Self { number, name, owner, address, phone, business_type, business_item, branch, email }
    }
}

/// Light, dark, or as the desktop says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Follow the desktop.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The language of the window; documents are always Korean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// 한국어
    Ko,
    /// English
    En,
}

/// What the shop may choose.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Settings {
    /// Colours of the window.
    pub theme: Theme,
    /// Language of the window.
    pub language: Language,
    /// Whether Enter at the counter also prints.
    pub print_after_issue: bool,
    /// Name of a printer known to the operating system; `None` keeps the PDF in the folder.
    pub printer: Option<String>,
    /// Number of this till, 1–99; part of every document key.
    pub counter_number: u8,
    /// When issued invoices are sent to the NTS the next day, `14:00`.
    pub transmit_time: String,
    /// Whether the shop is of a trade that must issue for large cash sales (의무발행업종).
    pub mandatory_issue: bool,
}
