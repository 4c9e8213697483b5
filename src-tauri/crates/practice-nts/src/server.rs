//! Starting and stopping the practice NTS.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::TimeDelta;
use ring::hmac;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::api;
use crate::authority::{Authority, Seen};
use crate::certificates::{Certificates, ClientCertificate, ensure_certificates};
use crate::clock::{ClockMove, Now, PracticeClock};
use crate::connection::{Door, accept};
use crate::dials::{DialBoard, Dials};
use crate::error::PracticeError;
use crate::ledger::{Ledger, Text};
use crate::popbill::PopbillDoor;
use crate::texts::TextDoor;
use crate::tls;
use crate::tokens::Tokens;

/// The business number of the practice shop: valid, and nobody's.
pub const PRACTICE_BUSINESS_NUMBER: &str = "1234567891";

/// How to start.
#[derive(Clone)]
pub struct PracticeConfig {
    /// The practice data folder: papers and `ledger.db`. Made if missing.
    pub dir: PathBuf,
    /// The HTTPS port on 127.0.0.1, 0 for any free one.
    pub port: u16,
    /// The plain-HTTP port on 127.0.0.1 for tools that cannot be given a CA, 0 for any; none for no such listener.
    pub http_port: Option<u16>,
    /// What shall go wrong.
    pub dials: Dials,
    /// The shop's business number, ten digits.
    pub business_number: String,
    /// The time, in Korea (UTC+9).
    pub clock: Now,
}

/// What a started server tells, as one JSON line; paths are PEM files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyLine {
    /// `https://127.0.0.1:PORT`.
    pub url: String,
    /// `http://127.0.0.1:PORT`, if there is a plain listener.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_url: Option<String>,
    /// The authority to trust.
    pub ca: PathBuf,
    /// The shop's certificate.
    pub client_cert: PathBuf,
    /// The shop's private key (PKCS#8).
    pub client_key: PathBuf,
    /// The shop.
    pub business_number: String,
    /// The shop's API secret.
    pub api_secret: String,
    /// The key of the shop's account for text messages.
    pub text_key: String,
    /// Its secret.
    pub text_secret: String,
    /// The LinkID of the shop's Popbill partner. Its token server and its services are both at `url` and at `http_url`,
    /// as the test service: `POPBILL_TEST`.
    #[serde(default)]
    pub popbill_link_id: String,
    /// Its secret key, Base64.
    #[serde(default)]
    pub popbill_secret_key: String,
    /// The service key of the business-status API at `url` and `http_url`, not yet escaped for a query.
    #[serde(default)]
    pub odcloud_key: String,
}

/// A running practice NTS. Dropping it ends it at once; [`PracticeNts::stop`] lets calls in flight end.
pub struct PracticeNts {
    ready: ReadyLine,
    authority: Arc<Authority>,
    stopping: watch::Sender<bool>,
    doors: Vec<JoinHandle<()>>,
}

impl PracticeConfig {
    /// Any free port, no plain listener, nothing goes wrong, the practice shop.
    #[must_use]
    pub fn new(dir: PathBuf, clock: Now) -> Self {
        let business_number = PRACTICE_BUSINESS_NUMBER.to_owned();
        Self { dir, port: 0, http_port: None, dials: Dials::default(), business_number, clock }
    }
}

/// Starts a server on loopback; it serves on tokio tasks of the current runtime until stopped or dropped.
///
/// # Errors
/// [`PracticeError`] when the papers or the ledger cannot be made or a port is taken.
pub async fn start(config: PracticeConfig) -> Result<PracticeNts, PracticeError> {
    let (dir, business_number) = (config.dir.clone(), config.business_number.clone());
    let now = (config.clock)();
    let prepared = tokio::task::spawn_blocking(move || {
        let papers = ensure_certificates(&dir, &business_number, now)?;
        let ledger = Ledger::open(&dir.join("ledger.db"))?;
        Ok::<_, PracticeError>((papers, ledger))
    });
    let (papers, ledger) = prepared.await.map_err(PracticeError::Task)??;
    let https = Door::Https(tls::acceptor(&papers)?);
    let authority = Arc::new(Authority {
        business_number: config.business_number.clone(),
        clock: PracticeClock::new(Arc::clone(&config.clock)),
        dials: DialBoard::new(config.dials.clone()),
        tokens: Tokens::default(),
        client: ClientCertificate::read(&papers.client)?,
        api_secret: hmac::Key::new(hmac::HMAC_SHA256, read(&papers.api_secret)?.as_bytes()),
        text_door: TextDoor::new(read(&papers.text_key)?, &read(&papers.text_secret)?),
        popbill: PopbillDoor::new(read(&papers.popbill_link_id)?, &read(&papers.popbill_secret_key)?),
        odcloud_key: read(&papers.odcloud_key)?,
        ledger: Arc::new(ledger),
        seen: Seen::default(),
    });
    open_doors(&config, &papers, authority, https).await
}

/// Binds every port before the first call is taken, so that a server is either wholly there or not at all.
async fn open_doors(
    config: &PracticeConfig,
    papers: &Certificates,
    authority: Arc<Authority>,
    https: Door,
) -> Result<PracticeNts, PracticeError> {
    let (listener, port) = listen(config.port).await?;
    let plain = match config.http_port {
        Some(wanted) => Some(listen(wanted).await?),
        None => None,
    };
    let api_secret = read(&papers.api_secret)?;
    let http_url = plain.as_ref().map(|(_, port)| format!("http://127.0.0.1:{port}"));
    let router = api::router(Arc::clone(&authority));
    let (stopping, stop) = watch::channel(false);
    let mut doors = vec![tokio::spawn(accept(listener, https, router.clone(), stop.clone()))];
    if let Some((listener, _)) = plain {
        doors.push(tokio::spawn(accept(listener, Door::Http, router, stop)));
    }
    let ready = ReadyLine {
        url: format!("https://127.0.0.1:{port}"),
        http_url,
        ca: papers.ca.clone(),
        client_cert: papers.client.clone(),
        client_key: papers.client_key.clone(),
        business_number: config.business_number.clone(),
        api_secret,
        text_key: read(&papers.text_key)?,
        text_secret: read(&papers.text_secret)?,
        popbill_link_id: read(&papers.popbill_link_id)?,
        popbill_secret_key: read(&papers.popbill_secret_key)?,
        odcloud_key: read(&papers.odcloud_key)?,
    };
    Ok(PracticeNts { ready, authority, stopping, doors })
}

async fn listen(port: u16) -> Result<(TcpListener, u16), PracticeError> {
    let failed = |source| PracticeError::Listen { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?.port();
    Ok((listener, bound))
}

fn read(path: &std::path::Path) -> Result<String, PracticeError> {
    std::fs::read_to_string(path).map_err(PracticeError::file(path))
}

impl PracticeNts {
    /// Moves the server's clock by so much, as `PUT /practice/clock` does.
    pub fn advance_clock(&self, by: TimeDelta) {
        self.authority.clock.apply(ClockMove::AdvanceS(by.num_seconds()));
    }

    /// A bearer token as the token call would give it, for tools that measure or explore without signing.
    ///
    /// # Errors
    /// [`PracticeError`] when the machine gives no random bytes.
    pub fn mint_token(&self) -> Result<String, PracticeError> {
        let lifetime_s = self.authority.dials.read().token_lifetime_s;
        self.authority.tokens.give(self.authority.clock.now(), lifetime_s)
    }

    /// Where it is and which papers a client needs.
    #[must_use]
    pub fn ready(&self) -> &ReadyLine {
        &self.ready
    }

    /// The dials as they stand, counted down so far.
    #[must_use]
    pub fn dials(&self) -> Dials {
        self.authority.dials.read()
    }

    /// Sets all dials.
    pub fn set_dials(&self, dials: Dials) {
        self.authority.dials.replace(dials);
    }

    /// The authority's book.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.authority.ledger
    }

    /// The text messages it has taken, oldest first, as they stand by its clock.
    ///
    /// # Errors
    /// [`PracticeError::Ledger`].
    pub fn texts(&self) -> Result<Vec<Text>, PracticeError> {
        self.authority.ledger.texts(self.authority.clock.now())
    }

    /// How many requests an endpoint has seen since the start, by its path, refused and lost ones included. All look-ups
    /// (`/api/v1/cashReceipt/{documentKey}`, `/etax/invoices/{documentKey}`) are one endpoint, and so are all
    /// transmissions.
    #[must_use]
    pub fn requests_seen(&self, path: &str) -> u64 {
        self.authority.seen.count(path)
    }

    /// Takes no more calls, lets those in flight end (a few seconds at most), and returns.
    pub async fn stop(mut self) {
        self.stopping.send_replace(true);
        for door in std::mem::take(&mut self.doors) {
            let _ended_by_itself = door.await;
        }
    }
}

impl Drop for PracticeNts {
    fn drop(&mut self) {
        for door in &self.doors {
            door.abort();
        }
    }
}
