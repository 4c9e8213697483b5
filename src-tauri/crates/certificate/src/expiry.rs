//! How long a certificate is still good for, in days of Korea.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::facts::korean_time;

/// So many days before the last one the shop is warned (domain.md §5.2).
pub const WARNING_DAYS: i64 = 30;

type Moment = DateTime<FixedOffset>;

/// Where a moment stands in a certificate's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expiry {
    /// Its time has not begun.
    NotYet {
        /// The day of its first moment.
        from: NaiveDate,
    },
    /// Good for longer than [`WARNING_DAYS`].
    Valid {
        /// Days until the day of its last moment.
        days_left: i64,
    },
    /// Good, and to be renewed now.
    Soon {
        /// Days until the day of its last moment: 0 on that day itself.
        days_left: i64,
    },
    /// Its time is over.
    Expired {
        /// The day of its last moment.
        since: NaiveDate,
    },
}

impl Expiry {
    /// Where `now` stands between the two moments, both of which are inside (RFC 5280 §4.1.2.5).
    #[must_use]
    pub fn at(from: &Moment, to: &Moment, now: &Moment) -> Self {
        let day = |timestamp| korean_time(timestamp).map_or(NaiveDate::MAX, |time| time.date_naive());
        let now_s = now.timestamp();
        if now_s < from.timestamp() {
            return Self::NotYet { from: day(from.timestamp()) };
        }
        if now_s > to.timestamp() {
            return Self::Expired { since: day(to.timestamp()) };
        }
        let days_left = day(to.timestamp()).signed_duration_since(day(now_s)).num_days();
        if days_left > WARNING_DAYS { Self::Valid { days_left } } else { Self::Soon { days_left } }
    }

    /// Days until the day of its last moment, while it is good.
    #[must_use]
    pub const fn days_left(self) -> Option<i64> {
        match self {
            Self::Valid { days_left } | Self::Soon { days_left } => Some(days_left),
            Self::NotYet { .. } | Self::Expired { .. } => None,
        }
    }

    /// Stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotYet { .. } => "not_yet",
            Self::Valid { .. } => "valid",
            Self::Soon { .. } => "soon",
            Self::Expired { .. } => "expired",
        }
    }
}
