//! Starting with the desktop session (자동 시작): an entry of the user's own, in the desktop's own place.

use std::io;

use auto_launch::{AutoLaunch, AutoLaunchBuilder};

/// Whether the program starts with the session.
#[must_use]
pub fn is_on() -> bool {
    entry().is_ok_and(|entry| entry.is_enabled().unwrap_or(false))
}

/// Makes or removes the entry. Started so, the program issues behind a window that is not shown.
///
/// # Errors
/// When the desktop's place cannot be written to.
pub fn set(on: bool) -> io::Result<()> {
    let entry = entry()?;
    if on { entry.enable() } else { entry.disable() }.map_err(io::Error::other)
}

fn entry() -> io::Result<AutoLaunch> {
    let program = std::env::current_exe()?;
    let program = program.to_str().ok_or(io::ErrorKind::InvalidFilename)?;
    AutoLaunchBuilder::new()
        .set_app_name(super::APP)
        .set_app_path(program)
        .set_args(&["--background"])
        .build()
        .map_err(io::Error::other)
}
