//! A form filled in with an invoice that exists: to copy it, or to correct it.

use crate::invoice::Invoice;
use crate::invoice::email::Email;
use crate::invoice::form::{BuyerForm, InvoiceForm, PaymentForm};
use crate::invoice::line::InvoiceLine;
use crate::invoice::line_input::{LineForm, LineTyped};
use crate::invoice::party::Buyer;
use crate::invoice::payment::Payment;
use crate::money::Won;

/// Every cell as it stands on the invoice. Whoever copies it to a new sale clears the dates.
impl From<&Invoice> for InvoiceForm {
    fn from(invoice: &Invoice) -> Self {
        Self {
            kind: invoice.kind(),
            written_on: invoice.written_on().to_string(),
            billing: invoice.billing(),
            buyer: BuyerForm::from(invoice.buyer()),
            lines: invoice.lines().iter().map(LineForm::from).collect(),
            payment: PaymentForm::from(invoice.payment()),
            remark: invoice.remark().unwrap_or_default().to_owned(),
            total: String::new(),
        }
    }
}

impl From<&Buyer> for BuyerForm {
    fn from(buyer: &Buyer) -> Self {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let email = |index| text(buyer.emails().get(index).map(Email::as_str));
        let number = buyer.id().business().map(|number| number.formatted());
        Self {
            kind: buyer.id().kind(),
            number: number.unwrap_or_else(|| buyer.id().number().to_owned()),
            name: buyer.name().to_owned(),
            owner: buyer.owner().to_owned(),
            address: text(buyer.address()),
            branch: text(buyer.branch()),
            business_type: text(buyer.business_type()),
            business_item: text(buyer.business_item()),
            email: email(0),
            email2: email(1),
        }
    }
}

/// Supply and VAT count as typed, so that an edited VAT stays.
impl From<&InvoiceLine> for LineForm {
    fn from(line: &InvoiceLine) -> Self {
        Self {
            date: line.supplied_on().to_string(),
            item: line.item().to_owned(),
            spec: line.spec().unwrap_or_default().to_owned(),
            quantity: line.quantity().map(|quantity| quantity.to_string()).unwrap_or_default(),
            unit_price: line.unit_price().map(|price| price.to_string()).unwrap_or_default(),
            supply: line.supply().to_string(),
            vat: line.vat().to_string(),
            total: String::new(),
            remark: line.remark().unwrap_or_default().to_owned(),
            typed: LineTyped::AsGiven,
        }
    }
}

impl From<&Payment> for PaymentForm {
    fn from(payment: &Payment) -> Self {
        let text = |won: Won| if won.is_zero() { String::new() } else { won.to_string() };
        Self {
            cash: text(payment.cash),
            check: text(payment.check),
            note: text(payment.note),
            credit: text(payment.credit),
        }
    }
}
