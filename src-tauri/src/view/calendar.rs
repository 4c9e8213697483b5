//! Holidays for the window.

use chrono::NaiveDate;
use domain::HolidayName;
use office::ShopCalendar;

use crate::contract::calendar::{Calendar, CalendarEdits, Holiday, HolidaySource};
use crate::ui_error::{Fault, Retry, UiError, UiErrorCode};

/// Years looked through for holidays: the law's table and whatever the shop may have added around it.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// The table as it counts.
#[must_use]
pub fn calendar(shop: &ShopCalendar) -> Calendar {
    let covered: Vec<i32> = YEARS.filter(|year| shop.calendar.covers(*year)).collect();
    Calendar {
        holidays: YEARS.flat_map(|year| shop.calendar.holidays_of(year)).map(holiday).collect(),
        removed: shop.edits.removed().map(|date| date.to_string()).collect(),
        covers_from: covered.first().copied().unwrap_or_default(),
        covers_to: covered.last().copied().unwrap_or_default(),
    }
}

fn holiday(holiday: &domain::Holiday) -> Holiday {
    Holiday {
        date: holiday.date.to_string(),
        name: holiday.name.to_string(),
        source: match holiday.source {
            domain::HolidaySource::Law => HolidaySource::Law,
            domain::HolidaySource::User => HolidaySource::User,
        },
    }
}

/// The shop's changes in the domain's words.
///
/// # Errors
/// [`UiErrorCode::Faults`] on `holiday_date` or `holiday_name`; nothing was changed.
pub fn edits(edits: &CalendarEdits) -> Result<domain::CalendarEdits, UiError> {
    let day =
        |text: &str| text.parse::<NaiveDate>().map_err(|_| fault("holiday_date", "holiday_date_invalid"));
    let added = edits.added.iter().map(|added| {
        let name = HolidayName::parse(&added.name).map_err(|code| fault("holiday_name", code.as_str()))?;
        Ok(domain::AddedHoliday { date: day(&added.date)?, name })
    });
    let added: Vec<_> = added.collect::<Result<_, UiError>>()?;
    let removed: Vec<_> = edits.removed.iter().map(|date| day(date)).collect::<Result<_, UiError>>()?;
    domain::CalendarEdits::new(added, removed).map_err(|_| fault("holiday_date", "holiday_twice"))
}

fn fault(field: &str, code: &str) -> UiError {
    UiError {
        code: UiErrorCode::Faults,
        faults: vec![Fault { field: field.into(), code: code.into(), line: None }],
        retry: Retry::Never,
        reference: None,
        detail: None,
    }
}
