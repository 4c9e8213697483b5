//! The end of a seed: the line is good, everything comes through, and in the mornings after both books are compared.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use tokio::task::{JoinHandle, JoinSet};

use super::{Shop, panicked};
use crate::authority::LAG_MAX_MS;
use crate::dice::Dice;
use crate::life::Life;
use crate::office_driver::OfficeDriver;
use crate::route::QUIET_PERIOD_MS;
use crate::script::Act;
use crate::weather::ASTRAY_MAX_MS;

const LOOK_EVERY: Duration = Duration::from_secs(60);
/// When nothing at all has happened for so long, nothing is in the air.
const STILL: Duration = Duration::from_secs(180);
const SLEEP: Duration = HOUR.saturating_mul(2);
/// In so long a time a waiting office looks at the clock no more often than this: it rests between its passes.
const LOOKS_OF_REST: u64 = 1_000;
const HOUR: Duration = Duration::from_secs(3_600);
/// With a good line and nothing in the way everything must be through within this time.
const PATIENCE: Duration = HOUR;
/// With a small quota, or a clock that was moved as well, within this time.
const LONG_PATIENCE: Duration = HOUR.saturating_mul(5 * 24);

/// So often somebody goes on with an import when the line is good.
const IMPORT_ROUNDS: u32 = 200;

impl Shop {
    /// Somebody goes on with an import until nothing of it is left.
    pub(super) async fn finish_imports(&self, office: &OfficeDriver) -> Option<String> {
        let import = |act: &Act| if let Act::Import { orders } = act { Some(*orders) } else { None };
        let orders = self.script.steps.iter().find_map(|step| import(&step.act))?;
        for _ in 0..IMPORT_ROUNDS {
            if self.import(office, orders).await == Some(0) {
                return None;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Some("an import never came to its end".to_owned())
    }

    /// Waits until nothing is open any more and nothing can arrive any more.
    pub(super) async fn settle(
        &self,
        office: &OfficeDriver,
        life: &Life,
        courier: &mut JoinHandle<()>,
    ) -> Option<String> {
        let (mut stillness, mut looks) = (Duration::ZERO, life.looks());
        let (mut waited, mut waited_for_nothing) = (Duration::ZERO, Duration::ZERO);
        while waited < LONG_PATIENCE && waited_for_nothing < PATIENCE {
            if office.is_settled() {
                tokio::time::sleep(Duration::from_millis(ASTRAY_MAX_MS + LAG_MAX_MS)).await;
                self.network.deliver();
                if office.is_settled() {
                    return None;
                }
            }
            let before = self.network.outside().events();
            tokio::time::sleep(LOOK_EVERY).await;
            waited += LOOK_EVERY;
            if !self.has_reason_to_wait() {
                waited_for_nothing += LOOK_EVERY;
            }
            if self.network.outside().events() > before {
                (stillness, looks) = (Duration::ZERO, life.looks());
            } else {
                stillness += LOOK_EVERY;
            }
            if stillness >= STILL {
                let restless = life.looks() - looks;
                if restless > LOOKS_OF_REST {
                    return Some(format!("it looked at the clock {restless} times in {STILL:?} of waiting"));
                }
                if self.has_reason_to_wait() {
                    waited += self.sleep_on(office, courier).await;
                }
                (stillness, looks) = (Duration::ZERO, life.looks());
            }
        }
        let open = office.open_documents();
        Some(format!(
            "still open {waited:?} after the line became good, {waited_for_nothing:?} for nothing: {open:?}"
        ))
    }

    /// Now and then somebody clicks twice on everything that is still open, at the moment when absence becomes proof.
    pub(super) async fn impatience(self: &Arc<Self>, office: &OfficeDriver) -> Vec<String> {
        let mut dice = Dice::new(self.seed, "impatience");
        if !dice.chance(40) {
            return Vec::new();
        }
        tokio::time::sleep(Duration::from_millis(QUIET_PERIOD_MS + dice.within(0, 2_000))).await;
        let mut clicks = JoinSet::new();
        for key in office.open_documents().into_iter().flat_map(|key| [key.clone(), key]) {
            let (shop, office) = (Arc::clone(self), office.clone());
            clicks.spawn(async move { shop.look_after(&office, &key).await });
        }
        let mut wrong = Vec::new();
        while let Some(click) = clicks.join_next().await {
            wrong.extend(click.err().and_then(panicked));
        }
        wrong
    }

    /// While everything waits for the next day, the PC is put to sleep for a while: nothing of it is in the air.
    async fn sleep_on(&self, office: &OfficeDriver, courier: &mut JoinHandle<()>) -> Duration {
        courier.abort();
        tokio::time::sleep(SLEEP).await;
        *courier = tokio::spawn(office.clone().courier());
        SLEEP
    }

    /// The day is full at the authority; or its quota is small and the shop does not know when its day ends.
    fn has_reason_to_wait(&self) -> bool {
        let authority = &self.network.outside().authority;
        let moved = self.script.steps.iter().any(|step| matches!(step.act, Act::SetClock { .. }));
        authority.is_small()
            && (moved || authority.used(self.network.time.now().date()) >= authority.daily_limit)
    }

    /// Days later the authority has decided everything, and each day of the book is compared.
    pub(super) async fn days_after(&self, office: &OfficeDriver) -> Vec<String> {
        self.network.time.set_skew_ms(0);
        let book = office.all_documents();
        let mut wrong = Vec::new();
        if book.iter().any(|row| row.document.invoice().is_some()) {
            wrong.extend(self.transmissions(office).await);
        }
        tokio::time::sleep(HOUR * 60).await;
        let days: BTreeSet<NaiveDate> = book.iter().map(|row| row.document.trade_date()).collect();
        for day in days {
            match office.reconcile(day).await {
                Ok(found) if found.only_ours + found.only_theirs + found.differs == 0 => {}
                found => wrong.push(format!("comparing {day} found {found:?}")),
            }
        }
        wrong
    }
}
