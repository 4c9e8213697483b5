//! Who may come in: the shop's partner gets a token for the shop, and a token opens what it was given for.

use std::collections::BTreeSet;

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset, TimeDelta};
use ring::{digest, hmac};
use serde::Deserialize;

use super::PopbillRefusal;
use super::identity::Vault;
use super::sessions::{Session, Sessions};
use super::signature::{Signed, text};
use crate::authority::Authority;
use crate::certificates::random_hex;

const UNKNOWN_PARTNER: PopbillRefusal = PopbillRefusal::door(-99_004_021, "등록되지 않은 링크아이디입니다.");
const NO_DATE: PopbillRefusal = PopbillRefusal::door(-99_010_002, "요청 일시가 없습니다.");
const BAD_DATE: PopbillRefusal = PopbillRefusal::door(-99_010_003, "요청 일시의 형식이 올바르지 않습니다.");
const OLD_DATE: PopbillRefusal = PopbillRefusal::door(-99_010_004, "요청 일시가 서버 시각과 다릅니다.");
const NOT_A_MEMBER: PopbillRefusal = PopbillRefusal::door(-99_003_008, "연동회원이 아닌 사업자번호입니다.");
const NO_SESSION: PopbillRefusal = PopbillRefusal::door(-99_000_013, "토큰이 없습니다.");
const STRANGE_SESSION: PopbillRefusal = PopbillRefusal::door(-99_910_004, "토큰을 읽을 수 없습니다.");
const OVER: PopbillRefusal = PopbillRefusal::door(-99_000_026, "토큰의 유효시간이 지났습니다.");
const NO_SCOPE: PopbillRefusal = PopbillRefusal::door(-99_910_002, "이 서비스를 쓸 권한이 없습니다.");

/// The service that this server plays; a token for the other one does not open it.
const PLAYED: &str = "POPBILL_TEST";

/// The partner and the sessions it has opened.
pub(crate) struct PopbillDoor {
    link_id: String,
    secret: hmac::Key,
    sessions: Sessions,
    pub(crate) vault: Vault,
}

/// A token request as it came.
pub(crate) struct Claims<'a> {
    pub(crate) service_id: &'static str,
    pub(crate) headers: &'a HeaderMap,
    /// The bytes that were signed.
    pub(crate) body: &'a [u8],
}

/// The body of a token request.
#[derive(Deserialize)]
struct Wanted {
    access_id: Option<String>,
    #[serde(default)]
    scope: BTreeSet<String>,
}

impl PopbillDoor {
    pub(crate) fn new(link_id: String, secret_key: &str) -> Self {
        // The file is written by this program; a key that somebody spoilt opens nothing.
        let secret = STANDARD.decode(secret_key.trim()).unwrap_or_default();
        let vault = Vault::new(digest::digest(&digest::SHA256, &[b"identities", secret.as_slice()].concat()));
        let secret = hmac::Key::new(hmac::HMAC_SHA256, &secret);
        Self { link_id, secret, sessions: Sessions::default(), vault }
    }

    pub(crate) fn link_id(&self) -> &str {
        &self.link_id
    }

    /// Opens a session for a signed request; the token and what it is good for.
    pub(crate) fn open(
        &self,
        authority: &Authority,
        claims: &Claims<'_>,
    ) -> Result<(String, Session), PopbillRefusal> {
        let signed = Signed::read(claims.headers)?;
        if signed.link_id != self.link_id {
            return Err(UNKNOWN_PARTNER);
        }
        let date = text(claims.headers, "x-lh-date").ok_or(NO_DATE)?;
        let date = DateTime::parse_from_rfc3339(date).map_err(|_| BAD_DATE)?;
        if !authority.on_time(date.timestamp()) {
            return Err(OLD_DATE);
        }
        signed.check(&self.secret, claims.headers, &format!("/{}/Token", claims.service_id), claims.body)?;
        let wanted: Wanted = serde_json::from_slice(claims.body).map_err(|_| PopbillRefusal::UNREADABLE)?;
        let corp_num = wanted.access_id.unwrap_or_default();
        if corp_num != authority.business_number {
            return Err(NOT_A_MEMBER);
        }
        let now = authority.clock.now();
        let lifetime_s = authority.dials.read().token_lifetime_s;
        let expires = now + TimeDelta::seconds(i64::from(lifetime_s));
        let session = Session { corp_num, service_id: claims.service_id, scopes: wanted.scope, expires };
        let token = random_hex(32)?;
        self.sessions.open(token.clone(), session.clone(), now);
        Ok((token, session))
    }

    /// The session of a caller, if it was opened with this scope for the service that is played here.
    pub(crate) fn admit(
        &self,
        headers: &HeaderMap,
        scope: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<Session, PopbillRefusal> {
        let session = self.session(headers, now)?;
        if session.service_id != PLAYED {
            return Err(STRANGE_SESSION);
        }
        if session.scopes.contains(scope) { Ok(session) } else { Err(NO_SCOPE) }
    }

    /// The session of a caller, whatever it was opened for.
    pub(crate) fn session(
        &self,
        headers: &HeaderMap,
        now: DateTime<FixedOffset>,
    ) -> Result<Session, PopbillRefusal> {
        let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = value.and_then(|value| value.strip_prefix("Bearer ")).ok_or(NO_SESSION)?;
        let session = self.sessions.find(token).ok_or(STRANGE_SESSION)?;
        if session.expires > now { Ok(session) } else { Err(OVER) }
    }
}
