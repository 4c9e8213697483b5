//! Where Popbill is, and under which name (ServiceID) its token server knows it (providers.md §1.1).
//!
//! The addresses are the service's own unless others are typed, and they are met with the authorities that this computer trusts.
//! An authority of one's own belongs to the practice server and to nobody else.

use crate::secret::Secret;

/// Which Popbill.
#[derive(Clone)]
pub enum PopbillPlace {
    /// The real one: what it takes is issued.
    Real(PopbillDoor),
    /// Popbill's own test service, which never reaches the NTS.
    Test(PopbillDoor),
    /// The practice server.
    Practice {
        /// `https://` address of both the token server and the service.
        url: String,
        /// Its authority (PEM), trusted instead of the system's.
        authority_pem: Vec<u8>,
        /// The shop's key and certificate there (PEM): that server also asks who calls.
        identity_pem: Secret,
    },
}

/// Which way in: the same service, by different names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PopbillDoor {
    /// The usual one.
    #[default]
    Usual,
    /// Addresses that never change, for a shop behind a filter.
    StaticIp,
    /// The accelerator, from abroad.
    Accelerated,
    /// Addresses as somebody typed them; what is left out is the usual one.
    Typed {
        /// `https://` address of the token server.
        auth: Option<String>,
        /// `https://` address of the service.
        service: Option<String>,
    },
}

/// Two addresses.
pub(super) struct Hosts {
    pub(super) auth_url: String,
    pub(super) service_url: String,
}

impl PopbillPlace {
    /// The name of the service in the paths of the token server.
    pub(super) const fn service_id(&self) -> &'static str {
        match self {
            Self::Real(_) => "POPBILL",
            Self::Test(_) | Self::Practice { .. } => "POPBILL_TEST",
        }
    }

    pub(super) fn hosts(&self) -> Hosts {
        match self {
            Self::Real(door) => door.hosts("popbill"),
            Self::Test(door) => door.hosts("popbill-test"),
            Self::Practice { url, .. } => Hosts { auth_url: url.clone(), service_url: url.clone() },
        }
    }

    pub(super) fn authority_pem(&self) -> Option<&[u8]> {
        match self {
            Self::Real(_) | Self::Test(_) => None,
            Self::Practice { authority_pem, .. } => Some(authority_pem),
        }
    }

    pub(super) fn identity_pem(&self) -> Option<&[u8]> {
        match self {
            Self::Real(_) | Self::Test(_) => None,
            Self::Practice { identity_pem, .. } => Some(identity_pem.expose().as_bytes()),
        }
    }
}

impl PopbillDoor {
    /// There is one token server for the real and the test service.
    fn hosts(&self, service: &str) -> Hosts {
        let at = |prefix: &str, host: &str| format!("https://{prefix}{host}.linkhub.co.kr");
        let behind = |prefix| Hosts { auth_url: at(prefix, "auth"), service_url: at(prefix, service) };
        match self {
            Self::Usual => behind(""),
            Self::StaticIp => behind("static-"),
            Self::Accelerated => behind("ga-"),
            Self::Typed { auth, service: typed } => {
                let usual = behind("");
                Hosts {
                    auth_url: auth.clone().unwrap_or(usual.auth_url),
                    service_url: typed.clone().unwrap_or(usual.service_url),
                }
            }
        }
    }
}

#[cfg(test)]
mod place_tests {
    //! The addresses of providers.md §1.1, word for word.

    use super::{PopbillDoor, PopbillPlace};

    #[test]
    fn every_door_leads_to_its_published_addresses() {
        for (place, auth, service, id) in [
            (PopbillPlace::Real(PopbillDoor::Usual), "auth", "popbill", "POPBILL"),
            (PopbillPlace::Real(PopbillDoor::StaticIp), "static-auth", "static-popbill", "POPBILL"),
            (PopbillPlace::Real(PopbillDoor::Accelerated), "ga-auth", "ga-popbill", "POPBILL"),
            (PopbillPlace::Test(PopbillDoor::Usual), "auth", "popbill-test", "POPBILL_TEST"),
            (PopbillPlace::Test(PopbillDoor::StaticIp), "static-auth", "static-popbill-test", "POPBILL_TEST"),
            (PopbillPlace::Test(PopbillDoor::Accelerated), "ga-auth", "ga-popbill-test", "POPBILL_TEST"),
        ] {
            let hosts = place.hosts();
            assert_eq!(hosts.auth_url, format!("https://{auth}.linkhub.co.kr"));
            assert_eq!(hosts.service_url, format!("https://{service}.linkhub.co.kr"));
            assert_eq!(place.service_id(), id);
            assert!(place.authority_pem().is_none() && place.identity_pem().is_none());
        }
    }

    #[test]
    fn what_is_typed_takes_the_place_of_the_usual_address_alone() {
        let door = PopbillDoor::Typed { auth: None, service: Some("https://popbill.example".into()) };
        let hosts = PopbillPlace::Real(door).hosts();
        assert_eq!(hosts.service_url, "https://popbill.example");
        assert_eq!(hosts.auth_url, "https://auth.linkhub.co.kr");
    }
}
