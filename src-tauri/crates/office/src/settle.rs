//! Settling what is open: an unknown document is asked for by its key, a held one is sent when its time has come.

use chrono::TimeDelta;
use domain::{DocumentKey, State};
use nts::{FrozenRequest, Route};
use serde_json::json;
use store::{DocumentAct, JournalAct, OpenCount, Shelved};

use crate::deliver::{Answer, after_look_up};
use crate::{Office, OfficeError};

impl Office {
    /// Brings one open document a step further and answers its state: unknown → look up → adopt, resend the same bytes,
    /// or keep asking; held → send. A document that is not open is left alone.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::RouteClosed`], [`OfficeError::Book`].
    pub async fn settle(&self, key: &DocumentKey) -> Result<State, OfficeError> {
        let route = self.route().await?;
        let shelved = self.shelved(key)?;
        match shelved.standing.state {
            State::Unknown => self.ask(route.as_ref(), &shelved).await,
            State::Ready | State::Held(_) => self.send_now(route.as_ref(), &shelved).await,
            state @ (State::Sending
            | State::Approved(_)
            | State::Confirmed(_)
            | State::RefusedLater { .. }
            | State::Rejected(_)
            | State::Conflict(_)
            | State::CheckByHand) => Ok(state),
        }
    }

    /// Documents that wait for an answer or for the line and are due for the next try, oldest first.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn due_documents(&self) -> Result<Vec<(DocumentKey, State)>, OfficeError> {
        let now = self.clock.now();
        Ok(self.book.read(|r| r.due_documents(now))?)
    }

    /// How many documents wait, are unknown, or need somebody.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn open_count(&self) -> Result<OpenCount, OfficeError> {
        Ok(self.book.read(|r| r.open_count())?)
    }

    async fn ask(&self, route: &dyn Route, shelved: &Shelved) -> Result<State, OfficeError> {
        let request = frozen(shelved);
        if !route.capabilities().can_look_up {
            let nobody_to_ask =
                Answer { route: route.name(), exchanges: &[], retry_after_ms: None, code: None };
            return Ok(self.book_answer(&request.key, &nobody_to_ask, State::cannot_look_up)?.state);
        }
        let quiet = self.quiet_period_is_over(route, shelved);
        let reply = route.look_up(&request.key).await;
        self.seen().saw_look_up(&reply.outcome);
        let answer =
            Answer { route: route.name(), exchanges: &reply.exchanges, retry_after_ms: None, code: None };
        let moved = self.book_answer(&request.key, &answer, |state| {
            after_look_up(state, &reply.outcome, &request, quiet)
        })?;
        // Only whoever made the step may send: a document found `sending` is on its way already.
        if moved.before == State::Unknown.name() && matches!(moved.state, State::Sending) {
            return self.deliver(route, &request).await;
        }
        Ok(moved.state)
    }

    async fn send_now(&self, route: &dyn Route, shelved: &Shelved) -> Result<State, OfficeError> {
        let request = frozen(shelved);
        let at = self.clock.now();
        self.book.write(|w| {
            let shelved =
                w.shelved(&request.key)?.ok_or_else(|| OfficeError::NotFound(request.key.to_string()))?;
            let sending = shelved
                .standing
                .state
                .send()
                .map_err(|source| OfficeError::IllegalStep { key: request.key.clone(), source })?;
            w.set_standing(shelved.document.id, &sending, at)?;
            Ok::<_, OfficeError>(w.journal(at, JournalAct::Sent, request.key.as_str(), &json!({}))?)
        })?;
        self.deliver(route, &request).await
    }

    fn quiet_period_is_over(&self, route: &dyn Route, shelved: &Shelved) -> bool {
        let quiet_ms = i64::try_from(route.capabilities().quiet_period_ms).unwrap_or(i64::MAX);
        self.clock.now() - shelved.standing.updated_at >= TimeDelta::milliseconds(quiet_ms)
    }
}

fn frozen(shelved: &Shelved) -> FrozenRequest {
    FrozenRequest {
        act: wire_act(shelved.document.act),
        key: shelved.document.key.clone(),
        body: shelved.document.body.as_str().to_owned(),
    }
}

const fn wire_act(act: DocumentAct) -> nts::Act {
    match act {
        DocumentAct::Issue => nts::Act::Issue,
        DocumentAct::Cancel { .. } => nts::Act::Cancel,
    }
}
