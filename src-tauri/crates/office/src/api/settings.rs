//! Whether the door is open, and at which port of this computer.

use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{BookError, JournalAct, Reader};

use crate::{FieldFault, Office, OfficeError};

const NAME: &str = "api";
/// No well-known program uses it.
const PORT: u16 = 8547;

/// The door's settings. Closed unless somebody opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiSettings {
    /// Whether other programs of this computer may hand in orders.
    pub enabled: bool,
    /// The port on 127.0.0.1.
    pub port: u16,
}

impl Default for ApiSettings {
    fn default() -> Self {
        Self { enabled: false, port: PORT }
    }
}

impl Office {
    /// The door's settings. Those of another program version that cannot be read keep it shut.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn api_settings(&self) -> Result<ApiSettings, OfficeError> {
        Ok(self.book.read(read_api_settings)?)
    }

    /// Saves them; whoever holds the door open has to look again.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] for a port that is none; [`OfficeError::Book`].
    pub fn save_api_settings(&self, enabled: bool, port: &str) -> Result<ApiSettings, OfficeError> {
        let port = port.trim().parse::<u16>().ok().filter(|port| *port > 0);
        let port =
            port.ok_or_else(|| OfficeError::FieldFaults(vec![FieldFault::new("api_port", "port_invalid")]))?;
        let settings = ApiSettings { enabled, port };
        let at = self.clock.now();
        self.book.write(|w| {
            w.save_setting(NAME, &json!(settings).to_string())?;
            Ok::<_, OfficeError>(w.journal(at, JournalAct::SettingChanged, NAME, &json!(settings))?)
        })?;
        Ok(settings)
    }
}

fn read_api_settings(r: &Reader<'_>) -> Result<ApiSettings, BookError> {
    let stored = r.setting(NAME)?;
    Ok(stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}
