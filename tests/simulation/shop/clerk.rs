//! The clerk: presses buttons and remembers what the screen said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{DocumentKey, State};
use office::OfficeError;
use store::{DocumentAct, Shelved};
use tokio::time::Instant;

use super::Shop;
use crate::imports;
use crate::office_driver::{OfficeDriver, REAM};
use crate::script::{Act, Amendment};

/// A document, and how much of it.
type Chosen = (DocumentKey, Option<i64>);

/// One press and what was said to it.
#[derive(Default)]
pub struct Asked {
    /// Won of an issue.
    pub total: Option<i64>,
    /// How many documents it may make.
    pub documents: usize,
    /// Keys it was answered with.
    pub keys: BTreeSet<DocumentKey>,
    /// The document that was chosen to be cancelled or amended.
    original: Option<Chosen>,
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
            Act::Transmit { which } => return self.transmit_one(&office, *which).await,
            Act::Import { orders } => {
                self.import(&office, *orders).await;
                return;
            }
            Act::Night { .. } => return,
            Act::Invoice { press, reams, buyer, at_once, allow_similar } => {
                let total = i64::from(reams * REAM / 10 * 11);
                self.ask(press, |asked| asked.total = Some(total));
                self.network.log(format!("{press}: invoice of {reams} reams to {buyer}"));
                (press, office.invoice(press, (*reams, buyer), *at_once, *allow_similar).await)
            }
            Act::Amend { press, which, how } => {
                let Some((key, _)) = self.choose(press, || pick_invoice(&office.all_documents(), *which))
                else {
                    return;
                };
                if let Amendment::Mistake(_) = how {
                    self.ask(press, |asked| asked.documents = 2);
                }
                self.network.log(format!("{press}: amend {key} {how:?}"));
                (press, office.amend(press, &key, *how).await)
            }
            Act::Issue { press, amount, number, allow_similar } => {
                self.ask(press, |asked| asked.total = Some(i64::from(*amount)));
                self.network.log(format!("{press}: issue {amount} to '{number}'"));
                (press, office.issue(press, *amount, number, *allow_similar).await)
            }
            Act::Cancel { press, which, percent } => {
                let pick = || pick(&office.all_documents(), *which, *percent);
                let Some((key, amount)) = self.choose(press, pick) else { return };
                self.network.log(format!("{press}: cancel {key} {amount:?}"));
                (press, office.cancel(press, &key, amount).await)
            }
            Act::Correct { press, which, number } => {
                let pick = || pick(&office.all_documents(), *which, None);
                let Some((key, _)) = self.choose(press, pick) else { return };
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

    /// The same file again: what is left of it goes on.
    pub(super) async fn import(&self, office: &OfficeDriver, orders: usize) -> Option<u32> {
        self.ask("import", |asked| asked.documents = orders);
        let left = office.import(&imports::file(orders)).await;
        self.network.log(format!("the import: {}", in_words(&left)));
        left.ok()
    }

    async fn transmit_one(&self, office: &OfficeDriver, which: u64) {
        let waits = |row: &Shelved| {
            row.document.invoice().is_some() && matches!(row.standing.state, State::Approved(_))
        };
        let waiting = office.all_documents().into_iter().filter(waits).collect::<Vec<_>>();
        let Some(index) = which.checked_rem(u64::try_from(waiting.len()).unwrap()) else { return };
        let key = &waiting[usize::try_from(index).unwrap()].document.key;
        self.network.log(format!("somebody transmits {key}"));
        let state = office.transmit(key).await;
        if let Err(error @ OfficeError::IllegalStep { .. }) = &state {
            panic!("{key}: {error:?}");
        }
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
        let (Act::Issue { press, .. }
        | Act::Cancel { press, .. }
        | Act::Correct { press, .. }
        | Act::Invoice { press, .. }
        | Act::Amend { press, .. }) = act
        else {
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
    fn choose(&self, press: &str, pick: impl FnOnce() -> Option<Chosen>) -> Option<Chosen> {
        let before = self.asked().get(press).and_then(|asked| asked.original.clone());
        let chosen = before.or_else(pick)?;
        self.ask(press, |asked| asked.original = Some(chosen.clone()));
        Some(chosen)
    }
}

fn pick(book: &[Shelved], which: u64, percent: Option<u32>) -> Option<Chosen> {
    let cancellable = |row: &&Shelved| {
        row.document.act == DocumentAct::Issue
            && matches!(row.standing.state, State::Approved(_) | State::Confirmed(_))
    };
    let receipts: Vec<&Shelved> = book.iter().filter(cancellable).collect();
    let count = u64::try_from(receipts.len()).unwrap();
    let row = receipts.get(usize::try_from(which.checked_rem(count)?).unwrap())?;
    let part = |percent| (row.document.total().get() * i64::from(percent) / 100).max(1);
    Some((row.document.key.clone(), percent.map(part)))
}

/// An invoice that was transmitted if there is one, else any.
fn pick_invoice(book: &[Shelved], which: u64) -> Option<Chosen> {
    let invoices =
        || book.iter().filter(|row| row.document.invoice().is_some_and(|said| !said.total().is_negative()));
    let transmitted =
        |row: &&Shelved| matches!(row.standing.state, State::Transmitted(_) | State::Confirmed(_));
    let mut among: Vec<&Shelved> = invoices().filter(transmitted).collect();
    if among.is_empty() {
        among = invoices().collect();
    }
    let index = which.checked_rem(u64::try_from(among.len()).unwrap())?;
    Some((among[usize::try_from(index).unwrap()].document.key.clone(), None))
}

fn in_words(left: &Result<u32, OfficeError>) -> String {
    left.as_ref().map_or_else(ToString::to_string, |left| format!("{left} orders are left"))
}

fn in_short(answer: &Result<DocumentKey, OfficeError>) -> String {
    match answer {
        Ok(key) => format!("answered {key}"),
        Err(error) => format!("refused: {error}"),
    }
}
