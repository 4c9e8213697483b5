//! The time, handed in so that tests and the simulation own it.

use std::sync::Arc;

/// Unix seconds.
pub type UnixClock = Arc<dyn Fn() -> i64 + Send + Sync>;
