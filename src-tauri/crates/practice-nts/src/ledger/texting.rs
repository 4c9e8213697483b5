//! Taking text messages, and finding them again.

use chrono::{DateTime, FixedOffset, TimeDelta};
use rusqlite::params;

use super::text::{COLUMNS, Text, TextStatus};
use super::{Ledger, begin, schema};
use crate::authority::stamp;
use crate::error::PracticeError;
use crate::texts::TextDraft;

/// How the carrier will treat a message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Carrier {
    /// So long until the phone has it.
    pub(crate) after_s: u32,
    /// Whether the phone is reached at all.
    pub(crate) arrives: bool,
}

/// Which messages are wanted.
pub(crate) enum TextQuery {
    /// The one with this name.
    Message(String),
    /// Whatever went to the number of this digest.
    Recipient(String),
    /// All of them.
    All,
}

/// A part of a list, newest first, and the message the next part begins with.
pub(crate) struct TextPage {
    pub(crate) texts: Vec<Text>,
    pub(crate) next_key: Option<String>,
}

impl Ledger {
    /// All text messages, oldest first, as they stand at `now`.
    ///
    /// # Errors
    /// [`PracticeError::Ledger`].
    pub fn texts(&self, now: DateTime<FixedOffset>) -> Result<Vec<Text>, PracticeError> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM texts ORDER BY id"))?;
        let rows = query.query_map([], |row| Text::from_row(row, now))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Takes a message; on disk when this returns.
    pub(crate) fn take_text(
        &self,
        draft: &TextDraft,
        digest: &str,
        carrier: Carrier,
        at: DateTime<FixedOffset>,
    ) -> Result<Text, PracticeError> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        let nth = schema::next(&transaction, "text")?;
        let name = format!("{}PRACTICE{nth:06}", at.format("%Y%m%d%H%M%S"));
        let text = Text {
            message_id: format!("M4V{name}"),
            group_id: format!("G4V{name}"),
            kind: draft.kind,
            from: draft.from.clone(),
            to_masked: masked(&draft.to),
            subject: draft.subject.clone(),
            text: draft.text.clone(),
            custom_fields: draft.custom_fields.clone(),
            taken_at: stamp(at),
            status: TextStatus::Taken,
        };
        let due_at = stamp(at + TimeDelta::seconds(i64::from(carrier.after_s)));
        let fields = serde_json::to_string(&text.custom_fields).unwrap_or_default();
        let sql = format!(
            "INSERT INTO texts ({COLUMNS}, recipient_digest) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"
        );
        let values = params![
            text.message_id,
            text.group_id,
            text.kind,
            text.from,
            text.to_masked,
            text.subject,
            text.text,
            fields,
            text.taken_at,
            due_at,
            carrier.arrives,
            digest,
        ];
        transaction.execute(&sql, values)?;
        transaction.commit()?;
        Ok(text)
    }

    /// Messages from `start` on, at most `limit`.
    pub(crate) fn text_page(
        &self,
        wanted: &TextQuery,
        start: Option<&str>,
        limit: u16,
        now: DateTime<FixedOffset>,
    ) -> Result<TextPage, PracticeError> {
        let connection = self.lock();
        let (column, value) = match wanted {
            TextQuery::Message(id) => ("message_id", id.as_str()),
            TextQuery::Recipient(digest) => ("recipient_digest", digest.as_str()),
            TextQuery::All => ("''", ""),
        };
        let sql = format!(
            "SELECT {COLUMNS} FROM texts WHERE {column} = ?1 \
             AND (?2 IS NULL OR id <= (SELECT id FROM texts WHERE message_id = ?2)) ORDER BY id DESC LIMIT ?3"
        );
        let mut query = connection.prepare_cached(&sql)?;
        let rows = query
            .query_map(params![value, start, limit.saturating_add(1)], |row| Text::from_row(row, now))?;
        let mut texts: Vec<Text> = rows.collect::<Result<_, _>>()?;
        let next_key = texts.get(usize::from(limit)).map(|next| next.message_id.clone());
        texts.truncate(usize::from(limit));
        Ok(TextPage { texts, next_key })
    }
}

/// `010-****-5678`.
fn masked(number: &str) -> String {
    let part = |from: usize, to: usize| number.get(from..to).unwrap_or_default();
    let last = number.len().saturating_sub(4);
    format!("{}-{}-{}", part(0, 3), "*".repeat(last.saturating_sub(3)), part(last, number.len()))
}
