//! The NTS's own contract at an address that the shop was given: the kept certificate connects (mTLS) and signs for the token.
//!
//! There is no clock to ask, no points and no test service; so the certificate is looked at and a token is fetched, and that is
//! what can be checked without issuing.

use std::sync::Arc;

use nts::{HometaxConfig, HometaxRoute, QuotaRead, Route};
use office::{Clock, HometaxAccount, Office, OfficeError, SystemClock};

use super::check::{Check, CheckKind, CheckState, why_not_sent, why_stopped};
use super::{LiveError, Stage};
use crate::practice;

/// The route; `None` while address, secret or certificate are missing.
///
/// # Errors
/// [`LiveError`]; a certificate that cannot be used any more is [`OfficeError::Certificate`].
pub(super) fn route(office: &Office, stage: Stage<'_>) -> Result<Option<Arc<dyn Route>>, LiveError> {
    let Some(account) = office.hometax_account()? else { return Ok(None) };
    Ok(opened(office, &account, stage)?.map(|route| -> Arc<dyn Route> { Arc::new(route) }))
}

/// The certificate, then the account: a token is fetched with it, and nothing is created.
pub(super) async fn check(
    office: &Office,
    account: &HometaxAccount,
    stage: Stage<'_>,
) -> Result<Vec<Check>, LiveError> {
    let (state, reason, route) = match opened(office, account, stage) {
        Ok(None) => (CheckState::Bad, Some("no_certificate"), None),
        Err(LiveError::Office(OfficeError::Certificate(error))) => {
            (CheckState::Bad, Some(error.code()), None)
        }
        Err(other) => return Err(other),
        Ok(Some(route)) => match office.certificate()?.map(|kept| kept.state) {
            Some("soon") => (CheckState::Warn, Some("expires_soon"), Some(route)),
            _ => (CheckState::Good, None, Some(route)),
        },
    };
    let amount = office.certificate()?.and_then(|kept| kept.days_left);
    let certificate = Check { state, reason, amount, ..Check::of(CheckKind::Certificate) };
    let account = match route {
        Some(route) => signed_in(route.quota().await.outcome),
        None => Check::skipped(CheckKind::Account),
    };
    Ok(vec![certificate, account])
}

/// The certificate is open only while this runs; what the route keeps of it, TLS and the signer hold.
fn opened(
    office: &Office,
    account: &HometaxAccount,
    stage: Stage<'_>,
) -> Result<Option<HometaxRoute>, LiveError> {
    let Some(certificate) = office.open_certificate(&account.shop)? else { return Ok(None) };
    let (base_url, ca_pem) = match stage {
        Stage::Live => (account.url.clone(), None),
        Stage::Rehearsal(file) => practice::named_authority(file, account.shop.number())?,
    };
    let config = HometaxConfig {
        base_url,
        business_number: account.shop.number().clone(),
        ca_pem,
        client_cert_pem: certificate.chain_pem().into_bytes(),
        client_key_pem: certificate.key_pem().as_bytes().to_vec(),
        api_secret: String::clone(&account.api_secret),
        connect_timeout_ms: HometaxConfig::CONNECT_TIMEOUT_MS,
        total_timeout_ms: HometaxConfig::TOTAL_TIMEOUT_MS,
    };
    Ok(Some(HometaxRoute::new(config, Arc::new(|| SystemClock.unix_seconds()))?))
}

fn signed_in(quota: QuotaRead) -> Check {
    let check = Check::of(CheckKind::Account);
    match quota {
        QuotaRead::Known(_) | QuotaRead::NotCounted => check,
        QuotaRead::NotNow(_) => check.bad("not_now", None),
        QuotaRead::RouteStopped(stop) => check.bad(why_stopped(&stop), Some(stop.message)),
        QuotaRead::NotSent(cause) => check.bad(why_not_sent(&cause), Some(cause.to_string())),
        QuotaRead::NoAnswer(words) => check.bad("no_answer", Some(words)),
    }
}
