//! The shop's mail server: kept as it was typed, without the password, and read each time it is used.

use std::fs;
use std::sync::Arc;

use notice::{
    Address, Delivery, MailServer, NotSentCause, NoticeError, OneLine, RefusedPart, Secret, Security, Sender,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{BookError, JournalAct, Reader};
use zeroize::Zeroizing;

use super::letter;
use crate::{FieldFault, Office, OfficeError};

const NAME: &str = "mail.server";
const PASSWORD: &str = "mail.password";

/// The settings as they stand in the book.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct MailSettings {
    pub enabled: bool,
    host: String,
    port: String,
    security: String,
    user: String,
    pub from: String,
    pub copy_to_shop: bool,
    extra_ca: String,
}

/// The settings as typed. No `Debug`: it may hold the password.
#[derive(Clone)]
pub struct MailForm {
    /// Whether invoices are mailed at all.
    pub enabled: bool,
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: String,
    /// How the line becomes encrypted.
    pub security: Security,
    /// The account's name.
    pub user: String,
    /// A new password; `None` keeps the one that is kept, blank forgets it. Never comes back.
    pub password: Option<String>,
    /// Whether one is kept.
    pub has_password: bool,
    /// The shop's own address.
    pub from: String,
    /// Whether the shop gets a copy of every mail.
    pub copy_to_shop: bool,
    /// Path of a PEM file with the authorities to trust instead of the system's; may be blank.
    pub extra_ca: String,
}

/// What became of a test mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailTested {
    /// The server took it.
    Taken,
    /// It did not, or that is not known.
    Failed {
        /// Stable name: `not_reached`, `not_trusted`, `login`, `refused`, `broke_off`.
        problem: &'static str,
        /// The server's words or the line's, without addresses.
        detail: String,
    },
}

/// A mail server that can be used, and whom its mails are from.
pub(crate) struct Account {
    pub server: MailServer,
    pub from: Sender,
}

impl Office {
    /// The mail settings, without the password.
    ///
    /// # Errors
    /// [`OfficeError::Book`], [`OfficeError::Secrets`].
    pub fn mail_settings(&self) -> Result<MailForm, OfficeError> {
        let settings = self.book.read(read_mail_settings)?;
        let has_password = self.secrets.read(PASSWORD).map_err(OfficeError::Secrets)?.is_some();
        Ok(settings.into_form(has_password))
    }

    /// Saves the mail settings. Switched off they may be unfinished.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] with everything that is wrong, nothing is changed then; [`OfficeError::Secrets`],
    /// [`OfficeError::Book`].
    pub fn save_mail_settings(&self, form: &MailForm) -> Result<MailForm, OfficeError> {
        if form.enabled {
            self.account_of(form)?.map_err(OfficeError::FieldFaults)?;
        }
        match form.password.as_deref() {
            Some("") => self.secrets.forget(PASSWORD),
            Some(password) => self.secrets.keep(PASSWORD, password),
            None => Ok(()),
        }
        .map_err(OfficeError::Secrets)?;
        let settings = MailSettings::of(form);
        let facts = json!({ "enabled": settings.enabled, "host": settings.host, "port": settings.port });
        let at = self.clock.now();
        self.book.write(|w| {
            w.save_setting(NAME, &json!(settings).to_string())?;
            // Whoever changes them wants to see whether it works now.
            w.forget_notice_waits()?;
            Ok::<_, OfficeError>(w.journal(at, JournalAct::SettingChanged, NAME, &facts)?)
        })?;
        self.post.notify_one();
        self.mail_settings()
    }

    /// Sends a test mail to the shop's own address, with the settings as typed. Nothing is saved.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`], nothing was tried then; [`OfficeError::Secrets`], [`OfficeError::Book`].
    pub async fn test_mail(self: &Arc<Self>, form: &MailForm) -> Result<MailTested, OfficeError> {
        let typed = form.clone();
        let account =
            self.beside(move |office| office.account_of(&typed)).await?.map_err(OfficeError::FieldFaults)?;
        let mail = letter::test_letter(&account.from, self.clock.now())?;
        Ok(tested(notice::send(&account.server, &mail).await))
    }

    /// The account of the settings in the book; `None` while mail is switched off or unfinished.
    pub(crate) fn mail_account(&self) -> Result<Option<Account>, OfficeError> {
        let form = self.mail_settings()?;
        if !form.enabled {
            return Ok(None);
        }
        let account = self.account_of(&form)?;
        if let Err(faults) = &account {
            tracing::warn!(?faults, "the mail settings cannot be used; mails wait");
        }
        Ok(account.ok())
    }

    fn account_of(&self, form: &MailForm) -> Result<Result<Account, Vec<FieldFault>>, OfficeError> {
        let kept = match &form.password {
            Some(typed) => Zeroizing::new(typed.clone()),
            None => self.secrets.read(PASSWORD).map_err(OfficeError::Secrets)?.unwrap_or_default(),
        };
        let shop = self.shop()?;
        let name = shop.and_then(|shop| OneLine::parse(shop.name()).ok());
        Ok(read_account(form, kept, name))
    }
}

impl MailSettings {
    fn of(form: &MailForm) -> Self {
        let trimmed = |text: &str| text.trim().to_owned();
        Self {
            enabled: form.enabled,
            host: trimmed(&form.host),
            port: trimmed(&form.port),
            security: form.security.as_str().to_owned(),
            user: trimmed(&form.user),
            from: trimmed(&form.from),
            copy_to_shop: form.copy_to_shop,
            extra_ca: trimmed(&form.extra_ca),
        }
    }

    fn into_form(self, has_password: bool) -> MailForm {
        let security = Security::from_name(&self.security).unwrap_or(Security::StartTls);
        let port = if self.port.is_empty() { security.default_port().to_string() } else { self.port };
        MailForm {
            enabled: self.enabled,
            host: self.host,
            port,
            security,
            user: self.user,
            password: None,
            has_password,
            from: self.from,
            copy_to_shop: self.copy_to_shop,
            extra_ca: self.extra_ca,
        }
    }
}

/// The mail settings from an open snapshot; those of another program version that cannot be read are switched off.
pub(crate) fn read_mail_settings(r: &Reader<'_>) -> Result<MailSettings, BookError> {
    let stored = r.setting(NAME)?;
    Ok(stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn read_account(
    form: &MailForm,
    mut password: Zeroizing<String>,
    name: Option<OneLine>,
) -> Result<Account, Vec<FieldFault>> {
    let mut faults = missing(form, &password);
    let is_missing = |field| faults.iter().any(|fault: &FieldFault| fault.field == field);
    let port = form.port.trim().parse::<u16>().ok().filter(|port| *port > 0);
    if port.is_none() && !is_missing("mail_port") {
        faults.push(FieldFault::new("mail_port", "port_invalid"));
    }
    let from = Address::parse(&form.from);
    if from.is_err() && !faults.iter().any(|fault| fault.field == "mail_from") {
        faults.push(FieldFault::new("mail_from", "email_invalid"));
    }
    let server = MailServer::new(
        &form.host,
        port.unwrap_or_else(|| form.security.default_port()),
        form.security,
        &form.user,
        Secret::new(std::mem::take(&mut *password)),
    );
    let server = server.and_then(|server| trusting(server, form.extra_ca.trim()));
    match (server, from) {
        (Ok(server), Ok(address)) if faults.is_empty() => {
            Ok(Account { server, from: Sender { name, address } })
        }
        (server, _) => {
            let fault = server.err().map(|error| fault_of(&error));
            faults.extend(fault.filter(|fault| faults.iter().all(|known| known.field != fault.field)));
            Err(faults)
        }
    }
}

fn missing(form: &MailForm, password: &str) -> Vec<FieldFault> {
    let needed = [
        ("mail_host", form.host.as_str()),
        ("mail_port", &form.port),
        ("mail_user", &form.user),
        ("mail_password", password),
        ("mail_from", &form.from),
    ];
    let blank = needed.into_iter().filter(|(_, text)| text.trim().is_empty());
    blank.map(|(field, _)| FieldFault::new(field, "required_missing")).collect()
}

fn trusting(server: MailServer, extra_ca: &str) -> Result<MailServer, NoticeError> {
    if extra_ca.is_empty() {
        return Ok(server);
    }
    let pem = fs::read(extra_ca).map_err(|error| NoticeError::Authority(error.to_string()))?;
    server.with_authority(&pem)
}

const fn fault_of(error: &NoticeError) -> FieldFault {
    match error {
        NoticeError::Port => FieldFault::new("mail_port", "port_invalid"),
        NoticeError::User => FieldFault::new("mail_user", "text_has_control_characters"),
        NoticeError::Password => FieldFault::new("mail_password", "text_has_control_characters"),
        NoticeError::Authority(_) => FieldFault::new("mail_extra_ca", "file_unreadable"),
        NoticeError::Host
        | NoticeError::Address
        | NoticeError::MessageId
        | NoticeError::Line
        | NoticeError::Gateway
        | NoticeError::ApiKey
        | NoticeError::ApiSecret
        | NoticeError::Recipient
        | NoticeError::TextLength
        | NoticeError::Compose(_) => FieldFault::new("mail_host", "host_invalid"),
    }
}

fn tested(delivery: Delivery) -> MailTested {
    let (problem, detail) = match delivery {
        Delivery::Accepted(_) => return MailTested::Taken,
        Delivery::Refused(refusal) => {
            let problem = if refusal.part == RefusedPart::Login { "login" } else { "refused" };
            (problem, format!("{} {}", refusal.code, refusal.text))
        }
        Delivery::NotSent(cause) => (problem_of(&cause), cause.to_string()),
        Delivery::Unknown(lost) => ("broke_off", lost.cause),
    };
    MailTested::Failed { problem, detail }
}

const fn problem_of(cause: &NotSentCause) -> &'static str {
    match cause {
        NotSentCause::DnsOrConnect(_)
        | NotSentCause::ConnectionRefused(_)
        | NotSentCause::Silent { .. }
        | NotSentCause::Broken { .. } => "not_reached",
        NotSentCause::Tls(_) | NotSentCause::NoEncryption => "not_trusted",
        NotSentCause::NoCommonLogin => "login",
        NotSentCause::Postponed { .. } => "refused",
    }
}
