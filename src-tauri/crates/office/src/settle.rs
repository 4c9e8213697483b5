//! Settling one document because a person asks for it: an unknown one is asked for now, a waiting one is sent now.

use std::sync::Arc;

use domain::{DocumentKey, State};
use nts::{FrozenRequest, Route};
use store::{OpenCount, Queued, Shelved};

use crate::courier::{frozen, set_out};
use crate::watch::{COUNTER_WAIT, Watch};
use crate::{Office, OfficeError};

impl Office {
    /// Brings one open document a step further at once and answers its state: unknown → look up → adopt, resend the same
    /// bytes, or keep asking; held → send, even if the line seemed to be down. A document that is not open is left alone.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::RouteClosed`], [`OfficeError::Book`].
    pub async fn settle(self: &Arc<Self>, key: &DocumentKey) -> Result<State, OfficeError> {
        self.settle_for(key, Watch::begin()).await
    }

    /// Settles a document for a press that waits already.
    pub(crate) async fn settle_for(
        self: &Arc<Self>,
        key: &DocumentKey,
        watch: Watch,
    ) -> Result<State, OfficeError> {
        let route = self.route().await?;
        let shelved = self.shelved(key)?;
        match shelved.standing.state {
            State::Unknown => self.settle_unknown(route, &shelved, watch).await,
            State::Ready | State::Held(_) => self.send_now(route, &shelved, watch).await,
            state @ (State::Sending
            | State::Approved(_)
            | State::Transmitted(_)
            | State::Confirmed(_)
            | State::RefusedLater { .. }
            | State::Rejected(_)
            | State::Conflict(_)
            | State::CheckByHand
            | State::ByFile) => Ok(state),
        }
    }

    /// How many documents wait, are unknown, or need somebody.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn open_count(&self) -> Result<OpenCount, OfficeError> {
        Ok(self.book.read(|r| r.open_count())?)
    }

    async fn settle_unknown(
        self: &Arc<Self>,
        route: Arc<dyn Route>,
        shelved: &Shelved,
        watch: Watch,
    ) -> Result<State, OfficeError> {
        let request = frozen(&queued(shelved));
        // Somebody waits for this: rather a moment's patience than an answer that proves nothing.
        let quiet_in = self.quiet_in(route.as_ref(), &request.key);
        if quiet_in <= COUNTER_WAIT {
            tokio::time::sleep(quiet_in).await;
        }
        let answer = self.ask(route.as_ref(), request).await;
        let moved = self.book_answer(route.as_ref(), &answer)?;
        // Only whoever made the step may send: a document found `sending` is on its way already.
        if moved.has_moved() && matches!(moved.state, State::Sending) {
            return self.send_and_see(route, answer.request, watch).await;
        }
        Ok(moved.state)
    }

    async fn send_now(
        self: &Arc<Self>,
        route: Arc<dyn Route>,
        shelved: &Shelved,
        watch: Watch,
    ) -> Result<State, OfficeError> {
        let queued = queued(shelved);
        let taken = self.gated(route.as_ref(), |w, gate, at| {
            let now = w.awaited(&queued.key)?.ok_or_else(|| OfficeError::NotFound(queued.key.to_string()))?;
            let waits = matches!(now.state, State::Ready | State::Held(_));
            if !waits || gate.admit_anyway(at, route.capabilities()).is_err() {
                return Ok(Err(now.state));
            }
            set_out(w, &Queued { state: now.state, ..queued.clone() }, at).map(Ok)
        })?;
        match taken {
            Ok(_set_out) => self.send_and_see(route, frozen(&queued), watch).await,
            Err(state) => Ok(state),
        }
    }

    async fn send_and_see(
        self: &Arc<Self>,
        route: Arc<dyn Route>,
        request: FrozenRequest,
        watch: Watch,
    ) -> Result<State, OfficeError> {
        let key = request.key.clone();
        self.send_watched(route, request, watch).await?;
        Ok(self.shelved(&key)?.standing.state)
    }
}

/// A document as the courier takes it up.
pub(crate) fn queued(shelved: &Shelved) -> Queued {
    let Shelved { document, standing, .. } = shelved;
    Queued {
        id: document.id,
        key: document.key.clone(),
        act: document.act.kind(),
        body: document.body.clone(),
        state: standing.state.clone(),
        attempts: standing.attempts,
        send_by: standing.send_by,
    }
}
