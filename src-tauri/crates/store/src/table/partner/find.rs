//! Completion: partners by a part of the name, its initials or the number. Reads every card that is not put away; a shop
//! has hundreds of them, not millions.

use super::{Partner, read_partner};
use crate::book::Ask;
use crate::initials::typed_initials;
use crate::table::phrase::folded;
use crate::{BookError, Reader};

pub(crate) const FIND: Ask<'_> = Ask {
    table: "partner",
    doing: "looking for partners",
    sql:
        "SELECT * FROM partner WHERE archived = 0 AND (instr(folded, ?1) > 0 OR instr(initials, ?2) > 0)
          ORDER BY instr(folded, ?1) = 1 OR instr(initials, ?2) = 1 DESC, last_used DESC, folded, id LIMIT ?3",
};
pub(crate) const BY_DIGITS: Ask<'_> = Ask {
    table: "partner",
    doing: "looking for partners",
    sql: "SELECT * FROM partner WHERE archived = 0 AND (instr(number, ?1) > 0 OR instr(folded, ?1) > 0)
          ORDER BY instr(number, ?1) = 1 DESC, last_used DESC, folded, id LIMIT ?2",
};

impl Reader<'_> {
    /// Partners that a text may mean, those that begin so before the others and then the latest used; a blank text means
    /// all of them. Digits, with hyphens or without, are looked for in the number as well.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn find_partners(&self, text: &str, limit: u32) -> Result<Vec<Partner>, BookError> {
        let text = text.trim();
        if let Some(digits) = digits_alone(text) {
            return self.rows(&BY_DIGITS, (digits, limit), read_partner);
        }
        let name = folded(text);
        let initials = typed_initials(text).unwrap_or_else(|| name.clone());
        self.rows(&FIND, (name, initials, limit), read_partner)
    }
}

/// The digits of a text that has nothing else but separators. A foreigner's number, which has letters, is not looked for.
pub(super) fn digits_alone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let alone = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '));
    (alone && !digits.is_empty()).then_some(digits)
}
