//! How long the law leaves for issuing and sending, as data with a date (발급·전송 기한).
//!
//! One [`DeadlineRules`] is one state of the law; every deadline of the program comes from it. Everything is Korean local
//! time. Only the tax invoice's tenth and the return's day move to the next business day; a receipt's day never does, because whether the NTS
//! would extend it is uncertain and a day too early harms nobody (domain.md §1.1).

mod invoice;
mod mandatory;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime};
use serde::Serialize;

pub use invoice::{InvoiceDeadline, Penalty, Timeliness};

use crate::calendar::BusinessCalendar;

/// The deadlines of the law from a day on. [`Default`] is today's law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRules {
    /// The first day on which these are known to be the law.
    pub valid_from: NaiveDate,
    /// Days after the cash was received within which a receipt that nobody asked for is issued, anonymously (자진발급). The day of
    /// receipt is not counted, weekends are (domain.md §1.1; 소득세법 시행령 210의3, 국세기본법 4 → 민법 초일불산입).
    pub receipt_days: u8,
    /// A cash sale of this much and more, VAT included, needs a receipt even when nobody asks, in a trade of the law's list
    /// (의무발행업종; domain.md §1.1; 소득세법 162의3④).
    pub mandatory_from_won: i64,
    /// Days after the cash was received within which a receipt that had to be issued is late and not missed (domain.md §1.2; 소득세법
    /// 81의9②).
    pub receipt_late_days: u8,
    /// What a receipt that had to be issued costs when it is late or missed (domain.md §1.2).
    pub mandatory_penalty: Penalty,
    /// The day of the following month up to which a month's tax invoice may be issued, moved to the next business day
    /// (domain.md §2.3; 부가세법 34③, 국세기본법 5).
    pub invoice_day_of_next_month: u8,
    /// Days after issue within which a tax invoice reaches the NTS (domain.md §2.3; 부가세법 시행령 68⑦).
    pub transmission_days: u8,
    /// The day of the month after a half-year on which its final return is due (확정신고기한), moved to the next business day: up to
    /// it an invoice is late, after it missed (domain.md §2.9, §6.1). A letter of credit opened by that day still changes the
    /// invoices of the half-year (domain.md §2.8).
    pub final_return_day: u8,
    /// Years after the final return within which what was wrong on purpose may be corrected (domain.md §2.8, row 6).
    pub correction_years: u8,
    /// What a late or missed issue costs (domain.md §2.9; 부가세법 60②).
    pub issue_penalty: Penalty,
    /// What a late or missed transmission costs (domain.md §2.9; 부가세법 60②).
    pub transmission_penalty: Penalty,
}

/// Until when an issued tax invoice has to reach the NTS (전송기한).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct TransmissionDeadline {
    /// The day to warn of: the law's own words, whatever weekday it is.
    pub warn_on: NaiveDate,
    /// The next business day from there on. That it is enough is uncertain (domain.md §2.3, §10): show it, never rely on it.
    pub extended_to: NaiveDate,
}

/// How near a last day is. Ordered: the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "urgency", content = "days", rename_all = "snake_case")]
pub enum Urgency {
    /// The day is over.
    Overdue,
    /// Today is the last day.
    Today,
    /// Tomorrow is the last day.
    Tomorrow,
    /// So many days are left, two or more.
    DaysLeft(u32),
}

impl DeadlineRules {
    /// The law as domain.md states it, which was checked in 2026-06 and covers the trade from 2026 on.
    pub const SINCE_2026: Self = Self {
        valid_from: FIRST_OF_2026,
        receipt_days: 5,
        mandatory_from_won: 100_000,
        receipt_late_days: 10,
        mandatory_penalty: Penalty { late_permille: 100, missed_permille: 200 },
        invoice_day_of_next_month: 10,
        transmission_days: 1,
        final_return_day: 25,
        correction_years: 1,
        issue_penalty: Penalty { late_permille: 10, missed_permille: 20 },
        transmission_penalty: Penalty { late_permille: 3, missed_permille: 5 },
    };

    /// The last lawful day to issue a receipt for cash received on `traded_on`.
    #[must_use]
    pub fn lawful_until(&self, traded_on: NaiveDate) -> NaiveDate {
        days_after(traded_on, self.receipt_days)
    }

    /// The last second in which a receipt can still be sent: of the last day the route takes it (`days_late` after the trade,
    /// see [`crate::check_trade_date`]) or of the last lawful day, whichever is earlier.
    #[must_use]
    pub fn send_by(&self, traded_on: NaiveDate, days_late: u8) -> NaiveDateTime {
        days_after(traded_on, days_late).min(self.lawful_until(traded_on)).and_time(LAST_SECOND)
    }

    /// The last day to issue a tax invoice for a supply on `supplied_on` with that month's date (월합계 and the like). Only as good
    /// as the calendar: see [`BusinessCalendar::covers`] for the year of the answer.
    #[must_use]
    pub fn invoice_until(&self, supplied_on: NaiveDate, calendar: &BusinessCalendar) -> NaiveDate {
        let due = supplied_on
            .checked_add_months(Months::new(1))
            .and_then(|next_month| next_month.with_day(u32::from(self.invoice_day_of_next_month)))
            .unwrap_or(supplied_on);
        calendar.next_business_day(due)
    }

    /// The day by which a tax invoice issued on `issued_on` has to reach the NTS by the law's own words, whatever weekday it is.
    #[must_use]
    pub fn transmit_on(&self, issued_on: NaiveDate) -> NaiveDate {
        days_after(issued_on, self.transmission_days)
    }

    /// Until when a tax invoice issued on `issued_on` has to reach the NTS.
    #[must_use]
    pub fn transmit_by(&self, issued_on: NaiveDate, calendar: &BusinessCalendar) -> TransmissionDeadline {
        let warn_on = self.transmit_on(issued_on);
        TransmissionDeadline { warn_on, extended_to: calendar.next_business_day(warn_on) }
    }
}

impl Default for DeadlineRules {
    fn default() -> Self {
        Self::SINCE_2026
    }
}

impl Urgency {
    /// How near `last_day`, which still counts, is at `now`.
    #[must_use]
    pub fn of(last_day: NaiveDate, now: NaiveDateTime) -> Self {
        match u32::try_from((last_day - now.date()).num_days()) {
            Err(_) => Self::Overdue,
            Ok(0) => Self::Today,
            Ok(1) => Self::Tomorrow,
            Ok(days) => Self::DaysLeft(days),
        }
    }
}

const FIRST_OF_2026: NaiveDate = match NaiveDate::from_ymd_opt(2026, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

const LAST_SECOND: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

fn days_after(date: NaiveDate, days: u8) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}
