//! The fields of a request body, read one by one with the field's name in every refusal.

use serde_json::{Map, Value};

use super::consumer::{self, Given};
use crate::answer::Refusal;
use crate::result_code::ResultCode;

/// A JSON object of request fields. Unknown fields are ignored.
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    /// Reads a body; anything but a JSON object is `E2001`.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Refusal> {
        serde_json::from_slice(body).map(Self).map_err(|_| ResultCode::FieldMissing.into())
    }

    /// A text that must be there and not be empty.
    pub(crate) fn text(&self, name: &'static str) -> Result<&str, Refusal> {
        self.optional_text(name)?.ok_or_else(|| Refusal::at(ResultCode::FieldMissing, name))
    }

    /// A text that may be absent, `null` or empty.
    pub(crate) fn optional_text(&self, name: &'static str) -> Result<Option<&str>, Refusal> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                Err(Refusal::at(ResultCode::FieldMissing, name))
            }
        }
    }

    /// An amount in won that must be there.
    pub(super) fn amount(&self, name: &'static str) -> Result<i64, Refusal> {
        self.optional_amount(name)?.ok_or_else(|| Refusal::at(ResultCode::FieldMissing, name))
    }

    /// An amount in won that may be absent; a fraction or a text is `E2002`.
    pub(super) fn optional_amount(&self, name: &'static str) -> Result<Option<i64>, Refusal> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => {
                let won = value.as_i64().ok_or_else(|| Refusal::at(ResultCode::AmountWrong, name))?;
                Ok(Some(won))
            }
        }
    }

    /// The one consumer field that is given: none is `E2001`, more than one is `E2003`.
    pub(super) fn consumer(&self) -> Result<Given<'_>, Refusal> {
        let mut found = None;
        for kind in consumer::FIELDS {
            if let Some(number) = self.optional_text(kind.field())? {
                if found.is_some() {
                    return Err(Refusal::at(ResultCode::ConsumerNumberWrong, kind.field()));
                }
                found = Some(Given { kind, number });
            }
        }
        found.ok_or_else(|| Refusal::at(ResultCode::FieldMissing, "consumerPhone"))
    }

    /// The request as JSON with every consumer number starred out, for the ledger.
    pub(super) fn redacted(&self) -> String {
        let mut fields = self.0.clone();
        for (name, value) in &mut fields {
            if name.starts_with("consumer") {
                *value = Value::String("*".repeat(value.as_str().map_or(1, |text| text.chars().count())));
            }
        }
        Value::Object(fields).to_string()
    }
}
