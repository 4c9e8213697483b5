//! The route of the NTS's own REST contract: client certificate, token, JSON.
//!
//! No such public service is documented today, so the address is a setting without a live default; the practice NTS speaks the
//! same contract. Order of a call: token (kept), request, answer judged. See `http` for the line between "not sent" and
//! "unknown", `answers` for what an answer proves.

mod answers;
mod invoice_wire;
mod stamp;
mod status_wire;
mod stored_invoice;
mod stored_wire;
mod token;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::{BusinessNumber, Cancellation, CashReceipt, DocumentKey, Invoice, KeyKind};
use reqwest::Method;
use zeroize::Zeroizing;

pub(crate) use self::invoice_wire::read_frozen as read_frozen_invoice;
use self::stamp::{Stamp, Stamper};
use self::token::TokenKeeper;
pub(crate) use self::wire::read_frozen;
use crate::clock::UnixClock;
use crate::error::RouteError;
use crate::exchange::{Exchange, Reply};
use crate::http::{Answer, Call, Fault, Pool, PoolSettings};
use crate::outcome::{ListedDay, LookedUp, QuotaRead, Sent, StatusRead, Transmitted};
use crate::route::{Act, Capabilities, FrozenRequest, Route, check_invoice_kind, check_kind};
use crate::said::date_text;
use crate::token::NoToken;
use crate::unanswered::Unanswered;

const RECEIPTS: &str = "/api/v1/cashReceipt";
const INVOICES: &str = "/etax/invoices";
const ISSUE_INVOICE: &str = "/etax/issue";
const VALIDATE: &str = "/etax/validate/business";

const CAPABILITIES: Capabilities = Capabilities {
    can_look_up: true,
    key_reusable: true,
    days_late: 1,
    quiet_period_ms: 1_500,
    batch_size: 1,
    concurrency: 16,
    requests_per_second: 2_000,
    partial_cancel: true,
    cancels_confirmed_only: false,
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
    /// The secret that stamps tax-invoice calls, as the NTS gave it.
    pub api_secret: String,
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
    pool: Pool,
    tokens: TokenKeeper,
    stamps: Stamper,
}

impl HometaxRoute {
    /// Checks the settings and reads certificate and key. Opens no connection.
    ///
    /// # Errors
    /// [`RouteError`] naming the setting that cannot be used.
    pub fn new(config: HometaxConfig, clock: UnixClock) -> Result<Self, RouteError> {
        let stamps = Stamper::new(&config.api_secret, Arc::clone(&clock));
        let tokens = TokenKeeper::new(&config, clock)?;
        // In one buffer of the final size, so that no copy of the key is left behind.
        let key = Zeroizing::new(config.client_key_pem);
        let mut identity = Zeroizing::new(Vec::with_capacity(key.len() + 1 + config.client_cert_pem.len()));
        identity.extend_from_slice(&key);
        identity.push(b'\n');
        identity.extend_from_slice(&config.client_cert_pem);
        let pool = Pool::new(&PoolSettings {
            base_url: &config.base_url,
            authority_pem: config.ca_pem.as_deref(),
            identity_pem: Some(&identity),
            connect_timeout_ms: config.connect_timeout_ms,
            total_timeout_ms: config.total_timeout_ms,
            code_of: answers::result_code_of,
        })?;
        Ok(Self { pool, tokens, stamps })
    }

    /// Makes a request under a valid token and reads the answer. If the NTS refuses the token, once more with a new one.
    async fn ask<T: Unanswered>(&self, request: Request<'_>, read: impl FnOnce(&Answer) -> T) -> Reply<T> {
        let mut exchanges = Vec::new();
        let first = self.ask_once(&request, &mut exchanges).await;
        let answer = match first {
            Ok(answer) if answers::token_refused(&answer) => self.ask_once(&request, &mut exchanges).await,
            first => first,
        };
        let outcome = match answer {
            Ok(answer) => read(&answer),
            Err(NoAnswer::Token(NoToken::NotSent(cause)) | NoAnswer::Fault(Fault::NotSent(cause))) => {
                T::not_sent(cause)
            }
            Err(NoAnswer::Token(NoToken::NotNow(not_now))) => T::not_now(not_now),
            Err(NoAnswer::Token(NoToken::Stopped(stop))) => T::stopped(stop),
            Err(NoAnswer::Fault(Fault::Lost(lost))) => T::lost(lost),
        };
        Reply { outcome, exchanges }
    }

    async fn ask_once(&self, request: &Request<'_>, log: &mut Vec<Exchange>) -> Result<Answer, NoAnswer> {
        let token = self.tokens.current(&self.pool, log).await.map_err(NoAnswer::Token)?;
        let signed = request.is_signed.then(|| self.stamps.stamp());
        let headers = signed.as_ref().map(Stamp::headers).unwrap_or_default();
        let (result, exchange) = self.pool.call(&request.under(token.expose(), &headers)).await;
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
        frozen_issue(key, shop, receipt)
    }

    fn freeze_cancel(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        cancel: &Cancellation,
    ) -> Result<FrozenRequest, RouteError> {
        check_kind(key, Act::Cancel)?;
        frozen_cancel(key, shop, cancel)
    }

    fn freeze_invoice(&self, key: &DocumentKey, invoice: &Invoice) -> Result<FrozenRequest, RouteError> {
        check_invoice_kind(key, invoice)?;
        frozen_invoice(key, invoice)
    }

    async fn send(&self, request: &FrozenRequest) -> Reply<Sent> {
        let act = request.act.as_str();
        let read = |answer: &Answer| answers::sent(&request.key, answer);
        match request.act {
            Act::Issue | Act::Cancel => {
                let path = format!("{RECEIPTS}/{act}");
                self.ask(Request::post(act, &path, &request.body), read).await
            }
            Act::Invoice => self.ask(Request::post(act, ISSUE_INVOICE, &request.body).signed(), read).await,
        }
    }

    async fn look_up(&self, key: &DocumentKey) -> Reply<LookedUp> {
        let read = |answer: &Answer| answers::looked_up(key, answer);
        match key.kind() {
            KeyKind::Receipt | KeyKind::Cancel => {
                let path = format!("{RECEIPTS}/{key}");
                self.ask(Request::get("look_up", &path, &[]), read).await
            }
            KeyKind::Invoice | KeyKind::Amendment => {
                let path = format!("{INVOICES}/{key}");
                self.ask(Request::get("look_up", &path, &[]).signed(), read).await
            }
        }
    }

    async fn quota(&self) -> Reply<QuotaRead> {
        self.ask(Request::get("quota", "/api/v1/quota", &[]), answers::quota).await
    }

    async fn list_day(&self, date: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        let date = date_text(date);
        let mut query = vec![("date", date.as_str())];
        query.extend(cursor.map(|cursor| ("cursor", cursor)));
        self.ask(Request::get("list", RECEIPTS, &query), answers::listed).await
    }

    async fn list_invoices(&self, from: NaiveDate, to: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        let (from, to) = (date_text(from), date_text(to));
        let mut query = vec![("from", from.as_str()), ("to", to.as_str())];
        query.extend(cursor.map(|cursor| ("cursor", cursor)));
        self.ask(Request::get("list", INVOICES, &query).signed(), answers::listed).await
    }

    async fn transmit(&self, key: &DocumentKey) -> Reply<Transmitted> {
        let path = format!("{INVOICES}/{key}/transmit");
        let read = |answer: &Answer| answers::transmitted(key, answer);
        self.ask(Request::post("transmit", &path, "").signed(), read).await
    }

    async fn business_status(&self, number: &BusinessNumber) -> Reply<StatusRead> {
        let body = status_wire::body(number);
        self.ask(Request::post("business_status", VALIDATE, &body).signed(), answers::business_status).await
    }
}

/// The bytes of a receipt.
pub(crate) fn frozen_issue(
    key: &DocumentKey,
    shop: &BusinessNumber,
    receipt: &CashReceipt,
) -> Result<FrozenRequest, RouteError> {
    let body = wire::issue_body(key, shop, receipt).map_err(RouteError::Freeze)?;
    Ok(FrozenRequest { act: Act::Issue, key: key.clone(), body })
}

/// The bytes of a cancel.
pub(crate) fn frozen_cancel(
    key: &DocumentKey,
    shop: &BusinessNumber,
    cancel: &Cancellation,
) -> Result<FrozenRequest, RouteError> {
    let body = wire::cancel_body(key, shop, cancel).map_err(RouteError::Freeze)?;
    Ok(FrozenRequest { act: Act::Cancel, key: key.clone(), body })
}

/// The bytes of an invoice.
pub(crate) fn frozen_invoice(key: &DocumentKey, invoice: &Invoice) -> Result<FrozenRequest, RouteError> {
    let body = invoice_wire::issue_body(key, invoice).map_err(RouteError::Freeze)?;
    Ok(FrozenRequest { act: Act::Invoice, key: key.clone(), body })
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
    /// Tax-invoice calls are stamped with the API secret.
    is_signed: bool,
}

impl<'a> Request<'a> {
    fn get(name: &'static str, path: &'a str, query: &'a [(&'a str, &'a str)]) -> Self {
        Self { name, method: Method::GET, path, query, body: "", is_signed: false }
    }

    fn post(name: &'static str, path: &'a str, body: &'a str) -> Self {
        Self { name, method: Method::POST, path, query: &[], body, is_signed: false }
    }

    fn signed(self) -> Self {
        Self { is_signed: true, ..self }
    }

    fn under(&self, token: &'a str, headers: &'a [(&'static str, &'a str)]) -> Call<'a> {
        Call {
            name: self.name,
            method: self.method.clone(),
            path: self.path,
            query: self.query,
            secret_query: None,
            bearer: Some(token),
            headers,
            body: self.body,
        }
    }
}
