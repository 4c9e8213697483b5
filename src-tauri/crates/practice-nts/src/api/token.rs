//! `POST /api/v1/auth/token`: a bearer token for whoever can sign with the shop's certificate.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Extension, State};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::gate;
use crate::answer::{Refusal, ok};
use crate::authority::Authority;
use crate::connection::Peer;
use crate::request::{Fields, is_business_number};
use crate::result_code::ResultCode;

pub(super) async fn give(
    State(authority): State<Arc<Authority>>,
    Extension(peer): Extension<Peer>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let body = body.map_err(|rejection| gate::unread(&rejection))?;
    let fields = Fields::parse(&body)?;
    let claim = Claim::read(&fields)?;
    claim.refuse_unregistered(&authority, &peer)?;
    claim.refuse_clock_off(&authority)?;
    claim.refuse_unsigned(&authority)?;
    let lifetime_s = authority.dials.read().token_lifetime_s;
    let token = authority.tokens.give(authority.clock.now(), lifetime_s)?;
    Ok(ok(&serde_json::json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": lifetime_s,
    })))
}

/// What a caller claims about itself.
struct Claim<'a> {
    business_number: &'a str,
    serial: &'a str,
    timestamp: &'a str,
    signature: &'a str,
}

impl<'a> Claim<'a> {
    fn read(fields: &'a Fields) -> Result<Self, Refusal> {
        Ok(Self {
            business_number: fields.text("businessNumber")?,
            serial: fields.text("certificateSerial")?,
            timestamp: fields.text("timestamp")?,
            signature: fields.text("signature")?,
        })
    }

    /// Over TLS the certificate shown must be the registered one; on plain HTTP its serial stands for it.
    fn refuse_unregistered(&self, authority: &Authority, peer: &Peer) -> Result<(), Refusal> {
        if !is_business_number(self.business_number) {
            return Err(Refusal::at(ResultCode::BusinessNumberWrong, "businessNumber"));
        }
        if authority.dials.read().certificate_expired {
            return Err(ResultCode::CertificateExpired.into());
        }
        let shown = peer.certificate.as_ref().is_none_or(|shown| authority.client.is_peer(shown));
        let known = shown
            && authority.client.has_serial(self.serial)
            && authority.client.is_for(self.business_number);
        if known { Ok(()) } else { Err(ResultCode::CertificateUnknown.into()) }
    }

    fn refuse_clock_off(&self, authority: &Authority) -> Result<(), Refusal> {
        let claimed: i64 =
            self.timestamp.parse().map_err(|_| Refusal::at(ResultCode::FieldMissing, "timestamp"))?;
        if authority.on_time(claimed) { Ok(()) } else { Err(ResultCode::ClockOff.into()) }
    }

    fn refuse_unsigned(&self, authority: &Authority) -> Result<(), Refusal> {
        let message = format!("{}\n{}", self.business_number, self.timestamp);
        let signed = STANDARD
            .decode(self.signature)
            .is_ok_and(|signature| authority.client.signed(message.as_bytes(), &signature));
        if signed { Ok(()) } else { Err(ResultCode::SignatureWrong.into()) }
    }
}
