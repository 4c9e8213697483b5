//! All faults of a form at once, each on its own field, so that a clerk corrects them in one go.

use std::fmt;

use crate::fault::{Fault, FaultCode, Field};

/// All faults of a form, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    first: Fault,
    others: Vec<Fault>,
}

impl Faults {
    /// These faults as one; `None` when there are none.
    #[must_use]
    pub fn of(faults: impl IntoIterator<Item = Fault>) -> Option<Self> {
        let mut faults = faults.into_iter();
        faults.next().map(|first| Self { first, others: faults.collect() })
    }

    /// The faults in form order, first the one the cursor should go to.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// The same faults, each on its line of the document, counted from 0.
    pub(crate) fn on_line(mut self, line: usize) -> Self {
        let line = u8::try_from(line).ok();
        self.first.line = line;
        self.others.iter_mut().for_each(|fault| fault.line = line);
        self
    }

    /// Only the codes, in the same order.
    pub fn codes(&self) -> impl Iterator<Item = FaultCode> + '_ {
        self.iter().map(|fault| fault.code)
    }
}

impl From<Fault> for Faults {
    fn from(first: Fault) -> Self {
        Self { first, others: Vec::new() }
    }
}

impl std::error::Error for Faults {}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        self.others.iter().try_for_each(|fault| write!(f, ", {fault}"))
    }
}

/// Puts a fault on its field.
pub(crate) trait OnField<T> {
    /// Says which field the value was read from.
    fn at(self, field: Field) -> Result<T, Faults>;
}

impl<T> OnField<T> for Result<T, FaultCode> {
    fn at(self, field: Field) -> Result<T, Faults> {
        self.map_err(|code| Fault::new(field, code).into())
    }
}

/// Reads fields side by side: unlike `?` and `and_then`, a fault in one does not hide the faults in the next.
pub(crate) trait Beside<T> {
    /// Both values, or the faults of both.
    fn beside<U>(self, other: Result<U, Faults>) -> Result<(T, U), Faults>;
}

impl<T> Beside<T> for Result<T, Faults> {
    fn beside<U>(self, other: Result<U, Faults>) -> Result<(T, U), Faults> {
        match (self, other) {
            (Ok(first), Ok(second)) => Ok((first, second)),
            (Err(faults), Ok(_)) | (Ok(_), Err(faults)) => Err(faults),
            (Err(mut faults), Err(more)) => {
                faults.others.extend(more.iter());
                Err(faults)
            }
        }
    }
}

/// The faults found on the way through a form too long for [`Beside`], in order.
#[derive(Default)]
pub(crate) struct Findings(Vec<Fault>);

impl Findings {
    /// The value, or nothing with its faults kept.
    pub(crate) fn take<T>(&mut self, read: Result<T, Faults>) -> Option<T> {
        read.map_err(|faults| self.0.extend(faults.iter())).ok()
    }

    /// One more fault.
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// The whole, unless there were faults. A whole that is missing without a fault cannot be: whatever is missing was found.
    pub(crate) fn end<T>(self, whole: Option<T>) -> Result<T, Faults> {
        let mut faults = self.0.into_iter();
        match (faults.next(), whole) {
            (Some(first), _) => Err(Faults { first, others: faults.collect() }),
            (None, Some(whole)) => Ok(whole),
            (None, None) => Err(Fault::new(Field::Lines, FaultCode::RequiredMissing).into()),
        }
    }
}
