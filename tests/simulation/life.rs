//! True time, the shop's clock beside it, and the life of one process that can end at any look at that clock.
//!
//! The office looks at the clock before each commit, so a death at the n-th look is a death before that commit, without
//! a hook in the product. Everything of a life runs in one tokio runtime of virtual time and is dropped with it.

use std::future;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use office::Clock;
use tokio::sync::Notify;
use tokio::time::Instant;

/// What a task of a dead process ends with.
pub struct Dead;

/// True time: it only goes forward, through all lives of the shop and the breaks between them.
pub struct Time {
    base: NaiveDateTime,
    before_this_life_ms: AtomicU64,
    this_life: Mutex<Option<Instant>>,
    skew_ms: AtomicI64,
}

impl Time {
    /// `minute` counts from the beginning of 29 November 2026, a Sunday at the end of a month.
    pub fn starting_at(minute: u64) -> Self {
        let midnight = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap().and_hms_opt(0, 0, 0).unwrap();
        Self {
            base: midnight + TimeDelta::minutes(minute.try_into().unwrap()),
            before_this_life_ms: AtomicU64::new(0),
            this_life: Mutex::new(None),
            skew_ms: AtomicI64::new(0),
        }
    }

    /// To be called first thing in a new runtime.
    pub fn begin_life(&self) {
        *self.this_life.lock().unwrap() = Some(Instant::now());
    }

    /// To be called last thing in a runtime; the shop stays closed for a while.
    pub fn end_life(&self, closed_for_ms: u64) {
        self.before_this_life_ms.store(self.elapsed_ms() + closed_for_ms, SeqCst);
        *self.this_life.lock().unwrap() = None;
    }

    /// Milliseconds since the simulation began.
    pub fn elapsed_ms(&self) -> u64 {
        let lived = self.this_life.lock().unwrap().map_or(0, |began| began.elapsed().as_millis());
        self.before_this_life_ms.load(SeqCst) + u64::try_from(lived).unwrap()
    }

    /// The time at the authority.
    pub fn now(&self) -> NaiveDateTime {
        self.at(self.elapsed_ms())
    }

    pub fn at(&self, elapsed_ms: u64) -> NaiveDateTime {
        self.base + TimeDelta::milliseconds(elapsed_ms.try_into().unwrap())
    }

    /// Somebody sets the shop's clock; positive is ahead of the true time.
    pub fn set_skew_ms(&self, skew_ms: i64) {
        self.skew_ms.store(skew_ms, SeqCst);
    }

    fn shop_now(&self) -> NaiveDateTime {
        self.now() + TimeDelta::milliseconds(self.skew_ms.load(SeqCst))
    }
}

/// One run of the program, from its start to its end or its death.
pub struct Life {
    /// At which look at the clock it ends; an endless one goes on to the largest number.
    looks_granted: Option<u64>,
    looks: AtomicU64,
    dead: AtomicBool,
    died: Notify,
}

impl Life {
    /// It ends at the `looks`-th look at the clock, if not before; without a number it does not end.
    pub fn new(looks: Option<u64>) -> Self {
        Self {
            looks_granted: looks,
            looks: AtomicU64::new(0),
            dead: AtomicBool::new(false),
            died: Notify::new(),
        }
    }

    pub const fn is_mortal(&self) -> bool {
        self.looks_granted.is_some()
    }

    /// Waits until it has died.
    pub async fn death(&self) {
        self.died.notified().await;
    }

    /// Power cut: nothing of this life does anything any more.
    pub fn kill(&self) {
        self.dead.store(true, SeqCst);
        self.died.notify_one();
    }

    /// Ends this very moment, from inside a call that cannot wait.
    pub fn kill_here(&self) -> ! {
        self.kill();
        resume_unwind(Box::new(Dead))
    }

    /// Ends this very moment, from inside a call that waits.
    pub async fn kill_waiting(&self) -> ! {
        self.kill();
        future::pending().await
    }

    /// Never comes back in a dead process.
    pub async fn go_on(&self) {
        if self.dead.load(SeqCst) {
            future::pending::<()>().await;
        }
    }

    /// How often the office has looked at the clock.
    pub fn looks(&self) -> u64 {
        self.looks.load(SeqCst)
    }

    fn look(&self) {
        let looks = self.looks.fetch_add(1, SeqCst) + 1;
        if self.dead.load(SeqCst) || self.looks_granted.is_some_and(|granted| looks >= granted) {
            self.kill_here();
        }
    }
}

/// The shop's clock in one life.
pub struct SimClock {
    pub time: Arc<Time>,
    pub life: Arc<Life>,
}

impl Clock for SimClock {
    fn now(&self) -> NaiveDateTime {
        self.life.look();
        self.time.shop_now()
    }
}
