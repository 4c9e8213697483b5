//! From what was typed into the statutory grid to an invoice that can be sent, with every fault at once.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::amount_input::parse_signed;
use crate::business_status::{BusinessStatus, StatusEffect};
use crate::fault::{Fault, FaultCode, Field};
use crate::faults::{Faults, Findings, OnField};
use crate::invoice::Invoice;
use crate::invoice::buyer_id::{BuyerId, BuyerKind};
use crate::invoice::date_input::parse_date;
use crate::invoice::email::{Email, masked};
use crate::invoice::kind::{Billing, InvoiceKind};
use crate::invoice::line::InvoiceLine;
use crate::invoice::line_input::LineForm;
use crate::invoice::parts::{InvoiceParts, Remark, Sums};
use crate::invoice::party::{Address, Branch, Business, Buyer, Name, Owner, Supplier};
use crate::invoice::payment::Payment;
use crate::invoice::vat::check_vat;
use crate::money::Won;
use crate::number::BusinessKind;

/// An invoice as typed. `Debug` leaves out the remark, which may hold a number.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvoiceForm {
    /// Taxable, zero-rated or exempt.
    pub kind: InvoiceKind,
    /// Date of writing (작성일자), see [`parse_date`].
    pub written_on: String,
    /// Paid or charged.
    pub billing: Billing,
    /// The buyer.
    pub buyer: BuyerForm,
    /// The lines; blank ones at the end are no lines.
    pub lines: Vec<LineForm>,
    /// Means of payment.
    pub payment: PaymentForm,
    /// Remark (비고), up to 150 characters; may be blank.
    pub remark: String,
    /// The total (합계금액) where a paper states one, which then has to agree; blank in the window.
    pub total: String,
}

/// The buyer as typed. Holds a number that may be a person's, so `Debug` leaves it out and masks the e-mails.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BuyerForm {
    /// What `number` is.
    pub kind: BuyerKind,
    /// Business number, resident number, or passport or alien number of a foreigner.
    pub number: String,
    /// Name (상호), up to 70 characters.
    pub name: String,
    /// Representative (성명), up to 30 characters; a person's may be left blank.
    pub owner: String,
    /// Address, up to 150 characters; may be blank.
    pub address: String,
    /// Place of business (종사업장번호), four digits; may be blank.
    pub branch: String,
    /// Business type (업태), up to 40 characters; may be blank.
    pub business_type: String,
    /// Business item (종목), up to 40 characters; may be blank.
    pub business_item: String,
    /// E-mail; may be blank.
    pub email: String,
    /// Second e-mail; may be blank.
    pub email2: String,
}

/// Means of payment as typed; all blank is none given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentForm {
    /// Cash (현금).
    pub cash: String,
    /// Cheque (수표).
    pub check: String,
    /// Promissory note (어음).
    pub note: String,
    /// On credit (외상미수금).
    pub credit: String,
}

impl InvoiceForm {
    /// Makes an invoice of `supplier`. `status` is what the NTS last said of the buyer, as far as it is known; `now` is Korean
    /// local time.
    ///
    /// # Errors
    /// The faults of all fields at once, in form order.
    pub fn check(
        &self,
        supplier: &Supplier,
        status: Option<&BusinessStatus>,
        now: NaiveDateTime,
    ) -> Result<Invoice, Faults> {
        let mut found = Findings::default();
        found.take(check_kind(self.kind, supplier).at(Field::InvoiceKind));
        let written_on = found.take(read_written_on(&self.written_on, now.date()).at(Field::WrittenOn));
        let buyer = found.take(self.buyer.check(supplier));
        found.take(self.check_status(status, written_on).at(Field::BuyerNumber));
        let lines = found.take(self.check_lines(now.date(), written_on));
        let stated = found.take(parse_signed(&self.total).at(Field::Total)).flatten();
        let sums = lines.as_deref().and_then(|lines| found.take(self.check_sums(lines, stated)));
        let payment = found.take(self.payment.check(sums));
        let remark = found.take(self.remark_with(buyer.as_ref()).at(Field::Remark));
        let (kind, billing, supplier) = (self.kind, self.billing, supplier.clone());
        let parts = (|| {
            let (written_on, buyer, lines, payment) = (written_on?, buyer?, lines?, payment?);
            let (Sums { supply, vat, total }, remark) = (sums?, remark?);
            let amends = None;
            Some(InvoiceParts {
                kind,
                supplier,
                buyer,
                written_on,
                lines,
                supply,
                vat,
                total,
                payment,
                billing,
                remark,
                amends,
            })
        })();
        let parts = found.end(parts)?;
        Invoice::restore(parts).map_err(|_| Fault::new(Field::Total, FaultCode::SumsDisagree).into())
    }

    /// What speaks against this kind when the NTS says `shop` of the supplier itself: an exempt business and one that gives
    /// receipts only issue 계산서 alone (domain.md §2.10, §2.11).
    #[must_use]
    pub fn fault_of_shop(&self, shop: &BusinessStatus) -> Option<Fault> {
        let fault = Fault::new(Field::InvoiceKind, FaultCode::KindNotForShop);
        (!shop.may_issue(self.kind)).then_some(fault)
    }

    /// The lines up to the last that is not blank.
    pub(super) fn written_lines(&self) -> &[LineForm] {
        let end = self.lines.iter().rposition(|line| !line.is_blank()).map_or(0, |last| last + 1);
        self.lines.get(..end).unwrap_or_default()
    }

    fn check_status(
        &self,
        status: Option<&BusinessStatus>,
        written_on: Option<NaiveDate>,
    ) -> Result<(), FaultCode> {
        match status.zip(written_on).filter(|_| self.buyer.kind == BuyerKind::BusinessNumber) {
            Some((status, written_on)) => match status.effect_on_issue(written_on, self.kind) {
                StatusEffect::Stop(stop) => Err(stop.fault()),
                StatusEffect::Fine | StatusEffect::Warn(_) => Ok(()),
            },
            None => Ok(()),
        }
    }

    fn check_lines(
        &self,
        today: NaiveDate,
        written_on: Option<NaiveDate>,
    ) -> Result<Vec<InvoiceLine>, Faults> {
        let written = self.written_lines();
        let mut found = Findings::default();
        if written.is_empty() {
            found.add(Fault::new(Field::Lines, FaultCode::RequiredMissing));
        } else if written.len() > Invoice::MAX_LINES {
            found.add(Fault::new(Field::Lines, FaultCode::LinesTooMany));
        }
        let mut lines = Vec::new();
        for (index, line) in written.iter().enumerate().take(Invoice::MAX_LINES) {
            let checked = line.check(self.kind, today, written_on).map_err(|faults| faults.on_line(index));
            lines.extend(found.take(checked));
        }
        found.end(Some(lines))
    }

    fn check_sums(&self, lines: &[InvoiceLine], stated: Option<Won>) -> Result<Sums, Faults> {
        let sums = Sums::of(lines).ok_or(FaultCode::AmountOverLimit).at(Field::Total)?;
        let mut found = Findings::default();
        for fault in check_vat(self.kind, lines, sums) {
            found.add(fault.fault());
        }
        if sums.total.is_zero() {
            found.add(Fault::new(Field::Total, FaultCode::TotalZero));
        } else if sums.total.is_negative() {
            found.add(Fault::new(Field::Total, FaultCode::TotalNegative));
        } else if stated.is_some_and(|stated| stated != sums.total) {
            found.add(Fault::new(Field::Total, FaultCode::SumsDisagree));
        }
        found.end(Some(sums))
    }

    /// The remark, with the number of a foreign buyer in front (domain.md §2.10).
    fn remark_with(&self, buyer: Option<&Buyer>) -> Result<Option<Remark>, FaultCode> {
        match buyer.map(Buyer::id) {
            Some(BuyerId::Foreigner(number)) if !self.remark.contains(number.as_str()) => {
                Remark::optional(&format!("{} {}", number.as_str(), self.remark))
            }
            _ => Remark::optional(&self.remark),
        }
    }
}

impl BuyerForm {
    fn check(&self, supplier: &Supplier) -> Result<Buyer, Faults> {
        let mut found = Findings::default();
        let id = found.take(self.read_id(supplier).at(Field::BuyerNumber));
        let name = found.take(Name::required(&self.name).at(Field::BuyerName));
        let owner = found.take(self.read_owner().at(Field::BuyerOwner));
        let address = found.take(Address::optional(&self.address).at(Field::BuyerAddress));
        let branch = found.take(Branch::optional(&self.branch).at(Field::BuyerBranch));
        let business_type = found.take(Business::optional(&self.business_type).at(Field::BuyerBusinessType));
        let business_item = found.take(Business::optional(&self.business_item).at(Field::BuyerBusinessItem));
        let email = found.take(Email::optional(&self.email).at(Field::BuyerEmail));
        let email2 = found.take(Email::optional(&self.email2).at(Field::BuyerEmail2));
        if email.is_some() && email == email2 && email != Some(None) {
            found.add(Fault::new(Field::BuyerEmail2, FaultCode::EmailTwice));
        }
        let buyer = (|| {
            let (id, name, owner, address, branch) = (id?, name?, owner?, address?, branch?);
            let (business_type, business_item) = (business_type?, business_item?);
            let emails = [email?, email2?].into_iter().flatten().collect();
            Some(Buyer { id, name, owner, address, branch, business_type, business_item, emails })
        })();
        found.end(buyer)
    }

    fn read_id(&self, supplier: &Supplier) -> Result<BuyerId, FaultCode> {
        let id = BuyerId::parse(self.kind, &self.number)?;
        if id.business() == Some(supplier.number()) { Err(FaultCode::OwnBusinessNumber) } else { Ok(id) }
    }

    /// A person is its own representative.
    fn read_owner(&self) -> Result<Owner, FaultCode> {
        match self.kind {
            BuyerKind::Rrn | BuyerKind::Foreigner if self.owner.trim().is_empty() => {
                let name: String = self.name.trim().chars().take(30).collect();
                Owner::required(&name)
            }
            BuyerKind::BusinessNumber | BuyerKind::Rrn | BuyerKind::Foreigner => Owner::required(&self.owner),
        }
    }
}

impl PaymentForm {
    fn check(&self, sums: Option<Sums>) -> Result<Payment, Faults> {
        let mut found = Findings::default();
        let mut read = |text: &str, field| found.take(read_means(text).at(field));
        let cash = read(&self.cash, Field::PaymentCash);
        let check = read(&self.check, Field::PaymentCheck);
        let note = read(&self.note, Field::PaymentNote);
        let credit = read(&self.credit, Field::PaymentCredit);
        let payment = (|| Some(Payment { cash: cash?, check: check?, note: note?, credit: credit? }))();
        let payment = found.end(payment)?;
        match sums {
            Some(sums) if payment.is_given() && payment.sum() != Some(sums.total) => {
                Err(FaultCode::PaymentDiffers).at(Field::Payment)
            }
            _ => Ok(payment),
        }
    }
}

fn read_means(text: &str) -> Result<Won, FaultCode> {
    let won = parse_signed(text)?.unwrap_or(Won::ZERO);
    if won.is_negative() { Err(FaultCode::AmountNegative) } else { Ok(won) }
}

/// The middle digits 90–99 are of businesses exempt from VAT, which issue 계산서 only (domain.md §3.1).
fn check_kind(kind: InvoiceKind, supplier: &Supplier) -> Result<(), FaultCode> {
    match (supplier.number().kind(), kind) {
        (BusinessKind::IndividualExempt, InvoiceKind::Taxable | InvoiceKind::ZeroRated) => {
            Err(FaultCode::KindNotForShop)
        }
        _ => Ok(()),
    }
}

fn read_written_on(text: &str, today: NaiveDate) -> Result<NaiveDate, FaultCode> {
    let date = parse_date(text, today)?;
    if date > today {
        Err(FaultCode::DateInFuture)
    } else if date < FIRST_ELECTRONIC {
        Err(FaultCode::DateTooOld)
    } else {
        Ok(date)
    }
}

/// Electronic invoices began on 2011-01-01 (domain.md §2.4).
const FIRST_ELECTRONIC: NaiveDate = match NaiveDate::from_ymd_opt(2011, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// Shows everything but the remark.
impl fmt::Debug for InvoiceForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, written_on, billing, buyer, lines, payment, remark: _, total } = self;
        f.debug_struct("InvoiceForm")
            .field("kind", kind)
            .field("written_on", written_on)
            .field("billing", billing)
            .field("buyer", buyer)
            .field("lines", lines)
            .field("payment", payment)
            .field("total", total)
            .finish_non_exhaustive()
    }
}

/// Shows everything but the buyer's number and where it is mailed to.
impl fmt::Debug for BuyerForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            number: _,
            name,
            owner,
            address,
            branch,
            business_type,
            business_item,
            email,
            email2,
        } = self;
        f.debug_struct("BuyerForm")
            .field("kind", kind)
            .field("name", name)
            .field("owner", owner)
            .field("address", address)
            .field("branch", branch)
            .field("business_type", business_type)
            .field("business_item", business_item)
            .field("email", &masked(email))
            .field("email2", &masked(email2))
            .finish_non_exhaustive()
    }
}
