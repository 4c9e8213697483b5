//! Looking at an order file (미리 보기): read, matched to columns, gathered into orders, and each judged. Nothing is changed by it.

use std::sync::Arc;

use intake::{IntakeError, Row};
use sha2::{Digest, Sha256};
use store::{ImportState, ImportedContent};

use super::column::OrderColumn;
use super::gather::{Gathered, Reading, gather};
use super::layout::{Layout, OrderMapping};
use crate::order::OrderDesk;
use crate::{Office, OfficeError, Order};

/// Rows shown beside the columns while a person matches them.
const SAMPLE_ROWS: usize = 3;

/// A file that was looked at.
#[derive(Debug)]
pub struct LookedFile {
    /// Its name.
    pub file_name: String,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its layout: the same header has the same one.
    pub layout: String,
    /// The header's words, by column.
    pub header: Vec<String>,
    /// The first rows under it.
    pub samples: Vec<Vec<String>>,
    /// What the columns mean.
    pub mapping: OrderMapping,
    /// A person said so before.
    pub remembered: bool,
    /// Meanings without which nothing can be issued and that no column has. Then there are no orders.
    pub missing: Vec<OrderColumn>,
    /// Rows below the header.
    pub row_count: u32,
    /// What the rows make, in the file's order.
    pub orders: Vec<LookedOrder>,
}

/// What some rows of the file make, and what would become of it.
#[derive(Debug, Clone)]
pub struct LookedOrder {
    /// Row numbers in the file.
    pub lines: Vec<u32>,
    /// What they say and how it is judged.
    pub content: ImportedContent,
}

impl LookedFile {
    /// Orders and rows of a state.
    #[must_use]
    pub fn count(&self, state: ImportState) -> (usize, usize) {
        let of_state = || self.orders.iter().filter(|order| order.content.state == state);
        (of_state().count(), of_state().map(|order| order.lines.len()).sum())
    }

    /// Whether it brings anything that is not here already.
    #[must_use]
    pub fn brings_news(&self) -> bool {
        self.orders
            .iter()
            .any(|order| order.content.state != ImportState::Known && !order.content.order_no.is_empty())
    }
}

impl Office {
    /// Looks at a workbook or csv of orders. Without `mapping` the columns mean what was remembered for this layout, or what
    /// their words say. The last file that was looked at stays at hand for [`Office::looked_file`].
    ///
    /// # Errors
    /// [`OfficeError::UnreadableFile`], [`OfficeError::NoShop`], [`OfficeError::Book`].
    pub fn look_at_orders(
        &self,
        name: &str,
        bytes: &[u8],
        mapping: Option<OrderMapping>,
    ) -> Result<Arc<LookedFile>, OfficeError> {
        let table = intake::read_table(name, bytes).map_err(|error| unreadable(&error))?;
        let layout = self.layout_of(&table.rows)?;
        let kept = self.remembered(&layout.key)?;
        let remembered = kept.is_some();
        let guessed = || OrderMapping { columns: layout.guessed.clone(), source: String::new() };
        let mapping = mapping.or(kept).unwrap_or_else(guessed);
        let missing = missing_of(&mapping);
        let reading = Reading { mapping: &mapping, header: &layout.header, from_1904: table.dates_from_1904 };
        let gathered = if missing.is_empty() { gather(layout.rows, &reading) } else { Vec::new() };
        let orders = self.judge_all(&gathered)?;
        let looked = Arc::new(LookedFile {
            file_name: name.to_owned(),
            sha256: hexadecimal(&Sha256::digest(bytes)),
            samples: layout.rows.iter().take(SAMPLE_ROWS).map(|row| row.cells.clone()).collect(),
            row_count: u32::try_from(layout.rows.len()).unwrap_or(u32::MAX),
            layout: layout.key,
            header: layout.header,
            mapping,
            remembered,
            missing,
            orders,
        });
        self.looked.put(Arc::clone(&looked));
        Ok(looked)
    }

    /// The file that was looked at last.
    #[must_use]
    pub fn looked_file(&self) -> Option<Arc<LookedFile>> {
        self.looked.get()
    }

    fn layout_of<'t>(&self, rows: &'t [Row]) -> Result<Layout<'t>, OfficeError> {
        let known = |key: &str| self.book.read(|r| r.import_mapping(key)).is_ok_and(|kept| kept.is_some());
        Layout::find(rows, known)
    }

    /// What was remembered by another version of the program and cannot be read is as good as nothing.
    fn remembered(&self, layout: &str) -> Result<Option<OrderMapping>, OfficeError> {
        let kept = self.book.read(|r| r.import_mapping(layout))?;
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// While the line is not open yet a sale counts as in time that any route would take; issuing judges it again.
    pub(super) fn desk_for_looking(&self) -> Result<OrderDesk, OfficeError> {
        self.order_desk(self.open_route().map_or(1, |route| route.capabilities().days_late))
    }

    /// What the file leaves blank of a buyer whom the shop knows stands on the partner's card.
    fn completed(&self, order: &Order) -> Result<Order, OfficeError> {
        let mut order = order.clone();
        let digits: String = order.buyer.business_number.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return Ok(order);
        }
        let Some(partner) = self.book.read(|r| r.partner_by_number(&digits))? else { return Ok(order) };
        let (buyer, card) = (&mut order.buyer, partner.card);
        let pairs = [
            (&mut buyer.name, card.name),
            (&mut buyer.owner, card.owner),
            (&mut buyer.address, card.address),
            (&mut buyer.business_type, card.business_type),
            (&mut buyer.business_item, card.business_item),
            (&mut buyer.email, card.email),
        ];
        for (blank, known) in pairs.into_iter().filter(|(text, _)| text.trim().is_empty()) {
            *blank = known;
        }
        Ok(order)
    }

    fn judge_all(&self, gathered: &[Gathered]) -> Result<Vec<LookedOrder>, OfficeError> {
        let desk = self.desk_for_looking()?;
        let judged = gathered.iter().map(|one| {
            let order = self.completed(&one.order)?;
            let content = self.judge_order(&desk, &order, one.doubt, None)?;
            Ok(LookedOrder { lines: one.lines.clone(), content })
        });
        judged.collect()
    }
}

/// An order needs a number and an amount.
fn missing_of(mapping: &OrderMapping) -> Vec<OrderColumn> {
    let has = |column| mapping.columns.contains(&Some(column));
    let amounts = [OrderColumn::UnitPrice, OrderColumn::Supply, OrderColumn::LineTotal, OrderColumn::Total];
    let mut missing = Vec::new();
    if !has(OrderColumn::OrderNo) {
        missing.push(OrderColumn::OrderNo);
    }
    if !amounts.into_iter().any(has) {
        missing.push(OrderColumn::Supply);
    }
    missing
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unreadable(error: &IntakeError) -> OfficeError {
    tracing::info!(%error, "a file could not be read as a list of orders");
    OfficeError::UnreadableFile(error.as_str())
}
