//! The NTS's open API for states of businesses (국세청 사업자등록정보 진위확인 및 상태조회, data.go.kr; providers.md §8): free, official,
//! and only about businesses.
//!
//! It answers refusals in two shapes, the service's own (`status_code`) and the portal's gateway's (`code`, `msg`), under HTTP
//! statuses that nobody documents; the body decides. A hundred numbers fit into a call, more make more calls.

mod answers;
mod key;
mod wire;

use async_trait::async_trait;
use domain::BusinessNumber;
use reqwest::Method;

use self::answers::{Verdict, judge};
pub use self::key::ServiceKey;
pub use self::wire::{RegisterQuestion, Validated};
use crate::error::RouteError;
use crate::exchange::{Exchange, Reply};
use crate::http::{Answer, Call, Fault, Pool, PoolSettings};
use crate::outcome::{Asked, StatusRead};
use crate::register::BusinessRegister;
use crate::secret::Secret;
use crate::unanswered::Unanswered;

const LIVE: &str = "https://api.odcloud.kr";
const API: &str = "/api/nts-businessman/v1";
/// Numbers in one call.
const MOST: usize = 100;
const CONNECT_TIMEOUT_MS: u64 = 5_000;
const TOTAL_TIMEOUT_MS: u64 = 15_000;

/// Where the register is.
#[derive(Clone)]
pub enum OpenRegisterPlace {
    /// The portal.
    Live,
    /// The practice server, with its own authority (PEM), trusted instead of the system's.
    Practice {
        /// `https://` address.
        url: String,
        /// The authority.
        authority_pem: Vec<u8>,
        /// The shop's key and certificate there (PEM): that server also asks who calls.
        identity_pem: Secret,
    },
}

/// The register behind the open API.
pub struct OpenRegister {
    pool: Pool,
    key: ServiceKey,
}

impl OpenRegister {
    /// Opens no connection.
    ///
    /// # Errors
    /// [`RouteError`] naming the setting that cannot be used.
    pub fn new(place: &OpenRegisterPlace, key: ServiceKey) -> Result<Self, RouteError> {
        let (base_url, authority_pem, identity_pem) = match place {
            OpenRegisterPlace::Live => (LIVE, None, None),
            OpenRegisterPlace::Practice { url, authority_pem, identity_pem } => {
                (url.as_str(), Some(authority_pem.as_slice()), Some(identity_pem.expose().as_bytes()))
            }
        };
        let pool = Pool::new(&PoolSettings {
            base_url,
            authority_pem,
            identity_pem,
            connect_timeout_ms: CONNECT_TIMEOUT_MS,
            total_timeout_ms: TOTAL_TIMEOUT_MS,
            code_of: answers::code_text_of,
        })?;
        Ok(Self { pool, key })
    }

    /// The states of any number of businesses (상태조회), in the order asked, a hundred to a call. Once a call was answered with
    /// "not now" or "stopped", the rest gets the same answer without being asked.
    pub async fn statuses(&self, numbers: &[BusinessNumber]) -> Reply<Vec<StatusRead>> {
        let mut exchanges = Vec::new();
        let mut outcome: Vec<StatusRead> = Vec::with_capacity(numbers.len());
        for chunk in numbers.chunks(MOST) {
            let body = wire::status_body(chunk);
            let asked = self.ask("business_status", "status", &body, &mut exchanges).await;
            let (reads, is_over) = answers::statuses(chunk, asked);
            outcome.extend(reads);
            if is_over {
                break;
            }
        }
        let said_last = outcome.last().cloned();
        outcome
            .resize(numbers.len(), said_last.unwrap_or(StatusRead::NoAnswer("nothing was asked".to_owned())));
        Reply { outcome, exchanges }
    }

    /// Whether numbers, opening days and owners belong together (진위확인), in the order asked, a hundred to a call.
    pub async fn validate(&self, questions: &[RegisterQuestion]) -> Reply<Vec<Asked<Validated>>> {
        let mut exchanges = Vec::new();
        let mut outcome: Vec<Asked<Validated>> = Vec::with_capacity(questions.len());
        for chunk in questions.chunks(MOST) {
            let body = wire::validate_body(chunk);
            let asked = self.ask("business_validation", "validate", &body, &mut exchanges).await;
            let (reads, is_over) = answers::validations(chunk, asked);
            outcome.extend(reads);
            if is_over {
                break;
            }
        }
        let said_last = outcome.last().cloned();
        outcome.resize(questions.len(), said_last.unwrap_or(Asked::NoAnswer("nothing was asked".to_owned())));
        Reply { outcome, exchanges }
    }

    async fn ask(
        &self,
        name: &'static str,
        what: &str,
        body: &str,
        log: &mut Vec<Exchange>,
    ) -> Result<Verdict, Fault> {
        let path = format!("{API}/{what}");
        let call = Call {
            name,
            method: Method::POST,
            path: &path,
            query: &[("returnType", "JSON")],
            secret_query: Some(("serviceKey", self.key.plain())),
            bearer: None,
            headers: &[("accept", "application/json")],
            body,
        };
        let (result, exchange) = self.pool.call(&call).await;
        log.push(exchange);
        result.map(|answer: Answer| judge(&answer))
    }
}

#[async_trait]
impl BusinessRegister for OpenRegister {
    async fn business_status(&self, number: &BusinessNumber) -> Reply<StatusRead> {
        let Reply { outcome, exchanges } = self.statuses(std::slice::from_ref(number)).await;
        let outcome = outcome
            .into_iter()
            .next()
            .unwrap_or(StatusRead::NoAnswer("the answer does not speak of the number".to_owned()));
        Reply { outcome, exchanges }
    }
}

/// What a question without an answer comes to.
fn unanswered<T: Unanswered>(fault: Fault) -> T {
    match fault {
        Fault::NotSent(cause) => T::not_sent(cause),
        Fault::Lost(lost) => T::lost(lost),
    }
}
