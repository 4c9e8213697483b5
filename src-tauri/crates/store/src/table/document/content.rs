//! What a document says: a receipt's few particulars, or a whole invoice.

use domain::{Amounts, CashReceipt, ConsumerNumber, Invoice, ItemName, Memo, Purpose, Taxation, Won};

use crate::BookError;

/// What a document says. `Debug` shows nobody's number.
#[derive(Debug, Clone)]
pub enum Content {
    /// A cash receipt or the cancel of one.
    Receipt(ReceiptContent),
    /// A tax invoice or an amendment.
    Invoice(Box<Invoice>),
}

/// What a receipt or a cancel says besides its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptContent {
    /// Won; of a cancel the amounts taken back, positive.
    pub amounts: Amounts,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// Whose receipt it is.
    pub number: ConsumerNumber,
    /// Income deduction or expense proof.
    pub purpose: Purpose,
    /// What was sold.
    pub item: Option<ItemName>,
    /// The shop's own note.
    pub memo: Option<Memo>,
}

impl Content {
    /// Won.
    #[must_use]
    pub fn total(&self) -> Won {
        match self {
            Self::Receipt(sale) => sale.amounts.total(),
            Self::Invoice(invoice) => invoice.total(),
        }
    }

    /// The receipt's particulars, if it is one.
    #[must_use]
    pub const fn receipt(&self) -> Option<&ReceiptContent> {
        match self {
            Self::Receipt(sale) => Some(sale),
            Self::Invoice(_) => None,
        }
    }

    /// The invoice, if it is one.
    #[must_use]
    pub const fn invoice(&self) -> Option<&Invoice> {
        match self {
            Self::Receipt(_) => None,
            Self::Invoice(invoice) => Some(invoice),
        }
    }
}

impl From<&CashReceipt> for ReceiptContent {
    fn from(receipt: &CashReceipt) -> Self {
        Self {
            amounts: *receipt.amounts(),
            taxation: receipt.taxation(),
            number: receipt.number().clone(),
            purpose: receipt.purpose(),
            item: receipt.item().cloned(),
            memo: receipt.memo().cloned(),
        }
    }
}

/// Content laid out as the file's columns.
pub(super) struct Columns {
    pub supply: i64,
    pub vat: i64,
    pub service: i64,
    pub total: i64,
    pub taxation: &'static str,
    pub number_kind: &'static str,
    pub number_digits: String,
    pub last4: String,
    pub purpose: &'static str,
    pub item: Option<String>,
    pub memo: Option<String>,
    /// The whole of an invoice.
    pub json: Option<String>,
    /// What a search for a part of a word looks through.
    pub words: Vec<String>,
}

impl Columns {
    pub(super) fn of(content: &Content) -> Result<Self, BookError> {
        match content {
            Content::Receipt(sale) => Ok(Self::of_receipt(sale)),
            Content::Invoice(invoice) => Self::of_invoice(invoice),
        }
    }

    fn of_receipt(sale: &ReceiptContent) -> Self {
        let item = sale.item.as_ref().map(ToString::to_string);
        let memo = sale.memo.as_ref().map(ToString::to_string);
        Self {
            supply: sale.amounts.supply().get(),
            vat: sale.amounts.vat().get(),
            service: sale.amounts.service().get(),
            total: sale.amounts.total().get(),
            taxation: sale.taxation.as_str(),
            number_kind: sale.number.kind().as_str(),
            number_digits: sale.number.digits().to_owned(),
            last4: sale.number.last4().to_owned(),
            purpose: sale.purpose.as_str(),
            words: item.iter().chain(&memo).cloned().collect(),
            item,
            memo,
            json: None,
        }
    }

    fn of_invoice(invoice: &Invoice) -> Result<Self, BookError> {
        let json = serde_json::to_string(invoice).map_err(|error| BookError::Rule {
            doing: "writing a document",
            rule: format!("the invoice has no JSON: {error}"),
        })?;
        let buyer = invoice.buyer();
        let number = buyer.id().number();
        let mut words = vec![buyer.name().to_owned()];
        words.extend(invoice.lines().iter().map(|line| line.item().to_owned()));
        words.extend(invoice.remark().map(ToOwned::to_owned));
        Ok(Self {
            supply: invoice.supply().get(),
            vat: invoice.vat().get(),
            service: 0,
            total: invoice.total().get(),
            taxation: invoice.kind().as_str(),
            number_kind: buyer.id().kind_str(),
            number_digits: number.to_owned(),
            last4: last4(number),
            purpose: invoice.billing().as_str(),
            item: Some(invoice.item_summary()),
            memo: invoice.remark().map(ToOwned::to_owned),
            json: Some(json),
            words,
        })
    }
}

fn last4(number: &str) -> String {
    let skipped = number.chars().count().saturating_sub(4);
    number.chars().skip(skipped).collect()
}
