//! Who may come in: a bearer of a valid token, who signs besides when it is about tax invoices, and for the practice
//! desk only people on this machine.

use axum::extract::Request;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ring::hmac;

use crate::answer::{Refusal, json};
use crate::authority::Authority;
use crate::certificates::hex;
use crate::connection::Peer;
use crate::result_code::ResultCode;

/// Lets a call with a valid bearer token pass.
pub(super) fn bearer(authority: &Authority, headers: &HeaderMap) -> Result<(), Refusal> {
    if authority.dials.read().certificate_expired {
        return Err(ResultCode::CertificateExpired.into());
    }
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = value.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    if authority.tokens.accepts(token, authority.clock.now()) {
        Ok(())
    } else {
        Err(ResultCode::TokenExpired.into())
    }
}

/// Lets a call with a valid bearer token pass that also carries the present time, signed with the API secret.
pub(super) fn signed(authority: &Authority, headers: &HeaderMap) -> Result<(), Refusal> {
    bearer(authority, headers)?;
    let timestamp = text(headers, "x-nts-timestamp").ok_or(ResultCode::SignatureWrong)?;
    let signature = text(headers, "x-nts-signature").ok_or(ResultCode::SignatureWrong)?;
    let claimed: i64 = timestamp.parse().map_err(|_| ResultCode::SignatureWrong)?;
    if !authority.on_time(claimed) {
        return Err(ResultCode::ClockOff.into());
    }
    let tag = hmac::sign(&authority.api_secret, timestamp.as_bytes());
    // The API secret never leaves this machine, so an ordinary comparison gives nothing away.
    if hex(tag.as_ref()) == signature { Ok(()) } else { Err(ResultCode::SignatureWrong.into()) }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Where the page before ended: nowhere, or a number this server gave itself.
pub(super) fn cursor(text: &str) -> Result<i64, Refusal> {
    match text {
        "" => Ok(0),
        cursor => cursor.parse().map_err(|_| Refusal::at(ResultCode::FieldMissing, "cursor")),
    }
}

/// A body that could not be read whole: over the limit (413), or the caller left.
pub(super) fn unread(rejection: &BytesRejection) -> Refusal {
    Refusal::from(ResultCode::FieldMissing).with_status(rejection.status())
}

/// Refuses callers from other machines, whatever address the server is bound to.
pub(super) async fn loopback_only(request: Request, next: Next) -> Response {
    let near = request.extensions().get::<Peer>().is_some_and(|peer| peer.address.ip().is_loopback());
    if near {
        next.run(request).await
    } else {
        let body = serde_json::json!({ "message": "이 컴퓨터에서만 쓸 수 있습니다." });
        json(StatusCode::FORBIDDEN, &body).into_response()
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::Request;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::loopback_only;
    use crate::connection::Peer;

    async fn status_for(peer: Option<&str>) -> u16 {
        let desk = Router::new().route("/", get(async || "in")).layer(from_fn(loopback_only));
        let mut request = Request::new(Body::empty());
        if let Some(address) = peer {
            let peer = Peer { address: address.parse().unwrap(), certificate: None };
            request.extensions_mut().insert(peer);
        }
        desk.oneshot(request).await.unwrap().status().as_u16()
    }

    #[tokio::test]
    async fn the_practice_desk_is_open_to_this_machine_only() {
        assert_eq!(status_for(Some("127.0.0.1:50000")).await, 200);
        assert_eq!(status_for(Some("[::1]:50000")).await, 200);
        assert_eq!(status_for(Some("192.0.2.1:50000")).await, 403);
        assert_eq!(status_for(None).await, 403);
    }
}
