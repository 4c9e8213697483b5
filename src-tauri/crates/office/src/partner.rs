//! Partners (거래처): whom the shop sells to. A card is written by a person or a file, or learnt from the first invoice; what
//! the NTS said of a number stands beside it.

use domain::{Billing, BuyerForm, BuyerKind, Faults, InvoiceKind, PhoneNumber, Wording};
use serde_json::json;
use store::{JournalAct, Partner, PartnerCard, PartnerId, PartnerQuery, Shelved, Writer};

use crate::{FieldFault, KnownStatus, Office, OfficeError};

/// Offered at once while a buyer is typed.
const OFFERED: u32 = 8;
const DOCUMENTS_SHOWN: u32 = 50;

/// A partner as typed.
#[derive(Debug, Clone, Default)]
pub struct PartnerForm {
    /// `None` for a new one.
    pub id: Option<PartnerId>,
    /// What an invoice to it says.
    pub buyer: BuyerForm,
    /// Telephone.
    pub phone: String,
    /// Whom to ask for there (담당자).
    pub contact: String,
    /// For the shop only.
    pub note: String,
    /// The kind a new invoice begins with.
    pub default_kind: InvoiceKind,
    /// Whether a new invoice begins as paid or charged.
    pub default_billing: Billing,
}

/// A partner with what the NTS last said of it.
#[derive(Debug)]
pub struct PartnerFacts {
    /// The card.
    pub partner: Partner,
    /// What was last heard of its number.
    pub status: Option<KnownStatus>,
    /// Its newest documents, where they were asked for.
    pub documents: Vec<Shelved>,
}

/// A page of partners.
#[derive(Debug)]
pub struct PartnerList {
    /// By name.
    pub rows: Vec<PartnerFacts>,
    /// Where the next page begins.
    pub next: Option<store::PartnerCursor>,
    /// All of them, whatever was looked for.
    pub total: u64,
}

impl Office {
    /// Partners offered while typing: by part of the name, 초성 or digits of the number.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn find_partners(&self, text: &str) -> Result<Vec<Partner>, OfficeError> {
        Ok(self.book.read(|r| r.find_partners(text, OFFERED))?)
    }

    /// A page of the list.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn partners(&self, query: &PartnerQuery) -> Result<PartnerList, OfficeError> {
        let (page, total) = self.book.read(|r| Ok((r.partners(query)?, r.partner_count(query.archived)?)))?;
        let rows = page.rows.into_iter().map(|partner| self.with_status(partner, Vec::new()));
        Ok(PartnerList { rows: rows.collect::<Result<_, _>>()?, next: page.next, total: total.into() })
    }

    /// A partner with its newest documents.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn partner(&self, id: PartnerId) -> Result<PartnerFacts, OfficeError> {
        let partner = self.book.read(|r| r.partner(id))?.ok_or_else(|| not_found(id))?;
        let number = &partner.card.number;
        let documents = self.book.read(|r| r.recent_of_buyer(number, DOCUMENTS_SHOWN))?;
        self.with_status(partner, documents)
    }

    /// Adds or changes a partner. Invoices that were issued keep what they say.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] with everything that is wrong, nothing is changed then; [`OfficeError::NotFound`],
    /// [`OfficeError::Book`].
    pub fn save_partner(&self, form: &PartnerForm) -> Result<PartnerFacts, OfficeError> {
        let card = form.check().map_err(OfficeError::FieldFaults)?;
        let at = self.clock.now();
        let id = self.book.write(|w| {
            refuse_known(w, form.id, &card)?;
            if let Some(id) = form.id {
                w.partner(id)?.ok_or_else(|| not_found(id))?;
                w.renumber_partner(id, card.kind, &card.number)?;
            }
            let id = w.save_partner(&card)?;
            w.journal(at, JournalAct::PartnerSaved, "", &json!({ "partner": id.get() }))?;
            Ok::<_, OfficeError>(id)
        })?;
        self.partner(id)
    }

    /// Takes a partner out of the offers, or back into them.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn archive_partner(&self, id: PartnerId, archived: bool) -> Result<PartnerFacts, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            w.partner(id)?.ok_or_else(|| not_found(id))?;
            w.archive_partner(id, archived)?;
            let facts = json!({ "partner": id.get(), "archived": archived });
            Ok::<_, OfficeError>(w.journal(at, JournalAct::PartnerSaved, "", &facts)?)
        })?;
        self.partner(id)
    }

    fn with_status(&self, partner: Partner, documents: Vec<Shelved>) -> Result<PartnerFacts, OfficeError> {
        let status = match partner.card.kind {
            BuyerKind::BusinessNumber => self.known_business(&partner.card.number)?,
            BuyerKind::Rrn | BuyerKind::Foreigner => None,
        };
        Ok(PartnerFacts { partner, status, documents })
    }
}

impl PartnerForm {
    /// The card it makes.
    pub(crate) fn check(&self) -> Result<PartnerCard, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let buyer = self.buyer.check_card().map_err(|found: Faults| faults.extend(FieldFault::all(&found)));
        let phone = match self.phone.trim() {
            "" => Ok(String::new()),
            typed => PhoneNumber::parse(typed).map(|phone| phone.formatted()),
        };
        let texts = [("partner_contact", &self.contact), ("partner_note", &self.note)];
        let texts = texts.map(|(field, text)| (field, Wording::<150>::optional(text).map(|_| ())));
        for (field, read) in
            [("partner_phone", phone.as_ref().map(|_| ()).map_err(|code| *code))].into_iter().chain(texts)
        {
            faults.extend(read.err().map(|code| FieldFault::new(field, code.as_str())));
        }
        match (buyer, phone) {
            (Ok(buyer), Ok(phone)) if faults.is_empty() => Ok(self.card(buyer, phone)),
            _ => Err(faults),
        }
    }

    fn card(&self, buyer: BuyerForm, phone: String) -> PartnerCard {
        PartnerCard {
            kind: buyer.kind,
            number: buyer.number,
            name: buyer.name,
            owner: buyer.owner,
            address: buyer.address,
            branch: buyer.branch,
            business_type: buyer.business_type,
            business_item: buyer.business_item,
            email: buyer.email,
            email2: buyer.email2,
            phone,
            contact: self.contact.trim().to_owned(),
            note: self.note.trim().to_owned(),
            default_kind: Some(self.default_kind),
            default_billing: Some(self.default_billing),
        }
    }
}

/// The form that shows a card.
impl From<&Partner> for PartnerForm {
    fn from(partner: &Partner) -> Self {
        let card = partner.card.clone();
        Self {
            id: Some(partner.id),
            buyer: BuyerForm {
                kind: card.kind,
                number: card.number,
                name: card.name,
                owner: card.owner,
                address: card.address,
                branch: card.branch,
                business_type: card.business_type,
                business_item: card.business_item,
                email: card.email,
                email2: card.email2,
            },
            phone: card.phone,
            contact: card.contact,
            note: card.note,
            default_kind: card.default_kind.unwrap_or_default(),
            default_billing: card.default_billing.unwrap_or_default(),
        }
    }
}

fn refuse_known(w: &Writer<'_>, id: Option<PartnerId>, card: &PartnerCard) -> Result<(), OfficeError> {
    match w.partner_by_number(&card.number)? {
        Some(other) if Some(other.id) != id => {
            Err(OfficeError::FieldFaults(vec![FieldFault::new("buyer_number", "partner_known")]))
        }
        Some(_) | None => Ok(()),
    }
}

fn not_found(id: PartnerId) -> OfficeError {
    OfficeError::NotFound(format!("partner {}", id.get()))
}
