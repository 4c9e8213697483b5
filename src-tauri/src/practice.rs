//! Practice mode: the app starts its own practice NTS on loopback and connects to it as to any other, or connects to one
//! that runs already in a process of its own (`--nts`).
//!
//! Several processes may serve the same practice ledger at once (the window and a command line beside it): the ledger's
//! own unique keys keep it one book.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use domain::BusinessNumber;
use notice::{NoticeError, Secret, TextAccess, TextGateway, TextTrust};
use nts::{HometaxConfig, HometaxRoute, OpenRegisterPlace, PopbillPlace, Route};
use office::{Clock, SystemClock};
use practice_nts::{PracticeConfig, PracticeNts, ReadyLine};

/// Why practice mode could not start.
#[derive(Debug, thiserror::Error)]
pub enum PracticeStartError {
    /// The practice NTS did not come up.
    #[error("the practice NTS did not start")]
    Server(#[from] practice_nts::PracticeError),
    /// A certificate it made could not be read.
    #[error("cannot read {path}")]
    Certificate {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The route to it could not be built.
    #[error("the route to the practice NTS could not be built")]
    Route(#[from] nts::RouteError),
    /// The way to its text messages could not be built.
    #[error("the way to the practice server's text messages could not be built")]
    Texts(#[from] NoticeError),
    /// The file that should name a running practice NTS could not be read.
    #[error("cannot read {path}, which should hold the line that `jangbu practice-nts` prints")]
    ReadyFile {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file does not hold such a line.
    #[error("{path} does not hold the line that `jangbu practice-nts` prints")]
    ReadyLine {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// The running practice NTS knows another shop, and would refuse this one.
    #[error("the practice NTS of {path} runs for another business number than this shop's")]
    OtherShop {
        /// Which file named it.
        path: PathBuf,
    },
}

/// The clock in the practice NTS's own terms.
#[must_use]
pub fn korean_clock() -> DateTime<FixedOffset> {
    let seconds = SystemClock.unix_seconds();
    let utc = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::seconds(seconds);
    FixedOffset::east_opt(9 * 3600).map_or_else(|| utc.fixed_offset(), |korea| utc.with_timezone(&korea))
}

/// Starts the practice NTS inside this process, with a certificate for this shop.
///
/// # Errors
/// [`PracticeStartError::Server`] when a port or the ledger cannot be opened.
pub async fn start(dir: PathBuf, shop: &BusinessNumber) -> Result<PracticeNts, PracticeStartError> {
    let config = PracticeConfig::new(dir, Arc::new(korean_clock));
    Ok(practice_nts::start(PracticeConfig { business_number: shop.digits().into(), ..config }).await?)
}

/// The practice NTS of another process, which `file` names: it holds the line that the other one printed.
///
/// # Errors
/// [`PracticeStartError::ReadyFile`], [`PracticeStartError::ReadyLine`], [`PracticeStartError::OtherShop`].
pub fn named_in(file: &Path, shop: &BusinessNumber) -> Result<ReadyLine, PracticeStartError> {
    let text =
        std::fs::read(file).map_err(|source| PracticeStartError::ReadyFile { path: file.into(), source })?;
    let ready: ReadyLine = serde_json::from_slice(&text)
        .map_err(|source| PracticeStartError::ReadyLine { path: file.into(), source })?;
    if ready.business_number != shop.digits() {
        return Err(PracticeStartError::OtherShop { path: file.into() });
    }
    Ok(ready)
}

/// The way to the practice server's text messages: its own authority, its own key, and no other host.
///
/// # Errors
/// [`PracticeStartError::Certificate`] and [`PracticeStartError::Texts`].
pub fn texts(ready: &ReadyLine) -> Result<TextGateway, PracticeStartError> {
    let mut identity_pem = read(ready.client_key.as_ref())?;
    identity_pem.push(b'\n');
    identity_pem.extend(read(ready.client_cert.as_ref())?);
    let trust = TextTrust::Practice { authority_pem: read(ready.ca.as_ref())?, identity_pem };
    Ok(TextGateway::new(TextAccess {
        base_url: ready.url.clone(),
        api_key: ready.text_key.clone(),
        api_secret: Secret::new(ready.text_secret.clone()),
        trust,
    })?)
}

/// Address and authority of the practice NTS that `file` names, for a caller with a certificate of its own.
///
/// # Errors
/// As [`named_in`], and [`PracticeStartError::Certificate`].
pub fn named_authority(
    file: &Path,
    shop: &BusinessNumber,
) -> Result<(String, Option<Vec<u8>>), PracticeStartError> {
    let ready = named_in(file, shop)?;
    Ok((ready.url.clone(), Some(read(ready.ca.as_ref())?)))
}

/// The practice server in Popbill's place.
///
/// # Errors
/// [`PracticeStartError::Certificate`].
pub fn popbill_place(ready: &ReadyLine) -> Result<PopbillPlace, PracticeStartError> {
    let (authority_pem, identity_pem) = trust(ready)?;
    Ok(PopbillPlace::Practice { url: ready.url.clone(), authority_pem, identity_pem })
}

/// The practice server in the place of the NTS's open API.
///
/// # Errors
/// [`PracticeStartError::Certificate`].
pub fn register_place(ready: &ReadyLine) -> Result<OpenRegisterPlace, PracticeStartError> {
    let (authority_pem, identity_pem) = trust(ready)?;
    Ok(OpenRegisterPlace::Practice { url: ready.url.clone(), authority_pem, identity_pem })
}

/// The server's authority, and the shop's key and certificate there, both PEM.
fn trust(ready: &ReadyLine) -> Result<(Vec<u8>, nts::Secret), PracticeStartError> {
    let read_text = |path: &Path| {
        std::fs::read_to_string(path)
            .map_err(|source| PracticeStartError::Certificate { path: path.into(), source })
    };
    let (key, certificate) = (read_text(ready.client_key.as_ref())?, read_text(ready.client_cert.as_ref())?);
    Ok((read(ready.ca.as_ref())?, nts::Secret::new(format!("{key}\n{certificate}"))))
}

/// The route to the practice NTS of this process for the shop with this number.
///
/// # Errors
/// [`PracticeStartError::Certificate`] and [`PracticeStartError::Route`].
pub fn route(practice: &PracticeNts, shop: &BusinessNumber) -> Result<Arc<dyn Route>, PracticeStartError> {
    route_to(practice.ready(), shop)
}

/// The route to a practice NTS of any process.
///
/// # Errors
/// As [`route`].
pub fn route_to(ready: &ReadyLine, shop: &BusinessNumber) -> Result<Arc<dyn Route>, PracticeStartError> {
    let config = HometaxConfig {
        base_url: ready.url.clone(),
        business_number: shop.clone(),
        ca_pem: Some(read(ready.ca.as_ref())?),
        client_cert_pem: read(ready.client_cert.as_ref())?,
        client_key_pem: read(ready.client_key.as_ref())?,
        api_secret: ready.api_secret.clone(),
        connect_timeout_ms: HometaxConfig::CONNECT_TIMEOUT_MS,
        total_timeout_ms: HometaxConfig::TOTAL_TIMEOUT_MS,
    };
    Ok(Arc::new(HometaxRoute::new(config, Arc::new(|| SystemClock.unix_seconds()))?))
}

fn read(path: &Path) -> Result<Vec<u8>, PracticeStartError> {
    std::fs::read(path).map_err(|source| PracticeStartError::Certificate { path: path.into(), source })
}
