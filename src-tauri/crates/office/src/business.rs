//! A buyer's business number at the NTS (사업자 상태조회): asked while a person types, kept with its age, so that it is there
//! when the line is not. With the first buyer of a day the shop's own number is asked too: its tax type decides what it may
//! issue.

use chrono::TimeDelta;
use domain::{BusinessNumber, BuyerKind, Fault, Faults, Field, Invoice, InvoiceForm, Supplier};
use nts::StatusRead;
use store::CheckedStatus;

use crate::{Office, OfficeError};

/// The NTS's own data are refreshed about twice an hour; a shop asks once a day (domain.md §3.6).
const FRESH_FOR: TimeDelta = TimeDelta::hours(24);

/// What is known of a business number.
#[derive(Debug, Clone)]
pub struct KnownStatus {
    /// Whose.
    pub number: BusinessNumber,
    /// What the NTS said, and when.
    pub checked: CheckedStatus,
    /// Younger than a day.
    pub fresh: bool,
}

/// A form, checked.
pub(crate) struct CheckedForm {
    pub invoice: Result<Invoice, Faults>,
    pub buyer: Option<KnownStatus>,
}

impl Office {
    /// Asks the NTS about a business number, unless it was asked within a day. Without an answer the last known one counts,
    /// however old.
    ///
    /// # Errors
    /// [`OfficeError::Faults`] for what is no business number, [`OfficeError::StatusUnknown`] when nobody answered and
    /// nothing is known, [`OfficeError::RouteClosed`], [`OfficeError::Book`].
    pub async fn check_business(&self, typed: &str) -> Result<KnownStatus, OfficeError> {
        let number = parse(typed)?;
        let (answer, ()) = tokio::join!(self.ask_unless_fresh(&number), self.ask_about_shop());
        answer
    }

    /// The form as an invoice, checked against what was last heard of the buyer's number and of the shop's own.
    pub(crate) fn check_form(
        &self,
        form: &InvoiceForm,
        supplier: &Supplier,
    ) -> Result<CheckedForm, OfficeError> {
        let buyer = match form.buyer.kind {
            BuyerKind::BusinessNumber => self.known_business(&form.buyer.number)?,
            BuyerKind::Rrn | BuyerKind::Foreigner => None,
        };
        let status = buyer.as_ref().map(|known| known.checked.status);
        let shop = self.known(supplier.number())?.and_then(|shop| form.fault_of_shop(&shop.checked.status));
        let checked = form.check(supplier, status.as_ref(), self.clock.now());
        Ok(CheckedForm { invoice: with_fault(shop, checked), buyer })
    }

    /// Without an answer nothing is lost: the NTS refuses what the shop may not issue.
    async fn ask_about_shop(&self) {
        let Ok(Some(shop)) = self.book.read(|r| r.shop()) else { return };
        if let Err(error) = self.ask_unless_fresh(shop.number()).await {
            tracing::info!(%error, "the shop's own status is not known");
        }
    }

    async fn ask_unless_fresh(&self, number: &BusinessNumber) -> Result<KnownStatus, OfficeError> {
        let known = self.known(number)?;
        if let Some(known) = known.as_ref().filter(|known| known.fresh) {
            return Ok(known.clone());
        }
        let asked = match self.route().await {
            Ok(route) => route.business_status(number).await.outcome,
            Err(error) => return known.ok_or(error),
        };
        match asked {
            StatusRead::Known(status) => {
                let at = self.clock.now();
                self.book.write(|w| Ok::<_, OfficeError>(w.save_business_status(number, &status, at)?))?;
                self.known(number)?.ok_or(OfficeError::StatusUnknown(None))
            }
            StatusRead::NotANumber(refusal) => known.ok_or(OfficeError::StatusUnknown(Some(refusal.code))),
            StatusRead::NotNow(wait) => known.ok_or(OfficeError::StatusUnknown(Some(wait.code))),
            StatusRead::RouteStopped(stop) => known.ok_or(OfficeError::StatusUnknown(Some(stop.code))),
            StatusRead::NotSent(_) | StatusRead::NoAnswer(_) => known.ok_or(OfficeError::StatusUnknown(None)),
        }
    }

    /// What was last heard of a business number, whatever its age; `None` for text that is none.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn known_business(&self, typed: &str) -> Result<Option<KnownStatus>, OfficeError> {
        match BusinessNumber::parse(typed) {
            Ok(number) => self.known(&number),
            Err(_not_yet_a_number) => Ok(None),
        }
    }

    fn known(&self, number: &BusinessNumber) -> Result<Option<KnownStatus>, OfficeError> {
        let now = self.clock.now();
        let checked = self.book.read(|r| r.business_status(number))?;
        Ok(checked.map(|checked| {
            let age = now - checked.checked_at;
            KnownStatus {
                number: number.clone(),
                checked,
                fresh: age >= TimeDelta::zero() && age < FRESH_FOR,
            }
        }))
    }
}

/// `fault` before those of `checked`, unless it is one of them already.
fn with_fault(fault: Option<Fault>, checked: Result<Invoice, Faults>) -> Result<Invoice, Faults> {
    let Some(fault) = fault else { return checked };
    match checked {
        Ok(_but_for_the_shop) => Err(fault.into()),
        Err(faults) if faults.codes().any(|code| code == fault.code) => Err(faults),
        Err(faults) => {
            let all = std::iter::once(fault).chain(faults.iter().copied());
            Err(Faults::of(all).unwrap_or_else(|| fault.into()))
        }
    }
}

fn parse(typed: &str) -> Result<BusinessNumber, OfficeError> {
    BusinessNumber::parse(typed)
        .map_err(|code| OfficeError::Faults(Fault::new(Field::BuyerNumber, code).into()))
}
