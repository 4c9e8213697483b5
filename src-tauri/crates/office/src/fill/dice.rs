//! Dice that fall the same way for the same seed, on every machine and with every version of every library: only integers,
//! and a generator of a few lines (SplitMix64) instead of a crate that may change its stream.

/// A stream of numbers from a seed.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From zero to one less than `end`; zero when there is nothing to choose from.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or_default()
    }

    /// From … to …, both included.
    pub(super) fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.below(to.saturating_sub(from) + 1)
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// True once in so many times.
    pub(super) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of them; the type's blank when there are none.
    pub(super) fn pick<T: Copy + Default>(&mut self, of: &[T]) -> T {
        let at = self.below(of.len() as u64);
        usize::try_from(at).ok().and_then(|at| of.get(at)).copied().unwrap_or_default()
    }
}

/// Who comes how often: the second half as often as the first, the third a third as often, and so on (Zipf), as regulars of a
/// shop do.
pub(super) struct Regulars(Vec<u64>);

impl Regulars {
    pub(super) fn of(how_many: u64) -> Self {
        const FIRST: u64 = 1_000_000;
        let mut sum = 0;
        let up_to = |rank: u64| {
            sum += FIRST / rank;
            sum
        };
        Self((1..=how_many).map(up_to).collect())
    }

    /// A rank, from zero.
    pub(super) fn draw(&self, dice: &mut Dice) -> usize {
        let thrown = dice.below(self.0.last().copied().unwrap_or_default());
        self.0.partition_point(|up_to| *up_to <= thrown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way() {
        let throw = |seed| {
            let mut dice = Dice::new(seed);
            [0; 4].map(|_| dice.below(1_000))
        };
        assert_eq!(throw(7), throw(7));
        assert_eq!(throw(7), [487, 804, 346, 203], "a book made from a seed stays the same book");
        assert_ne!(throw(7), throw(8));
    }

    #[test]
    fn the_first_of_the_regulars_comes_most_often_and_the_last_comes_too() {
        let (regulars, mut dice) = (Regulars::of(50), Dice::new(1));
        let mut visits = [0_u32; 50];
        for _ in 0..20_000 {
            visits[regulars.draw(&mut dice)] += 1;
        }
        assert!(visits[0] > visits[1] && visits[1] > visits[9] && visits[9] > visits[49]);
        assert!(visits[49] > 0);
    }
}
