//! The type of an attached PDF with its name once more.
//!
//! The right place for a Korean file name is `Content-Disposition` in the form of RFC 2231, and lettre writes it there. Older
//! programs, Outlook among them, do not read that form and show `ATT00001`; they read the name of the type, as encoded words.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::message::header::{Header, HeaderName, HeaderValue};

use crate::one_line::OneLine;

/// Bytes of text in one encoded word, so that the word stays below 76 characters (RFC 2047 §2).
const WORD_BYTES: usize = 42;

/// `Content-Type: application/pdf; name="…"`.
#[derive(Clone)]
pub(crate) struct NamedPdf(pub(crate) OneLine);

impl Header for NamedPdf {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Type")
    }

    /// Never read back by us.
    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(OneLine::parse(text)?))
    }

    fn display(&self) -> HeaderValue {
        let words: Vec<String> = chunks(self.0.as_str())
            .iter()
            .map(|chunk| format!("=?utf-8?b?{}?=", STANDARD.encode(chunk)))
            .collect();
        let encoded = format!("application/pdf;\r\n name=\"{}\"", words.join("\r\n "));
        HeaderValue::dangerous_new_pre_encoded(Self::name(), encoded.clone(), encoded)
    }
}

/// Pieces of whole characters.
fn chunks(text: &str) -> Vec<String> {
    let mut chunks = vec![String::new()];
    for c in text.chars() {
        match chunks.last_mut() {
            Some(last) if last.len() + c.len_utf8() <= WORD_BYTES => last.push(c),
            Some(_) | None => chunks.push(c.into()),
        }
    }
    chunks
}
