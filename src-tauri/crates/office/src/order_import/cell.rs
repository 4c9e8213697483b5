//! Cells as files have them, put into the words that `domain` reads: nothing is judged here, and what is not understood stays
//! as it was, to be told.

use domain::{Billing, BusinessNumber, InvoiceKind};

use crate::OrderDocument;

/// `(1,200)` of a bookkeeper is -1,200, and `3개` are three.
pub(super) fn number(text: &str) -> String {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return format!("-{}", inner.trim());
    }
    let units = ["개", "EA", "ea", "Ea", "박스", "BOX", "세트", "장", "권"];
    let bare = units.iter().find_map(|unit| text.strip_suffix(unit)).map(str::trim_end);
    bare.filter(|bare| bare.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(text).to_owned()
}

/// A day without its hour, also one that stands as the plain number a spreadsheet keeps.
pub(super) fn day(text: &str, from_1904: bool) -> String {
    let text = text.trim();
    let whole = text.split_once('.').map_or(text, |(whole, part)| {
        if part.chars().all(|c| c.is_ascii_digit()) && whole.len() == SERIAL_DIGITS { whole } else { text }
    });
    if let Some(day) = serial(whole).and_then(|serial| intake::day_of_serial(serial, from_1904)) {
        return day;
    }
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let has_hour = text.get(day.len()..).is_some_and(|rest| rest.contains(':'));
    if has_hour { day.to_owned() } else { text.to_owned() }
}

const SERIAL_DIGITS: usize = 5;

fn serial(text: &str) -> Option<u32> {
    (text.len() == SERIAL_DIGITS).then(|| text.parse().ok())?
}

/// A phone that was kept as a number has lost its zero. A number that is a sound business number stays one.
pub(super) fn customer(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let lost_zero = digits.len() == text.trim().len()
        && (9..=10).contains(&digits.len())
        && ["10", "11", "16", "17", "18", "19"].iter().any(|begin| digits.starts_with(begin))
        && BusinessNumber::parse(&digits).is_err();
    if lost_zero { format!("0{digits}") } else { text.trim().to_owned() }
}

/// Which document the word asks for; `None` for a word that nobody knows.
pub(super) fn document(text: &str) -> Option<OrderDocument> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match text.as_str() {
        "" => Some(OrderDocument::ByNumber),
        "세금계산서" | "계산서" | "전자세금계산서" | "invoice" => Some(OrderDocument::Invoice),
        "현금영수증" | "영수증" | "receipt" => Some(OrderDocument::Receipt),
        _ => None,
    }
}

/// `None` for a word that nobody knows.
pub(super) fn kind(text: &str) -> Option<InvoiceKind> {
    match text.trim() {
        "" | "과세" | "일반" | "Y" => Some(InvoiceKind::Taxable),
        "영세" | "영세율" => Some(InvoiceKind::ZeroRated),
        "면세" | "비과세" | "N" => Some(InvoiceKind::Exempt),
        _ => None,
    }
}

/// `None` for a word that nobody knows.
pub(super) fn billing(text: &str) -> Option<Billing> {
    match text.trim() {
        "" | "청구" => Some(Billing::Charge),
        "영수" => Some(Billing::Paid),
        _ => None,
    }
}
