//! Reading a document's cells back into the domain's types.

use domain::{
    AmendReason, Amounts, CancelReason, ConsumerNumber, DocumentKey, Invoice, ItemName, Memo, NumberKind,
    Purpose, Taxation, Won,
};

use super::{ActKind, Body, Content, Document, DocumentAct, DocumentId, ReceiptContent};
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
        mail_wanted: cells.get("mail_wanted")?,
        at_once: cells.get("at_once")?,
        key: cells.parsed("key", DocumentKey::parse)?,
        act: read_act(cells)?,
        traded_at: cells.time("traded_at")?,
        content: read_content(cells)?,
        route: cells.get("route")?,
        body: read_body(cells)?,
        created_at: cells.time("created_at")?,
    })
}

/// Reads what a document does, without what it does it to.
pub(crate) fn read_act_kind(cells: &Cells<'_>) -> Result<ActKind, BookError> {
    cells.named("act", ActKind::from_word)
}

fn read_act(cells: &Cells<'_>) -> Result<DocumentAct, BookError> {
    let original = |cells: &Cells<'_>| Ok::<_, BookError>(DocumentId(cells.get("original_id")?));
    match read_act_kind(cells)? {
        ActKind::Issue => Ok(DocumentAct::Issue),
        ActKind::Invoice => Ok(DocumentAct::Invoice),
        ActKind::Cancel => Ok(DocumentAct::Cancel {
            original: original(cells)?,
            reason: cells.named("reason", CancelReason::from_code)?,
        }),
        ActKind::Amend => Ok(DocumentAct::Amend {
            original: original(cells)?,
            reason: cells.named("reason", AmendReason::from_name)?,
        }),
    }
}

fn read_content(cells: &Cells<'_>) -> Result<Content, BookError> {
    if read_act_kind(cells)?.is_invoice() {
        return Ok(Content::Invoice(Box::new(read_invoice(cells)?)));
    }
    Ok(Content::Receipt(ReceiptContent {
        amounts: read_amounts(cells)?,
        taxation: cells.named("taxation", Taxation::from_name)?,
        number: read_number(cells)?,
        purpose: cells.named("purpose", Purpose::from_name)?,
        item: cells.parsed_if_any("item", ItemName::parse)?,
        memo: cells.parsed_if_any("memo", Memo::parse)?,
    }))
}

/// The invoice itself, which must still be the one that the columns beside it were taken from.
fn read_invoice(cells: &Cells<'_>) -> Result<Invoice, BookError> {
    let invoice: Invoice = cells.parsed("content", |json| serde_json::from_str(json))?;
    let (number, total): (String, i64) = (cells.get("number_digits")?, cells.get("total")?);
    let dated = cells.time("traded_at")?.date() == invoice.written_on();
    let same = dated && number == invoice.buyer().id().number() && total == invoice.total().get();
    if same { Ok(invoice) } else { Err(cells.corrupt("content")) }
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
