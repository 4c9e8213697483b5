//! Why a route or a register stopped, read from the code of its answer; the one place that knows which codes stop.

/// What somebody has to renew or repair before anything goes through again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StopReason {
    /// The token was refused, and a new one too.
    Token,
    /// This computer's clock is wrong.
    Clock,
    /// The secret is wrong, or was replaced.
    Secret,
    /// The service does not take calls from this address of the network.
    Address,
    /// The certificate (공동인증서) is missing, expired, revoked or another business's.
    Certificate,
    /// The partner (연동사, LinkID) is unknown or suspended.
    Partner,
    /// The business has not joined the service.
    NotMember,
    /// The account may not use this product.
    NoPermission,
    /// The points are used up, or the limit of an account that pays later.
    Money,
}

impl StopReason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Token,
        Self::Clock,
        Self::Secret,
        Self::Address,
        Self::Certificate,
        Self::Partner,
        Self::NotMember,
        Self::NoPermission,
        Self::Money,
    ];

    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Clock => "clock",
            Self::Secret => "secret",
            Self::Address => "address",
            Self::Certificate => "certificate",
            Self::Partner => "partner",
            Self::NotMember => "not_member",
            Self::NoPermission => "no_permission",
            Self::Money => "money",
        }
    }

    /// The reason behind a code of the `hometax` contract (`E1001` …) or of Popbill (providers.md §6.2); `None` for a code that
    /// does not stop a route.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "E1001" | "E1002" => Some(Self::Certificate),
            "E1003" => Some(Self::Token),
            "E1004" => Some(Self::Secret),
            "E1005" => Some(Self::Clock),
            other => Self::of_popbill(other.parse().ok()?),
        }
    }

    /// The reason behind a code of Popbill or LinkHub.
    pub(crate) const fn of_popbill(code: i64) -> Option<Self> {
        match code {
            -99_000_026 | -99_910_004 | -99_000_013 | -99_000_014 | -10_010_006 | -10_000_034 => {
                Some(Self::Token)
            }
            -99_010_004..=-99_010_002 => Some(Self::Clock),
            -99_010_008..=-99_010_005 => Some(Self::Secret),
            -99_000_031 | -99_000_030 | -99_910_006 | -99_010_014 | -99_010_013 => Some(Self::Address),
            -99_004_021 | -99_003_004 | -99_010_016 | -99_010_015 => Some(Self::Partner),
            -99_003_008 | -99_003_015 | -10_000_014 => Some(Self::NotMember),
            -99_910_002 => Some(Self::NoPermission),
            -99_005_001 | -99_005_002 | -99_005_003 | -99_005_005 | -99_005_017..=-99_005_013 => {
                Some(Self::Money)
            }
            -10_002_009 | -10_004_000 | -10_004_005..=-10_004_003 | -10_004_009 | -10_001_082 => {
                Some(Self::Certificate)
            }
            _ => None,
        }
    }

    /// Whether `code` stops tax invoices and nothing else: Popbill signs them with a certificate that it keeps for the shop, and
    /// receipts go on without one. At the `hometax` route a certificate opens the connection itself.
    #[must_use]
    pub fn stops_only_invoices(code: &str) -> bool {
        code.starts_with('-') && Self::of_code(code) == Some(Self::Certificate)
    }
}
