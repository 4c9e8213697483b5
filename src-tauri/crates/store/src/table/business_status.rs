//! What the NTS last said of a business number (사업자 상태), kept so that it can be shown with its age while the line is
//! down. What it allows is decided in `domain`.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{BusinessNumber, BusinessState, BusinessStatus, TaxType};

use crate::book::Ask;
use crate::cells::{Cells, date_text, time_text};
use crate::{BookError, Reader, Writer};

/// Part of migration 3.
pub(crate) const SCHEMA: &str = "
CREATE TABLE business_status (
  number     TEXT PRIMARY KEY,
  state      TEXT NOT NULL CHECK (state IN ('continuing', 'suspended', 'closed', 'not_registered')),
  tax_type   TEXT,
  closed_on  TEXT,
  checked_at TEXT NOT NULL,
  CHECK (closed_on IS NULL OR state = 'closed')
) STRICT, WITHOUT ROWID;
";

/// A status and how old it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedStatus {
    /// What the NTS said.
    pub status: BusinessStatus,
    /// When it was asked.
    pub checked_at: NaiveDateTime,
}

pub(crate) const ONE: Ask<'_> = Ask {
    table: "business_status",
    doing: "reading a business's status",
    sql: "SELECT state, tax_type, closed_on, checked_at FROM business_status WHERE number = ?1",
};

impl Reader<'_> {
    /// What the NTS last said of a number, however long ago.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn business_status(&self, number: &BusinessNumber) -> Result<Option<CheckedStatus>, BookError> {
        self.row(&ONE, [number.digits()], read_status)
    }
}

impl Writer<'_> {
    /// Keeps what the NTS said of a number, in place of what it said before.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn save_business_status(
        &mut self,
        number: &BusinessNumber,
        status: &BusinessStatus,
        at: NaiveDateTime,
    ) -> Result<(), BookError> {
        let closed_on = match status.state {
            BusinessState::Closed { on } => on,
            BusinessState::Continuing | BusinessState::Suspended | BusinessState::NotRegistered => None,
        };
        self.run(
            "keeping a business's status",
            "INSERT INTO business_status (number, state, tax_type, closed_on, checked_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (number) DO UPDATE SET state = ?2, tax_type = ?3, closed_on = ?4, checked_at = ?5",
            (
                number.digits(),
                status.state.as_str(),
                status.tax_type.map(TaxType::as_str),
                closed_on.map(date_text),
                time_text(at),
            ),
        )?;
        Ok(())
    }
}

fn read_status(cells: &Cells<'_>) -> Result<CheckedStatus, BookError> {
    let on = cells.parsed_if_any("closed_on", str::parse::<NaiveDate>)?;
    let states = [
        BusinessState::Continuing,
        BusinessState::Suspended,
        BusinessState::Closed { on },
        BusinessState::NotRegistered,
    ];
    let state = cells.named("state", |name| states.into_iter().find(|state| state.as_str() == name))?;
    let tax_type = cells.parsed_if_any("tax_type", |name| TaxType::from_name(name).ok_or(()))?;
    Ok(CheckedStatus { status: BusinessStatus { state, tax_type }, checked_at: cells.time("checked_at")? })
}
