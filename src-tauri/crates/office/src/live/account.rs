//! The account at the service, complete, and the routes it opens.

use domain::Shop;
use nts::{LinkId, PopbillConfig, PopbillDoor, PopbillPlace, Secret, ServiceKey, TokenUse, UserId};
use zeroize::Zeroizing;

/// Addresses as kept; blank is the service's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceHosts {
    /// The token server.
    pub auth: String,
    /// The service.
    pub service: String,
    /// The test service.
    pub test_service: String,
}

/// An account with everything it needs. Holds the secret key, hence no `Debug`; to be dropped as soon as the route is made.
#[derive(Clone)]
pub struct LiveAccount {
    /// The member business.
    pub shop: Shop,
    /// The partner's name.
    pub link_id: LinkId,
    /// The partner's key.
    pub secret_key: Secret,
    /// The login name.
    pub user_id: Option<UserId>,
    /// From where a token may be used.
    pub token_use: TokenUse,
    /// Where the service is.
    pub hosts: ServiceHosts,
    /// The key of the NTS's open API, if the shop has one.
    pub status_key: Option<ServiceKey>,
}

/// What the NTS's own contract needs besides a certificate. Holds a secret, hence no `Debug`.
#[derive(Clone)]
pub struct HometaxAccount {
    /// The shop.
    pub shop: Shop,
    /// The address that the NTS or an ERP gave it, `https://`.
    pub url: String,
    /// What stamps the calls about invoices.
    pub api_secret: Zeroizing<String>,
}

impl LiveAccount {
    /// The place where documents are real.
    #[must_use]
    pub fn real(&self) -> PopbillPlace {
        PopbillPlace::Real(door(&self.hosts.auth, &self.hosts.service))
    }

    /// The place that never reaches the NTS.
    #[must_use]
    pub fn test(&self) -> PopbillPlace {
        PopbillPlace::Test(door(&self.hosts.auth, &self.hosts.test_service))
    }

    /// The settings of a route to this place.
    #[must_use]
    pub fn at(&self, place: PopbillPlace) -> PopbillConfig {
        PopbillConfig {
            place,
            link_id: self.link_id.clone(),
            secret_key: self.secret_key.clone(),
            shop: self.shop.clone(),
            user_id: self.user_id.clone(),
            token_use: self.token_use,
            connect_timeout_ms: PopbillConfig::CONNECT_TIMEOUT_MS,
            total_timeout_ms: PopbillConfig::TOTAL_TIMEOUT_MS,
        }
    }
}

fn door(auth: &str, service: &str) -> PopbillDoor {
    if auth.is_empty() && service.is_empty() {
        return PopbillDoor::Usual;
    }
    let typed = |url: &str| Some(url.to_owned()).filter(|url| !url.is_empty());
    PopbillDoor::Typed { auth: typed(auth), service: typed(service) }
}
