//! The list of partners, by name, a page at a time.

use std::fmt;

use super::find::digits_alone;
use super::{Partner, PartnerId, read_partner};
use crate::book::Ask;
use crate::initials::typed_initials;
use crate::table::phrase::folded;
use crate::{BookError, Reader};

/// A question to the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerQuery {
    /// A part of the name, initials or digits of the number; blank for all.
    pub text: String,
    /// Those put away, instead of the others.
    pub archived: bool,
    /// Where the page before ended.
    pub after: Option<PartnerCursor>,
    /// Rows per page.
    pub limit: u32,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct PartnerPage {
    /// By name.
    pub rows: Vec<Partner>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<PartnerCursor>,
}

/// Where a page of the list ended: everything after this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerCursor {
    id: PartnerId,
    folded: String,
}

impl PartnerCursor {
    fn after(partner: &Partner) -> Self {
        Self { id: partner.id, folded: folded(&partner.card.name) }
    }

    /// Reads the `Display` text back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (id, folded) = text.split_once('_')?;
        Some(Self { id: PartnerId(id.parse().ok()?), folded: folded.to_owned() })
    }
}

impl fmt::Display for PartnerCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.id.get(), self.folded)
    }
}

pub(crate) const LIST: Ask<'_> = Ask {
    table: "partner",
    doing: "reading the partners",
    sql: "SELECT * FROM partner WHERE archived = ?1 AND (folded, id) > (?2, ?3)
            AND (instr(folded, ?4) > 0 OR instr(initials, ?5) > 0 OR (?6 <> '' AND instr(number, ?6) > 0))
          ORDER BY folded, id LIMIT ?7",
};
const COUNT: Ask<'_> = Ask {
    table: "partner",
    doing: "counting the partners",
    sql: "SELECT count(*) AS partners FROM partner WHERE archived = ?1",
};

impl Reader<'_> {
    /// A page of the list.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn partners(&self, query: &PartnerQuery) -> Result<PartnerPage, BookError> {
        let text = query.text.trim();
        let name = folded(text);
        let initials = typed_initials(text).unwrap_or_else(|| name.clone());
        let digits = digits_alone(text).unwrap_or_default();
        let (after, id) =
            query.after.as_ref().map_or(("", 0), |after| (after.folded.as_str(), after.id.get()));
        let one_more = i64::from(query.limit) + 1;
        let params = (query.archived, after, id, name, initials, digits, one_more);
        let mut rows = self.rows(&LIST, params, read_partner)?;
        let page_len = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let more = rows.len() > page_len;
        rows.truncate(page_len);
        let next = rows.last().filter(|_| more).map(PartnerCursor::after);
        Ok(PartnerPage { rows, next })
    }

    /// How many partners there are, put away or not.
    ///
    /// # Errors
    /// [`BookError::Sqlite`] when reading fails.
    pub fn partner_count(&self, archived: bool) -> Result<u32, BookError> {
        Ok(self.row(&COUNT, [archived], |cells| cells.count("partners"))?.unwrap_or_default())
    }
}
