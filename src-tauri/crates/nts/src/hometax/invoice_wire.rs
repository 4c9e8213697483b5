//! The body of `POST /etax/issue`, and reading a frozen one back. Field names and their order are the contract's.

use domain::{
    AmendCode, Buyer, BuyerId, DocumentKey, Invoice, InvoiceKind, InvoiceLine, InvoiceNumber, Payment,
    Supplier, Won,
};
use serde::{Deserialize, Serialize};

use crate::compare::ExpectedInvoice;
use crate::decimal::decimal;
use crate::route::FrozenRequest;
use crate::said::{date_text, parse_date};
use crate::stored::{StoredLine, Sums};

const NEW: &str = "01";
const AMENDED: &str = "02";

/// The body of `POST /etax/issue`.
pub(super) fn issue_body(key: &DocumentKey, invoice: &Invoice) -> serde_json::Result<String> {
    let amends = invoice.amends();
    serde_json::to_string(&IssueBody {
        document_key: key.as_str(),
        invoice_type: if amends.is_some() { AMENDED } else { NEW },
        kind: invoice.kind().wire(),
        purpose: invoice.billing().wire(),
        issue_date: date_text(invoice.written_on()),
        supplier: SupplierFields::of(invoice.supplier()),
        buyer: BuyerFields::of(invoice.buyer()),
        items: invoice.lines().iter().map(ItemFields::of).collect(),
        payment: PaymentFields::of(invoice.payment()),
        total_supply_amount: invoice.supply().get(),
        total_tax_amount: invoice.vat().get(),
        total_amount: invoice.total().get(),
        remark: invoice.remark(),
        original_invoice_id: amends.map(|amends| amends.original.as_str()),
        amend_reason: amends.map(|amends| amends.code().code()),
    })
}

/// Reads back what a frozen body says; `None` when it is not one of ours.
pub(crate) fn read_frozen(request: &FrozenRequest) -> Option<ExpectedInvoice> {
    let body: FrozenBody = serde_json::from_str(&request.body).ok()?;
    body.parse()
}

/// The fields by which two invoices are told apart; look-ups answer them under the same names.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FrozenBody {
    kind: String,
    issue_date: String,
    supplier: Numbered,
    buyer: NumberedBuyer,
    items: Vec<Item>,
    total_supply_amount: i64,
    #[serde(default)]
    total_tax_amount: i64,
    total_amount: i64,
    original_invoice_id: Option<String>,
    amend_reason: Option<String>,
}

impl FrozenBody {
    /// What it says, when every part can be read.
    pub(super) fn parse(self) -> Option<ExpectedInvoice> {
        let amends = match (self.original_invoice_id, self.amend_reason) {
            (None, None) => None,
            (Some(original), Some(code)) => {
                Some((InvoiceNumber::parse(&original).ok()?, AmendCode::from_code(&code)?))
            }
            (Some(_), None) | (None, Some(_)) => return None,
        };
        Some(ExpectedInvoice {
            kind: InvoiceKind::from_wire(&self.kind)?,
            written_on: parse_date(&self.issue_date)?,
            supplier: self.supplier.business_number,
            buyer: self.buyer.number()?,
            sums: Sums {
                supply: Won::new(self.total_supply_amount).ok()?,
                vat: Won::new(self.total_tax_amount).ok()?,
                total: Won::new(self.total_amount).ok()?,
            },
            lines: self.items.into_iter().map(Item::parse).collect::<Option<_>>()?,
            amends,
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Numbered {
    business_number: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NumberedBuyer {
    business_number: Option<String>,
    resident_number: Option<String>,
    resident_number_masked: Option<String>,
    #[serde(default)]
    foreigner: bool,
}

impl NumberedBuyer {
    fn number(self) -> Option<String> {
        let foreigner = self.foreigner.then(|| BuyerId::FOREIGNER_DIGITS.to_owned());
        self.business_number.or(self.resident_number).or(self.resident_number_masked).or(foreigner)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    name: String,
    supply_amount: i64,
    #[serde(default)]
    tax_amount: i64,
}

impl Item {
    fn parse(self) -> Option<StoredLine> {
        let (supply, vat) = (Won::new(self.supply_amount).ok()?, Won::new(self.tax_amount).ok()?);
        Some(StoredLine { name: self.name, supply, vat })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct IssueBody<'a> {
    document_key: &'a str,
    invoice_type: &'a str,
    kind: &'a str,
    purpose: &'a str,
    issue_date: String,
    supplier: SupplierFields<'a>,
    buyer: BuyerFields<'a>,
    items: Vec<ItemFields<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment: Option<PaymentFields>,
    total_supply_amount: i64,
    total_tax_amount: i64,
    total_amount: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_invoice_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amend_reason: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SupplierFields<'a> {
    business_number: &'a str,
    #[serde(flatten)]
    particulars: Particulars<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

impl<'a> SupplierFields<'a> {
    fn of(supplier: &'a Supplier) -> Self {
        Self {
            business_number: supplier.number().digits(),
            particulars: Particulars {
                branch_number: supplier.branch(),
                business_name: supplier.name(),
                ceo_name: Some(supplier.owner()),
                address: Some(supplier.address()),
                business_type: supplier.business_type(),
                business_item: supplier.business_item(),
            },
            email: supplier.email().map(domain::Email::as_str),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BuyerFields<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    business_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resident_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    foreigner: Option<bool>,
    #[serde(flatten)]
    particulars: Particulars<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email2: Option<&'a str>,
}

impl<'a> BuyerFields<'a> {
    fn of(buyer: &'a Buyer) -> Self {
        let mut emails = buyer.emails().iter().map(domain::Email::as_str);
        let (business_number, resident_number, foreigner) = match buyer.id() {
            BuyerId::Business(number) => (Some(number.digits()), None, None),
            BuyerId::Resident(number) => (None, Some(number.digits()), None),
            BuyerId::Foreigner(_) => (None, None, Some(true)),
        };
        Self {
            business_number,
            resident_number,
            foreigner,
            particulars: Particulars {
                branch_number: buyer.branch(),
                business_name: buyer.name(),
                ceo_name: Some(buyer.owner()).filter(|owner| !owner.is_empty()),
                address: buyer.address(),
                business_type: buyer.business_type(),
                business_item: buyer.business_item(),
            },
            email: emails.next(),
            email2: emails.next(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Particulars<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    branch_number: Option<&'a str>,
    business_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ceo_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_item: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemFields<'a> {
    date: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    specification: Option<&'a str>,
    /// Decimals go as text: a JSON number would pass through floats on somebody's side.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_price: Option<String>,
    supply_amount: i64,
    tax_amount: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'a str>,
}

impl<'a> ItemFields<'a> {
    fn of(line: &'a InvoiceLine) -> Self {
        Self {
            date: date_text(line.supplied_on()),
            name: line.item(),
            specification: line.spec(),
            quantity: line.quantity().map(|quantity| decimal(quantity.hundredths())),
            unit_price: line.unit_price().map(|price| decimal(price.hundredths())),
            supply_amount: line.supply().get(),
            tax_amount: line.vat().get(),
            remark: line.remark(),
        }
    }
}

#[derive(Serialize)]
struct PaymentFields {
    cash: i64,
    check: i64,
    note: i64,
    credit: i64,
}

impl PaymentFields {
    fn of(payment: &Payment) -> Option<Self> {
        let Payment { cash, check, note, credit } = *payment;
        payment.is_given().then(|| Self {
            cash: cash.get(),
            check: check.get(),
            note: note.get(),
            credit: credit.get(),
        })
    }
}
