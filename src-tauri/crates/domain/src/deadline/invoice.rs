//! The deadlines of tax invoices beyond the tenth: when an issue or a transmission is late, when it is missed, and the dates that
//! amendments go by (domain.md §2.3, §2.8, §2.9).

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::BusinessCalendar;
use crate::deadline::DeadlineRules;
use crate::invoice::InvoiceKind;
use crate::money::Won;
use crate::period::{Period, Span};

/// Two last days of an act: without a penalty, and with the smaller one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct InvoiceDeadline {
    /// The last day in time.
    pub until: NaiveDate,
    /// The last day on which it is late but not missed: the final return of the period is due.
    pub late_until: NaiveDate,
}

/// Whether an act is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timeliness {
    /// In time.
    OnTime,
    /// Late (지연발급, 지연전송).
    Late,
    /// Missed (미발급, 미전송).
    Missed,
}

/// What being late costs, in thousandths of the supply value (가산세).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Penalty {
    /// Late.
    pub late_permille: u8,
    /// Missed.
    pub missed_permille: u8,
}

impl InvoiceDeadline {
    /// What an act on `day` is.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Timeliness {
        if day <= self.until {
            Timeliness::OnTime
        } else if day <= self.late_until {
            Timeliness::Late
        } else {
            Timeliness::Missed
        }
    }
}

impl Penalty {
    /// What it costs on this supply value, the part below one won dropped.
    #[must_use]
    pub fn of(&self, timeliness: Timeliness, supply: Won) -> Won {
        let permille = match timeliness {
            Timeliness::OnTime => 0,
            Timeliness::Late => self.late_permille,
            Timeliness::Missed => self.missed_permille,
        };
        Won::new(
            supply.get().abs() / 1000 * i64::from(permille)
                + supply.get().abs() % 1000 * i64::from(permille) / 1000,
        )
        .unwrap_or(Won::ZERO)
    }
}

impl DeadlineRules {
    /// Until when an invoice dated `written_on` may be issued: in time up to the tenth of the next month, late up to the final
    /// return of the period; an exempt invoice up to the January return of the next year (domain.md §2.9).
    #[must_use]
    pub fn issue_deadline(
        &self,
        written_on: NaiveDate,
        kind: InvoiceKind,
        calendar: &BusinessCalendar,
    ) -> InvoiceDeadline {
        let until = self.invoice_until(written_on, calendar);
        InvoiceDeadline { until, late_until: self.late_until(written_on, kind, calendar) }
    }

    /// Until when an invoice dated `written_on` and issued on `issued_on` has to reach the NTS. In time is the day after its issue,
    /// whatever weekday that is.
    #[must_use]
    pub fn transmission_deadline(
        &self,
        written_on: NaiveDate,
        issued_on: NaiveDate,
        kind: InvoiceKind,
        calendar: &BusinessCalendar,
    ) -> InvoiceDeadline {
        let until = self.transmit_by(issued_on, calendar).warn_on;
        InvoiceDeadline { until, late_until: self.late_until(written_on, kind, calendar).max(until) }
    }

    /// The day the final return of the half-year of `written_on` is due (확정신고기한).
    #[must_use]
    pub fn final_return_of(&self, written_on: NaiveDate, calendar: &BusinessCalendar) -> NaiveDate {
        calendar.next_business_day(self.return_day_after(half_year_end(written_on)))
    }

    /// The last day on which what was wrong on purpose may be corrected: a year from the day after the final return.
    #[must_use]
    pub fn correction_until(&self, written_on: NaiveDate, calendar: &BusinessCalendar) -> NaiveDate {
        let months = Months::new(12 * u32::from(self.correction_years));
        self.final_return_of(written_on, calendar).checked_add_months(months).unwrap_or(NaiveDate::MAX)
    }

    /// The last day to issue an amendment for a letter of credit opened on `opened_on`: the tenth of the next month, or the day of
    /// the final return when it was opened after the period of `written_on` (domain.md §2.8, row 4).
    #[must_use]
    pub fn letter_of_credit_until(
        &self,
        written_on: NaiveDate,
        opened_on: NaiveDate,
        calendar: &BusinessCalendar,
    ) -> NaiveDate {
        if opened_on > half_year_end(written_on) {
            self.final_return_of(written_on, calendar)
        } else {
            self.invoice_until(opened_on, calendar)
        }
    }

    fn late_until(&self, written_on: NaiveDate, kind: InvoiceKind, calendar: &BusinessCalendar) -> NaiveDate {
        match kind {
            InvoiceKind::Taxable | InvoiceKind::ZeroRated => self.final_return_of(written_on, calendar),
            InvoiceKind::Exempt => {
                let year_end =
                    written_on.with_ordinal(1).and_then(|day| day.with_month(12)).unwrap_or(written_on);
                calendar.next_business_day(self.return_day_after(half_year_end(year_end)))
            }
        }
    }

    fn return_day_after(&self, period_end: NaiveDate) -> NaiveDate {
        period_end.checked_add_days(Days::new(u64::from(self.final_return_day))).unwrap_or(period_end)
    }
}

/// The last day of the tax period (과세기간) of a day: the end of June or of December.
fn half_year_end(day: NaiveDate) -> NaiveDate {
    Period::of(day, Span::Half).last()
}
