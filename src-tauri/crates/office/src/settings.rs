//! What the shop may choose; kept in the book, one row per name.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{BookError, JournalAct, Reader};

use crate::{Office, OfficeError};

const NAME: &str = "shop.choices";
/// Well before the day's end, so that a line that is down then still leaves an afternoon (전송기한: the day after issue).
const TRANSMIT_TIME: NaiveTime = match NaiveTime::from_hms_opt(14, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// Colours of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Follow the desktop.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Language of the window; documents are always Korean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// 한국어
    #[default]
    Ko,
    /// English
    En,
}

/// The shop's choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Colours of the window.
    pub theme: Theme,
    /// Language of the window.
    pub language: Language,
    /// Whether Enter at the counter also prints.
    pub print_after_issue: bool,
    /// Printer queue; `None` keeps the PDF in the folder.
    pub printer: Option<String>,
    /// Number of this till, 1–99; part of every document key.
    pub counter_number: u8,
    /// When an issued invoice is transmitted to the NTS the day after (전송 시각).
    pub transmit_time: NaiveTime,
    /// The shop's branch number (종사업장번호) on invoices; blank is none.
    pub shop_branch: String,
    /// The shop's e-mail address on invoices; blank is none.
    pub shop_email: String,
    /// Whether the program goes on issuing when its window is closed.
    pub keep_running: bool,
    /// Whether the shop is of a trade that must issue for large cash sales (의무발행업종); never guessed (domain.md §1.1).
    pub mandatory_issue: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            language: Language::default(),
            print_after_issue: true,
            printer: None,
            counter_number: 1,
            transmit_time: TRANSMIT_TIME,
            shop_branch: String::new(),
            shop_email: String::new(),
            keep_running: false,
            mandatory_issue: false,
        }
    }
}

impl Office {
    /// The shop's choices. Choices of another program version that cannot be read fall back to the defaults.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn settings(&self) -> Result<Settings, OfficeError> {
        Ok(self.book.read(read_settings)?)
    }

    /// Saves the choices; a till number outside 1–99 is brought into range.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn save_settings(&self, wanted: Settings) -> Result<Settings, OfficeError> {
        let printer = wanted.printer.map(|queue| queue.trim().to_owned()).filter(|queue| !queue.is_empty());
        let settings = Settings { printer, counter_number: wanted.counter_number.clamp(1, 99), ..wanted };
        let chosen = json!(settings);
        let at = self.clock.now();
        self.book.write(|w| {
            w.save_setting(NAME, &chosen.to_string())?;
            Ok::<_, OfficeError>(w.journal(at, JournalAct::SettingChanged, NAME, &facts(&settings))?)
        })?;
        Ok(settings)
    }
}

/// The journal is kept for ever and is copied to whoever helps: it says whether there is an address, not which.
fn facts(settings: &Settings) -> serde_json::Value {
    let mut facts = json!(settings);
    if let Some(facts) = facts.as_object_mut() {
        facts.insert("shop_email".into(), json!(!settings.shop_email.trim().is_empty()));
    }
    facts
}

/// The shop's choices from an open snapshot.
pub(crate) fn read_settings(r: &Reader<'_>) -> Result<Settings, BookError> {
    let stored = r.setting(NAME)?;
    Ok(stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

#[cfg(test)]
mod settings_tests {
    use super::*;

    #[test]
    fn the_journal_gets_every_choice_but_the_address() {
        let settings = Settings { shop_email: "owner@example.com".into(), ..Settings::default() };
        let facts = facts(&settings);
        assert_eq!((&facts["shop_email"], &facts["counter_number"]), (&json!(true), &json!(1)));
        assert!(!facts.to_string().contains("owner"), "{facts}");
    }
}
