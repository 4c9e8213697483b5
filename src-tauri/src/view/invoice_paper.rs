//! Papers of invoices, the form that was kept, and the items sold before, for the window.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use office::{InvoicePaper, KeptForm};

use super::{invoice_form, local_time};
use crate::contract::invoice as contract;

/// The window's paper in the office's words.
#[must_use]
pub const fn paper(paper: contract::InvoicePaper) -> InvoicePaper {
    match paper {
        contract::InvoicePaper::Supplier => InvoicePaper::Supplier,
        contract::InvoicePaper::Buyer => InvoicePaper::Buyer,
        contract::InvoicePaper::Form14 => InvoicePaper::Form14,
    }
}

/// Pages as the window shows them.
#[must_use]
pub fn preview(pages: &[Vec<u8>]) -> contract::PaperPreview {
    let page = |png: &Vec<u8>| format!("data:image/png;base64,{}", BASE64_STANDARD.encode(png));
    contract::PaperPreview { pages: pages.iter().map(page).collect() }
}

/// The form that was kept.
#[must_use]
pub fn draft(kept: KeptForm) -> contract::Draft {
    contract::Draft { form: invoice_form::of_domain(kept.form), saved_at: local_time(kept.kept_at) }
}

/// An item sold before.
#[must_use]
pub fn item(item: store::CatalogueItem) -> contract::CatalogueItem {
    let unit_price = item.unit_price.map(|price| price.to_string()).unwrap_or_default();
    contract::CatalogueItem { name: item.name, spec: item.spec, unit_price }
}
