//! What a clerk may take back.

use chrono::NaiveDate;
use store::StaffRole;

use super::Staffing;
use crate::OfficeError;

impl Staffing {
    /// A clerk may take back what was issued today: the customer who stands there has found the mistake. What is older is
    /// in a day that has been counted, and the money of it is the owner's decision.
    ///
    /// # Errors
    /// [`OfficeError::OwnerOnly`].
    pub(crate) fn may_take_back(&self, traded_on: NaiveDate, today: NaiveDate) -> Result<(), OfficeError> {
        match self.present_role() {
            Some(StaffRole::Clerk) if traded_on != today => Err(OfficeError::OwnerOnly),
            Some(StaffRole::Clerk | StaffRole::Owner) | None => Ok(()),
        }
    }
}
