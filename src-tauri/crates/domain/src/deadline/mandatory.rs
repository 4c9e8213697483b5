//! Cash sales that need a receipt even when nobody asks (의무발행): until when, and what it costs after that (domain.md §1.1, §1.2).

use chrono::NaiveDate;

use super::{DeadlineRules, InvoiceDeadline, days_after};
use crate::money::Won;

impl DeadlineRules {
    /// Whether a cash sale of this total has to be issued in a trade that must (의무발행업종).
    #[must_use]
    pub const fn is_mandatory(&self, total: Won) -> bool {
        total.get() >= self.mandatory_from_won
    }

    /// Until when it has to be, for cash received on `received_on`: that day is not counted, weekends are.
    #[must_use]
    pub fn mandatory_deadline(&self, received_on: NaiveDate) -> InvoiceDeadline {
        InvoiceDeadline {
            until: self.lawful_until(received_on),
            late_until: days_after(received_on, self.receipt_late_days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadline::Timeliness;

    #[test]
    fn a_hundred_thousand_won_is_where_the_duty_begins() {
        let rules = DeadlineRules::default();
        let total = |won| Won::new(won).unwrap();
        assert!(!rules.is_mandatory(total(99_999)));
        assert!(rules.is_mandatory(total(100_000)));
    }

    #[test]
    fn five_days_are_free_then_ten_per_cent_and_after_ten_days_twenty() {
        let rules = DeadlineRules::default();
        let received: NaiveDate = "2026-11-02".parse().unwrap();
        let amount = Won::new(123_456).unwrap();
        let table = [
            ("2026-11-02", Timeliness::OnTime, 0),
            ("2026-11-07", Timeliness::OnTime, 0),
            ("2026-11-08", Timeliness::Late, 12_345),
            ("2026-11-12", Timeliness::Late, 12_345),
            ("2026-11-13", Timeliness::Missed, 24_691),
        ];
        for (day, timeliness, penalty) in table {
            let found = rules.mandatory_deadline(received).on(day.parse().unwrap());
            assert_eq!(found, timeliness, "{day}");
            assert_eq!(rules.mandatory_penalty.of(found, amount).get(), penalty, "{day}");
        }
    }
}
