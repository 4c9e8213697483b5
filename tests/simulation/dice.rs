//! Chance from a seed: the same seed throws the same dice on every machine.

/// A stream of chance (splitmix64). Streams with different names are independent, so that one more throw of the network
/// does not change what the clerk does.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64, name: &str) -> Self {
        let mixed = name.bytes().fold(seed ^ 0x9e37_79b9_7f4a_7c15, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
        });
        let mut dice = Self(mixed);
        dice.throw();
        dice
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number within `from..=to`.
    pub fn within(&mut self, from: u64, to: u64) -> u64 {
        from + self.throw() % (to - from + 1)
    }

    /// True in `percent` of a hundred throws.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.throw() % 100 < percent
    }

    pub fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[usize::try_from(self.throw() % among.len() as u64).unwrap()]
    }

    /// Milliseconds, more often short than long: tenths of a second, seconds, minutes.
    pub fn pause_ms(&mut self) -> u64 {
        match self.within(0, 9) {
            0..=3 => self.within(0, 400),
            4..=7 => self.within(400, 9_000),
            8 => self.within(9_000, 90_000),
            _ => self.within(90_000, 240_000),
        }
    }
}
