//! The first screen and the foot of the navigation.

use domain::ShopForm;
use office::{Clock, SystemClock};

use super::shop;
use crate::contract::startup::{Connection, ConnectionState, Startup};
use crate::shell::Shell;
use crate::ui_error::UiError;

/// Everything the first screen shows.
///
/// # Errors
/// When the book cannot be read.
pub fn startup(shell: &Shell) -> Result<Startup, UiError> {
    let office = &shell.office;
    let (settings, staff) = (office.settings()?, super::staff::desk(office)?);
    let shop = if staff.locked { None } else { office.shop()? };
    Ok(Startup {
        world: shell.world.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        today: SystemClock.now().date().to_string(),
        shop: shop.map(|shop| shop::form(&shop, &settings)),
        suggested_shop: ShopForm::practice().into(),
        settings: shop::settings(settings),
        connection: connection(shell)?,
        staff,
        data_dir: shell.data.root().display().to_string(),
    })
}

/// The line to the NTS and what waits for it.
///
/// # Errors
/// When the book cannot be read.
pub fn connection(shell: &Shell) -> Result<Connection, UiError> {
    let seen = shell.office.connection()?;
    let open = shell.office.open_count()?;
    Ok(Connection {
        state: state(seen.state),
        route: if shell.office.is_practice() { "practice".into() } else { shell.office.route_name().into() },
        waiting: open.waiting,
        unknown: open.unknown,
        attention: shell.office.task_count()?,
        earliest_deadline: open.earliest.map(super::local_time),
        quota_left: seen.quota_left,
        repair: seen.repair.map(|reason| reason.as_str().to_owned()),
        detail: seen.code,
    })
}

const fn state(state: office::ConnectionState) -> ConnectionState {
    match state {
        office::ConnectionState::Starting => ConnectionState::Starting,
        office::ConnectionState::Connected => ConnectionState::Connected,
        office::ConnectionState::NoNetwork => ConnectionState::NoNetwork,
        office::ConnectionState::RouteDown => ConnectionState::RouteDown,
        office::ConnectionState::Stopped => ConnectionState::Stopped,
    }
}
