//! The shop's certificate, which at this provider lies with the provider: here it is the one that the server made.

use axum::response::Response;
use serde_json::json;

use super::{done, ok};
use crate::authority::Authority;
use crate::popbill::{PopbillRefusal, moment};

const EXPIRED: PopbillRefusal = PopbillRefusal::new(-10_004_003, "만료된 인증서입니다.");

/// Refuses when the dials say that the certificate has expired.
pub(super) fn refuse_unusable(authority: &Authority) -> Result<(), PopbillRefusal> {
    if authority.dials.read().certificate_expired { Err(EXPIRED) } else { Ok(()) }
}

/// `CertCheck`.
pub(super) fn check(authority: &Authority) -> Result<Response, PopbillRefusal> {
    refuse_unusable(authority)?;
    Ok(done())
}

/// `?cfg=CERT`.
pub(super) fn expiry(authority: &Authority) -> Result<Response, PopbillRefusal> {
    refuse_unusable(authority)?;
    Ok(ok(&json!({ "certificateExpiration": moment(authority.client.ends()) })))
}

/// `Certificate`.
pub(super) fn read(authority: &Authority) -> Response {
    let name = format!("CN={}", authority.business_number);
    ok(&json!({
        "regDT": moment(authority.client.begins()),
        "expireDT": moment(authority.client.ends()),
        "issuerDN": "CN=Jangbu practice CA",
        "subjectDN": name,
        "issuerName": "연습용 인증기관",
        "oid": "1.2.410.200004.5.2.1.7.1",
        "regContactName": "연습",
        "regContactID": "practice",
    }))
}
