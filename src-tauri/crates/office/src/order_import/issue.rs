//! Issuing an import: its orders are written as documents some at a time, and the courier brings them through at its own speed.
//!
//! An order and its document are written in one transaction, and the press is the order's own name; so wherever this stops, what
//! is written is sent and what is not waits, and going on writes nothing twice. Only so many are written ahead that a pause is
//! soon felt, and so few at once that the counter never waits for them.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use nts::Route;
use serde_json::json;
use store::{ImportId, ImportOrderId, ImportState, ImportedOrder, JournalAct, Writer};
use tokio::task::JoinSet;

use super::running::{AtWork, ImportProgress};
use super::taken::content;
use crate::gate::Gate;
use crate::intent::Start;
use crate::order::{
    Becomes, LastPress, NoPaper, OrderDesk, OrderPaper, OrderPress, Stop, last_press, press_of,
};
use crate::{ImportOverview, Office, OfficeError, Order, order_import::judge::OrderFault};

/// Orders in one transaction: a press at the counter waits for no more than these.
const AT_ONCE: u32 = 16;
/// Documents that may wait for the courier before more are written.
const AHEAD: u32 = 128;
/// How long to wait for news of the courier before looking again.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// Told how far issuing has come.
type Told<'a> = &'a (dyn Fn(ImportProgress) + Send + Sync);

/// An order that is about to be written.
struct Candidate {
    id: ImportOrderId,
    order: Order,
    paper: Result<OrderPaper, NoPaper>,
}

/// One run over an import.
struct Run<'a> {
    import: ImportId,
    at_work: &'a AtWork<'a>,
    route: &'a dyn Route,
    desk: OrderDesk,
    told: Told<'a>,
    /// Business numbers that this run has asked about, and those of which nothing is known.
    asked: HashSet<String>,
    unknown: HashSet<String>,
}

impl Office {
    /// Issues the waiting orders of an import, until none is left, a person pauses it, or the line is down. What is left waits
    /// and can be gone on with at any time, by another process too.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] while it is being issued already, or once it is undone; [`OfficeError::RouteClosed`],
    /// [`OfficeError::NoShop`], [`OfficeError::Book`]: what is left waits.
    pub async fn issue_import(
        self: &Arc<Self>,
        import: ImportId,
        told: Told<'_>,
    ) -> Result<ImportOverview, OfficeError> {
        let nothing = || OfficeError::NothingToDo(format!("import {}", import.get()));
        if self.import_overview(import)?.import.undone_at.is_some() {
            return Err(nothing());
        }
        let at_work = self.importing.begin(import).ok_or_else(nothing)?;
        let route = self.route().await?;
        let desk = self.order_desk(route.capabilities().days_late)?;
        let mut run = Run {
            import,
            at_work: &at_work,
            route: route.as_ref(),
            desk,
            told,
            asked: HashSet::new(),
            unknown: HashSet::new(),
        };
        let written = AtomicBool::new(false);
        let writing = async {
            let ended = self.write_orders(&mut run).await;
            written.store(true, Ordering::Release);
            self.wake.notify_one();
            ended
        };
        let (ended, sent) = tokio::join!(writing, self.send_orders(&written));
        drop(at_work);
        ended.and(sent)?;
        self.import_overview(import)
    }

    /// Calls the issuing of an import to a halt: nothing more is written, and what was written still goes out. False when
    /// nobody is at it.
    #[must_use]
    pub fn pause_import(&self, import: ImportId) -> bool {
        self.importing.pause(import)
    }

    async fn write_orders(self: &Arc<Self>, run: &mut Run<'_>) -> Result<(), OfficeError> {
        let of = self.import_overview(run.import)?.orders(ImportState::Waiting);
        let mut done = 0;
        let mut after = None;
        while !run.at_work.is_pausing() && self.has_room().await? {
            let rows = self.imported_orders(run.import, Some(ImportState::Waiting), after, AT_ONCE)?;
            let Some(last) = rows.last() else { break };
            after = Some(last.id);
            done += u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let candidates = self.candidates(run, &rows).await?;
            self.write_candidates(run, candidates)?;
            self.wake.notify_one();
            (run.told)(run.at_work.note(done, of));
        }
        Ok(())
    }

    /// Waits until few enough documents are ahead; false when they do not move because the gate is shut.
    async fn has_room(&self) -> Result<bool, OfficeError> {
        let mut news = self.news();
        let mut before = u32::MAX;
        loop {
            let waiting = self.open_count()?.waiting;
            if waiting <= AHEAD {
                return Ok(true);
            }
            let shut = self.connection()?.state != crate::ConnectionState::Connected;
            if shut && waiting >= before {
                return Ok(false);
            }
            before = waiting;
            for _ in 0..AT_ONCE {
                let Ok(_moved) = tokio::time::timeout(LOOK_AGAIN, news.recv()).await else { break };
            }
        }
    }

    /// Reads the orders of some rows, after the NTS was asked about buyers it was not asked about before. Those of whom it
    /// says nothing now are passed over and wait for the next run.
    async fn candidates(
        self: &Arc<Self>,
        run: &mut Run<'_>,
        rows: &[ImportedOrder],
    ) -> Result<Vec<Candidate>, OfficeError> {
        let orders: Vec<(ImportOrderId, Order)> =
            rows.iter().map(|row| Ok((row.id, content(row)?))).collect::<Result<_, OfficeError>>()?;
        self.ask_about(run, orders.iter().map(|(_, order)| order)).await?;
        let mut candidates = Vec::with_capacity(orders.len());
        for (id, order) in orders {
            let number = order.buyer.business_number.trim();
            if run.unknown.contains(number) && order.becomes() == Some(Becomes::Invoice) {
                continue;
            }
            let paper = self.read_order(&run.desk, &order)?;
            candidates.push(Candidate { id, order, paper });
        }
        Ok(candidates)
    }

    /// Asks about all new buyers at once, as many as the route takes.
    async fn ask_about(
        self: &Arc<Self>,
        run: &mut Run<'_>,
        orders: impl Iterator<Item = &Order>,
    ) -> Result<(), OfficeError> {
        let mut asking = JoinSet::new();
        for order in orders.filter(|order| order.becomes() == Some(Becomes::Invoice)) {
            let number = order.buyer.business_number.trim().to_owned();
            if run.asked.insert(number.clone()) {
                let office = Arc::clone(self);
                asking.spawn(async move {
                    let answer = office.check_business(&number).await;
                    (number, answer)
                });
            }
        }
        while let Some(asked) = asking.join_next().await {
            let (number, answer) = asked.map_err(OfficeError::CutOff)?;
            match answer {
                // What is no number is a fault of the order and said there.
                Ok(_) | Err(OfficeError::Faults(_)) => {}
                Err(OfficeError::StatusUnknown(_)) => {
                    run.unknown.insert(number);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn write_candidates(&self, run: &Run<'_>, candidates: Vec<Candidate>) -> Result<(), OfficeError> {
        self.gated(run.route, |w, gate, _| {
            for candidate in candidates {
                self.write_candidate(w, gate, run, candidate)?;
            }
            Ok(())
        })
    }

    fn write_candidate(
        &self,
        w: &mut Writer<'_>,
        gate: &mut Gate,
        run: &Run<'_>,
        candidate: Candidate,
    ) -> Result<(), OfficeError> {
        let Candidate { id, order, paper } = candidate;
        // Somebody else may have seen to it since it was read.
        if w.imported_order(id)?.is_none_or(|row| row.state != ImportState::Waiting) {
            return Ok(());
        }
        let press = match last_press(w, &press_of(&order)?)? {
            LastPress::Stands(key) => {
                let document = w.document(&key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
                return Ok(w.issue_imported_order(id, document.id)?);
            }
            LastPress::Free { press_id, refused } => OrderPress { press_id, instead_of: refused },
        };
        match paper {
            Ok(paper) => {
                let written = (&run.desk, &order, &paper);
                let intent = self.write_order(w, gate, run.route, written, (press, Start::InTurn))?;
                Ok(w.issue_imported_order(id, intent.id)?)
            }
            Err(NoPaper::Skipped(reason)) => {
                Ok(w.stop_imported_order(id, ImportState::Skipped, (reason, None))?)
            }
            Err(NoPaper::Stopped(stop)) => self.stop_candidate(w, id, &order, stop),
        }
    }

    fn stop_candidate(
        &self,
        w: &mut Writer<'_>,
        id: ImportOrderId,
        order: &Order,
        stop: Stop,
    ) -> Result<(), OfficeError> {
        let Stop { reason, faults, .. } = stop;
        let faults: Vec<OrderFault> = faults.iter().map(OrderFault::from).collect();
        let detail = if faults.is_empty() { None } else { Some(json!(faults).to_string()) };
        w.stop_imported_order(id, ImportState::Stopped, (reason, detail.as_deref()))?;
        let facts = json!({ "order": order.order_no.trim(), "reason": reason });
        Ok(w.journal(self.clock.now(), JournalAct::OrderStopped, "", &facts)?)
    }

    /// Brings through what is written, until everything is written and nothing of it can be sent any more.
    async fn send_orders(self: &Arc<Self>, written: &AtomicBool) -> Result<(), OfficeError> {
        loop {
            let was_last = written.load(Ordering::Acquire);
            self.drain().await?;
            if was_last {
                return Ok(());
            }
            let _woken_or_look_again = tokio::time::timeout(LOOK_AGAIN, self.wake.notified()).await;
        }
    }
}
