//! The month's invoice of a partner (월합계 세금계산서): what was sold on credit in a month as one invoice, dated its last day, due by
//! the tenth (domain.md §2.3, §2.13). Taxable and exempt sales are two invoices: one document cannot mix them.

use chrono::{Datelike, NaiveDate};
use domain::{
    Billing, BusinessCalendar, DeadlineRules, Invoice, InvoiceForm, InvoiceKind, LineForm, LineTyped, Period,
    Span, Taxation,
};
use store::{BookError, Partner, Reader, Sale};

use crate::PartnerForm;

/// What a line says of a sale without an item.
const NAMELESS: &str = "상품";

/// What one invoice would cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlyBill {
    /// To whom.
    pub partner: Partner,
    /// Of which month.
    pub month: Period,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// What it covers, in the order sold.
    pub sales: Vec<Sale>,
    /// What that adds up to, won.
    pub total_won: i64,
    /// Its date of writing if it were issued today: the month's last day, or the last day sold while the month goes on.
    pub written_on: NaiveDate,
    /// The last day to issue it without a penalty.
    pub until: NaiveDate,
}

/// The bills of open sales on credit: the oldest month first, in the order in which its partners bought.
pub(super) fn bills(
    r: &Reader<'_>,
    open: &[Sale],
    today: NaiveDate,
    rules: &DeadlineRules,
    calendar: &BusinessCalendar,
) -> Result<Vec<MonthlyBill>, BookError> {
    let mut bills: Vec<MonthlyBill> = Vec::new();
    for sale in open {
        let month = Period::of(sale.parts.sold_at.date(), Span::Month);
        let same = |bill: &&mut MonthlyBill| {
            Some(bill.partner.id) == sale.parts.partner
                && bill.month == month
                && bill.taxation == sale.parts.taxation
        };
        if let Some(bill) = bills.iter_mut().find(same) {
            bill.total_won += sale.parts.amount.get();
            bill.sales.push(sale.clone());
            bill.written_on = written_on(month, &bill.sales, today);
            continue;
        }
        let Some(partner) = sale.parts.partner.map(|id| r.partner(id)).transpose()?.flatten() else {
            continue;
        };
        let sales = vec![sale.clone()];
        bills.push(MonthlyBill {
            partner,
            month,
            taxation: sale.parts.taxation,
            total_won: sale.parts.amount.get(),
            written_on: written_on(month, &sales, today),
            until: rules.invoice_until(month.last(), calendar),
            sales,
        });
    }
    Ok(bills)
}

/// The invoice's date of writing: the month's last day once it has come, before that the last day on which something was sold.
pub(super) fn written_on(month: Period, sales: &[Sale], today: NaiveDate) -> NaiveDate {
    if today >= month.last() {
        return month.last();
    }
    sales.iter().map(|sale| sale.parts.sold_at.date()).max().unwrap_or(today)
}

/// The invoice over these sales.
pub(super) fn form(partner: &Partner, sales: &[Sale], written_on: NaiveDate) -> InvoiceForm {
    let taxation = sales.first().map(|sale| sale.parts.taxation).unwrap_or_default();
    InvoiceForm {
        kind: match taxation {
            Taxation::Taxable => InvoiceKind::Taxable,
            Taxation::Exempt => InvoiceKind::Exempt,
        },
        written_on: written_on.to_string(),
        billing: Billing::Charge,
        buyer: PartnerForm::from(partner).buyer,
        lines: lines(sales),
        remark: format!("{}월 거래 {}건 합계", written_on.month(), sales.len()),
        ..InvoiceForm::default()
    }
}

/// A line per sale; more than an invoice has room for become one (외 N건), and the list of them stays in the book.
fn lines(sales: &[Sale]) -> Vec<LineForm> {
    let named = |item: &str| if item.is_empty() { NAMELESS.to_owned() } else { item.to_owned() };
    if sales.len() <= Invoice::MAX_LINES {
        let line = |sale: &Sale| LineForm {
            date: sale.parts.sold_at.date().to_string(),
            item: named(&sale.parts.item),
            total: sale.parts.amount.get().to_string(),
            typed: LineTyped::Total,
            ..LineForm::default()
        };
        return sales.iter().map(line).collect();
    }
    let first = sales.first().map(|sale| named(&sale.parts.item)).unwrap_or_default();
    let total: i64 = sales.iter().map(|sale| sale.parts.amount.get()).sum();
    vec![LineForm {
        item: format!("{first} 외 {}건", sales.len() - 1),
        total: total.to_string(),
        typed: LineTyped::Total,
        ..LineForm::default()
    }]
}
