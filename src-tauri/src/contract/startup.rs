//! What the window needs before its first paint, in one answer.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::shop::{Settings, ShopForm};
use super::staff::StaffDesk;

/// Practice or real: decides the banner, the watermark and the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum World {
    /// 연습 모드
    Practice,
    /// 실제 발급
    Real,
}

impl From<store::World> for World {
    fn from(world: store::World) -> Self {
        match world {
            store::World::Practice => Self::Practice,
            store::World::Real => Self::Real,
        }
    }
}

/// How the line to the NTS is, for the foot of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    /// The route is being opened.
    Starting,
    /// The last call was answered.
    Connected,
    /// Nothing left this machine.
    NoNetwork,
    /// The NTS did not answer as it should.
    RouteDown,
    /// The route refuses us until something is renewed.
    Stopped,
}

/// The line to the NTS and what waits for it.
#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub struct Connection {
    /// How the line is.
    pub state: ConnectionState,
    /// Which way documents go: `practice` or the route's name.
    pub route: String,
    /// Documents waiting to be sent.
    pub waiting: u32,
    /// Documents whose outcome is still being asked for.
    pub unknown: u32,
    /// Tasks that need a person.
    pub attention: u32,
    /// The first deadline of what waits, Korean local time.
    pub earliest_deadline: Option<String>,
    /// Documents that may still be issued today; `None` until the route said so.
    pub quota_left: Option<u32>,
    /// What has to be repaired on a stopped line, by its stable name: `clock`, `secret`, `certificate`, `money` …
    pub repair: Option<String>,
    /// The NTS's code behind the state, for the phone call.
    pub detail: Option<String>,
}

/// Everything the first screen shows.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Startup {
    /// Which book is open.
    pub world: World,
    /// Version of the program.
    pub version: String,
    /// Today in Korea, `2026-11-22`.
    pub today: String,
    /// The shop; `None` on the first start, and while the desk is locked.
    pub shop: Option<ShopForm>,
    /// The practice shop offered on the first start.
    pub suggested_shop: ShopForm,
    /// What the shop chose.
    pub settings: Settings,
    /// The line to the NTS.
    pub connection: Connection,
    /// Who is at the desk.
    pub staff: StaffDesk,
    /// The folder that holds everything this program writes.
    pub data_dir: String,
}
