//! One seed from opening to the last invariant: lives of the shop one after the other, all on one book.

#[path = "shop/clerk.rs"]
mod clerk;
#[path = "shop/evening.rs"]
mod evening;
#[path = "shop/night.rs"]
mod night;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use nts::Route;
use office::{Office, Task};
use store::Shelved;
use tempfile::TempDir;
use tokio::runtime::Builder;
use tokio::task::{JoinError, JoinHandle, JoinSet};

use crate::authority::Authority;
use crate::dice::Dice;
use crate::invariants::violations;
use crate::life::{Dead, Life, SimClock, Time};
use crate::mutants::Mutant;
use crate::network::Network;
use crate::office_driver::{OfficeDriver, Place};
use crate::route::SimRoute;
use crate::script::{Act, Script};
use crate::weather::{PAIR, SENT_BY_SERVER, Weather};
pub use clerk::Asked;

/// What became of a seed.
pub struct Ending {
    pub violations: Vec<String>,
    pub log: Vec<String>,
    /// Fates met, with their counts.
    pub met: BTreeMap<String, u64>,
}

/// Plays one seed with the real office, or with a broken one.
pub fn simulate(seed: u64, mutant: Mutant) -> Ending {
    let shop = Shop::of_seed(seed, mutant);
    let violations = shop.play();
    let mut outside = shop.network.outside();
    let (log, met) = (outside.take_log(), std::mem::take(&mut outside.weather.met));
    Ending { violations, log, met }
}

/// The shop, its book and everything around it.
pub struct Shop {
    pub script: Script,
    pub network: Arc<Network>,
    place: Place,
    mutant: Mutant,
    seed: u64,
    steps_done: AtomicUsize,
    lives: AtomicUsize,
    /// The office of the life that is lived.
    alive: Mutex<Weak<Office>>,
    closing: Mutex<Option<(Vec<Shelved>, Vec<Task>)>>,
    asked: Mutex<BTreeMap<String, Asked>>,
    _folder: Option<TempDir>,
}

impl Shop {
    fn of_seed(seed: u64, mutant: Mutant) -> Arc<Self> {
        let script = Script::new(seed);
        let time = Arc::new(Time::starting_at(script.opens_at_minute));
        let network = Network::new(time, Authority::new(seed), Weather::new(seed));
        let dies = !script.deaths.is_empty();
        Self::new(script, network, mutant, seed, dies)
    }

    /// The book is a file when the process dies, else in memory.
    pub fn new(script: Script, network: Network, mutant: Mutant, seed: u64, dies: bool) -> Arc<Self> {
        let folder = dies.then(fast_folder);
        let place =
            folder.as_ref().map_or(Place::Memory, |folder| Place::File(folder.path().join("book.sqlite")));
        Arc::new(Self {
            script,
            network: Arc::new(network),
            place,
            mutant,
            seed,
            steps_done: AtomicUsize::new(0),
            lives: AtomicUsize::new(0),
            alive: Mutex::default(),
            closing: Mutex::default(),
            asked: Mutex::default(),
            _folder: folder,
        })
    }

    /// All lives, to the last invariant.
    pub fn play(self: &Arc<Self>) -> Vec<String> {
        for death in 0..=self.script.deaths.len() {
            let life = Life::new(self.script.deaths.get(death).copied());
            self.lives.fetch_add(1, SeqCst);
            if let Some(wrong) = self.live(&Arc::new(life), death) {
                return wrong;
            }
        }
        vec!["a life without an end died".to_owned()]
    }

    pub fn lives(&self) -> usize {
        self.lives.load(SeqCst)
    }

    /// The book at the end, and what a person has to see to.
    pub fn closing(&self) -> (Vec<Shelved>, Vec<Task>) {
        self.closing.lock().unwrap().take().unwrap()
    }

    /// One life; answers what is wrong at its end, or nothing when it died.
    fn live(self: &Arc<Self>, life: &Arc<Life>, death: usize) -> Option<Vec<String>> {
        let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let time = &self.network.time;
        let ended = runtime.block_on(async {
            time.begin_life();
            self.network.log(if death == 0 { "the shop opens" } else { "the shop opens again" });
            let day = tokio::spawn(Arc::clone(self).day(Arc::clone(life), death));
            let ended = tokio::select! {
                biased;
                () = life.death() => None,
                wrong = day => Some(wrong),
            };
            self.network.log(if ended.is_some() { "the shop closes" } else { "the process dies" });
            ended
        });
        runtime.block_on(async {
            time.end_life(self.script.closed_ms.get(death).copied().unwrap_or_default());
        });
        drop(runtime);
        if ended.is_none() {
            self.network.outside().weather.count("Death".to_owned());
        }
        let alive = self.alive.lock().unwrap().strong_count();
        assert_eq!(alive, 0, "something of a life goes on after its end");
        ended.and_then(|wrong| wrong.map_or_else(|error| panicked(error).map(|what| vec![what]), Some))
    }

    /// From opening the book to closing the shop with everything settled.
    async fn day(self: Arc<Self>, life: Arc<Life>, death: usize) -> Vec<String> {
        if death > 0 {
            self.mutant.tamper(&self.place);
        }
        let clock = SimClock { time: Arc::clone(&self.network.time), life: Arc::clone(&life) };
        let office = OfficeDriver::open(&self.place, Arc::new(clock));
        *self.alive.lock().unwrap() = office.watch();
        office.set_up_shop();
        if death > 0 && self.mutant.recovers() {
            self.network.log(format!("recovered {}", office.recover()));
        }
        let route = SimRoute { network: Arc::clone(&self.network), life: Arc::clone(&life) };
        let route: Arc<dyn Route> = self.mutant.wrap(route, self.seed);
        office.connect(route);
        let mut courier = tokio::spawn(office.clone().courier());
        let mut presses = JoinSet::new();
        self.press_again(&office, death, &mut presses);
        self.work(&office, &mut presses, &mut courier).await;
        let mut wrong = Vec::new();
        while let Some(pressed) = presses.join_next().await {
            wrong.extend(pressed.err().and_then(panicked));
        }
        tokio::time::sleep(Duration::from_millis(self.script.heals_after_ms)).await;
        self.network.outside().weather.heal();
        self.network.log("the line is good from now on");
        wrong.extend(self.finish_imports(&office).await);
        wrong.extend(self.impatience(&office).await);
        wrong.extend(self.settle(&office, &life, &mut courier).await);
        courier.abort();
        wrong.extend(courier.await.err().and_then(panicked));
        wrong.extend(self.days_after(&office).await);
        wrong.extend(self.count_and_judge(&office));
        *self.closing.lock().unwrap() = Some((office.all_documents(), office.tasks()));
        wrong
    }

    /// What is wrong in the end; notes what has been met.
    fn count_and_judge(&self, office: &OfficeDriver) -> Vec<String> {
        let now = self.network.time.now();
        let outside = &mut *self.network.outside();
        let invoices = || outside.authority.documents.iter().filter(|taken| taken.paper.invoice().is_some());
        let by_server = invoices().any(|taken| taken.handed_over_at.is_none());
        let pairs = invoices().any(|taken| office.pair_of(&taken.paper.key).is_some());
        for (met, name) in [(by_server, SENT_BY_SERVER), (pairs, PAIR)] {
            if met {
                outside.weather.count(name.to_owned());
            }
        }
        violations(office, &outside.authority, &self.asked(), now)
    }

    /// Plays the steps that no earlier life has played.
    async fn work(
        self: &Arc<Self>,
        office: &OfficeDriver,
        presses: &mut JoinSet<()>,
        courier: &mut JoinHandle<()>,
    ) {
        while let Some(step) = self.script.steps.get(self.steps_done.load(SeqCst)) {
            tokio::time::sleep(Duration::from_millis(step.pause_ms)).await;
            self.steps_done.fetch_add(1, SeqCst);
            if let Act::Night { wakes_at_minute } = step.act {
                self.night(office, courier, wakes_at_minute).await;
                continue;
            }
            presses.spawn(Arc::clone(self).press(office.clone(), step.act.clone()));
            if let Some(after_ms) = step.again_after_ms {
                let again = Arc::clone(self).press(office.clone(), step.act.clone());
                presses.spawn(async move {
                    tokio::time::sleep(Duration::from_millis(after_ms)).await;
                    again.await;
                });
            }
        }
    }

    /// After a death the clerk may press the button again whose answer never came.
    fn press_again(self: &Arc<Self>, office: &OfficeDriver, death: usize, presses: &mut JoinSet<()>) {
        let mut dice = Dice::new(self.seed, &format!("again-{death}"));
        let steps = &self.script.steps[..self.steps_done.load(SeqCst)];
        for step in steps.iter().filter(|step| self.is_unanswered(&step.act)) {
            if dice.chance(50) {
                presses.spawn(Arc::clone(self).press(office.clone(), step.act.clone()));
            }
        }
    }
}

/// What a task panicked with; nothing when its process had died or was closed.
fn panicked(error: JoinError) -> Option<String> {
    let payload = error.try_into_panic().ok()?;
    if payload.is::<Dead>() {
        return None;
    }
    let text = payload.downcast_ref::<String>().map(String::as_str);
    Some(format!("panicked: {}", text.or(payload.downcast_ref::<&str>().copied()).unwrap_or("?")))
}

/// A folder in memory where there is one: what a power cut does to a disk is for another test.
fn fast_folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}
