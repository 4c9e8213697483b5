//! An invoice as a row of 세금계산서등록양식 or 계산서등록양식 (domain.md §6.5).

use chrono::Datelike;
use domain::{Buyer, Email, Invoice, InvoiceKind, InvoiceLine, Supplier};

use crate::column::{ITEMS, ItemPart, PartyPart, Slot};
use crate::form::FormKind;
use crate::row::{CannotGo, FormRow, with_reference, won};

/// The remark's limit, so that a reference is left out rather than an invoice.
const REMARK: usize = 150;

/// A new invoice as a row of the form of its kind. More than four items become one, "품목 외 N건", with the sums.
/// `reference` is put behind the remark if there is room.
///
/// # Errors
/// Every reason why it cannot be one.
pub fn invoice_row(invoice: &Invoice, reference: Option<&str>) -> Result<FormRow, Vec<CannotGo>> {
    if invoice.amends().is_some() {
        return Err(vec![CannotGo::NotNew]);
    }
    let written_on = invoice.written_on();
    let same_month = |line: &InvoiceLine| {
        (line.supplied_on().year(), line.supplied_on().month()) == (written_on.year(), written_on.month())
    };
    let elsewhere = !invoice.lines().iter().all(same_month);
    let kind = FormKind::of_invoice(invoice.kind());
    let row = FormRow::laid_out(kind, |slot| cell(invoice, slot, reference, kind));
    match row {
        Ok(row) if !elsewhere => Ok(row),
        Ok(_) => Err(vec![CannotGo::DayOfOtherMonth]),
        Err(mut too_long) => {
            too_long.extend(elsewhere.then_some(CannotGo::DayOfOtherMonth));
            Err(too_long)
        }
    }
}

/// The name of the first item as the form carries it, which is what the result list shows.
#[must_use]
pub fn folded_item(invoice: &Invoice) -> String {
    if is_folded(invoice) {
        return invoice.item_summary();
    }
    invoice.lines().first().map(|line| line.item().to_owned()).unwrap_or_default()
}

fn is_folded(invoice: &Invoice) -> bool {
    invoice.lines().len() > ITEMS
}

fn cell(invoice: &Invoice, slot: Slot, reference: Option<&str>, kind: FormKind) -> String {
    match slot {
        Slot::Kind => kind_code(invoice.kind()).to_owned(),
        Slot::WrittenOn => invoice.written_on().format("%Y%m%d").to_string(),
        Slot::Supplier(part) => of_supplier(invoice.supplier(), part),
        Slot::Buyer(part) => of_buyer(invoice.buyer(), part),
        Slot::Supply => won(invoice.supply()),
        Slot::Vat => won(invoice.vat()),
        Slot::Remark => with_reference(invoice.remark().unwrap_or_default(), reference, kind, REMARK),
        Slot::Item(index, part) if is_folded(invoice) => of_all_items(invoice, index, part),
        Slot::Item(index, part) => {
            invoice.lines().get(index).map(|line| of_item(line, part)).unwrap_or_default()
        }
        Slot::Paid(index) => {
            let paid = invoice.payment().means().get(index).map(|(_, amount)| *amount);
            paid.filter(|amount| !amount.is_zero()).map(won).unwrap_or_default()
        }
        Slot::Billing => invoice.billing().code().to_owned(),
        Slot::Purpose | Slot::Number | Slot::Total => String::new(),
    }
}

const fn kind_code(kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::Taxable => "01",
        InvoiceKind::ZeroRated => "02",
        InvoiceKind::Exempt => "05",
    }
}

fn of_supplier(supplier: &Supplier, part: PartyPart) -> String {
    let text = match part {
        PartyPart::Number => Some(supplier.number().digits()),
        PartyPart::Branch => supplier.branch(),
        PartyPart::Name => Some(supplier.name()),
        PartyPart::Owner => Some(supplier.owner()),
        PartyPart::Address => Some(supplier.address()),
        PartyPart::BusinessType => supplier.business_type(),
        PartyPart::BusinessItem => supplier.business_item(),
        PartyPart::Email(0) => supplier.email().map(Email::as_str),
        PartyPart::Email(_) => None,
    };
    text.unwrap_or_default().to_owned()
}

fn of_buyer(buyer: &Buyer, part: PartyPart) -> String {
    let text = match part {
        PartyPart::Number => Some(buyer.id().wire_digits()),
        PartyPart::Branch => buyer.branch(),
        PartyPart::Name => Some(buyer.name()),
        PartyPart::Owner => Some(buyer.owner()),
        PartyPart::Address => buyer.address(),
        PartyPart::BusinessType => buyer.business_type(),
        PartyPart::BusinessItem => buyer.business_item(),
        PartyPart::Email(index) => buyer.emails().get(index).map(Email::as_str),
    };
    text.unwrap_or_default().to_owned()
}

fn of_item(line: &InvoiceLine, part: ItemPart) -> String {
    match part {
        ItemPart::Day => day(line),
        ItemPart::Name => line.item().to_owned(),
        ItemPart::Spec => line.spec().unwrap_or_default().to_owned(),
        ItemPart::Quantity => {
            line.quantity().map(|quantity| decimal(quantity.hundredths())).unwrap_or_default()
        }
        ItemPart::Price => line.unit_price().map(|price| decimal(price.hundredths())).unwrap_or_default(),
        ItemPart::Supply => won(line.supply()),
        ItemPart::Vat => won(line.vat()),
        ItemPart::Remark => line.remark().unwrap_or_default().to_owned(),
    }
}

/// All items as the first of the row; the other three stay blank.
fn of_all_items(invoice: &Invoice, index: usize, part: ItemPart) -> String {
    match (index, part) {
        (0, ItemPart::Day) => invoice.lines().first().map(day).unwrap_or_default(),
        (0, ItemPart::Name) => folded_item(invoice),
        (0, ItemPart::Supply) => won(invoice.supply()),
        (0, ItemPart::Vat) => won(invoice.vat()),
        _ => String::new(),
    }
}

fn day(line: &InvoiceLine) -> String {
    format!("{:02}", line.supplied_on().day())
}

/// `150` hundredths are `1.5`.
fn decimal(hundredths: i64) -> String {
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let sign = if hundredths < 0 { "-" } else { "" };
    let text = if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{rest:02}").trim_end_matches('0').to_owned()
    };
    format!("{sign}{text}")
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn hundredths_are_written_without_needless_zeros() {
        let written = [100, 150, 105, 1, 0, -250, 1_000_000].map(decimal);
        assert_eq!(written, ["1", "1.5", "1.05", "0.01", "0", "-2.5", "10000"]);
    }
}
