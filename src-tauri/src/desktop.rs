//! One small file per concern of the operating system.

pub mod folder;
pub mod input_method;
pub mod printing;
