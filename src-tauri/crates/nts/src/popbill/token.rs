//! The token of the LinkHub server (providers.md §1): signed for with the secret key, kept until two minutes before it ends.

use std::sync::Arc;

use chrono::DateTime;
use reqwest::Method;
use serde::Serialize;
use serde_json::Value;

use super::answers::{Silence, Verdict, judge};
use super::config::{LinkId, PopbillConfig, TokenUse};
use super::signature::{Signed, Signer, VERSION, date_header};
use crate::clock::UnixClock;
use crate::error::RouteError;
use crate::exchange::Exchange;
use crate::http::{Answer, Call, Fault, Pool};
use crate::said::text;
use crate::token::{Granted, NoToken, REFRESH_BEFORE_EXPIRY_S, Token, TokenShelf, token_call};

/// What a token opens (providers.md §1.6): cash receipts and tax invoices.
pub(super) const DOCUMENTS: [&str; 3] = ["member", "140", "110"];
/// The states of businesses (휴폐업조회), a product of its own that an account may lack.
pub(super) const BUSINESS_STATES: [&str; 2] = ["member", "170"];

/// Fetches and keeps the token of one set of products.
pub(super) struct TokenKeeper {
    signer: Arc<Signer>,
    link_id: LinkId,
    token_use: TokenUse,
    service_id: &'static str,
    path: String,
    body: String,
    clock: UnixClock,
    shelf: TokenShelf,
}

#[derive(Serialize)]
struct TokenBody<'a> {
    access_id: &'a str,
    scope: &'a [&'a str],
}

impl TokenKeeper {
    /// For the account of `config`.
    ///
    /// # Errors
    /// [`RouteError::Freeze`] when the body cannot be written.
    pub(super) fn new(
        config: &PopbillConfig,
        signer: &Arc<Signer>,
        scope: &[&str],
        clock: UnixClock,
    ) -> Result<Self, RouteError> {
        let service_id = config.place.service_id();
        let body = TokenBody { access_id: config.shop.number().digits(), scope };
        Ok(Self {
            signer: Arc::clone(signer),
            link_id: config.link_id.clone(),
            token_use: config.token_use,
            service_id,
            path: format!("/{service_id}/Token"),
            body: serde_json::to_string(&body).map_err(RouteError::Freeze)?,
            clock,
            shelf: TokenShelf::default(),
        })
    }

    /// The kept token, or a new one.
    pub(super) async fn current(&self, auth: &Pool, log: &mut Vec<Exchange>) -> Result<Token, NoToken> {
        let now_s = (self.clock)();
        self.shelf.current(now_s, self.fetch(auth, now_s, log)).await
    }

    /// Forgets `refused`, unless another caller has replaced it already.
    pub(super) async fn forget(&self, refused: &Token) {
        self.shelf.forget(refused).await;
    }

    async fn fetch(&self, auth: &Pool, now_s: i64, log: &mut Vec<Exchange>) -> Result<Granted, NoToken> {
        let date = date_header(now_s).ok_or_else(|| token_call("the clock's time has no date"))?;
        let forwarded = self.token_use.forwarded();
        let signature =
            self.signer.sign(&Signed { body: &self.body, date: &date, forwarded, path: &self.path });
        let authorization = format!("LINKHUB {} {signature}", self.link_id.as_str());
        let mut headers =
            vec![("x-lh-date", date.as_str()), ("x-lh-version", VERSION), ("authorization", &authorization)];
        headers.extend(forwarded.map(|from| ("x-lh-forwarded", from)));
        let call = Call {
            name: "token",
            method: Method::POST,
            path: &self.path,
            query: &[],
            secret_query: None,
            bearer: None,
            headers: &headers,
            body: &self.body,
        };
        let (result, exchange) = auth.call(&call).await;
        log.push(exchange);
        match result {
            Ok(answer) => granted(&answer, self.service_id),
            Err(Fault::NotSent(cause)) => Err(NoToken::NotSent(cause)),
            Err(Fault::Lost(lost)) => Err(token_call(&lost.cause)),
        }
    }
}

/// The token in an answer. Whatever else came, nothing was sent under it.
fn granted(answer: &Answer, service_id: &str) -> Result<Granted, NoToken> {
    match judge(answer) {
        Verdict::Success(body) => {
            read_granted(&body, service_id).ok_or_else(|| token_call("the token cannot be read"))
        }
        Verdict::Told(told) => Err(token_call(&told.in_words())),
        Verdict::Silent(Silence::NotNow(wait)) => Err(NoToken::NotNow(wait)),
        Verdict::Silent(Silence::Stopped(stop)) => Err(NoToken::Stopped(stop)),
        Verdict::Silent(Silence::Lost(lost)) => Err(token_call(&lost.cause)),
    }
}

/// A token of another service (the real one's for the test one's) would be refused at every call; it is none.
fn read_granted(body: &Value, service_id: &str) -> Option<Granted> {
    let token = text(body, "session_token").filter(|token| !token.is_empty())?;
    if text(body, "serviceID").is_some_and(|named| named != service_id) {
        return None;
    }
    let ends_at = DateTime::parse_from_rfc3339(text(body, "expiration")?).ok()?;
    let refresh_at_s = ends_at.timestamp().saturating_sub(REFRESH_BEFORE_EXPIRY_S);
    Some(Granted { token: Token::new(token), refresh_at_s })
}

#[cfg(test)]
mod token_tests {
    //! What is believed of a token answer.

    use super::read_granted;
    use serde_json::json;

    #[test]
    fn the_published_answer_is_kept_until_two_minutes_before_its_end() {
        let body = json!({"session_token": "sbx-1", "serviceID": "POPBILL_TEST", "linkID": "TESTER",
            "usercode": "1234567890", "ipaddress": "127.0.0.1", "expiration": "2026-05-06T00:30:00.000Z",
            "scope": ["member", "140", "110"]});
        let granted = read_granted(&body, "POPBILL_TEST").unwrap();
        assert_eq!((granted.token.expose(), granted.refresh_at_s), ("sbx-1", 1_778_025_600 + 1_800 - 120));
        assert!(read_granted(&body, "POPBILL").is_none(), "a token for the test service opens no other");
    }

    #[test]
    fn an_answer_without_token_or_end_is_none() {
        for body in [
            json!({"session_token": "", "expiration": "2026-05-06T00:30:00.000Z"}),
            json!({"session_token": "t", "expiration": "soon"}),
            json!({"session_token": "t"}),
            json!({"expiration": "2026-05-06T00:30:00.000Z"}),
        ] {
            assert!(read_granted(&body, "POPBILL_TEST").is_none(), "{body}");
        }
    }
}
