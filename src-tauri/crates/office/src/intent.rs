//! What every press has in common once its content is checked: a key of its own, frozen bytes, and a document in the book
//! that is either on its way already or waits for the gate to open.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{CashReceipt, DocumentKey, State};
use nts::{FrozenRequest, Route};
use serde_json::{Value, json};
use store::{DocumentId, JournalAct, NewDocument, Writer};

use crate::gate::Gate;
use crate::{Office, OfficeError};

/// A document that has just been written.
pub(crate) struct Intent {
    pub id: DocumentId,
    pub request: FrozenRequest,
    /// It is `sending` in the book: whoever committed it has to send it now.
    pub goes_out: bool,
}

/// What came of a press in its transaction.
pub(crate) enum Pressed {
    Fresh(Intent),
    /// The press had arrived before.
    Again(DocumentKey),
}

/// When a document sets out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// At once, by whoever writes it.
    AtOnce,
    /// In its turn: the courier takes it from the queue.
    InTurn,
}

/// A document and the journal's row about it.
pub(crate) struct Draft<'a> {
    pub document: NewDocument,
    pub request: FrozenRequest,
    pub act: JournalAct,
    pub facts: &'a Value,
}

impl Office {
    /// Writes a document: `sending` if the gate lets it out, else `held`.
    pub(crate) fn write_intent(
        &self,
        w: &mut Writer<'_>,
        gate: &mut Gate,
        route: &dyn Route,
        draft: Draft<'_>,
        at: NaiveDateTime,
    ) -> Result<Intent, OfficeError> {
        let state = match gate.admit(at, route.capabilities()) {
            Ok(()) => State::Sending,
            Err(shut) => State::Held(shut.reason),
        };
        Self::write_as(w, draft, &state, at)
    }

    /// As [`Office::write_intent`], now or for the courier.
    pub(crate) fn write_to_start(
        &self,
        w: &mut Writer<'_>,
        gate: &mut Gate,
        route: &dyn Route,
        (draft, start): (Draft<'_>, Start),
        at: NaiveDateTime,
    ) -> Result<Intent, OfficeError> {
        match start {
            Start::AtOnce => self.write_intent(w, gate, route, draft, at),
            Start::InTurn => Self::write_as(w, draft, &State::Ready, at),
        }
    }

    fn write_as(
        w: &mut Writer<'_>,
        draft: Draft<'_>,
        state: &State,
        at: NaiveDateTime,
    ) -> Result<Intent, OfficeError> {
        let id = w.insert_document_as(&draft.document, state)?;
        let key = draft.request.key.as_str();
        w.journal(at, draft.act, key, draft.facts)?;
        if let State::Held(reason) = state {
            w.journal(at, JournalAct::Held, key, &json!({ "reason": reason.as_str() }))?;
        }
        Ok(Intent { id, request: draft.request, goes_out: matches!(state, State::Sending) })
    }
}

impl Office {
    /// The last moment at which `route` takes a receipt or cancel of this day.
    pub(crate) fn receipt_send_by(&self, traded_on: NaiveDate, route: &dyn Route) -> Option<NaiveDateTime> {
        Some(self.rules.send_by(traded_on, route.capabilities().days_late))
    }
}

/// What the journal says of a receipt before it is sent.
pub(crate) fn receipt_facts(receipt: &CashReceipt) -> Value {
    json!({ "total": receipt.amounts().total().get(), "purpose": receipt.purpose().wire() })
}
