//! Imports of orders both ways.

use office::{
    ImportOverview, LookedOrder, OfficeError, Order, OrderColumn, OrderFault, Taken, Undone, Written,
};
use store::{ImportId, ImportOrderId, ImportState, ImportedOrder};

use super::local_time;
use crate::contract::order_import as contract;
use crate::ui_error::{Fault, UiError};

/// Rows of a page.
pub const ROWS: u32 = 200;

/// The window's mapping in the office's words; a name that nobody knows is a column that is not read.
#[must_use]
pub fn mapping_to_office(mapping: contract::OrderMapping) -> office::OrderMapping {
    let contract::OrderMapping { columns, source } = mapping;
    let columns = columns.iter().map(|name| name.as_deref().and_then(OrderColumn::from_name)).collect();
    office::OrderMapping { columns, source }
}

/// A file that was looked at.
#[must_use]
pub fn looked(file: &office::LookedFile) -> contract::LookedFile {
    let name = |column: &OrderColumn| column.as_str().to_owned();
    let counts = ImportState::ALL.iter().filter_map(|known| {
        let (orders, rows) = file.count(*known);
        let (orders, rows) = (whole(orders), whole(rows));
        (orders > 0).then(|| contract::ImportCount { state: state(*known), orders, rows, repaired: 0 })
    });
    contract::LookedFile {
        file_name: file.file_name.clone(),
        header: file.header.clone(),
        samples: file.samples.clone(),
        mapping: contract::OrderMapping {
            columns: file.mapping.columns.iter().map(|column| column.as_ref().map(name)).collect(),
            source: file.mapping.source.clone(),
        },
        meanings: OrderColumn::ALL.iter().map(name).collect(),
        remembered: file.remembered,
        missing: file.missing.iter().map(name).collect(),
        rows: file.row_count,
        counts: counts.collect(),
        brings_news: file.brings_news(),
    }
}

/// What taking a file in came to; `overview` reads the import.
///
/// # Errors
/// Those of `overview`.
pub fn taken(
    taken: Taken,
    overview: impl FnOnce(ImportId) -> Result<ImportOverview, OfficeError>,
) -> Result<contract::TakenOrders, UiError> {
    let (id, before) = match taken {
        Taken::In(id) => (id, false),
        Taken::Before(id) => (id, true),
        Taken::NothingNew => return Ok(contract::TakenOrders { import: None, before: false }),
    };
    Ok(contract::TakenOrders { import: Some(import(&overview(id)?)), before })
}

/// The file is not at hand any more: the program was started anew since.
#[must_use]
pub fn nothing_looked_at() -> UiError {
    OfficeError::NothingToDo("the file that was looked at".to_owned()).into()
}

/// An import in the book.
#[must_use]
pub fn import(overview: &ImportOverview) -> contract::OrderImport {
    let ImportOverview { import, counts, documents, running } = overview;
    contract::OrderImport {
        id: number(import.id.get()),
        file_name: import.file_name.clone(),
        imported_at: local_time(import.imported_at),
        undone: import.undone_at.is_some(),
        rows: import.row_count,
        counts: counts
            .iter()
            .map(|count| contract::ImportCount {
                state: state(count.state),
                orders: count.orders,
                rows: count.rows,
                repaired: count.repaired,
            })
            .collect(),
        documents: documents
            .iter()
            .map(|(state, count)| contract::ImportDocuments { state: state.clone(), count: *count })
            .collect(),
        running: running.map(|run| contract::ImportRun { done: run.done, of: run.of, pausing: run.pausing }),
    }
}

/// A page of the file that was looked at last; without one it is empty.
#[must_use]
pub fn page_of_looked(
    file: Option<&office::LookedFile>,
    query: &contract::ImportedQuery,
) -> contract::ImportedPage {
    let from: usize = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or_default();
    let orders = file.map(|file| file.orders.as_slice()).unwrap_or_default();
    let wanted = query.state.map(state_to_store);
    let mut found = orders
        .iter()
        .enumerate()
        .skip(from)
        .filter(|(_, order)| wanted.is_none_or(|wanted| order.content.state == wanted));
    let rows: Vec<_> = found.by_ref().take(usize_of(ROWS)).map(|(at, order)| looked_row(at, order)).collect();
    let next = found.next().map(|(at, _)| at.to_string());
    contract::ImportedPage { rows, next }
}

/// A page of an import, read with one row more than it shows.
#[must_use]
pub fn page(mut orders: Vec<ImportedOrder>) -> contract::ImportedPage {
    let more = orders.len() > usize_of(ROWS);
    orders.truncate(usize_of(ROWS));
    let next = orders.last().filter(|_| more).map(|last| last.id.get().to_string());
    contract::ImportedPage { rows: orders.iter().map(row).collect(), next }
}

/// Where the last page of an import ended.
#[must_use]
pub fn after(query: &contract::ImportedQuery) -> Option<ImportOrderId> {
    query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).map(ImportOrderId::of)
}

/// An imported order.
#[must_use]
pub fn row(order: &ImportedOrder) -> contract::ImportedRow {
    contract::ImportedRow {
        id: number(order.id.get()),
        lines: order.lines.clone(),
        source: order.source.clone(),
        order_no: order.order_no.clone(),
        becomes: order.becomes.clone(),
        buyer: order.buyer.clone(),
        total: order.total_won,
        state: state(order.state),
        reason: order.reason.clone(),
        faults: faults(order.detail.as_deref()),
        document: order.document.as_ref().map(|(key, _)| key.to_string()),
        document_state: order.document.as_ref().map(|(_, state)| state.clone()),
        repaired: order.repaired,
    }
}

/// An order as text.
#[must_use]
pub fn form(order: &Order) -> contract::OrderForm {
    let buyer = &order.buyer;
    contract::OrderForm {
        source: order.source.clone(),
        order_no: order.order_no.clone(),
        document: match order.document {
            office::OrderDocument::ByNumber => "",
            office::OrderDocument::Invoice => "invoice",
            office::OrderDocument::Receipt => "receipt",
        }
        .to_owned(),
        ordered_on: order.ordered_on.clone(),
        business_number: buyer.business_number.clone(),
        name: buyer.name.clone(),
        owner: buyer.owner.clone(),
        email: buyer.email.clone(),
        customer_number: order.customer_number.clone(),
        items: order.items.iter().map(item_form).collect(),
        total: order.total.text(),
        remark: order.remark.clone(),
    }
}

/// The order with what the window's form says of it; what the form does not show stays.
#[must_use]
pub fn mended(order: Order, form: contract::OrderForm) -> Order {
    let known = order.items.clone();
    let items = form.items.into_iter().enumerate().map(|(at, item)| office::OrderItem {
        name: item.name,
        spec: item.spec,
        quantity: Written::Text(item.quantity),
        unit_price: Written::Text(item.unit_price),
        supply: Written::Text(item.supply),
        vat: Written::Text(item.vat),
        total: Written::Text(item.total),
        ..known.get(at).cloned().unwrap_or_default()
    });
    Order {
        source: form.source,
        order_no: form.order_no,
        document: match form.document.as_str() {
            "invoice" => office::OrderDocument::Invoice,
            "receipt" => office::OrderDocument::Receipt,
            _ => office::OrderDocument::ByNumber,
        },
        ordered_on: form.ordered_on,
        buyer: office::OrderBuyer {
            business_number: form.business_number,
            name: form.name,
            owner: form.owner,
            email: form.email,
            ..order.buyer
        },
        customer_number: form.customer_number,
        items: items.collect(),
        total: Written::Text(form.total),
        remark: form.remark,
        ..order
    }
}

/// What taking an import back came to.
#[must_use]
pub fn undone(undone: Undone, overview: &ImportOverview) -> contract::UndoneImport {
    contract::UndoneImport { undone: undone.undone, issued: undone.issued, import: import(overview) }
}

/// The window's word for a state, in the book's.
#[must_use]
pub const fn state_to_store(state: contract::ImportState) -> ImportState {
    match state {
        contract::ImportState::Waiting => ImportState::Waiting,
        contract::ImportState::Faulty => ImportState::Faulty,
        contract::ImportState::Skipped => ImportState::Skipped,
        contract::ImportState::Stopped => ImportState::Stopped,
        contract::ImportState::Issued => ImportState::Issued,
        contract::ImportState::Known => ImportState::Known,
        contract::ImportState::Undone => ImportState::Undone,
    }
}

const fn state(state: ImportState) -> contract::ImportState {
    match state {
        ImportState::Waiting => contract::ImportState::Waiting,
        ImportState::Faulty => contract::ImportState::Faulty,
        ImportState::Skipped => contract::ImportState::Skipped,
        ImportState::Stopped => contract::ImportState::Stopped,
        ImportState::Issued => contract::ImportState::Issued,
        ImportState::Known => contract::ImportState::Known,
        ImportState::Undone => contract::ImportState::Undone,
    }
}

fn looked_row(at: usize, order: &LookedOrder) -> contract::ImportedRow {
    let LookedOrder { lines, content } = order;
    let numbers: Vec<String> = lines.iter().map(ToString::to_string).collect();
    contract::ImportedRow {
        id: whole(at),
        lines: numbers.join(","),
        source: content.source.clone(),
        order_no: content.order_no.clone(),
        becomes: content.becomes.to_owned(),
        buyer: content.buyer.clone(),
        total: content.total_won,
        state: state(content.state),
        reason: content.reason.map(str::to_owned),
        faults: faults(content.detail.as_deref()),
        document: None,
        document_state: None,
        repaired: false,
    }
}

fn item_form(item: &office::OrderItem) -> contract::OrderItemForm {
    contract::OrderItemForm {
        name: item.name.clone(),
        spec: item.spec.clone(),
        quantity: item.quantity.text(),
        unit_price: item.unit_price.text(),
        supply: item.supply.text(),
        vat: item.vat.text(),
        total: item.total.text(),
    }
}

/// Facts of another version of the program that do not read back are as good as none.
fn faults(detail: Option<&str>) -> Vec<Fault> {
    let kept: Vec<OrderFault> = detail.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    kept.iter().map(Fault::from).collect()
}

fn number(id: i64) -> u32 {
    u32::try_from(id).unwrap_or(u32::MAX)
}

fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn usize_of(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
