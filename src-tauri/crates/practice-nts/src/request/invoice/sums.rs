//! The sums of an invoice, in integer won (domain.md §2.7): the authority compares, it does not compute.

use super::super::fields::Fields;
use crate::answer::Refusal;
use crate::ledger::{AmendReason, InvoiceItem, InvoiceKind, InvoicePaper, Payment, Totals};
use crate::result_code::ResultCode;

/// Fifteen digits.
pub(super) const MAX_WON: i64 = 999_999_999_999_999;

/// How far VAT may be from a tenth, in won a line: people edit it, and remainders gather in one line.
const TOLERANCE_WON: i64 = 10;

/// The three totals as given.
pub(super) fn totals(fields: &Fields, kind: InvoiceKind) -> Result<Totals, Refusal> {
    Ok(Totals {
        total_supply_amount: fields.amount("totalSupplyAmount")?,
        total_tax_amount: tax(fields, "totalTaxAmount", kind)?,
        total_amount: fields.amount("totalAmount")?,
    })
}

/// A VAT amount: only taxable supply carries one, the other kinds may leave it out.
pub(super) fn tax(fields: &Fields, name: &str, kind: InvoiceKind) -> Result<i64, Refusal> {
    match kind {
        InvoiceKind::Taxable => fields.amount(name),
        InvoiceKind::ZeroRated | InvoiceKind::Exempt => match fields.optional_amount(name)?.unwrap_or(0) {
            0 => Ok(0),
            _ => Err(fields.refuse(ResultCode::AmountWrong, name)),
        },
    }
}

/// The means of payment, if given.
pub(super) fn payment(fields: &Fields) -> Result<Option<Payment>, Refusal> {
    let Some(means) = fields.optional_part("payment")? else { return Ok(None) };
    let paid = |name: &str| {
        let won = means.optional_amount(name)?.unwrap_or(0);
        let sound = (-MAX_WON..=MAX_WON).contains(&won);
        if sound { Ok(won) } else { Err(means.refuse(ResultCode::AmountWrong, name)) }
    };
    Ok(Some(Payment {
        cash: paid("cash")?,
        check: paid("check")?,
        note: paid("note")?,
        credit: paid("credit")?,
    }))
}

/// Refuses sums that do not follow from the lines, a wrong sign, VAT that cannot be, and payments of another amount.
pub(super) fn refuse_disagreeing(paper: &InvoicePaper) -> Result<(), Refusal> {
    let Totals { total_supply_amount: supply, total_tax_amount: tax, total_amount: total } = paper.totals;
    if supply != sum(&paper.items, |item| item.supply_amount) {
        return Err(Refusal::at(ResultCode::AmountWrong, "totalSupplyAmount"));
    }
    if tax != sum(&paper.items, |item| item.tax_amount) || !vat_fits(paper) {
        return Err(Refusal::at(ResultCode::AmountWrong, "totalTaxAmount"));
    }
    let within = (-MAX_WON..=MAX_WON).contains(&total);
    if total != supply + tax || !within || !sign_fits(paper) {
        return Err(Refusal::at(ResultCode::AmountWrong, "totalAmount"));
    }
    let paid = paper.payment.map(|paid| paid.cash + paid.check + paid.note + paid.credit);
    if paid.is_some_and(|paid| paid != total) {
        return Err(Refusal::at(ResultCode::AmountWrong, "payment"));
    }
    Ok(())
}

fn sum(items: &[InvoiceItem], amount: fn(&InvoiceItem) -> i64) -> i64 {
    items.iter().map(amount).sum()
}

/// Taxable supply has VAT on the same side of zero, unless it is too small to have any: about a tenth, but for what is
/// taken back, which is bounded by its original instead.
fn vat_fits(paper: &InvoicePaper) -> bool {
    let Totals { total_supply_amount: supply, total_tax_amount: tax, .. } = paper.totals;
    match paper.kind {
        InvoiceKind::ZeroRated | InvoiceKind::Exempt => tax == 0,
        InvoiceKind::Taxable => {
            let lines = i64::try_from(paper.items.len()).unwrap_or(0);
            let near = supply < 0 || (tax * 10 - supply).abs() <= TOLERANCE_WON * 10 * lines;
            let none_due = supply.abs() < 10;
            near && supply.signum() * tax.signum() >= 0 && (tax != 0 || none_due)
        }
    }
}

/// A new invoice is positive; what only takes back is negative; a change or a correction is either; nothing is zero.
fn sign_fits(paper: &InvoicePaper) -> bool {
    let total = paper.totals.total_amount;
    match paper.amends.as_ref().map(|amends| amends.amend_reason) {
        None => total > 0,
        Some(AmendReason::Return | AmendReason::Cancellation | AmendReason::IssuedTwice) => total < 0,
        Some(AmendReason::Correction | AmendReason::PriceChange | AmendReason::LetterOfCredit) => total != 0,
    }
}
