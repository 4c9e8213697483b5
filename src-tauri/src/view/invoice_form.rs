//! The invoice's form both ways.

use crate::contract::invoice::{
    Billing, BuyerForm, BuyerKind, InvoiceForm, InvoiceKind, LineForm, LineTyped, PaymentForm,
};

use super::invoice;

/// The window's form in the domain's words.
#[must_use]
pub fn to_domain(form: InvoiceForm) -> domain::InvoiceForm {
    let InvoiceForm { kind, written_on, billing, buyer, lines, payment, remark } = form;
    domain::InvoiceForm {
        kind: kind_to_domain(kind),
        written_on,
        billing: billing_to_domain(billing),
        buyer: buyer_to_domain(buyer),
        lines: lines.into_iter().map(line_to_domain).collect(),
        payment: payment_to_domain(payment),
        remark,
        total: String::new(),
    }
}

/// The domain's form in the window's words.
#[must_use]
pub fn of_domain(form: domain::InvoiceForm) -> InvoiceForm {
    let domain::InvoiceForm { kind, written_on, billing, buyer, lines, payment, remark, total: _ } = form;
    let domain::PaymentForm { cash, check, note, credit } = payment;
    InvoiceForm {
        kind: invoice::kind(kind),
        written_on,
        billing: invoice::billing(billing),
        buyer: buyer_of_domain(buyer),
        lines: lines.into_iter().map(line_of_domain).collect(),
        payment: PaymentForm { cash, check, note, credit },
        remark,
    }
}

/// The buyer in the domain's words.
#[must_use]
pub fn buyer_to_domain(form: BuyerForm) -> domain::BuyerForm {
    let BuyerForm { kind, number, branch, name, owner, address, business_type, business_item, email, email2 } =
        form;
    let kind = match kind {
        BuyerKind::Business => domain::BuyerKind::BusinessNumber,
        BuyerKind::Resident => domain::BuyerKind::Rrn,
        BuyerKind::Foreigner => domain::BuyerKind::Foreigner,
    };
    domain::BuyerForm {
        kind,
        number,
        branch,
        name,
        owner,
        address,
        business_type,
        business_item,
        email,
        email2,
    }
}

/// The buyer in the window's words.
#[must_use]
pub fn buyer_of_domain(form: domain::BuyerForm) -> BuyerForm {
    let domain::BuyerForm {
        kind,
        number,
        branch,
        name,
        owner,
        address,
        business_type,
        business_item,
        email,
        email2,
    } = form;
    let kind = match kind {
        domain::BuyerKind::BusinessNumber => BuyerKind::Business,
        domain::BuyerKind::Rrn => BuyerKind::Resident,
        domain::BuyerKind::Foreigner => BuyerKind::Foreigner,
    };
    BuyerForm { kind, number, branch, name, owner, address, business_type, business_item, email, email2 }
}

/// The kind in the domain's words.
#[must_use]
pub const fn kind_to_domain(kind: InvoiceKind) -> domain::InvoiceKind {
    match kind {
        InvoiceKind::Taxable => domain::InvoiceKind::Taxable,
        InvoiceKind::ZeroRated => domain::InvoiceKind::ZeroRated,
        InvoiceKind::Exempt => domain::InvoiceKind::Exempt,
    }
}

/// 영수 or 청구 in the domain's words.
#[must_use]
pub const fn billing_to_domain(billing: Billing) -> domain::Billing {
    match billing {
        Billing::Paid => domain::Billing::Paid,
        Billing::Charge => domain::Billing::Charge,
    }
}

fn line_to_domain(form: LineForm) -> domain::LineForm {
    let LineForm { date, item, spec, quantity, unit_price, supply, vat, total, remark, typed } = form;
    let typed = match typed {
        LineTyped::QuantityAndPrice => domain::LineTyped::Price,
        LineTyped::Supply => domain::LineTyped::Supply,
        LineTyped::Vat => domain::LineTyped::Vat,
        LineTyped::Total => domain::LineTyped::Total,
    };
    domain::LineForm { date, item, spec, quantity, unit_price, supply, vat, total, remark, typed }
}

fn line_of_domain(form: domain::LineForm) -> LineForm {
    let domain::LineForm { date, item, spec, quantity, unit_price, supply, vat, total, remark, typed } = form;
    let typed = match typed {
        domain::LineTyped::Price => LineTyped::QuantityAndPrice,
        domain::LineTyped::Supply => LineTyped::Supply,
        // A filled-in line stands by its supply value and VAT.
        domain::LineTyped::AsGiven | domain::LineTyped::Vat => LineTyped::Vat,
        domain::LineTyped::Total => LineTyped::Total,
    };
    LineForm { date, item, spec, quantity, unit_price, supply, vat, total, remark, typed }
}

fn payment_to_domain(form: PaymentForm) -> domain::PaymentForm {
    let PaymentForm { cash, check, note, credit } = form;
    domain::PaymentForm { cash, check, note, credit }
}
