//! Bearer tokens, kept in memory: a restart forgets them, and clients fetch a new one on `E1003`.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::certificates::random_hex;
use crate::error::PracticeError;

/// The tokens given out, with the moment each expires.
#[derive(Default)]
pub(crate) struct Tokens(Mutex<HashMap<String, DateTime<FixedOffset>>>);

impl Tokens {
    /// Gives out a new token and forgets the expired ones.
    pub(crate) fn give(&self, now: DateTime<FixedOffset>, lifetime_s: u32) -> Result<String, PracticeError> {
        let token = random_hex(32)?;
        let mut given = self.lock();
        given.retain(|_, expires| *expires > now);
        given.insert(token.clone(), now + TimeDelta::seconds(i64::from(lifetime_s)));
        Ok(token)
    }

    /// Whether the token was given out here and has not expired.
    pub(crate) fn accepts(&self, token: &str, now: DateTime<FixedOffset>) -> bool {
        self.lock().get(token).is_some_and(|expires| *expires > now)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, DateTime<FixedOffset>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
