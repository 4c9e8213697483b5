//! What the law wants of sales that wait: a receipt for each large cash sale of a trade that must issue (의무발행, domain.md §1.1,
//! §1.2), and the month's invoice by the tenth (월합계, §2.3).

use chrono::{NaiveDate, NaiveDateTime};
use domain::{BusinessCalendar, DeadlineRules, InvoiceDeadline, Period, Span, Timeliness, Won};
use store::{BookError, Paid, Reader, Sale};

use crate::invoice::end_of;
use crate::settings::read_settings;

/// A cash sale that has to be issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// In time up to the first, with the smaller surcharge up to the second.
    pub deadline: InvoiceDeadline,
    /// How an issue of today would be.
    pub timeliness: Timeliness,
    /// What an issue of today would cost (가산세).
    pub surcharge: Won,
}

/// What kind of sales are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueKind {
    /// Cash sales that have to be issued.
    Mandatory,
    /// Sales on credit of a month that is over.
    Monthly,
}

/// Sales that somebody has to see to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SalesDue {
    /// What they are.
    pub kind: DueKind,
    /// How many.
    pub count: u32,
    /// What they add up to, won.
    pub total_won: i64,
    /// The last moment without a penalty of the most urgent one; it may lie behind.
    pub by: NaiveDateTime,
    /// The oldest sale.
    pub since: NaiveDateTime,
}

/// What the law wants of a cash sale today; `None` for one below the limit.
pub(super) fn of(sale: &Sale, today: NaiveDate, rules: &DeadlineRules) -> Option<Duty> {
    if !rules.is_mandatory(sale.parts.amount) {
        return None;
    }
    let deadline = rules.mandatory_deadline(sale.parts.sold_at.date());
    let timeliness = deadline.on(today);
    Some(Duty { deadline, timeliness, surcharge: rules.mandatory_penalty.of(timeliness, sale.parts.amount) })
}

impl SalesDue {
    /// What is due today, the mandatory ones first.
    pub(crate) fn all(
        r: &Reader<'_>,
        today: NaiveDate,
        rules: &DeadlineRules,
        calendar: &BusinessCalendar,
    ) -> Result<Vec<Self>, BookError> {
        let mut due = Vec::new();
        if read_settings(r)?.mandatory_issue {
            let cash = r.open_sales(Paid::Cash)?;
            let mandatory = cash.iter().filter(|sale| rules.is_mandatory(sale.parts.amount));
            due.extend(Self::of(DueKind::Mandatory, mandatory, |day| rules.lawful_until(day)));
        }
        let this_month = Period::of(today, Span::Month);
        let credit = r.open_sales(Paid::Credit)?;
        let over = credit.iter().filter(|sale| sale.parts.sold_at.date() < this_month.first());
        due.extend(Self::of(DueKind::Monthly, over, |day| rules.invoice_until(day, calendar)));
        Ok(due)
    }

    fn of<'a>(
        kind: DueKind,
        sales: impl Iterator<Item = &'a Sale>,
        until: impl Fn(NaiveDate) -> NaiveDate,
    ) -> Option<Self> {
        let parts: Vec<_> = sales.map(|sale| &sale.parts).collect();
        let since = parts.iter().map(|parts| parts.sold_at).min()?;
        Some(Self {
            kind,
            count: u32::try_from(parts.len()).unwrap_or(u32::MAX),
            total_won: parts.iter().map(|parts| parts.amount.get()).sum(),
            by: end_of(until(since.date())),
            since,
        })
    }
}
