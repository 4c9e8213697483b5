//! A document together with what became of it: what every screen asks for.

use chrono::NaiveDateTime;
use domain::{CashReceipt, DocumentKey, State, Won};

use super::read::read_document;
use super::{Document, DocumentAct, DocumentId};
use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::table::standing::{Standing, read_standing};
use crate::{BookError, Reader};

/// A document, its standing and, of a receipt, its cancels' sum. What amendments leave of an invoice is summed from
/// [`Reader::amended_of`].
#[derive(Debug, Clone)]
pub struct Shelved {
    /// What it says.
    pub document: Document,
    /// What became of it.
    pub standing: Standing,
    /// Won that approved cancels have taken back; zero for anything but a receipt. What *may* have been taken back is judged from
    /// [`Reader::cancels_of`].
    pub cancelled: Won,
    /// Won that cancels have taken or may yet take: every one that was not refused.
    pub taken: Won,
}

impl Shelved {
    /// Won that may still be cancelled: of an approved receipt what its cancels have left, of anything else nothing.
    #[must_use]
    pub fn remaining(&self) -> Won {
        let cancellable = self.standing.state.counts_as_issued() && self.document.act == DocumentAct::Issue;
        let left = self.document.total().checked_sub(self.taken).filter(|left| !left.is_negative());
        if cancellable { left.unwrap_or(Won::ZERO) } else { Won::ZERO }
    }
}

/// A statement over everything [`read_shelved`] reads, from `document d` and `standing s`; the argument goes on after
/// the join.
macro_rules! select_shelved {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.key, d.act, d.original_id, d.reason, d.traded_at, d.supply, d.vat, d.service, d.total,
               d.taxation, d.shop_id, d.print_wanted, d.mail_wanted, d.at_once, d.number_kind, d.number_digits, d.purpose, d.item, d.memo, d.content, d.route, d.body, d.content_hash,
               d.created_at, s.state, s.approval_number, s.approved_at, s.held_reason, s.refusal_code, s.refusal_field,
               s.refusal_message, s.conflict, s.updated_at, s.attempts, s.next_at, s.send_by, s.attention,
               s.transmit_at, s.sent_at,
               (SELECT coalesce(sum(c.total), 0) FROM document c JOIN standing cs ON cs.document_id = c.id
                 WHERE c.original_id = d.id AND c.act = 'cancel' AND cs.state IN ('approved', 'confirmed')) AS cancelled,
               (SELECT coalesce(sum(c.total), 0) FROM document c JOIN standing cs ON cs.document_id = c.id
                 WHERE c.original_id = d.id AND c.act = 'cancel' AND cs.state NOT IN ('rejected', 'refused_later')) AS taken
             FROM document d JOIN standing s ON s.document_id = d.id ",
            $rest
        )
    };
}
pub(crate) use select_shelved;

pub(crate) const BY_KEY: Ask<'_> =
    Ask { table: "document", doing: "reading a document", sql: select_shelved!("WHERE d.key = ?1") };
pub(crate) const BY_ID: Ask<'_> =
    Ask { table: "document", doing: "reading a document", sql: select_shelved!("WHERE d.id = ?1") };
pub(crate) const CANCELS: Ask<'_> = Ask {
    table: "document",
    doing: "reading the cancels of a receipt",
    sql: select_shelved!("WHERE d.original_id = ?1 AND d.act = 'cancel' ORDER BY d.id"),
};
pub(crate) const PRESS: Ask<'_> = Ask {
    table: "document",
    doing: "looking for a press",
    sql: "SELECT key FROM document WHERE press_id = ?1",
};
// The first condition is the partial index's own; SQLite takes the index only when it is repeated word for word.
pub(crate) const OPEN_TWIN: Ask<'_> = Ask {
    table: "document",
    doing: "looking for an equal receipt on its way",
    sql: select_shelved!(
        "WHERE s.state NOT IN ('approved', 'transmitted', 'confirmed', 'rejected') AND s.state IN ('ready', 'held', 'sending', 'unknown')
           AND +d.total = ?1 AND d.act = 'issue' AND d.supply = ?2 AND d.vat = ?3
           AND d.number_kind = ?4 AND d.number_digits = ?5 AND d.purpose = ?6 LIMIT 1"
    ),
};
pub(crate) const TWIN: Ask<'_> = Ask {
    table: "document",
    doing: "looking for an equal receipt",
    sql: select_shelved!(
        "WHERE d.traded_at >= ?7 AND d.total = ?1 AND d.act = 'issue' AND d.supply = ?2 AND d.vat = ?3
           AND d.number_kind = ?4 AND d.number_digits = ?5 AND d.purpose = ?6
           AND s.state NOT IN ('rejected', 'refused_later') AND taken < d.total
         ORDER BY d.traded_at DESC LIMIT 1"
    ),
};

impl Reader<'_> {
    /// A document with its standing, by its key.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn shelved(&self, key: &DocumentKey) -> Result<Option<Shelved>, BookError> {
        self.row(&BY_KEY, [key.as_str()], read_shelved)
    }

    /// A document with its standing, by its row number.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn shelved_by_id(&self, id: DocumentId) -> Result<Option<Shelved>, BookError> {
        self.row(&BY_ID, [id.get()], read_shelved)
    }

    /// A document's content alone.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn document(&self, key: &DocumentKey) -> Result<Option<Document>, BookError> {
        Ok(self.shelved(key)?.map(|shelved| shelved.document))
    }

    /// The cancels of a receipt, oldest first, whatever became of them.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn cancels_of(&self, original: DocumentId) -> Result<Vec<Shelved>, BookError> {
        self.rows(&CANCELS, [original.get()], read_shelved)
    }

    /// The document that a press of the button has already made.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the key does not read back.
    pub fn key_of_press(&self, press_id: &str) -> Result<Option<DocumentKey>, BookError> {
        self.row(&PRESS, [press_id], |cells| cells.parsed("key", DocumentKey::parse))
    }

    /// An issue of the same sale (same amounts, number and purpose): one still on its way whatever its age, else the
    /// newest traded at or after `since` that was neither refused nor wholly cancelled.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn twin_since(
        &self,
        receipt: &CashReceipt,
        since: NaiveDateTime,
    ) -> Result<Option<(DocumentKey, State)>, BookError> {
        let (amounts, number) = (receipt.amounts(), receipt.number());
        let sale = (
            amounts.total().get(),
            amounts.supply().get(),
            amounts.vat().get(),
            number.kind().as_str(),
            number.digits(),
            receipt.purpose().as_str(),
        );
        let twin = match self.row(&OPEN_TWIN, sale, read_shelved)? {
            Some(open) => Some(open),
            None => {
                let (total, supply, vat, kind, digits, purpose) = sale;
                self.row(&TWIN, (total, supply, vat, kind, digits, purpose, time_text(since)), read_shelved)?
            }
        };
        Ok(twin.map(|twin| (twin.document.key, twin.standing.state)))
    }
}

/// Reads a row of [`select_shelved`].
pub(crate) fn read_shelved(cells: &Cells<'_>) -> Result<Shelved, BookError> {
    Ok(Shelved {
        document: read_document(cells)?,
        standing: read_standing(cells)?,
        cancelled: Won::new(cells.get("cancelled")?).map_err(|_| cells.corrupt("cancelled"))?,
        taken: Won::new(cells.get("taken")?).map_err(|_| cells.corrupt("taken"))?,
    })
}
