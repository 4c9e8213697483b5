//! Sessions of the dialect: what a token was given for, kept in memory.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, FixedOffset};

/// What a token lets its bearer do.
#[derive(Clone)]
pub(crate) struct Session {
    /// The member business, ten digits.
    pub(crate) corp_num: String,
    /// `POPBILL_TEST` or `POPBILL`.
    pub(crate) service_id: &'static str,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) expires: DateTime<FixedOffset>,
}

/// The sessions given out. Expired ones are remembered for a while, for their bearers are told so.
#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<String, Session>>);

/// More than any client has open; beyond it the expired ones are forgotten.
const REMEMBERED: usize = 10_000;

impl Sessions {
    pub(super) fn open(&self, token: String, session: Session, now: DateTime<FixedOffset>) {
        let mut open = self.lock();
        if open.len() >= REMEMBERED {
            open.retain(|_, session| session.expires > now);
        }
        open.insert(token, session);
    }

    pub(super) fn find(&self, token: &str) -> Option<Session> {
        self.lock().get(token).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
