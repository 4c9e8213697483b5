//! Orders in the book (가져온 주문): taken in from a file that was looked at, shown in pages, put right one by one, and taken
//! back as long as they are no documents.

use serde_json::json;
use store::{
    ImportCount, ImportId, ImportOrderId, ImportState, ImportedContent, ImportedOrder, JournalAct, NewImport,
    OrderImport, Writer,
};

use super::look::{LookedFile, LookedOrder};
use super::running::ImportProgress;
use crate::{Office, OfficeError, Order};

/// Newer imports than these are looked for in the history of their documents.
const IMPORTS_SHOWN: u32 = 20;

/// An import and what has become of it.
#[derive(Debug, Clone)]
pub struct ImportOverview {
    /// The file.
    pub import: OrderImport,
    /// Its orders by state; together they are the rows of the file.
    pub counts: Vec<ImportCount>,
    /// Its documents by the name of their state.
    pub documents: Vec<(String, u32)>,
    /// How far issuing has come, while it runs.
    pub running: Option<ImportProgress>,
}

impl ImportOverview {
    /// Orders of a state.
    #[must_use]
    pub fn orders(&self, state: ImportState) -> u32 {
        self.counts.iter().filter(|count| count.state == state).map(|count| count.orders).sum()
    }

    /// Rows of the file that stand in orders of a state.
    #[must_use]
    pub fn rows(&self, state: ImportState) -> u32 {
        self.counts.iter().filter(|count| count.state == state).map(|count| count.rows).sum()
    }
}

/// What taking a file in came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is this import now.
    In(ImportId),
    /// The same file was taken in before, as this import; nothing was changed.
    Before(ImportId),
    /// All of its orders are here already; nothing was changed.
    NothingNew,
}

/// What taking an import back came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undone {
    /// Orders that were taken back.
    pub undone: u32,
    /// Orders that are documents and stay.
    pub issued: u32,
}

impl Office {
    /// Takes in a file that was looked at, all of it or nothing; nothing is issued yet.
    ///
    /// # Errors
    /// [`OfficeError::UnreadableFile`] when its columns are not matched yet; [`OfficeError::Book`].
    pub fn take_orders(&self, looked: &LookedFile) -> Result<Taken, OfficeError> {
        if !looked.missing.is_empty() {
            return Err(OfficeError::UnreadableFile("no_header"));
        }
        let at = self.clock.now();
        let taken = self.book.write(|w| {
            if let Some(before) = w.import_of_file(&looked.sha256)? {
                return Ok::<_, OfficeError>(Taken::Before(before.id));
            }
            w.remember_mapping(&looked.layout, &json!(looked.mapping).to_string())?;
            if !looked.brings_news() {
                return Ok(Taken::NothingNew);
            }
            let new = NewImport {
                file_name: &looked.file_name,
                sha256: &looked.sha256,
                layout: &looked.layout,
                row_count: looked.row_count,
            };
            let import = w.begin_import(&new, at)?;
            for order in &looked.orders {
                take_in(w, import, order)?;
            }
            let facts =
                json!({ "import": import.get(), "rows": looked.row_count, "orders": looked.orders.len() });
            w.journal(at, JournalAct::OrdersImported, "", &facts)?;
            Ok(Taken::In(import))
        })?;
        self.looked.clear();
        Ok(taken)
    }

    /// The newest imports with what has become of them, newest first.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn imports(&self) -> Result<Vec<ImportOverview>, OfficeError> {
        let newest = self.book.read(|r| r.newest_imports(IMPORTS_SHOWN))?;
        newest.into_iter().map(|import| self.overview_of(import)).collect()
    }

    /// One import with what has become of it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn import_overview(&self, id: ImportId) -> Result<ImportOverview, OfficeError> {
        let import = self.book.read(|r| r.order_import(id))?;
        self.overview_of(import.ok_or_else(|| OfficeError::NotFound(format!("import {}", id.get())))?)
    }

    /// Orders of an import in the file's order, from behind `after`.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn imported_orders(
        &self,
        id: ImportId,
        state: Option<ImportState>,
        after: Option<ImportOrderId>,
        limit: u32,
    ) -> Result<Vec<ImportedOrder>, OfficeError> {
        Ok(self.book.read(|r| r.imported_orders(id, state, after, limit))?)
    }

    /// An imported order with what it says.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn imported_order(&self, id: ImportOrderId) -> Result<(ImportedOrder, Order), OfficeError> {
        let lost = || OfficeError::NotFound(format!("imported order {}", id.get()));
        let row = self.book.read(|r| r.imported_order(id))?.ok_or_else(lost)?;
        let order = content(&row)?;
        Ok((row, order))
    }

    /// Puts an order right in place: it is judged anew. One whose document was refused waits again.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] for one that is a document, is undone, or was here before; [`OfficeError::NotFound`],
    /// [`OfficeError::Book`].
    pub fn repair_order(&self, id: ImportOrderId, order: &Order) -> Result<ImportedOrder, OfficeError> {
        let desk = self.desk_for_looking()?;
        let judged = self.judge_order(&desk, order, None, Some(id))?;
        // Another order stands under this name: that is a fault of the name.
        let state = if judged.state == ImportState::Known { ImportState::Faulty } else { judged.state };
        let mended = ImportedContent { state, ..judged };
        let at = self.clock.now();
        self.book.write(|w| {
            let row = w.imported_order(id)?;
            let row = row.ok_or_else(|| OfficeError::NotFound(format!("imported order {}", id.get())))?;
            if !can_be_repaired(&row) {
                return Err(OfficeError::NothingToDo(format!("order {}", id.get())));
            }
            w.repair_imported_order(id, &mended, at)?;
            let facts = json!({ "import": row.import.get(), "order": mended.order_no, "state": mended.state.as_str() });
            Ok(w.journal(at, JournalAct::OrderRepaired, "", &facts)?)
        })?;
        Ok(self.imported_order(id)?.0)
    }

    /// Takes a whole import back. What is a document stays and is told.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] while it is being issued, or when it is undone already; [`OfficeError::NotFound`],
    /// [`OfficeError::Book`].
    pub fn undo_import(&self, id: ImportId) -> Result<Undone, OfficeError> {
        let nothing = || OfficeError::NothingToDo(format!("import {}", id.get()));
        let _nobody_issues_meanwhile = self.importing.begin(id).ok_or_else(nothing)?;
        let at = self.clock.now();
        self.book.write(|w| {
            let import = w.order_import(id)?;
            let import = import.ok_or_else(|| OfficeError::NotFound(format!("import {}", id.get())))?;
            if import.undone_at.is_some() {
                return Err(nothing());
            }
            let undone = u32::try_from(w.undo_import(id, at)?).unwrap_or(u32::MAX);
            let counts = w.import_counts(id)?;
            let issued = counts.iter().filter(|count| count.state == ImportState::Issued);
            let issued = issued.map(|count| count.orders).sum();
            let facts = json!({ "import": id.get(), "undone": undone, "issued": issued });
            w.journal(at, JournalAct::ImportUndone, "", &facts)?;
            Ok(Undone { undone, issued })
        })
    }

    fn overview_of(&self, import: OrderImport) -> Result<ImportOverview, OfficeError> {
        let id = import.id;
        let (counts, documents) =
            self.book.read(|r| Ok((r.import_counts(id)?, r.imported_documents(id)?)))?;
        Ok(ImportOverview { import, counts, documents, running: self.importing.progress(id) })
    }
}

/// What an imported order says; a text of ours that does not read back is a damaged book.
pub(super) fn content(row: &ImportedOrder) -> Result<Order, OfficeError> {
    serde_json::from_str(&row.content)
        .map_err(|_| OfficeError::NotFound(format!("imported order {}", row.id.get())))
}

/// One that came in by another file since this one was looked at is known.
fn take_in(w: &mut Writer<'_>, import: ImportId, order: &LookedOrder) -> Result<(), OfficeError> {
    let LookedOrder { lines, content } = order;
    let stands = match (content.state, content.order_no.as_str()) {
        (ImportState::Known, _) | (_, "") => false,
        (_, order_no) => w.imported_order_of(&content.source, order_no)?.is_some(),
    };
    if !stands {
        return Ok(w.insert_imported_order(import, lines, content, None)?);
    }
    let known = ImportedContent {
        state: ImportState::Known,
        reason: Some("already_imported"),
        detail: None,
        ..content.clone()
    };
    Ok(w.insert_imported_order(import, lines, &known, None)?)
}

fn can_be_repaired(row: &ImportedOrder) -> bool {
    match row.state {
        ImportState::Waiting | ImportState::Faulty | ImportState::Skipped | ImportState::Stopped => true,
        ImportState::Issued => row.document.as_ref().is_some_and(|(_, state)| state == "rejected"),
        ImportState::Known | ImportState::Undone => false,
    }
}
