//! Going live (실제 발급 연결): which way documents go, what it needs, the checks before it, a trial, and the switch.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::shop::ShopForm;
use super::startup::World;

/// The ways that reach the NTS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LiveRoute {
    /// 팝빌: by itself, at once.
    Popbill,
    /// 홈택스 엑셀: documents are written into Hometax's own workbook, and a person uploads it.
    HometaxFile,
    /// 홈택스 연계: the NTS's contract at an address that the shop was given; signs with the kept certificate.
    HometaxApi,
}

/// What the chosen way needs, as typed.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct LiveForm {
    /// Which way.
    pub route: LiveRoute,
    /// The real shop; every document is its own.
    pub shop: ShopForm,
    /// The partner's name at LinkHub (링크아이디).
    pub link_id: String,
    /// A new secret key; `None` keeps the one that is kept, blank forgets it. Never comes back.
    pub secret_key: Option<String>,
    /// Popbill's login name (담당자 아이디); may be blank.
    pub user_id: String,
    /// Whether the token may be used from any address of the network.
    pub any_address: bool,
    /// The token server; blank is LinkHub's own.
    pub auth_url: String,
    /// The service; blank is Popbill's own.
    pub service_url: String,
    /// The test service; blank is Popbill's own.
    pub test_service_url: String,
    /// A new key of the NTS's open API for business states; `None` keeps the one that is kept, blank forgets it.
    pub status_key: Option<String>,
    /// Whether a secret key is kept.
    pub has_secret_key: bool,
    /// Whether a key of the open API is kept.
    pub has_status_key: bool,
    /// The address of the NTS's contract, as the NTS or an ERP gave it.
    #[serde(default)]
    pub hometax_url: String,
    /// A new secret that came with the address, in the same way as the secret key.
    #[serde(default)]
    pub api_secret: Option<String>,
    /// Whether such a secret is kept.
    #[serde(default)]
    pub has_api_secret: bool,
}

/// How far going live is.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct Live {
    /// Which book this window has open.
    pub world: World,
    /// What is typed so far; secrets never come back.
    pub form: LiveForm,
    /// When the checks last let it go on (Korean local time), with the settings as they are now.
    pub checked_at: Option<String>,
    /// The approval number of the last trial with these settings.
    pub tried: Option<String>,
    /// Whether the real book may be opened: everything is filled in, and checked where it can be.
    pub may_switch: bool,
}

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LiveCheckKind {
    /// 계정: name and secret key open the door.
    Account,
    /// 시계: this computer's time against the service's.
    Clock,
    /// 공동인증서: what signs invoices.
    Certificate,
    /// 포인트: what issuing costs.
    Points,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LiveCheckState {
    /// As it should be.
    Good,
    /// It works, but somebody should look at it.
    Warn,
    /// It stops going live.
    Bad,
    /// An earlier one has to be good first.
    Skipped,
}

/// One check.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct LiveCheck {
    /// What.
    pub kind: LiveCheckKind,
    /// How.
    pub state: LiveCheckState,
    /// Stable name of the reason: `not_reached`, `clock`, `secret`, `address`, `certificate`, `partner`, `not_member`,
    /// `no_permission`, `money`, `token`, `no_certificate`, `expired`, `expires_soon`, any other name of [`crate::ui_error::UiErrorCode::Certificate`], `low`, `no_answer`; none when good.
    pub reason: Option<String>,
    /// A number that belongs to it: seconds the clock is off, days the certificate lasts, points left.
    pub amount: Option<i64>,
    /// The service's words, without identifiers.
    pub detail: Option<String>,
}

/// What a trial on the test service brought.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct LiveTrial {
    /// The approval number, when it was issued there.
    pub approval_number: Option<String>,
    /// As [`LiveCheck::reason`]; `refused` when the service refused the document.
    pub reason: Option<String>,
    /// The service's words, without identifiers.
    pub detail: Option<String>,
}

/// The checks, and how far it is with them.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct LiveChecked {
    /// In the order they were made.
    pub checks: Vec<LiveCheck>,
    /// With [`Live::checked_at`] set when nothing stops it.
    pub live: Live,
}

/// A trial, and how far it is with it.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct LiveTried {
    /// What it brought.
    pub trial: LiveTrial,
    /// With [`Live::tried`] set when it was issued.
    pub live: Live,
}
