//! Three days without a line: five hundred receipts, restarts and a clock that jumps.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::{Attention, Refusal};
use office::Task;
use store::Shelved;

use crate::authority::Authority;
use crate::life::Time;
use crate::mutants::Mutant;
use crate::network::Network;
use crate::script::{Act, Script, Step};
use crate::shop::Shop;
use crate::weather::Weather;

const RECEIPTS: u64 = 500;
const OUTAGE_MS: u64 = 72 * HOUR_MS;
const HOUR_MS: u64 = 3_600_000;
const SEED: u64 = 72;

/// What the outage left behind.
pub struct Aftermath {
    pub violations: Vec<String>,
    pub log: Vec<String>,
    /// The book, oldest first.
    pub book: Vec<Shelved>,
    /// Keys in the order in which they reached the authority.
    pub arrivals: Vec<String>,
    /// What a person has to see to.
    pub tasks: Vec<Task>,
    pub lives: usize,
}

/// Plays the outage.
pub fn play() -> Aftermath {
    let script = script();
    let time = Arc::new(Time::starting_at(script.opens_at_minute));
    let network = Network::new(time, Authority::without_surprises(), Weather::down_for(OUTAGE_MS));
    let shop = Shop::new(script, network, Mutant::None, SEED, true);
    let violations = shop.play();
    let lives = shop.lives();
    let (book, tasks) = shop.closing();
    let mut outside = shop.network.outside();
    let arrivals = outside.authority.documents.iter().map(|taken| taken.paper.key.to_string()).collect();
    Aftermath { violations, log: outside.take_log(), book, arrivals, tasks, lives }
}

impl Aftermath {
    /// Approved documents in the order in which their time runs out: by the day of the sale, then by the sale.
    pub fn in_deadline_order(&self) -> Vec<String> {
        let approved = self.book.iter().filter(|row| row.standing.state.approval().is_some());
        let mut order: Vec<_> = approved.map(|row| (row.document.trade_date(), row)).collect();
        order.sort_by_key(|(day, row)| (*day, row.document.traded_at, row.document.id));
        order.into_iter().map(|(_, row)| row.document.key.to_string()).collect()
    }

    /// How many documents were too late.
    pub fn late(&self) -> usize {
        let late = self.book.iter().filter(|row| row.standing.state.refusal().is_some_and(Refusal::is_late));
        late.count()
    }

    /// How many of them the list of tasks offers to issue anew.
    pub fn offered(&self) -> usize {
        let offers = |task: &&Task| {
            matches!(task, Task::Document { why: Attention::TooLate, step: office::Step::Reissue, .. })
        };
        self.tasks.iter().filter(offers).count()
    }

    /// How many of them have nobody who is told.
    pub fn silent(&self) -> usize {
        let late = self.book.iter().filter(|row| row.standing.state.refusal().is_some_and(Refusal::is_late));
        late.filter(|row| row.standing.attention != Some(Attention::TooLate)).count()
    }

    /// How many receipts of each day were approved.
    pub fn approved_per_day(&self) -> BTreeMap<NaiveDate, usize> {
        let mut days = BTreeMap::new();
        for row in self.book.iter().filter(|row| row.standing.state.approval().is_some()) {
            *days.entry(row.document.trade_date()).or_default() += 1;
        }
        days
    }
}

/// A receipt every few minutes, day and night, until the outage ends.
fn script() -> Script {
    let pause_ms = OUTAGE_MS / RECEIPTS;
    let mut steps: Vec<Step> = (0..RECEIPTS).map(|index| sale(index, pause_ms)).collect();
    for (index, skew_h) in [(320, 0), (250, -3), (120, 2)] {
        let act = Act::SetClock { skew_ms: skew_h * i64::try_from(HOUR_MS).unwrap() };
        steps.insert(index, Step { pause_ms: 0, act, again_after_ms: None });
    }
    Script {
        opens_at_minute: 9 * 60,
        steps,
        deaths: vec![200, 450, 700],
        closed_ms: vec![30_000, 600_000, 2_000],
        heals_after_ms: 0,
    }
}

fn sale(index: u64, pause_ms: u64) -> Step {
    let amount = u32::try_from(1_000 + index).unwrap();
    let act = Act::Issue { press: format!("sale-{index}"), amount, number: "", allow_similar: false };
    Step { pause_ms, act, again_after_ms: None }
}
