//! An issued invoice as the window shows it.

use chrono::NaiveDate;
use domain::{Billing, BusinessState, Buyer, BuyerKind, DeadlineRules, Invoice, StatusEffect, Supplier};
use office::{InvoiceDetail, KnownStatus};
use store::Shelved;

use super::{document, local_time};
use crate::contract::invoice as contract;
use crate::contract::receipt::{NumberKind, Taxation};

/// What an invoice adds to a row of a list.
#[must_use]
pub fn facts(shelved: &Shelved, invoice: &Invoice) -> contract::InvoiceFacts {
    let standing = &shelved.standing;
    let waits = standing.transmit_at.filter(|_| matches!(standing.state, domain::State::Approved(_)));
    contract::InvoiceFacts {
        kind: kind(invoice.kind()),
        billing: billing(invoice.billing()),
        buyer_name: invoice.buyer().name().to_owned(),
        amend_reason: invoice.amends().map(|amends| amends.reason.as_str().to_owned()),
        sent_at: standing.sent_at.map(local_time),
        transmit_at: waits.map(local_time),
        transmit_by: waits
            .and_then(|_| standing.state.approval())
            .map(|approval| DeadlineRules::default().transmit_on(approval.at.date()).to_string()),
    }
}

/// Everything known about an invoice.
#[must_use]
pub fn detail(detail: &InvoiceDetail) -> contract::InvoiceDetail {
    contract::InvoiceDetail {
        document: document::detail(&detail.document),
        invoice: view(&detail.invoice),
        amendments: detail.amendments.iter().map(document::row).collect(),
        partner_document: detail.pair.as_ref().map(document::row),
        can_amend: detail.cannot_amend.is_none(),
        cannot_amend: detail.cannot_amend.map(ToOwned::to_owned),
        can_transmit: detail.can_transmit,
    }
}

/// The paper.
#[must_use]
pub fn view(invoice: &Invoice) -> contract::InvoiceView {
    let (payment, amends) = (invoice.payment(), invoice.amends());
    contract::InvoiceView {
        title: invoice.title().to_owned(),
        kind: kind(invoice.kind()),
        billing: billing(invoice.billing()),
        written_on: invoice.written_on().to_string(),
        supplier: supplier(invoice.supplier()),
        buyer: buyer(invoice.buyer()),
        lines: invoice.lines().iter().map(line).collect(),
        supply: invoice.supply().get(),
        vat: invoice.vat().get(),
        total: invoice.total().get(),
        cash: payment.cash.get(),
        check: payment.check.get(),
        note: payment.note.get(),
        credit: payment.credit.get(),
        remark: invoice.remark().map(ToOwned::to_owned),
        amend_reason: amends.map(|amends| amends.reason.as_str().to_owned()),
        amend_code: amends.map(|amends| amends.code().code().to_owned()),
        original_number: amends.map(|amends| amends.original.to_string()),
    }
}

/// What is known of a business number, and what it means for an invoice dated today.
#[must_use]
pub fn status(
    known: &KnownStatus,
    kind: domain::InvoiceKind,
    written_on: NaiveDate,
) -> contract::BuyerStatus {
    let status = known.checked.status;
    let (effect, reason) = match status.effect_on_issue(written_on, kind) {
        StatusEffect::Fine => (contract::StatusEffect::Fine, None),
        StatusEffect::Warn(why) => (contract::StatusEffect::Warn, Some(why.as_str())),
        StatusEffect::Stop(why) => (contract::StatusEffect::Stop, Some(why.as_str())),
    };
    let closed_on = if let BusinessState::Closed { on } = status.state { on } else { None };
    contract::BuyerStatus {
        number: known.number.formatted(),
        state: match status.state {
            BusinessState::Continuing => contract::BusinessState::Continuing,
            BusinessState::Suspended => contract::BusinessState::Suspended,
            BusinessState::Closed { .. } => contract::BusinessState::Closed,
            BusinessState::NotRegistered => contract::BusinessState::NotRegistered,
        },
        tax_type: status.tax_type.map(|tax_type| tax_type.wire().to_owned()).unwrap_or_default(),
        closed_on: closed_on.map(|day| day.to_string()),
        checked_at: local_time(known.checked.checked_at),
        fresh: known.fresh,
        effect,
        reason: reason.map(ToOwned::to_owned),
    }
}

/// A last day, and how near it is.
#[must_use]
pub fn due(until: NaiveDate, today: NaiveDate) -> contract::Due {
    let days = (until - today).num_days();
    contract::Due { until: until.to_string(), days_left: i32::try_from(days).unwrap_or(i32::MAX) }
}

/// The domain's kind in the window's words.
#[must_use]
pub const fn kind(kind: domain::InvoiceKind) -> contract::InvoiceKind {
    match kind {
        domain::InvoiceKind::Taxable => contract::InvoiceKind::Taxable,
        domain::InvoiceKind::ZeroRated => contract::InvoiceKind::ZeroRated,
        domain::InvoiceKind::Exempt => contract::InvoiceKind::Exempt,
    }
}

/// 영수 or 청구 in the window's words.
#[must_use]
pub const fn billing(billing: Billing) -> contract::Billing {
    match billing {
        Billing::Paid => contract::Billing::Paid,
        Billing::Charge => contract::Billing::Charge,
    }
}

/// The kind of the buyer's number in the words of all documents.
#[must_use]
pub const fn number_kind(kind: BuyerKind) -> NumberKind {
    match kind {
        BuyerKind::BusinessNumber => NumberKind::BusinessNumber,
        BuyerKind::Rrn => NumberKind::Rrn,
        BuyerKind::Foreigner => NumberKind::Foreigner,
    }
}

/// Whether the document bears VAT in the words of all documents; zero rate is taxable.
#[must_use]
pub const fn taxation(kind: domain::InvoiceKind) -> Taxation {
    match kind {
        domain::InvoiceKind::Taxable | domain::InvoiceKind::ZeroRated => Taxation::Taxable,
        domain::InvoiceKind::Exempt => Taxation::Exempt,
    }
}

fn line(line: &domain::InvoiceLine) -> contract::InvoiceLine {
    contract::InvoiceLine {
        date: line.supplied_on().to_string(),
        item: line.item().to_owned(),
        spec: line.spec().map(ToOwned::to_owned),
        quantity: line.quantity().map(|quantity| quantity.to_string()),
        unit_price: line.unit_price().map(|price| price.to_string()),
        supply: line.supply().get(),
        vat: line.vat().get(),
        remark: line.remark().map(ToOwned::to_owned),
    }
}

fn supplier(supplier: &Supplier) -> contract::Party {
    contract::Party {
        number: supplier.number().formatted(),
        branch: supplier.branch().map(ToOwned::to_owned),
        name: supplier.name().to_owned(),
        owner: supplier.owner().to_owned(),
        address: supplier.address().to_owned(),
        business_type: supplier.business_type().map(ToOwned::to_owned),
        business_item: supplier.business_item().map(ToOwned::to_owned),
        emails: supplier.email().map(|email| email.as_str().to_owned()).into_iter().collect(),
    }
}

fn buyer(buyer: &Buyer) -> contract::Party {
    contract::Party {
        number: buyer.id().masked(),
        branch: buyer.branch().map(ToOwned::to_owned),
        name: buyer.name().to_owned(),
        owner: buyer.owner().to_owned(),
        address: buyer.address().unwrap_or_default().to_owned(),
        business_type: buyer.business_type().map(ToOwned::to_owned),
        business_item: buyer.business_item().map(ToOwned::to_owned),
        emails: buyer.emails().iter().map(|email| email.as_str().to_owned()).collect(),
    }
}
