//! Takes identifiers and secrets out of what goes over the wire, so that the rest can be kept and shown.
//!
//! Two passes, for two kinds of text. JSON is walked: values are masked by the name of their field, and whatever looks like an
//! identifier in any other field is starred. Text that is no JSON (a proxy's page, half an answer) is starred by the same
//! names and looks. Names alone would miss a number quoted in a message; looks alone would miss a short card.

use serde_json::{Map, Value};

/// Fewer digits than this are an amount, a date or an approval number; as many are a phone, card, business number or RRN.
const IDENTIFIER_DIGITS: usize = 10;

/// How much of an identifier may stay: enough to recognise the customer at the counter.
const TAIL: usize = 4;

const SECRET_NAMES: [&str; 9] = [
    "signature",
    "access_token",
    "session_token",
    "authorization",
    "servicekey",
    "consumerrrn",
    "residentnumber",
    "customername",
    "p_nm",
];

/// Returns `text` without consumer identifiers, tokens and signatures. The shop's own business number, document keys, dates,
/// amounts and approval numbers stay.
#[must_use]
pub fn redact(text: &str) -> String {
    match serde_json::from_str(text) {
        Ok(value) => redact_value(value, Treatment::Text).to_string(),
        Err(_) => redact_text(text),
    }
}

/// The same for text that is not JSON, such as a message of the NTS.
pub(crate) fn redact_text(text: &str) -> String {
    star_digit_runs(&star_named_values(text))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Treatment {
    Secret,
    Identifier,
    Harmless(Shape),
    Text,
}

/// Fields whose honest value has ten digits or more. A value of another shape is treated as text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    BusinessNumber,
    DocumentKey,
    InvoiceNumber,
    UnixSeconds,
    HexSerial,
    Moment,
}

impl Treatment {
    fn of(name: &str, inherited: Self) -> Self {
        let name = name.to_ascii_lowercase();
        match inherited {
            Self::Secret | Self::Identifier => inherited,
            Self::Harmless(_) | Self::Text => match name.as_str() {
                name if SECRET_NAMES.contains(&name) => Self::Secret,
                name if name.contains("email") || name.starts_with("remark") => Self::Secret,
                name if name.starts_with("consumer") || name == "identitynum" => Self::Identifier,
                "businessnumber" | "business_number" | "access_id" | "b_no" => {
                    Self::Harmless(Shape::BusinessNumber)
                }
                name if name.ends_with("corpnum") => Self::Harmless(Shape::BusinessNumber),
                "documentkey" => Self::Harmless(Shape::DocumentKey),
                name if name.ends_with("mgtkey") => Self::Harmless(Shape::DocumentKey),
                "invoiceid" | "originalinvoiceid" => Self::Harmless(Shape::InvoiceNumber),
                name if name.ends_with("ntsconfirmnum") => Self::Harmless(Shape::InvoiceNumber),
                name if name.ends_with("dt") => Self::Harmless(Shape::Moment),
                "timestamp" => Self::Harmless(Shape::UnixSeconds),
                "certificateserial" => Self::Harmless(Shape::HexSerial),
                _ => Self::Text,
            },
        }
    }

    fn apply(self, value: &str) -> String {
        match self {
            Self::Secret => stars(value.chars().count().min(8)),
            Self::Identifier => keep_tail(value),
            Self::Harmless(shape) if shape.fits(value) => value.to_owned(),
            Self::Harmless(_) | Self::Text => redact_text(value),
        }
    }
}

impl Shape {
    fn fits(self, value: &str) -> bool {
        let all_digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::BusinessNumber => all_digits && value.len() == 10 && !value.starts_with('0'),
            Self::InvoiceNumber => domain::InvoiceNumber::parse(value).is_ok(),
            Self::DocumentKey => domain::DocumentKey::parse(value).is_ok(),
            Self::UnixSeconds => all_digits && value.len() == 10 && value.starts_with('1'),
            Self::Moment => chrono::NaiveDateTime::parse_from_str(value, "%Y%m%d%H%M%S").is_ok(),
            Self::HexSerial => !all_digits && value.bytes().all(|byte| byte.is_ascii_hexdigit()),
        }
    }
}

fn redact_value(value: Value, treatment: Treatment) -> Value {
    match value {
        Value::Object(fields) => Value::Object(redact_fields(fields, treatment)),
        Value::Array(items) => {
            Value::Array(items.into_iter().map(|item| redact_value(item, treatment)).collect())
        }
        Value::String(text) => Value::String(treatment.apply(&text)),
        Value::Number(number) => {
            let text = number.to_string();
            let kept = treatment.apply(&text);
            if kept == text { Value::Number(number) } else { Value::String(kept) }
        }
        Value::Bool(_) | Value::Null => value,
    }
}

fn redact_fields(fields: Map<String, Value>, inherited: Treatment) -> Map<String, Value> {
    fields
        .into_iter()
        .map(|(name, value)| {
            let treatment = Treatment::of(&name, inherited);
            (star_digit_runs(&name), redact_value(value, treatment))
        })
        .collect()
}

fn keep_tail(value: &str) -> String {
    let length = value.chars().count();
    let tail: String = value.chars().skip(length.saturating_sub(TAIL)).collect();
    let recognisable = length >= 2 * TAIL && tail.chars().all(|c| c.is_ascii_digit());
    if recognisable { stars(length - TAIL) + &tail } else { stars(length) }
}

/// Stars what follows the name of a secret or consumer field in broken JSON, up to the end of the value.
fn star_named_values(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    let mut in_value = false;
    for c in text.chars() {
        let ends_value = matches!(c, ',' | '}' | '&' | '\n');
        if in_value {
            in_value = !ends_value;
            let joint = matches!(c, '"' | ':' | '=' | ' ' | '\\');
            out.push(if in_value && !joint { '*' } else { c });
            continue;
        }
        out.push(c);
        if c.is_ascii_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        let leads_to_value = matches!(c, '"' | '\'' | ':' | '：' | '=' | '\\');
        in_value = leads_to_value && names_a_masked_field(&word);
        word.clear();
    }
    out
}

fn names_a_masked_field(word: &str) -> bool {
    matches!(Treatment::of(word, Treatment::Text), Treatment::Secret | Treatment::Identifier)
}

/// Stars every run of [`IDENTIFIER_DIGITS`] digits or more. Full-width digits count; single hyphens, dots and spaces between
/// digits do not end a run, because people write numbers that way.
fn star_digit_runs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = DigitRun::default();
    for c in text.chars() {
        if !run.take(c) {
            run.empty_into(&mut out);
            if !run.take(c) {
                out.push(c);
            }
        }
    }
    run.empty_into(&mut out);
    out
}

#[derive(Default)]
struct DigitRun {
    text: String,
    digits: usize,
    ends_in_separator: bool,
}

impl DigitRun {
    fn take(&mut self, c: char) -> bool {
        let separator = matches!(c, '-' | '.' | ' ' | '‐' | '–' | '－');
        let taken = is_digit(c) || (separator && self.digits > 0 && !self.ends_in_separator);
        if taken {
            self.text.push(c);
            self.digits += usize::from(is_digit(c));
            self.ends_in_separator = separator;
        }
        taken
    }

    fn empty_into(&mut self, out: &mut String) {
        let run = std::mem::take(self);
        if run.digits < IDENTIFIER_DIGITS {
            out.push_str(&run.text);
        } else {
            out.extend(run.text.chars().map(|c| if is_digit(c) { '*' } else { c }));
        }
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn stars(count: usize) -> String {
    "*".repeat(count)
}
