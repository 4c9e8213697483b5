//! One difference of the whole, spread over the lines: a price that was agreed for the whole rises or falls for every line in
//! proportion, so that the lines that are left go on adding up to what is left in all.

use crate::amend::documents::Amending;
use crate::amend::form::AmendLine;
use crate::amount_input::parse_signed;
use crate::fault::{FaultCode, Field};
use crate::faults::{Faults, OnField};
use crate::money::Won;

impl Amending<'_> {
    /// The changed lines as if each had been typed: a fall by what is left of each, a rise by what each was sold for.
    ///
    /// # Errors
    /// On [`Field::AmendLines`]: no amount, nothing, or more than is left.
    pub(super) fn spread_difference(&self) -> Result<Vec<AmendLine>, Faults> {
        let difference = parse_signed(&self.form.difference)
            .and_then(|amount| match amount {
                None => Err(FaultCode::AmendLinesMissing),
                Some(Won::ZERO) => Err(FaultCode::AmountZero),
                Some(amount) if -amount.get() > self.left.supply().get() => {
                    Err(FaultCode::AmendOverRemaining)
                }
                Some(amount) => Ok(amount.get()),
            })
            .at(Field::AmendLines)?;
        let weights: Vec<(u8, i64)> = self
            .left
            .lines()
            .map(|(index, line, left)| (index, if difference < 0 { left.supply } else { line.supply.get() }))
            .filter(|(_, weight)| *weight > 0)
            .collect();
        let supplies = shares(difference, &weights);
        let bears_vat = self.original.invoice.kind().bears_vat();
        let vats = (difference > 0 && bears_vat).then(|| shares(difference / 10, &weights));
        let lines = weights.iter().enumerate().filter_map(|(place, (line, _))| {
            let supply = *supplies.get(place)?;
            let vat = vats.as_ref().and_then(|vats| vats.get(place)).map(ToString::to_string);
            (supply != 0).then(|| AmendLine {
                line: *line,
                supply: supply.to_string(),
                vat: vat.unwrap_or_default(),
                ..AmendLine::default()
            })
        });
        Ok(lines.collect())
    }
}

/// `amount` in proportion to the weights, in whole won that add up to it: each takes what the sum has come to, less what the ones
/// before it took.
fn shares(amount: i64, weights: &[(u8, i64)]) -> Vec<i64> {
    let whole: i128 = weights.iter().map(|(_, weight)| i128::from(*weight)).sum();
    let mut so_far = 0_i128;
    let mut taken = 0_i128;
    weights
        .iter()
        .map(|(_, weight)| {
            so_far += i128::from(*weight);
            let until_here = i128::from(amount) * so_far / whole.max(1);
            let share = until_here - taken;
            taken = until_here;
            // No share is larger than the amount itself.
            i64::try_from(share).unwrap_or_default()
        })
        .collect()
}
