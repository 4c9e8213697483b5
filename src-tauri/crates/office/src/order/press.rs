//! The name of an order's press: where it comes from and its number. The same name is the same order for ever.

use domain::{DocumentKey, State};
use store::{BookError, Reader};

use super::form::LONGEST_ORDER_NO;
use crate::{FieldFault, OfficeError, Order};

/// What the name of an order's press begins with.
pub(super) const PRESS: &str = "order-";
/// No source has a longer name.
pub(crate) const LONGEST_SOURCE: usize = 30;
/// Stands between source and number; neither may hold it, so that no two pairs share a name.
const BETWEEN: char = '\u{1f}';
/// Stands before the count of a further try of a refused order; no number may hold it either.
const TRY: char = '\u{1e}';

/// The newest press of an order.
pub(crate) enum LastPress {
    /// It made this document, which was not refused.
    Stands(DocumentKey),
    /// None has made a document that stands.
    Free {
        /// The next one's name.
        press_id: String,
        /// What the one before came to.
        refused: Option<DocumentKey>,
    },
}

/// An order whose document was refused gets a press of its own for each further try.
pub(crate) fn last_press(r: &Reader<'_>, first: &str) -> Result<LastPress, BookError> {
    let mut press_id = first.to_owned();
    let mut refused = None;
    let mut tries = 1_u32;
    while let Some(key) = r.key_of_press(&press_id)? {
        let was_refused =
            r.shelved(&key)?.is_some_and(|shelved| matches!(shelved.standing.state, State::Rejected(_)));
        if !was_refused {
            return Ok(LastPress::Stands(key));
        }
        refused = Some(key);
        tries = tries.saturating_add(1);
        press_id = format!("{first}{TRY}{tries}");
    }
    Ok(LastPress::Free { press_id, refused })
}

/// The order as the name of its first press.
pub(crate) fn press_of(order: &Order) -> Result<String, OfficeError> {
    let (source, number) = (order.source.trim(), order.order_no.trim());
    if let Some(fault) = number_fault(number).or_else(|| source_fault(source)) {
        return Err(OfficeError::FieldFaults(vec![fault]));
    }
    Ok(if source.is_empty() { press_name(number) } else { press_name(&format!("{source}{BETWEEN}{number}")) })
}

/// The first press of the order of this number, without a source.
pub(super) fn press_name(order_no: &str) -> String {
    format!("{PRESS}{order_no}")
}

/// The number of an order whose press, but for what every such press begins with, is `named`.
pub(super) fn number_in(named: &str) -> &str {
    let first = named.split_once(TRY).map_or(named, |(first, _nth)| first);
    first.rsplit_once(BETWEEN).map_or(first, |(_source, number)| number)
}

fn number_fault(number: &str) -> Option<FieldFault> {
    let code =
        if number.is_empty() { Some("required_missing") } else { text_fault(number, LONGEST_ORDER_NO) };
    code.map(|code| FieldFault::new("order_no", code))
}

fn source_fault(source: &str) -> Option<FieldFault> {
    text_fault(source, LONGEST_SOURCE).map(|code| FieldFault::new("source", code))
}

fn text_fault(text: &str, longest: usize) -> Option<&'static str> {
    if text.chars().count() > longest {
        Some("text_too_long")
    } else if text.chars().any(char::is_control) {
        Some("text_has_control_characters")
    } else {
        None
    }
}
