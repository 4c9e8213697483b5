//! Sending: what a press has written goes out, and the counter waits for it no longer than a customer would.
//!
//! A document arrives here already `sending` in the book, together with the exact bytes. Whatever happens to this
//! process from now on, the book says that an answer is owed.

use std::sync::Arc;
use std::time::Duration;

use domain::{DocumentKey, State};
use nts::{FrozenRequest, Route};

use crate::proof::{Answer, Heard};
use crate::staff::by_itself;
use crate::watch::Watch;
use crate::{Office, OfficeError};

const LOOK_AGAIN: Duration = Duration::from_millis(250);

impl Office {
    /// Sends what a press has just written and waits for the answer, but not longer than a customer would; then the
    /// sending goes on behind.
    ///
    /// # Errors
    /// [`OfficeError::AnswerNotBooked`]: bytes may have left, so nothing here may claim that nothing was sent.
    pub(crate) async fn send_watched(
        self: &Arc<Self>,
        route: Arc<dyn Route>,
        request: FrozenRequest,
        watch: Watch,
    ) -> Result<(), OfficeError> {
        let (office, key) = (Arc::clone(self), request.key.clone());
        let ours = watch.clone();
        // Not a task from the beginning: the way over another thread and back would cost every press.
        let send = async move { office.send_behind(route.as_ref(), request, ours).await };
        // The answer is the NTS's, whoever pressed.
        let mut sending = Box::pin(by_itself(send));
        match tokio::time::timeout_at(watch.until(), &mut sending).await {
            Ok(sent) => sent.map_err(|source| OfficeError::AnswerNotBooked { key, source: Box::new(source) }),
            Err(_late) => {
                watch.end();
                tokio::spawn(sending);
                Ok(())
            }
        }
    }

    async fn send_behind(
        &self,
        route: &dyn Route,
        request: FrozenRequest,
        watch: Watch,
    ) -> Result<(), OfficeError> {
        let key = request.key.clone();
        let sent = self.send(route, request, Some(watch)).await;
        if let Err(error) = &sent {
            tracing::error!(%key, %error, "an answer could not be written down; the document will be looked up");
        }
        sent.map(|_state| ())
    }

    /// Waits until this process has nothing of a document in the air any more; for whoever ends right after a press.
    pub async fn wait_for_answer(&self, key: &DocumentKey) {
        let mut news = self.news();
        while self.under_way.is_sending(key) {
            let _told_or_look_again = tokio::time::timeout(LOOK_AGAIN, news.recv()).await;
        }
    }

    /// Sends frozen bytes and books what comes back.
    pub(crate) async fn send(
        &self,
        route: &dyn Route,
        request: FrozenRequest,
        watch: Option<Watch>,
    ) -> Result<State, OfficeError> {
        let _until_booked = self.under_way.enter(&request.key);
        let reply = route.send(&request).await;
        let answer = Answer { request, heard: Heard::Sent(reply), watch };
        let moved = self.book_answer(route, &answer)?;
        Ok(moved.state)
    }
}
