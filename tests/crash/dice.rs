//! The random choices of a drill, all from one seed (SplitMix64). The choices replay; what the machine makes of a moment
//! does not quite, because a kill meets the program a few microseconds earlier or later each time.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::ops::Range;

pub struct Dice(u64);

impl Dice {
    /// From `SEED`, else a new one; printed, so that a failing run can be started again.
    pub fn from_environment() -> Self {
        let seed = number("SEED").unwrap_or_else(|| RandomState::new().build_hasher().finish() % 1_000_000);
        println!("SEED={seed}");
        Self(seed)
    }

    pub fn between(&mut self, range: Range<u64>) -> u64 {
        range.start + self.next() % (range.end - range.start)
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.next().is_multiple_of(times)
    }

    pub fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[usize::try_from(self.next() % things.len() as u64).unwrap()]
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

/// A whole number from the environment.
pub fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} must be a whole number, not {text}")))
}
