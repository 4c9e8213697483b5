//! Partners (거래처): who invoices are written to, as a card that completion fills the form from.
//!
//! A card is written by a person, by an import, or by the first invoice to a buyer. What was issued last counts: an invoice
//! carries its particulars back to the card, except what it leaves blank. Documents never point at cards; they hold what
//! was true on their day.

pub(crate) mod find;
pub(crate) mod page;

use chrono::NaiveDateTime;
use domain::{Billing, Buyer, BuyerKind, Email, Invoice, InvoiceKind};
use rusqlite::named_params;

use super::phrase::folded;
use crate::book::Ask;
use crate::cells::{Cells, parse_time, time_text};
use crate::initials::initials;
use crate::{BookError, Reader, Writer};

pub use page::{PartnerCursor, PartnerPage, PartnerQuery};

/// Part of migration 3. `folded` and `initials` are the name as a search compares it.
pub(crate) const SCHEMA: &str = "
CREATE TABLE partner (
  id              INTEGER PRIMARY KEY,
  number_kind     TEXT NOT NULL CHECK (number_kind IN ('business_number', 'rrn', 'foreigner')),
  number          TEXT NOT NULL UNIQUE,
  name            TEXT NOT NULL,
  owner           TEXT NOT NULL,
  address         TEXT NOT NULL,
  branch          TEXT NOT NULL,
  business_type   TEXT NOT NULL,
  business_item   TEXT NOT NULL,
  email           TEXT NOT NULL,
  email2          TEXT NOT NULL,
  phone           TEXT NOT NULL,
  contact         TEXT NOT NULL,
  note            TEXT NOT NULL,
  default_kind    TEXT,
  default_billing TEXT,
  folded          TEXT NOT NULL,
  initials        TEXT NOT NULL,
  last_used       TEXT,
  uses            INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
  archived        INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;
CREATE INDEX partner_by_name ON partner (archived, folded, id);
";

/// A partner's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartnerId(pub(crate) i64);

impl PartnerId {
    /// The row number itself.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// A row number as a screen sent it back.
    #[must_use]
    pub const fn of(number: i64) -> Self {
        Self(number)
    }
}

/// What a card says; blank is unknown. `Debug` shows the name only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PartnerCard {
    /// Business, individual or foreigner.
    pub kind: BuyerKind,
    /// The number without separators; a card is found and replaced by it.
    pub number: String,
    /// Name (상호).
    pub name: String,
    /// Representative (성명).
    pub owner: String,
    /// Address (사업장 주소).
    pub address: String,
    /// Place of business (종사업장번호).
    pub branch: String,
    /// Business type (업태).
    pub business_type: String,
    /// Business item (종목).
    pub business_item: String,
    /// Where invoices are mailed to.
    pub email: String,
    /// A second address.
    pub email2: String,
    /// Phone.
    pub phone: String,
    /// Whom to ask for there (담당자).
    pub contact: String,
    /// The shop's own note.
    pub note: String,
    /// The kind of invoice it usually gets.
    pub default_kind: Option<InvoiceKind>,
    /// Whether it usually pays at once.
    pub default_billing: Option<Billing>,
}

impl std::fmt::Debug for PartnerCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PartnerCard({})", self.name)
    }
}

impl PartnerCard {
    /// The card that an invoice's buyer makes.
    #[must_use]
    pub fn of_invoice(invoice: &Invoice) -> Self {
        let buyer: &Buyer = invoice.buyer();
        let mut emails = buyer.emails().iter().map(Email::as_str);
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Self {
            kind: buyer.id().kind(),
            number: buyer.id().number().to_owned(),
            name: buyer.name().to_owned(),
            owner: buyer.owner().to_owned(),
            address: text(buyer.address()),
            branch: text(buyer.branch()),
            business_type: text(buyer.business_type()),
            business_item: text(buyer.business_item()),
            email: text(emails.next()),
            email2: text(emails.next()),
            default_kind: Some(invoice.kind()),
            default_billing: Some(invoice.billing()),
            ..Self::default()
        }
    }
}

/// A partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Row number.
    pub id: PartnerId,
    /// What the card says.
    pub card: PartnerCard,
    /// When an invoice was last written to it.
    pub last_used: Option<NaiveDateTime>,
    /// How many invoices were.
    pub uses: u32,
    /// Put away: not offered any more.
    pub archived: bool,
}

pub(crate) const BY_ID: Ask<'_> =
    Ask { table: "partner", doing: "reading a partner", sql: "SELECT * FROM partner WHERE id = ?1" };
pub(crate) const BY_NUMBER: Ask<'_> =
    Ask { table: "partner", doing: "reading a partner", sql: "SELECT * FROM partner WHERE number = ?1" };

impl Reader<'_> {
    /// A partner by its row number.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn partner(&self, id: PartnerId) -> Result<Option<Partner>, BookError> {
        self.row(&BY_ID, [id.0], read_partner)
    }

    /// A partner by its number, without separators.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn partner_by_number(&self, number: &str) -> Result<Option<Partner>, BookError> {
        self.row(&BY_NUMBER, [number], read_partner)
    }
}

macro_rules! upsert {
    ($on_conflict:literal) => {
        concat!(
            "INSERT INTO partner (number_kind, number, name, owner, address, branch, business_type, business_item, email,
               email2, phone, contact, note, default_kind, default_billing, folded, initials, last_used, uses)
             VALUES (:number_kind, :number, :name, :owner, :address, :branch, :business_type, :business_item, :email,
               :email2, :phone, :contact, :note, :default_kind, :default_billing, :folded, :initials, :last_used, :uses)
             ON CONFLICT (number) DO UPDATE SET ",
            $on_conflict,
            " RETURNING id"
        )
    };
}
const SAVE: Ask<'_> = Ask {
    table: "partner",
    doing: "saving a partner",
    sql: upsert!(
        "number_kind = :number_kind, name = :name, owner = :owner, address = :address, branch = :branch,
         business_type = :business_type, business_item = :business_item, email = :email, email2 = :email2,
         phone = :phone, contact = :contact, note = :note, default_kind = :default_kind, default_billing = :default_billing,
         folded = :folded, initials = :initials"
    ),
};
const USE: Ask<'_> = Ask {
    table: "partner",
    doing: "noting an invoice to a partner",
    sql: upsert!(
        "number_kind = :number_kind, name = :name, owner = :owner,
         address = iif(:address = '', address, :address), branch = iif(:branch = '', branch, :branch),
         business_type = iif(:business_type = '', business_type, :business_type),
         business_item = iif(:business_item = '', business_item, :business_item),
         email = iif(:email = '', email, :email), email2 = iif(:email = '', email2, :email2),
         phone = iif(:phone = '', phone, :phone), contact = iif(:contact = '', contact, :contact),
         note = iif(:note = '', note, :note),
         default_kind = :default_kind, default_billing = :default_billing,
         folded = :folded, initials = :initials, last_used = :last_used, uses = uses + 1, archived = 0"
    ),
};

impl Writer<'_> {
    /// Writes a card, in place of the one with the same number. How often it was used stays.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn save_partner(&mut self, card: &PartnerCard) -> Result<PartnerId, BookError> {
        self.put_partner(&SAVE, card, None)
    }

    /// Notes that an invoice was written to its buyer: the card takes on what the invoice says, and makes one if there is
    /// none.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn use_partner(&mut self, invoice: &Invoice, at: NaiveDateTime) -> Result<PartnerId, BookError> {
        self.put_partner(&USE, &PartnerCard::of_invoice(invoice), Some(at))
    }

    /// Gives a card another number: it was mistyped, or the partner has a new one.
    ///
    /// # Errors
    /// [`BookError::Twice`] when another card has that number.
    pub fn renumber_partner(
        &mut self,
        id: PartnerId,
        kind: BuyerKind,
        number: &str,
    ) -> Result<(), BookError> {
        self.run(
            "giving a partner another number",
            "UPDATE partner SET number_kind = ?2, number = ?3 WHERE id = ?1",
            (id.0, kind.as_str(), number),
        )?;
        Ok(())
    }

    /// Puts a partner away, or takes it out again.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn archive_partner(&mut self, id: PartnerId, archived: bool) -> Result<(), BookError> {
        self.run(
            "putting a partner away",
            "UPDATE partner SET archived = ?2 WHERE id = ?1",
            (id.0, archived),
        )?;
        Ok(())
    }

    fn put_partner(
        &self,
        ask: &Ask<'_>,
        card: &PartnerCard,
        used: Option<NaiveDateTime>,
    ) -> Result<PartnerId, BookError> {
        let id = self.row(
            ask,
            named_params! {
                ":number_kind": card.kind.as_str(),
                ":number": card.number,
                ":name": card.name,
                ":owner": card.owner,
                ":address": card.address,
                ":branch": card.branch,
                ":business_type": card.business_type,
                ":business_item": card.business_item,
                ":email": card.email,
                ":email2": card.email2,
                ":phone": card.phone,
                ":contact": card.contact,
                ":note": card.note,
                ":default_kind": card.default_kind.map(InvoiceKind::as_str),
                ":default_billing": card.default_billing.map(Billing::as_str),
                ":folded": folded(&card.name),
                ":initials": initials(&card.name),
                ":last_used": used.map(time_text),
                ":uses": used.is_some(),
            },
            |cells| Ok(PartnerId(cells.get("id")?)),
        )?;
        id.ok_or_else(|| BookError::Rule { doing: ask.doing, rule: "the card was not written".to_owned() })
    }
}

fn read_partner(cells: &Cells<'_>) -> Result<Partner, BookError> {
    Ok(Partner {
        id: PartnerId(cells.get("id")?),
        card: PartnerCard {
            kind: cells.named("number_kind", BuyerKind::from_name)?,
            number: cells.get("number")?,
            name: cells.get("name")?,
            owner: cells.get("owner")?,
            address: cells.get("address")?,
            branch: cells.get("branch")?,
            business_type: cells.get("business_type")?,
            business_item: cells.get("business_item")?,
            email: cells.get("email")?,
            email2: cells.get("email2")?,
            phone: cells.get("phone")?,
            contact: cells.get("contact")?,
            note: cells.get("note")?,
            default_kind: cells
                .parsed_if_any("default_kind", |name| InvoiceKind::from_name(name).ok_or(()))?,
            default_billing: cells
                .parsed_if_any("default_billing", |name| Billing::from_name(name).ok_or(()))?,
        },
        last_used: cells.parsed_if_any("last_used", parse_time)?,
        uses: cells.count("uses")?,
        archived: cells.get("archived")?,
    })
}
