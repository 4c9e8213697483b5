//! One HTTP request, and the line between "never left" and "may have arrived".
//!
//! The line is drawn where the HTTP client draws it: a failure of its connector happened before any byte of a request was
//! written, every later failure did not. Settings that would blur the line are off: redirects, proxies, retries. Idle
//! connections are given up early, because writing to one the server has just closed looks like a lost answer.
//!
//! Nobody but the address it was made for is ever contacted, and the certificate of that is always verified.

mod fault;

use std::time::{Duration, Instant};

use reqwest::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use reqwest::{Certificate, Identity, Method, RequestBuilder, Response, Url, redirect, retry, tls};

pub(crate) use self::fault::Fault;
use self::fault::{before_head, lost, lost_in_body, root_cause};
use crate::error::RouteError;
use crate::exchange::Exchange;
use crate::outcome::{LostAnswer, LostKind};
use crate::redact::redact;

const MAX_RESPONSE_BYTES: usize = 8 * 1024 * 1024;
const MAX_KEPT_RESPONSE_BYTES: usize = 4 * 1024;
const IDLE_CONNECTION_TTL: Duration = Duration::from_secs(15);

/// Where a pool leads and whom it trusts.
pub(crate) struct PoolSettings<'a> {
    /// `https://` address without query.
    pub(crate) base_url: &'a str,
    /// An authority in PEM that is trusted *instead of* the system's roots.
    pub(crate) authority_pem: Option<&'a [u8]>,
    /// Key and certificate in PEM that we show.
    pub(crate) identity_pem: Option<&'a [u8]>,
    /// Limit for name, connection and TLS together.
    pub(crate) connect_timeout_ms: u64,
    /// Limit for a whole request with its answer.
    pub(crate) total_timeout_ms: u64,
    /// Finds the result code in an answer, for the exchange.
    pub(crate) code_of: fn(&[u8]) -> Option<String>,
}

/// The connection pool to one address.
pub(crate) struct Pool {
    http: reqwest::Client,
    base: Url,
    connect_timeout_ms: u64,
    code_of: fn(&[u8]) -> Option<String>,
}

/// One request to make.
pub(crate) struct Call<'a> {
    /// The name in the exchange.
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    /// From the root, without a query.
    pub(crate) path: &'a str,
    /// A name with a blank value is written alone: `?Detail`.
    pub(crate) query: &'a [(&'a str, &'a str)],
    /// Goes into the address after `query`, and into no record of it.
    pub(crate) secret_query: Option<(&'a str, &'a str)>,
    pub(crate) bearer: Option<&'a str>,
    /// Further headers; none of them is recorded.
    pub(crate) headers: &'a [(&'static str, &'a str)],
    /// JSON; empty for none.
    pub(crate) body: &'a str,
}

/// A whole answer of any status outside 3xx.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after_ms: Option<u64>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Whether the status is a 2xx.
    pub(crate) fn succeeded(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Pool {
    /// Builds the pool.
    ///
    /// # Errors
    /// [`RouteError::Address`], [`RouteError::Authority`], [`RouteError::Client`].
    pub(crate) fn new(settings: &PoolSettings<'_>) -> Result<Self, RouteError> {
        // An error only says that a provider is installed already, by us or by the program around us.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let base = parse_base(settings.base_url)?;
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("jangbu/", env!("CARGO_PKG_VERSION")))
            .https_only(true)
            .tls_version_min(tls::Version::TLS_1_2)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .no_proxy()
            .connect_timeout(Duration::from_millis(settings.connect_timeout_ms))
            .timeout(Duration::from_millis(settings.total_timeout_ms))
            .pool_idle_timeout(IDLE_CONNECTION_TTL);
        if let Some(pem) = settings.identity_pem {
            builder = builder.identity(Identity::from_pem(pem).map_err(RouteError::Client)?);
        }
        if let Some(pem) = settings.authority_pem {
            builder = builder.tls_certs_only(parse_authority(pem)?);
        }
        let http = builder.build().map_err(RouteError::Client)?;
        let PoolSettings { connect_timeout_ms, code_of, .. } = *settings;
        Ok(Self { http, base, connect_timeout_ms, code_of })
    }

    /// Makes one request and reads the whole answer. The exchange is there in every case.
    pub(crate) async fn call(&self, call: &Call<'_>) -> (Result<Answer, Fault>, Exchange) {
        let started = Instant::now();
        let mut http_status = None;
        // What is kept of the request is made while the answer is on its way.
        let (result, request) =
            tokio::join!(biased; self.exchange(call, &mut http_status), async { call.redacted() });
        let elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (response, result_code) = match &result {
            Ok(answer) => (kept_text(&answer.body), (self.code_of)(&answer.body)),
            Err(Fault::NotSent(cause)) => (cause.to_string(), None),
            Err(Fault::Lost(lost)) => (lost.cause.clone(), None),
        };
        tracing::debug!(call = call.name, http_status, result_code, elapsed_ms, "asked the NTS");
        let exchange = Exchange { call: call.name, request, response, http_status, result_code, elapsed_ms };
        (result, exchange)
    }

    async fn exchange(&self, call: &Call<'_>, http_status: &mut Option<u16>) -> Result<Answer, Fault> {
        let mut request = self.http.request(call.method.clone(), self.url(call));
        if let Some(token) = call.bearer {
            request = request.bearer_auth(token);
        }
        for (name, value) in call.headers {
            request = with_header(request, name, value);
        }
        if !call.body.is_empty() {
            request =
                request.header(CONTENT_TYPE, "application/json; charset=utf-8").body(call.body.to_owned());
        }
        let response = request.send().await.map_err(|error| before_head(&error, self.connect_timeout_ms))?;
        *http_status = Some(response.status().as_u16());
        read_answer(response).await.map_err(Fault::Lost)
    }

    fn url(&self, call: &Call<'_>) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}{}", self.base.path().trim_end_matches('/'), call.path));
        for (name, value) in call.query {
            let mut pairs = url.query_pairs_mut();
            let _written =
                if value.is_empty() { pairs.append_key_only(name) } else { pairs.append_pair(name, value) };
        }
        if let Some((name, value)) = call.secret_query {
            url.query_pairs_mut().append_pair(name, value);
        }
        url
    }
}

impl Call<'_> {
    fn redacted(&self) -> String {
        if !self.body.is_empty() {
            return redact(self.body);
        }
        let fields = self.query.iter().map(|(name, value)| ((*name).to_owned(), (*value).into()));
        let mut asked: serde_json::Map<_, _> = fields.collect();
        asked.insert("path".to_owned(), self.path.into());
        serde_json::Value::Object(asked).to_string()
    }
}

/// None of our headers may show up in a log of the library's.
fn with_header(request: RequestBuilder, name: &'static str, value: &str) -> RequestBuilder {
    match HeaderValue::from_str(value) {
        Ok(mut hidden) => {
            hidden.set_sensitive(true);
            request.header(name, hidden)
        }
        // The builder keeps the fault, and sending fails before anything leaves.
        Err(_) => request.header(name, value),
    }
}

/// An address as settings may name it.
///
/// # Errors
/// [`RouteError::Address`] for what does not begin with `https://`, carries a name or a password, or asks for something.
pub fn check_address(text: &str) -> Result<(), RouteError> {
    parse_base(text).map(|_| ())
}

fn parse_base(text: &str) -> Result<Url, RouteError> {
    let url = Url::parse(text).map_err(|_| RouteError::Address("it is not an address"))?;
    if url.scheme() != "https" {
        return Err(RouteError::Address("it must begin with https://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(RouteError::Address("it must not carry a name or password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(RouteError::Address("it must end before any ? or #"));
    }
    Ok(url)
}

fn parse_authority(pem: &[u8]) -> Result<Vec<Certificate>, RouteError> {
    let certificates =
        Certificate::from_pem_bundle(pem).map_err(|error| RouteError::Authority(root_cause(&error)))?;
    if certificates.is_empty() {
        return Err(RouteError::Authority("no certificate in it".to_owned()));
    }
    Ok(certificates)
}

async fn read_answer(mut response: Response) -> Result<Answer, LostAnswer> {
    let status = response.status();
    if status.is_redirection() {
        return Err(lost(LostKind::Redirect, format!("the server pointed elsewhere (HTTP {status})")));
    }
    let retry_after_ms = retry_after_ms(&response);
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| lost_in_body(&error))? {
        if body.len() + chunk.len() > MAX_RESPONSE_BYTES {
            return Err(lost(LostKind::TooLarge, "the answer is larger than 8 MiB".to_owned()));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status: status.as_u16(), retry_after_ms, body })
}

/// `Retry-After` in seconds; the form with a date is not used by the contract.
fn retry_after_ms(response: &Response) -> Option<u64> {
    let seconds: u64 = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    seconds.checked_mul(1_000)
}

fn kept_text(body: &[u8]) -> String {
    let mut text = redact(&String::from_utf8_lossy(body));
    if text.len() > MAX_KEPT_RESPONSE_BYTES {
        let end = (0..=MAX_KEPT_RESPONSE_BYTES).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        text.truncate(end);
    }
    text
}
