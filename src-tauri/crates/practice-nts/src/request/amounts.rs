//! The amounts of a request, in integer won (domain.md §1.5, §1.6).

use super::fields::Fields;
use crate::answer::Refusal;
use crate::ledger::{Amounts, Taxation};
use crate::result_code::ResultCode;

const MAX_TOTAL: i64 = 990_000_000;

/// VAT may differ from the official formula by one won: terminals round, the formula cuts.
const VAT_TOLERANCE: i64 = 1;

/// The amounts of a receipt. Without supply and VAT (the short form) they are split from the total.
pub(super) fn of_issue(fields: &Fields, taxation: Taxation) -> Result<Amounts, Refusal> {
    let total = total(fields)?;
    let service = fields.optional_amount("serviceAmount")?.unwrap_or(0);
    let amounts = match (fields.optional_amount("supplyAmount")?, fields.optional_amount("taxAmount")?) {
        (None, None) => split(total, service, taxation),
        (Some(supply), Some(tax)) => amounts(total, supply, tax, service),
        (None, Some(_)) => return Err(Refusal::at(ResultCode::FieldMissing, "supplyAmount")),
        (Some(_), None) => return Err(Refusal::at(ResultCode::FieldMissing, "taxAmount")),
    };
    refuse_disagreeing(&amounts)?;
    if amounts.supply_amount < 1 || amounts.service_amount > amounts.supply_amount {
        return Err(Refusal::at(ResultCode::AmountWrong, "supplyAmount"));
    }
    let due = vat(amounts.supply_amount + amounts.tax_amount, taxation);
    let tolerance = if taxation == Taxation::Taxable { VAT_TOLERANCE } else { 0 };
    if (amounts.tax_amount - due).abs() > tolerance {
        return Err(Refusal::at(ResultCode::AmountWrong, "taxAmount"));
    }
    Ok(amounts)
}

/// The amounts of a cancellation, which may be any part of the original: only the sum is checked here.
pub(super) fn of_cancel(fields: &Fields) -> Result<Amounts, Refusal> {
    let total = total(fields)?;
    let supply = fields.amount("supplyAmount")?;
    let tax = fields.amount("taxAmount")?;
    let service = fields.optional_amount("serviceAmount")?.unwrap_or(0);
    let amounts = amounts(total, supply, tax, service);
    refuse_disagreeing(&amounts)?;
    Ok(amounts)
}

fn total(fields: &Fields) -> Result<i64, Refusal> {
    let total = fields.amount("transactionAmount")?;
    if (1..=MAX_TOTAL).contains(&total) {
        Ok(total)
    } else {
        Err(Refusal::at(ResultCode::AmountWrong, "transactionAmount"))
    }
}

fn split(total: i64, service: i64, taxation: Taxation) -> Amounts {
    let sold = total.saturating_sub(service);
    let tax = vat(sold, taxation);
    amounts(total, sold.saturating_sub(tax), tax, service)
}

/// VAT contained in a price: `floor(price × 10 / 110)`.
fn vat(price: i64, taxation: Taxation) -> i64 {
    match taxation {
        Taxation::Taxable => price.saturating_mul(10).div_euclid(110),
        Taxation::Exempt => 0,
    }
}

fn amounts(transaction_amount: i64, supply_amount: i64, tax_amount: i64, service_amount: i64) -> Amounts {
    Amounts { transaction_amount, supply_amount, tax_amount, service_amount }
}

/// No part may be negative or over the limit, and the parts must make the total.
fn refuse_disagreeing(amounts: &Amounts) -> Result<(), Refusal> {
    let parts = [
        ("supplyAmount", amounts.supply_amount),
        ("taxAmount", amounts.tax_amount),
        ("serviceAmount", amounts.service_amount),
    ];
    if let Some((field, _)) = parts.iter().find(|(_, won)| !(0..=MAX_TOTAL).contains(won)) {
        return Err(Refusal::at(ResultCode::AmountWrong, *field));
    }
    let sum: i64 = parts.iter().map(|(_, won)| won).sum();
    if sum == amounts.transaction_amount {
        Ok(())
    } else {
        Err(Refusal::at(ResultCode::AmountWrong, "transactionAmount"))
    }
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::ledger::Taxation;

    #[test]
    fn the_official_table_of_splits_holds() {
        for (total, supply, vat) in [
            (1, 1, 0),
            (10, 10, 0),
            (11, 10, 1),
            (100, 91, 9),
            (999, 909, 90),
            (11_000, 10_000, 1_000),
            (15_000, 13_637, 1_363),
            (100_000, 90_910, 9_090),
            (990_000_000, 900_000_000, 90_000_000),
        ] {
            let amounts = split(total, 0, Taxation::Taxable);
            assert_eq!((amounts.supply_amount, amounts.tax_amount), (supply, vat), "{total}");
        }
    }

    #[test]
    fn service_is_taken_off_before_the_split_and_exempt_sales_carry_no_vat() {
        let served = split(12_000, 1_000, Taxation::Taxable);
        assert_eq!((served.supply_amount, served.tax_amount), (10_000, 1_000));
        let exempt = split(11_000, 0, Taxation::Exempt);
        assert_eq!((exempt.supply_amount, exempt.tax_amount), (11_000, 0));
    }
}
