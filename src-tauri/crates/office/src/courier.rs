//! The courier (배달): brings every document through that is not settled, without anybody pressing anything.
//!
//! The queue is in the book, so it survives whatever happens to this process. A pass takes what is due, the most urgent
//! deadline first, and keeps as many documents in the air as the route allows. Answers that arrive together are booked
//! together, and the next documents are taken in the same transaction: under load the cost of a commit is shared, and
//! still every document is `sending` on the disk before its first byte leaves. One stuck document only sets its own next
//! try; it never stands in the way of the others.

use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use domain::{DocumentKey, Refusal, State};
use nts::{Act, FrozenRequest, QuotaRead, Route};
use serde_json::json;
use store::{ActKind, JournalAct, Queued, Writer};
use tokio::task::JoinSet;

use crate::gate::{CLOCK_TOLERANCE, Gate};
use crate::hear::{Moved, note};
use crate::proof::{Answer, Heard};
use crate::staff::by_itself;
use crate::transmission::Handover;
use crate::{Connection, Office, OfficeError};

/// Nothing is looked for more often.
const SHORTEST_PAUSE: Duration = Duration::from_millis(200);
/// Another process may have left something.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// A question is not asked twice while its answer may still come.
const QUESTION_LEASE: TimeDelta = TimeDelta::minutes(2);
/// Longer than any request may take; who has been sending for so long without a living sender has died.
const SENDER_DEAD_AFTER: TimeDelta = TimeDelta::minutes(2);

/// Something for one task in the air.
enum Job {
    Send(FrozenRequest),
    Ask(FrozenRequest),
    Transmit(DocumentKey),
}

/// What a task in the air brought back.
enum Returned {
    Answer(Answer),
    Handover(Handover),
}

impl Returned {
    const fn key(&self) -> &DocumentKey {
        match self {
            Self::Answer(answer) => &answer.request.key,
            Self::Handover(handover) => &handover.key,
        }
    }
}

/// What one transaction of a pass brought.
struct Turn {
    moved: Vec<Moved>,
    jobs: Vec<Job>,
}

impl Turn {
    /// How many more may go out, of `room` there was.
    fn room(&self, room: usize) -> u32 {
        u32::try_from(room.saturating_sub(self.jobs.len())).unwrap_or(u32::MAX)
    }
}

impl Office {
    /// Works until the program ends: passes, pauses, and the comparison of the morning after.
    pub async fn run_courier(self: Arc<Self>) {
        loop {
            if let Err(error) = self.drain().await {
                tracing::warn!(error = %error, "the courier's pass broke off");
            }
            if let Err(error) = self.reconcile_when_due().await {
                tracing::warn!(error = %error, "the comparison with the NTS broke off");
            }
            // Woken or not, the next pass looks for itself.
            let _woken = tokio::time::timeout(self.pause(), self.wake.notified()).await;
        }
    }

    /// One pass over everything that is due. When it returns, nothing of it is in the air any more.
    ///
    /// # Errors
    /// [`OfficeError::RouteClosed`] without a route, [`OfficeError::Book`]; what was in the air then stands as `sending`
    /// and will be asked for.
    pub async fn drain(self: &Arc<Self>) -> Result<(), OfficeError> {
        by_itself(self.pass()).await
    }

    async fn pass(self: &Arc<Self>) -> Result<(), OfficeError> {
        let _one_pass_at_a_time = self.draining.lock().await;
        let route = self.route().await?;
        self.notice_clock(route.as_ref())?;
        self.notice_dead_senders(route.as_ref())?;
        self.probe_when_due(route.as_ref()).await?;
        let mut in_the_air = JoinSet::new();
        let mut answers = Vec::new();
        loop {
            let room = usize::from(route.capabilities().concurrency).saturating_sub(in_the_air.len());
            let Turn { moved, jobs } = self.turn_or_singly(route.as_ref(), &answers, room)?;
            for job in jobs {
                in_the_air.spawn(by_itself(Arc::clone(self).run(Arc::clone(&route), job)));
            }
            self.spread(&moved);
            answers.clear();
            let Some(first) = in_the_air.join_next().await else { return Ok(()) };
            answers.extend(first.ok());
            while let Some(next) = in_the_air.try_join_next() {
                answers.extend(next.ok());
            }
        }
    }

    /// Asks the NTS how much may still be issued today, which also tells how the line is.
    ///
    /// # Errors
    /// [`OfficeError::RouteClosed`] without a route, [`OfficeError::Book`].
    pub async fn refresh_quota(&self) -> Result<Connection, OfficeError> {
        let route = self.route().await?;
        self.ask_quota(route.as_ref()).await?;
        self.wake.notify_one();
        self.connection()
    }

    async fn ask_quota(&self, route: &dyn Route) -> Result<(), OfficeError> {
        let read: QuotaRead = route.quota().await.outcome;
        self.gated(route, |_, gate, at| {
            gate.saw_quota(&read, at);
            Ok(())
        })
    }

    async fn probe_when_due(&self, route: &dyn Route) -> Result<(), OfficeError> {
        let now = self.clock.now();
        if self.book.read(|r| Gate::of(r, route.name()))?.probe_is_due(now) {
            self.ask_quota(route).await?;
        }
        Ok(())
    }

    async fn run(self: Arc<Self>, route: Arc<dyn Route>, job: Job) -> Returned {
        match job {
            Job::Send(request) => {
                let _on_its_way = self.under_way.enter(&request.key);
                let heard = Heard::Sent(route.send(&request).await);
                Returned::Answer(Answer { request, heard, watch: None })
            }
            Job::Ask(request) => Returned::Answer(self.ask(route.as_ref(), request).await),
            Job::Transmit(key) => Returned::Handover(self.hand_over_invoice(route.as_ref(), key).await),
        }
    }

    /// Asks for a document whose outcome is unknown.
    pub(crate) async fn ask(&self, route: &dyn Route, request: FrozenRequest) -> Answer {
        let can = route.capabilities();
        if !can.can_look_up {
            return Answer { request, heard: Heard::NobodyToAsk, watch: None };
        }
        // Judged before asking: the answer says how things stood no earlier than now.
        let quiet = self.quiet_in(route, &request.key).is_zero();
        let reply = route.look_up(&request.key).await;
        Answer { request, heard: Heard::LookedUp { reply, quiet }, watch: None }
    }

    /// How much longer "not found" proves nothing.
    pub(crate) fn quiet_in(&self, route: &dyn Route, key: &DocumentKey) -> Duration {
        self.under_way.quiet_in(key, Duration::from_millis(route.capabilities().quiet_period_ms))
    }

    /// Books what came back and takes what goes out next, in one transaction.
    fn turn(&self, route: &dyn Route, returned: &[Returned], room: usize) -> Result<Turn, OfficeError> {
        self.gated(route, |w, gate, at| {
            let mut turn = Turn { moved: Vec::new(), jobs: Vec::new() };
            for one in returned {
                let moved = match one {
                    Returned::Answer(answer) => self.hear(w, gate, route, answer, at)?,
                    Returned::Handover(handover) => self.hear_handover(w, gate, route, handover, at)?,
                };
                if let (Returned::Answer(answer), State::Sending, true) =
                    (one, &moved.state, moved.has_moved())
                {
                    turn.jobs.push(Job::Send(answer.request.clone()));
                }
                turn.moved.push(moved);
            }
            for queued in w.due_documents(at, route.name(), turn.room(room))? {
                if !take(w, gate, route, queued, at, &mut turn)? {
                    break;
                }
            }
            for planned in w.due_transmissions(at, route.name(), turn.room(room))? {
                if gate.admit_question(at, route.capabilities()).is_err() {
                    break;
                }
                w.schedule(planned.id, planned.attempts, Some(at + QUESTION_LEASE))?;
                turn.jobs.push(Job::Transmit(planned.key));
            }
            Ok(turn)
        })
    }

    /// As [`Office::turn`]; if the answers cannot be booked together, each by itself, so that one that cannot be booked at
    /// all holds up no other. Its document stands as `sending` and will be asked for.
    fn turn_or_singly(
        &self,
        route: &dyn Route,
        answers: &[Returned],
        room: usize,
    ) -> Result<Turn, OfficeError> {
        let together = self.turn(route, answers, room);
        if together.is_ok() || answers.is_empty() {
            return together;
        }
        let mut turn = Turn { moved: Vec::new(), jobs: Vec::new() };
        for answer in answers {
            match self.turn(route, std::slice::from_ref(answer), 0) {
                Ok(one) => {
                    turn.moved.extend(one.moved);
                    turn.jobs.extend(one.jobs);
                }
                Err(error) => tracing::error!(key = %answer.key(), %error, "an answer was not booked"),
            }
        }
        Ok(turn)
    }

    /// A clock that was set back makes every remembered time of day meaningless.
    fn notice_clock(&self, route: &dyn Route) -> Result<(), OfficeError> {
        let now = self.clock.now();
        let before = self.last_pass.replace(now);
        if now + CLOCK_TOLERANCE >= before {
            return Ok(());
        }
        tracing::warn!("the clock was set back; everything that waits is looked at again");
        self.gated(route, |w, gate, at| {
            gate.clock_went_back(at);
            Ok(w.forget_waits()?)
        })
    }

    /// A document that has been on its way too long without a living sender in this process belongs to one that died
    /// beside it.
    fn notice_dead_senders(&self, route: &dyn Route) -> Result<(), OfficeError> {
        let since = self.clock.now() - SENDER_DEAD_AFTER;
        if self.book.read(|r| r.sending_since(Some(since)))?.is_empty() {
            return Ok(());
        }
        let lost = self.gated(route, |w, _, at| self.lose_dead(w, since, at))?;
        self.spread(&lost);
        Ok(())
    }

    fn lose_dead(
        &self,
        w: &mut Writer<'_>,
        since: NaiveDateTime,
        at: NaiveDateTime,
    ) -> Result<Vec<Moved>, OfficeError> {
        let mut lost = Vec::new();
        for (key, awaited) in w.sending_since(Some(since))? {
            if self.under_way.is_sending(&key) {
                continue;
            }
            let before = awaited.state.name();
            let state = awaited
                .state
                .lose_answer()
                .map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
            w.set_standing(awaited.id, &state, at)?;
            w.journal(at, JournalAct::Recovered, key.as_str(), &json!({ "state": state.name() }))?;
            lost.push(Moved { key, before, state, behind: true });
        }
        Ok(lost)
    }

    /// How long nothing is to be done.
    fn pause(&self) -> Duration {
        let now = self.clock.now();
        let wanted = self.next_wake(now).unwrap_or_else(|error| {
            tracing::warn!(%error, "the next try could not be read");
            None
        });
        let wait = wanted.map_or(LONGEST_PAUSE, |at| (at - now).to_std().unwrap_or(SHORTEST_PAUSE));
        wait.clamp(SHORTEST_PAUSE, LONGEST_PAUSE)
    }

    /// When something wants to be done: the next try of what waits, but not before the gate opens.
    fn next_wake(&self, now: NaiveDateTime) -> Result<Option<NaiveDateTime>, OfficeError> {
        let Some(route) = self.open_route() else { return Ok(None) };
        Ok(self.book.read(|r| {
            let opens_at = Gate::of(r, route.name())?.opens_at(now);
            let queued = r.next_try()?.map(|next| next.unwrap_or(now));
            let next = queued.into_iter().chain(r.next_transmission()?).min();
            Ok(match (opens_at, next) {
                (Some(opens_at), Some(next)) => Some(opens_at.max(next)),
                (opens_at, next) => opens_at.or(next),
            })
        })?)
    }
}

/// Takes one document out of the queue; false when the gate is shut and the pass may end.
fn take(
    w: &mut Writer<'_>,
    gate: &mut Gate,
    route: &dyn Route,
    queued: Queued,
    at: NaiveDateTime,
    turn: &mut Turn,
) -> Result<bool, OfficeError> {
    let request = frozen(&queued);
    if matches!(queued.state, State::Unknown) {
        let open = gate.admit_question(at, route.capabilities()).is_ok();
        if open {
            w.schedule(queued.id, queued.attempts, Some(at + QUESTION_LEASE))?;
            turn.jobs.push(Job::Ask(request));
        }
        return Ok(open);
    }
    if queued.send_by.is_some_and(|last| last < at) {
        turn.moved.push(expire(w, queued, at)?);
        return Ok(true);
    }
    if gate.admit(at, route.capabilities()).is_err() {
        return Ok(false);
    }
    turn.moved.push(set_out(w, &queued, at)?);
    turn.jobs.push(Job::Send(request));
    Ok(true)
}

/// The document is on its way from now on, whatever happens.
pub(crate) fn set_out(w: &mut Writer<'_>, queued: &Queued, at: NaiveDateTime) -> Result<Moved, OfficeError> {
    let key = queued.key.clone();
    let illegal = |source| OfficeError::IllegalStep { key: key.clone(), source };
    let state = queued.state.clone().send().map_err(illegal)?;
    w.set_standing(queued.id, &state, at)?;
    let moved = Moved { key: queued.key.clone(), before: queued.state.name(), state, behind: true };
    note(w, &moved, None, at)?;
    Ok(moved)
}

/// The last moment has passed: nothing was issued, and a person decides what the customer gets instead.
fn expire(w: &mut Writer<'_>, queued: Queued, at: NaiveDateTime) -> Result<Moved, OfficeError> {
    let (key, before) = (queued.key.clone(), queued.state.name());
    let state = queued
        .state
        .expire(Refusal::late())
        .map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
    w.set_standing(queued.id, &state, at)?;
    w.call_person(queued.id, Some(domain::Attention::TooLate))?;
    let moved = Moved { key, before, state, behind: true };
    note(w, &moved, None, at)?;
    Ok(moved)
}

pub(crate) fn frozen(queued: &Queued) -> FrozenRequest {
    FrozenRequest {
        act: wire_act(queued.act),
        key: queued.key.clone(),
        body: queued.body.as_str().to_owned(),
    }
}

/// What the wire calls an act: new and amended invoices are one call.
const fn wire_act(act: ActKind) -> Act {
    match act {
        ActKind::Issue => Act::Issue,
        ActKind::Cancel => Act::Cancel,
        ActKind::Invoice | ActKind::Amend => Act::Invoice,
    }
}
