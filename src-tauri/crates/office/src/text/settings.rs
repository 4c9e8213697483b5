//! The shop's account for texts: kept as it was typed, without key and secret, and read each time it is used.
//!
//! In a practice book there is nothing to fill in but the sender: the practice server is the only way, and its key is its own.

use std::sync::Arc;

use domain::PhoneNumber;
use notice::{
    NoticeError, Secret, TextAccess, TextBalance, TextGateway, TextNotSent, TextRefusedPart, TextTrust,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{BookError, JournalAct, Reader};
use zeroize::Zeroizing;

use crate::{FieldFault, Office, OfficeError};

const NAME: &str = "text.gateway";
const KEY: &str = "text.key";
const SECRET: &str = "text.secret";

/// The gateway of a shop that names no other.
const BASE_URL: &str = "https://api.solapi.com";

/// The settings as they stand in the book.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TextSettings {
    pub enabled: bool,
    from: String,
    base_url: String,
}

/// The settings as typed. No `Debug`: it may hold key and secret.
#[derive(Clone)]
pub struct TextForm {
    /// Whether texts are sent at all.
    pub enabled: bool,
    /// The shop's number, registered at the gateway as a sender.
    pub from: String,
    /// The gateway's address; in a practice book the practice server's, whatever is typed.
    pub base_url: String,
    /// A new key; `None` keeps the one that is kept, blank forgets it. Never comes back.
    pub api_key: Option<String>,
    /// Its secret, in the same way.
    pub api_secret: Option<String>,
    /// Whether a key is kept.
    pub has_key: bool,
    /// Whether a secret is kept.
    pub has_secret: bool,
    /// Whether this is the practice book: address, key and secret are the practice server's.
    pub practice: bool,
}

/// What became of trying the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextTested {
    /// Key and secret are good.
    Good {
        /// Won that can still be spent.
        balance_won: i64,
    },
    /// They are not, or that is not known.
    Failed {
        /// Stable name: `not_reached`, `not_trusted`, `login`, `refused`, `clock_off`, `broke_off`.
        problem: &'static str,
        /// The gateway's words or the line's, without numbers.
        detail: String,
    },
}

impl Office {
    /// The text settings, without key and secret.
    ///
    /// # Errors
    /// [`OfficeError::Book`], [`OfficeError::Secrets`].
    pub fn text_settings(&self) -> Result<TextForm, OfficeError> {
        let TextSettings { enabled, from, base_url } = self.book.read(read_text_settings)?;
        let shop_phone = || self.shop().ok().flatten().and_then(|shop| shop.phone().map(ToString::to_string));
        let practice = self.is_practice();
        let base_url = match self.texts.practice().filter(|_| practice) {
            Some(gateway) => gateway.address().to_owned(),
            None if practice => String::new(),
            None if base_url.is_empty() => BASE_URL.to_owned(),
            None => base_url,
        };
        Ok(TextForm {
            enabled,
            from: if from.is_empty() { shop_phone().unwrap_or_default() } else { from },
            base_url,
            api_key: None,
            api_secret: None,
            has_key: practice || self.kept(KEY)?.is_some(),
            has_secret: practice || self.kept(SECRET)?.is_some(),
            practice,
        })
    }

    /// Saves the text settings. Switched off they may be unfinished.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] with everything that is wrong, nothing is changed then; [`OfficeError::Secrets`],
    /// [`OfficeError::Book`].
    pub fn save_text_settings(&self, form: &TextForm) -> Result<TextForm, OfficeError> {
        if form.enabled {
            self.refuse_unusable(form)?;
        }
        if !self.is_practice() {
            self.keep_secret(KEY, form.api_key.as_deref())?;
            self.keep_secret(SECRET, form.api_secret.as_deref())?;
        }
        let base_url = if self.is_practice() { String::new() } else { form.base_url.trim().to_owned() };
        let settings = TextSettings { enabled: form.enabled, from: form.from.trim().to_owned(), base_url };
        let facts = json!({ "enabled": settings.enabled, "base_url": settings.base_url });
        let at = self.clock.now();
        self.book.write(|w| {
            w.save_setting(NAME, &json!(settings).to_string())?;
            // Whoever changes them wants to see whether it works now.
            w.forget_notice_waits()?;
            Ok::<_, OfficeError>(w.journal(at, JournalAct::SettingChanged, NAME, &facts)?)
        })?;
        self.texts.wake.notify_one();
        self.text_settings()
    }

    /// Asks the gateway for the balance, with the settings as typed: that proves key and secret. Nothing is sent or saved.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`], nothing was tried then; [`OfficeError::RouteClosed`] while the practice server is not up
    /// yet; [`OfficeError::Secrets`], [`OfficeError::Book`].
    pub async fn test_texts(self: &Arc<Self>, form: &TextForm) -> Result<TextTested, OfficeError> {
        let typed = form.clone();
        let read = self.beside(move |office| {
            office.refuse_unusable(&typed)?;
            office.gateway_of(&typed)
        });
        let gateway = read.await?.map_err(OfficeError::FieldFaults)?;
        let gateway = gateway.ok_or(OfficeError::RouteClosed(None))?;
        Ok(tested(notice::text_balance(&gateway, self.clock.unix_seconds()).await))
    }

    /// The practice server's account for texts. A real book has no use for it.
    pub fn practise_texts(&self, gateway: TextGateway) {
        self.texts.practise_with(gateway);
        self.texts.wake.notify_one();
    }

    /// The gateway of this book; `None` while the settings are unfinished or the practice server is not up.
    pub(super) fn text_gateway(&self) -> Result<Option<TextGateway>, OfficeError> {
        let gateway = self.gateway_of(&self.text_settings()?)?;
        Ok(gateway.ok().flatten())
    }

    /// From which number texts go; `None` while they are switched off.
    pub(super) fn text_sender(&self) -> Result<Option<PhoneNumber>, OfficeError> {
        let form = self.text_settings()?;
        Ok(PhoneNumber::parse(&form.from).ok().filter(|_| form.enabled))
    }

    fn refuse_unusable(&self, form: &TextForm) -> Result<(), OfficeError> {
        let mut faults = Vec::new();
        if form.from.trim().is_empty() {
            faults.push(FieldFault::new("text_from", "required_missing"));
        } else if PhoneNumber::parse(&form.from).is_err() {
            faults.push(FieldFault::new("text_from", "phone_invalid"));
        }
        faults.extend(self.gateway_of(form)?.err().into_iter().flatten());
        if faults.is_empty() { Ok(()) } else { Err(OfficeError::FieldFaults(faults)) }
    }

    /// A practice book ends here, whatever stands in its settings: there is no way from it to another host.
    fn gateway_of(
        &self,
        form: &TextForm,
    ) -> Result<Result<Option<TextGateway>, Vec<FieldFault>>, OfficeError> {
        if self.is_practice() {
            return Ok(Ok(self.texts.practice()));
        }
        let typed = |typed: &Option<String>, name| match typed {
            Some(typed) => Ok(Zeroizing::new(typed.trim().to_owned())),
            None => self.kept(name).map(Option::unwrap_or_default),
        };
        let (key, mut secret) = (typed(&form.api_key, KEY)?, typed(&form.api_secret, SECRET)?);
        let missing: Vec<FieldFault> =
            [("text_base_url", form.base_url.trim()), ("text_api_key", &key), ("text_api_secret", &secret)]
                .into_iter()
                .filter(|(_, text)| text.is_empty())
                .map(|(field, _)| FieldFault::new(field, "required_missing"))
                .collect();
        if !missing.is_empty() {
            return Ok(Err(missing));
        }
        let access = TextAccess {
            base_url: form.base_url.clone(),
            // Goes with every call; only the secret is what signs it.
            api_key: (*key).clone(),
            api_secret: Secret::new(std::mem::take(&mut *secret)),
            trust: TextTrust::System,
        };
        Ok(TextGateway::new(access).map(Some).map_err(|error| vec![fault_of(&error)]))
    }

    /// A secret that is kept.
    pub(crate) fn kept(&self, name: &str) -> Result<Option<Zeroizing<String>>, OfficeError> {
        self.secrets.read(name).map_err(OfficeError::Secrets)
    }

    /// A new secret; blank forgets the old one, none leaves it.
    pub(crate) fn keep_secret(&self, name: &str, typed: Option<&str>) -> Result<(), OfficeError> {
        match typed.map(str::trim) {
            Some("") => self.secrets.forget(name),
            Some(secret) => self.secrets.keep(name, secret),
            None => Ok(()),
        }
        .map_err(OfficeError::Secrets)
    }
}

/// The text settings from an open snapshot; those of another program version that cannot be read are switched off.
pub(super) fn read_text_settings(r: &Reader<'_>) -> Result<TextSettings, BookError> {
    let stored = r.setting(NAME)?;
    Ok(stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

const fn fault_of(error: &NoticeError) -> FieldFault {
    match error {
        NoticeError::ApiKey => FieldFault::new("text_api_key", "key_invalid"),
        NoticeError::ApiSecret => FieldFault::new("text_api_secret", "required_missing"),
        NoticeError::Gateway
        | NoticeError::Authority(_)
        | NoticeError::Host
        | NoticeError::Port
        | NoticeError::User
        | NoticeError::Password
        | NoticeError::Address
        | NoticeError::MessageId
        | NoticeError::Line
        | NoticeError::Recipient
        | NoticeError::TextLength
        | NoticeError::Compose(_) => FieldFault::new("text_base_url", "url_invalid"),
    }
}

fn tested(balance: TextBalance) -> TextTested {
    let (problem, detail) = match balance {
        TextBalance::Left { won } => return TextTested::Good { balance_won: won },
        TextBalance::NotReached(cause) => (problem_of(&cause), cause.to_string()),
        TextBalance::Refused(refusal) => {
            let problem = if refusal.part == TextRefusedPart::Login { "login" } else { "refused" };
            (problem, format!("{} {}", refusal.code, refusal.text))
        }
        TextBalance::NoAnswer(cause) => ("broke_off", cause),
    };
    TextTested::Failed { problem, detail }
}

const fn problem_of(cause: &TextNotSent) -> &'static str {
    match cause {
        TextNotSent::Tls(_) => "not_trusted",
        TextNotSent::ClockOff => "clock_off",
        TextNotSent::DnsOrConnect(_)
        | TextNotSent::ConnectionRefused(_)
        | TextNotSent::Postponed { .. }
        | TextNotSent::NotMade(_) => "not_reached",
    }
}
