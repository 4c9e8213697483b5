//! Many seeds on two threads, and how to play one of them again.

use std::collections::BTreeMap;
use std::env;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::thread;

use crate::mutants::Mutant;
use crate::shop::{Ending, simulate};

const THREADS: usize = 2;
const SEEDS: u64 = 2_000;

/// Which seeds to play: `SEED=n` one, `SEEDS=n` so many, else two thousand.
pub fn wanted() -> std::ops::Range<u64> {
    let number = |name: &str| env::var(name).ok().map(|text| text.trim().parse::<u64>().unwrap());
    match (number("SEED"), number("SEEDS")) {
        (Some(seed), _) => seed..seed + 1,
        (None, Some(count)) => 0..count,
        (None, None) => 0..SEEDS,
    }
}

/// A seed that broke an invariant.
pub struct Broken {
    pub seed: u64,
    pub ending: Ending,
}

/// What a run of many seeds brought.
#[derive(Default)]
pub struct Played {
    pub seeds: u64,
    pub broken: Vec<Broken>,
    pub met: BTreeMap<String, u64>,
}

/// Plays seeds until all are done or one is broken.
pub fn play(seeds: std::ops::Range<u64>, mutant: Mutant) -> Played {
    let (next, stop) = (AtomicU64::new(seeds.start), AtomicBool::new(false));
    let played = Mutex::new(Played::default());
    let worker = || {
        while !stop.load(SeqCst) {
            let seed = next.fetch_add(1, SeqCst);
            if seed >= seeds.end {
                break;
            }
            let mut ending = simulate(seed, mutant);
            let mut played = played.lock().unwrap();
            played.seeds += 1;
            for (what, count) in std::mem::take(&mut ending.met) {
                *played.met.entry(what).or_default() += count;
            }
            if !ending.violations.is_empty() {
                stop.store(true, SeqCst);
                played.broken.push(Broken { seed, ending });
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(worker);
        }
    });
    let mut played = played.into_inner().unwrap();
    played.broken.sort_by_key(|broken| broken.seed);
    played
}

impl Broken {
    /// The whole story, and the command that tells it again.
    pub fn story(&self, test: &str) -> String {
        let Self { seed, ending } = self;
        let log = ending.log.join("\n");
        let wrong = ending.violations.join("\n  ");
        format!(
            "{log}\nseed {seed}:\n  {wrong}\nplay it again with\n  \
             SEED={seed} cargo test --workspace --test simulation {test} -- --exact --nocapture"
        )
    }
}
