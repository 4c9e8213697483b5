//! Tokens (연결 열쇠): made here, shown once, known afterwards by their hash alone.

use chrono::{NaiveDateTime, TimeDelta};
use ring::rand::{SecureRandom, SystemRandom};
use serde_json::json;
use store::{ApiToken, ApiTokenId, JournalAct};
use subtle::ConstantTimeEq;

use super::{hex, sha256};
use crate::{FieldFault, Office, OfficeError};

/// What every token begins with, so that one that has leaked is recognised for what it is.
const MARK: &str = "jangbu";
const LONGEST_NAME: usize = 40;
/// Its use is noted no more often: a call must not cost a commit of its own.
const USE_NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// A token as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiTokenCard {
    /// Row number.
    pub id: i64,
    /// What the shop calls the program that has it.
    pub name: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it was last used, to the minute.
    pub last_used_at: Option<NaiveDateTime>,
    /// When it was revoked.
    pub revoked_at: Option<NaiveDateTime>,
}

/// A token that has just been made. No `Debug`: it holds the secret.
pub struct NewApiToken {
    /// Row number.
    pub id: i64,
    /// The whole token, to be shown this one time.
    pub token: String,
}

impl Office {
    /// Makes a token.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] for a name that is none; [`OfficeError::NoRandomness`], [`OfficeError::Book`].
    pub fn make_api_token(&self, name: &str) -> Result<NewApiToken, OfficeError> {
        let name = name_of(name)?;
        let mut bytes = [0_u8; 32];
        SystemRandom::new().fill(&mut bytes).map_err(|_| OfficeError::NoRandomness)?;
        let secret = hex(&bytes);
        let at = self.clock.now();
        let id = self.book.write(|w| {
            let id = w.add_api_token(name, &sha256(secret.as_bytes()), at)?;
            let facts = json!({ "token": id.get(), "name": name });
            w.journal(at, JournalAct::ApiTokenMade, "", &facts)?;
            Ok::<_, OfficeError>(id)
        })?;
        Ok(NewApiToken { id: id.get(), token: format!("{MARK}_{}_{secret}", id.get()) })
    }

    /// Every token there ever was, the newest first.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn api_tokens(&self) -> Result<Vec<ApiTokenCard>, OfficeError> {
        Ok(self.book.read(|r| r.api_tokens())?.into_iter().map(ApiTokenCard::from).collect())
    }

    /// Revokes a token: from now on no call is taken with it.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it is not good any more, [`OfficeError::Book`].
    pub fn revoke_api_token(&self, id: i64) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            if !w.revoke_api_token(ApiTokenId::of(id), at)? {
                return Err(OfficeError::NothingToDo(format!("token {id}")));
            }
            Ok(w.journal(at, JournalAct::ApiTokenRevoked, "", &json!({ "token": id }))?)
        })
    }

    /// Whose token this is; `None` for one that is not good (any more).
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn admit_api_token(&self, token: &str) -> Result<Option<ApiTokenId>, OfficeError> {
        let Some((id, secret)) = parts(token) else { return Ok(None) };
        let known = self.book.read(|r| r.api_token(id))?;
        // Somebody who guesses learns nothing from the time it takes.
        let hash = sha256(secret.as_bytes());
        let fits = |known: &ApiToken| bool::from(known.hash.as_bytes().ct_eq(hash.as_bytes()));
        let Some(known) = known.filter(|known| known.revoked_at.is_none() && fits(known)) else {
            return Ok(None);
        };
        let at = self.clock.now();
        if known.last_used_at.is_none_or(|last| (at - last).abs() >= USE_NOTED_EVERY) {
            self.book.write(|w| w.note_api_token_use(id, at))?;
        }
        Ok(Some(id))
    }
}

/// Number and secret of a token.
fn parts(token: &str) -> Option<(ApiTokenId, &str)> {
    let (number, secret) = token.strip_prefix(MARK)?.strip_prefix('_')?.split_once('_')?;
    Some((ApiTokenId::of(number.parse().ok()?), secret))
}

fn name_of(typed: &str) -> Result<&str, OfficeError> {
    let name = typed.trim();
    let code = match name.chars().count() {
        0 => "required_missing",
        length if length > LONGEST_NAME => "text_too_long",
        _ if name.chars().any(char::is_control) => "text_has_control_characters",
        _ => return Ok(name),
    };
    Err(OfficeError::FieldFaults(vec![FieldFault::new("token_name", code)]))
}

impl From<ApiToken> for ApiTokenCard {
    fn from(token: ApiToken) -> Self {
        let ApiToken { id, name, created_at, last_used_at, revoked_at, hash: _ } = token;
        Self { id: id.get(), name, created_at, last_used_at, revoked_at }
    }
}
