//! When a sale may still be sent: the route says how late, the caller says what time it is.

use chrono::{Days, NaiveDateTime};

use crate::fault::{Fault, FaultCode, Field};

/// Checks that a sale lies neither in the future nor more than `days_late` calendar days back (domain.md §1.5: Hometax
/// takes only today, others also yesterday). Both times are Korean local time.
///
/// # Errors
/// [`FaultCode::DateInFuture`] or [`FaultCode::DateTooOld`] on [`Field::Date`].
pub fn check_trade_date(traded_at: NaiveDateTime, now: NaiveDateTime, days_late: u8) -> Result<(), Fault> {
    let oldest = now.date().checked_sub_days(Days::new(u64::from(days_late)));
    if traded_at > now {
        Err(Fault::new(Field::Date, FaultCode::DateInFuture))
    } else if oldest.is_some_and(|oldest| traded_at.date() < oldest) {
        Err(Fault::new(Field::Date, FaultCode::DateTooOld))
    } else {
        Ok(())
    }
}
