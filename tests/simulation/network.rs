//! The way between shop and authority. Requests under way are data, not tasks: they arrive also when the process that
//! sent them is dead.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nts::FrozenRequest;

use crate::authority::{Authority, Verdict};
use crate::life::Time;
use crate::weather::Weather;

/// One request on its way.
pub type Ticket = u64;

struct UnderWay {
    ticket: Ticket,
    request: FrozenRequest,
    /// It will arrive once more.
    twice: bool,
}

/// Everything outside the shop.
pub struct Outside {
    pub authority: Authority,
    pub weather: Weather,
    log: Vec<(u64, String)>,
    under_way: BTreeMap<(u64, Ticket), UnderWay>,
    verdicts: BTreeMap<Ticket, Vec<Verdict>>,
    next_ticket: Ticket,
}

/// The outside with its time, shared by all lives of the shop.
pub struct Network {
    pub time: Arc<Time>,
    outside: Mutex<Outside>,
    in_the_air: AtomicUsize,
}

/// A call that the shop waits for.
pub struct InTheAir<'a>(&'a AtomicUsize);

impl Drop for InTheAir<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, SeqCst);
    }
}

impl Network {
    pub fn new(time: Arc<Time>, authority: Authority, weather: Weather) -> Self {
        let outside = Outside {
            authority,
            weather,
            log: Vec::new(),
            under_way: BTreeMap::new(),
            verdicts: BTreeMap::new(),
            next_ticket: 0,
        };
        Self { time, outside: Mutex::new(outside), in_the_air: AtomicUsize::new(0) }
    }

    pub fn outside(&self) -> MutexGuard<'_, Outside> {
        self.outside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a call until it ends or its process dies.
    pub fn in_the_air(&self) -> InTheAir<'_> {
        self.in_the_air.fetch_add(1, SeqCst);
        InTheAir(&self.in_the_air)
    }

    /// Whether the shop waits for no answer.
    pub fn is_quiet(&self) -> bool {
        self.in_the_air.load(SeqCst) == 0
    }

    pub fn log(&self, line: impl AsRef<str>) {
        let at_ms = self.time.elapsed_ms();
        self.outside().log_at(at_ms, line.as_ref());
    }

    /// Puts a request on its way; it arrives after a while, whatever becomes of the sender.
    pub fn post(&self, request: &FrozenRequest, after_ms: u64, twice: bool) -> Ticket {
        let at_ms = self.time.elapsed_ms() + after_ms;
        let mut outside = self.outside();
        let ticket = outside.next_ticket;
        outside.next_ticket += 1;
        outside.under_way.insert((at_ms, ticket), UnderWay { ticket, request: request.clone(), twice });
        ticket
    }

    /// Lets everything arrive that is due by now.
    pub fn deliver(&self) {
        let now_ms = self.time.elapsed_ms();
        let mut outside = self.outside();
        while let Some(entry) = outside.under_way.first_entry().filter(|entry| entry.key().0 <= now_ms) {
            let ((at_ms, _), letter) = entry.remove_entry();
            outside.arrive(&letter, at_ms, &self.time);
        }
    }

    /// What the authority said at the first (0) or second (1) arrival, if it has arrived.
    pub fn verdict(&self, ticket: Ticket, arrival: usize) -> Option<Verdict> {
        self.deliver();
        self.outside().verdicts.get(&ticket)?.get(arrival).cloned()
    }

    /// When the second copy of a request arrives, if one is under way.
    pub fn second_arrival_ms(&self, ticket: Ticket) -> Option<u64> {
        let outside = self.outside();
        outside.under_way.iter().find(|(_, letter)| letter.ticket == ticket).map(|((at_ms, _), _)| *at_ms)
    }
}

impl Outside {
    /// How much has happened so far.
    pub fn events(&self) -> usize {
        self.log.len()
    }

    /// The log in the order of time: what arrived while nobody looked is written down late.
    pub fn take_log(&mut self) -> Vec<String> {
        let mut lines = std::mem::take(&mut self.log);
        lines.sort_by_key(|(at_ms, _)| *at_ms);
        let written = |(at_ms, line)| format!("{:>10}.{:03} {line}", at_ms / 1_000, at_ms % 1_000);
        lines.into_iter().map(written).collect()
    }

    pub fn log_at(&mut self, at_ms: u64, line: &str) {
        self.log.push((at_ms, line.to_owned()));
    }

    /// A second copy comes only of what was taken, and only when the index of keys knows the first: two copies of one
    /// request that pass within the lag are the authority's to tell apart, not the sender's.
    fn arrive(&mut self, letter: &UnderWay, at_ms: u64, time: &Time) {
        let verdict = self.authority.take(&letter.request, at_ms, time.at(at_ms));
        self.log_at(at_ms, &format!("authority: {} {}", letter.request.key, in_short(&verdict)));
        if let (true, Verdict::Approved(_)) = (letter.twice, &verdict) {
            let seen_ms = self.authority.documents.last().map_or(at_ms, |taken| taken.seen_from_ms);
            let again_ms = seen_ms + self.weather.dice.within(1, 3_000);
            let second = UnderWay { ticket: letter.ticket, request: letter.request.clone(), twice: false };
            self.under_way.insert((again_ms, letter.ticket), second);
        }
        self.verdicts.entry(letter.ticket).or_default().push(verdict);
    }
}

fn in_short(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Approved(approval) => format!("approved {}", approval.number),
        Verdict::Duplicate(_) => "duplicate".to_owned(),
        Verdict::Rejected(code) => format!("rejected {code}"),
        Verdict::DayIsFull => "day is full".to_owned(),
    }
}
