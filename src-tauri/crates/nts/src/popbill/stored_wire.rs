//! What look-ups and searches of both products have in common. Money is text in Popbill's answers, and time is Korean
//! (`yyyyMMddHHmmss`); a number where a text should be is read all the same.

use chrono::NaiveDateTime;
use domain::Won;
use serde_json::Value;

use crate::outcome::DayPage;
use crate::said::text;
use crate::stored::StoredDocument;

const MOMENT: &str = "%Y%m%d%H%M%S";

/// Something Popbill holds.
pub(super) enum Held {
    /// A document of ours that was issued.
    Document(Box<StoredDocument>),
    /// Something under a key that is not of our form: another program's.
    Foreign {
        /// Its key there, or its approval number.
        name: String,
    },
    /// A draft or a refused request under a key of ours.
    NotIssued {
        /// Its state.
        state: i64,
    },
}

/// A moment as Popbill writes it.
pub(super) fn moment_text(at: NaiveDateTime) -> String {
    at.format(MOMENT).to_string()
}

/// Fourteen digits as a moment (KST).
pub(super) fn kst(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, MOMENT).ok().filter(|_| text.len() == 14)
}

/// A field that holds a moment; `None` for a blank one too.
pub(super) fn moment(body: &Value, name: &str) -> Option<NaiveDateTime> {
    kst(text(body, name)?)
}

/// A whole number, written as one or as text.
pub(super) fn whole(body: &Value, name: &str) -> Option<i64> {
    let value = body.get(name)?;
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// An amount, written as text or as a number.
pub(super) fn won(body: &Value, name: &str) -> Option<Won> {
    Won::new(whole(body, name)?).ok()
}

/// What names a document that is not ours: its key if it has one.
pub(super) fn foreign(body: &Value, names: &[&str]) -> Option<Held> {
    let name = names.iter().find_map(|name| text(body, name).filter(|text| !text.is_empty()))?;
    Some(Held::Foreign { name: name.to_owned() })
}

/// One page of a search. Documents of other programs are named, not dropped. One that cannot be read at all spoils the page, for a
/// comparison over part of a day would call the rest missing.
pub(super) fn page(body: &Value, read: fn(&Value) -> Option<Held>) -> Option<DayPage> {
    let mut page = DayPage { documents: Vec::new(), foreign_keys: Vec::new(), next_cursor: None };
    for row in body.get("list")?.as_array()? {
        match read(row)? {
            Held::Document(stored) => page.documents.push(*stored),
            Held::Foreign { name } => page.foreign_keys.push(name),
            Held::NotIssued { .. } => {}
        }
    }
    let (number, last) = (whole(body, "pageNum")?, whole(body, "pageCount")?);
    page.next_cursor = (number < last).then(|| (number + 1).to_string());
    Some(page)
}
