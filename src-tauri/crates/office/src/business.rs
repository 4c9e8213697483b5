//! A buyer's business number at the NTS (사업자 상태조회): asked while a person types, kept with its age, so that it is there
//! when the line is not.

use chrono::TimeDelta;
use domain::{BusinessNumber, Fault, Field};
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

impl Office {
    /// Asks the NTS about a business number, unless it was asked within a day. Without an answer the last known one counts,
    /// however old.
    ///
    /// # Errors
    /// [`OfficeError::Faults`] for what is no business number, [`OfficeError::StatusUnknown`] when nobody answered and
    /// nothing is known, [`OfficeError::RouteClosed`], [`OfficeError::Book`].
    pub async fn check_business(&self, typed: &str) -> Result<KnownStatus, OfficeError> {
        let number = parse(typed)?;
        let known = self.known(&number)?;
        if let Some(known) = known.as_ref().filter(|known| known.fresh) {
            return Ok(known.clone());
        }
        let asked = match self.route().await {
            Ok(route) => route.business_status(&number).await.outcome,
            Err(error) => return known.ok_or(error),
        };
        match asked {
            StatusRead::Known(status) => {
                let at = self.clock.now();
                self.book.write(|w| Ok::<_, OfficeError>(w.save_business_status(&number, &status, at)?))?;
                self.known(&number)?.ok_or(OfficeError::StatusUnknown(None))
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

    /// As [`Office::known_business`], for a check.
    pub(crate) fn known_status(&self, typed: &str) -> Result<Option<CheckedStatus>, OfficeError> {
        Ok(self.known_business(typed)?.map(|known| known.checked))
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

fn parse(typed: &str) -> Result<BusinessNumber, OfficeError> {
    BusinessNumber::parse(typed)
        .map_err(|code| OfficeError::Faults(Fault::new(Field::BuyerNumber, code).into()))
}
