//! What going live needs, as typed, and what is wrong with it.

use domain::ShopForm;
use nts::{LinkId, PopbillRoute, RouteError, Secret, ServiceKey, UserId};

use super::LiveRoute;
use crate::FieldFault;

/// Shop and account as typed. No `Debug`: it may hold keys.
#[derive(Clone)]
pub struct LiveForm {
    /// Which way documents go.
    pub route: LiveRoute,
    /// The real shop.
    pub shop: ShopForm,
    /// 종사업장번호; may be blank.
    pub branch: String,
    /// The shop's e-mail address; may be blank.
    pub email: String,
    /// The partner's name at LinkHub (링크아이디).
    pub link_id: String,
    /// A new secret key; `None` keeps the one that is kept, blank forgets it. Never comes back.
    pub secret_key: Option<String>,
    /// Popbill's login name (담당자); may be blank.
    pub user_id: String,
    /// Whether a token may be used from any address of the network.
    pub any_address: bool,
    /// The token server; blank is LinkHub's own.
    pub auth_url: String,
    /// The service; blank is Popbill's own.
    pub service_url: String,
    /// The test service; blank is Popbill's own.
    pub test_service_url: String,
    /// A new key of the open API for business states, in the same way as the secret key.
    pub status_key: Option<String>,
    /// Whether a secret key is kept.
    pub has_secret_key: bool,
    /// Whether a key of the open API is kept.
    pub has_status_key: bool,
    /// The address of the NTS's contract, as the NTS or an ERP gave it.
    pub hometax_url: String,
    /// A new secret that came with the address, in the same way as the secret key.
    pub api_secret: Option<String>,
    /// Whether such a secret is kept.
    pub has_api_secret: bool,
}

/// What need not be typed again.
#[derive(Clone, Copy)]
pub(super) struct HasKept {
    pub(super) secret_key: bool,
    pub(super) api_secret: bool,
}

impl LiveForm {
    /// Everything that is wrong, but for the shop, which has a check of its own. The way by file needs no account.
    pub(super) fn faults(&self, has: HasKept) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        if let Some(fault) = self.status_key.as_deref().and_then(status_key_fault) {
            faults.push(FieldFault::new("status_key", fault));
        }
        match self.route {
            LiveRoute::HometaxFile => {}
            LiveRoute::HometaxApi => faults.extend(self.faults_of_hometax(has.api_secret)),
            LiveRoute::Popbill => faults.extend(self.faults_of_popbill(has.secret_key)),
        }
        faults
    }

    fn faults_of_hometax(&self, has_secret: bool) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let url = self.hometax_url.trim();
        if url.is_empty() {
            faults.push(FieldFault::new("hometax_url", "required_missing"));
        } else if nts::check_address(url).is_err() {
            faults.push(FieldFault::new("hometax_url", "address_invalid"));
        }
        if let Some(fault) = typed_fault(self.api_secret.as_deref(), has_secret) {
            faults.push(FieldFault::new("api_secret", fault));
        }
        faults
    }

    fn faults_of_popbill(&self, has_key: bool) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        if let Some(fault) = link_id_fault(&self.link_id) {
            faults.push(FieldFault::new("link_id", fault));
        }
        if let Some(fault) = secret_key_fault(self.secret_key.as_deref(), has_key) {
            faults.push(FieldFault::new("secret_key", fault));
        }
        if UserId::optional(&self.user_id).is_err() {
            faults.push(FieldFault::new("user_id", "user_id_invalid"));
        }
        for (field, url) in [
            ("auth_url", &self.auth_url),
            ("service_url", &self.service_url),
            ("test_service_url", &self.test_service_url),
        ] {
            if !url.trim().is_empty() && nts::check_address(url.trim()).is_err() {
                faults.push(FieldFault::new(field, "address_invalid"));
            }
        }
        faults
    }
}

fn link_id_fault(typed: &str) -> Option<&'static str> {
    if typed.trim().is_empty() {
        Some("required_missing")
    } else {
        LinkId::parse(typed).err().map(|_| "link_id_invalid")
    }
}

fn secret_key_fault(typed: Option<&str>, has_key: bool) -> Option<&'static str> {
    typed_fault(typed, has_key).or_else(|| {
        let checked = PopbillRoute::check_secret_key(&Secret::new(typed?.to_owned()));
        checked.err().map(|_| "secret_key_invalid")
    })
}

/// A blank at either end comes with copying. It is told and not cut off, so that nobody keeps half a key.
fn typed_fault(typed: Option<&str>, is_kept: bool) -> Option<&'static str> {
    match typed {
        None if is_kept => None,
        None => Some("required_missing"),
        Some(key) if key.trim().is_empty() => Some("required_missing"),
        Some(key) if key.chars().any(char::is_whitespace) => Some("key_has_blanks"),
        Some(_) => None,
    }
}

fn status_key_fault(typed: &str) -> Option<&'static str> {
    if typed.is_empty() {
        return None;
    }
    match ServiceKey::parse(typed) {
        Ok(_) => None,
        Err(RouteError::ServiceKeyBlank) => Some("key_has_blanks"),
        Err(_) => Some("status_key_invalid"),
    }
}
