//! A call to Popbill under a valid token, once more with a new one if the token was refused. Nothing else is ever repeated.

use std::sync::Arc;

use reqwest::Method;

use super::answers::{self, Verdict};
use super::config::{PopbillConfig, UserId};
use super::signature::Signer;
use super::token::{BUSINESS_STATES, DOCUMENTS, TokenKeeper};
use crate::clock::UnixClock;
use crate::error::RouteError;
use crate::exchange::{Exchange, Reply};
use crate::http::{Answer, Call, Fault, Pool, PoolSettings};
use crate::token::NoToken;
use crate::unanswered::Unanswered;

/// The two hosts, and the way through their doors.
pub(super) struct Desk {
    auth: Pool,
    service: Pool,
    service_id: &'static str,
    documents: TokenKeeper,
    business_states: TokenKeeper,
    user_id: Option<UserId>,
}

/// A call that still lacks its token.
pub(super) struct Request<'a> {
    pub(super) name: &'static str,
    pub(super) method: Method,
    pub(super) path: &'a str,
    pub(super) query: &'a [(&'a str, &'a str)],
    /// What is done (`X-HTTP-Method-Override`), where the path does not say it.
    pub(super) action: Option<&'static str>,
    /// The name and the digest of a batch.
    pub(super) batch: Option<(&'a str, &'a str)>,
    pub(super) body: &'a str,
    pub(super) product: Product,
}

/// What a call belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Product {
    /// Receipts, invoices, certificates.
    Documents,
    /// States of businesses.
    BusinessStates,
    /// The account itself, which the token server keeps.
    Account,
}

/// No answer to read.
pub(super) enum NoAnswer {
    Token(NoToken),
    Fault(Fault),
}

impl<'a> Request<'a> {
    pub(super) const fn get(name: &'static str, path: &'a str, query: &'a [(&'a str, &'a str)]) -> Self {
        Self {
            name,
            method: Method::GET,
            path,
            query,
            action: None,
            batch: None,
            body: "",
            product: Product::Documents,
        }
    }

    pub(super) const fn post(name: &'static str, path: &'a str, action: &'static str, body: &'a str) -> Self {
        Self {
            name,
            method: Method::POST,
            path,
            query: &[],
            action: Some(action),
            batch: None,
            body,
            product: Product::Documents,
        }
    }

    pub(super) fn of(self, product: Product) -> Self {
        Self { product, ..self }
    }
}

impl Desk {
    /// Checks the settings. Opens no connection.
    ///
    /// # Errors
    /// [`RouteError`] naming the setting that cannot be used.
    pub(super) fn new(config: &PopbillConfig, clock: &UnixClock) -> Result<Self, RouteError> {
        let signer = Arc::new(Signer::new(&config.secret_key)?);
        let keeper = |scope: &[&str]| TokenKeeper::new(config, &signer, scope, Arc::clone(clock));
        let hosts = config.place.hosts();
        let pool = |base_url: &str| {
            Pool::new(&PoolSettings {
                base_url,
                authority_pem: config.place.authority_pem(),
                identity_pem: config.place.identity_pem(),
                connect_timeout_ms: config.connect_timeout_ms,
                total_timeout_ms: config.total_timeout_ms,
                code_of: answers::code_text_of,
            })
        };
        Ok(Self {
            auth: pool(&hosts.auth_url)?,
            service: pool(&hosts.service_url)?,
            service_id: config.place.service_id(),
            documents: keeper(&DOCUMENTS)?,
            business_states: keeper(&BUSINESS_STATES)?,
            user_id: config.user_id.clone(),
        })
    }

    /// The path of a call to the token server about the account.
    pub(super) fn account_path(&self, what: &str) -> String {
        format!("/{}/{what}", self.service_id)
    }

    /// Asks and reads.
    pub(super) async fn ask<T: Unanswered>(
        &self,
        request: &Request<'_>,
        read: impl FnOnce(&Answer) -> T,
    ) -> Reply<T> {
        let mut exchanges = Vec::new();
        let outcome = match self.fetch(request, &mut exchanges).await {
            Ok(answer) => read(&answer),
            Err(silence) => silence.into(),
        };
        Reply { outcome, exchanges }
    }

    /// Asks; the exchanges go into `log`.
    pub(super) async fn fetch(
        &self,
        request: &Request<'_>,
        log: &mut Vec<Exchange>,
    ) -> Result<Answer, NoAnswer> {
        let first = self.fetch_once(request, log).await;
        match first {
            Ok(answer) if answers::token_refused(&answer) => self.fetch_once(request, log).await,
            first => first,
        }
    }

    /// Asks the token server for its time, which needs no token: text in UTC.
    pub(super) async fn fetch_time(&self, log: &mut Vec<Exchange>) -> Result<Answer, NoAnswer> {
        let call = Call {
            name: "time",
            method: Method::GET,
            path: "/Time",
            query: &[],
            secret_query: None,
            bearer: None,
            headers: &[],
            body: "",
        };
        let (result, exchange) = self.auth.call(&call).await;
        log.push(exchange);
        result.map_err(NoAnswer::Fault)
    }

    async fn fetch_once(&self, request: &Request<'_>, log: &mut Vec<Exchange>) -> Result<Answer, NoAnswer> {
        let keeper = match request.product {
            Product::Documents | Product::Account => &self.documents,
            Product::BusinessStates => &self.business_states,
        };
        let token = keeper.current(&self.auth, log).await.map_err(NoAnswer::Token)?;
        let mut headers = vec![("x-pb-version", "1.0"), ("accept-language", "ko-KR")];
        headers.extend(self.user_id.as_ref().map(|user| ("x-pb-userid", user.as_str())));
        headers.extend(request.action.map(|action| ("x-http-method-override", action)));
        if let Some((submit_id, digest)) = request.batch {
            headers.extend([("x-pb-submit-id", submit_id), ("x-pb-message-digest", digest)]);
        }
        let call = Call {
            name: request.name,
            method: request.method.clone(),
            path: request.path,
            query: request.query,
            secret_query: None,
            bearer: Some(token.expose()),
            headers: &headers,
            body: request.body,
        };
        let pool = if request.product == Product::Account { &self.auth } else { &self.service };
        let (result, exchange) = pool.call(&call).await;
        log.push(exchange);
        if result.as_ref().is_ok_and(answers::token_refused) {
            keeper.forget(&token).await;
        }
        result.map_err(NoAnswer::Fault)
    }
}

impl NoAnswer {
    /// What a question without an answer comes to.
    pub(super) fn into<T: Unanswered>(self) -> T {
        match self {
            Self::Token(NoToken::NotSent(cause)) | Self::Fault(Fault::NotSent(cause)) => T::not_sent(cause),
            Self::Token(NoToken::NotNow(wait)) => T::not_now(wait),
            Self::Token(NoToken::Stopped(stop)) => T::stopped(stop),
            Self::Fault(Fault::Lost(lost)) => T::lost(lost),
        }
    }
}

/// What a verdict that is about the service and not about the question comes to, or the verdict on the question.
pub(super) fn told_or<T: Unanswered>(
    verdict: Verdict,
    success: impl FnOnce(serde_json::Value) -> T,
    told: impl FnOnce(answers::Told) -> T,
) -> T {
    match verdict {
        Verdict::Success(body) => success(body),
        Verdict::Told(refused) => told(refused),
        Verdict::Silent(silence) => silence.into(),
    }
}
