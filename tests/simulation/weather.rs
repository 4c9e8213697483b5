//! What goes wrong on the way, drawn from the seed: per request, and in windows of bad weather that hit everything.

use std::collections::BTreeMap;

use nts::LostKind;

use crate::dice::Dice;

/// The sender's own limit for a whole request.
pub const TIMEOUT_MS: u64 = 30_000;
/// A request that went astray arrives at most this long after it was sent, or never.
pub const ASTRAY_MAX_MS: u64 = 45_000;

/// What the way does with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It arrives, and the answer comes back.
    Fair,
    /// Nobody listens, or nobody answers while connecting.
    NoConnection,
    /// The token call fails on the way.
    NoToken,
    /// Lost before the authority saw it.
    RequestLost,
    /// Taken, and the answer never comes.
    AnswerLost,
    /// Taken, and the connection breaks before the answer.
    AnswerReset,
    /// Taken, and the connection breaks within the answer.
    AnswerCut,
    /// The server breaks after it has taken the document.
    ErrorAfter,
    /// The server breaks before it has taken the document.
    ErrorBefore,
    /// It arrives when the sender has given up.
    Astray,
    /// It arrives twice and the first answer comes back.
    Twice,
    /// It arrives twice and the second answer comes back.
    TwiceSecondHeard,
    /// 429 with `Retry-After`.
    TooMany,
    /// 503 with `Retry-After`.
    Maintenance,
    /// The token is refused, and the new one as well.
    TokenRefused,
    /// The process dies before the request leaves.
    DeathBefore,
    /// The process dies while the request is under way.
    DeathUnderWay,
    /// The process dies when the authority has decided.
    DeathAfter,
}

const FAULTS: [Fate; 14] = [
    Fate::NoConnection,
    Fate::NoToken,
    Fate::RequestLost,
    Fate::AnswerLost,
    Fate::AnswerReset,
    Fate::AnswerCut,
    Fate::ErrorAfter,
    Fate::ErrorBefore,
    Fate::Astray,
    Fate::Twice,
    Fate::TwiceSecondHeard,
    Fate::TooMany,
    Fate::Maintenance,
    Fate::TokenRefused,
];
/// How often a mortal process dies in sending.
const DEATH_PERCENT: u64 = 12;
const DEATHS: [Fate; 3] = [Fate::DeathBefore, Fate::DeathUnderWay, Fate::DeathAfter];
const STEADY_MS: u64 = 40;
const WINDOWS: [Fate; 5] =
    [Fate::NoConnection, Fate::Maintenance, Fate::TooMany, Fate::TokenRefused, Fate::AnswerLost];

/// Also to be met: a night between two acts, an invoice that the authority transmitted by itself, a pair of amendments.
pub const NIGHT: &str = "Night";
pub const SENT_BY_SERVER: &str = "SentByServer";
pub const PAIR: &str = "Pair";

impl Fate {
    /// How the connection breaks while the answer comes back, if it does.
    pub fn breaks_the_answer(self) -> Option<LostKind> {
        let broken = [
            (Self::AnswerReset, LostKind::Reset),
            (Self::AnswerCut, LostKind::TruncatedBody),
            (Self::ErrorAfter, LostKind::Http5xx),
        ];
        broken.into_iter().find(|(fate, _)| *fate == self).map(|(_, kind)| kind)
    }

    /// Every fate but the fair one, by name: what a run of many seeds has to have met.
    pub fn all_names() -> Vec<String> {
        let documents = FAULTS.iter().chain(&DEATHS).map(|fate| format!("{fate:?}"));
        let handed_over = FAULTS.iter().filter(|fate| !fate.is_of_documents()).chain(&DEATHS);
        let handed_over = handed_over.map(|fate| format!("Transmit{fate:?}"));
        documents.chain(handed_over).chain([NIGHT, SENT_BY_SERVER, PAIR].map(str::to_owned)).collect()
    }

    /// Makes no difference to a call that may be repeated.
    const fn is_of_documents(self) -> bool {
        matches!(self, Self::Twice | Self::TwiceSecondHeard)
    }
}

struct Window {
    from_ms: u64,
    to_ms: u64,
    fate: Fate,
}

/// The seed's weather.
pub struct Weather {
    pub dice: Dice,
    fault_percent: u64,
    death_percent: u64,
    windows: Vec<Window>,
    /// Every passage takes the same time, so that requests arrive in the order in which they were sent.
    steady: bool,
    /// How often each fate was met.
    pub met: BTreeMap<String, u64>,
}

impl Weather {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed, "weather");
        let fault_percent = dice.pick(&[5, 25, 25, 60]);
        let count = dice.pick(&[0, 0, 1, 1, 2]);
        let windows = (0..count).map(|_| window(&mut dice)).collect();
        Self {
            dice,
            fault_percent,
            death_percent: DEATH_PERCENT,
            windows,
            steady: false,
            met: BTreeMap::new(),
        }
    }

    /// No line from the beginning on, and a steady one after that.
    pub fn down_for(to_ms: u64) -> Self {
        let windows = vec![Window { from_ms: 0, to_ms, fate: Fate::NoConnection }];
        let dice = Dice::new(0, "weather");
        Self { dice, fault_percent: 0, death_percent: 0, windows, steady: true, met: BTreeMap::new() }
    }

    /// How long a request is under way.
    pub fn passage_ms(&mut self) -> u64 {
        match (self.steady, self.dice.within(0, 9)) {
            (true, _) => STEADY_MS,
            (false, 0) => self.dice.within(500, 8_000),
            (false, _) => self.dice.within(5, 200),
        }
    }

    /// From now on the line is good and the authority well.
    pub fn heal(&mut self) {
        self.fault_percent = 0;
        self.windows.clear();
    }

    /// In a life that may end, a request may be the last thing it does.
    pub fn fate_of_document(&mut self, at_ms: u64, mortal: bool) -> Fate {
        let fate = self.fate(at_ms, mortal);
        self.count(format!("{fate:?}"));
        fate
    }

    /// The same for the transmission of an invoice.
    pub fn fate_of_transmission(&mut self, at_ms: u64, mortal: bool) -> Fate {
        let fate = self.fate(at_ms, mortal);
        self.count(format!("Transmit{fate:?}"));
        fate
    }

    fn fate(&mut self, at_ms: u64, mortal: bool) -> Fate {
        if mortal && self.dice.chance(self.death_percent) {
            self.dice.pick(&DEATHS)
        } else {
            self.in_window(at_ms).unwrap_or_else(|| self.by_chance())
        }
    }

    /// A look-up carries nothing that could be taken, so fewer things can happen to it.
    pub fn fate_of_question(&mut self, at_ms: u64) -> Fate {
        self.in_window(at_ms).unwrap_or_else(|| self.by_chance())
    }

    pub fn count(&mut self, what: String) {
        *self.met.entry(what).or_default() += 1;
    }

    fn by_chance(&mut self) -> Fate {
        if self.dice.chance(self.fault_percent) { self.dice.pick(&FAULTS) } else { Fate::Fair }
    }

    fn in_window(&self, at_ms: u64) -> Option<Fate> {
        let open = self.windows.iter().find(|window| (window.from_ms..window.to_ms).contains(&at_ms));
        open.map(|window| window.fate)
    }
}

fn window(dice: &mut Dice) -> Window {
    let from_ms = dice.within(0, 600_000);
    let long_ms = if dice.chance(15) { dice.within(3_600_000, 30 * 3_600_000) } else { dice.pause_ms() * 4 };
    Window { from_ms, to_ms: from_ms + long_ms, fate: dice.pick(&WINDOWS) }
}
