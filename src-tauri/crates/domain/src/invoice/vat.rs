//! VAT of a line: ten per cent with the part below one won dropped (domain.md §2.7).

use crate::fault::{Fault, FaultCode, Field};
use crate::invoice::kind::InvoiceKind;
use crate::invoice::line::InvoiceLine;
use crate::invoice::parts::Sums;
use crate::money::Won;

/// How many won a line's VAT may be from the rule, for it may be edited "by a few won" (domain.md §2.7). The last line may be
/// farther off where VAT was computed once on the sum and it took the remainder.
pub const VAT_TOLERANCE: i64 = 5;

/// VAT of a supply value: `floor(|supply| / 10)` with the supply's sign; nothing unless the kind bears VAT.
#[must_use]
pub fn vat_of(kind: InvoiceKind, supply: Won) -> Won {
    if kind.bears_vat() { Won::new(supply.get() / 10).unwrap_or(Won::ZERO) } else { Won::ZERO }
}

/// Splits a total that contains VAT into supply and VAT: VAT is `floor(total × 10 / 110)`, the supply is the rest.
#[must_use]
pub fn split_total(kind: InvoiceKind, total: Won) -> (Won, Won) {
    let vat = if kind.bears_vat() { total.get() * 10 / 110 } else { 0 };
    let part = |won| Won::new(won).unwrap_or(Won::ZERO);
    (part(total.get() - vat), part(vat))
}

/// What is wrong with the VAT of some lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VatFault {
    /// Of the line at this index.
    OfLine(usize, FaultCode),
    /// The lines are so small that no VAT comes together, but it would on their sum.
    Missing,
    /// VAT where the kind bears none.
    NotAllowed,
    /// Supply and VAT of the whole have different signs.
    Signs,
}

impl VatFault {
    pub(super) fn fault(self) -> Fault {
        match self {
            Self::OfLine(index, code) => Fault::on_line(index, Field::LineVat, code),
            Self::Missing => Fault::new(Field::Vat, FaultCode::VatMissing),
            Self::NotAllowed => Fault::new(Field::Vat, FaultCode::VatNotAllowed),
            Self::Signs => Fault::new(Field::Vat, FaultCode::SignsMixed),
        }
    }
}

/// Checks the VAT of typed lines that were already summed up: all that is wrong.
pub(super) fn check_vat(kind: InvoiceKind, lines: &[InvoiceLine], sums: Sums) -> Vec<VatFault> {
    let on_the_sum = sums.vat == vat_of(kind, sums.supply);
    let faults = lines.iter().enumerate().filter_map(|(index, line)| {
        let takes_the_remainder = on_the_sum && index + 1 == lines.len();
        let checked = check_line(kind, line, takes_the_remainder);
        checked.err().map(|code| VatFault::OfLine(index, code))
    });
    let faults: Vec<_> = faults.collect();
    if faults.is_empty() { check_vat_of_sum(kind, sums).err().into_iter().collect() } else { faults }
}

/// What the NTS checks of any document, amended ones too: none where none is due, some where it is, and one sign.
pub(super) fn check_vat_of_sum(kind: InvoiceKind, sums: Sums) -> Result<(), VatFault> {
    if !kind.bears_vat() && !sums.vat.is_zero() {
        return Err(VatFault::NotAllowed);
    }
    if sums.supply.get().signum() * sums.vat.get().signum() < 0 {
        Err(VatFault::Signs)
    } else if sums.vat.is_zero() && !vat_of(kind, sums.supply).is_zero() {
        Err(VatFault::Missing)
    } else {
        Ok(())
    }
}

/// The VAT of one line that somebody typed.
pub(crate) fn check_line(
    kind: InvoiceKind,
    line: &InvoiceLine,
    takes_the_remainder: bool,
) -> Result<(), FaultCode> {
    let rule = vat_of(kind, line.supply());
    let vat = line.vat();
    if !kind.bears_vat() {
        return if vat.is_zero() { Ok(()) } else { Err(FaultCode::VatNotAllowed) };
    }
    if vat.get().signum() * line.supply().get().signum() < 0 {
        Err(FaultCode::SignsMixed)
    } else if vat.is_zero() && !rule.is_zero() {
        Err(FaultCode::VatMissing)
    } else if takes_the_remainder || (vat.get() - rule.get()).abs() <= VAT_TOLERANCE {
        Ok(())
    } else {
        Err(FaultCode::VatDiffers)
    }
}
