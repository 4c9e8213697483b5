//! Going live (실제 발급 연결): which way documents of the real book go, and the account there. The account stands in the real book,
//! its keys among the secrets; a practice book has neither. The way of the NTS's own contract signs with the kept certificate.
//!
//! What was checked or tried counts for the settings it was done with: a change begins both anew.

mod account;
mod form;

use chrono::NaiveDateTime;
use nts::{LinkId, Secret, ServiceKey, TokenUse, UserId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{BookError, JournalAct, Reader, World, Writer};
use zeroize::Zeroizing;

use crate::{Office, OfficeError};

pub use account::{HometaxAccount, LiveAccount, ServiceHosts};
use form::HasKept;
pub use form::LiveForm;

const NAME: &str = "live";
const SECRET_KEY: &str = "popbill.secret_key";
const STATUS_KEY: &str = "odcloud.service_key";
const API_SECRET: &str = "hometax.api_secret";

/// The ways that reach the NTS.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveRoute {
    /// 팝빌: by itself, at once.
    #[default]
    Popbill,
    /// 홈택스 엑셀: a person uploads a workbook.
    HometaxFile,
    /// 홈택스 연계: the NTS's contract, at an address that it or an ERP gave the shop.
    HometaxApi,
}

/// How it stands in the book.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct LiveSettings {
    route: LiveRoute,
    link_id: String,
    user_id: String,
    any_address: bool,
    auth_url: String,
    service_url: String,
    test_service_url: String,
    hometax_url: String,
    checked_at: Option<NaiveDateTime>,
    tried: Option<String>,
}

/// How far going live is.
#[derive(Clone)]
pub struct Live {
    /// What is typed so far; secrets never come back.
    pub form: LiveForm,
    /// When the checks last let it go on, with the settings as they are (Korean local time).
    pub checked_at: Option<NaiveDateTime>,
    /// The approval number of the last trial with these settings.
    pub tried: Option<String>,
}

impl Live {
    /// Whether the real book may be opened for issuing: there is a shop, and the account was checked where there is one.
    #[must_use]
    pub fn may_switch(&self) -> bool {
        let filled = !self.form.shop.number.is_empty();
        match self.form.route {
            LiveRoute::Popbill | LiveRoute::HometaxApi => filled && self.checked_at.is_some(),
            LiveRoute::HometaxFile => filled,
        }
    }
}

impl Office {
    /// How far going live is.
    ///
    /// # Errors
    /// [`OfficeError::Book`], [`OfficeError::Secrets`].
    pub fn live(&self) -> Result<Live, OfficeError> {
        let settings = self.book.read(read_live)?;
        let (shop, own) = (self.shop()?, self.settings()?);
        let form = LiveForm {
            route: settings.route,
            shop: shop.map(|shop| domain::ShopForm::from(&shop)).unwrap_or_default(),
            branch: own.shop_branch,
            email: own.shop_email,
            link_id: settings.link_id,
            secret_key: None,
            user_id: settings.user_id,
            any_address: settings.any_address,
            auth_url: settings.auth_url,
            service_url: settings.service_url,
            test_service_url: settings.test_service_url,
            status_key: None,
            has_secret_key: self.kept(SECRET_KEY)?.is_some(),
            has_status_key: self.kept(STATUS_KEY)?.is_some(),
            hometax_url: settings.hometax_url,
            api_secret: None,
            has_api_secret: self.kept(API_SECRET)?.is_some(),
        };
        Ok(Live { form, checked_at: settings.checked_at, tried: settings.tried })
    }

    /// Saves shop and account. What was checked and tried with others does not count any more.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] and [`OfficeError::Faults`] with what is wrong, nothing is changed then;
    /// [`OfficeError::Secrets`], [`OfficeError::Book`].
    pub fn save_live(&self, form: &LiveForm) -> Result<Live, OfficeError> {
        let has = HasKept {
            secret_key: self.kept(SECRET_KEY)?.is_some(),
            api_secret: self.kept(API_SECRET)?.is_some(),
        };
        let faults = form.faults(has);
        if !faults.is_empty() {
            return Err(OfficeError::FieldFaults(faults));
        }
        self.save_supplier(&form.shop, &form.branch, &form.email)?;
        self.keep_secret(SECRET_KEY, form.secret_key.as_deref())?;
        self.keep_secret(STATUS_KEY, form.status_key.as_deref())?;
        self.keep_secret(API_SECRET, form.api_secret.as_deref())?;
        let secrets_changed = form.secret_key.is_some() || form.api_secret.is_some();
        self.change_live(|before| {
            let typed =
                LiveSettings { checked_at: before.checked_at, tried: before.tried.clone(), ..typed(form) };
            let same = typed == *before && !secrets_changed;
            if same { typed } else { LiveSettings { checked_at: None, tried: None, ..typed } }
        })?;
        self.live()
    }

    /// The checks let it go on, or they do not any more.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn note_live_check(&self, may_go_on: bool) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.change_live(|before| LiveSettings { checked_at: may_go_on.then_some(at), ..before.clone() })
    }

    /// A document was issued on the test service.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn note_live_trial(&self, approval_number: &str) -> Result<(), OfficeError> {
        self.change_live(|before| LiveSettings { tried: Some(approval_number.to_owned()), ..before.clone() })
    }

    /// The program changes to this book, or away from it; it stands in the real book's journal.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn note_world(&self, world: World) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let facts = json!({ "world": world.as_str() });
        self.book.write(|w| Ok(w.journal(at, JournalAct::SettingChanged, "world", &facts)?))
    }

    /// The account at Popbill, once everything it needs is there; `None` for the other ways, and while something is missing.
    ///
    /// # Errors
    /// [`OfficeError::Book`], [`OfficeError::Secrets`].
    pub fn live_account(&self) -> Result<Option<LiveAccount>, OfficeError> {
        let settings = self.book.read(read_live)?;
        if settings.route != LiveRoute::Popbill {
            return Ok(None);
        }
        let (Some(shop), Some(secret_key)) = (self.shop()?, self.kept(SECRET_KEY)?) else { return Ok(None) };
        let (Ok(link_id), Ok(user_id)) =
            (LinkId::parse(&settings.link_id), UserId::optional(&settings.user_id))
        else {
            return Ok(None);
        };
        let status_key = self.kept(STATUS_KEY)?.and_then(|key| ServiceKey::parse(&key).ok());
        let token_use = if settings.any_address { TokenUse::AnyAddress } else { TokenUse::ThisAddress };
        Ok(Some(LiveAccount {
            shop,
            link_id,
            secret_key: Secret::new(secret_key.to_string()),
            user_id,
            token_use,
            hosts: ServiceHosts {
                auth: settings.auth_url,
                service: settings.service_url,
                test_service: settings.test_service_url,
            },
            status_key,
        }))
    }

    /// What the NTS's contract needs besides a certificate, once it is there; `None` for the other ways.
    ///
    /// # Errors
    /// [`OfficeError::Book`], [`OfficeError::Secrets`].
    pub fn hometax_account(&self) -> Result<Option<HometaxAccount>, OfficeError> {
        let settings = self.book.read(read_live)?;
        if settings.route != LiveRoute::HometaxApi {
            return Ok(None);
        }
        let (Some(shop), Some(secret)) = (self.shop()?, self.kept(API_SECRET)?) else { return Ok(None) };
        Ok(Some(HometaxAccount {
            shop,
            url: settings.hometax_url,
            api_secret: Zeroizing::new(String::clone(&secret)),
        }))
    }

    fn change_live(&self, change: impl Fn(&LiveSettings) -> LiveSettings) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let before = read_live(w)?;
            let after = change(&before);
            if after == before {
                return Ok(());
            }
            save_live(w, &after)?;
            let facts = json!({
                "route": after.route, "link_id": after.link_id,
                "checked": after.checked_at.is_some(), "tried": after.tried,
            });
            Ok(w.journal(at, JournalAct::SettingChanged, NAME, &facts)?)
        })
    }
}

fn typed(form: &LiveForm) -> LiveSettings {
    LiveSettings {
        route: form.route,
        link_id: form.link_id.trim().to_owned(),
        user_id: form.user_id.trim().to_owned(),
        any_address: form.any_address,
        auth_url: form.auth_url.trim().to_owned(),
        service_url: form.service_url.trim().to_owned(),
        test_service_url: form.test_service_url.trim().to_owned(),
        hometax_url: form.hometax_url.trim().to_owned(),
        checked_at: None,
        tried: None,
    }
}

fn read_live(r: &Reader<'_>) -> Result<LiveSettings, BookError> {
    let kept = r.setting(NAME)?;
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// What was checked was checked with another certificate.
pub(crate) fn begin_checks_anew(w: &mut Writer<'_>) -> Result<(), BookError> {
    let before = read_live(w)?;
    if before.route != LiveRoute::HometaxApi || before.checked_at.is_none() {
        return Ok(());
    }
    save_live(w, &LiveSettings { checked_at: None, ..before })
}

fn save_live(w: &mut Writer<'_>, settings: &LiveSettings) -> Result<(), BookError> {
    w.save_setting(NAME, &json!(settings).to_string())
}
