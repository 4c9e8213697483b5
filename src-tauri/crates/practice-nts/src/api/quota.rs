//! `GET /api/v1/quota`: how many documents the day still has.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::gate;
use crate::answer::{Refusal, ok};
use crate::authority::Authority;

pub(super) async fn read(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    gate::bearer(&authority, &headers)?;
    let today = authority.clock.now().date_naive();
    let used = authority.with_ledger(move |ledger| Ok(ledger.used_on(today)?)).await?;
    Ok(ok(&serde_json::json!({
        "dailyLimit": authority.dials.read().daily_limit,
        "used": used,
        "resetsAt": authority.limit_resets_at(),
    })))
}
