//! A document as it is told to other programs (결과 알림): the same words over the API, on the command line, in a webhook and
//! in a file. Identifiers are masked, times carry Korea's offset.

use chrono::NaiveDateTime;
use domain::{DocumentKey, State};
use serde::Serialize;
use store::{BookError, Change, Content, DocumentAct, Reader, Shelved};

use crate::order::order_of_press;
use crate::{Office, OfficeError};

/// More documents than this are told in several pages.
const LONGEST_PAGE: u32 = 200;

/// A document and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldDocument {
    /// The document key (문서번호).
    pub key: String,
    /// `receipt`, `receipt_cancel`, `invoice` or `amendment`.
    pub kind: &'static str,
    /// The order it came from.
    pub order_no: Option<String>,
    /// Name of the state; see [`domain::State::name`].
    pub state: &'static str,
    /// Approval number (승인번호), once there is one.
    pub approval_number: Option<String>,
    /// When it was approved.
    pub approved_at: Option<String>,
    /// When an invoice was handed over to the NTS (전송).
    pub transmitted_at: Option<String>,
    /// Why the NTS refused it.
    pub refusal: Option<ToldRefusal>,
    /// Why it waits.
    pub held_reason: Option<&'static str>,
    /// Trade date, of an invoice 작성일자: `2026-11-22`.
    pub trade_date: String,
    /// Won; of a cancel what is taken back.
    pub total: i64,
    /// Won.
    pub supply: i64,
    /// Won.
    pub vat: i64,
    /// Won; of a receipt.
    pub service: i64,
    /// The customer's or buyer's number with stars.
    pub number_masked: String,
    /// What a cancel or an amendment is about.
    pub original_key: Option<String>,
    /// When it was written down.
    pub created_at: String,
    /// When its state was last written.
    pub updated_at: String,
    /// Larger at every change; of two tellings of a document the larger one is the newer.
    pub change: i64,
}

/// Why the NTS refused a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldRefusal {
    /// Its code.
    pub code: String,
    /// Its words.
    pub message: String,
}

/// What changed since somebody asked last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldPage {
    /// In the order of change; a document that changed twice is there once, as it stands now.
    pub documents: Vec<ToldDocument>,
    /// Where to go on.
    pub next: String,
    /// There is more already.
    pub more: bool,
}

impl Office {
    /// A document by its key.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn tell_document(&self, key: &DocumentKey) -> Result<ToldDocument, OfficeError> {
        let told = self.book.read(|r| {
            let Some(shelved) = r.shelved(key)? else { return Ok(None) };
            let change = r.change_of(shelved.document.id)?;
            change.map(|change| told(r, &shelved, &change)).transpose()
        })?;
        told.ok_or_else(|| OfficeError::NotFound(key.to_string()))
    }

    /// What changed after the change of this number, in the order of change, at most `limit` documents.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn tell_changes(&self, since: i64, limit: u32) -> Result<ToldPage, OfficeError> {
        let limit = limit.clamp(1, LONGEST_PAGE);
        Ok(self.book.read(|r| {
            let mut changes = r.changes_since(since, limit + 1)?;
            let more = changes.len() > usize::try_from(limit).unwrap_or(usize::MAX);
            changes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            let next = changes.last().map_or(since, |change| change.seq).to_string();
            let documents = changes.iter().filter_map(|change| told_of(r, change).transpose());
            Ok(ToldPage { documents: documents.collect::<Result<_, _>>()?, next, more })
        })?)
    }
}

/// The document that changed, as it stands now.
pub(crate) fn told_of(r: &Reader<'_>, change: &Change) -> Result<Option<ToldDocument>, BookError> {
    r.shelved_by_id(change.document)?.map(|shelved| told(r, &shelved, change)).transpose()
}

fn told(r: &Reader<'_>, shelved: &Shelved, change: &Change) -> Result<ToldDocument, BookError> {
    let Shelved { document, standing, .. } = shelved;
    let (state, approval) = (&standing.state, standing.state.approval());
    let order_no = change.press_id.as_deref().and_then(order_of_press);
    let original = document.act.original().map(|id| r.shelved_by_id(id)).transpose()?.flatten();
    let said = Said::of(&document.content);
    Ok(ToldDocument {
        key: document.key.to_string(),
        kind: kind(document.act),
        order_no,
        state: state.name(),
        approval_number: approval.map(|approval| approval.number.to_string()),
        approved_at: approval.map(|approval| korean_time(approval.at)),
        transmitted_at: standing.sent_at.map(korean_time),
        refusal: state
            .refusal()
            .map(|refusal| ToldRefusal { code: refusal.code.clone(), message: refusal.message.clone() }),
        held_reason: if let State::Held(reason) = state { Some(reason.as_str()) } else { None },
        trade_date: document.trade_date().to_string(),
        total: document.total().get(),
        supply: said.supply,
        vat: said.vat,
        service: said.service,
        number_masked: said.number_masked,
        original_key: original.map(|original| original.document.key.to_string()),
        created_at: korean_time(document.created_at),
        updated_at: korean_time(standing.updated_at),
        change: change.seq,
    })
}

/// What both kinds of document say.
struct Said {
    supply: i64,
    vat: i64,
    service: i64,
    number_masked: String,
}

impl Said {
    fn of(content: &Content) -> Self {
        match content {
            Content::Receipt(sale) => Self {
                supply: sale.amounts.supply().get(),
                vat: sale.amounts.vat().get(),
                service: sale.amounts.service().get(),
                number_masked: sale.number.masked(),
            },
            Content::Invoice(invoice) => Self {
                supply: invoice.supply().get(),
                vat: invoice.vat().get(),
                service: 0,
                number_masked: invoice.buyer().id().masked(),
            },
        }
    }
}

const fn kind(act: DocumentAct) -> &'static str {
    match act {
        DocumentAct::Issue => "receipt",
        DocumentAct::Cancel { .. } => "receipt_cancel",
        DocumentAct::Invoice => "invoice",
        DocumentAct::Amend { .. } => "amendment",
    }
}

/// `2026-11-22T14:32:05+09:00`: a program elsewhere must not have to guess.
pub(crate) fn korean_time(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S+09:00").to_string()
}
