//! The authority behind the counter: everything a request handler needs, in one place.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Days, FixedOffset, NaiveTime};
use ring::hmac;

use crate::answer::Refusal;
use crate::certificates::ClientCertificate;
use crate::clock::PracticeClock;
use crate::dials::DialBoard;
use crate::error::PracticeError;
use crate::ledger::Ledger;
use crate::popbill::{self, PopbillDoor};
use crate::result_code::ResultCode;
use crate::texts::TextDoor;
use crate::tokens::Tokens;

/// How far a caller's clock may be off, in seconds.
const CLOCK_TOLERANCE_S: u64 = 300;

/// The shared state of the server.
pub(crate) struct Authority {
    pub(crate) business_number: String,
    pub(crate) clock: PracticeClock,
    pub(crate) dials: DialBoard,
    pub(crate) tokens: Tokens,
    pub(crate) client: ClientCertificate,
    /// Checks the signatures of tax-invoice calls.
    pub(crate) api_secret: hmac::Key,
    /// Checks the signatures of text-message calls.
    pub(crate) text_door: TextDoor,
    /// Gives tokens to whoever signs as the shop's Popbill partner, and judges them.
    pub(crate) popbill: PopbillDoor,
    /// Opens the business-status API.
    pub(crate) odcloud_key: String,
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) seen: Seen,
}

impl Authority {
    /// Works on the ledger away from the async threads; what the days brought is brought up to date first.
    pub(crate) async fn with_ledger<T, F>(&self, work: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: FnOnce(&Ledger) -> Result<T, Refusal> + Send + 'static,
    {
        self.in_ledger(work).await
    }

    /// The same for callers whose refusals have another shape.
    pub(crate) async fn in_ledger<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<PracticeError> + Send + 'static,
        F: FnOnce(&Ledger) -> Result<T, E> + Send + 'static,
    {
        let ledger = Arc::clone(&self.ledger);
        let (now, to_reject) = (self.clock.now(), self.dials.read().reject_next_day);
        let worked = tokio::task::spawn_blocking(move || {
            ledger.settle(now, &to_reject)?;
            work(&ledger)
        });
        worked.await.map_err(|source| E::from(PracticeError::Task(source)))?
    }

    /// Whether a caller's clock, in Unix seconds, is near enough to the true one.
    pub(crate) fn on_time(&self, claimed: i64) -> bool {
        let skew_s = self.dials.read().clock_skew_s;
        let server = self.clock.true_now().timestamp().saturating_add(skew_s);
        claimed.abs_diff(server) <= CLOCK_TOLERANCE_S
    }

    /// The moment the daily limit starts anew: the coming midnight, in Korean time.
    pub(crate) fn limit_resets_at(&self) -> String {
        let now = self.clock.now();
        let midnight = (now + Days::new(1)).with_time(NaiveTime::MIN).single().unwrap_or(now);
        stamp(midnight)
    }
}

/// A moment as the contract writes it: `2026-11-22T15:30:00+09:00`.
pub(crate) fn stamp(at: DateTime<FixedOffset>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

impl From<PracticeError> for Refusal {
    /// A failure of the house is `E5001`; the cause goes to the log, it holds no request data.
    fn from(error: PracticeError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the practice NTS failed");
        ResultCode::ServerError.into()
    }
}

/// How many requests each endpoint has seen, refused and lost ones included.
#[derive(Default)]
pub(crate) struct Seen(Mutex<HashMap<String, u64>>);

impl Seen {
    pub(crate) fn note(&self, path: &str) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(endpoint(path)).or_default() += 1;
    }

    pub(crate) fn count(&self, path: &str) -> u64 {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.get(&endpoint(path)).copied().unwrap_or(0)
    }
}

/// All look-ups are one endpoint, whatever the key; so are all transmissions.
fn endpoint(path: &str) -> String {
    if let Some(rest) = path.strip_prefix("/etax/invoices/") {
        let call = if rest.ends_with("/transmit") { "/transmit" } else { "" };
        return format!("/etax/invoices/{{documentKey}}{call}");
    }
    if let Some(endpoint) = popbill::endpoint(path) {
        return endpoint;
    }
    match path.strip_prefix("/api/v1/cashReceipt/") {
        None | Some("issue" | "cancel") => path.to_owned(),
        Some(_key) => "/api/v1/cashReceipt/{documentKey}".to_owned(),
    }
}
