//! The route of the NTS's own REST contract: client certificate, token, JSON.
//!
//! No such public service is documented today, so the address is a setting without a live default; the practice NTS speaks the
//! same contract. Order of a call: token (kept), request, answer judged. See `client` for the line between "not sent" and
//! "unknown", `answers` for what an answer proves.

mod answers;
mod client;
mod stored_wire;
mod token;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::{BusinessNumber, Cancellation, CashReceipt, DocumentKey, KeyKind};
use reqwest::Method;

use self::client::{Answer, Call, Client, Fault};
use self::token::{NoToken, TokenKeeper};
pub(crate) use self::wire::read_frozen;
use crate::error::RouteError;
use crate::exchange::{Exchange, Reply};
use crate::outcome::{ListedDay, LookedUp, QuotaRead, Sent};
use crate::route::{Act, Capabilities, FrozenRequest, Route};

/// Unix seconds; handed in so that tests and the simulation own the time.
pub type UnixClock = Arc<dyn Fn() -> i64 + Send + Sync>;

const RECEIPTS: &str = "/api/v1/cashReceipt";

const CAPABILITIES: Capabilities = Capabilities {
    can_look_up: true,
    key_reusable: true,
    days_late: 1,
    quiet_period_ms: 1_500,
    batch_size: 1,
    concurrency: 16,
    requests_per_second: 2_000,
    partial_cancel: true,
};

/// What the route needs. Holds a private key, hence no `Debug`.
#[derive(Clone)]
pub struct HometaxConfig {
    /// `https://` address without query; anything else is refused.
    pub base_url: String,
    /// The shop's business number (사업자등록번호), the token's owner.
    pub business_number: BusinessNumber,
    /// The practice CA in PEM. When given it is trusted *instead of* the system's roots.
    pub ca_pem: Option<Vec<u8>>,
    /// The client certificate in PEM.
    pub client_cert_pem: Vec<u8>,
    /// Its RSA key in PEM (PKCS#8).
    pub client_key_pem: Vec<u8>,
    /// Limit for name, connection and TLS together, in milliseconds.
    pub connect_timeout_ms: u64,
    /// Limit for a whole request with its answer, in milliseconds.
    pub total_timeout_ms: u64,
}

impl HometaxConfig {
    /// The contract's limit for connecting.
    pub const CONNECT_TIMEOUT_MS: u64 = 5_000;
    /// The contract's limit for a whole request.
    pub const TOTAL_TIMEOUT_MS: u64 = 30_000;
}

/// The `hometax` route.
pub struct HometaxRoute {
    client: Client,
    tokens: TokenKeeper,
}

impl HometaxRoute {
    /// Checks the settings and reads certificate and key. Opens no connection.
    ///
    /// # Errors
    /// [`RouteError`] naming the setting that cannot be used.
    pub fn new(config: HometaxConfig, clock: UnixClock) -> Result<Self, RouteError> {
        Ok(Self { tokens: TokenKeeper::new(&config, clock)?, client: Client::new(config)? })
    }

    /// Makes a request under a valid token. If the NTS refuses the token, once more with a new one.
    async fn ask(&self, request: Request<'_>) -> (Result<Answer, NoAnswer>, Vec<Exchange>) {
        let mut log = Vec::new();
        let first = self.ask_once(&request, &mut log).await;
        let answer = match first {
            Ok(answer) if answers::token_refused(&answer) => self.ask_once(&request, &mut log).await,
            first => first,
        };
        (answer, log)
    }

    async fn ask_once(&self, request: &Request<'_>, log: &mut Vec<Exchange>) -> Result<Answer, NoAnswer> {
        let token = self.tokens.current(&self.client, log).await.map_err(NoAnswer::Token)?;
        let (result, exchange) = self.client.call(&request.under(&token)).await;
        log.push(exchange);
        if result.as_ref().is_ok_and(answers::token_refused) {
            self.tokens.forget(&token).await;
        }
        result.map_err(NoAnswer::Fault)
    }
}

#[async_trait]
impl Route for HometaxRoute {
    fn name(&self) -> &'static str {
        "hometax"
    }

    fn capabilities(&self) -> &Capabilities {
        &CAPABILITIES
    }

    fn freeze_issue(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        receipt: &CashReceipt,
    ) -> Result<FrozenRequest, RouteError> {
        check_kind(key, Act::Issue)?;
        let body = wire::issue_body(key, shop, receipt).map_err(RouteError::Freeze)?;
        Ok(FrozenRequest { act: Act::Issue, key: key.clone(), body })
    }

    fn freeze_cancel(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        cancel: &Cancellation,
    ) -> Result<FrozenRequest, RouteError> {
        check_kind(key, Act::Cancel)?;
        let body = wire::cancel_body(key, shop, cancel).map_err(RouteError::Freeze)?;
        Ok(FrozenRequest { act: Act::Cancel, key: key.clone(), body })
    }

    async fn send(&self, request: &FrozenRequest) -> Reply<Sent> {
        let act = request.act.as_str();
        let path = format!("{RECEIPTS}/{act}");
        let (answer, exchanges) = self.ask(Request::post(act, &path, &request.body)).await;
        let outcome = match answer {
            Ok(answer) => answers::sent(&request.key, &answer),
            Err(NoAnswer::Token(NoToken::NotSent(cause)) | NoAnswer::Fault(Fault::NotSent(cause))) => {
                Sent::NotSent(cause)
            }
            Err(NoAnswer::Token(NoToken::NotNow(not_now))) => Sent::NotNow(not_now),
            Err(NoAnswer::Token(NoToken::Stopped(stop))) => Sent::RouteStopped(stop),
            Err(NoAnswer::Fault(Fault::Lost(lost))) => Sent::Unknown(lost),
        };
        Reply { outcome, exchanges }
    }

    async fn look_up(&self, key: &DocumentKey) -> Reply<LookedUp> {
        let path = format!("{RECEIPTS}/{key}");
        let (answer, exchanges) = self.ask(Request::get("look_up", &path, &[])).await;
        let outcome = match answer {
            Ok(answer) => answers::looked_up(key, &answer),
            Err(NoAnswer::Token(NoToken::NotSent(cause)) | NoAnswer::Fault(Fault::NotSent(cause))) => {
                LookedUp::NotSent(cause)
            }
            Err(NoAnswer::Token(NoToken::NotNow(not_now))) => LookedUp::NotNow(not_now),
            Err(NoAnswer::Token(NoToken::Stopped(stop))) => LookedUp::RouteStopped(stop),
            Err(NoAnswer::Fault(Fault::Lost(lost))) => LookedUp::NoAnswer(lost.cause),
        };
        Reply { outcome, exchanges }
    }

    async fn quota(&self) -> Reply<QuotaRead> {
        let (answer, exchanges) = self.ask(Request::get("quota", "/api/v1/quota", &[])).await;
        let outcome = match answer {
            Ok(answer) => answers::quota(&answer),
            Err(NoAnswer::Token(NoToken::NotSent(cause)) | NoAnswer::Fault(Fault::NotSent(cause))) => {
                QuotaRead::NotSent(cause)
            }
            Err(NoAnswer::Token(NoToken::NotNow(not_now))) => QuotaRead::NotNow(not_now),
            Err(NoAnswer::Token(NoToken::Stopped(stop))) => QuotaRead::RouteStopped(stop),
            Err(NoAnswer::Fault(Fault::Lost(lost))) => QuotaRead::NoAnswer(lost.cause),
        };
        Reply { outcome, exchanges }
    }

    async fn list_day(&self, date: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        let date = wire::date_text(date);
        let mut query = vec![("date", date.as_str())];
        query.extend(cursor.map(|cursor| ("cursor", cursor)));
        let (answer, exchanges) = self.ask(Request::get("list", RECEIPTS, &query)).await;
        let outcome = match answer {
            Ok(answer) => answers::listed(&answer),
            Err(NoAnswer::Token(NoToken::NotSent(cause)) | NoAnswer::Fault(Fault::NotSent(cause))) => {
                ListedDay::NoAnswer(cause.to_string())
            }
            Err(NoAnswer::Token(NoToken::NotNow(not_now))) => ListedDay::NotNow(not_now),
            Err(NoAnswer::Token(NoToken::Stopped(stop))) => ListedDay::RouteStopped(stop),
            Err(NoAnswer::Fault(Fault::Lost(lost))) => ListedDay::NoAnswer(lost.cause),
        };
        Reply { outcome, exchanges }
    }
}

enum NoAnswer {
    Token(NoToken),
    Fault(Fault),
}

/// A call that still lacks its token.
struct Request<'a> {
    name: &'static str,
    method: Method,
    path: &'a str,
    query: &'a [(&'a str, &'a str)],
    body: &'a str,
}

impl<'a> Request<'a> {
    fn get(name: &'static str, path: &'a str, query: &'a [(&'a str, &'a str)]) -> Self {
        Self { name, method: Method::GET, path, query, body: "" }
    }

    fn post(name: &'static str, path: &'a str, body: &'a str) -> Self {
        Self { name, method: Method::POST, path, query: &[], body }
    }

    fn under(&self, token: &'a str) -> Call<'a> {
        Call {
            name: self.name,
            method: self.method.clone(),
            path: self.path,
            query: self.query,
            bearer: Some(token),
            body: self.body,
        }
    }
}

fn check_kind(key: &DocumentKey, act: Act) -> Result<(), RouteError> {
    let fits = match act {
        Act::Issue => key.kind() == KeyKind::Receipt,
        Act::Cancel => key.kind() == KeyKind::Cancel,
    };
    if fits { Ok(()) } else { Err(RouteError::WrongKeyKind { key: key.clone(), act }) }
}
