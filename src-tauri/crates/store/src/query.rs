//! Questions over several tables: a day, and the history's search.

pub(crate) mod cursor;
pub(crate) mod day;
pub(crate) mod history;
pub(crate) mod period;
pub(crate) mod sums;
pub(crate) mod term;
