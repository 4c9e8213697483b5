//! Calls by name (`Idempotency-Key`): the same call again gets the answer of the first.

use chrono::TimeDelta;
use store::ApiTokenId;

use super::sha256;
use crate::{Office, OfficeError};

/// How long an answer is kept for whoever asks again.
const KEPT: TimeDelta = TimeDelta::days(30);

/// What is known of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallBegun {
    /// It has no answer yet, and is to be carried out. Perhaps it was before, by a process that died then: what is carried
    /// out must bear being carried out twice.
    Unanswered,
    /// It was answered so: HTTP status and body.
    Answered(u16, String),
    /// The name was used for something else.
    OtherBody,
}

impl Office {
    /// Notes that a named call begins, before anything is done for it.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn begin_call(&self, token: ApiTokenId, name: &str, body: &[u8]) -> Result<CallBegun, OfficeError> {
        let (hash, at) = (sha256(body), self.clock.now());
        self.book.write(|w| {
            w.forget_api_calls(at - KEPT)?;
            let Some(known) = w.api_call(token, name)? else {
                w.begin_api_call(token, name, &hash, at)?;
                return Ok(CallBegun::Unanswered);
            };
            Ok(match known.answer {
                _ if known.body_hash != hash => CallBegun::OtherBody,
                Some((status, answer)) => CallBegun::Answered(status, answer),
                None => CallBegun::Unanswered,
            })
        })
    }

    /// Notes what a named call was answered.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn answer_call(
        &self,
        token: ApiTokenId,
        name: &str,
        (status, answer): (u16, &str),
    ) -> Result<(), OfficeError> {
        Ok(self.book.write(|w| w.answer_api_call(token, name, (status, answer)))?)
    }
}
