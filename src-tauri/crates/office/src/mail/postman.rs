//! The postman (우편 배달): works the queue of mails off, one at a time, beside the courier. A mail server that is away holds
//! up nothing but mail.

use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::json;
use store::{JournalAct, Notice, NoticeChannel, NoticeState, Shelved};

use super::settings::Account;
use crate::{Office, OfficeError};

const SHORTEST_PAUSE: Duration = Duration::from_millis(200);
/// Another process may have queued something, or the settings were changed beside us.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Longer than every step of a mail together may take (`notice::Patience`): no living sender still waits for its answer.
const SENDER_DEAD_AFTER: TimeDelta = TimeDelta::minutes(15);

impl Office {
    /// Works mails and texts off until the program ends, side by side.
    pub async fn run_postman(self: Arc<Self>) {
        tokio::join!(self.run_mail_rounds(), self.run_text_rounds());
    }

    async fn run_mail_rounds(self: &Arc<Self>) {
        loop {
            if let Err(error) = self.deliver_mail().await {
                tracing::warn!(%error, "the postman's round broke off");
            }
            let pause = self.postman_pause();
            let _woken = tokio::time::timeout(pause, self.post.notified()).await;
        }
    }

    /// One round: hands over every mail that is due. While mail is switched off they wait. Says how many were tried.
    ///
    /// # Errors
    /// [`OfficeError::Book`]; a mail that was on its way then stands as `sending` and is in doubt after the next start.
    pub async fn deliver_mail(self: &Arc<Self>) -> Result<u32, OfficeError> {
        let _one_round_at_a_time = self.posting.lock().await;
        self.notice_dead_senders_of_mail()?;
        let mut tried = 0;
        while let Some(notice) = self.next_mail()? {
            let Some(account) = self.beside(Self::mail_account).await? else { return Ok(tried) };
            self.deliver(&account, &notice).await?;
            tried += 1;
        }
        Ok(tried)
    }

    /// Waits until no mail and no text of this process is in the air, and keeps new ones back as long as the answer lives: for
    /// whoever ends the program, so that nothing comes into doubt by it.
    pub async fn hold_mail(&self) -> [tokio::sync::MutexGuard<'_, ()>; 2] {
        [self.posting.lock().await, self.hold_texts().await]
    }

    /// While a round begins this process has no mail in the air: one that has been on its way too long belongs to a process
    /// that died beside it.
    fn notice_dead_senders_of_mail(&self) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let since = at - SENDER_DEAD_AFTER;
        if self.book.read(|r| r.sending_notice_count(NoticeChannel::Mail, since))? == 0 {
            return Ok(());
        }
        self.book.write(|w| {
            let lost = w.lose_notices_sending_since(NoticeChannel::Mail, since, at)?;
            if lost > 0 {
                w.journal(at, JournalAct::NoticeLost, "", &json!({ "mails": lost }))?;
            }
            Ok(())
        })
    }

    fn next_mail(&self) -> Result<Option<Notice>, OfficeError> {
        let now = self.clock.now();
        Ok(self.book.read(|r| r.due_notices(NoticeChannel::Mail, now, 1))?.pop())
    }

    async fn deliver(self: &Arc<Self>, account: &Account, notice: &Notice) -> Result<(), OfficeError> {
        let Some(shelved) = self.document_of(notice)? else {
            return self.give_up(notice, &OfficeError::NotFound("mail".to_owned()));
        };
        let key = shelved.document.key.clone();
        let (about, from) = (notice.clone(), account.from.clone());
        let mail = match self.beside(move |office| office.compose(&shelved, &about, &from)).await {
            Ok(mail) => mail,
            Err(OfficeError::Book(error)) => return Err(error.into()),
            // The program is ending. One that panics would do so again, and hold up every other mail.
            Err(OfficeError::CutOff(error)) if !error.is_panic() => return Err(OfficeError::CutOff(error)),
            Err(error) => return self.give_up(notice, &error),
        };
        if !self.set_out_mail(notice)? {
            return Ok(());
        }
        let delivery = notice::send(&account.server, &mail).await;
        self.book_delivery(notice, &delivery)?;
        let _nobody_listens = self.news.send(key);
        Ok(())
    }

    /// The mail is on its way from now on, whatever happens. False when another process took it first.
    fn set_out_mail(&self, notice: &Notice) -> Result<bool, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let waits =
                w.notice(notice.id)?.is_some_and(|now| matches!(now.state, NoticeState::Queued { .. }));
            if waits {
                w.set_notice(notice.id, &NoticeState::Sending, None, at)?;
            }
            Ok(waits)
        })
    }

    fn document_of(&self, notice: &Notice) -> Result<Option<Shelved>, OfficeError> {
        let Some(id) = notice.mail.document else { return Ok(None) };
        Ok(self.book.read(|r| r.shelved_by_id(id))?)
    }

    fn postman_pause(&self) -> Duration {
        let now = self.clock.now();
        let next = self.book.read(|r| r.next_notice(NoticeChannel::Mail)).unwrap_or_else(|error| {
            tracing::warn!(%error, "the next mail could not be read");
            None
        });
        // What is due and still there waits for the settings.
        next.flatten().map_or(LONGEST_PAUSE, |at: NaiveDateTime| {
            (at - now).to_std().unwrap_or(LONGEST_PAUSE).clamp(SHORTEST_PAUSE, LONGEST_PAUSE)
        })
    }
}
