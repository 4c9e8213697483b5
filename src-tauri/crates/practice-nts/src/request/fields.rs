//! The fields of a request body, read one by one with the field's name in every refusal.

use serde_json::{Map, Value};

use super::consumer::{self, Given};
use crate::answer::Refusal;
use crate::result_code::ResultCode;

/// A JSON object of request fields. Unknown fields are ignored.
pub(crate) struct Fields {
    fields: Map<String, Value>,
    /// Where the object is in the body, in front of its fields' names: empty, `buyer.` or `items[2].`.
    path: String,
}

impl Fields {
    /// Reads a body; anything but a JSON object is `E2001`.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Refusal> {
        let fields = serde_json::from_slice(body).map_err(|_| ResultCode::FieldMissing)?;
        Ok(Self { fields, path: String::new() })
    }

    /// A refusal that points at a field of this object by its whole path.
    pub(super) fn refuse(&self, code: ResultCode, name: &str) -> Refusal {
        Refusal::at(code, format!("{}{name}", self.path))
    }

    /// A text that must be there and not be empty.
    pub(crate) fn text(&self, name: &str) -> Result<&str, Refusal> {
        self.optional_text(name)?.ok_or_else(|| self.refuse(ResultCode::FieldMissing, name))
    }

    /// A text that may be absent, `null` or empty.
    pub(crate) fn optional_text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                Err(self.refuse(ResultCode::FieldMissing, name))
            }
        }
    }

    /// One line of text that must be there, at most so many characters.
    pub(super) fn line(&self, name: &str, length: usize) -> Result<String, Refusal> {
        self.optional_line(name, length)?.ok_or_else(|| self.refuse(ResultCode::FieldMissing, name))
    }

    /// One line of text that may be absent.
    pub(super) fn optional_line(&self, name: &str, length: usize) -> Result<Option<String>, Refusal> {
        let text = self.optional_text(name)?;
        let sound = |text: &str| text.chars().count() <= length && !text.contains(char::is_control);
        if text.is_none_or(sound) {
            Ok(text.map(str::to_owned))
        } else {
            Err(self.refuse(ResultCode::FieldMissing, name))
        }
    }

    /// Whether a field says `true`; absent and `null` are no.
    pub(super) fn says_yes(&self, name: &str) -> Result<bool, Refusal> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(yes)) => Ok(*yes),
            Some(_) => Err(self.refuse(ResultCode::FieldMissing, name)),
        }
    }

    /// A decimal number as its text, whether it came as a text or as a JSON number.
    pub(super) fn optional_decimal(&self, name: &str) -> Result<Option<String>, Refusal> {
        match self.fields.get(name) {
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            Some(_) | None => Ok(self.optional_text(name)?.map(str::to_owned)),
        }
    }

    /// An object within this one, if it is there.
    pub(super) fn optional_part(&self, name: &str) -> Result<Option<Self>, Refusal> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Object(fields)) => {
                Ok(Some(Self { fields: fields.clone(), path: format!("{}{name}.", self.path) }))
            }
            Some(_) => Err(self.refuse(ResultCode::FieldMissing, name)),
        }
    }

    /// An object within this one that must be there.
    pub(super) fn part(&self, name: &str) -> Result<Self, Refusal> {
        self.optional_part(name)?.ok_or_else(|| self.refuse(ResultCode::FieldMissing, name))
    }

    /// The objects of a list that must be there.
    pub(super) fn parts(&self, name: &str) -> Result<Vec<Self>, Refusal> {
        let Some(Value::Array(list)) = self.fields.get(name) else {
            return Err(self.refuse(ResultCode::FieldMissing, name));
        };
        let part = |(at, value): (usize, &Value)| {
            let fields = value
                .as_object()
                .ok_or_else(|| self.refuse(ResultCode::FieldMissing, &format!("{name}[{at}]")))?;
            Ok(Self { fields: fields.clone(), path: format!("{}{name}[{at}].", self.path) })
        };
        list.iter().enumerate().map(part).collect()
    }

    /// An amount in won that must be there.
    pub(super) fn amount(&self, name: &str) -> Result<i64, Refusal> {
        self.optional_amount(name)?.ok_or_else(|| self.refuse(ResultCode::FieldMissing, name))
    }

    /// An amount in won that may be absent; a fraction or a text is `E2002`.
    pub(super) fn optional_amount(&self, name: &str) -> Result<Option<i64>, Refusal> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => {
                let won = value.as_i64().ok_or_else(|| self.refuse(ResultCode::AmountWrong, name))?;
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
        let mut fields = self.fields.clone();
        for (name, value) in &mut fields {
            if name.starts_with("consumer") {
                *value = Value::String("*".repeat(value.as_str().map_or(1, |text| text.chars().count())));
            }
        }
        Value::Object(fields).to_string()
    }
}
