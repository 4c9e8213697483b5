//! A call by name is carried out once (`Idempotency-Key`). What is written down makes it so over a restart; the turnstile
//! here makes the second of two that come at the same time wait for the answer of the first.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use office::{CallBegun, Office, OfficeError};
use store::ApiTokenId;
use tokio::sync::Mutex as Turn;

use crate::reply::Reply;

/// No name is longer.
pub(crate) const LONGEST_NAME: usize = 255;

/// A call by its caller and the caller's name for it.
type Named = (ApiTokenId, String);

/// The calls that are being carried out now.
#[derive(Default)]
pub(crate) struct Turnstile(Mutex<HashMap<Named, Weak<Turn<()>>>>);

impl Turnstile {
    /// Carries a named call out, or answers what it was answered before.
    pub(crate) async fn once(
        &self,
        office: &Office,
        (token, name): (ApiTokenId, &str),
        body: &[u8],
        act: impl Future<Output = Reply>,
    ) -> Reply {
        let turn = self.turn_of(token, name);
        let _one_at_a_time = turn.lock().await;
        match office.begin_call(token, name, body) {
            Ok(CallBegun::Unanswered) => {}
            Ok(CallBegun::Answered(status, text)) => return answered(status, &text),
            Ok(CallBegun::OtherBody) => {
                return Reply::refusal(
                    422,
                    "idempotency_key_reused",
                    "같은 Idempotency-Key로 다른 주문을 이미 보냈어요. 아무것도 발급하지 않았어요.",
                );
            }
            Err(error) => return Reply::from(&error),
        }
        let reply = act.await;
        if is_final(&reply)
            && let Err(error) = office.answer_call(token, name, (reply.status, &reply.body.to_string()))
        {
            tracing::warn!(%error, "the answer to a named call could not be kept; its order number still guards it");
        }
        reply
    }

    fn turn_of(&self, token: ApiTokenId, name: &str) -> Arc<Turn<()>> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| turn.strong_count() > 0);
        let named = (token, name.to_owned());
        if let Some(turn) = turns.get(&named).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::new(Turn::new(()));
        turns.insert(named, Arc::downgrade(&turn));
        turn
    }
}

/// What says "not now" is not the call's answer: the same call again may be answered otherwise.
const fn is_final(reply: &Reply) -> bool {
    reply.status < 500 && reply.status != 409
}

fn answered(status: u16, text: &str) -> Reply {
    match serde_json::from_str(text) {
        Ok(body) => Reply::of(status, body),
        Err(_) => Reply::from(&OfficeError::NotFound(String::new())),
    }
}
