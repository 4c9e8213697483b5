//! Where results go: kept as typed, without the secret.

use std::path::Path;

use hook::{Address, AddressFault, Secret};
use ring::rand::{SecureRandom, SystemRandom};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{BookError, JournalAct, Reader, Writer};
use zeroize::Zeroizing;

use super::messenger::{TRIED_FOR, unix_s};
use crate::told::korean_time;
use crate::{FieldFault, Office, OfficeError};

const NAME: &str = "results";
const SECRET: &str = "webhook.secret";
/// How far the changes have been read.
const SEEN: &str = "results.seen";

/// Which files are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// One JSON file for each result.
    #[default]
    Json,
    /// One csv file for each day.
    Csv,
    /// Both.
    Both,
}

/// Where results go, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResultsForm {
    /// Whether a webhook is called.
    pub webhook: bool,
    /// Its address.
    pub url: String,
    /// Whether files are written.
    pub files: bool,
    /// Into which folder.
    pub folder: String,
    /// Which ones.
    pub file_kind: FileKind,
    /// Of all documents, not of those that came from orders alone.
    pub all_documents: bool,
}

/// Where results go, as saved. No `Debug`: it may hold the secret.
#[derive(Clone)]
pub struct ResultsSaved {
    /// As saved.
    pub form: ResultsForm,
    /// Whether a secret is kept.
    pub has_secret: bool,
    /// The secret, this one time, when it has just been made.
    pub new_secret: Option<String>,
}

/// What a test brought. No `Debug`: it may hold the secret.
#[derive(Clone)]
pub struct ResultsTested {
    /// As saved before the test.
    pub saved: ResultsSaved,
    /// Stable name of what went wrong, and its number if it is an HTTP status: `not_reached`, `no_answer`, `redirected`,
    /// `refused`.
    pub problem: Option<(&'static str, Option<u16>)>,
}

impl Office {
    /// Where results go.
    ///
    /// # Errors
    /// [`OfficeError::Book`], [`OfficeError::Secrets`].
    pub fn results(&self) -> Result<ResultsSaved, OfficeError> {
        let form = self.book.read(read_results)?;
        Ok(ResultsSaved { form, has_secret: self.webhook_secret()?.is_some(), new_secret: None })
    }

    /// Saves where results go. What is switched on from now on gets what changes from now on. A webhook without a secret, or
    /// with `new_secret`, gets one made.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`], nothing is changed then; [`OfficeError::Secrets`], [`OfficeError::NoRandomness`],
    /// [`OfficeError::Book`].
    pub fn save_results(&self, typed: &ResultsForm, new_secret: bool) -> Result<ResultsSaved, OfficeError> {
        let (url, folder) = (typed.url.trim().to_owned(), typed.folder.trim().to_owned());
        let form = ResultsForm { url, folder, ..typed.clone() };
        let faults = faults_of(&form);
        if !faults.is_empty() {
            return Err(OfficeError::FieldFaults(faults));
        }
        let made = if form.webhook && (new_secret || self.webhook_secret()?.is_none()) {
            Some(self.make_secret()?)
        } else {
            None
        };
        let facts = json!({ "webhook": form.webhook, "files": form.files, "all": form.all_documents });
        let at = self.clock.now();
        self.book.write(|w| {
            if !read_results(w)?.is_on() {
                w.save_setting(SEEN, &w.newest_change()?.to_string())?;
            }
            w.save_setting(NAME, &json!(form).to_string())?;
            // Whoever changes them wants to see whether it works now.
            w.deliver_anew(at, at + TRIED_FOR)?;
            Ok::<_, OfficeError>(w.journal(at, JournalAct::SettingChanged, NAME, &facts)?)
        })?;
        self.results_due.notify_one();
        Ok(ResultsSaved { new_secret: made, ..self.results()? })
    }

    /// Saves, then posts a test to the webhook.
    ///
    /// # Errors
    /// As [`Office::save_results`], and [`OfficeError::FieldFaults`] while no webhook is switched on.
    pub async fn test_results(&self, typed: &ResultsForm) -> Result<ResultsTested, OfficeError> {
        let saved = self.save_results(typed, false)?;
        let Some((address, secret)) = self.webhook(&saved.form)? else {
            return Err(OfficeError::FieldFaults(vec![FieldFault::new("webhook_url", "required_missing")]));
        };
        let at = self.clock.now();
        let event = format!("test-{}", unix_s(at));
        let body =
            json!({ "event": event, "type": "test", "at": korean_time(at), "world": self.world_name() });
        let sender = self.hook()?;
        let posted = sender.post((&address, &secret), &event, unix_s(at), &body.to_string()).await;
        let problem = posted.err().map(|problem| (problem.as_str(), status_of(problem)));
        Ok(ResultsTested { saved, problem })
    }

    /// The webhook, while it is switched on and can be used.
    pub(super) fn webhook(&self, form: &ResultsForm) -> Result<Option<(Address, Secret)>, OfficeError> {
        let Ok(address) = Address::parse(&form.url) else { return Ok(None) };
        Ok(self.webhook_secret()?.filter(|_| form.webhook).map(|secret| (address, Secret::kept(secret))))
    }

    fn webhook_secret(&self) -> Result<Option<Zeroizing<String>>, OfficeError> {
        self.secrets.read(SECRET).map_err(OfficeError::Secrets)
    }

    fn make_secret(&self) -> Result<String, OfficeError> {
        let mut bytes = [0_u8; 32];
        SystemRandom::new().fill(&mut bytes).map_err(|_| OfficeError::NoRandomness)?;
        let secret = format!("whsec_{}", crate::api::hex(&bytes));
        self.secrets.keep(SECRET, &secret).map_err(OfficeError::Secrets)?;
        Ok(secret)
    }
}

impl ResultsForm {
    /// Whether results go anywhere.
    pub(super) const fn is_on(&self) -> bool {
        self.webhook || self.files
    }
}

/// Where results go, from an open snapshot. What another program version wrote and cannot be read is switched off.
pub(super) fn read_results(r: &Reader<'_>) -> Result<ResultsForm, BookError> {
    Ok(r.setting(NAME)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Up to which change the book has been read.
pub(super) fn read_seen(r: &Reader<'_>) -> Result<i64, BookError> {
    Ok(r.setting(SEEN)?.and_then(|text| text.parse().ok()).unwrap_or_default())
}

/// Notes how far the book has been read.
pub(super) fn save_seen(w: &mut Writer<'_>, seq: i64) -> Result<(), BookError> {
    w.save_setting(SEEN, &seq.to_string())
}

fn faults_of(form: &ResultsForm) -> Vec<FieldFault> {
    let webhook = form.webhook.then(|| match Address::parse(&form.url) {
        _ if form.url.is_empty() => Some("required_missing"),
        Ok(_) => None,
        Err(AddressFault::Invalid) => Some("url_invalid"),
        Err(AddressFault::NotEncrypted) => Some("url_not_encrypted"),
    });
    let folder = form.files.then(|| match Path::new(&form.folder) {
        _ if form.folder.is_empty() => Some("required_missing"),
        folder if !folder.is_absolute() || !folder.is_dir() => Some("folder_missing"),
        _ => None,
    });
    let named = [("webhook_url", webhook.flatten()), ("results_folder", folder.flatten())];
    named.into_iter().filter_map(|(field, code)| Some(FieldFault::new(field, code?))).collect()
}

const fn status_of(problem: hook::Problem) -> Option<u16> {
    match problem {
        hook::Problem::Redirected(status) | hook::Problem::Refused(status) => Some(status),
        hook::Problem::NotReached | hook::Problem::NoAnswer => None,
    }
}
