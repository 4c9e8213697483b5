//! What a caller may cost.

use std::time::Duration;

/// The limits of a door. The defaults are far above what any shop's program needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body.
    pub body_bytes: usize,
    /// Until the head of a request is there, also of the next one on the same connection.
    pub head: Duration,
    /// Until the body is there.
    pub body: Duration,
    /// Connections at once; more wait until one ends.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 256 * 1024,
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            connections: 32,
        }
    }
}
