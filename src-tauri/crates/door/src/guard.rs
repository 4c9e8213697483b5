//! Who gets in. Every check here comes before the body is read.
//!
//! A web page that the shop happens to look at runs on the same computer as this door and can send requests to it. A browser
//! cannot help saying so (`Origin`, `Sec-Fetch-Site`), and a name that was bent to 127.0.0.1 (DNS rebinding) still stands
//! in `Host`.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use store::ApiTokenId;

use crate::reply::Reply;
use crate::routes::{Desk, respond};

/// Whose token a call came with; handlers find it among the request's extensions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller(pub(crate) ApiTokenId);

/// For every call, known path or not.
pub(crate) async fn no_browsers(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    match turned_away(request.uri(), request.headers(), desk.port) {
        Some(refusal) => respond(&refusal),
        None => next.run(request).await,
    }
}

fn turned_away(uri: &Uri, headers: &HeaderMap, port: u16) -> Option<Reply> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let is_ours = |host: &str| {
        host.eq_ignore_ascii_case(&format!("localhost:{port}")) || host == format!("127.0.0.1:{port}")
    };
    if !host.is_some_and(is_ours)
        || hosts.next().is_some()
        || uri.authority().is_some_and(|authority| !is_ours(authority.as_str()))
    {
        return Some(Reply::refusal(403, "wrong_host", "127.0.0.1이나 localhost로 부를 때만 답해요."));
    }
    let fetched_by_a_page = headers.get("sec-fetch-site").is_some_and(|site| site != "none");
    if headers.contains_key(header::ORIGIN) || fetched_by_a_page {
        return Some(Reply::refusal(403, "from_a_web_page", "웹 페이지에서는 쓸 수 없어요."));
    }
    None
}

/// For every call but the description and the sign of life.
pub(crate) async fn known_callers(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let admitted = match bearer(request.headers()) {
        Some(token) => desk.office.admit_api_token(token),
        None => Ok(None),
    };
    match admitted {
        Ok(Some(token)) => {
            request.extensions_mut().insert(Caller(token));
            next.run(request).await
        }
        Ok(None) => {
            let mut response = respond(&Reply::refusal(
                401,
                "no_token",
                "연결 열쇠가 없거나 쓸 수 없는 열쇠예요. 장부의 설정 → 연결에서 만든 것을 보내세요.",
            ));
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
            response
        }
        Err(error) => respond(&Reply::from(&error)),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut given = headers.get_all(header::AUTHORIZATION).iter();
    let (scheme, token) = given.next()?.to_str().ok()?.split_once(' ')?;
    (given.next().is_none() && scheme.eq_ignore_ascii_case("bearer")).then(|| token.trim())
}

/// Whether a body is what it has to be. `text/plain` and forms are what a web page can send without asking first.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (kind, parameters) = kind.split_once(';').unwrap_or((kind, ""));
    let charset = parameters.trim();
    kind.trim().eq_ignore_ascii_case("application/json")
        && (charset.is_empty() || charset.eq_ignore_ascii_case("charset=utf-8"))
}

/// Paths and methods that lead nowhere.
pub(crate) async fn no_such_path() -> Response {
    respond(&Reply::refusal(404, "no_such_path", "그런 주소는 없어요. /v1/openapi.json을 확인하세요."))
}

pub(crate) async fn no_such_method(_method: Method) -> Response {
    respond(&Reply::refusal(
        405,
        "no_such_method",
        "그 주소를 그렇게 부를 수는 없어요. /v1/openapi.json을 확인하세요.",
    ))
}
