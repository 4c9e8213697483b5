//! The stamp that tax-invoice calls carry besides the token: the time, and an HMAC over it by the API secret.

use ring::hmac;

use crate::clock::UnixClock;

const TIMESTAMP: &str = "X-NTS-Timestamp";
const SIGNATURE: &str = "X-NTS-Signature";

/// One call's stamp.
pub(super) struct Stamp {
    /// Unix seconds as text, for `X-NTS-Timestamp`.
    timestamp: String,
    /// Lower-case hex, for `X-NTS-Signature`.
    signature: String,
}

impl Stamp {
    /// The two headers.
    pub(super) fn headers(&self) -> Vec<(&'static str, &str)> {
        vec![(TIMESTAMP, &self.timestamp), (SIGNATURE, &self.signature)]
    }
}

/// Makes stamps. No `Debug`: it holds the secret.
pub(super) struct Stamper {
    key: hmac::Key,
    clock: UnixClock,
}

impl Stamper {
    /// The secret is used as the text it is.
    pub(super) fn new(api_secret: &str, clock: UnixClock) -> Self {
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, api_secret.as_bytes()), clock }
    }

    /// A stamp of this moment.
    pub(super) fn stamp(&self) -> Stamp {
        let timestamp = (self.clock)().to_string();
        let tag = hmac::sign(&self.key, timestamp.as_bytes());
        let signature = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        Stamp { timestamp, signature }
    }
}
