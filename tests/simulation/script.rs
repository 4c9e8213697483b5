//! What the clerk does, drawn from the seed before anything happens.

use crate::dice::Dice;

/// One thing that happens in the shop.
#[derive(Debug, Clone)]
pub enum Act {
    /// The issue button of an invoice: so many reams, at a price.
    Invoice { press: String, reams: u32, buyer: &'static str, at_once: bool, allow_similar: bool },
    /// A file of so many orders is taken in, or its import gone on with.
    Import { orders: usize },
    /// The button that transmits one of the invoices that wait for it.
    Transmit { which: u64 },
    /// The button that amends one of the invoices.
    Amend { press: String, which: u64, how: Amendment },
    /// Everybody goes home; the PC wakes at this minute of the next day.
    Night { wakes_at_minute: u64 },
    /// The issue button.
    Issue { press: String, amount: u32, number: &'static str, allow_similar: bool },
    /// The cancel button on one of the receipts approved so far (the `which`-th, counted round), for a part or all.
    Cancel { press: String, which: u64, percent: Option<u32> },
    /// The wrong number was typed: cancel and issue anew on another number.
    Correct { press: String, which: u64, number: &'static str },
    /// The button that looks after an open document now.
    Settle { which: u64 },
    /// Somebody sets the clock of the PC; positive is ahead of the true time.
    SetClock { skew_ms: i64 },
}

/// Why and how an invoice is amended.
#[derive(Debug, Clone, Copy)]
pub enum Amendment {
    /// So many reams came back.
    Returned(u32),
    Cancelled,
    /// Won on the supply.
    PriceChanged(i32),
    /// It should have been so many reams: a pair.
    Mistake(u32),
    IssuedTwice,
}

/// An act and the time since the one before.
#[derive(Debug, Clone)]
pub struct Step {
    pub pause_ms: u64,
    pub act: Act,
    /// The same press arrives again after so long: a double click, a repeated message.
    pub again_after_ms: Option<u64>,
}

/// A day in the shop.
pub struct Script {
    /// Minutes from Sunday midnight, 29 November 2026.
    pub opens_at_minute: u64,
    pub steps: Vec<Step>,
    /// At which look at the clock each life ends; the one after the last does not end.
    pub deaths: Vec<u64>,
    /// How long the shop stays closed after a death.
    pub closed_ms: Vec<u64>,
    /// The bad weather goes on for so long after the last act.
    pub heals_after_ms: u64,
}

const HOUR_MS: i64 = 3_600_000;
const AMOUNTS: [u32; 7] = [4_500, 4_500, 12_000, 33_000, 1, 990, 1_234_567];
/// Nobody, two customers, a business.
const NUMBERS: [&str; 4] = ["", "01012345678", "01055556666", "220-81-62517"];

/// Two businesses that buy.
const BUYERS: [&str; 2] = ["214-86-00016", "220-81-62517"];
/// Before and after the comparison of the morning, the hour of the transmission, and the authority's own.
const WAKES: [u64; 5] = [9 * 60 + 20, 9 * 60 + 31, 13 * 60 + 58, 14 * 60 + 30, 17 * 60 + 5];

impl Script {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed, "script");
        let lives = if dice.chance(50) { dice.within(1, 4) } else { 0 };
        let count = dice.within(3, 10);
        let step = if Dice::new(seed, "trade").chance(50) { step } else { invoice_step };
        Self {
            opens_at_minute: dice.pick(&[10 * 60, 15 * 60, 23 * 60 + 50, 23 * 60 + 58, 47 * 60 + 58]),
            steps: (0..count).map(|index| step(&mut dice, index)).collect(),
            deaths: (0..lives).map(|_| death(&mut dice)).collect(),
            closed_ms: (0..lives).map(|_| dice.pause_ms() + 200).collect(),
            heals_after_ms: dice.pause_ms(),
        }
    }
}

/// Soon after the start, some time later, or only in sending.
fn death(dice: &mut Dice) -> u64 {
    match dice.within(0, 4) {
        0..=1 => dice.within(2, 60),
        2..=3 => dice.within(60, 400),
        _ => 1_000_000,
    }
}

fn step(dice: &mut Dice, index: u64) -> Step {
    let press = format!("press-{index}");
    let act = match dice.within(0, 20) {
        0..=11 => issue(dice, press),
        12..=14 => Act::Cancel { press, which: dice.within(0, 9), percent: None },
        15..=16 => {
            let percent = Some(u32::try_from(dice.within(10, 60)).unwrap());
            Act::Cancel { press, which: dice.within(0, 9), percent }
        }
        17 => Act::Settle { which: dice.within(0, 9) },
        18..=19 => Act::Correct { press, which: dice.within(0, 9), number: dice.pick(&NUMBERS[1..3]) },
        _ => set_clock(dice),
    };
    let again_after_ms = dice.chance(15).then(|| dice.pick(&[0, 1, 40, 5_000, 60_000]));
    Step { pause_ms: dice.pause_ms(), act, again_after_ms }
}

/// A day at the desk where invoices are written.
fn invoice_step(dice: &mut Dice, index: u64) -> Step {
    let press = format!("press-{index}");
    let which = dice.within(0, 9);
    let throw = if index == 0 { 0 } else { dice.within(0, 21) };
    let act = match throw {
        0..=7 => Act::Invoice {
            press,
            reams: u32::try_from(dice.within(2, 12)).unwrap(),
            buyer: dice.pick(&BUYERS),
            at_once: index == 0 || dice.chance(60),
            allow_similar: dice.chance(70),
        },
        8..=9 => Act::Transmit { which },
        10..=15 => Act::Amend { press, which, how: amendment(dice) },
        16 => issue(dice, press),
        17 => Act::Cancel { press, which, percent: None },
        18 => Act::Settle { which },
        19..=20 => Act::Night { wakes_at_minute: dice.pick(&WAKES) },
        _ => set_clock(dice),
    };
    let again_after_ms = dice.chance(15).then(|| dice.pick(&[0, 1, 40, 5_000, 60_000]));
    // Mostly nobody amends what cannot have reached the authority yet.
    let patience_ms = if matches!(act, Act::Amend { .. }) && dice.chance(80) { 25_000 } else { 0 };
    Step { pause_ms: dice.pause_ms() + patience_ms, act, again_after_ms }
}

fn amendment(dice: &mut Dice) -> Amendment {
    let few = u32::try_from(dice.within(1, 5)).unwrap();
    match dice.within(0, 9) {
        0..=2 => Amendment::Returned(few),
        3 => Amendment::Cancelled,
        4 => Amendment::PriceChanged(dice.pick(&[-20_000, 10_000])),
        5..=8 => Amendment::Mistake(few + 20),
        _ => Amendment::IssuedTwice,
    }
}

fn set_clock(dice: &mut Dice) -> Act {
    Act::SetClock { skew_ms: dice.pick(&[-7 * HOUR_MS, -HOUR_MS, 0, 60_000, HOUR_MS, 9 * HOUR_MS]) }
}

fn issue(dice: &mut Dice, press: String) -> Act {
    let (amount, number) = (dice.pick(&AMOUNTS), dice.pick(&NUMBERS));
    Act::Issue { press, amount, number, allow_similar: dice.chance(60) }
}
