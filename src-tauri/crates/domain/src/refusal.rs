//! Why a document was refused, or waits.

use serde::{Deserialize, Serialize};

/// The NTS's no, or ours when it was not even asked ([`Refusal::late`]).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Refusal {
    /// Result code, such as `E2003`; what the program branches on.
    pub code: String,
    /// The field the NTS points at, in the wire's own spelling.
    pub field: Option<String>,
    /// The NTS's own words, for the small print; without identifiers.
    pub message: String,
}

impl Refusal {
    /// The code of [`Refusal::late`]: ours, no result code of the NTS (those are `E` and four digits), so that the two are never
    /// confused.
    pub const LATE: &str = "LATE";

    /// Our own no: the last moment in which the document could be sent has passed (발급 기한 경과). The NTS never saw it.
    #[must_use]
    pub fn late() -> Self {
        Self {
            code: Self::LATE.to_owned(),
            field: None,
            message: "보낼 수 있는 기한이 지났습니다".to_owned(),
        }
    }

    /// Whether this is [`Refusal::late`].
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.code == Self::LATE
    }

    /// Whether the customer's number is at fault, so that the same content would be refused again: no such number
    /// (`E2003`), or it does not fit the purpose (`E2005`). `E2004` is the shop's own number, which the settings mend. Popbill says
    /// the same in codes of its own, and the NTS behind it with `TS1` and `TS2` (providers.md §3.6, §6.1).
    #[must_use]
    pub fn is_about_number(&self) -> bool {
        let popbill =
            ["-14001004", "-14001032", "-14001033", "-14001044", "-14001046", "-14001054", "-14001064"];
        matches!(self.code.as_str(), "E2003" | "E2005" | "TS1" | "TS2")
            || popbill.contains(&self.code.as_str())
    }
}

/// Why a document waits. In every case it is certain that the NTS has not taken it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldReason {
    /// Nothing left this machine.
    NoNetwork,
    /// The NTS is in maintenance or refuses connections.
    RouteDown,
    /// Certificate, signature or clock must be repaired first.
    RouteStopped,
    /// The day's quota is used up.
    Quota,
    /// The NTS asks for a slower pace.
    TooManyRequests,
    /// The original must be confirmed first.
    NotYetPossible,
    /// It goes to Hometax in a file that a person uploads; nothing is sent by itself.
    ByFile,
}

impl HeldReason {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::NoNetwork,
        Self::RouteDown,
        Self::RouteStopped,
        Self::Quota,
        Self::TooManyRequests,
        Self::NotYetPossible,
        Self::ByFile,
    ];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoNetwork => "no_network",
            Self::RouteDown => "route_down",
            Self::RouteStopped => "route_stopped",
            Self::Quota => "quota",
            Self::TooManyRequests => "too_many_requests",
            Self::NotYetPossible => "not_yet_possible",
            Self::ByFile => "by_file",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}
