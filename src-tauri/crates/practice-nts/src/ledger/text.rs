//! A text message as the ledger keeps it, and what has become of it by a moment.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use rusqlite::Row;
use serde::Serialize;

use crate::words::words;

words! {
    /// How a message travels.
    TextKind {
        /// Short, up to 90 bytes.
        Sms = "SMS",
        /// Long, up to 2,000 bytes, with a subject.
        Lms = "LMS",
    }
}

words! {
    /// What has become of a message, as the dialect's status code.
    TextStatus {
        /// Taken (접수).
        Taken = "2000",
        /// The phone has it.
        Delivered = "4000",
        /// The carrier did not reach the phone.
        Undelivered = "3014",
    }
}

impl TextStatus {
    /// In words.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::Taken => "정상 접수(이통사로 접수 예정)",
            Self::Delivered => "수신 완료",
            Self::Undelivered => "기타",
        }
    }
}

/// A text message. The recipient's number is masked, here as in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Text {
    /// The server's name for it.
    pub message_id: String,
    /// The group it is alone in.
    pub group_id: String,
    /// How it travels.
    #[serde(rename = "type")]
    pub kind: TextKind,
    /// The shop's number, digits.
    pub from: String,
    /// `010-****-5678`.
    pub to_masked: String,
    /// Of a long one.
    pub subject: Option<String>,
    /// What it says.
    pub text: String,
    /// The sender's own fields.
    pub custom_fields: BTreeMap<String, String>,
    /// When it was taken, `2026-11-22T15:30:00+09:00`.
    pub taken_at: String,
    /// What has become of it.
    pub status: TextStatus,
}

pub(super) const COLUMNS: &str = "message_id, group_id, type, sender, recipient_masked, subject, text, \
                                  custom_fields, taken_at, due_at, arrives";

impl Text {
    /// Reads a row as it stands at `now`.
    pub(super) fn from_row(row: &Row<'_>, now: DateTime<FixedOffset>) -> rusqlite::Result<Self> {
        let fields: String = row.get("custom_fields")?;
        let due_at: String = row.get("due_at")?;
        let is_due = DateTime::parse_from_rfc3339(&due_at).map_or(true, |due_at| due_at <= now);
        let status = match (is_due, row.get("arrives")?) {
            (false, _) => TextStatus::Taken,
            (true, true) => TextStatus::Delivered,
            (true, false) => TextStatus::Undelivered,
        };
        Ok(Self {
            message_id: row.get("message_id")?,
            group_id: row.get("group_id")?,
            kind: row.get("type")?,
            from: row.get("sender")?,
            to_masked: row.get("recipient_masked")?,
            subject: row.get("subject")?,
            text: row.get("text")?,
            custom_fields: serde_json::from_str(&fields).unwrap_or_default(),
            taken_at: row.get("taken_at")?,
            status,
        })
    }
}
