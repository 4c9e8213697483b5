//! The dials: what shall go wrong, how often, and how generous the server is.
//!
//! A dial that counts (`u32`) goes down by one each time it strikes and rests at zero. Counting dials strike document
//! calls (issue and cancel) only, after the caller was accepted, so that a count is never spent on anything else.
//! Transmissions and text messages have counting dials of their own: they would use up the others' counts.
//! An unknown dial is refused by name: a misspelt scenario must not pass as a quiet one.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::PracticeError;

/// All dials at once. The default is a server on which nothing goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dials {
    /// Every API answer waits so long **after** the work is done: the client times out on something that happened.
    pub latency_ms: u64,
    /// The body of every API answer is written in small pieces with this pause between them.
    pub slow_body_ms: u64,
    /// Counts: the document is committed, then the connection is closed without an answer.
    pub lose_answers: u32,
    /// Counts: the connection is reset (TCP RST) before anything is committed.
    pub reset_before_commit: u32,
    /// Counts: the same request is worked on twice; the caller gets the first answer.
    pub duplicate_delivery: u32,
    /// Counts: the document is committed, then the answer breaks off in the middle of the body.
    pub truncate_body: u32,
    /// Counts: 429 `E4002` with `Retry-After`.
    pub too_many_requests: u32,
    /// 503 `E5002` with `Retry-After`, counted or until a moment.
    pub maintenance: Maintenance,
    /// Counts: 500 `E5001` before anything is committed.
    pub server_errors: u32,
    /// Counts: the document is committed, then 500 `E5001`.
    pub server_errors_after_commit: u32,
    /// Counts: the answer carries another approval number than the ledger.
    pub wrong_approval_number: u32,
    /// Counts: 302 to another address.
    pub redirects: u32,
    /// Counts: the invoice is sent, then the connection is closed without an answer.
    pub lose_transmit_answers: u32,
    /// Counts: 500 `E5001` to a transmission before anything is sent.
    pub transmit_errors: u32,
    /// Counts: the text message is taken, then the connection is closed without an answer.
    pub lose_text_answers: u32,
    /// Counts: the connection is reset (TCP RST) before a text message is taken.
    pub reset_text_before_commit: u32,
    /// Counts: 500 to a text message before it is taken.
    pub text_errors: u32,
    /// Counts: the text message is taken, then 500.
    pub text_errors_after_commit: u32,
    /// What is left to pay text messages with, in won; each one takes its price, and what cannot be paid is refused (1030).
    pub text_balance_won: u32,
    /// The numbers registered as senders of text messages, digits; none for any number. From others 1062.
    pub text_senders: BTreeSet<String>,
    /// A phone has its text message so many seconds after it was taken.
    pub texts_arrive_after_s: u32,
    /// Phones, digits, that the carrier does not reach.
    pub unreachable_phones: BTreeSet<String>,
    /// The NTS answers a document of the Popbill dialect so many seconds after it was sent there (300 → 304 or 305).
    pub popbill_result_after_s: u32,
    /// A batch of the Popbill dialect is worked off so many seconds after it was handed in.
    pub popbill_batch_after_s: u32,
    /// The points that documents of the Popbill dialect are paid with; each takes its price, and what cannot be paid is
    /// refused (-99005003).
    pub popbill_points: u32,
    /// Refusals of the Popbill dialect come with status 200 instead of 400, which its clients must see through.
    pub popbill_refusals_as_200: bool,
    /// Counts: the gateway of the business-status API refuses with -1.
    pub odcloud_errors: u32,
    /// The `Retry-After` of 429 and 503, in seconds.
    pub retry_after_s: u32,
    /// Documents a day; from then on 429 `E4001` until midnight.
    pub daily_limit: u32,
    /// Lifetime of tokens given from now on, in seconds.
    pub token_lifetime_s: u32,
    /// The receipts of these document keys become `rejected` instead of `confirmed` the day after, the invoices the day
    /// after they were sent.
    pub reject_next_day: BTreeSet<String>,
    /// The client's certificate counts as expired: `E1001` everywhere.
    pub certificate_expired: bool,
    /// The server's idea of the time when it judges a caller's timestamp is off by so many seconds.
    pub clock_skew_s: i64,
    /// A receipt can be cancelled only after it is confirmed; before that `E3005`.
    pub cancel_only_confirmed: bool,
}

/// A maintenance window: `3` (so many document calls) or `"2026-11-22T15:00:00+09:00"` (every API call until then).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Maintenance {
    /// So many document calls, 0 for none.
    Calls(u32),
    /// Every API call, the token included, before this moment of the practice clock.
    Until(DateTime<FixedOffset>),
}

/// Dials that could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DialError {
    /// Not a JSON object.
    #[error("dials are a JSON object of names and values")]
    NotAnObject,
    /// No dial of this name, or not a value for it.
    #[error("dial `{name}`: {reason}")]
    Dial {
        /// The name as given.
        name: String,
        /// Why it was refused.
        reason: String,
    },
}

impl Default for Dials {
    fn default() -> Self {
        Self {
            latency_ms: 0,
            slow_body_ms: 0,
            lose_answers: 0,
            reset_before_commit: 0,
            duplicate_delivery: 0,
            truncate_body: 0,
            too_many_requests: 0,
            maintenance: Maintenance::Calls(0),
            server_errors: 0,
            server_errors_after_commit: 0,
            wrong_approval_number: 0,
            redirects: 0,
            lose_transmit_answers: 0,
            transmit_errors: 0,
            lose_text_answers: 0,
            reset_text_before_commit: 0,
            text_errors: 0,
            text_errors_after_commit: 0,
            text_balance_won: 100_000,
            text_senders: BTreeSet::new(),
            texts_arrive_after_s: 0,
            unreachable_phones: BTreeSet::new(),
            popbill_result_after_s: 60,
            popbill_batch_after_s: 0,
            popbill_points: 1_000_000,
            popbill_refusals_as_200: false,
            odcloud_errors: 0,
            retry_after_s: 1,
            daily_limit: 10_000,
            token_lifetime_s: 1_800,
            reject_next_day: BTreeSet::new(),
            certificate_expired: false,
            clock_skew_s: 0,
            cancel_only_confirmed: false,
        }
    }
}

impl Dials {
    /// Reads a scenario: a JSON file with the dials that differ from the default.
    ///
    /// # Errors
    /// [`PracticeError::File`] when it cannot be read, [`PracticeError::DialFile`] naming the dial at fault.
    pub fn load(path: &Path) -> Result<Self, PracticeError> {
        let text = std::fs::read(path).map_err(PracticeError::file(path))?;
        Self::default()
            .turned(&text)
            .map_err(|source| PracticeError::DialFile { path: path.to_path_buf(), source })
    }

    /// These dials with the ones named in a JSON object turned; the others stay as they are.
    ///
    /// # Errors
    /// [`DialError`] naming the first dial that does not exist or does not take the value.
    pub fn turned(&self, json: &[u8]) -> Result<Self, DialError> {
        let changes: Map<String, Value> = serde_json::from_slice(json).map_err(|_| DialError::NotAnObject)?;
        let mut turned = self.clone();
        for (name, value) in changes {
            turned = turned.with(name, value)?;
        }
        Ok(turned)
    }

    fn with(&self, name: String, value: Value) -> Result<Self, DialError> {
        let Ok(Value::Object(mut all)) = serde_json::to_value(self) else {
            return Err(DialError::NotAnObject);
        };
        all.insert(name.clone(), value);
        serde_json::from_value(Value::Object(all))
            .map_err(|error| DialError::Dial { name, reason: error.to_string() })
    }
}

/// The board the dials sit on, shared by all connections.
#[derive(Default)]
pub(crate) struct DialBoard(Mutex<Dials>);

impl DialBoard {
    pub(crate) fn new(dials: Dials) -> Self {
        Self(Mutex::new(dials))
    }

    pub(crate) fn read(&self) -> Dials {
        self.lock().clone()
    }

    pub(crate) fn replace(&self, dials: Dials) {
        *self.lock() = dials;
    }

    /// Turns the dials named in a JSON object, all of them or none.
    pub(crate) fn turn(&self, json: &[u8]) -> Result<Dials, DialError> {
        let mut dials = self.lock();
        *dials = dials.turned(json)?;
        Ok(dials.clone())
    }

    /// Counts a dial down; false when it rests at zero.
    pub(crate) fn strikes(&self, pick: impl FnOnce(&mut Dials) -> &mut u32) -> bool {
        let mut dials = self.lock();
        let left = pick(&mut dials);
        let strikes = *left > 0;
        *left = left.saturating_sub(1);
        strikes
    }

    /// Takes a price from what is left; false, and nothing is taken, when it is not enough.
    pub(crate) fn spend(&self, pick: impl FnOnce(&mut Dials) -> &mut u32, price: u32) -> bool {
        let mut dials = self.lock();
        let left = pick(&mut dials);
        let enough = left.checked_sub(price);
        *left = enough.unwrap_or(*left);
        enough.is_some()
    }

    /// Counts one call of a counted maintenance down; false outside of one.
    pub(crate) fn maintenance_strikes(&self) -> bool {
        match &mut self.lock().maintenance {
            Maintenance::Calls(0) | Maintenance::Until(_) => false,
            Maintenance::Calls(left) => {
                *left = left.saturating_sub(1);
                true
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Dials> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
