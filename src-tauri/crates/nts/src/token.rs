//! An access token, kept until it is nearly over: fetched by one caller at a time while the others wait for the same one.

use std::sync::Arc;

use tokio::sync::Mutex;
use zeroize::Zeroizing;

use crate::outcome::{NotNow, NotSentCause, RouteStop};

/// A token is renewed so long before its end.
pub(crate) const REFRESH_BEFORE_EXPIRY_S: i64 = 120;

/// A token's text, wiped when the last holder lets go. No `Debug` and no `Display`: it opens the shop's door.
#[derive(Clone)]
pub(crate) struct Token(Arc<Zeroizing<String>>);

impl Token {
    pub(crate) fn new(text: &str) -> Self {
        Self(Arc::new(Zeroizing::new(text.to_owned())))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

/// A token and the Unix second from which a new one is fetched.
pub(crate) struct Granted {
    pub(crate) token: Token,
    pub(crate) refresh_at_s: i64,
}

/// Why there is no token. Whatever the reason, no document was sent.
pub(crate) enum NoToken {
    NotSent(NotSentCause),
    NotNow(NotNow),
    Stopped(RouteStop),
}

/// A token call that failed after connecting.
pub(crate) fn token_call(cause: &str) -> NoToken {
    NoToken::NotSent(NotSentCause::TokenCall { cause: cause.to_owned() })
}

/// The place of one token.
#[derive(Default)]
pub(crate) struct TokenShelf(Mutex<Option<Granted>>);

impl TokenShelf {
    /// The kept token, or the one that `fetch` brings. Callers queue here, so that a stale token causes one token call and not
    /// one each.
    pub(crate) async fn current(
        &self,
        now_s: i64,
        fetch: impl Future<Output = Result<Granted, NoToken>>,
    ) -> Result<Token, NoToken> {
        let mut kept = self.0.lock().await;
        if let Some(kept) = kept.as_ref().filter(|kept| now_s < kept.refresh_at_s) {
            return Ok(kept.token.clone());
        }
        *kept = None;
        let granted = fetch.await?;
        let token = granted.token.clone();
        *kept = Some(granted);
        Ok(token)
    }

    /// Forgets `refused`, unless another caller has replaced it already.
    pub(crate) async fn forget(&self, refused: &Token) {
        let mut kept = self.0.lock().await;
        if kept.as_ref().is_some_and(|kept| Arc::ptr_eq(&kept.token.0, &refused.0)) {
            *kept = None;
        }
    }
}
