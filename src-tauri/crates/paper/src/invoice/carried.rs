//! Sums that are carried from one page to the next.

use domain::Won;

use super::SheetLine;
use crate::PaperError;

/// Supply value and VAT of some lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    pub supply: Won,
    pub vat: Won,
}

impl Sums {
    /// Of these lines.
    ///
    /// # Errors
    /// [`PaperError::DoesNotFit`] for a sum larger than any invoice can have.
    pub fn of(lines: &[SheetLine]) -> Result<Self, PaperError> {
        let sums = lines.iter().try_fold(Self::default(), |sums, line| {
            let supply = sums.supply.checked_add(line.supply)?;
            let vat = sums.vat.checked_add(line.vat)?;
            Some(Self { supply, vat })
        });
        sums.ok_or(PaperError::DoesNotFit { field: "이월" })
    }
}
