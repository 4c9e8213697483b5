//! A document of the book as a row of the ledger.

use domain::{State, Won};
use report::{MovedDocument, Revision, Row, What};
use store::{BookError, Content, DocumentAct, Reader, Shelved};

use crate::slip::reason_text;

/// The row; a cancel's amounts count against the period it is dated in.
pub(crate) fn of(r: &Reader<'_>, shelved: &Shelved) -> Result<Row, BookError> {
    let (document, state) = (&shelved.document, &shelved.standing.state);
    let (amounts, item, memo, what) = said(&document.content, shelved);
    let is_cancel = matches!(document.act, DocumentAct::Cancel { .. });
    let [supply, vat, service, total] =
        amounts.map(|won| if is_cancel { Won::ZERO.checked_sub(won).unwrap_or(won) } else { won });
    Ok(Row {
        key: document.key.clone(),
        traded_at: document.traded_at,
        approval: state.approval().map(|approval| approval.number.clone()),
        confirmed: matches!(state, State::Confirmed(_)),
        supply,
        vat,
        service,
        total,
        item,
        memo,
        what,
        revises: revision(r, document.act)?,
    })
}

/// The row in short, for what changed.
pub(super) fn moved(row: &Row) -> MovedDocument {
    MovedDocument {
        key: row.key.to_string(),
        title: row.title().to_owned(),
        date: row.traded_at.date().to_string(),
        total_won: row.total.get(),
    }
}

fn said(content: &Content, shelved: &Shelved) -> ([Won; 4], Option<String>, Option<String>, What) {
    match content {
        Content::Receipt(sale) => {
            let amounts = &sale.amounts;
            let what =
                What::Receipt { number: sale.number.clone(), purpose: sale.purpose, taxation: sale.taxation };
            (
                [amounts.supply(), amounts.vat(), amounts.service(), amounts.total()],
                sale.item.as_ref().map(ToString::to_string),
                sale.memo.as_ref().map(ToString::to_string),
                what,
            )
        }
        Content::Invoice(invoice) => {
            let what = What::Invoice {
                kind: invoice.kind(),
                buyer: invoice.buyer().id().clone(),
                buyer_name: invoice.buyer().name().to_owned(),
                business_type: invoice.buyer().business_type().map(ToOwned::to_owned),
                business_item: invoice.buyer().business_item().map(ToOwned::to_owned),
                sent_at: shelved.standing.sent_at,
            };
            (
                [invoice.supply(), invoice.vat(), Won::ZERO, invoice.total()],
                Some(invoice.item_summary()),
                invoice.remark().map(ToOwned::to_owned),
                what,
            )
        }
    }
}

fn revision(r: &Reader<'_>, act: DocumentAct) -> Result<Option<Revision>, BookError> {
    let (original, reason) = match act {
        DocumentAct::Issue | DocumentAct::Invoice => return Ok(None),
        DocumentAct::Cancel { original, reason } => (original, reason_text(reason)),
        DocumentAct::Amend { original, reason } => (original, reason.code().text()),
    };
    Ok(r.shelved_by_id(original)?.map(|shelved| Revision {
        original: shelved.document.key.clone(),
        original_date: shelved.document.trade_date(),
        reason: reason.to_owned(),
    }))
}
