//! One small file per concern of the operating system.

pub mod autostart;
pub mod core_dump;
pub mod folder;
pub mod input_method;
pub mod printing;
pub mod secrets;
pub mod tray;

/// What the program is called among others.
const APP: &str = "jangbu";
