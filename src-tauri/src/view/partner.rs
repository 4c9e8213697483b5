//! Partners both ways. A person's number leaves here masked in lists; its own form shows it, so that it can be put right.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::NaiveDate;
use domain::BuyerKind;
use office::{FieldFault, ImportVerdict, OfficeError, PartnerFacts, PartnerList};
use store::{Partner, PartnerCursor, PartnerId};

use super::{document, invoice, invoice_form};
use crate::contract::partner as contract;
use crate::ui_error::{Fault, UiError};

const ROWS: u32 = 50;
/// Base64 of the largest file that is read, and a little.
const LONGEST_CONTENT: usize = 12 * 1024 * 1024;

/// The window's form in the office's words.
#[must_use]
pub fn to_save(form: contract::PartnerForm) -> office::PartnerForm {
    let contract::PartnerForm { id, buyer, phone, contact, note, default_kind, default_billing } = form;
    office::PartnerForm {
        id: id.map(|id| PartnerId::of(id.into())),
        buyer: invoice_form::buyer_to_domain(buyer),
        phone,
        contact,
        note,
        default_kind: invoice_form::kind_to_domain(default_kind),
        default_billing: invoice_form::billing_to_domain(default_billing),
    }
}

/// A card as a form.
#[must_use]
pub fn form(partner: &Partner) -> contract::PartnerForm {
    let office::PartnerForm { id, mut buyer, phone, contact, note, default_kind, default_billing } =
        office::PartnerForm::from(partner);
    if buyer.kind == BuyerKind::BusinessNumber {
        buyer.number = with_hyphens(&buyer.number);
    }
    contract::PartnerForm {
        id: id.map(row_number),
        buyer: invoice_form::buyer_of_domain(buyer),
        phone,
        contact,
        note,
        default_kind: invoice::kind(default_kind),
        default_billing: invoice::billing(default_billing),
    }
}

/// The window's question to the list.
#[must_use]
pub fn query(query: contract::PartnerQuery) -> store::PartnerQuery {
    let contract::PartnerQuery { text, archived, cursor } = query;
    let after = cursor.as_deref().and_then(PartnerCursor::parse);
    store::PartnerQuery { text, archived, after, limit: ROWS }
}

/// A page of the list.
#[must_use]
pub fn page(list: &PartnerList, today: NaiveDate) -> contract::PartnerPage {
    contract::PartnerPage {
        rows: list.rows.iter().map(|facts| row(facts, today)).collect(),
        next: list.next.as_ref().map(ToString::to_string),
        total: u32::try_from(list.total).unwrap_or(u32::MAX),
    }
}

/// A partner with its documents.
#[must_use]
pub fn detail(facts: &PartnerFacts, today: NaiveDate) -> contract::PartnerDetail {
    contract::PartnerDetail {
        row: row(facts, today),
        form: form(&facts.partner),
        documents: facts.documents.iter().map(document::row).collect(),
    }
}

/// The bytes of a file the window read.
///
/// # Errors
/// [`OfficeError::UnreadableFile`].
pub fn bytes(file: &contract::PartnerFile) -> Result<Vec<u8>, UiError> {
    if file.content.len() > LONGEST_CONTENT {
        return Err(OfficeError::UnreadableFile("too_large").into());
    }
    BASE64_STANDARD.decode(&file.content).map_err(|_| OfficeError::UnreadableFile("damaged").into())
}

/// What a file would bring, or has brought.
#[must_use]
pub fn import(found: office::PartnerImport) -> contract::PartnerImport {
    let office::PartnerImport { columns, rows, done } = found;
    contract::PartnerImport { columns, rows: rows.into_iter().map(import_row).collect(), done }
}

fn import_row(row: office::ImportRow) -> contract::ImportRow {
    let office::ImportRow { line, number, name, verdict, faults } = row;
    let verdict = match verdict {
        ImportVerdict::New => contract::ImportVerdict::New,
        ImportVerdict::Update => contract::ImportVerdict::Update,
        ImportVerdict::Same => contract::ImportVerdict::Same,
        ImportVerdict::Faulty => contract::ImportVerdict::Faulty,
    };
    let faults = faults.iter().map(|fault: &FieldFault| Fault::from(fault)).collect();
    contract::ImportRow { line, number, name, verdict, faults }
}

fn row(facts: &PartnerFacts, today: NaiveDate) -> contract::PartnerRow {
    let PartnerFacts { partner, status, .. } = facts;
    let card = &partner.card;
    contract::PartnerRow {
        id: row_number(partner.id),
        number: shown_number(card.kind, &card.number),
        name: card.name.clone(),
        owner: card.owner.clone(),
        email: Some(card.email.clone()).filter(|email| !email.is_empty()),
        uses: partner.uses,
        last_used: partner.last_used.map(|at| at.date().to_string()),
        status: status
            .as_ref()
            .map(|known| invoice::status(known, card.default_kind.unwrap_or_default(), today)),
        archived: partner.archived,
    }
}

fn shown_number(kind: BuyerKind, number: &str) -> String {
    domain::BuyerId::parse(kind, number).map_or_else(|_| "*".repeat(number.len()), |id| id.masked())
}

fn with_hyphens(number: &str) -> String {
    domain::BusinessNumber::parse(number).map_or_else(|_| number.to_owned(), |number| number.formatted())
}

fn row_number(id: PartnerId) -> u32 {
    u32::try_from(id.get()).unwrap_or(u32::MAX)
}
