//! Where results may go.

use std::net::IpAddr;

use reqwest::Url;

/// An address that results may be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

/// Why an address is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// It does not read as an address of the web, or holds a name and password.
    #[error("it is no address of the web")]
    Invalid,
    /// It would send the result over the network in the clear.
    #[error("it is not encrypted")]
    NotEncrypted,
}

impl Address {
    /// Reads an address as typed.
    ///
    /// # Errors
    /// [`AddressFault`].
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        let url = Url::parse(text.trim()).map_err(|_| AddressFault::Invalid)?;
        let has_user = !url.username().is_empty() || url.password().is_some();
        let Some(host) = url.host_str().filter(|_| !has_user && url.fragment().is_none()) else {
            return Err(AddressFault::Invalid);
        };
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_this_computer(host) => Ok(Self(url)),
            "http" => Err(AddressFault::NotEncrypted),
            _ => Err(AddressFault::Invalid),
        }
    }

    pub(crate) fn url(&self) -> Url {
        self.0.clone()
    }
}

fn is_this_computer(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encrypted_or_not_over_the_network() {
        for good in [
            "https://erp.example/hook?shop=1",
            " http://127.0.0.1:9000/x ",
            "http://localhost:1/",
            "http://[::1]:80/",
        ] {
            assert!(Address::parse(good).is_ok(), "{good}");
        }
        for clear in ["http://erp.example/", "http://192.168.0.2/", "http://127.0.0.1.evil.example/"] {
            assert_eq!(Address::parse(clear), Err(AddressFault::NotEncrypted), "{clear}");
        }
        for none in
            ["", "erp.example", "ftp://erp.example/", "https://me:pw@erp.example/", "https://a.example/#x"]
        {
            assert_eq!(Address::parse(none), Err(AddressFault::Invalid), "{none}");
        }
    }
}
