//! An order as another program writes it (JSON), and the form of the invoice or receipt that it fills in. Everything is text or
//! a number as it stands there; `domain` alone reads it.

use std::fmt;

use chrono::NaiveDateTime;
use domain::{
    Billing, BuyerForm, BuyerKind, InvoiceForm, InvoiceKind, LineForm, LineTyped, PaymentForm, ReceiptForm,
    Taxation,
};
use serde::{Deserialize, Serialize};

/// No order number is longer.
pub(crate) const LONGEST_ORDER_NO: usize = 60;

/// An order. `Debug` shows its number alone.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Which shop or program it comes from (판매처); blank for the only one. Two of them may number alike.
    #[serde(default)]
    pub source: String,
    /// The other program's own number: the same number of the same source is the same order for ever.
    pub order_no: String,
    /// Which document it becomes.
    #[serde(default)]
    pub document: OrderDocument,
    /// Date of writing (작성일자), or of the sale for a receipt; without it today.
    #[serde(default)]
    pub ordered_on: String,
    /// Who ordered.
    #[serde(default)]
    pub buyer: OrderBuyer,
    /// Whom a receipt is for: phone, card or business number (지출증빙).
    #[serde(default)]
    pub customer_number: String,
    /// What was ordered; a receipt may do with the total.
    #[serde(default)]
    pub items: Vec<OrderItem>,
    /// The total with VAT as the order states it, which then has to agree.
    #[serde(default)]
    pub total: Written,
    /// Taxable, zero-rated or exempt.
    #[serde(default)]
    pub kind: InvoiceKind,
    /// Paid or charged.
    #[serde(default)]
    pub billing: Billing,
    /// Remark (비고).
    #[serde(default)]
    pub remark: String,
}

/// Which document an order becomes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderDocument {
    /// By what it has: with a business number an invoice, else with a customer's number a receipt, else nothing.
    #[default]
    #[serde(rename = "")]
    ByNumber,
    /// A tax invoice (세금계산서).
    Invoice,
    /// A cash receipt (현금영수증); without a customer's number a self-issued one (자진발급).
    Receipt,
}

/// Who ordered.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrderBuyer {
    /// Business number, with or without hyphens; without one no invoice is needed.
    pub business_number: String,
    /// Name (상호).
    pub name: String,
    /// Representative (성명).
    pub owner: String,
    /// Address.
    pub address: String,
    /// Place of business (종사업장번호).
    pub branch: String,
    /// Business type (업태).
    pub business_type: String,
    /// Business item (종목).
    pub business_item: String,
    /// E-mail.
    pub email: String,
    /// Second e-mail.
    pub email2: String,
}

/// A line of an order.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrderItem {
    /// Day of supply; without it the date of writing.
    pub date: String,
    /// Item (품목).
    pub name: String,
    /// Specification (규격).
    pub spec: String,
    /// Quantity (수량).
    pub quantity: Written,
    /// Unit price (단가), without VAT.
    pub unit_price: Written,
    /// Supply value (공급가액).
    pub supply: Written,
    /// VAT (세액).
    pub vat: Written,
    /// Total with VAT in it.
    pub total: Written,
    /// Remark (비고).
    pub remark: String,
}

/// A number as it is written: text as a person types it, or a JSON number.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Written {
    /// `12`, `1500.5`
    Number(serde_json::Number),
    /// `1,500.5`
    Text(String),
    /// `null`, or not there.
    #[default]
    Nothing,
}

impl Order {
    /// Which document it becomes; `None` for an order that needs none.
    pub(crate) fn becomes(&self) -> Option<Becomes> {
        let has = |number: &str| !number.trim().is_empty();
        match self.document {
            OrderDocument::Invoice => Some(Becomes::Invoice),
            OrderDocument::Receipt => Some(Becomes::Receipt),
            OrderDocument::ByNumber if has(&self.buyer.business_number) => Some(Becomes::Invoice),
            OrderDocument::ByNumber => has(&self.customer_number).then_some(Becomes::Receipt),
        }
    }

    /// The receipt's form. What the order states as its total counts, else what its lines come to.
    pub(super) fn receipt_form(&self, now: NaiveDateTime) -> ReceiptForm {
        let stated = self.total.text();
        let amount = match stated.trim() {
            "" => self.invoice_form(now).read(now).total.map_or(stated, |total| total.get().to_string()),
            _ => stated,
        };
        ReceiptForm {
            amount,
            service: String::new(),
            number: self.customer_number.clone(),
            purpose: None,
            taxation: match self.kind {
                InvoiceKind::Taxable => Taxation::Taxable,
                InvoiceKind::ZeroRated | InvoiceKind::Exempt => Taxation::Exempt,
            },
            item: self.items.first().map(|item| item.name.clone()).unwrap_or_default(),
            memo: self.remark.clone(),
        }
    }

    /// The invoice's form; what is blank in the order is blank there.
    pub(crate) fn invoice_form(&self, now: NaiveDateTime) -> InvoiceForm {
        let written_on = match self.ordered_on.trim() {
            "" => now.date().to_string(),
            day => day.to_owned(),
        };
        InvoiceForm {
            kind: self.kind,
            written_on,
            billing: self.billing,
            buyer: BuyerForm::from(self.buyer.clone()),
            lines: self.items.iter().cloned().map(LineForm::from).collect(),
            payment: PaymentForm::default(),
            remark: self.remark.clone(),
            total: self.total.text(),
        }
    }
}

/// An order's document, decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Becomes {
    Invoice,
    Receipt,
}

impl From<OrderBuyer> for BuyerForm {
    fn from(buyer: OrderBuyer) -> Self {
        Self {
            kind: BuyerKind::BusinessNumber,
            number: buyer.business_number,
            name: buyer.name,
            owner: buyer.owner,
            address: buyer.address,
            branch: buyer.branch,
            business_type: buyer.business_type,
            business_item: buyer.business_item,
            email: buyer.email,
            email2: buyer.email2,
        }
    }
}

impl From<OrderItem> for LineForm {
    fn from(item: OrderItem) -> Self {
        Self {
            date: item.date,
            item: item.name,
            spec: item.spec,
            quantity: item.quantity.text(),
            unit_price: item.unit_price.text(),
            supply: item.supply.text(),
            vat: item.vat.text(),
            total: item.total.text(),
            remark: item.remark,
            typed: LineTyped::AsGiven,
        }
    }
}

impl Written {
    /// As a person would type it: `12.0` of a program that knows only floats is `12`.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => {
                let text = number.to_string();
                text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
            }
            Self::Text(text) => text.clone(),
            Self::Nothing => String::new(),
        }
    }
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Order({}, {} items)", self.order_no, self.items.len())
    }
}
