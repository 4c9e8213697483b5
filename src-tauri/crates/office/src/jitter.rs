//! How long to wait before the next try: exponential with full jitter, so that shops that lost the line together do not
//! come back together. The jitter is a hash of what is being tried and how often, not a roll of dice: it differs between
//! shops and documents, and a simulation that runs twice runs the same.

use std::hash::{DefaultHasher, Hash, Hasher};

/// No wait is shorter, in milliseconds: a draw near zero would be no wait at all.
const SHORTEST_MS: u64 = 200;

/// Milliseconds before the next try, drawn from zero to `first_ms` doubled `tries` times, at most `longest_ms`.
pub(crate) fn jittered(first_ms: u64, longest_ms: u64, tries: u32, what: &impl Hash) -> u64 {
    let ceiling = first_ms.saturating_mul(1 << tries.min(20)).min(longest_ms).max(SHORTEST_MS);
    let mut hasher = DefaultHasher::new();
    (what, tries).hash(&mut hasher);
    SHORTEST_MS.max(hasher.finish() % (ceiling + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_stay_between_the_shortest_and_the_ceiling_and_spread_over_it() {
        for tries in 0..12 {
            let ceiling = (2_000_u64 << tries).min(300_000);
            let waits: Vec<u64> =
                (0..500).map(|shop| jittered(2_000, 300_000, tries, &(shop, "R261122-01-000001"))).collect();
            assert!(waits.iter().all(|wait| (SHORTEST_MS..=ceiling).contains(wait)), "{tries}");
            let early = waits.iter().filter(|wait| **wait < ceiling / 2).count();
            assert!((175..325).contains(&early), "half of the shops wait less than half: {early} of 500");
        }
    }
}
