//! One POST, and what it proved.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{redirect, retry};

use crate::address::Address;
use crate::signature::{Secret, signature};

const CONNECT_PATIENCE: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_secs(15);
/// A connection that another try finds closed would look like a receiver that is away.
const IDLE_CONNECTIONS: usize = 0;

/// The sender could not be made: this computer's list of authorities cannot be read, mostly.
#[derive(Debug, thiserror::Error)]
#[error("no result can be sent from this computer")]
pub struct HookError(#[source] reqwest::Error);

/// Why a result was not taken, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nobody was reached, or not safely.
    #[error("not_reached")]
    NotReached,
    /// No answer in time, or none that is whole. It may have been taken.
    #[error("no_answer")]
    NoAnswer,
    /// It points elsewhere, where nobody allowed the result to go.
    #[error("redirected ({0})")]
    Redirected(u16),
    /// It said no.
    #[error("refused ({0})")]
    Refused(u16),
}

impl Problem {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotReached => "not_reached",
            Self::NoAnswer => "no_answer",
            Self::Redirected(_) => "redirected",
            Self::Refused(_) => "refused",
        }
    }
}

/// Sends results.
#[derive(Debug, Clone)]
pub struct Hook(reqwest::Client);

impl Hook {
    /// A sender.
    ///
    /// # Errors
    /// [`HookError`].
    pub fn new() -> Result<Self, HookError> {
        // An error only says that a provider is installed already, by us or by the program around us.
        let _ = rustls::crypto::ring::default_provider().install_default();
        reqwest::Client::builder()
            .user_agent(concat!("jangbu/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .no_proxy()
            .connect_timeout(CONNECT_PATIENCE)
            .timeout(PATIENCE)
            .pool_max_idle_per_host(IDLE_CONNECTIONS)
            .build()
            .map(Self)
            .map_err(HookError)
    }

    /// Posts a result once. `event` is its name, the same at every try; `unix_s` is now, in seconds since 1970.
    ///
    /// # Errors
    /// [`Problem`]: it is not known to have been taken.
    pub async fn post(
        &self,
        (address, secret): (&Address, &Secret),
        event: &str,
        unix_s: i64,
        body: &str,
    ) -> Result<(), Problem> {
        let request = self
            .0
            .post(address.url())
            .header(CONTENT_TYPE, "application/json")
            .header("X-Jangbu-Event", event)
            .header("X-Jangbu-Signature", signature(secret, unix_s, body))
            .body(body.to_owned());
        let answer = request
            .send()
            .await
            .map_err(|error| if error.is_connect() { Problem::NotReached } else { Problem::NoAnswer })?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            status if status.is_redirection() => Err(Problem::Redirected(status.as_u16())),
            status => Err(Problem::Refused(status.as_u16())),
        }
    }
}
