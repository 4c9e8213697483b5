//! The lines of an invoice: 1 to 99, each with its own supply value and VAT.

use super::super::fields::Fields;
use super::sums::{self, MAX_WON};
use super::{day, decimal};
use crate::answer::Refusal;
use crate::ledger::{InvoiceItem, InvoiceKind};
use crate::result_code::ResultCode;

const MOST_LINES: usize = 99;
const NAME_LENGTH: usize = 100;
const SPECIFICATION_LENGTH: usize = 60;
const REMARK_LENGTH: usize = 100;

/// Digits before the point (domain.md §2.7).
const QUANTITY_DIGITS: usize = 10;
const UNIT_PRICE_DIGITS: usize = 13;

/// Reads `items`; a line without a date of its own has the invoice's.
pub(super) fn read(
    fields: &Fields,
    kind: InvoiceKind,
    issue_date: &str,
) -> Result<Vec<InvoiceItem>, Refusal> {
    let lines = fields.parts("items")?;
    if !(1..=MOST_LINES).contains(&lines.len()) {
        return Err(Refusal::at(ResultCode::FieldMissing, "items"));
    }
    lines.iter().map(|line| item(line, kind, issue_date)).collect()
}

fn item(line: &Fields, kind: InvoiceKind, issue_date: &str) -> Result<InvoiceItem, Refusal> {
    let (supply_amount, tax_amount) = amounts(line, kind)?;
    Ok(InvoiceItem {
        date: match line.optional_text("date")? {
            Some(_) => day(line, "date")?.1,
            None => issue_date.to_owned(),
        },
        name: line.line("name", NAME_LENGTH)?,
        specification: line.optional_line("specification", SPECIFICATION_LENGTH)?,
        quantity: decimal(line, "quantity", QUANTITY_DIGITS)?,
        unit_price: decimal(line, "unitPrice", UNIT_PRICE_DIGITS)?,
        supply_amount,
        tax_amount,
        remark: line.optional_line("remark", REMARK_LENGTH)?,
    })
}

/// Supply value and VAT never pull in opposite directions, and VAT is for taxable supply only.
fn amounts(line: &Fields, kind: InvoiceKind) -> Result<(i64, i64), Refusal> {
    let supply = line.amount("supplyAmount")?;
    let tax = sums::tax(line, "taxAmount", kind)?;
    if !(-MAX_WON..=MAX_WON).contains(&supply) {
        return Err(line.refuse(ResultCode::AmountWrong, "supplyAmount"));
    }
    if !(-MAX_WON..=MAX_WON).contains(&tax) || supply.signum() * tax.signum() < 0 {
        return Err(line.refuse(ResultCode::AmountWrong, "taxAmount"));
    }
    Ok((supply, tax))
}

fn decimal(line: &Fields, name: &str, digits: usize) -> Result<Option<String>, Refusal> {
    let Some(text) = line.optional_decimal(name)? else { return Ok(None) };
    let plain = decimal::plain(&text, digits);
    plain.map(Some).ok_or_else(|| line.refuse(ResultCode::FieldMissing, name))
}
