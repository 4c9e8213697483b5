//! A cash receipt as a row of 현금영수증 일괄발급 양식 (domain.md §6.6).

use chrono::NaiveDate;
use domain::{CashReceipt, ItemName, Memo, Purpose};

use crate::column::Slot;
use crate::form::FormKind;
use crate::row::{CannotGo, FormRow, with_reference, won};

/// The memo's limit, so that a reference is left out rather than a receipt.
const MEMO: usize = 300;

/// A new receipt as a row, for an upload on the day `today`. `reference` is put behind the memo if there is room.
///
/// # Errors
/// Every reason why it cannot be one.
pub fn receipt_row(
    receipt: &CashReceipt,
    today: NaiveDate,
    reference: Option<&str>,
) -> Result<FormRow, Vec<CannotGo>> {
    let mut reasons = Vec::new();
    if receipt.traded_at().date() != today {
        reasons.push(CannotGo::NotToday);
    }
    if !receipt.amounts().service().is_zero() {
        reasons.push(CannotGo::ServiceCharge);
    }
    if !vat_is_a_tenth(receipt) {
        reasons.push(CannotGo::VatNotATenth);
    }
    let row = FormRow::laid_out(FormKind::Receipts, |slot| cell(receipt, slot, reference));
    match row {
        Ok(row) if reasons.is_empty() => Ok(row),
        Ok(_) => Err(reasons),
        Err(too_long) => Err(reasons.into_iter().chain(too_long).collect()),
    }
}

fn cell(receipt: &CashReceipt, slot: Slot, reference: Option<&str>) -> String {
    let amounts = receipt.amounts();
    match slot {
        Slot::Purpose => purpose_code(receipt.purpose()).to_owned(),
        Slot::Number => receipt.number().digits().to_owned(),
        Slot::Total => won(amounts.total()),
        Slot::Supply => won(amounts.supply()),
        Slot::Vat => won(amounts.vat()),
        Slot::Remark => {
            let words = receipt.memo().map(Memo::as_str).or_else(|| receipt.item().map(ItemName::as_str));
            with_reference(words.unwrap_or_default(), reference, FormKind::Receipts, MEMO)
        }
        Slot::Kind
        | Slot::WrittenOn
        | Slot::Supplier(_)
        | Slot::Buyer(_)
        | Slot::Item(..)
        | Slot::Paid(_)
        | Slot::Billing => String::new(),
    }
}

/// The codes of the workbook (domain.md §1.4).
const fn purpose_code(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::IncomeDeduction => "0",
        Purpose::ExpenseProof => "1",
    }
}

/// No VAT at all, or the tenth that the form's own sheet computes; terminals round by one won (domain.md §1.6).
fn vat_is_a_tenth(receipt: &CashReceipt) -> bool {
    let (supply, vat) = (receipt.amounts().supply().get(), receipt.amounts().vat().get());
    vat == 0 || (vat - (supply + vat) * 10 / 110).abs() <= 1
}
