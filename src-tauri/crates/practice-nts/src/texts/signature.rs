//! Who may send: whoever signs date and salt with the secret, near the true time, and never twice alike.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, header};
use chrono::{DateTime, FixedOffset, TimeDelta};
use ring::hmac;

use super::refusal::TextRefusal;
use crate::certificates::hex;

/// How far a caller's clock may be off, and how long a signature is remembered.
const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// The account, and the signatures it has used of late.
pub(crate) struct TextDoor {
    key: String,
    secret: hmac::Key,
    used: Mutex<HashMap<String, DateTime<FixedOffset>>>,
}

impl TextDoor {
    pub(crate) fn new(key: String, secret: &str) -> Self {
        let secret = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        Self { key, secret, used: Mutex::default() }
    }

    /// Lets a signed call pass, once. `now` is the server's idea of the true time.
    pub(crate) fn admit(&self, headers: &HeaderMap, now: DateTime<FixedOffset>) -> Result<(), TextRefusal> {
        let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let signed = value.and_then(Signed::parse).ok_or(TextRefusal::INVALID_KEY)?;
        if signed.key != self.key {
            return Err(TextRefusal::INVALID_KEY);
        }
        let date = DateTime::parse_from_rfc3339(signed.date)
            .map_err(|_| TextRefusal::invalid("date는 ISO 8601이어야 합니다."))?;
        if !(12..=64).contains(&signed.salt.len()) {
            return Err(TextRefusal::invalid("salt는 12~64바이트여야 합니다."));
        }
        if (now - date).abs() > WINDOW {
            return Err(TextRefusal::CLOCK_OFF);
        }
        // The secret never leaves this machine, so an ordinary comparison gives nothing away.
        let tag = hmac::sign(&self.secret, format!("{}{}", signed.date, signed.salt).as_bytes());
        if hex(tag.as_ref()) != signed.signature {
            return Err(TextRefusal::SIGNATURE);
        }
        self.use_once(&signed, now)
    }

    /// What stands in the ledger for a recipient: equal for equal numbers, and not the number.
    pub(crate) fn digest(&self, number: &str) -> String {
        hex(hmac::sign(&self.secret, format!("recipient {number}").as_bytes()).as_ref())
    }

    fn use_once(&self, signed: &Signed<'_>, now: DateTime<FixedOffset>) -> Result<(), TextRefusal> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        // A date may lie that far ahead of the clock and is good until it lies as far behind.
        used.retain(|_, at| now - *at <= WINDOW * 2);
        match used.insert(format!("{} {} {}", signed.date, signed.salt, signed.signature), now) {
            None => Ok(()),
            Some(_) => Err(TextRefusal::REPLAYED),
        }
    }
}

/// `HMAC-SHA256 apiKey=…, date=…, salt=…, signature=…`
struct Signed<'a> {
    key: &'a str,
    date: &'a str,
    salt: &'a str,
    signature: &'a str,
}

impl<'a> Signed<'a> {
    fn parse(value: &'a str) -> Option<Self> {
        let fields: HashMap<&str, &str> = value
            .strip_prefix("HMAC-SHA256 ")?
            .split(',')
            .filter_map(|field| field.trim().split_once('='))
            .collect();
        let field = |name| fields.get(name).copied();
        Some(Self {
            key: field("apiKey")?,
            date: field("date")?,
            salt: field("salt")?,
            signature: field("signature")?,
        })
    }
}
