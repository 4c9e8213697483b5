//! Where Popbill is, and under which name (ServiceID) its token server knows it (providers.md §1.1).
//!
//! The addresses are the service's own and cannot be typed, and they are met with the authorities that this computer trusts. An
//! authority of one's own belongs to the practice server and to nobody else.

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PopbillDoor {
    /// The usual one.
    #[default]
    Usual,
    /// Addresses that never change, for a shop behind a filter.
    StaticIp,
    /// The accelerator, from abroad.
    Accelerated,
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
            Self::Real(door) => Hosts {
                auth_url: door.auth_url(),
                service_url: format!("https://{}popbill.linkhub.co.kr", door.prefix()),
            },
            Self::Test(door) => Hosts {
                auth_url: door.auth_url(),
                service_url: format!("https://{}popbill-test.linkhub.co.kr", door.prefix()),
            },
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
    const fn prefix(self) -> &'static str {
        match self {
            Self::Usual => "",
            Self::StaticIp => "static-",
            Self::Accelerated => "ga-",
        }
    }

    /// There is one token server for the real and the test service.
    fn auth_url(self) -> String {
        format!("https://{}auth.linkhub.co.kr", self.prefix())
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
}
