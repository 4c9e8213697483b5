//! Reading a document's cells back into the domain's types.

use domain::{
    Amounts, CancelReason, ConsumerNumber, DocumentKey, ItemName, Memo, NumberKind, Purpose, Taxation, Won,
};

use super::{Body, Document, DocumentAct, DocumentId};
use crate::BookError;
use crate::cells::Cells;
use crate::table::shop::ShopId;

/// Reads a row of `document`. The body must still have the hash it was written with.
///
/// # Errors
/// [`BookError::Corrupt`] with the column that does not read back.
pub(super) fn read_document(cells: &Cells<'_>) -> Result<Document, BookError> {
    Ok(Document {
        id: DocumentId(cells.get("id")?),
        shop: cells.get::<Option<i64>>("shop_id")?.map(ShopId),
        print_wanted: cells.get("print_wanted")?,
        key: cells.parsed("key", DocumentKey::parse)?,
        act: read_act(cells)?,
        traded_at: cells.time("traded_at")?,
        amounts: read_amounts(cells)?,
        taxation: cells.named("taxation", Taxation::from_name)?,
        number: read_number(cells)?,
        purpose: cells.named("purpose", Purpose::from_name)?,
        item: cells.parsed_if_any("item", ItemName::parse)?,
        memo: cells.parsed_if_any("memo", Memo::parse)?,
        route: cells.get("route")?,
        body: read_body(cells)?,
        created_at: cells.time("created_at")?,
    })
}

fn read_act(cells: &Cells<'_>) -> Result<DocumentAct, BookError> {
    let original: Option<i64> = cells.get("original_id")?;
    let reason = cells.parsed_if_any("cancel_reason", |code| CancelReason::from_code(code).ok_or(()))?;
    let act: String = cells.get("act")?;
    match (act.as_str(), original, reason) {
        ("issue", None, None) => Ok(DocumentAct::Issue),
        ("cancel", Some(original), Some(reason)) => {
            Ok(DocumentAct::Cancel { original: DocumentId(original), reason })
        }
        _ => Err(cells.corrupt("act")),
    }
}

fn read_amounts(cells: &Cells<'_>) -> Result<Amounts, BookError> {
    let won = |column| -> Result<Won, BookError> {
        Won::new(cells.get(column)?).map_err(|_| cells.corrupt(column))
    };
    Amounts::from_parts(won("supply")?, won("vat")?, won("service")?, won("total")?)
        .map_err(|_| cells.corrupt("total"))
}

fn read_number(cells: &Cells<'_>) -> Result<ConsumerNumber, BookError> {
    let kind = cells.named("number_kind", NumberKind::from_name)?;
    cells.parsed("number_digits", |digits| ConsumerNumber::from_stored(kind, digits))
}

/// Reads the frozen body, which must still have the hash it was written with.
pub(crate) fn read_body(cells: &Cells<'_>) -> Result<Body, BookError> {
    let body = Body::new(cells.get::<String>("body")?);
    let hash: String = cells.get("content_hash")?;
    if body.hash() == hash { Ok(body) } else { Err(cells.corrupt("body")) }
}
