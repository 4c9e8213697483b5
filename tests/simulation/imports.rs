//! Imports of orders that are killed in the middle, in any weather: in the end every order is exactly one document.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::authority::Authority;
use crate::dice::Dice;
use crate::life::Time;
use crate::mutants::Mutant;
use crate::network::Network;
use crate::script::{Act, Script, Step};
use crate::shop::Shop;
use crate::weather::Weather;

const ORDERS: usize = 24;
/// The person presses the button so often; each press goes on where the last one stopped.
const PRESSES: usize = 6;

/// What a seed's import came to.
pub struct Imported {
    pub violations: Vec<String>,
    pub log: Vec<String>,
    pub lives: usize,
}

/// Plays one seed.
pub fn play(seed: u64) -> Imported {
    let script = script(seed);
    let time = Arc::new(Time::starting_at(script.opens_at_minute));
    // A quota of four a day is for another test: forty orders would take ten days.
    let network = Network::new(time, Authority::without_surprises(), Weather::new(seed));
    let shop = Shop::new(script, network, Mutant::None, seed, true);
    let mut violations = shop.play();
    let (book, _) = shop.closing();
    // Each order is over a sum of its own.
    let sums: BTreeSet<i64> = book.iter().map(|row| row.document.total().get()).collect();
    if (book.len(), sums.len()) != (ORDERS, ORDERS) {
        violations.push(format!("{} documents of {} orders for {ORDERS}", book.len(), sums.len()));
    }
    Imported { violations, log: shop.network.outside().take_log(), lives: shop.lives() }
}

fn script(seed: u64) -> Script {
    let mut dice = Dice::new(seed, "import");
    let step = |dice: &mut Dice| Step {
        pause_ms: dice.pause_ms() + 1_000,
        act: Act::Import { orders: ORDERS },
        again_after_ms: None,
    };
    let steps = (0..PRESSES).map(|_| step(&mut dice)).collect();
    let deaths: Vec<u64> = (0..dice.within(1, 4)).map(|_| dice.within(150, 1_500)).collect();
    let closed_ms = deaths.iter().map(|_| dice.pause_ms() + 200).collect();
    Script { opens_at_minute: 10 * 60, steps, deaths, closed_ms, heals_after_ms: 0 }
}

/// Half of them invoices and half receipts, two lines each.
pub fn file(orders: usize) -> String {
    let mut text = "주문번호,상호,대표자,사업자번호,휴대폰,품목,공급가액\n".to_owned();
    for nth in 0..orders {
        let whose = if nth % 2 == 0 {
            "한빛상사,이한빛,314-81-20001,".to_owned()
        } else {
            format!("김손님,,,010-1234-{nth:04}")
        };
        for line in 0..2 {
            text.push_str(&format!("S-{nth},{whose},공책,{}\n", 1_000 + nth * 10 + line));
        }
    }
    text
}
