//! The clerk: presses buttons and remembers what the screen said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{DocumentKey, State};
use office::OfficeError;
use store::{DocumentAct, Shelved};
use tokio::time::Instant;

use super::Shop;
use crate::office_driver::OfficeDriver;
use crate::script::Act;

/// One press and what was said to it.
#[derive(Default)]
pub struct Asked {
    /// Won of an issue.
    pub total: Option<i64>,
    /// How many documents it may make.
    pub documents: usize,
    /// Keys it was answered with.
    pub keys: BTreeSet<DocumentKey>,
    /// The receipt that was chosen to be cancelled.
    original: Option<(DocumentKey, Option<i64>)>,
    answered: bool,
    /// The longest that the screen kept silent.
    pub waited: Duration,
}

impl Shop {
    /// One press, from the click to the answer on the screen.
    pub(super) async fn press(self: Arc<Self>, office: OfficeDriver, act: Act) {
        let pressed_at = Instant::now();
        let (press, answer) = match &act {
            Act::SetClock { skew_ms } => {
                self.network.log(format!("the clock is set {skew_ms} ms off"));
                return self.network.time.set_skew_ms(*skew_ms);
            }
            Act::Settle { which } => return self.look_after_one(&office, *which).await,
            Act::Issue { press, amount, number, allow_similar } => {
                self.ask(press, |asked| asked.total = Some(i64::from(*amount)));
                self.network.log(format!("{press}: issue {amount} to '{number}'"));
                (press, office.issue(press, *amount, number, *allow_similar).await)
            }
            Act::Cancel { press, which, percent } => {
                let Some((key, amount)) = self.choose(&office, press, *which, *percent) else { return };
                self.network.log(format!("{press}: cancel {key} {amount:?}"));
                (press, office.cancel(press, &key, amount).await)
            }
            Act::Correct { press, which, number } => {
                let Some((key, _)) = self.choose(&office, press, *which, None) else { return };
                self.ask(press, |asked| asked.documents = 2);
                self.network.log(format!("{press}: correct {key} to {number}"));
                (press, office.correct(press, &key, number).await)
            }
        };
        self.network.log(format!("{press}: {}", in_short(&answer)));
        self.ask(press, |asked| {
            asked.answered = true;
            asked.waited = asked.waited.max(pressed_at.elapsed());
            asked.keys.extend(answer.ok());
        });
    }

    async fn look_after_one(&self, office: &OfficeDriver, which: u64) {
        let open: Vec<DocumentKey> = office.open_documents();
        let count = u64::try_from(open.len()).unwrap();
        let Some(index) = which.checked_rem(count) else { return };
        self.look_after(office, &open[usize::try_from(index).unwrap()]).await;
    }

    /// Somebody clicks on a document that is not settled, beside the courier.
    pub(super) async fn look_after(&self, office: &OfficeDriver, key: &DocumentKey) {
        self.network.log(format!("somebody looks after {key}"));
        let state = office.settle(key).await;
        if let Err(error @ OfficeError::IllegalStep { .. }) = &state {
            panic!("{key}: {error:?}");
        }
        self.network.log(format!(
            "{key} is {}",
            state.map_or_else(|error| error.to_string(), |s| s.name().to_owned())
        ));
    }

    /// Whether the screen never said anything to this press.
    pub(super) fn is_unanswered(&self, act: &Act) -> bool {
        let (Act::Issue { press, .. } | Act::Cancel { press, .. } | Act::Correct { press, .. }) = act else {
            return false;
        };
        self.asked().get(press).is_some_and(|asked| !asked.answered)
    }

    /// What was pressed so far; a death that happens while somebody looks at it does not spoil it.
    pub(super) fn asked(&self) -> MutexGuard<'_, BTreeMap<String, Asked>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self, press: &str, note: impl FnOnce(&mut Asked)) {
        let mut asked = self.asked();
        let fresh = || Asked { documents: 1, ..Asked::default() };
        note(asked.entry(press.to_owned()).or_insert_with(fresh));
    }

    /// A press that is repeated means the same receipt as the first time.
    fn choose(
        &self,
        office: &OfficeDriver,
        press: &str,
        which: u64,
        percent: Option<u32>,
    ) -> Option<(DocumentKey, Option<i64>)> {
        let before = self.asked().get(press).and_then(|asked| asked.original.clone());
        let chosen = before.or_else(|| pick(&office.all_documents(), which, percent))?;
        self.ask(press, |asked| asked.original = Some(chosen.clone()));
        Some(chosen)
    }
}

fn pick(book: &[Shelved], which: u64, percent: Option<u32>) -> Option<(DocumentKey, Option<i64>)> {
    let cancellable = |row: &&Shelved| {
        row.document.act == DocumentAct::Issue
            && matches!(row.standing.state, State::Approved(_) | State::Confirmed(_))
    };
    let receipts: Vec<&Shelved> = book.iter().filter(cancellable).collect();
    let count = u64::try_from(receipts.len()).unwrap();
    let row = receipts.get(usize::try_from(which.checked_rem(count)?).unwrap())?;
    let part = |percent| (row.document.amounts.total().get() * i64::from(percent) / 100).max(1);
    Some((row.document.key.clone(), percent.map(part)))
}

fn in_short(answer: &Result<DocumentKey, OfficeError>) -> String {
    match answer {
        Ok(key) => format!("answered {key}"),
        Err(error) => format!("refused: {error}"),
    }
}
